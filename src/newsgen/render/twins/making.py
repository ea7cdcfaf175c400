"""The making of twins: from what a page shows to what programs find beside it. Pure, of the view alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct
from msgspec.structs import replace

from newsgen.pages.twins import TWINS
from newsgen.pages.views import (
    ArticleDetail,
    ArticleTwinView,
    Byline,
    FrontView,
    Headline,
    IndexEntry,
    IndexView,
    Link,
    ListView,
    Picture,
    SectionFront,
    Teaser,
    VideoLink,
    View,
    WithdrawnTwinView,
)
from newsgen.render.twins.files import (
    VERSION,
    ArticleTwin,
    BannerTwin,
    BlockTwin,
    CorrectionTwin,
    EntryTwin,
    FrontTwin,
    IndexTwin,
    ListTwin,
    PersonTwin,
    PictureTwin,
    TeaserTwin,
    TitledLink,
    TwinFile,
    VideoTwin,
    WithdrawnTwin,
)

Absolute = Callable[[str], str]
"""Completes an address of the site."""


class Twins(Struct, frozen=True):
    """Makes twins for a site in a ``language`` whose addresses ``absolute`` completes."""

    absolute: Absolute
    language: str

    def of(self, view: View, html: str = "") -> TwinFile:
        """Give the twin of what a page shows; ``html`` is the text of an article, for readers elsewhere."""
        head, url = view.page, self.absolute(view.page.url)
        match view:
            case ArticleTwinView():
                return self._article(view.id, view.article, html)
            case WithdrawnTwinView(withdrawal=gone):
                return WithdrawnTwin(VERSION, gone.id, url, gone.date, gone.reason)
            case ListView():
                return self._list(view, url)
            case FrontView():
                return replace(self._front(view, url, head.title), latest=self._teasers(view.latest))
            case IndexView(entries=entries):
                return IndexTwin(VERSION, url, head.kind, head.title, tuple(map(self._entry, entries)))
        raise TypeError(f"a {type(view).__name__} has no twin")

    def _article(self, name: str, article: ArticleDetail, html: str) -> ArticleTwin:
        return ArticleTwin(
            version=VERSION,
            id=name,
            url=self.absolute(article.url),
            title=article.title,
            language=self.language,
            date=article.date,
            section=self._link(article.section),
            categories=tuple(map(self._link, article.categories)),
            genre=article.genre,
            html=html,
            words=article.words,
            minutes=article.minutes,
            updated=article.updated,
            kicker=article.kicker,
            summary=article.summary,
            authors=tuple(map(self._person, article.byline)),
            tags=tuple(map(self._link, article.tags)),
            image=self._picture(article.image),
            video=self._video(article.video),
            corrections=tuple(CorrectionTwin(each.date, each.kind, each.text) for each in article.corrections),
            related=self._teasers(article.related),
            previous=self._link(article.previous) if article.previous else None,
            next=self._link(article.next) if article.next else None,
        )

    def _list(self, view: ListView, url: str) -> ListTwin:
        listing = view.listing
        return ListTwin(
            version=VERSION,
            url=url,
            kind=view.page.kind,
            title=listing.title,
            articles=self._teasers(listing.articles),
            description=listing.description,
            number=listing.number,
            newer=self._twin(listing.newer) if listing.newer else None,
            older=self._twin(listing.older) if listing.older else None,
            children=tuple(map(self._link, listing.children)),
            front=self._front(listing.front, url, listing.title) if listing.front else None,
        )

    def _front(self, front: FrontView | SectionFront, url: str, title: str) -> FrontTwin:
        banner = front.banner
        return FrontTwin(
            version=VERSION,
            url=url,
            title=title,
            lead=self._teaser(front.lead) if front.lead else None,
            featured=self._teasers(front.featured),
            blocks=tuple(
                BlockTwin(each.title, self._link(each.section), self._teasers(each.articles)) for each in front.blocks
            ),
            most_read=self._teasers(front.most_read),
            banner=BannerTwin(banner.text, self.absolute(banner.url) if banner.url else None) if banner else None,
        )

    def _entry(self, entry: IndexEntry) -> EntryTwin:
        children = tuple(map(self._link, entry.children))
        return EntryTwin(entry.title, self.absolute(entry.url), self._twin(entry.url), entry.detail, children)

    def _teasers(self, teasers: Iterable[Teaser]) -> tuple[TeaserTwin, ...]:
        return tuple(map(self._teaser, teasers))

    def _teaser(self, teaser: Teaser) -> TeaserTwin:
        return TeaserTwin(
            title=teaser.title,
            url=self.absolute(teaser.url),
            json=self._twin(teaser.url),
            date=teaser.date,
            section=self._link(teaser.section),
            kicker=teaser.kicker,
            summary=teaser.summary,
            authors=tuple(map(self._person, teaser.byline)),
            image=self._picture(teaser.image),
            video=teaser.video,
        )

    def _link(self, link: Link | Headline) -> TitledLink:
        return TitledLink(link.title, self.absolute(link.url), self._twin(link.url))

    def _person(self, name: Byline) -> PersonTwin:
        return PersonTwin(name.name, self.absolute(name.url) if name.url else None)

    def _picture(self, picture: Picture | None) -> PictureTwin | None:
        if picture is None:
            return None
        return PictureTwin(
            url=self.absolute(picture.url),
            alt=picture.alt,
            caption=picture.caption,
            credit=picture.credit,
            credit_url=picture.credit_url,
            licence=picture.licence,
            width=picture.width,
            height=picture.height,
        )

    def _video(self, video: VideoLink | None) -> VideoTwin | None:
        if video is None:
            return None
        return VideoTwin(self.absolute(video.url), video.title, self._picture(video.poster), video.duration)

    def _twin(self, url: str) -> str:
        return self.absolute(TWINS["json"].address(url))
