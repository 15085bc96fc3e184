"""The search that is shown, as it can be kept: what of it is, which saved one is the same, and a name for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from photorag.core.library_types import SavedSearch
from photorag.core.query import Order, Query
from photorag.core.understanding import Parsed, PartKind
from photorag.qt.texts import tr
from photorag.store.albums import name_key

_LONGEST = 60  # of a suggested name, which stands in a narrow column
_SYNTAX = frozenset(':"()*')


def search_to_keep(parsed: Parsed, query: Query) -> SavedSearch:
    """``parsed`` is what was typed and chosen, ``query`` all that is searched by. It has no name and no id yet.

    The text is kept as the person put it: "last summer" is another one next year. An order chosen beside the text
    becomes part of it. Pictures from outside the library can't be kept (`outside_pictures`)."""
    text = " ".join(parsed.text.split())
    if query.order is not Order.MATCH and not any(part.kind is PartKind.ORDER for part in parsed.parts):
        text = f"{text} sort:{query.order.value}".strip()
    pictures = tuple(each.item for each in query.pictures if each.item is not None)
    return SavedSearch(0, "", text, pictures, query.like, query.unlike)


def outside_pictures(query: Query) -> int:
    """How many of its pictures are not photos of the library."""
    return sum(each.item is None for each in query.pictures)


def same_search(one: SavedSearch, other: SavedSearch) -> bool:
    """Whatever they are called."""
    return (one.text, one.pictures, one.like, one.unlike) == (other.text, other.pictures, other.like, other.unlike)


def can_be_kept(search: SavedSearch) -> bool:
    """There is something to search by."""
    return bool(search.text or search.pictures or search.like)


def suggested_name(text: str, chips: Sequence[str], pictures: Sequence[str]) -> str:
    """What was typed, where it reads like a name; else ``chips``, which say each part of it to a person. A search by
    pictures alone is called after the first of them."""
    readable = text if not _SYNTAX.intersection(text) and "-" not in text else ", ".join(chips)
    if not readable and pictures:
        readable = tr("Like {}").format(pictures[0])
    words = " ".join(readable.split())
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit(" ", 1)[0].rstrip(",") + "…"
    return words[:1].upper() + words[1:]


def free_name(name: str, taken: Iterable[str]) -> str:
    """The name, with a number behind it where it is taken."""
    keys = {name_key(each) for each in taken}
    if name_key(name) not in keys:
        return name
    return next(f"{name} {number}" for number in range(2, len(keys) + 3) if name_key(f"{name} {number}") not in keys)
