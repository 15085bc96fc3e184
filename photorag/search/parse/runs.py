"""A run of plain words, in which everyday phrases are looked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from photorag.search.parse.lexemes import Quoted, Word
from photorag.search.parse.tree import Node

_LONGEST_NAME = 8
_AROUND = " ,;.!?"


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase up to, and without, the word at ``end``. Without a ``node`` it is left to meaning, and ``problem`` says
    why. ``noun``: it stands for photos, as in "screenshots of …". ``takes_quotation``: with the quotation after the
    run."""

    node: Node | None
    end: int
    noun: bool = False
    takes_quotation: bool = False
    problem: str | None = None


class Run:
    """Neighbouring words. ``quotation`` is what stands in quotation marks right after the last one, if anything."""

    def __init__(self, words: Sequence[Word], quotation: Quoted | None = None) -> None:
        self.words = words
        self.quotation = quotation
        self.keys = [word.key for word in words]
        self._text = " ".join(self.keys)
        self._starts: list[int] = []
        self._ends: dict[int, int] = {}
        at = 0
        for index, key in enumerate(self.keys):
            self._starts.append(at)
            at += len(key)
            self._ends[at] = index + 1
            at += 1

    def __len__(self) -> int:
        return len(self.words)

    def match(self, pattern: re.Pattern[str], start: int) -> tuple[re.Match[str], int] | None:
        """The match of whole words from ``start`` on, and the word it ends before. No punctuation stands inside."""
        if start >= len(self.words):
            return None
        found = pattern.match(self._text, self._starts[start])
        end = self._ends.get(found.end()) if found else None
        if found is None or end is None or any(word.stops for word in self.words[start : end - 1]):
            return None
        return found, end

    def name(self, start: int) -> list[str]:
        """The keys of what may be one name from ``start`` on: up to the next punctuation."""
        for end in range(start, min(start + _LONGEST_NAME, len(self.words))):
            if self.words[end].stops:
                return self.keys[start : end + 1]
        return self.keys[start : start + _LONGEST_NAME]

    def key(self, index: int) -> str:
        """ "" outside of the run."""
        return self.keys[index] if 0 <= index < len(self.keys) else ""

    def stops_before(self, index: int) -> bool:
        return 0 < index <= len(self.words) and self.words[index - 1].stops

    def said(self, start: int, end: int) -> str:
        """The words as typed, without the punctuation around them."""
        typed = " ".join(word.text for word in self.words[start:end])
        return typed.strip(_AROUND) or typed
