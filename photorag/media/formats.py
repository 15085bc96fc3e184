"""Which files are pictures we read.

The scan asks by name alone, for every file of the library, so this module imports nothing heavy. Opening goes by
content: a PNG named .jpg is read as the PNG it is.
"""

from __future__ import annotations

_PILLOW_NAMES = (
    "jpg jpeg jpe jfif jif mpo png apng webp gif bmp dib tif tiff heic heics heif heifs hif avif avifs "
    "jp2 j2k j2c jpc jpf jpx "  # JPEG 2000
    "pbm pgm ppm pnm pfm"  # the portable any-maps
)
# ".raw" itself is left out: it names disk images and bare sensor dumps more often than photos.
_RAW_NAMES = (
    "dng gpr "  # Adobe and phones, GoPro
    "cr2 cr3 crw nef nrw arw sr2 srf orf ori rw2 rwl raf pef srw "
    "3fr fff iiq mos mef mrw erf kdc dcr x3f"
)
RAW_SUFFIXES = frozenset(_RAW_NAMES.split())
_PICTURE_SUFFIXES = frozenset(_PILLOW_NAMES.split()) | RAW_SUFFIXES

PILLOW_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "GIF", "TIFF", "BMP", "AVIF", "JPEG2000", "PPM", "DIB")
"""Decoders a file may be handed to. The list keeps out those that start another program (EPS), hold no photos (FITS,
WMF) or are better left to their own editor (PSD)."""


def suffix_of(name: str) -> str:
    """The part after the last dot, in lower case and without the dot; "" when there is none."""
    stem, dot, suffix = name.rpartition(".")
    return suffix.lower() if dot and stem else ""


def is_picture_name(name: str) -> bool:
    """True when a file of this name is worth opening as a picture. ``name`` may also be a path."""
    return suffix_of(name) in _PICTURE_SUFFIXES


def is_raw_name(name: str) -> bool:
    """True when the name is one a camera gives to its unprocessed files."""
    return suffix_of(name) in RAW_SUFFIXES
