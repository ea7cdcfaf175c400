"""Planned outputs: a page to be rendered, a file to be copied, a file to be made of another."""

from __future__ import annotations

from msgspec import Struct

from newsgen.base.faults import Place, Spot
from newsgen.model.records import Asset
from newsgen.pages.recipes import Recipe, Resized
from newsgen.pages.views import (
    ArticleView,
    AuthorCard,
    Call,
    Head,
    ListView,
    RedirectView,
    StaticPageView,
    Text,
    View,
)


class Owner(Struct, frozen=True, gc=False):
    """Who asks for an output: a source file and the place in it, or only a name for what newsgen makes itself."""

    name: str
    path: str | None = None
    spot: Spot = Place()


class Page(Struct, frozen=True, gc=False):
    """A page: ``path`` in the output, its address, template and view, and the source files that it shows."""

    path: str
    url: str
    template: str
    view: View
    owner: Owner
    sources: tuple[str, ...] = ()


class Copy(Struct, frozen=True, gc=False):
    """A file that is published as it is."""

    path: str
    asset: Asset


class Made(Struct, frozen=True, gc=False):
    """A file that is made of an asset: a picture in another size, a style sheet without its comments."""

    path: str
    asset: Asset
    recipe: Recipe


Output = Page | Copy | Made


def is_resized(output: Output) -> bool:
    """Tell whether an output is a picture in another size or format, which takes long to make."""
    return isinstance(output, Made) and isinstance(output.recipe, Resized)


def owner_of(output: Output) -> Owner:
    """Say who asks for an output."""
    return output.owner if isinstance(output, Page) else Owner(output.asset.path, output.asset.path)


def source_of(page: Page) -> str | None:
    """Name the article whose own page this is."""
    return page.owner.path if isinstance(page.view, ArticleView) else None


def texts_of(view: View) -> tuple[Text, ...]:
    """List the Markdown texts in a view."""
    match view:
        case ArticleView(article=article):
            return (article.body, *_bios(article.authors))
        case ListView(listing=listing):
            intro = (listing.intro,) if listing.intro else ()
            return intro + _bios((listing.author,) if listing.author else ())
        case StaticPageView(body=body):
            return (body,)
        case _:
            return ()


def shortcodes_of(view: View) -> tuple[str, ...]:
    """Name the shortcodes in the texts of a view, sorted."""
    return tuple(sorted({hole.name for text in texts_of(view) for hole in text.holes if isinstance(hole, Call)}))


def redirect(path: str, old: str, title: str, target: str, owner: Owner) -> Page:
    """Plan the page at an old address that leads to ``target``."""
    view = RedirectView(Head("redirect", title, old, noindex=True), target)
    return Page(path, old, "redirect.html", view, owner, (owner.path,) if owner.path else ())


def _bios(cards: tuple[AuthorCard, ...]) -> tuple[Text, ...]:
    return tuple(card.bio for card in cards if card.bio is not None)
