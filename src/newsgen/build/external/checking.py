"""All links to other sites checked: each address once, one question at a time to each host, several hosts at once."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from urllib.parse import urlsplit

from msgspec.structs import replace

from newsgen.base.faults import Fault, Located, warning
from newsgen.build.check import Inspected, judged
from newsgen.build.external.asking import Answer, ask
from newsgen.build.external.exchange import MANNERS, Manners
from newsgen.build.external.links import WebLink, web_links
from newsgen.build.external.remembered import Remembered, recall, remember
from newsgen.build.report import Report
from newsgen.build.request import Request
from newsgen.content.locate import locate

Answered = tuple[str, Answer]


class ExternalLinks:
    """The links of a site to other sites: gathered while it is checked, asked for when nothing is held any more."""

    def __init__(self, manners: Manners = MANNERS) -> None:
        self._manners = manners
        self._inspected: Inspected | None = None
        self._links: Sequence[WebLink] = ()

    def gather(self, inspected: Inspected) -> Iterable[Fault]:
        """Gather the links of a site; an inspection, which finds no faults itself."""
        self._inspected, self._links = inspected, list(web_links(inspected))
        return ()

    def check(self, report: Report, request: Request, *, private: bool = False) -> Report:
        """Ask for what was gathered, ``private`` machines too if that is said, and add to a report what is wrong."""
        if self._inspected is None:
            return report
        known = recall(request)
        urls = dict.fromkeys(each.url for each in self._links)
        asked = [url for url in urls if url not in known]
        now = request.started // 1_000_000_000
        answers = {url: each.answer for url, each in known.items() if url in urls}
        new = {}
        for url, answer in request.observe("ask", _Answers(asked, replace(self._manners, private=private))):
            answers[url], new[url] = answer, Remembered(answer, now)
        with suppress(OSError):  # then all are asked for again
            remember(request, {**known, **new})
        opened = self._inspected.opened
        faults = opened.settings.severities.judge(_faults(self._links, answers))
        located = locate(faults, opened.folders.read, opened.sources.parse_settings)
        merged = sorted((*report.faults, *located), key=_reading_order)
        refused = sum(1 for answer in answers.values() if answer.state == "refused")
        note = f"{len(urls)} addresses of other sites, {len(asked)} of them asked for now; {refused} would not say"
        return judged(replace(report, faults=tuple(merged), notes=(*report.notes, note)), request)


def _reading_order(each: Located) -> tuple[str, int, int, str, str]:
    return each.fault.path, each.place.line, each.place.column, each.fault.code, each.fault.message


class _Answers:
    """The answers to questions, in the order in which they come; it knows how many there will be."""

    def __init__(self, urls: Sequence[str], manners: Manners) -> None:
        self._urls = urls
        self._manners = manners

    def __length_hint__(self) -> int:
        return len(self._urls)

    def __iter__(self) -> Iterator[Answered]:
        hosts: dict[str, list[str]] = {}
        for url in self._urls:
            hosts.setdefault(_host(url), []).append(url)
        answered: SimpleQueue[Answered] = SimpleQueue()
        with ThreadPoolExecutor(self._manners.at_once) as pool:
            asked = [pool.submit(_ask_host, urls, self._manners, answered) for urls in hosts.values()]
            try:
                for _ in self._urls:
                    yield answered.get()
            finally:
                for each in asked:
                    each.cancel()


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _ask_host(urls: Sequence[str], manners: Manners, answered: SimpleQueue[Answered]) -> None:
    """Ask a host for some addresses, one after the other; nothing more of one that is silent, or says no to so many."""

    def pause() -> None:
        time.sleep(manners.pause)

    answer: Answer | None = None
    for url in urls:
        if answer is not None and answer.of_host:
            answered.put((url, answer))
            continue
        if answer is not None:
            pause()
        try:
            answer = ask(url, manners, pause)
        except Exception as error:  # noqa: BLE001 - whatever a server sends, the others are asked
            answer = Answer("unreached", f"its answer cannot be read: {type(error).__name__}")
        answered.put((url, answer))


def _faults(links: Iterable[WebLink], answers: Mapping[str, Answer]) -> Iterator[Fault]:
    for link in links:
        answer = answers[link.url]
        if answer.state == "dead":
            way_out = "link another page, or what web.archive.org kept of this one"
            yield warning("dead-web-link", f"“{link.url}”: {answer.reason}", link.path, link.spot, way_out)
        elif answer.state in {"unreached", "private"}:
            way_out = "if it is so tomorrow, link another page"
            yield warning("unreached-web-link", f"“{link.url}”: {answer.reason}", link.path, link.spot, way_out)
        elif answer.moved:
            message = f"“{link.url}” has moved for good"
            moved = answer.moved if "#" in answer.moved else answer.moved + link.fragment
            yield warning("moved-web-link", message, link.path, link.spot, f"write {moved}")
