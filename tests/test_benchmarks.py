"""The benchmark's own parts: equal sites for every generator, the comparison of them, the table and the plot."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import edits
from corpus import write_corpus
from edits import EDITS, Site
from figures import Figures, plot, table
from generators import GENERATORS, make_site
from newsgen.build import Request, build
from newsroom import NOON, codes, tree
from same import differences
from stories import Newsroom, read_corpus

ARTICLES = 60
LATER = NOON + 365 * 86_400


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(folder, ARTICLES)
    return read_corpus(folder)


@pytest.fixture
def site(newsroom: Newsroom, tmp_path: Path) -> Site:
    make_site(GENERATORS["newsgen"], tmp_path / "site", newsroom)
    return Site(GENERATORS["newsgen"], tmp_path / "site", newsroom)


def built(site: Site) -> set[str]:
    """Build newsgen's site; name what was made again."""
    report = build(Request(site.folder, LATER, time.time_ns()))
    assert codes(report) == []
    return {path for path, _ in report.reasons}


def test_a_corpus_is_read_back_with_the_address_of_every_link(newsroom: Newsroom) -> None:
    addresses = {story.url for story in newsroom.stories}
    assert len(addresses) == len(newsroom.stories) == ARTICLES
    links = [link for story in newsroom.stories for link in re.findall(r"\]\((.*?)\)", story.body)]
    assert links
    assert set(links) <= addresses
    assert not any("{{<" in story.body for story in newsroom.stories)


@pytest.mark.parametrize("name", GENERATORS)
def test_every_generator_gets_every_article_and_every_section(name: str, newsroom: Newsroom, tmp_path: Path) -> None:
    generator = GENERATORS[name]
    make_site(generator, tmp_path / "site", newsroom)
    for story in newsroom.stories:
        text = (tmp_path / "site" / generator.path(story)).read_text(encoding="utf-8")
        assert story.title in text
        assert text.endswith(story.source if name.startswith("newsgen") else story.body)
    everything = "".join(data.decode() for data in tree(tmp_path / "site").values())
    assert all(title in everything for title in newsroom.sections.values())
    assert "</article>" in (tmp_path / "site" / generator.template).read_text(encoding="utf-8")


def test_newsgens_plain_site_is_the_newspaper(site: Site, newsroom: Newsroom) -> None:
    built(site)
    output = site.folder / "public"
    assert list(differences(newsroom, {"newsgen": output, "itself": output})) == []


@pytest.mark.parametrize("kind", ["word", "article", "list", "headline", "feed"])
def test_whatever_differs_between_two_sites_is_found(kind: str, site: Site, newsroom: Newsroom, tmp_path: Path) -> None:
    built(site)
    output, other = site.folder / "public", tmp_path / "other"
    shutil.copytree(output, other)
    for story in newsroom.stories if kind == "word" else ():
        page = other / story.url[1:] / "index.html"
        page.write_text(page.read_text("utf-8").replace("</article>", " mot</article>"), encoding="utf-8")
    for page in (other / "tags").rglob("*/index.html") if kind == "headline" else ():
        page.write_text(page.read_text("utf-8").replace("</h2>", "</h3>"), encoding="utf-8")
    if kind == "article":
        shutil.rmtree(other / newsroom.stories[3].url[1:])
    if kind == "list":
        shutil.rmtree(next((other / "authors").glob("*/")))
    if kind == "feed":
        (other / "atom.xml").write_text("<feed/>", encoding="utf-8")
    assert list(differences(newsroom, {"newsgen": output, "other": other})) != []


def test_each_edit_touches_what_it_says_and_is_undone(site: Site, newsroom: Newsroom) -> None:
    before = tree(site.folder)
    built(site)
    body, title = site.story(0.5).url, site.story(0.4).url
    expected: dict[str, Callable[[set[str]], bool]] = {
        "nothing": lambda pages: not pages,
        "body": lambda pages: pages == {f"{body[1:]}index.html"},
        "title": lambda pages: f"{title[1:]}index.html" in pages and 3 < len(pages) < 20,
        "new": lambda pages: "index.html" in pages and any("un-article-de-plus" in page for page in pages),
        "template": lambda pages: len(pages) == ARTICLES + 1,
        "delete": lambda pages: "index.html" in pages and len(pages) < 20,
    }
    for name, touches in expected.items():
        EDITS[name](site, 1)
        pages = built(site)
        assert touches(pages), (name, pages)
    assert edits.TITLES.keys() == EDITS.keys()
    site.restore()
    assert tree(site.folder) == before


def some_figures() -> Figures:
    names = ("hugo", "newsgen")
    seconds = {
        name: {edit: [2.0 / place, 4.0 / place, 3.0 / place] for edit in EDITS}
        for place, name in ((1, "hugo"), (60, "newsgen"))
    }
    memory = {name: dict.fromkeys(EDITS, 300_000_000 // place) for place, name in enumerate(names, start=1)}
    return Figures(
        1000, 3, "Une machine", {"hugo": "1.2", "newsgen": "3.4"}, dict.fromkeys(names, 1530), seconds, seconds, memory
    )


def test_the_table_shows_medians_and_their_ratios() -> None:
    lines = table(some_figures()).splitlines()
    assert lines[0] == "1,000 articles, median of 3 runs. Une machine."
    assert lines[2] == "| | hugo 1.2 | newsgen 3.4 |"
    assert "| cold | 3.00 s | 0.05 s (1/60) |" in lines
    assert "| cold, memory | 300 MB | 150 MB (× 0.50) |" in lines


def test_the_plot_is_sound_svg_with_a_bar_for_each_median() -> None:
    drawing = ET.fromstring(plot(some_figures()))
    bars = [each for each in drawing.iter() if each.tag.endswith("rect")]
    assert len(bars) == 2 * len(EDITS) + 2
    assert all(float(bar.get("width", "0")) > 0 for bar in bars)


def test_the_benchmark_says_how_it_is_used() -> None:
    script = Path(__file__).parent.parent / "benchmarks/bench.py"
    said = subprocess.run([sys.executable, script, "--help"], capture_output=True, text=True, check=True).stdout
    assert "--articles" in said
