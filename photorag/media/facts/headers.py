"""What stands in a picture file before, between and behind its pixels, without decoding them."""

from __future__ import annotations

import contextlib
import io
import struct
import zlib
from dataclasses import dataclass, field
from typing import BinaryIO

import rawpy
from PIL import Image

from photorag.media.camera import exif_of, filled, libraw_facts
from photorag.media.facts import exif, iptc, texts, xmp
from photorag.media.facts.found import Found
from photorag.media.facts.screenshots import is_screenshot_program
from photorag.media.facts.written_dates import parsed_date
from photorag.media.formats import PILLOW_FORMATS

_IPTC_TAG = 0x83BB
_PNG_XMP = "XML:com.adobe.xmp"
_XMP_STARTS, _XMP_NAME_BYTES = b"<?xpacket", 200
_LARGEST_CHUNK = 16 * 1024 * 1024
_MOST_CHUNKS = 200_000


@dataclass(frozen=True, slots=True)
class Headers:
    """What the blocks inside a picture say."""

    exif: Found = field(default_factory=Found)
    xmp: Found = field(default_factory=Found)
    iptc: Found = field(default_factory=Found)


def read_headers(file: BinaryIO) -> Headers:
    """Of any picture but RAW. Raises what Pillow raises when it is no picture."""
    with Image.open(file, formats=PILLOW_FORMATS) as image:
        headers = headers_of(image)
        if image.format != "PNG":
            return headers
        return _with_png_text(headers, image, file)


def read_raw_headers(path: str, file: BinaryIO) -> Headers:
    """Of a RAW file: its own blocks (most RAW formats are TIFF inside), or those of its preview where it has none."""
    found = Headers()
    with contextlib.suppress(Exception), Image.open(file, formats=("TIFF",)) as image:  # damaged: it raises anything
        found = headers_of(image)
    own = found.exif
    if own.camera.camera and own.camera.exposure_seconds and own.original:
        return found
    try:
        with rawpy.imread(path) as raw:
            return _with_preview(found, raw)
    except rawpy.LibRawError:
        if found != Headers():
            return found
        file.seek(0)
        return read_headers(file)  # not RAW after all, whatever its name


def headers_of(image: Image.Image) -> Headers:
    """Of an opened picture. A block that can't be parsed says nothing."""
    tags = Image.Exif()
    with contextlib.suppress(Exception):  # hostile EXIF makes the parser raise nearly anything
        tags = exif_of(image)
    return Headers(exif.read_exif(tags), _xmp(image), _iptc(image))


def _xmp(image: Image.Image) -> Found:
    packet = image.info.get("xmp") or image.info.get(_PNG_XMP) or _misnamed_xmp(image)
    return xmp.read_xmp(packet) if isinstance(packet, bytes | str) and packet else Found()


def _misnamed_xmp(image: Image.Image) -> bytes | None:
    """The packet of a JPEG segment whose own name is spoilt, as an old photo site's resizer left it."""
    for name, data in getattr(image, "applist", ()):
        start = data.find(_XMP_STARTS, 0, _XMP_NAME_BYTES) if name == "APP1" else -1
        if start >= 0:
            return bytes(data[start:])
    return None


def _iptc(image: Image.Image) -> Found:
    resources = image.info.get("photoshop")
    block: object = resources.get(iptc.PHOTOSHOP_RESOURCE) if isinstance(resources, dict) else None
    if block is None and image.format in ("TIFF", "DNG"):
        with contextlib.suppress(Exception):  # as above
            block = getattr(image, "tag_v2", {}).get(_IPTC_TAG)
            if isinstance(block, tuple):  # some programs write it as a row of 32-bit numbers
                block = b"".join(struct.pack("<I", each) for each in block)
    return iptc.read_iptc(block) if isinstance(block, bytes) else Found()


