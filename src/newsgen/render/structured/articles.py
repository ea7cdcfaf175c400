"""Articles for machines: what they are, who wrote them, what they show, what was put right."""

from __future__ import annotations

from collections.abc import Mapping

from newsgen.pages.views import ArticleDetail, ArticleView, Correction, VideoLink
from newsgen.render.structured.newspaper import Newspaper, reference_to
from newsgen.render.structured.schema_org import CorrectionComment, ImageObject, NewsArticle, VideoObject, WebPage

NEWS = "NewsArticle"
TYPES: Mapping[str, str] = {
    "analysis": "AnalysisNewsArticle",
    "opinion": "OpinionNewsArticle",
    "editorial": "OpinionNewsArticle",
    "report": "ReportageNewsArticle",
    "review": "ReviewNewsArticle",
}
"""The types of genres that have one of their own.

A search engine may know the wide type alone, so both are named. A piece that is ``live`` is no ``LiveBlogPosting``:
that is made of updates, each with its instant, and newsgen does not know where one of a text ends.
"""


def article_of(view: ArticleView, newspaper: Newspaper) -> NewsArticle:
    """Describe the article of a page."""
    article = view.article
    own_type = TYPES.get(article.genre)
    url = newspaper.absolute(view.page.url)
    people = tuple([newspaper.person(card) for card in article.authors])
    return NewsArticle(
        id=f"{url}#article",
        type=(NEWS, own_type) if own_type else NEWS,
        headline=article.title,
        url=url,
        description=article.summary,
        date_published=article.date,
        date_modified=article.updated or article.date,
        author=people or reference_to(newspaper.organization),
        publisher=newspaper.organization,
        image=_images(view, newspaper),
        video=_video(article, article.video, newspaper) if article.video else None,
        correction=tuple([_correction(each, newspaper) for each in article.corrections]),
        article_section=article.section.title,
        keywords=tuple([tag.title for tag in article.tags]),
        word_count=article.words or None,
        in_language=newspaper.config.language,
        main_entity_of_page=WebPage(id=url),
    )


def _images(view: ArticleView, newspaper: Newspaper) -> tuple[ImageObject, ...]:
    """Give the picture of an article; where it has none the logo stands in, as in the tags for sharing."""
    article = view.article
    picture = article.image or view.page.image or (article.video.poster if article.video else None)
    if picture is not None:
        return (newspaper.image(picture),)
    return (newspaper.logo,) if newspaper.logo else ()


def _video(article: ArticleDetail, video: VideoLink, newspaper: Newspaper) -> VideoObject | None:
    """Describe the video of an article; one without a still is nothing that a search engine takes."""
    if video.poster is None:
        return None
    player = video.player.url if video.player and not video.file else None
    return VideoObject(
        name=video.title or article.title,
        description=article.summary or article.title,
        thumbnail_url=newspaper.absolute(video.poster.url),
        upload_date=article.date,
        duration=video.duration,
        content_url=newspaper.absolute(video.url) if video.file else None,
        embed_url=player,
    )


def _correction(correction: Correction, newspaper: Newspaper) -> CorrectionComment:
    kind = newspaper.words.say(correction.kind)
    return CorrectionComment(name=kind, text=correction.text, date_published=correction.date)
