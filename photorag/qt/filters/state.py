"""What is searched for, as text: what the person types, and terms chosen in menus.

The text is the truth: each chip is a part of it, and taking out or editing a chip changes it. Typed text and terms are
understood one by one, so that an open quotation or an "or" in the typed text never swallows a term.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QObject, Signal, Slot

from photorag.core.filters import Not
from photorag.core.query import Order, Query
from photorag.core.understanding import Parsed, Part, PartKind, Problem, Vocabulary

Parse = Callable[[str, Vocabulary, date], Parsed]

SLOTS = (PartKind.DATE, PartKind.PLACE, PartKind.CAMERA, PartKind.TYPE, PartKind.RATING)
"""Kinds that have a place of their own in the row, in its order."""
_UNSEEN = (PartKind.WORDS, PartKind.ORDER)  # the field and the sort menu show them


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text that was understood by itself. ``kind`` is None for the typed one; ``start`` is where it stands in all."""

    parsed: Parsed
    kind: PartKind | None
    start: int

    def parts(self) -> tuple[Part, ...]:
        return tuple(
            replace(part, start=part.start + self.start, end=part.end + self.start) for part in self.parsed.parts
        )

    def problems(self) -> tuple[Problem, ...]:
        return tuple(
            replace(problem, start=problem.start + self.start, end=problem.end + self.start)
            for problem in self.parsed.problems
        )


