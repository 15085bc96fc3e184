"""Finding photos by their texts: captions, tags, places, file names, and what is written in the picture.

The full-text tables tell which photos hold a word, whatever its case, accents and ending. What counts is how much of
the query a photo's texts hold, each word by how rare it is: one common word of four says next to nothing, a number
plate says it all.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from photorag.core.folding import as_indexed, folded, storable
from photorag.core.query import Source, Words
from photorag.search.tokens import SHORTEST_PIECE, WORD, Token, is_unspaced, tokens_of
from photorag.store.columns import Columns
from photorag.store.reader import Reader

# The names of folders and places are about many photos, and often about none of them in particular: not all that was
# taken near Bondi Beach shows a beach. They count for less than what is said of one photo; at three quarters a full
# match can still be a likely one, and no more than that. Who asks for "bondi beach" means the place.
_ABOUT_MANY_SHARE = 0.75
# "cat" as the beginning of "cathedral" or a part of "location" is a hint at most, and the shorter it is the more likely
# there by chance; half a number plate is a find, but three digits stand in many a camera's file names.
_SHORT = 4
_SHORT_WITHIN, _LONG_WITHIN = 0.25, 0.5
_SHORTEST_TELLING_NUMBER = 4

Ids = NDArray[np.int64]
Rows = NDArray[np.int64]
_How = Literal["word", "beginning", "part"]
_Held = tuple[Rows, NDArray[np.float64], _How]


@dataclass(frozen=True, slots=True, eq=False)
class TextHits:
    """Over all rows of the columns, (n,) float32: ``coverage``, the share of the query's words that a photo's texts
    hold, each word by its rarity and weight; ``share``, the same with all words alike. The pieces of the
    query, by how they were looked for: whole ``words``, ``beginnings`` of words, ``parts`` of words. ``numbers_only``:
    all of them are number plates, file names and the like, which sight knows nothing of."""

    coverage: NDArray[np.float32]
    share: NDArray[np.float32]
    words: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    numbers_only: bool = False

    @classmethod
    def none(cls, count: int) -> TextHits:
        return cls(np.zeros(count, np.float32), np.zeros(count, np.float32))


def find(reader: Reader, columns: Columns, words: Sequence[Words]) -> TextHits:
    """How much of the words each photo's texts hold.

    A word counts by its inverse document frequency as BM25 has it: ln(1 + (N - n + 0.5) / (n + 0.5)) for a word in n
    of N photos (Robertson & Zaragoza 2009). One that no text holds counts too, against the others.
    """
    tokens = tokens_of(words)
    about_many = (Source.FOLDER,) if _name_a_place(columns, tokens) else (Source.FOLDER, Source.PLACE)
    total = len(columns)
    if not tokens or not total:
        return TextHits.none(total)
    coverage, share = np.zeros(total, np.float64), np.zeros(total, np.float64)
    all_rarity = all_weights = 0.0
    held: dict[_How, list[str]] = {"word": [], "beginning": [], "part": []}
    for token in tokens:
        rows, values, how = _rows_holding(reader, columns, token, about_many)
        held[how].append(token.text)
        rarity = math.log(1 + (total - len(rows) + 0.5) / (len(rows) + 0.5))
        coverage[rows] += token.weight * rarity * values
        share[rows] += token.weight * values
        all_rarity += token.weight * rarity
        all_weights += token.weight
    return TextHits(
        (coverage / all_rarity).astype(np.float32),
        (share / all_weights).astype(np.float32),
        tuple(held["word"]),
        tuple(held["beginning"]),
        tuple(held["part"]),
        all(token.has_long_number for token in tokens),
    )


def ids_containing(reader: Reader, text: str, *, inside: bool = False, prefix: bool = False) -> Ids:
    """Ids, ascending, of the items in one of whose texts these words follow one another, as `Contains` says. Endings
    are taken off as the words table does it: "invoices" finds "invoice"."""
    if not WORD.search(text):
        return np.empty(0, np.int64)
    where = f"{Source.INSIDE.value} : " if inside else ""
    found = reader.matching(f"{where}{quoted(text)}{' *' if prefix else ''}")
    if is_unspaced(text) and len(text.strip()) >= SHORTEST_PIECE:
        found = np.union1d(found, reader.matching(where + quoted(text.strip()), "pieces"))
    return found


def quoted(text: str) -> str:
    """Any text as an FTS5 string, which the table's own tokenizer takes apart: a phrase."""
    return '"' + as_indexed(storable(text)).replace('"', '""') + '"'


def _name_a_place(columns: Columns, tokens: Sequence[Token]) -> bool:
    """Whether they are, all together, the name of a place where photos were taken."""
    whole = " ".join(token.text for token in tokens)
    return any(
        whole == folded(name)
        for place in columns.places
        for name in (place.city, place.region, place.country, *place.others)
    )


def _rows_holding(reader: Reader, columns: Columns, token: Token, about_many: Sequence[Source]) -> _Held:
    """The rows whose texts hold this piece and how much that counts: as a word; else as the beginning of one where it
    may still be being typed; else, and numbers always, as a part of one."""
    phrase = quoted(token.text)
    within = _worth_within(token)
    how: _How = "word"
    rows, values = _rows_matching(reader, columns, about_many, phrase)
    if not len(rows) and token.last:
        rows, values = _rows_matching(reader, columns, about_many, f"{phrase} *")
        values *= within
        how = "beginning"
    if len(token.text) >= SHORTEST_PIECE and (token.has_digits or not len(rows)):
        more, more_values = _rows_matching(reader, columns, about_many, phrase, "pieces")
        more_values *= within
        new = ~np.isin(more, rows)
        rows, values = np.concatenate([rows, more[new]]), np.concatenate([values, more_values[new]])
        how = "part"
    return rows, values, how


def _worth_within(token: Token) -> float:
    """How much it counts that a text holds a longer word with this in it."""
    if token.has_digits:
        return 1.0 if len(token.text) >= _SHORTEST_TELLING_NUMBER else _LONG_WITHIN
    return _LONG_WITHIN if len(token.text) > _SHORT else _SHORT_WITHIN


def _rows_matching(
    reader: Reader,
    columns: Columns,
    about_many: Sequence[Source],
    expression: str,
    table: Literal["words", "pieces"] = "words",
) -> tuple[Rows, NDArray[np.float64]]:
    those = f"{{{' '.join(each.value for each in about_many)}}}"
    far = columns.rows_of(reader.matching(f"{those} : {expression}", table))
    # Leaving columns out costs as much again as the search itself, and these seldom hold the word.
    near = columns.rows_of(reader.matching(f"- {those} : {expression}" if len(far) else expression, table))
    far = far[~np.isin(far, near)]
    return np.concatenate([near, far]), np.repeat([1.0, _ABOUT_MANY_SHARE], [len(near), len(far)])
