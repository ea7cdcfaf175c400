"""From what was written in a file to its record: slugs, ids, and the faults that a schema cannot find."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from newsgen.base.addresses import NoAddressError, part_of
from newsgen.base.faults import Fault, Field, Place, Spot, warning
from newsgen.model.front_matter import ArticleMatter
from newsgen.model.names import stem_of, without_day
from newsgen.model.records import (
    Article,
    Author,
    Body,
    Category,
    Data,
    Front,
    Record,
    Redirects,
    Slug,
    StaticPage,
)
from newsgen.model.slugs import LONGEST, Slugs, slugify
from newsgen.schema.instants import seconds

_START = Place()
_LONGEST_TITLE = 120  # characters: twice what search engines show


class Written(Struct, frozen=True, gc=False):
    """What was written in a file of a site that makes ``slugs`` in its way.

    ``name`` is the path below the folder of its kind, without the ending; ``matter`` is what the schema of the kind
    makes of the file or its front matter; ``body`` is an empty one of a kind that has none. ``dated``: a day that the
    name begins with is the text's date, and none of what it is called.
    """

    path: str
    name: str
    matter: Any
    body: Body
    slugs: Slugs
    dated: bool = False

    @property
    def stem(self) -> str:
        """What the text is called by its file."""
        stem = stem_of(self.name)
        return without_day(stem) if self.dated else stem


Finished = tuple[Record, list[Fault]]
"""A record, and the faults that keep it from being used."""


def finish_article(written: Written) -> tuple[Article, list[Fault]]:
    """Make an article: its slug of the title, its id of the file's name, unless they are given."""
    path, body, language = written.path, written.body, written.slugs.language
    matter: ArticleMatter = written.matter
    slug, faults = slug_of(written, matter.slug, matter.title, Field(("title",)))
    faults += title_faults(written, matter.title)
    if matter.updated is not None and seconds(matter.updated) < seconds(matter.date):
        message = "“updated” is before “date”"
        way_out = "the update comes after the publication: check both dates"
        faults.append(Fault("updated-before-date", message, path, Field(("updated",)), way_out))
    appears = max((matter.date, matter.embargo or matter.date), key=seconds)
    faults += withdrawal_faults(written, appears)
    faults += correction_faults(written, appears)
    article_id = matter.id or written.stem
    if slugify(article_id, language) == "":
        message = f"“{article_id}” has no letters or digits to make a name of"
        spot, way_out = (Field(("id",)), "write it in words") if matter.id else (Place(), "rename the file")
        faults.append(Fault("no-slug", message, path, spot, way_out))
    tags: dict[Slug, str] = {}
    for index, tag in enumerate(matter.tags):
        tag_slug = written.slugs.make(tag)
        if not tag_slug:
            message = f"the tag “{tag}” has no letters or digits"
            faults.append(Fault("no-slug", message, path, Field(("tags", index)), "write it in words"))
        tags.setdefault(tag_slug, tag)
    if matter.summary:
        body = replace(body, opening="")  # nobody would read it, and a site in memory is a tenth of these
    article_id = slugify(article_id, language)
    return Article(path, article_id, slug, appears, seconds(appears), matter, body, tuple(tags.items())), faults


def finish_author(written: Written) -> Finished:
    """Make an author."""
    slug, faults = slug_of(written, written.matter.slug, written.stem)
    return Author(written.path, written.stem, slug, written.matter, written.body), faults


def finish_category(written: Written) -> Finished:
    """Make a category."""
    slug, faults = slug_of(written, written.matter.slug, written.stem)
    return Category(written.path, written.stem, slug, written.matter, written.body), faults


def finish_page(written: Written) -> Finished:
    """Make a static page."""
    slug, faults = slug_of(written, written.matter.slug, written.stem)
    faults += title_faults(written, written.matter.title)
    return StaticPage(written.path, slug, written.matter, written.body), faults


def finish_front(written: Written) -> Finished:
    """Make a curated front."""
    from newsgen.model.curation import check_front  # an edit of words spares it

    faults = list(check_front(written.path, written.name, written.matter))
    return Front(written.path, written.name, written.matter), faults


def finish_redirects(written: Written) -> Finished:
    """Make the redirects of a site."""
    return Redirects(written.path, written.matter), []


def finish_data(written: Written) -> Finished:
    """Make data, whatever they are."""
    return Data(written.path, written.name, written.matter), []


def withdrawal_faults(written: Written, appears: str) -> list[Fault]:
    """Report that an article is taken back before readers see it."""
    withdrawn = written.matter.withdrawn
    if withdrawn is None or seconds(withdrawn.date) >= seconds(appears):
        return []
    message = f"this is before readers see the piece first, on {appears}, so there is nothing to take back"
    way_out = "check the dates, and write the hour if both are of one day; what was never published can be a draft"
    return [Fault("withdrawn-before-date", message, written.path, Field(("withdrawn", "date")), way_out)]


def correction_faults(written: Written, appears: str) -> list[Fault]:
    """Warn of corrections of a day before readers see the article first: a day alone is that whole day."""
    way_out = "check its date, and that of the article: readers would be told that it was wrong before they saw it"
    return [
        warning("correction-before-date", message, written.path, Field(("corrections", index, "date")), way_out)
        for index, each in enumerate(written.matter.corrections)
        if each.date[:10] < appears[:10]
        for message in [f"this is before readers see the article first, on {appears}"]
    ]


def title_faults(written: Written, title: str) -> list[Fault]:
    """Warn of a title that is too long for lists, search engines and whatever shows a shared link."""
    if len(title) <= _LONGEST_TITLE:
        return []
    message = f"“title” has {len(title)} characters; lists, search engines and shared links cut it"
    way_out = f"write {_LONGEST_TITLE} at most; the rest may stand in “kicker” or “summary”"
    return [warning("long-title", message, written.path, Field(("title",)), way_out)]


def slug_of(written: Written, given: str | None, otherwise: str, spot: Spot = _START) -> tuple[Slug, list[Fault]]:
    """Take the slug that was given, or make one of the title or the file's name, which stands at ``spot``."""
    slugs = written.slugs
    if given is not None and slugs.style == "as-given":
        try:
            return Slug(part_of(given)), []
        except NoAddressError as reason:
            return Slug(""), [_bad_slug(written, given, str(reason), reason.way_out)]
    slug = slugs.make(given or otherwise)
    if given is not None and slug != given:
        script = " of any script" if slugs.style == "unicode" else ""
        rule = (
            f"lower-case letters{script}, digits and hyphens only"
            if len(given) <= LONGEST
            else f"at most {LONGEST} characters"
        )
        if "%" in given:  # an address, as browsers encode it
            from urllib.parse import unquote

            slug = slugs.make(unquote(given))
        return slug, [_bad_slug(written, given, rule, f"write it as {slug or 'un-titre-court'}")]
    if not slug:
        message = f"“{otherwise}” has no letters or digits to make an address of"
        return slug, [Fault("no-slug", message, written.path, spot, "add a line “slug: …”")]
    return slug, []


def _bad_slug(written: Written, given: str, why: str, way_out: str) -> Fault:
    return Fault("bad-slug", f"“{given}” is not a slug: {why}", written.path, Field(("slug",)), way_out)
