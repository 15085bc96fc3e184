"""Why a file could not be read, in words for the person who owns it."""

from __future__ import annotations

import codecs
import errno
from typing import BinaryIO

from photorag.core.errors import UnreadablePicture

DAMAGED = "the picture is damaged"
TOO_MUCH_MEMORY = "reading it needs more memory than one picture may take"

_HEAD = 4096

# First bytes of what people do keep in photo folders, and what to call it.
_KNOWN = (
    (b"%PDF", "not a picture (it is a PDF document)"),
    (b"8BPS", "a Photoshop file, which can't be read"),
    (b"%!PS", "a PostScript file, which can't be read"),
    (b"\xff\x0a", "a JPEG XL picture, which can't be read yet"),
    (b"\x00\x00\x00\x0cJXL ", "a JPEG XL picture, which can't be read yet"),
    (b"PK\x03\x04", "not a picture (it is a ZIP archive or an office document)"),
    (b"\x1aE\xdf\xa3", "not a picture (it is a video)"),
    (b"ID3", "not a picture (it is a sound file)"),
)
_PICTURE_STARTS = (
    b"\xff\xd8",
    b"\x89PNG",
    b"GIF8",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
    b"II+\x00",
    b"MM\x00+",
    b"\x00\x00\x00\x0cjP",
    b"\xff\x4f\xff\x51",
)
_PICTURE_BRANDS = (b"avif", b"avis", b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"crx ")


def too_large(width: int, height: int, limit: int) -> UnreadablePicture:
    """``limit`` in pixels."""
    return UnreadablePicture(f"too large: {width} × {height} pixels (limit {limit // 1_000_000} megapixels)")


def for_system_error(error: OSError) -> UnreadablePicture:
    """The reason for an error the system gave while the file was opened or read (one with an ``errno``)."""
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return UnreadablePicture("the file is gone")
    if error.errno in (errno.EACCES, errno.EPERM):
        return UnreadablePicture("no permission to read it")
    if error.errno == errno.EISDIR:
        return UnreadablePicture("it is a folder, not a file")
    if error.errno == errno.ENOMEM:
        return UnreadablePicture(TOO_MUCH_MEMORY)
    return UnreadablePicture(f"the disk could not read it ({error.strerror or 'no reason given'})")


def for_unknown_content(file: BinaryIO) -> UnreadablePicture:
    """The reason for a file no decoder knows, from its first bytes."""
    file.seek(0)
    head = file.read(_HEAD)
    if not head:
        return UnreadablePicture("the file is empty")
    if not head.strip(b"\x00"):
        return UnreadablePicture("the file holds nothing but zeros")
    known = next((reason for start, reason in _KNOWN if head.startswith(start)), None)
    if known:
        return UnreadablePicture(known)
    if head[4:8] == b"ftyp" and head[8:12] not in _PICTURE_BRANDS:
        return UnreadablePicture("not a picture (it is a video)")
    if _is_text(head):
        is_page = head.lstrip()[:14].lower().startswith((b"<!doctype html", b"<html"))
        return UnreadablePicture(f"not a picture (it {'is a web page' if is_page else 'looks like text'})")
    is_known = head.startswith(_PICTURE_STARTS) or head[4:8] == b"ftyp" or head[8:12] == b"WEBP"
    return UnreadablePicture(DAMAGED if is_known else "not a kind of picture that can be read")


def _is_text(head: bytes) -> bool:
    if b"\x00" in head:
        return False
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(head)  # a letter cut at the end is no fault
    except UnicodeDecodeError:
        text = head.decode("latin-1")
    odd = sum(not (letter.isprintable() or letter.isspace()) for letter in text)
    return odd * 50 <= len(text)
