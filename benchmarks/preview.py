"""Measure the preview: from the save of a file to the changed text being in the open page of a real browser.

    python benchmarks/preview.py [--articles 100 10000] [--edits 50]

An article from the middle of a generated newsroom is open in headless Chromium. Its body is edited, then its headline,
then the template of all articles; each edit is timed from just before the file is written until the browser has the new
text in the page, by the clock of the same machine. Then the preview is started once more, and timed until the front
page has come, its cache being warm. It prints a table for a README.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random
from statistics import quantiles
from urllib.request import urlopen

from playwright.sync_api import ConsoleMessage, Page, sync_playwright

from corpus import write_corpus

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_INSTANT = "2026-11-01T12:00"  # just after the newest article
_PATIENCE = 60.0
_WARM_UP = 3  # edits before those that count
_WORD = "Repère"
_LOOK = f"""(() => {{
  let seen = "";
  const look = () => {{
    const found = document.body && document.body.textContent.match(/{_WORD} (\\d+)/);
    if (!found || found[1] === seen) return;
    seen = found[1];
    console.log(`{_WORD} ${{seen}} ${{performance.timeOrigin + performance.now()}}`);
  }};
  new MutationObserver(look).observe(document, {{ childList: true, subtree: true, characterData: true }});
  look();
}})();"""


@contextmanager
def served(site: Path) -> Iterator[tuple[str, float]]:
    """Serve a site; give its address, and the seconds from the start until the front page had come."""
    command = [sys.executable, "-m", "newsgen", "serve", "--site", str(site), "--port", "0", "--at", _INSTANT]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = next(line for line in process.stdout if line.startswith("preview at "))
        address = line.split()[2]
        with urlopen(address, timeout=_PATIENCE) as answer:  # noqa: S310 - our own
            answer.read()
        yield address, time.perf_counter() - started
    finally:
        process.terminate()
        process.communicate()


def milliseconds_of_edits(page: Page, write: Callable[[int], None], numbers: Sequence[int]) -> list[float]:
    """Make edits, each of which brings its number into the page; give how long each took to be there."""
    random = Random(1)
    took = []
    for number in numbers:
        time.sleep(0.3 + random.random() / 10)  # a person's next save; never in step with anything
        told = f"{_WORD} {number} "
        with page.expect_console_message(partial(_begins, told), timeout=_PATIENCE * 1000) as seen:
            started = time.time()
            write(number)
        took.append(float(seen.value.text.split()[-1]) - started * 1000)
    return took[_WARM_UP:]


def _begins(told: str, message: ConsoleMessage) -> bool:
    return message.text.startswith(told)


def measure(site: Path, articles: int, edits: int, browser: str) -> list[str]:
    """Give the cells of one row of the table."""
    write_corpus(site, articles)
    template = site / "templates/article.html"
    template.parent.mkdir()
    shutil.copy(Path(__file__).parents[1] / "templates/article.html", template)
    files = sorted((site / "content/articles").rglob("*.md"))
    file = files[len(files) // 2]
    slug = re.sub(r"^\d+-", "", file.stem)  # so that another headline makes no other address
    body = re.sub(r"(?m)^(slug: .*\n)?title: ", f"slug: {slug}\ntitle: ", file.read_text(encoding="utf-8"), count=1)
    file.write_text(body, encoding="utf-8")
    frame = template.read_text(encoding="utf-8")
    block = "{% block main %}"
    assert block in frame

    def edit_body(number: int) -> None:
        file.write_text(f"{body}\n\n{_WORD} {number}.\n", encoding="utf-8")

    def edit_headline(number: int) -> None:
        file.write_text(re.sub(r"(?m)^title: .*", f'title: "{_WORD} {number} fois"', body, count=1), encoding="utf-8")

    def edit_template(number: int) -> None:
        template.write_text(frame.replace(block, f"{block}<p>{_WORD} {number} </p>", 1), encoding="utf-8")

    count = edits + _WARM_UP
    with served(site) as (address, _), sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=_ARGUMENTS)
        page = chromium.new_page()
        page.add_init_script(_LOOK)
        page.goto(_address_of(file, address))
        of_body = milliseconds_of_edits(page, edit_body, range(1, count + 1))
        file.write_text(body, encoding="utf-8")
        of_headline = milliseconds_of_edits(page, edit_headline, range(count + 1, 2 * count + 1))
        file.write_text(body, encoding="utf-8")
        of_template = milliseconds_of_edits(page, edit_template, range(2 * count + 1, 3 * count + 1))
        chromium.close()
    with served(site) as (_, start):
        pass
    measured = (_percentiles(each) for each in (of_body, of_headline, of_template))
    return [f"{articles:,}", *(cell for cells in measured for cell in cells), f"{start:.2f} s"]


def _address_of(file: Path, address: str) -> str:
    """Find the page of an article in the sitemap of the preview by the name of its file."""
    name = re.sub(r"^\d+-", "", file.stem)
    with urlopen(f"{address}sitemap.xml", timeout=_PATIENCE) as answer:  # noqa: S310 - our own
        index = answer.read().decode()
    month = "-".join(file.parts[-3:-1])
    for part in re.findall(r"<loc>https?://[^/]+/([^<]+)</loc>", index):
        if month not in part:
            continue
        with urlopen(f"{address}{part}", timeout=_PATIENCE) as answer:  # noqa: S310 - our own
            pages = re.findall(r"<loc>https?://[^/]+/([^<]+)</loc>", answer.read().decode())
        for page in pages:
            if page.rstrip("/").rpartition("/")[2].startswith(name):
                return f"{address}{page}"
    raise LookupError(f"there is no page of {file} in the sitemaps")


def _percentiles(values: Sequence[float]) -> tuple[str, str]:
    cuts = quantiles(values, n=100, method="inclusive")
    return f"{cuts[49]:.0f} ms", f"{cuts[94]:.0f} ms"


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description="Measure the preview in a real browser.")
    parser.add_argument("--articles", type=int, nargs="+", default=[100, 10_000], help="sizes of newsrooms")
    parser.add_argument("--edits", type=int, default=50, help="edits of each kind (default: 50)")
    arguments = parser.parse_args()
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        parser.error(f"this needs a browser: none of {', '.join(_BROWSERS)} is installed")
    print("| articles | body edit, p50 | p95 | headline, p50 | p95 | template, p50 | p95 | start to first page, warm |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for articles in arguments.articles:
        with tempfile.TemporaryDirectory(prefix="newsgen-preview-") as folder:
            print(f"| {' | '.join(measure(Path(folder), articles, arguments.edits, browser))} |", flush=True)


if __name__ == "__main__":
    main()
