"""The files that are made of one image: the stored one, and its renditions."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, features

RENDITIONS: dict[str, dict[str, Any]] = {
    "webp": {"quality": 82, "method": 4},
    "avif": {"quality": 60, "speed": 8},
}
"""The formats of renditions, and how each is written."""

STORED: dict[str, tuple[str, str, dict[str, Any]]] = {
    "image/jpeg": ("JPEG", "jpg", {"quality": 95, "subsampling": 0}),
    "image/png": ("PNG", "png", {}),
    "image/webp": ("WEBP", "webp", {"quality": 95, "method": 4}),
    "image/avif": ("AVIF", "avif", {"quality": 90, "speed": 8}),
    "image/gif": ("GIF", "gif", {}),
}
"""The format, extension and options of the stored image, by the type of its upload."""


@dataclass(frozen=True, slots=True)
class File:
    """One file, named by the hash of its content."""

    content: bytes
    content_type: str
    extension: str
    width: int
    height: int

    @property
    def sha256(self) -> str:
        """The hash of the content."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def key(self) -> str:
        """Where it is kept."""
        name = self.sha256
        return f"{name[:2]}/{name}.{self.extension}"


def stored_file(image: Image.Image, content_type: str) -> File:
    """Write the image in full size, in the format of its upload."""
    name, extension, options = STORED[content_type]
    return _write(image, name, content_type, extension, options)


def renditions(image: Image.Image, sizes: Mapping[str, int]) -> Iterator[tuple[str, str, File]]:
    """Yield (name, format, file) of each rendition; the longer side fits its size."""
    formats = [name for name in RENDITIONS if name not in missing_formats()]
    for name, side in sizes.items():
        smaller = image.copy()
        smaller.thumbnail((side, side), Image.Resampling.LANCZOS)
        for kind in formats:
            yield (
                name,
                kind,
                _write(smaller, kind.upper(), f"image/{kind}", kind, RENDITIONS[kind]),
            )


def missing_formats() -> list[str]:
    """Return the formats of renditions that this Pillow cannot write."""
    return [name for name in RENDITIONS if not features.check(name)]


def _write(
    image: Image.Image, name: str, content_type: str, extension: str, options: dict[str, Any]
) -> File:
    written = BytesIO()
    image.save(written, format=name, **options)
    return File(written.getvalue(), content_type, extension, image.width, image.height)