class FilterState(QObject):
    """Lives on the GUI thread; understanding a text takes less than a millisecond."""

    changed = Signal(object)  # Parsed: the whole text, typed and chosen, with its order
    typed_changed = Signal(str)  # a chip changed the typed text: the field is to show it

    def __init__(self, parse: Parse, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parse = parse
        self._vocabulary = Vocabulary()
        self._typed = ""
        self._terms: dict[PartKind, str] = {}
        self._order: Order | None = None
        self._pieces: tuple[_Piece, ...] = ()
        self.parsed = Parsed("", Query())

    # -- what there is

    @property
    def typed(self) -> str:
        return self._typed

    @property
    def terms(self) -> str:
        """What was chosen in menus, in the query language."""
        return " ".join(self._terms.values())

    @property
    def order(self) -> Order:
        return self.parsed.query.order

    def slot(self, kind: PartKind) -> tuple[Part, ...]:
        """The parts that the chip of a kind stands for: its term's, or else the first typed part that is one. What
        must not be is no answer to "where" or "when": it has a chip of its own."""
        for piece in self._pieces:
            if piece.kind is kind:
                return piece.parts()
        typed = (part for part in self._typed_parts() if part.kind is kind and not isinstance(part.filter, Not))
        return tuple(part for _, part in zip(range(1), typed, strict=False))

    def extras(self) -> tuple[Part, ...]:
        """All other parts that have a chip, as they stand in the text."""
        shown = {part.start for kind in SLOTS for part in self.slot(kind)}
        return tuple(part for part in self.parsed.parts if part.kind not in _UNSEEN and part.start not in shown)

    def filters(self) -> tuple[Part, ...]:
        """All parts with a chip, those in the slots first."""
        return (*(part for kind in SLOTS for part in self.slot(kind)), *self.extras())

    def is_typed(self, part: Part) -> bool:
        return part.end <= len(self._typed)

    def words_of(self, part: Part) -> str:
        """A part of the typed text as it was typed."""
        return self._typed[part.start : part.end]

    def beside(self, kind: PartKind) -> Query:
        """The search without its parts of a kind: what the counts in that kind's menu go by."""
        terms = [text for each, text in self._terms.items() if each is not kind]
        return self._compose(_cut(self._typed, self._replaced_by(kind)), terms).query

    def understand(self, text: str) -> Parsed:
        """A text by itself, e.g. a date typed into a menu."""
        return self._parse(text, self._vocabulary, date.today())

    # -- changes

    def set_vocabulary(self, vocabulary: Vocabulary) -> None:
        """What there is in the library: from now on phrases can mean it."""
        if vocabulary != self._vocabulary:
            self._vocabulary = vocabulary
            self._update()

    @Slot(str)
    def set_typed(self, text: str) -> None:
        """The field's text, after each key."""
        if text != self._typed:
            self._typed = text
            self._update()

    def set_term(self, kind: PartKind, text: str | None) -> None:
        """What is chosen in the menu of a kind, in the query language; it takes the place of what was typed of that
        kind. None or "" takes out both."""
        typed = _cut(self._typed, self._replaced_by(kind))
        if text:
            self._terms[kind] = text
        else:
            self._terms.pop(kind, None)
        self._set(typed)

    def remove(self, part: Part) -> None:
        """Takes a part out of the text, wherever it stands."""
        self.replace(part, "")

    def replace(self, part: Part, text: str) -> None:
        """Puts a text where a part stands; in a term chosen in a menu, that menu's chip shows it."""
        text = text.strip()
        if self.is_typed(part):
            self._set(_squeezed(f"{self._typed[: part.start]} {text} {self._typed[part.end :]}"))
            return
        for piece in self._pieces:
            if piece.kind is not None and piece.start <= part.start < piece.start + len(piece.parsed.text):
                term, start, end = piece.parsed.text, part.start - piece.start, part.end - piece.start
                rest = _squeezed(f"{term[:start]} {text} {term[end:]}")
                if rest:
                    self._terms[piece.kind] = rest
                else:
                    del self._terms[piece.kind]
                self._update()
                return

    def set_order(self, order: Order) -> None:
        """It counts until `forget_order`; an order that was typed gives way to it."""
        self._order = order
        self._set(_cut(self._typed, [part for part in self._typed_parts() if part.kind is PartKind.ORDER]))

    @Slot()
    def forget_order(self) -> None:
        """The search is left: the next one begins with its best match."""
        if self._order is not None:
            self._order = None
            self._update()

    @Slot()
    def clear_terms(self) -> None:
        """Takes out what was chosen in menus; the typed text stays."""
        if self._terms:
            self._terms.clear()
            self._update()

    @Slot()
    def clear(self) -> None:
        if self._typed or self._terms or self._order is not None:
            self._terms.clear()
            self._order = None
            self._set("")

    # -- inside

    def _typed_parts(self) -> Sequence[Part]:
        return self._pieces[0].parsed.parts if self._pieces else ()

    def _replaced_by(self, kind: PartKind) -> list[Part]:
        """The typed parts whose place a choice in the menu of a kind takes."""
        return [part for part in self._typed_parts() if part.kind is kind and not isinstance(part.filter, Not)]

    def _set(self, typed: str) -> None:
        told = typed != self._typed
        self._typed = typed
        self._update()
        if told:
            self.typed_changed.emit(typed)

    def _update(self) -> None:
        before = self.parsed
        self.parsed = self._compose(self._typed, list(self._terms.values()), keep=True)
        if self.parsed != before:
            self.changed.emit(self.parsed)

    def _compose(self, typed: str, terms: Sequence[str], *, keep: bool = False) -> Parsed:
        """All texts as one: both must hold. ``keep``: remembers the pieces, for `slot` and `replace`."""
        pieces, start = [], 0
        kinds: tuple[PartKind | None, ...] = (None, *self._terms) if keep else (None,) * (len(terms) + 1)
        for kind, text in zip(kinds, (typed, *terms), strict=True):
            pieces.append(_Piece(self.understand(text), kind, start))
            start += len(text) + 1 if text else 0
        if keep:
            self._pieces = tuple(pieces)
        query = pieces[0].parsed.query
        ordered = any(part.kind is PartKind.ORDER for part in pieces[0].parsed.parts)
        for piece in pieces[1:]:
            query = _both(query, piece.parsed.query)
        if self._order is not None and not ordered:
            query = replace(query, order=self._order)
        return Parsed(
            " ".join(text for text in (typed, *terms) if text),
            query,
            tuple(part for piece in pieces for part in piece.parts()),
            tuple(problem for piece in pieces for problem in piece.problems()),
        )


def _both(first: Query, second: Query) -> Query:
    """`Query.joined_with`, also where both have alternatives."""
    if first.alternatives and second.alternatives:
        pairs = tuple(one.joined_with(other) for one in first.joined() for other in second.joined())
        return Query(alternatives=pairs, order=first.order)
    return replace(first.joined_with(second), alternatives=first.alternatives or second.alternatives)


def _cut(text: str, parts: Sequence[Part]) -> str:
    """The text without some of its parts."""
    if not parts:
        return text
    for part in sorted(parts, key=lambda each: each.start, reverse=True):
        text = f"{text[: part.start]} {text[part.end :]}"
    return _squeezed(text)


def _squeezed(text: str) -> str:
    return " ".join(text.split())
