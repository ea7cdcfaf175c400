"""What templates see: closed, frozen values, one type a kind of page.

A page is a pure function of its view, and the digest of the view is the heart of the page's key. So a view
holds results, never the collections they came from; no totals; no clock. Every field is a reason for
pages to be rendered again: add one only when a page prints it.

Addresses (``url``) begin with ``/`` and include the site's base path; the filter ``absolute`` completes
them. Dates are ISO 8601 texts with an offset; the filter ``date`` prints them.

``typography`` is whether a text asks for the rules of its language (or against them), ``None`` where its site decides;
the filters ``headline`` and ``typeset`` are given it.
"""

from newsgen.pages.views.articles import (
    ArticleDetail as ArticleDetail,
    ArticleView as ArticleView,
    AuthorCard as AuthorCard,
    Correction as Correction,
    Letter as Letter,
)
from newsgen.pages.views.corrections import (
    CorrectionEntry as CorrectionEntry,
    CorrectionFeedEntry as CorrectionFeedEntry,
    CorrectionsFeedView as CorrectionsFeedView,
    CorrectionsView as CorrectionsView,
)
from newsgen.pages.views.feeds import FeedEntry as FeedEntry, FeedView as FeedView
from newsgen.pages.views.frame import (
    Alternate as Alternate,
    Head as Head,
    Icons as Icons,
    Menus as Menus,
    Section as Section,
    Shade as Shade,
    Theme as Theme,
    View as View,
)
from newsgen.pages.views.fronts import (
    Banner as Banner,
    FrontBlock as FrontBlock,
    FrontView as FrontView,
    SectionFront as SectionFront,
)
from newsgen.pages.views.links import Byline as Byline, Headline as Headline, Link as Link
from newsgen.pages.views.lists import (
    IndexEntry as IndexEntry,
    IndexView as IndexView,
    Listing as Listing,
    ListView as ListView,
)
from newsgen.pages.views.pictures import Picture as Picture, Player as Player, Source as Source, VideoLink as VideoLink
from newsgen.pages.views.plain import (
    Elsewhere as Elsewhere,
    PlainView as PlainView,
    RedirectView as RedirectView,
    SearchView as SearchView,
    StaticPageView as StaticPageView,
    WithdrawnView as WithdrawnView,
)
from newsgen.pages.views.publisher import Publisher as Publisher
from newsgen.pages.views.robots import RobotsGroup as RobotsGroup, RobotsView as RobotsView
from newsgen.pages.views.sitemaps import (
    NewsEntry as NewsEntry,
    NewsSitemapView as NewsSitemapView,
    SitemapEntry as SitemapEntry,
    SitemapView as SitemapView,
)
from newsgen.pages.views.teasers import Teaser as Teaser
from newsgen.pages.views.texts import (
    Call as Call,
    CallArgument as CallArgument,
    Hole as Hole,
    Image as Image,
    Text as Text,
)
from newsgen.pages.views.twins import (
    ArticleTwinView as ArticleTwinView,
    NewsItem as NewsItem,
    NewsItemsView as NewsItemsView,
    Withdrawal as Withdrawal,
    WithdrawnTwinView as WithdrawnTwinView,
)
