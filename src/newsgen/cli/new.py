"""``newsgen new``: a new text of a kind, or a correction in one that is there."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, get_args
from zoneinfo import ZoneInfo

import click

from newsgen.base.accents import name_of
from newsgen.base.fault_text import as_text
from newsgen.cli.asking import asked, on_terminal, prompt
from newsgen.cli.clock import INSTANT, now_of
from newsgen.cli.local_code import ALLOW_LOCAL_CODE
from newsgen.cli.opening import leave_closed, opener
from newsgen.cli.site_options import SITE
from newsgen.cli.surroundings import cache_key
from newsgen.model.front_matter import CorrectionKind
from newsgen.model.kinds import BUILT_IN, ContentKind

if TYPE_CHECKING:
    from newsgen.base.faults import Located
    from newsgen.build.request import Request
    from newsgen.editing.site_today import SiteToday

_OPEN = click.option("--open", "opens", is_flag=True, help="Open the file in your editor.")
_EDITOR = click.option(
    "--editor",
    envvar="NEWSGEN_EDITOR",
    help="What --open opens: vscode://file/{path}:{line}:{column} [default: NEWSGEN_EDITOR, or else the program that "
    "VISUAL or EDITOR names].",
)
_OPTIONS: Mapping[str, Callable[[Any], Any]] = {
    "category": click.option("--category", multiple=True, help="A category, as in an article; may be given again."),
    "author": click.option(
        "--author",
        multiple=True,
        help="An author, as in an article; may be given again [default: you, as git knows you].",
    ),
    "date": click.option("--date", type=INSTANT, help="When it is published [default: now]."),
    "draft": click.option("--draft/--no-draft", default=True, show_default=True, help="Whether it is a draft."),
    "slug": click.option("--slug", help="The last part of its address [default: made of what it is called]."),
}
"""The options of a kind, by the fields that it may have."""
_HINTS = {"title": "TITLE", "name": "TITLE"}


@click.group(name="new")
def command() -> None:
    """Write a new article, author, category, page, or a correction of an article.

    What is not given is asked for on a terminal, and an error elsewhere. Prints the path of the file. Nothing that is
    there is ever overwritten, and nothing is written outside of content/.
    """


def _of_kind(kind: ContentKind) -> click.Command:
    """Make the command for texts of a kind: its options are fields of the kind."""

    def run(title: str | None, site: Path, opens: bool, editor: str | None, **wished: Any) -> None:
        _new(kind, title, site, opener(site, editor) if opens else leave_closed, wished)

    made: Any = run
    declared = kind.schema.__struct_fields__ if kind.schema else ()
    for option in (
        _EDITOR,
        _OPEN,
        ALLOW_LOCAL_CODE,
        *reversed([each for name, each in _OPTIONS.items() if name in declared]),
    ):
        made = option(made)
    made = click.argument("title", required=False)(SITE(made))
    return click.command(name=kind.name, help=f"Write a new {kind.name}: TITLE is what it is called.")(made)


for _kind in BUILT_IN:
    if _kind.has_body:
        command.add_command(_of_kind(_kind))


@command.command(name="correction")
@click.argument("source")
@click.option(
    "--kind",
    type=click.Choice(get_args(CorrectionKind)),
    default="correction",
    show_default=True,
    help="What kind of correction it is.",
)
@click.option("--text", help="What was wrong and what is right, for readers.")
@click.option("--date", type=INSTANT, help="When the text was corrected [default: now].")
@SITE
@_OPEN
@_EDITOR
def correction(
    source: str, kind: str, text: str | None, date: str | None, site: Path, opens: bool, editor: str | None
) -> None:
    """Add a correction to SOURCE, the file of an article. Every other byte of it stays as it is."""
    from newsgen.editing.new_correction import Correction, NoCorrectionError, corrected
    from newsgen.editing.saving import NotSavedError, exchange

    then = opener(site, editor) if opens else leave_closed
    path = _path_of(source, site)
    said = asked("--text", "Text", text)
    try:
        made = corrected(_request(site), path, Correction(_instant(date, site), kind, said))
        exchange(site, path, made.old, made.new)
    except NoCorrectionError as error:
        _refuse_with(error.faults)
    except (LookupError, NotSavedError) as error:
        _refuse(str(error.args[0]))
    _written(path, made.warnings, then)


def _new(kind: ContentKind, title: str | None, site: Path, then: Callable[[str], None], wished: dict[str, Any]) -> None:
    """Write a text of a kind, and say where."""
    from newsgen.base.workers import Workers, cores
    from newsgen.editing.archetypes import ArchetypeError
    from newsgen.editing.new_text import Wishes, WrongWishError, new_text
    from newsgen.editing.saving import NotSavedError, create
    from newsgen.editing.site_today import UnusableSiteError, site_today

    called = asked("TITLE", "Title", title)
    date, slug, allow = (wished.pop(name, None) for name in ("date", "slug", "allow_local_code"))
    try:
        with Workers(cores()) as workers:
            today = site_today(_request(site, allow_local_code=bool(allow), workers=workers))
        wishes = Wishes(called, _instant(date, site), slug or None, _completed(today, site, wished))
        text = new_text(today, kind, wishes)
        create(site, text.path, text.data)
    except (UnusableSiteError, ArchetypeError) as error:
        _refuse_with(error.faults)
    except WrongWishError as error:
        if error.field == "slug" and not slug:
            raise click.UsageError(f"{error}: choose another with --slug") from None
        hint = _HINTS.get(error.field, f"--{error.field}")
        raise click.BadParameter(str(error), param_hint=f"'{hint}'") from None
    except NotSavedError as error:
        _refuse(str(error))
    _written(text.path, text.warnings, then)


def _written(path: str, warnings: Iterable[Located], then: Callable[[str], None]) -> None:
    for each in warnings:
        click.echo(as_text(each), err=True)
    click.echo(path)
    then(path)


def _completed(today: SiteToday, site: Path, wished: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give what is wished with what has to be asked for, or can be found out."""
    from newsgen.editing.callers import caller_among
    from newsgen.model.locale import locale_of
    from newsgen.model.records import Author, Category

    given, records = dict(wished), today.decoded.records
    if "category" in given and not given["category"]:
        known = [each.id for each in records if isinstance(each, Category)]
        given["category"] = (asked("--category", "Category", None, known),)
    if given.get("author"):  # an empty name is nobody
        given["author"] = tuple(filter(None, given["author"]))
    elif "author" in given:
        caller = caller_among(records, site, locale_of(today.opened.settings).slugs)
        known = [each.id for each in records if isinstance(each, Author)]
        if caller is None and known and on_terminal():
            caller = prompt("Author, or nothing", ["", *known], default="")
        given["author"] = (caller,) if caller else ()
    return given


