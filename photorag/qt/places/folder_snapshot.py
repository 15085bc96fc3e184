"""The folders of the library as a tree of plain values: who is below whom, with how many photos, under which name."""

# ruff: noqa: PTH119, PTH120
# Folders go by their path as text: making a `Path` costs too much for thousands of them at each look.

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from photorag.core.library_types import FolderCount, RootState, RootSummary

_DIGITS = re.compile(r"(\d+)")

SortKey = list[tuple[bool, int, str]]


class FolderSnapshot:
    """One look at the library; every path in it is text."""

    def __init__(self, roots: Sequence[RootSummary] = (), folders: Sequence[FolderCount] = ()) -> None:
        self.roots = {str(each.root.path): each for each in roots}
        self.items = {str(each.path): each.items for each in folders}
        self.items.update((path, each.items) for path, each in self.roots.items())
        self.parent: dict[str, str] = {}
        self.below: dict[str, list[str]] = {}
        self._names = Counter(map(_own_name, self.roots))
        for path in self.items:
            parent = None if path in self.roots else self._nearest(path)
            if parent is not None:
                self.parent[path] = parent
                self.below.setdefault(parent, []).append(path)

    def root_of(self, path: str) -> str | None:
        while path in self.parent:
            path = self.parent[path]
        return path if path in self.roots else None

    def name(self, path: str) -> str:
        """A folder's own name; with the one it is in where two roots are called the same."""
        own = _own_name(path)
        around = _own_name(os.path.dirname(path))
        return f"{own} ({around})" if path in self.roots and self._names[own] > 1 else own

    def is_offline(self, path: str) -> bool:
        root = self.root_of(path)
        return root is not None and self.roots[root].root.state is RootState.OFFLINE

    def failures(self, path: str) -> int:
        root = self.roots.get(path)
        return root.failures if root else 0

    def _nearest(self, path: str) -> str | None:
        """The folder of the library that this one is in."""
        above = os.path.dirname(path)
        while above not in self.items:
            path, above = above, os.path.dirname(above)
            if above == path:
                return None
        return above


def sort_key(name: str) -> SortKey:
    """As a person sorts names: numbers by their value, capitals and accents beside the plain letters."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in _DIGITS.split(plain)]


def _own_name(path: str) -> str:
    return os.path.basename(path) or path
