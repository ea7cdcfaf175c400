"""The pictures, galleries and videos of front matter, completed with addresses and sizes.

What is missing is reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec.structs import replace

from newsgen.assets.published import Assets
from newsgen.base.faults import Field, warning
from newsgen.model.front_matter import ImageMatter, Portrait
from newsgen.model.records import Article
from newsgen.pages.needs import Needs
from newsgen.pages.views import Picture, VideoLink

_NARROWEST = 400  # pixels; services that show shared pages want 600 to 1200
_NONE: Mapping[str, tuple[Picture, ...]] = MappingProxyType({})


def picture_of(
    assets: Assets, image: ImageMatter | Portrait | None, path: str, field: tuple[str | int, ...], needs: Needs
) -> Picture | None:
    """Complete a picture in the front matter of ``path``, which stands there at ``field``."""
    if image is None:
        return None
    found = assets.picture(image.src, path, Field(field), needs)
    if found is None:
        return None
    if isinstance(image, Portrait):
        return replace(found, alt=image.alt)
    return replace(
        found,
        alt=image.alt,
        caption=image.caption,
        credit=image.credit,
        credit_url=image.credit_url,
        licence=image.licence,
    )


def lead_picture_of(assets: Assets, article: Article, needs: Needs) -> Picture | None:
    """Complete the lead picture of an article; warn of one that is far too small to lead anything."""
    picture = picture_of(assets, article.matter.image, article.path, ("image", "src"), needs)
    if picture is not None:
        picture = replace(picture, typography=article.matter.typography)
    if picture is None or picture.width is None or picture.width >= _NARROWEST or picture.url.endswith(".svg"):
        return picture
    message = (
        f"this picture is only {picture.width} pixels wide: as a lead picture, and where it is shared, it is a blur"
    )
    way_out = f"take one of 1200 pixels or more; {_NARROWEST} are the least"
    needs.faults.append(warning("small-picture", message, article.path, Field(("image", "src")), way_out))
    return picture


def video_of(assets: Assets, article: Article, needs: Needs) -> VideoLink | None:
    """Complete the video of an article with its poster and its player."""
    video = article.matter.video
    if video is None:
        return None
    found = assets.video(video.url, article.path, Field(("video", "url")), needs)
    if found is None:
        return None
    poster: Picture | None = None
    if video.poster is not None:
        poster = assets.picture(video.poster, article.path, Field(("video", "poster")), needs)
    return replace(found, title=video.title, poster=poster, duration=video.duration)


def galleries_of(assets: Assets, article: Article, needs: Needs) -> Mapping[str, tuple[Picture, ...]]:
    """Complete the galleries of an article, by name."""
    if not article.matter.galleries:
        return _NONE
    return {
        name: tuple(
            replace(picture, typography=article.matter.typography)
            for index, image in enumerate(images)
            if (picture := picture_of(assets, image, article.path, ("galleries", name, index, "src"), needs))
            is not None
        )
        for name, images in article.matter.galleries.items()
    }
