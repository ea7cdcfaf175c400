"""What programs are told beside a page: an article with the name that it has for ever."""

from __future__ import annotations

from msgspec import Struct

from newsgen.pages.views.articles import ArticleDetail
from newsgen.pages.views.frame import View


class ArticleTwinView(View, frozen=True, gc=False, tag="article twin"):
    """An article for programs; ``id`` is its name for ever, that of the feeds."""

    id: str
    article: ArticleDetail


class Withdrawal(Struct, frozen=True, gc=False):
    """An article that was withdrawn: its name for ever, its address, since when, and what readers are told."""

    id: str
    url: str
    date: str
    reason: str


class WithdrawnTwinView(View, frozen=True, gc=False, tag="withdrawn twin"):
    """What programs are told in the place of an article that was withdrawn."""

    withdrawal: Withdrawal


class NewsItem(Struct, frozen=True, gc=False):
    """An article in a feed for programs, without its neighbours."""

    id: str
    article: ArticleDetail


class NewsItemsView(View, frozen=True, gc=False, tag="news items"):
    """A feed for programs: the newest articles, and those that were withdrawn last."""

    items: tuple[NewsItem, ...]
    withdrawn: tuple[Withdrawal, ...]
