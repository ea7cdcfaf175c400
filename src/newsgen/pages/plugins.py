"""What a plugin adds: kinds of content and of pages, planners, questions, filters, steps of parsing.

Its name, version and settings are in every key, so whatever it makes is made again when one of them changes. All that
it adds goes to workers by name: it must be importable there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from msgspec import Struct

from newsgen.base.digest import Digest, digest
from newsgen.model.kinds import BUILT_IN, ContentKind, ContentKinds, Instants, Step, identity
from newsgen.pages.kinds import PAGE_KINDS, PageKind
from newsgen.pages.questions import ANSWERS


class PluginQuestion(Struct, frozen=True):
    """A question that templates may ask.

    The type of its answer, and who answers it, given the site and the arguments.
    """

    answer: Any
    ask: Callable[..., Any]


class Plugin(Struct, frozen=True):
    """What a plugin adds, all of it optional.

    ``only_copies``: nothing of it looks at the words, headline, kicker or standfirst of articles, to
    order, choose or count by them; and it shows them by ``Teaser``, ``Headline``, ``ArticleDetail`` or a ``Head`` that
    says whom it is ``about``. Then an edit of these is published without planning the site; otherwise never.

    ``content`` are kinds of content, ``steps`` what is done with each record once it is parsed. ``planners``
    take the site and give a part of the plan, ``followers`` also the pages that are planned already (``plan/part.py``).
    Whatever of it looks at the site's clock gives its ``instants``: else no build would come back to it.
    """

    name: str
    version: str
    settings: Mapping[str, Any] = {}
    only_copies: bool = False
    content: tuple[ContentKind, ...] = ()
    steps: tuple[Step, ...] = ()
    pages: tuple[PageKind, ...] = ()
    planners: tuple[Callable[..., Any], ...] = ()
    followers: tuple[Callable[..., Any], ...] = ()
    questions: Mapping[str, PluginQuestion] = {}
    filters: Mapping[str, Callable[..., Any]] = {}
    instants: tuple[Instants, ...] = ()


def with_plugins(engine: Digest, plugins: Collection[Plugin]) -> Digest:
    """Digest the engine with the plugins that shape what it makes."""
    named = [(each.name, each.version, each.settings) for each in plugins]
    return digest((engine, named, identity(content_kinds(plugins), steps_of(plugins)))) if named else engine


def content_kinds(plugins: Iterable[Plugin]) -> ContentKinds:
    """Give all kinds of content."""
    more = [kind for each in plugins for kind in each.content]
    return ContentKinds((*BUILT_IN, *more)) if more else BUILT_IN


def steps_of(plugins: Iterable[Plugin]) -> tuple[Step, ...]:
    """Give what is done with each record once it is parsed, in order."""
    return tuple(step for each in plugins for step in each.steps)


def page_kinds(plugins: Iterable[Plugin]) -> tuple[PageKind, ...]:
    """Give all kinds of pages."""
    return (*PAGE_KINDS, *(kind for each in plugins for kind in each.pages))


def instants_of(plugins: Iterable[Plugin]) -> tuple[Instants, ...]:
    """Give what knows the instants at which plugins show something else."""
    return tuple(each for plugin in plugins for each in plugin.instants)


def questions_of(plugins: Iterable[Plugin]) -> Mapping[str, PluginQuestion]:
    """Give the questions that plugins add, by their names."""
    return {name: question for each in plugins for name, question in each.questions.items()}


def answer_types(plugins: Iterable[Plugin]) -> Mapping[str, Any]:
    """Give the types of the answers to all questions, by the names of these."""
    return {**ANSWERS, **{name: question.answer for name, question in questions_of(plugins).items()}}


def filters_of(plugins: Iterable[Plugin]) -> Mapping[str, Callable[..., Any]]:
    """Give the filters that plugins add, by their names."""
    return {name: each for plugin in plugins for name, each in plugin.filters.items()}
