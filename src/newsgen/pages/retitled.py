"""The furniture of articles exchanged in pages that repeat it: headlines, kickers, standfirsts.

The plan copies furniture and never looks at it: whatever an article's headline, the same pages show it in the same places. So
where only furniture has changed, a page that showed the old one shows the new one now, and nothing else changes.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from newsgen.pages.views import (
    ArticleView,
    AuthorCard,
    Call,
    FeedView,
    FrontBlock,
    FrontView,
    Hole,
    Link,
    ListView,
    RedirectView,
    SectionFront,
    StaticPageView,
    Teaser,
    Text,
    View,
)


class OtherwiseShownError(Exception):
    """A page shows an article in words that are not simply its own: only a plan can tell what it shows now."""


class NewFurniture:
    """New teasers of articles for ``old`` ones, in views.

    Raises :class:`OtherwiseShownError` where a view shows one of the articles otherwise.
    """

    def __init__(self, pairs: Iterable[tuple[Teaser, Teaser]]) -> None:
        self._pairs = {old.url: (old, new) for old, new in pairs}

    def view(self, view: View) -> View:
        """Give a view with the new furniture."""
        match view:
            case ArticleView(page=page, article=article):
                detail = replace(
                    article,
                    body=self._text(article.body),
                    authors=tuple(map(self._card, article.authors)),
                    related=self._teasers(article.related),
                    previous=self._link(article.previous),
                    next=self._link(article.next),
                )
                return ArticleView(page, detail)
            case ListView(page=page, listing=listing):
                changed = replace(
                    listing,
                    articles=self._teasers(listing.articles),
                    author=self._card(listing.author) if listing.author else None,
                    intro=self._text(listing.intro) if listing.intro else None,
                    front=self._front(listing.front) if listing.front else None,
                )
                return ListView(page, changed)
            case FrontView():
                return replace(
                    view,
                    lead=self._teaser(view.lead) if view.lead else None,
                    featured=self._teasers(view.featured),
                    blocks=tuple(map(self._block, view.blocks)),
                    latest=self._teasers(view.latest),
                    most_read=self._teasers(view.most_read),
                )
            case FeedView(entries=entries):
                return replace(view, entries=tuple(replace(each, teaser=self._teaser(each.teaser)) for each in entries))
            case StaticPageView(body=body):
                return replace(view, body=self._text(body))
            case RedirectView():
                return self._redirect(view)
            case _:
                raise OtherwiseShownError

    def _redirect(self, view: RedirectView) -> RedirectView:
        """Give a redirect whose title is that of the article it leads to; or the address itself, where only that is known."""
        old, new = self._pairs.get(view.target, (None, None))
        if old is None or new is None or view.target == old.title:
            raise OtherwiseShownError
        if view.page.title == view.target:
            return view
        if view.page.title != old.title:
            raise OtherwiseShownError
        return replace(view, page=replace(view.page, title=new.title))

    def _teasers(self, teasers: Iterable[Teaser]) -> tuple[Teaser, ...]:
        return tuple(map(self._teaser, teasers))

    def _teaser(self, teaser: Teaser) -> Teaser:
        old, new = self._pairs.get(teaser.url, (teaser, teaser))
        if teaser != old:
            raise OtherwiseShownError
        return new

    def _link(self, link: Link | None) -> Link | None:
        if link is None or link.url not in self._pairs:
            return link
        return Link(self._pairs[link.url][1].title, link.url)

    def _text(self, text: Text) -> Text:
        return replace(text, holes=tuple(map(self._hole, text.holes)))

    def _hole(self, hole: Hole) -> Hole:
        if not isinstance(hole, Call):
            return hole
        arguments = {
            name: self._teaser(value) if isinstance(value, Teaser) else value for name, value in hole.arguments.items()
        }
        return replace(hole, arguments=arguments)

    def _card(self, card: AuthorCard) -> AuthorCard:
        return replace(card, bio=self._text(card.bio)) if card.bio else card

    def _block(self, block: FrontBlock) -> FrontBlock:
        return replace(block, articles=self._teasers(block.articles))

    def _front(self, front: SectionFront) -> SectionFront:
        return replace(
            front,
            lead=self._teaser(front.lead) if front.lead else None,
            featured=self._teasers(front.featured),
            blocks=tuple(map(self._block, front.blocks)),
            most_read=self._teasers(front.most_read),
        )
