"""What a page says without what is counted of its readers: a number that has grown is no news."""

from __future__ import annotations

from msgspec.structs import replace

from newsgen.pages.views import ArticleView, View


def uncounted(view: View) -> View:
    """Give what a page shows but for how often it was read and commented on; the view itself if it shows neither."""
    if not isinstance(view, ArticleView) or (view.article.views, view.article.comments) == (None, None):
        return view
    return replace(view, article=replace(view.article, views=None, comments=None))
