"""The typed text cut into lexemes that know where they stand: words, quotations, ``key:value``, brackets, OR, NOT and
``-``.

Nothing here can fail: what is no lexeme of another kind is a word. A quotation or bracket that is never closed ends
with the text, so that a search may run while it is typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from photorag.core.folding import folded
from photorag.core.understanding import Problem
from photorag.search.parse.names import word_key

# Control characters and lone surrogates separate words as a space does: neither a database nor a tokenizer wants them.
_BLANKS = r"\s\x00-\x1f\x7f-\x9f\ud800-\udfff\u200b\ufeff"
SPACE = re.compile(f"[{_BLANKS}]+")
MOST_BRACKETS = 8  # nested in one another

_CLOSERS = {'"': '"', "“": '”“"', "„": '“”"', "«": "»", "»": "«"}
_WEIGHT = re.compile(r"(\d{1,6}(?:[.,]\d{1,6})?)\*(?=[^\s*()|])")
_KEY = re.compile(r"[\w.-]++(?=:)")
_OR = re.compile(r"\|+")
_MINUS = re.compile(r"[-−](?=[^\s\-−)|,;.!?])")
_ANOTHER_VALUE = re.compile(r"\|(?=[^\s|:()\"]+(?:[\s|()]|$))")
_BARE = re.compile(rf"[^{_BLANKS}|()]+")
_STOPS = ",;.!?"


@dataclass(frozen=True, slots=True)
class Lexeme:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Word(Lexeme):
    """``key`` is what it is compared by; ``stops``: punctuation that ends a phrase follows it."""

    text: str
    key: str
    stops: bool


@dataclass(frozen=True, slots=True)
class Quoted(Lexeme):
    text: str


@dataclass(frozen=True, slots=True)
class Weighted(Lexeme):
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Operator(Lexeme):
    """``key:value``. ``quoted`` is the quotation the value begins with, ``rest`` what comes after it or, without one,
    all of the value. ``others`` are further values: ``tag:family|friends``."""

    key: str
    typed_key: str
    quoted: str | None
    rest: str
    others: tuple[str, ...] = ()

    @property
    def value(self) -> str:
        return (self.quoted or "") + self.rest


@dataclass(frozen=True, slots=True)
class Minus(Lexeme):
    """``-`` before a term, or NOT."""


@dataclass(frozen=True, slots=True)
class Or(Lexeme):
    pass


@dataclass(frozen=True, slots=True)
class Open(Lexeme):
    pass


@dataclass(frozen=True, slots=True)
class Close(Lexeme):
    pass


def word_at(text: str, start: int) -> Word:
    return Word(start, start + len(text), text, word_key(text), text[-1] in _STOPS)


def lexemes(text: str, knows: Callable[[str], bool]) -> tuple[list[Lexeme], list[Problem]]:
    """``knows`` a folded key that may stand before a colon, whatever it looks like."""
    return _Lexer(text, knows).run()


class _Lexer:
    def __init__(self, text: str, knows: Callable[[str], bool]) -> None:
        self._text = text
        self._knows = knows
        self._at = 0
        self._depth = 0
        self._found: list[Lexeme] = []
        self._problems: list[Problem] = []

    def run(self) -> tuple[list[Lexeme], list[Problem]]:
        while True:
            if space := SPACE.match(self._text, self._at):
                self._at = space.end()
            if self._at >= len(self._text):
                break
            self._found.append(self._next())
        for _ in range(self._depth):
            self._found.append(Close(self._at, self._at))
        return self._found, self._problems

    def _next(self) -> Lexeme:  # noqa: PLR0911 - one case for each kind
        start, first = self._at, self._text[self._at]
        if first == "(" and self._may_open():
            self._depth += 1
            self._at += 1
            return Open(start, self._at)
        if first == ")" and self._depth:
            self._depth -= 1
            self._at += 1
            return Close(start, self._at)
        if bar := _OR.match(self._text, start):
            self._at = bar.end()
            return Or(start, self._at)
        if minus := _MINUS.match(self._text, start):
            self._at = minus.end()
            return Minus(start, self._at)
        if first in _CLOSERS:
            return Quoted(text=self._quotation(), start=start, end=self._at)
        if weight := _WEIGHT.match(self._text, start):
            return self._weighted(start, weight)
        if key := _KEY.match(self._text, start):
            operator = self._operator(start, key.group())
            if operator is not None:
                return operator
        return self._word(start)

    def _may_open(self) -> bool:
        if self._depth < MOST_BRACKETS:
            return True
        if not self._problems:
            sentence = f"Brackets can be {MOST_BRACKETS} deep; those further in are left to meaning."
            self._problems.append(Problem(self._at, self._at + 1, sentence))
        return False

    def _quotation(self) -> str:
        """Reads a quotation; a doubled " is one inside it."""
        opener = self._text[self._at]
        closers = _CLOSERS[opener]
        self._at += 1
        pieces: list[str] = []
        begin = self._at
        while self._at < len(self._text):
            if self._text[self._at] not in closers:
                self._at += 1
                continue
            pieces.append(self._text[begin : self._at])
            self._at += 1
            if opener == '"' and self._text.startswith('"', self._at):
                begin = self._at
                self._at += 1
                continue
            begin = self._at
            break
        else:
            pieces.append(self._text[begin:])
        return SPACE.sub(" ", "".join(pieces)).strip()

    def _weighted(self, start: int, weight: re.Match[str]) -> Lexeme:
        self._at = weight.end()
        words = self._quotation() if self._text[self._at] in _CLOSERS else self._bare().rstrip(",;")
        return Weighted(text=words, weight=float(weight.group(1).replace(",", ".")), start=start, end=self._at)

    def _operator(self, start: int, typed_key: str) -> Operator | None:
        key = folded(typed_key)
        after = start + len(typed_key) + 1
        if not self._knows(key) and (not key[:1].isalpha() or self._text[after : after + 1] in ("/", "\\")):
            return None  # 10:30, https://…
        if len(key) == 1 and self._text.startswith("\\", after):
            return None  # C:\Photos
        self._at = after
        quoted = self._quotation() if self._text[after : after + 1] in set(_CLOSERS) else None
        rest = self._bare()
        others = []
        while quoted is None and rest and (bar := _ANOTHER_VALUE.match(self._text, self._at)):
            self._at = bar.end()
            others.append(self._bare().rstrip(",;"))
        rest = rest.rstrip(",;")
        others = [each for each in others if each]
        return Operator(start, self._at, key, typed_key, quoted, rest, tuple(others))

    def _bare(self) -> str:
        """Reads up to a space, a bar, or the bracket that closes a group."""
        start, inside = self._at, 0
        while self._at < len(self._text):
            if plain := _BARE.match(self._text, self._at):
                self._at = plain.end()
                continue
            each = self._text[self._at]
            if each not in "()" or (each == ")" and not inside and self._depth):
                break
            inside = inside + 1 if each == "(" else max(inside - 1, 0)
            self._at += 1
        return self._text[start : self._at]

    def _word(self, start: int) -> Lexeme:
        bare = self._bare()
        if bare == "OR":
            return Or(start, self._at)
        if bare == "NOT":
            return Minus(start, self._at)
        return word_at(bare, start)
