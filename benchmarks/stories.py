"""A corpus read back: what every generator is given, whatever it calls it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

import yaml

_LINK = re.compile(r"\]\(([^)\s]+\.md)\)")
_RELATED = re.compile(r'\{\{< related article="([^"]+)" >\}\}')


@dataclass(frozen=True, slots=True)
class Story:
    """An article: ``path`` below content/articles/, and texts as printed.

    ``source`` is as newsgen reads it, ``body`` has addresses.
    """

    path: str
    slug: str
    title: str
    date: str
    summary: str
    category: str
    section: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    source: str
    body: str = ""

    @property
    def url(self) -> str:
        """The address, the same in every generator's site."""
        return f"/{self.category}/{self.slug}/"


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A whole corpus: articles oldest first, the titles of the sections by id."""

    stories: tuple[Story, ...]
    sections: Mapping[str, str]
    about: str


def read_corpus(folder: Path) -> Newsroom:
    """Read a corpus that :mod:`corpus` wrote. Sections are taken as flat: not every generator has trees of them."""
    content = folder / "content"
    sections = {
        file.stem: matter["title"]
        for file in sorted((content / "categories").glob("*.md"), key=_order)
        for matter in [_split(file)[0]]
    }
    names = {file.stem: _split(file)[0]["name"] for file in (content / "authors").glob("*.md")}
    files = sorted((content / "articles").rglob("*.md"), key=lambda file: file.name)
    stories = [_story(file, file.relative_to(content / "articles").as_posix(), sections, names) for file in files]
    by_path = {story.path: story for story in stories}
    return Newsroom(
        tuple(_with_addresses(story, by_path) for story in stories),
        sections,
        _split(content / "pages/a-propos.md")[1],
    )


def _order(file: Path) -> int:
    order: int = _split(file)[0]["order"]
    return order


def _split(file: Path) -> tuple[dict[str, Any], str]:
    _, matter, body = file.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.load(matter, Loader=yaml.CSafeLoader), body


def _story(file: Path, path: str, sections: Mapping[str, str], names: Mapping[str, str]) -> Story:
    matter, body = _split(file)
    authors = matter["author"] if isinstance(matter["author"], list) else [matter["author"]]
    category = matter["category"].rpartition("/")[2]
    return Story(
        path,
        file.stem,
        matter["title"],
        f"{matter['date']}:00" if isinstance(matter["date"], str) else matter["date"].isoformat(),
        matter["summary"],
        category,
        sections[category],
        tuple(names[each] for each in authors),
        tuple(matter["tags"]),
        body,
    )


def _with_addresses(story: Story, by_path: Mapping[str, Story]) -> Story:
    def address(match: re.Match[str]) -> str:
        return f"]({by_path[normpath(join(dirname(story.path), match[1]))].url})"

    def related(match: re.Match[str]) -> str:
        other = by_path[match[1]]
        return f"À lire aussi : [{other.title}]({other.url})"

    return replace(story, body=_RELATED.sub(related, _LINK.sub(address, story.source)))
