"""Names and words as they are compared: without case and accents."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=65_536)  # a library's folders and places are compared in every search
def folded(text: str) -> str:
    """ "  São Paulo" -> "sao paulo": compatible forms made one, marks dropped, case folded, blanks single."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return " ".join(plain.casefold().split())


def storable(text: str) -> str:
    """The text without what no database takes: halves of surrogate pairs and zeros."""
    return text.encode("utf-8", "replace").decode().replace("\0", " ")
