"""The plan of the last build, recalled from the store, with new words and headlines of articles in it.

The frame of a build is all that it depends on but these. As long as it holds, the pages are those of then; of the few
that tell of an article otherwise now, what they showed is laid out again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

import msgspec

from newsgen.base.digest import Digest, encode
from newsgen.content.sources import SourceRow, decode_records
from newsgen.model.records import Article
from newsgen.output.decide import view_digest
from newsgen.output.last_build import LastBuild
from newsgen.output.store import Entry, Store
from newsgen.pages.encoding import Folded, Unfolding, teaser_in
from newsgen.pages.kinds import views_of
from newsgen.pages.page import Output, Owner, Page, Standing
from newsgen.pages.plugins import Plugin, answer_types, content_kinds, page_kinds
from newsgen.pages.questions import Question, Remembered
from newsgen.pages.retitled import OtherwiseShownError, Retelling, Retellings, article_in, paths_telling, retell
from newsgen.pages.views import ArticleDetail, Teaser, View
from newsgen.pages.walk import find
from newsgen.plan.plan import Plan, retitle_pages


def recall_plan(
    store: Store,
    output_name: str,
    manifest: Mapping[str, Entry],
    rows: Mapping[str, SourceRow],
    last: LastBuild,
    plugins: Collection[Plugin] = (),
) -> Plan | None:
    """Recall the plan of the ``last`` build, for sources of which only words and headlines differ (``rows``).

    Nothing is given where something is not remembered, or is shown in other words than its own: then only a plan can tell.
    """
    try:
        return _Recalling(store, output_name, manifest, plugins).plan(rows, last)
    except (_LostError, OtherwiseShownError):
        return None


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

    def plan(self, rows: Mapping[str, SourceRow], last: LastBuild) -> Plan:
        retellings = list(self._retellings(rows))
        new = Retellings(retellings)
        answers, asking = self._answers(new) if any(each.is_retitled for each in retellings) else ({}, set())
        telling = self._store.telling(self._output_name)
        if telling is None:
            raise _LostError
        changed = set(paths_telling(telling, retellings)) | asking
        outputs = tuple([self._output(path, entry, changed=path in changed) for path, entry in self._manifest.items()])
        answers = answers or self._store.answers(self._output_name)
        plan = Plan(outputs, last.warnings, Remembered(answers, self._types), last.until)
        return retitle_pages(plan, telling, retellings)

    def _output(self, path: str, entry: Entry, *, changed: bool) -> Output:
        if entry.key is None:  # its last writing was not finished
            raise _LostError
        return self._page(path, entry) if changed else Standing(path, entry.key)

    def _retellings(self, rows: Mapping[str, SourceRow]) -> Iterator[Retelling]:
        """Compare the articles whose sources differ from what their pages show with what these say now."""
        told: dict[str, Retelling | None] = {}
        for path, entry in self._manifest.items():
            if entry.source is None:
                continue
            row = rows.get(entry.source)
            if row is None:
                raise _LostError
            if row.digest != entry.words and told.get(entry.source) is None:
                told[entry.source] = self._retelling(path, entry.source)
        for retelling in told.values():
            if retelling is None:
                raise _LostError
            yield retelling

    def _retelling(self, path: str, source: str) -> Retelling | None:
        """Compare an article with what a page shows of it in full, if it does."""
        article = next(iter(decode_records(self._store.said_by([source]), self._content).records), None)
        view = self._folded(path).view
        before = next((each for each in find(view, ArticleDetail) if each.url == view.page.about), None)
        return retell(before, article) if before is not None and isinstance(article, Article) else None

    def _answers(self, new: Retellings) -> tuple[Mapping[Question, bytes], set[str]]:
        """Give the answers to questions with the new headlines, and the pages whose templates get another one."""
        answers = self._store.answers(self._output_name)
        changed: set[Question] = set()
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
            for number, readings in self._store.readings().items()
            if any((name, tuple(arguments)) in changed for name, arguments, _ in readings)
        }
        return answers, {path for path, entry in self._manifest.items() if entry.readings in numbers}

    def _page(self, path: str, entry: Entry) -> Page:
        """Lay a page out as it was."""
        folded = self._folded(path)
        view = self._unfolding.fill(folded, self._teaser)
        owner = Owner(path, entry.source)
        return Page(path, view.page.url, folded.template, view, owner, escape=folded.escape, own_of=entry.source)

    def _folded(self, path: str) -> Folded[View]:
        key = self._manifest[path].key
        value = self._store.view(view_digest(key)) if key is not None else None
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
