"""Names of a library, found in a row of typed words; words are compared without the punctuation around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from photorag.core.folding import folded

_AROUND = ".,;:!?()[]{}<>'\"‘’“”„«»…"
_POSSESSIVE = re.compile(r"(?<=[^\W\d])['’]s$")
_MOST_WORDS = 8  # in a name that is looked up; keeps the look-up of any text linear


def word_key(word: str) -> str:
    """A word as it is compared: folded, without the punctuation around it and a possessive 's. Punctuation on its own
    stays as it is."""
    plain = folded(word)
    return _POSSESSIVE.sub("", plain.strip(_AROUND)) or plain or word


def phrase_key(text: str) -> str:
    return " ".join(word_key(word) for word in text.split())


def words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


class Names:
    """Names, found in a row of word keys by their longest match."""

    def __init__(self, keyed: dict[str, str]) -> None:
        self._keyed = keyed
        self._firsts = frozenset(key.split(" ", 1)[0] for key in keyed)
        self._longest = min(max((key.count(" ") + 1 for key in keyed), default=0), _MOST_WORDS)

    def get(self, text: str) -> str | None:
        """The name as the library writes it."""
        return self._keyed.get(phrase_key(text))

    def longest(self, keys: Sequence[str], start: int) -> tuple[str, int] | None:
        """The name that begins with the word at ``start``, and where it ends."""
        if start >= len(keys) or keys[start] not in self._firsts:
            return None
        for end in range(min(start + self._longest, len(keys)), start, -1):
            name = self._keyed.get(" ".join(keys[start:end]))
            if name is not None:
                return name, end
        return None


# The names of a library are folded once, not with each letter that is typed. A frozenset remembers its hash, and the
# cache compares by identity first.
@lru_cache(maxsize=16)
def names_of(names: frozenset[str]) -> Names:
    return Names({key: name for name in sorted(names, reverse=True) if (key := phrase_key(name))})


# Words that are in the names of many cameras and tell nothing on their own.
_IN_ANY_CAMERA = words_of(
    """
    camera cameras digital corporation company co ltd inc imaging optical pro max mini plus ultra mark ii iii iv new the
    of phone mobile electronics telecom communications technologies zoom series edition se
    """
)


@lru_cache(maxsize=8)
def pieces_of_names(names: frozenset[str]) -> Names:
    """Every run of words in these names that tells a camera from others: "iPhone" and "iPhone 13" of "Apple iPhone
    13 Pro"."""
    pieces: dict[str, str] = {}
    for name in sorted(names):
        words = name.split()[:_MOST_WORDS]
        keys = [word_key(word) for word in words]
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                if keys[start].isdigit() or all(key in _IN_ANY_CAMERA or key.isdigit() for key in keys[start:end]):
                    continue
                pieces.setdefault(" ".join(keys[start:end]), " ".join(words[start:end]))
    return Names(pieces)