def _request(site: Path, **more: Any) -> Request:
    from newsgen.build.request import Request

    return Request(site, now_of(None, site), time.time_ns(), cache_key=cache_key(), **more)


def _instant(given: str | None, site: Path) -> str:
    """Write an instant as the site's clocks show it, to the minute; a day stays a day."""
    from newsgen.build.site_settings import load_settings
    from newsgen.schema.instants import BadInstantError, read_instant

    settings, _ = load_settings(site)
    zone = settings.zone if settings else ZoneInfo("UTC")
    if given is None:
        read = datetime.fromtimestamp(now_of(None, site) // 60 * 60, zone).isoformat()
    else:
        try:
            read = read_instant(given, zone)
        except BadInstantError as error:
            raise click.BadParameter(f"{error}: {error.way_out}", param_hint="'--date'") from None
        if ":" not in given:
            return read[:10]
    try:
        return read[:16] if read_instant(read[:16], zone) == f"{read[:17]}00{read[19:]}" else f"{read[:16]}{read[19:]}"
    except BadInstantError:  # the clocks show it twice
        return f"{read[:16]}{read[19:]}"


def _path_of(source: str, site: Path) -> str:
    """Give the path within the site of a file that is named from there, or from where newsgen runs."""
    inside, here = site / source, Path(source)
    file = inside if inside.exists() or not here.exists() else here
    try:
        path = Path(os.path.abspath(file)).relative_to(os.path.abspath(site))
    except ValueError:
        raise click.BadParameter(f"{source} lies outside of the site", param_hint="'SOURCE'") from None
    return name_of(path.as_posix())


def _refuse(why: str) -> NoReturn:
    click.echo(f"newsgen: {why}", err=True)
    sys.exit(1)


def _refuse_with(faults: Iterable[Located]) -> NoReturn:
    for each in faults:
        click.echo(as_text(each), err=True)
    sys.exit(1)