def _with_preview(found: Headers, raw: rawpy.RawPy) -> Headers:
    preview = Headers()
    with contextlib.suppress(Exception):  # as above
        data = raw.extract_thumb().data
        if isinstance(data, bytes):  # a few cameras keep it uncompressed
            preview = headers_of(Image.open(io.BytesIO(data), formats=("JPEG",)))
    when = getattr(getattr(raw, "other", None), "timestamp", None)
    taken = parsed_date(when.isoformat()) if when is not None and when.year > 1970 else None
    first, second = found.exif, preview.exif
    own = Found(
        original=first.original or second.original or first.digitised or second.digitised or taken,
        digitised=first.digitised or second.digitised,
        changed=first.changed or second.changed,
        utc=first.utc or second.utc,
        position=first.position or second.position,
        camera=filled(filled(first.camera, second.camera), libraw_facts(raw)),
        rating=second.rating if first.rating is None else first.rating,
        title=first.title or second.title,
        caption=first.caption or second.caption,
        keywords=first.keywords or second.keywords,
    )
    return Headers(
        own,
        found.xmp if found.xmp != Found() else preview.xmp,
        found.iptc if found.iptc != Found() else preview.iptc,
    )


def _with_png_text(headers: Headers, image: Image.Image, file: BinaryIO) -> Headers:
    """PNG keeps texts of its own, and everything may stand behind the pixels, where Pillow has not looked yet."""
    said = {key: value for key, value in image.info.items() if isinstance(key, str) and isinstance(value, str)}
    behind, block = _png_chunks_behind(file)
    said = {**behind, **said}
    own = headers.exif
    if own == Found() and block:
        tags = Image.Exif()
        with contextlib.suppress(Exception):  # hostile EXIF makes the parser raise nearly anything
            tags.load(block)
        own = exif.read_exif(tags)
    packet = said.get(_PNG_XMP)
    # Whatever they are named after, these stand for EXIF's: the least trusted of the words.
    own = Found(
        original=own.original,
        digitised=own.digitised or parsed_date(said.get("Creation Time", "")),
        changed=own.changed,
        utc=own.utc,
        position=own.position,
        camera=own.camera,
        rating=own.rating,
        title=own.title or texts.line(said.get("Title")),
        caption=own.caption or texts.caption(said.get("Description")) or texts.caption(said.get("Comment")),
        keywords=own.keywords,
        screenshot=own.screenshot or is_screenshot_program(said.get("Software", "")),
    )
    found = xmp.read_xmp(packet) if packet and headers.xmp == Found() else headers.xmp
    return Headers(own, found, headers.iptc)


def _png_chunks_behind(file: BinaryIO) -> tuple[dict[str, str], bytes]:
    """Texts and EXIF behind the pixels of a PNG. The pixels are jumped over."""
    said: dict[str, str] = {}
    block, is_behind = b"", False
    file.seek(8)
    for _ in range(_MOST_CHUNKS):
        head = file.read(8)
        if len(head) < 8:
            break
        size, kind = struct.unpack(">I4s", head)
        is_behind = is_behind or kind == b"IDAT"
        if not is_behind or kind not in (b"tEXt", b"iTXt", b"zTXt", b"eXIf") or size > _LARGEST_CHUNK:
            file.seek(size + 4, io.SEEK_CUR)
            continue
        data = file.read(size)
        file.seek(4, io.SEEK_CUR)
        if kind == b"eXIf":
            block = block or b"Exif\x00\x00" + data
            continue
        with contextlib.suppress(ValueError, zlib.error):
            key, text = _png_text(kind, data)
            said.setdefault(key, text)
    return said, block


def _png_text(kind: bytes, data: bytes) -> tuple[str, str]:
    """Raises ValueError, zlib.error."""
    key, rest = data.split(b"\x00", 1)
    if kind == b"tEXt":
        return key.decode("latin-1"), texts.repaired(rest.decode("latin-1"))
    if kind == b"zTXt":
        return key.decode("latin-1"), texts.repaired(_inflated(rest[1:]).decode("latin-1"))
    is_packed = rest[:1] == b"\x01"
    text = rest[2:].split(b"\x00", 2)[2]
    return key.decode("latin-1"), (_inflated(text) if is_packed else text).decode("utf-8", "replace")


def _inflated(data: bytes) -> bytes:
    return zlib.decompressobj().decompress(data, _LARGEST_CHUNK)
