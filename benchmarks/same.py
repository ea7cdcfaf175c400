"""Whether the sites that are compared are the same newspaper: the same pages, and on them the same words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from random import Random

from stories import Newsroom

KINDS = ("categories", "authors", "tags", "months")
_SAMPLE = 25
_FEED = 30
_FIRST = re.compile(r"[^/]+/[^/]+/index\.html")


class Main(HTMLParser):
    """The words in the ``<main>`` of a page, and those of its second-level headings outside of texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._depth = 0
        self._words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._depth += tag == "main"

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "main"

    def handle_data(self, data: str) -> None:
        if self._depth:
            self._words += data.split()

    @property
    def words(self) -> tuple[str, ...]:
        """The words, as readers see them: how they are spaced does not count."""
        return tuple(self._words)


def pages_by_kind(output: Path) -> Counter[str]:
    """Count the pages of a site: articles, pages of lists, indexes."""
    counts: Counter[str] = Counter()
    for file in output.rglob("index.html"):
        path = file.relative_to(output).as_posix()
        top, depth = path.split("/")[0], path.count("/")
        if top in KINDS:
            counts["index" if depth == 1 else top] += 1
        elif depth == 2:
            counts["articles"] += 1
        else:
            counts["other"] += 1
    return counts


def differences(newsroom: Newsroom, outputs: Mapping[str, Path]) -> Iterator[str]:
    """Compare each site with the corpus, and with the first of them; say where they differ."""
    random = Random(1)
    first, *others = outputs
    lists = {name: _lists(output) for name, output in outputs.items()}
    paths = random.sample(sorted(lists[first]), min(_SAMPLE, len(lists[first])))
    stories = random.sample(newsroom.stories, min(_SAMPLE, len(newsroom.stories)))
    for name, output in outputs.items():
        yield from (f"{name}: {fault}" for fault in _missing(newsroom, output))
    for name in others:
        for fault in (
            *_other_counts(outputs[first], outputs[name], lists[first]),
            *(f"only one has the list {path}" for path in sorted(lists[first] ^ lists[name])),
            *_other_words(outputs[first], outputs[name], [f"{story.url[1:]}index.html" for story in stories]),
            *_other_titles(outputs[first], outputs[name], paths),
        ):
            yield f"{first} and {name}: {fault}"


def _missing(newsroom: Newsroom, output: Path) -> Iterator[str]:
    count = pages_by_kind(output)["articles"]
    if count != len(newsroom.stories):
        yield f"{count} pages of articles, not {len(newsroom.stories)}"
    for path in ("index.html", "atom.xml", "sitemap.xml", *(f"{kind}/index.html" for kind in KINDS)):
        if not (output / path).is_file():
            yield f"no {path}"
    entries = len(re.findall("<entry>", (output / "atom.xml").read_text("utf-8")))
    if entries != min(_FEED, len(newsroom.stories)):
        yield f"{entries} entries in the feed"


def _other_counts(first: Path, other: Path, lists: Collection[str]) -> Iterator[str]:
    """Compare how many pages the lists have: numbered from either end, each may have one more or less."""
    ours, theirs = pages_by_kind(first), pages_by_kind(other)
    for kind in KINDS:
        allowed = sum(path.startswith(kind) for path in lists)
        if abs(ours[kind] - theirs[kind]) > allowed:
            yield f"{ours[kind]} and {theirs[kind]} pages of {kind}"


def _other_words(first: Path, other: Path, paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        expected, words = _words(first / path), _words(other / path)
        if not expected or words != expected:
            yield f"{path}: {_first_difference(expected, words)}"


def _other_titles(first: Path, other: Path, paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        ours, theirs = _titles(first, path), _titles(other, path)
        if ours != theirs:
            yield f"{path}: {sorted((ours - theirs) + (theirs - ours))[:3]}"


def _lists(output: Path) -> set[str]:
    paths = (file.relative_to(output).as_posix() for kind in KINDS for file in (output / kind).glob("*/index.html"))
    return {path for path in paths if _FIRST.fullmatch(path) and not re.match(r"months/\d{4}/", path)}


def _titles(output: Path, path: str) -> Counter[str]:
    """Give the headlines on all pages of a list."""
    titles: Counter[str] = Counter()
    for file in (output / path).parent.rglob("index.html"):
        titles.update(
            re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", each)).strip()
            for each in re.findall(r"<h2>(.*?)</h2>", file.read_text("utf-8"), re.DOTALL)
        )
    return titles


def _words(file: Path) -> tuple[str, ...]:
    return Main(file.read_text("utf-8")).words if file.is_file() else ()


def _first_difference(left: tuple[str, ...], right: tuple[str, ...]) -> str:
    place = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    return f"“{' '.join(left[place : place + 6])}” against “{' '.join(right[place : place + 6])}”"
