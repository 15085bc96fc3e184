"""Photos in the order a search asks for."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from photorag.core.folding import folded
from photorag.core.query import Order
from photorag.store.columns import NO_DATE, Columns
from photorag.store.reader import Reader

Rows = NDArray[np.int64]
_DIGITS = re.compile(r"(\d+)")


def in_order(rows: Rows, order: Order, columns: Columns, reader: Reader) -> Rows:
    """Rows of the columns, sorted; equal ones by date, the newest first, and those of no date last. `Order.MATCH` is
    the newest first here: where nothing is left to meaning, no match is better than another. Names go from A to Z with
    their numbers by value; the largest files and the best rated photos come first."""
    dated, items = columns.dated[rows], columns.items[rows]
    unknown = dated == NO_DATE
    if order is Order.OLDEST:
        return rows[np.lexsort((items, dated, unknown))]
    newest = rows[np.lexsort((-items, -np.where(unknown, 0, dated), unknown))]
    match order:
        case Order.SIZE:
            return newest[np.argsort(-columns.size[newest], kind="stable")]
        case Order.RATING:
            return newest[np.argsort(-columns.rating[newest].astype(np.int64), kind="stable")]
        case Order.NAME:
            found = reader.names(columns.items[newest].tolist())
            names = [found.get(item, "") for item in columns.items[newest].tolist()]
            return newest[sorted(range(len(names)), key=lambda at: name_key(names[at]))]
        case _:
            return newest


def name_key(name: str) -> tuple[tuple[int, str], ...]:
    """What names are sorted by: "IMG_9" comes before "IMG_10", "Äpfel" beside "Apfel"."""
    parts = _DIGITS.split(folded(name))
    # Text and numbers alternate, so that like is compared with like: an even place holds text, an odd one a number.
    return tuple((int(part), "") if at % 2 else (0, part) for at, part in enumerate(parts))
