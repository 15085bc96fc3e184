"""XMP, IPTC and EXIF for the tests, written by hand."""

from __future__ import annotations

import struct
from pathlib import Path

from PIL import Image

_SPACES = (
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("xmp", "http://ns.adobe.com/xap/1.0/"),
    ("exif", "http://ns.adobe.com/exif/1.0/"),
    ("exifEX", "http://cipa.jp/exif/1.0/"),
    ("aux", "http://ns.adobe.com/exif/1.0/aux/"),
    ("tiff", "http://ns.adobe.com/tiff/1.0/"),
    ("photoshop", "http://ns.adobe.com/photoshop/1.0/"),
    ("lr", "http://ns.adobe.com/lightroom/1.0/"),
    ("digiKam", "http://www.digikam.org/ns/1.0/"),
    ("MicrosoftPhoto", "http://ns.microsoft.com/photo/1.0/"),
    ("MPReg", "http://ns.microsoft.com/photo/1.2/t/Region#"),
    ("mwg-rs", "http://www.metadataworkinggroup.com/schemas/regions/"),
    ("Iptc4xmpExt", "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"),
)


def xmp_packet(attributes: str = "", elements: str = "") -> str:
    """A packet with one description: its attributes, and the elements in it."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF {spaces}><rdf:Description rdf:about="" {attributes}>{elements}</rdf:Description></rdf:RDF>'
        '</x:xmpmeta>\n<?xpacket end="w"?>'
    )


def bag(name: str, *words: str) -> str:
    """A list as XMP writes it."""
    items = "".join(f"<rdf:li>{word}</rdf:li>" for word in words)
    return f"<{name}><rdf:Bag>{items}</rdf:Bag></{name}>"


def iptc_block(*entries: tuple[int, bytes], utf_8: bool = False) -> bytes:
    """An IIM block: each entry of record 2 as (tag, value)."""
    marker = b"\x1c\x01\x5a" + struct.pack(">H", 3) + b"\x1b%G" if utf_8 else b""
    return marker + b"".join(b"\x1c\x02" + bytes([tag]) + struct.pack(">H", len(data)) + data for tag, data in entries)


def exif_with(
    main: dict[int, object] | None = None,
    photo: dict[int, object] | None = None,
    gps: dict[int, object] | None = None,
) -> Image.Exif:
    """EXIF as it is after reading a file: also what Pillow would not write."""
    exif = Image.Exif()
    exif.update(main or {})
    for tag, block in ((0x8769, photo), (0x8825, gps)):
        if block is not None:
            exif._ifds[tag] = block
            exif[tag] = 8
    return exif


def write_jpeg(path: Path, *, exif: Image.Exif | None = None, xmp: str = "", iptc: bytes = b"") -> Path:
    """A small JPEG with these blocks."""
    path.parent.mkdir(parents=True, exist_ok=True)
    blocks = {"exif": exif.tobytes() if exif else b"", "xmp": xmp.encode()}
    Image.new("RGB", (8, 8), "teal").save(path, "JPEG", **{name: data for name, data in blocks.items() if data})
    if iptc:
        resource = (
            b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + struct.pack(">I", len(iptc)) + iptc + b"\x00" * (len(iptc) % 2)
        )
        data = path.read_bytes()
        path.write_bytes(data[:2] + b"\xff\xed" + struct.pack(">H", len(resource) + 2) + resource + data[2:])
    return path
