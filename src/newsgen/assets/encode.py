"""Pictures in other sizes and formats, by Pillow: the same bytes from the same picture, today and tomorrow.

Upright, in sRGB, and with nothing told of them but who made them and whose they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsgen.base.digest import Digest, digest, digest_bytes
from newsgen.content.pictures import clean, credits_of, look
from newsgen.pages.recipes import Drawn, Icon, Resized

if TYPE_CHECKING:  # heavy: needed only when there is a picture to be made
    from PIL.Image import Image

_LIBRARIES = ("pil", "jpg", "libjpeg_turbo", "zlib", "zlib_ng", "webp", "avif", "littlecms2")
_OPTIONS: Mapping[str, Callable[[int], dict[str, Any]]] = {
    # One thread each: several pictures are made at once, and the number of processors must not show in the bytes.
    "avif": lambda quality: {"quality": quality, "speed": 6, "max_threads": 1},
    "webp": lambda quality: {"quality": quality, "method": 4},
    "jpeg": lambda quality: {"quality": quality, "optimize": True, "progressive": True},
    "png": lambda _: {"optimize": True},
}


_OPAQUE = 255


class BadPictureError(ValueError):
    """A picture cannot be decoded, or not be written in a format; says why."""


@cache
def encoder() -> Digest:
    """Digest what shapes the bytes of pictures: this module, Pillow, the libraries in it."""
    from PIL import features

    versions = [features.version(name) for name in _LIBRARIES]
    return digest((digest_bytes(Path(__file__).read_bytes()), versions))


def encode(data: bytes, recipes: Sequence[Drawn]) -> list[bytes]:
    """Make pictures of one picture.

    Raises:
        BadPictureError: it cannot be decoded, or not be written in a format.
    """
    found = look(data)
    told = credits_of(found) if found else b""
    picture = _open(clean(data))
    return [
        _icon(picture, recipe) if isinstance(recipe, Icon) else _save(_resized(picture, recipe.width), recipe, told)
        for recipe in recipes
    ]


def _open(data: bytes) -> Image:
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as opened:
            opened.load()
            picture = _in_srgb(ImageOps.exif_transpose(opened))
    except Exception as error:
        raise BadPictureError(f"it cannot be decoded ({error})") from error
    picture.info.clear()  # some formats would write what they find there
    return picture


def _in_srgb(picture: Image) -> Image:
    """Give a picture of 8 bits in the colours that every screen knows; a profile that cannot be used is left out."""
    from PIL import ImageCms

    if picture.mode.startswith("I"):  # 16 bits of grey
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode == "P" or "transparency" in picture.info:
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    mode = "RGBA" if "A" in picture.getbands() else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "RGBA", "CMYK", "L"}:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            if not ImageCms.getProfileDescription(source).startswith("sRGB"):
                target = ImageCms.createProfile("sRGB")
                return ImageCms.profileToProfile(picture, source, target, outputMode=mode) or picture
        except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
            pass
    return picture if picture.mode == mode else picture.convert(mode)


def _resized(picture: Image, width: int) -> Image:
    from PIL.Image import Resampling

    if width == picture.width:
        return picture
    height = max(round(picture.height * width / picture.width), 1)
    return picture.resize((width, height), Resampling.LANCZOS, reducing_gap=3.0)


def _icon(picture: Image, recipe: Icon) -> bytes:
    """Draw an icon; of a picture that is no square all is shown, with nothing or the ground beside it."""
    stream = BytesIO()
    first, *others = [_square(picture.convert("RGBA"), size, recipe) for size in sorted(recipe.sizes, reverse=True)]
    if recipe.format == "ico":
        sizes = [(size, size) for size in recipe.sizes]
        first.save(stream, "ICO", sizes=sizes, append_images=others)
    else:
        first.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _square(picture: Image, size: int, recipe: Icon) -> Image:
    from PIL import Image
    from PIL.Image import Resampling

    ground = (_edge(picture) or recipe.ground) if recipe.ground else None
    scale = size * recipe.share / max(picture.size)
    width, height = (max(round(each * scale), 1) for each in picture.size)
    small = picture.resize((width, height), Resampling.LANCZOS, reducing_gap=3.0)
    square = Image.new("RGBA", (size, size), ground or (0, 0, 0, 0))
    square.alpha_composite(small, ((size - width) // 2, (size - height) // 2))
    return square.convert("RGB") if ground else square


def _edge(picture: Image) -> tuple[int, ...] | None:
    """Give the colour of a picture's four corners, if it is one: the picture has a ground of its own then."""
    right, bottom = picture.width - 1, picture.height - 1
    corners = {picture.getpixel(corner) for corner in ((0, 0), (right, 0), (0, bottom), (right, bottom))}
    colour = corners.pop()
    return colour if not corners and isinstance(colour, tuple) and colour[-1] == _OPAQUE else None


def _save(picture: Image, recipe: Resized, told: bytes) -> bytes:
    stream = BytesIO()
    options = _OPTIONS[recipe.format](recipe.quality)
    if told:
        options["exif"] = b"Exif\0\0" + told
    try:
        picture.save(stream, recipe.format.upper(), **options)
    except (KeyError, OSError, ValueError) as error:  # KeyError: a Pillow that was built without this format
        raise BadPictureError(f"it cannot be written as {recipe.format} ({error})") from error
    return stream.getvalue()
