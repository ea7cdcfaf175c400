"""The articles at the desk: how each of them stands, of all or of those that are asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from html import escape
from typing import get_args
from urllib.parse import urlencode

from newsgen.model.kinds import ARTICLE
from newsgen.model.words import Words
from newsgen.preview.current_site import CurrentSite
from newsgen.preview.editor import Editor
from newsgen.preview.words import spoken_moment
from newsgen.render.formats import format_date
from newsgen.site.calendar import State
from newsgen.site.site import Site
from newsgen.site.status import Standing, Status, Wanted, select, standing_of

_MOST = 200
_COLUMNS = ("state", "when", "title", "author", "category", "lacks", "corrected", "file")
_STATES = get_args(State)
Choices = Mapping[str, str]
"""What is asked for in the address: a ``state``, the slug of an ``author``, the path of a ``category``; or nothing."""


def articles_of(current: CurrentSite, editor: Editor, words: Words, choices: Choices, now: int) -> str:
    """Give the articles as HTML: how many there are, what can be chosen, and a table of those that were."""
    if current.material is None or current.planned is None:
        return ""
    settings, sources, decoded = current.material
    whole = standing_of(decoded, settings, sources.unread, now)
    chosen = {name: choices[name] for name in ("state", "author", "category") if choices.get(name)}
    authors, categories = ([chosen[name]] if name in chosen else () for name in ("author", "category"))
    of_any_state = tuple(select(whole.rows, Wanted(authors=authors, categories=categories), whole.categories))
    listed = [row for row in of_any_state if row.state == chosen.get("state", row.state)]
    table = _Table(current.planned.site, editor, words, now).of(listed) if listed else words.say("desk_none")
    return f"{_form(whole, words, chosen)}{_counts(of_any_state, words, chosen)}{table}"


def _form(whole: Standing, words: Words, chosen: Choices) -> str:
    """Give the form, which works without a script and whose choices can be kept as an address."""
    states = [(state, words.say(f"state_{state}")) for state in _STATES]
    people = [(person.slug, person.name) for person in whole.authors.people]
    categories = [
        (node.path, " / ".join(each.title for each in whole.categories.lineage(node)))
        for node in whole.categories.nodes.values()
    ]
    fields = (("state", states), ("author", people), ("category", categories))
    selects = "".join(_select(name, options, words, chosen.get(name, "")) for name, options in fields)
    return f'<form method="get" action="/_newsgen/">{selects}<button>{escape(words.say("desk_filter"))}</button></form>'


def _select(name: str, options: Iterable[tuple[str, str]], words: Words, chosen: str) -> str:
    listed = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(text)}</option>'
        for value, text in (("", words.say("desk_any")), *options)
    )
    return f'<label>{escape(words.say(f"desk_{name}"))} <select name="{name}">{listed}</select></label> '


def _counts(rows: Sequence[Status], words: Words, chosen: Choices) -> str:
    """Tell how many there are, in all and of each state, each leading to these."""
    counted = Counter(row.state for row in rows)
    whole = words.say("desk_count", count=len(rows))
    links = [_choice(chosen, "", whole), *(_choice(chosen, *_counted(state, counted, words)) for state in _STATES)]
    return f"<p>{' · '.join(link for link in links if link)}</p>"


def _counted(state: State, counted: Mapping[State, int], words: Words) -> tuple[str, str]:
    return state, f"{words.say(f'state_{state}')} ({counted[state]})" if counted[state] else ""


def _choice(chosen: Choices, state: str, text: str) -> str:
    if not text:
        return ""
    others = {name: value for name, value in chosen.items() if name != "state"}
    query = urlencode({**({"state": state} if state else {}), **others})
    current = ' aria-current="true"' if chosen.get("state", "") == state else ""
    return f'<a href="/_newsgen/{escape(f"?{query}" if query else "")}"{current}>{escape(text)}</a>'


class _Table:
    """A table of articles, of which those are links that the preview of a site shows."""

    def __init__(self, shown: Site, editor: Editor, words: Words, now: int) -> None:
        self._shown = shown
        self._editor = editor
        self._words = words
        self._zone = shown.settings.zone
        self._now = datetime.fromtimestamp(now, self._zone)

    def of(self, rows: Sequence[Status]) -> str:
        say = self._words.say
        heads = "".join(f'<th scope="col">{escape(say(f"desk_{name}"))}</th>' for name in _COLUMNS)
        lines = "".join(f"<tr>{''.join(self._cells(row))}</tr>" for row in rows[:_MOST])
        more = f"<p>{escape(say('desk_more', count=len(rows) - _MOST))}</p>" if len(rows) > _MOST else ""
        table = f"<table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"
        name = escape(say("desk_articles"))
        return f'<div class="articles" role="region" tabindex="0" aria-label="{name}">{table}</div>{more}'

    def _cells(self, row: Status) -> Iterator[str]:
        say = self._words.say
        title = escape(row.title)
        if (placed := self._shown.placed.get(row.source)) is not None:
            title = f'<a href="{escape(placed.url)}">{title}</a>'
        when = self._moment(row.appears)
        if row.next is not None:
            ahead = say(f"ahead_{row.next.what.replace('-', '_')}", when="\0").split("\0")
            told = f"{escape(ahead[0])}{self._moment(row.next.at)}{escape(ahead[1])}"
            when = told if row.next.at == row.appears else f"{when}<br>{told}"
        yield f"<td>{escape(say(f'state_{row.state}'))}</td>"
        yield f"<td>{when}</td>"
        yield f'<th scope="row">{title}</th>'
        yield f"<td>{escape(', '.join(person.name for person in row.people))}</td>"
        yield f"<td>{escape(', '.join(node.title for node in row.categories))}</td>"
        yield f"<td>{escape(', '.join(say(f'lack_{each}') for each in row.lacks))}</td>"
        yield f"<td>{self._moment(row.corrected) if row.corrected else ''}</td>"
        yield f"<td>{self._file(row.source)}</td>"

    def _moment(self, instant: str) -> str:
        """Say an instant as people do; the whole of it is in the mark-up, and shows when it is pointed at."""
        moment = datetime.fromisoformat(instant).astimezone(self._zone)
        whole = format_date(moment, "full_datetime", self._words)
        spoken = spoken_moment(moment, self._now, self._words)
        return f'<time datetime="{escape(instant)}" title="{escape(whole)}">{escape(spoken)}</time>'

    def _file(self, path: str) -> str:
        address, short = self._editor.link(path), path.removeprefix(ARTICLE.folder)
        if address is None:
            return escape(short)
        label = escape(self._words.say("desk_open", file=path))
        return f'<a href="{escape(address)}" title="{label}" aria-label="{label}">{escape(short)}</a>'
