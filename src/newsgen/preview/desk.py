"""The desk at ``/_newsgen/``: how articles stand, what the next build would do, what to mend; and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape

from newsgen.build.outlook import Outlook
from newsgen.model.records import StaticPage
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
_NO_OUTLOOK = "<p>This site has not been built yet, or it is being built just now.</p>"


def is_desk(address: str) -> bool:
    """Tell whether an address is one of the preview's own pages, and none of the site."""
    return address.startswith(DESK)


def desk_page(proofs: Proofs, editor: Editor, outlook: Outlook | None, mark: str, choices: Choices, now: int) -> bytes:
    """Give the desk as HTML, with the articles of these choices, as they stand at ``now`` (seconds since 1970)."""
    language = proofs.site.edition.settings.language if proofs.site.edition else "en"
    words = desk_words(language)
    articles = articles_of(proofs.site, editor, words, choices, now)
    waiting = _table(_waiting(proofs, editor))
    pages = f"<h2>Pages that are not published</h2>{waiting}" if waiting else ""
    faults = list_of(proofs.faults, editor) or "<p>There are no faults.</p>"
    body = (
        f"<h1>{escape(words.say('desk'))}</h1><h2>{escape(words.say('desk_articles'))}</h2>{articles}"
        f'<div lang="en">{pages}<h2>Since the last build</h2>{_since(proofs, outlook)}<h2>Faults</h2>{faults}</div>'
    )
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
            yield title, escape(why), _source(editor, record.path)


def _since(proofs: Proofs, outlook: Outlook | None) -> str:
    """Tell what a build would make and delete."""
    if outlook is None or proofs.site.edition is None:
        return _NO_OUTLOOK
    last = f"The last build that made anything was on {_moment(outlook.last)}."
    if proofs.broken:
        return f"<p>{last} A build would stop now: there are faults.</p>"
    if not outlook.made and not outlook.deleted:
        return f"<p>{last} A build would change nothing.</p>"
    count = f"A build would make {len(outlook.made)} and delete {len(outlook.deleted)}."
    rows = [(_link(proofs, path), f"{escape(reason)} {_why(proofs, path)}") for path, reason in outlook.made.items()]
    rows += [(escape(_address(proofs, path)), "deleted: the site has it no more") for path in outlook.deleted]
    more = f"<p>and {len(rows) - _MOST_PAGES} more</p>" if len(rows) > _MOST_PAGES else ""
    return f"<p>{last} {count}</p>{_table(rows[:_MOST_PAGES])}{more}"


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


def _why(proofs: Proofs, path: str) -> str:
    return f'<a href="{DESK}why{escape(_address(proofs, path))}">why?</a>' if path.endswith(".html") else ""


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
