"""Names and words as they are compared: without case, accents and letters that only some languages have."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

LETTERS = {
    "ß": "ss", "ẞ": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "æ": "ae",
    "Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th", "ı": "i",
}  # fmt: skip
"""Letters that do not come apart into another one and a mark, as people write them who don't have them: Tromso, Lodz,
Strasse. The full-text indices hold texts so."""

_INDEXED = str.maketrans(LETTERS)
_LETTERS = str.maketrans(LETTERS | {"’": "'", "ʻ": "'"})


@lru_cache(maxsize=65_536)  # a library's folders and places are compared in every search
def folded(text: str) -> str:
    """ "  São Paulo" -> "sao paulo", "Łódź" -> "lodz": compatible forms made one, marks dropped, case folded, blanks
    single."""
    if text.isascii():
        return " ".join(text.lower().split())
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    plain = "".join(each for each in apart if not unicodedata.combining(each))
    return " ".join(plain.casefold().split())


def as_indexed(text: str) -> str:
    """The text with its letters as the full-text indices hold them."""
    return text.translate(_INDEXED)


def storable(text: str) -> str:
    """The text without what no database takes: halves of surrogate pairs and zeros."""
    return text.encode("utf-8", "replace").decode().replace("\0", " ")
