"""Texts as files hold them, made fit to be shown and searched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST_TITLE = 300
LONGEST_CAPTION = 20_000
LONGEST_KEYWORD = 120
MOST_KEYWORDS = 500

# What cameras and programs write where a caption belongs; compared without case and punctuation.
_DEFAULTS = frozenset(
    {
        "ascii", "binary comment", "casio computer co ltd", "charset ascii", "comment", "dcim", "default", "dig",
        "digimax", "digital camera", "digital still camera", "digital stillcamera", "dsc", "dv", "exif jpeg",
        "exif jpeg picture", "jpeg", "jpeg picture", "kenox", "kodak digital camera", "konica minolta digital camera",
        "maker unknown", "minolta digital camera", "none", "null", "olympus digital camera", "picture", "polaroid",
        "samsung", "samsung csc", "samsung digital camera", "samsung techwin", "sanyo digital camera", "screenshot",
        "sony dsc", "unicode", "untitled", "user comment", "user comments",
    }
)  # fmt: skip
# Phones' camera programs keep their settings there ("filter: 0; hdrForward: 0", "oplus_32", JSON), scanners and
# converters their own names.
_MACHINE_TEXT = re.compile(
    r"oplus_\d+$|f?i?l?ter: ?\S+;|\{.*\}$|<\?xml|<(digimax|kenox|samsung|dv)|\w+[:=][^ ;]+;.*[:=]|[a-z0-9+/]{60,}=*$|"
    r"lead technologies|created with (the )?(gimp|imagej|paint)|file written by |file source: ?http|"
    r"(jpeg )?(processed|optimi[sz]ed|compressed|encoded|handmade) (by|with) |[-_.,:;*#/\\|=+~\s]*$",
    re.IGNORECASE | re.DOTALL,
)


def line(value: object, longest: int = LONGEST_TITLE) -> str:
    """One line of printable text; "" for what is no text."""
    return " ".join(paragraphs(value, longest).split())


def paragraphs(value: object, longest: int = LONGEST_CAPTION) -> str:
    """Printable text with its line breaks; "" for what is no text."""
    text = decoded(value) if isinstance(value, bytes) else value
    if not isinstance(text, str):
        return ""
    text = unicodedata.normalize("NFC", text[: 2 * longest].replace("\r\n", "\n").replace("\r", "\n"))
    clean = "".join(each if each.isprintable() or each == "\n" else " " for each in text.replace("\ufffd", " "))
    lines = (" ".join(each.split()) for each in clean.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:longest].rstrip()


def decoded(data: bytes) -> str:
    """UTF-8, which is what nearly everything writes; else Windows' Latin letters, which never fail."""
    data = data.rstrip(b"\x00")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def repaired(value: object) -> str:
    """Text that Pillow took for Latin-1, as it does all of EXIF's, while most programs write UTF-8 there."""
    if not isinstance(value, str):
        return decoded(value) if isinstance(value, bytes) else ""
    try:
        return decoded(value.encode("latin-1"))
    except UnicodeEncodeError:
        return value


def caption(value: object) -> str:
    """A person's words, "" for the texts that cameras and programs put there themselves."""
    text = paragraphs(value)
    plain = " ".join(re.sub(r"[\W_]+", " ", text).casefold().split())
    return "" if plain in _DEFAULTS or _MACHINE_TEXT.match(text) else text


def each_once(names: Iterable[str]) -> tuple[str, ...]:
    """Keywords without repetitions, whatever their case; the first spelling stays."""
    found: dict[str, str] = {}
    for name in names:
        clean = line(name, LONGEST_KEYWORD)
        if clean and len(found) < MOST_KEYWORDS:
            found.setdefault(clean.casefold(), clean)
    return tuple(found.values())
