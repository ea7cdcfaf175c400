"""Queries: what a theme may ask of the site beyond its view, such as “the latest five of sport”."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from inspect import Parameter, signature
from types import MappingProxyType
from typing import Any

from newsgen.base.digest import Digest, digest, encode
from newsgen.base.faults import Place, did_you_mean
from newsgen.model.records import Article
from newsgen.pages.needs import Needs
from newsgen.pages.plugins import PluginQuestion
from newsgen.pages.questions import ANSWERS, QueryError, Question, Scalar
from newsgen.pages.views import Banner, CorrectionEntry, Link, Section, Teaser, Theme
from newsgen.plan.banner import banner_of
from newsgen.plan.corrections import entry_of
from newsgen.plan.theme import section, theme_of
from newsgen.site.calendar import is_pinned
from newsgen.site.categories import named_categories
from newsgen.site.site import Site


class Queries:
    """The questions that templates may ask, answered at most once a build."""

    def __init__(self, site: Site, more: Mapping[str, PluginQuestion] = MappingProxyType({})) -> None:
        self._site = site
        self.types: Mapping[str, Any] = {**ANSWERS, **{name: each.answer for name, each in more.items()}}
        self._answers: dict[Question, tuple[Any, Digest]] = {}
        self.names: Mapping[str, Callable[..., Any]] = {
            "latest": self._latest,
            "featured": self._featured,
            "banner": self._banner,
            "section": self._section,
            "tag": self._tag,
            "corrections": self._corrections,
            "sections": self._sections,
            "pages": self._pages,
            "theme": self._theme,
            "data": self._data,
            "asset": self._asset,
            "today": self._today,
            "month": self._month,
            "year": self._year,
            **{name: partial(each.ask, site) for name, each in more.items()},
        }

    def ask(self, name: str, arguments: tuple[Scalar, ...]) -> tuple[Any, Digest]:
        """Answer a question, with the digest of the answer.

        Raises:
            QueryError: the question makes no sense with these arguments.
        """
        asked = (name, arguments)
        if asked not in self._answers:
            question = self.names[name]
            if not _takes(question, arguments):
                wanted = ", ".join(signature(question).parameters) or "nothing"
                message = f"site.{name} does not take these arguments: {', '.join(map(repr, arguments)) or 'none'}"
                raise QueryError(message, f"it takes {wanted}")
            answer = question(*arguments)
            self._answers[asked] = answer, digest(answer)
        return self._answers[asked]

    def asked(self) -> Mapping[Question, bytes]:
        """Give the encoded answers to all questions asked so far."""
        return {question: encode(answer) for question, (answer, _) in self._answers.items()}

    def _latest(self, count: int) -> tuple[Teaser, ...]:
        return self._site.teasers_of(self._site.articles[:count])

    def _featured(self, count: int) -> tuple[Teaser, ...]:
        chosen: dict[str, Article] = {}
        front = self._site.fronts.get(None)
        if front is not None:
            lead, featured = front.matter.lead, front.matter.featured
            pins = [*([lead] if lead else ()), *(featured.articles if featured else ())]
            for pin in (pin for pin in pins if is_pinned(pin, self._site.now)):
                article = self._site.references.article(pin.article, front.path, Place(), [])
                if article is not None:
                    chosen[article.path] = article
        for article in self._site.articles[: count + len(chosen)]:
            chosen.setdefault(article.path, article)
        return self._site.teasers_of(list(chosen.values())[:count])

    def _banner(self) -> Banner | None:
        front = self._site.fronts.get(None)
        return banner_of(self._site, front.matter.banner, front.path, Needs())[0] if front else None

    def _section(self, name: str, count: int) -> tuple[Teaser, ...]:
        site, found = self._site, self._site.categories.find(name)
        if len(found) != 1 and not site.categories.declared and (found or self._is_named(name)):
            of_any = {article.path for node in found for article in site.by_category[node.path]}
            return site.teasers_of([article for article in site.articles if article.path in of_any][:count])
        if len(found) != 1:
            known = self._site.categories.nodes
            way_out = did_you_mean(name, known) or f"the categories: {', '.join(known)}"
            raise QueryError(f"there is no category “{name}”", way_out, name)
        return self._site.teasers_of(self._site.by_category[found[0].path][:count])

    def _is_named(self, name: str) -> bool:
        """Tell whether any article, live or not, names a category: such come and go by themselves."""
        site, articles = self._site, (each for each in self._site.records if isinstance(each, Article))
        return bool(named_categories(articles, site.routes, site.locale.slugs, site.typography).find(name))

    def _tag(self, slug: str, count: int) -> tuple[Teaser, ...]:
        tag = {str(key): tag for key, tag in self._site.tags.items()}.get(slug)
        return self._site.teasers_of(tag.articles[:count]) if tag else ()

    def _corrections(self, count: int) -> tuple[CorrectionEntry, ...]:
        return tuple(entry_of(self._site, each) for each in self._site.corrections[:count])

    def _sections(self) -> tuple[Section, ...]:
        categories = self._site.categories
        return tuple(section(categories, node) for node in categories.children.get(None, ()))

    def _pages(self) -> tuple[Link, ...]:
        return tuple(Link(page.matter.title, self._site.url(page)) for page in self._site.pages)

    def _theme(self) -> Theme:
        return theme_of(self._site, Needs())

    def _data(self, name: str) -> Any:
        found = self._site.data.get(name)
        return found.value if found else None

    def _asset(self, path: str) -> str:
        site_path = "/" + path.lstrip("/")
        if site_path not in self._site.assets.static:
            way_out = did_you_mean(site_path, self._site.assets.static) or "put the file there"
            raise QueryError(f"there is no file static{site_path}", way_out, path)
        return self._site.assets.fingerprints.address(site_path)

    def _today(self) -> str:
        return datetime.fromtimestamp(self._site.now, self._site.settings.zone).date().isoformat()

    def _month(self) -> str:
        return self._today()[:7]

    def _year(self) -> str:
        return self._today()[:4]


def _takes(question: Callable[..., Any], arguments: tuple[Scalar, ...]) -> bool:
    """Tell whether a question takes these arguments: so many, and a word or a number where it declares one."""
    declared = signature(question)
    try:
        bound = declared.bind(*arguments).arguments
    except TypeError:
        return False
    return all(isinstance(value, _kind(declared.parameters[name])) for name, value in bound.items())


def _kind(parameter: Parameter) -> type:
    """Give the type that an argument must have; plugins may declare others, and look at them by themselves."""
    if parameter.kind is Parameter.VAR_POSITIONAL:
        return object
    return next((kind for kind in (str, int) if parameter.annotation in (kind, kind.__name__)), object)
