"""The desk at ``/_newsgen/``: how articles stand, what the next build would do, what to mend; and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape

from newsgen.build.outlook import Outlook
from newsgen.model.records import StaticPage
from newsgen.model.words import Words
from newsgen.output.decide import templates_of
from newsgen.pages.page import Page
from newsgen.preview.articles import Choices, articles_of
from newsgen.preview.editor import Editor
from newsgen.preview.insert import list_of, plain_page
from newsgen.preview.making import why_unpublished
from newsgen.preview.proofs import Proofs
from newsgen.preview.words import desk_words

DESK = "/_newsgen/"
_MOST_PAGES = 200
_ENGLISH = 'lang="en"'
"""What faults and reasons are in, as in the terminal."""


def is_desk(address: str) -> bool:
    """Tell whether an address is one of the preview's own pages, and none of the site."""
    return address.startswith(DESK)


def desk_page(proofs: Proofs, editor: Editor, outlook: Outlook | None, mark: str, choices: Choices, now: int) -> bytes:
    """Give the desk as HTML, with the articles of these choices, as they stand at ``now`` (seconds since 1970)."""
    language = proofs.site.edition.settings.language if proofs.site.edition else "en"
    words = desk_words(language)
    articles = articles_of(proofs.site, editor, words, choices, now)
    waiting = _table(_waiting(proofs, editor))
    faults = list_of(proofs.faults, editor)
    parts = [
        *([("desk_unpublished", waiting)] if waiting else ()),
        ("desk_since", _since(proofs, outlook, words)),
        ("desk_faults", f"<div {_ENGLISH}>{faults}</div>" if faults else f"<p>{_said(words, 'desk_no_faults')}</p>"),
    ]
    body = f"<h1>{_said(words, 'desk')}</h1><h2>{_said(words, 'desk_articles')}</h2>{articles}"
    body += "".join(f"<h2>{_said(words, heading)}</h2>{part}" for heading, part in parts)
    return plain_page(words.say("desk"), body, mark, language=str(words.locale).replace("_", "-"))


def why_page(proofs: Proofs, editor: Editor, outlook: Outlook | None, mark: str, path: str) -> bytes | None:
    """Say of what the page at ``path`` in the output is made, and why a build would make it; nothing without one."""
    edition = proofs.site.edition
    page = next((each for each in edition.plan.outputs if each.path == path), None) if edition else None
    if edition is None or not isinstance(page, Page):
        return None
    proof = proofs.pull(path)
    readings = proof.readings if proof else ()
    questions = [f"site.{name}({', '.join(map(repr, arguments))})" for name, arguments, _ in readings]
    names = edition.templates.closure(templates_of(page))
    templates = [edition.templates.by_name[name].path for name in names if name in edition.templates.by_name]
    rows = [
        ("In the built site", _standing(outlook, path)),
        ("Readers", escape(f"do not see it: {proof.unpublished}" if proof and proof.unpublished else "see it")),
        ("Shows", _lines(_source(editor, each) for each in dict.fromkeys(page.sources))),
        ("Templates", _lines(_source(editor, each) for each in templates)),
        ("Asks", _lines(map(escape, questions))),
    ]
    title = f'<h1>Why <a href="{escape(page.url)}">{escape(page.url)}</a></h1>'
    note = "<p>It is made again when something of this differs: what it shows, a template, an answer, the settings.</p>"
    return plain_page(f"Why {page.url}", f"{title}{_table(rows)}{note}{_BACK}", mark)


_BACK = f'<p><a href="{DESK}">The desk</a></p>'


def _waiting(proofs: Proofs, editor: Editor) -> Iterator[tuple[str, ...]]:
    """List the static pages that readers do not see: title, reason, file."""
    planned = proofs.site.planned
    if planned is None:
        return
    for record in planned.decoded.records:
        if isinstance(record, StaticPage) and (why := why_unpublished(record, planned.site.now)):
            address = proofs.site.address_of(record.path)
            title = escape(record.matter.title)
            if address is not None:
                title = f'<a href="{escape(address)}">{title}</a>'
            yield title, f"<span {_ENGLISH}>{escape(why)}</span>", _source(editor, record.path)


def _since(proofs: Proofs, outlook: Outlook | None, words: Words) -> str:
    """Tell what a build would make and delete."""
    if outlook is None or proofs.site.edition is None:
        return f"<p>{_said(words, 'desk_never_built')}</p>"
    last = _said(words, "desk_last_build", when=_moment(outlook.last))
    if proofs.broken:
        return f"<p>{last} {_said(words, 'desk_would_stop')}</p>"
    if not outlook.made and not outlook.deleted:
        return f"<p>{last} {_said(words, 'desk_would_change_nothing')}</p>"
    count = _said(words, "desk_would_make", made=len(outlook.made), deleted=len(outlook.deleted))
    rows = [
        (_link(proofs, path), f"<span {_ENGLISH}>{escape(reason)}</span> {_why(proofs, path, words)}")
        for path, reason in outlook.made.items()
    ]
    rows += [(escape(_address(proofs, path)), _said(words, "desk_deleted")) for path in outlook.deleted]
    many = len(rows) - _MOST_PAGES
    more = f"<p>{_said(words, 'desk_and_more', count=many)}</p>" if many > 0 else ""
    return f"<p>{last} {count}</p>{_table(rows[:_MOST_PAGES])}{more}"


def _said(words: Words, name: str, **values: object) -> str:
    return escape(words.say(name, **values))


def _standing(outlook: Outlook | None, path: str) -> str:
    if outlook is None:
        return "unknown: the site has not been built yet, or it is being built just now"
    reason = outlook.made.get(path)
    now = f"a build would make it again: {reason}" if reason else "it is up to date"
    entry = outlook.entries.get(path)
    if entry is not None and entry.built is not None:
        built = _moment(datetime.fromtimestamp(entry.built, outlook.last.tzinfo))
        return f"{escape(now)}<br>last made on {built}, because {escape(entry.reason)}"
    return escape(now if reason else "readers do not get it")


def _address(proofs: Proofs, path: str) -> str:
    return f"{proofs.site.base}/{path.removesuffix('index.html') if f'/{path}'.endswith('/index.html') else path}"


def _link(proofs: Proofs, path: str) -> str:
    address = escape(_address(proofs, path))
    return f'<a href="{address}">{address}</a>'


def _why(proofs: Proofs, path: str, words: Words) -> str:
    if not path.endswith(".html"):
        return ""
    return f'<a href="{DESK}why{escape(_address(proofs, path))}">{_said(words, "desk_why")}</a>'


def _source(editor: Editor, path: str) -> str:
    address = editor.link(path)
    return f'<a href="{escape(address)}">{escape(path)}</a>' if address else escape(path)


def _moment(moment: datetime) -> str:
    return moment.isoformat(sep=" ", timespec="minutes")


def _lines(lines: Iterable[str]) -> str:
    return "<br>".join(lines) or "nothing"


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    listed = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table>{listed}</table>" if listed else ""
