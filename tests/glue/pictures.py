"""Image files for tests, made by Pillow."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageCms, TiffImagePlugin

RED, BLUE, GREEN = (250, 10, 10), (10, 10, 250), (10, 250, 10)
SECRET_PLACE = "14 Acacia Lane"
ORIENTATION, DESCRIPTION, GPS, LATITUDE = 0x0112, 0x010E, 0x8825, 2


def written(image: Image.Image, kind: str, **options: object) -> bytes:
    """Return an image as a file."""
    file = BytesIO()
    image.save(file, format=kind, **options)
    return file.getvalue()


def plain(
    kind: str = "PNG", size: tuple[int, int] = (40, 30), colour: tuple[int, ...] = RED
) -> bytes:
    """Return a file of one colour."""
    return written(Image.new("RGB", size, colour), kind)


def halves(size: tuple[int, int] = (600, 400)) -> Image.Image:
    """Return an image that is red at the top and blue below."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (0, size[1] * 2 // 3, size[0], size[1]))
    return image


def photo(orientation: int = 6) -> bytes:
    """Return a JPEG of a phone: lying on its side, with place, comment and XMP."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[DESCRIPTION] = SECRET_PLACE
    exif.get_ifd(GPS)[LATITUDE] = tuple(TiffImagePlugin.IFDRational(n) for n in (14, 35, 59))
    return written(
        halves(),
        "JPEG",
        exif=exif,
        comment=SECRET_PLACE.encode(),
        xmp=f"<x>{SECRET_PLACE}</x>".encode(),
        quality=95,
    )


def moving(kind: str) -> bytes:
    """Return a file with two frames."""
    frames = [Image.new("RGB", (20, 20), colour) for colour in (RED, BLUE)]
    return written(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


def phone_jpeg() -> bytes:
    """Return a JPEG with a second picture behind the first (MPO)."""
    first, second = (Image.new("RGB", (40, 30), colour) for colour in (GREEN, BLUE))
    return written(first, "MPO", save_all=True, append_images=[second])


def bomb(width: int = 50_000, height: int = 50_000) -> bytes:
    """Return a small PNG whose header promises billions of pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        sum_of = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + sum_of

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


def wrong_bit(after: bytes, place: int) -> bytes:
    """Return a PNG with one wrong bit, so many bytes after a text in it."""
    content = bytearray(plain("PNG", (64, 64)))
    content[content.index(after) + place] ^= 1
    return bytes(content)


def swapped_profile() -> bytes:
    """Return a PNG whose profile says that its first channel is green, its second red."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    # The names of two tags change places: each holds the colour of a channel.
    for old, new in ((b"rXYZ", b"????"), (b"gXYZ", b"rXYZ"), (b"????", b"gXYZ")):
        place = profile.index(old, 128)
        profile[place : place + 4] = new
    return written(Image.new("RGB", (40, 30), RED), "PNG", icc_profile=bytes(profile))


BROKEN: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "cut": ("image/jpeg", lambda: photo()[:-2000], "corrupt"),
    "cut in its head": ("image/jpeg", lambda: photo()[:30], "corrupt"),
    "wrong pixels": ("image/png", lambda: wrong_bit(b"IDAT", 6), "corrupt"),
    "wrong checksum of the pixels": ("image/png", lambda: wrong_bit(b"IEND", -5), "corrupt"),
    "empty": ("image/png", lambda: b"", "unknown_type"),
    "a text": ("image/png", lambda: b"%PDF-1.7 not an image", "unknown_type"),
    "a script": ("image/png", lambda: b"<svg onload='alert(1)'/>", "unknown_type"),
    "a bitmap": ("image/png", lambda: plain("BMP"), "unknown_type"),
    "png as jpeg": ("image/jpeg", lambda: plain("PNG"), "mislabelled"),
    "moving gif": ("image/gif", lambda: moving("GIF"), "animated"),
    "moving webp": ("image/webp", lambda: moving("WEBP"), "animated"),
    "moving png": ("image/png", lambda: moving("PNG"), "animated"),
    "bomb": ("image/png", bomb, "too_many_pixels"),
    "small bomb": ("image/png", lambda: bomb(10_000, 8_000), "too_many_pixels"),
}
"""{what: (announced type, content, fault)}."""
