"""What happens to a site on a working day."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from generators import Generator, write_story
from stories import Newsroom, Story

Edit = Callable[["Site", int], None]
ASIDE = "aside-"
"""How the folders begin that hold what was put aside, beside the sites."""


@dataclass(frozen=True, slots=True)
class Site:
    """A generator's site in a folder."""

    generator: Generator
    folder: Path
    newsroom: Newsroom

    def story(self, place: float) -> Story:
        """Give the article at a place between the oldest (0) and the newest (1)."""
        return self.newsroom.stories[int(place * (len(self.newsroom.stories) - 1))]

    def restore(self) -> None:
        """Undo all edits, and put aside what was built."""
        for made in self.generator.made:
            put_aside(self.folder / made, self.folder.parent)
        for place in (_BODY, _TITLE):
            write_story(self.generator, self.folder, self.story(place))
        (self.folder / self.generator.path(_new(self))).unlink(missing_ok=True)
        template = self.folder / self.generator.template
        template.write_text(template.read_text("utf-8").replace(_MARK, ""), encoding="utf-8")


def put_aside(file: Path, folder: Path) -> None:
    """Move a file or a tree out of the way, to be deleted in the end.

    To delete it now would spoil what is measured: ext4 passes over places that were freed lately, one by one, for each
    new file.
    """
    if file.exists():
        file.rename(Path(tempfile.mkdtemp(prefix=ASIDE, dir=folder)) / file.name)


_BODY, _TITLE = 0.5, 0.4
_MARK = "<p>Fin</p>"


def nothing(site: Site, number: int) -> None:
    """Change nothing."""


def edit_body(site: Site, number: int) -> None:
    """Add a sentence to an article in the middle of the archive."""
    story = site.story(_BODY)
    more = f"\nUne phrase de plus, la {number}e.\n"
    write_story(site.generator, site.folder, replace(story, source=story.source + more, body=story.body + more))


def edit_title(site: Site, number: int) -> None:
    """Give an article in the middle of the archive another title; its address stays."""
    story = site.story(_TITLE)
    write_story(site.generator, site.folder, replace(story, title=f"{story.title} ({number})"))


def add_article(site: Site, number: int) -> None:  # noqa: ARG001
    """Publish one more article, the newest."""
    write_story(site.generator, site.folder, _new(site))


def edit_template(site: Site, number: int) -> None:  # noqa: ARG001
    """Add a line to the template of articles."""
    template = site.folder / site.generator.template
    text = template.read_text("utf-8")
    template.write_text(text.replace("</article>", f"{_MARK}</article>", 1), encoding="utf-8")


def delete_article(site: Site, number: int) -> None:  # noqa: ARG001
    """Take the new article back."""
    (site.folder / site.generator.path(_new(site))).unlink()


def _new(site: Site) -> Story:
    newest = site.newsroom.stories[-1]
    slug = f"{len(site.newsroom.stories) + 1:05}-un-article-de-plus"
    return replace(newest, path=f"2026/11/{slug}.md", slug=slug, title="Un article de plus", date="2026-11-01T08:00:00")


EDITS: dict[str, Edit] = {
    "cold": nothing,
    "nothing": nothing,
    "body": edit_body,
    "title": edit_title,
    "new": add_article,
    "template": edit_template,
    "delete": delete_article,
}
"""The edits in the order in which they happen; the first build of a round is cold."""
TITLES = {
    "cold": "cold",
    "nothing": "nothing changed",
    "body": "body of an article",
    "title": "title of an article",
    "new": "a new article",
    "template": "template of articles",
    "delete": "that article deleted",
}
