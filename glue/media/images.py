"""What an uploaded file is, by its content; and the image in it, upright and in sRGB.

A file is described before it is decoded, so one that would fill the memory never is.
Pillow raises many kinds of errors on broken files: each means that the file is corrupt.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import cast

from PIL import Image, ImageCms, UnidentifiedImageError, features
from PIL.Image import Transpose

TYPES = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
    "GIF": "image/gif",
}
"""MPO is a JPEG with more pictures behind the first: phones write it."""

BEGINNINGS = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypavif", "image/avif"),
)
"""Where a file of a type begins with what."""

ORIENTATION = 0x0112
UPRIGHT = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
"""What makes an image of an EXIF orientation upright."""

SAMPLE = (64, 64)
COLOURS = 8
OPAQUE = (255, 255, 255, 255)
BITS_16 = 256


class FaultError(Exception):
    """The file cannot be shown; `code` is a fault of commerce.media_versions."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file is."""

    content_type: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded image: upright, in sRGB, without metadata."""

    image: Image.Image
    orientation: int
    """As the file said it."""

    def dominant_colour(self) -> str:
        """Return the most frequent colour, as #rrggbb; transparency is white."""
        sample = self.image.copy()
        sample.thumbnail(SAMPLE)
        if sample.mode == "RGBA":
            sample = Image.alpha_composite(Image.new("RGBA", sample.size, OPAQUE), sample)
        reduced = sample.convert("RGB").quantize(COLOURS).convert("RGB")
        counts = cast("list[tuple[int, tuple[int, int, int]]]", reduced.getcolors())
        return "#" + bytes(max(counts)[1]).hex()


def identify(content: bytes, most_pixels: int) -> Facts:
    """Describe a file by its content; raise for what is no still image, or too large a one."""
    with _reading(content), _open(content) as image:
        pixels = image.width * image.height
        if pixels > most_pixels:
            raise FaultError(
                "too_many_pixels",
                f"The image has {image.width} x {image.height} pixels, at most {most_pixels}.",
            )
        kind = str(image.format)
        if kind != "MPO" and getattr(image, "is_animated", False):
            raise FaultError("animated", "The image has more than one frame.")
    return Facts(TYPES[kind], len(content), hashlib.sha256(content).hexdigest())


def decode(content: bytes) -> Picture:
    """Decode a file that was identified, to its last byte."""
    with _reading(content):
        with _open(content) as image:
            image.verify()
        with _open(content) as image:
            image.load()
            orientation = _orientation(image)
            upright = _to_srgb(image)
            if orientation in UPRIGHT:
                upright = upright.transpose(UPRIGHT[orientation])
    # Encoders copy from here: comments, EXIF, XMP.
    upright.info = {}
    return Picture(upright, orientation)


def _open(content: bytes) -> Image.Image:
    # A JPEG becomes an MPO when it is opened; no file is opened as one.
    without = {"MPO"} if features.check("avif") else {"MPO", "AVIF"}
    wanted = [name for name in TYPES if name not in without]
    return Image.open(BytesIO(content), formats=wanted)


@contextmanager
def _reading(content: bytes) -> Iterator[None]:
    """Say in our words what Pillow found wrong."""
    try:
        yield
    except (FaultError, MemoryError):
        raise
    except Image.DecompressionBombError as exc:
        raise FaultError("too_many_pixels", "The image has too many pixels.") from exc
    except UnidentifiedImageError as exc:
        begins = next(
            (
                kind
                for at, beginning, kind in BEGINNINGS
                if content[at : at + len(beginning)] == beginning
                and (kind != "image/avif" or features.check("avif"))
            ),
            None,
        )
        if begins is None:
            raise FaultError(
                "unknown_type", "The content is not a JPEG, PNG, WebP, AVIF or GIF."
            ) from exc
        raise FaultError("corrupt", f"It begins as {begins} and cannot be read.") from exc
    except Exception as exc:
        raise FaultError("corrupt", f"It cannot be decoded: {exc}") from exc


def _orientation(image: Image.Image) -> int:
    """Return the EXIF orientation; EXIF that cannot be read says nothing."""
    try:
        found = image.getexif().get(ORIENTATION)
    except Exception:  # noqa: BLE001 - Pillow's many errors; the pixels are sound
        return 1
    return found if found in UPRIGHT else 1


def _to_srgb(image: Image.Image) -> Image.Image:
    """Return 8 bits per channel, RGB or RGBA, in the colours that a browser assumes."""
    profile = image.info.get("icc_profile")
    has_alpha = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    wanted = "RGBA" if has_alpha else "RGB"
    if image.mode.startswith(("I", "F")):
        image = image.convert("F").point(lambda value: value / BITS_16).convert("L")
    elif image.mode in {"P", "PA", "1", "LA"} or (has_alpha and image.mode != "RGBA"):
        image = image.convert(wanted)
    if profile and features.check("littlecms2"):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, target, outputMode=wanted)
        except (ImageCms.PyCMSError, OSError, ValueError):
            # A profile that does not fit its image: the numbers stand as they are.
            converted = None
        if converted is not None:
            return converted
    return image.convert(wanted)
