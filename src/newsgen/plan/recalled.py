"""The plan of the last build, recalled from the store, with new words and headlines of articles in it.

The frame of a build is all that it depends on but these. As long as it holds, the pages are those of then; of the few
that tell of an article otherwise now, what they showed is laid out again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from functools import cached_property

import msgspec
from msgspec.structs import replace

from newsgen.base.digest import Digest, encode
from newsgen.content.sources import SourceRow, decode_records
from newsgen.model.records import Article
from newsgen.output.decide import key_of_bytes, view_digest
from newsgen.output.last_build import LastBuild, has_old_news
from newsgen.output.manifests import Entry
from newsgen.output.store import Store
from newsgen.pages.encoding import Folded, Telling, Unfolding, teaser_in
from newsgen.pages.kinds import views_of
from newsgen.pages.page import Indexed, Output, Owner, Page, Standing
from newsgen.pages.plugins import Plugin, answer_types, content_kinds, page_kinds
from newsgen.pages.questions import Question, Remembered
from newsgen.pages.retitled import OtherwiseShownError, Retelling, Retellings, article_in, paths_telling, retell
from newsgen.pages.views import Teaser, View
from newsgen.plan.news_sitemap import ADDRESS, next_exit, without_old
from newsgen.plan.plan import Plan, retitle_pages
from newsgen.search import SEARCH

_NEWS = ADDRESS.removeprefix("/").removesuffix(".xml")
"""How the paths of the parts of the news sitemap begin."""


def recall_plan(
    store: Store,
    output_name: str,
    manifest: Mapping[str, Entry],
    rows: Mapping[str, SourceRow],
    last: LastBuild,
    now: int,
    plugins: Collection[Plugin] = (),
) -> Plan | None:
    """Recall the plan of the ``last`` build, for sources of which only words and headlines differ (``rows``).

    As of ``now`` (seconds since 1970), until which nothing changes by itself but the news sitemap. Nothing is given
    where something is not remembered, or is shown in other words than its own: then only a plan can tell.
    """
    try:
        return _Recalling(store, output_name, manifest, plugins).plan(rows, last, now)
    except (_LostError, OtherwiseShownError, msgspec.DecodeError, UnicodeDecodeError):
        return None


_INDEX = Owner("the index of the search")


class _LostError(Exception):
    """Something of the last build is not remembered."""


class _Recalling:
    """What the last build left of its pages. What it did not raises :class:`_LostError`."""

    def __init__(
        self, store: Store, output_name: str, manifest: Mapping[str, Entry], plugins: Collection[Plugin]
    ) -> None:
        self._store = store
        self._output_name = output_name
        self._manifest = manifest
        self._unfolding = Unfolding(views_of(page_kinds(plugins)))
        self._types = answer_types(plugins)
        self._content = content_kinds(plugins)

    def plan(self, rows: Mapping[str, SourceRow], last: LastBuild, now: int) -> Plan:
        own = self._own_pages(rows)
        articles = {source: self._article(source) for source in own}
        retellings = [self._retelling(articles[source], paths) for source, paths in own.items()]
        telling = self._telling(dict(zip((each.old.url for each in retellings), own.values(), strict=True)), retellings)
        answers, asking = self._answers(retellings)
        news = self._news_pages(now) if has_old_news(last, now) else {}
        changed = {*paths_telling(telling, retellings), *asking} - news.keys()
        outputs = tuple(
            [
                news.get(path) or self._output(path, entry, changed=path in changed)
                for path, entry in self._manifest.items()
            ]
        )
        news_until = next_exit(news.values()) if news else last.news_until
        answering = Remembered(answers, self._types)
        plan = Plan(outputs, last.warnings, answering, lambda *_: last.turn, last.until, news_until)
        plan = retitle_pages(plan, telling, retellings)
        return self._with_index(plan, articles.values(), rows) if SEARCH in self._manifest else plan

    def _news_pages(self, now: int) -> Mapping[str, Page]:
        """Lay out the news sitemap without what has left it; where it has several parts, one of these may go."""
        paths = [path for path in self._manifest if path.startswith(_NEWS)]
        if len(paths) != 1:
            raise _LostError
        return {path: without_old(self._page(path, self._manifest[path]), now) for path in paths}

    def _own_pages(self, rows: Mapping[str, SourceRow]) -> Mapping[str, list[str]]:
        """Give the sources that differ from what their own pages show, each with the paths of these."""
        own: dict[str, list[str]] = {}
        for path, entry in self._manifest.items():
            if entry.source is None:
                continue
            if (row := rows.get(entry.source)) is None:
                raise _LostError
            if row.digest != entry.words:
                own.setdefault(entry.source, []).append(path)
        return own

    def _article(self, source: str) -> Article:
        article = next(iter(decode_records(self._store.sources.said_by([source]), self._content).records), None)
        if not isinstance(article, Article):
            raise _LostError
        return article

    def _retelling(self, article: Article, paths: Iterable[str]) -> Retelling:
        """Compare an article with what its own page showed of it in full."""
        for path in paths:
            with suppress(LookupError):
                return retell(self._folded(path).view, article)
        raise _LostError

    def _telling(self, own: Mapping[str, list[str]], retellings: Iterable[Retelling]) -> Telling:
        """Find out which pages tell of articles, the own pages of which are given by their addresses."""
        telling = Telling({url: list(paths) for url, paths in own.items()}, {})
        retitled = [each.old.url for each in retellings if each.is_retitled]
        paths = {view_digest(each.key): path for path, each in self._manifest.items() if each.key is not None}
        for view, url in self._store.views.telling_in_full(own):
            telling.in_full[url] += [paths[view]] if view in paths else []
        for view, url in self._store.views.telling_in_short(retitled) if retitled else ():
            telling.in_short.setdefault(url, []).extend([paths[view]] if view in paths else [])
        return telling

    def _output(self, path: str, entry: Entry, *, changed: bool) -> Output:
        if entry.key is None:  # its last writing was not finished
            raise _LostError
        return self._page(path, entry) if changed else Standing(path, entry.key)

    def _with_index(self, plan: Plan, articles: Collection[Article], rows: Mapping[str, SourceRow]) -> Plan:
        """Amend the index of the search, which must be the one that was kept last."""
        from newsgen.plan.indexing import amend_index  # not every site can be searched

        kept = self._store.index.state()
        if kept is None or any(self._key(path) != key_of_bytes(each) for path, each in kept.files.items()):
            raise _LostError
        index = amend_index(articles, rows, self._store.index)
        if index is None:
            raise _LostError
        changed = {path for path, each in kept.files.items() if index.digest(path) != each}
        outputs = (Indexed(each.path, _INDEX) if each.path in changed else each for each in plan.outputs)
        return replace(plan, outputs=tuple(outputs), index=index)

    def _key(self, path: str) -> bytes | None:
        entry = self._manifest.get(path)
        return entry.key if entry else None

    def _answers(self, retellings: Collection[Retelling]) -> tuple[Mapping[Question, bytes], set[str]]:
        """Give the answers to questions with the new headlines, and the pages whose templates get another one."""
        answers, new = self._store.questions.answers(self._output_name), Retellings(retellings)
        changed: set[Question] = set()
        if not any(each.is_retitled for each in retellings):
            return answers, set()
        for question, encoded in answers.items():
            hint = self._types.get(question[0])
            if hint is None:
                raise _LostError
            answer = msgspec.msgpack.decode(encoded, type=hint)
            if (now := new.answer(hint, answer)) is not answer:
                answers[question] = encode(now)
                changed.add(question)
        if not changed:
            return answers, set()
        numbers = {
            number
            for number, readings in self._store.questions.all().items()
            if any((name, tuple(arguments)) in changed for name, arguments, _ in readings)
        }
        return answers, {path for path, entry in self._manifest.items() if entry.readings in numbers}

    def _page(self, path: str, entry: Entry) -> Page:
        """Lay a page out as it was."""
        folded = self._folded(path)
        view = self._unfolding.fill(folded, self._teaser)
        owner = Owner(path, entry.source)
        return Page(
            path,
            view.page.url,
            folded.template,
            view,
            owner,
            escape=folded.escape,
            own_of=entry.source,
            audience=entry.audience,
        )

    def _folded(self, path: str) -> Folded[View]:
        key = self._manifest[path].key
        value = self._store.views.get(view_digest(key)) if key is not None else None
        if value is None:
            raise _LostError
        return self._unfolding.decode(value)

    def _teaser(self, wanted: Digest) -> Teaser:
        path = self._paths.get(wanted)
        if path is None:
            raise _LostError
        view = self._folded(path).view
        return teaser_in(article_in(view, view.page.url))

    @cached_property
    def _paths(self) -> Mapping[Digest, str]:
        """The paths of the own pages of articles, by the digests of their teasers."""
        return {each.teaser: path for path, each in self._manifest.items() if each.teaser is not None}
