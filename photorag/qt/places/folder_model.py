"""The folders as a tree for a view: built where it is opened, and brought up to date in place.

While thousands of photos are read the counts change twice a second. What is open, selected and scrolled to must stay,
so a new look at the library is told as the rows that came, went or changed.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from photorag.ingest.report import RootProgress
from photorag.qt.places.folder_snapshot import FolderSnapshot, SortKey, sort_key
from photorag.qt.places.overview import PlacesOverview
from photorag.qt.places.plain_tip import plain_tip
from photorag.qt.texts import grouped, photos

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Folder:
    """What a row shows. ``progress`` 0..1 while the folder is read; ``forgetting`` while it is being removed."""

    path: Path
    name: str
    items: int
    depth: int
    has_folders: bool
    offline: bool = False
    failures: int = 0
    progress: float | None = None
    forgetting: bool = False

    @property
    def is_root(self) -> bool:
        return self.depth == 0


@dataclass(slots=True, eq=False)
class _Node:
    """``children`` is None until somebody looks."""

    id: int
    path: str
    key: tuple[SortKey, str]
    parent: _Node | None
    row: int = 0
    shown: Folder | None = None
    children: list[_Node] | None = field(default=None, repr=False)


class FolderModel(QAbstractItemModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids = itertools.count()
        self._snapshot = FolderSnapshot()
        self._progress: dict[str, float] = {}
        self._forgetting: frozenset[str] = frozenset()
        self._top = _Node(next(self._ids), "", ([], ""), None, children=[])
        self._nodes = {self._top.id: self._top}

    # -- what is shown

    def show_overview(self, overview: PlacesOverview) -> None:
        self._snapshot = FolderSnapshot(overview.roots, overview.folders)
        self._update(self._top)

    def show_progress(self, roots: Sequence[RootProgress]) -> None:
        """Which roots are being read, and how far that is. Empty: none."""
        self._progress = {str(root.path): root.done / root.total for root in roots if root.done < root.total}
        self._tell_changes(self._top)

    def show_forgetting(self, folders: Sequence[Path]) -> None:
        """Which roots are on their way out of the library."""
        self._forgetting = frozenset(map(str, folders))
        self._tell_changes(self._top)

    def folder(self, index: Index) -> Folder:
        """What the row of a valid index shows."""
        node = self._node(index)
        if node.shown is None:
            node.shown = self._folder(node)
        return node.shown

    def index_of(self, path: Path) -> QModelIndex:
        """Where a folder is; an invalid index when it is not (or no longer) in the library."""
        steps, step = [], str(path)
        while step in self._snapshot.parent:
            steps.append(step)
            step = self._snapshot.parent[step]
        node = self._top
        for each in (step, *reversed(steps)):
            found = next((child for child in self._children(node) if child.path == each), None)
            if found is None:
                return QModelIndex()
            node = found
        return self._index(node)

    # -- for the view

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        children = self._children(self._node(parent))
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self._index(children[row])

    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        node = self._nodes.get(child.internalId()) if child.isValid() else None
        return self._index(node.parent) if node is not None and node.parent is not None else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._children(self._node(parent)))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        node = self._node(parent)
        if node.children is None and not self._snapshot.below.get(node.path):
            node.children = []  # the view has been told there are none: the first one must be announced
        return node.children is None or bool(node.children)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.folder(index).name
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join([str(self.folder(index).path), *self._notes(self.folder(index))]))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join([self.folder(index).name, *self._notes(self.folder(index))])
        return None

    # -- inside

    def _node(self, index: Index) -> _Node:
        return self._nodes[index.internalId()] if index.isValid() else self._top

    def _index(self, node: _Node) -> QModelIndex:
        return QModelIndex() if node is self._top else self.createIndex(node.row, 0, node.id)

    def _children(self, node: _Node) -> list[_Node]:
        if node.children is None:
            paths = self._snapshot.below.get(node.path, ())
            node.children = sorted((self._made(path, node) for path in paths), key=lambda each: each.key)
            _number(node.children)
        return node.children

    def _made(self, path: str, parent: _Node) -> _Node:
        node = _Node(next(self._ids), path, (sort_key(self._snapshot.name(path)), path), parent)
        self._nodes[node.id] = node
        return node

    def _update(self, node: _Node) -> None:
        """Brings what has been looked at below a node in line with the library."""
        if node.children is None:
            return
        wanted = set(self._snapshot.roots if node is self._top else self._snapshot.below.get(node.path, ()))
        for first, last in _runs([child.row for child in node.children if child.path not in wanted]):
            self._remove(node, first, last)
        missing = wanted.difference(child.path for child in node.children)
        if missing:
            self._insert(node, sorted((self._made(path, node) for path in missing), key=lambda each: each.key))
        self._tell_changes(node)
        for child in node.children:
            self._update(child)

    def _remove(self, node: _Node, first: int, last: int) -> None:
        assert node.children is not None
        self.beginRemoveRows(self._index(node), first, last)
        for gone in node.children[first : last + 1]:
            for each in _with_all_below(gone):
                del self._nodes[each.id]
        del node.children[first : last + 1]
        _number(node.children, first)
        self.endRemoveRows()

    def _insert(self, node: _Node, new: list[_Node]) -> None:
        """Rows that come to stand side by side are announced together."""
        assert node.children is not None
        for row, group in _groups(node.children, new):
            self.beginInsertRows(self._index(node), row, row + len(group) - 1)
            node.children[row:row] = group
            _number(node.children, row)
            self.endInsertRows()

    def _tell_changes(self, node: _Node) -> None:
        """Announces the rows right below a node that show something else than they did."""
        changed = []
        for child in node.children or ():
            if child.shown is not None and child.shown != (now := self._folder(child)):
                child.shown = now
                changed.append(child.row)
        for first, last in _runs(changed):
            self.dataChanged.emit(self.index(first, 0, self._index(node)), self.index(last, 0, self._index(node)))

    def _folder(self, node: _Node) -> Folder:
        path, snapshot = node.path, self._snapshot
        depth, above = 0, node.parent
        while above is not None and above.parent is not None:
            depth, above = depth + 1, above.parent
        return Folder(
            path=Path(path),
            name=snapshot.name(path),
            items=snapshot.items.get(path, 0),
            depth=depth,
            has_folders=bool(snapshot.below.get(path)),
            offline=snapshot.is_offline(path),
            failures=snapshot.failures(path),
            progress=self._progress.get(path),
            forgetting=path in self._forgetting,
        )

    def _notes(self, folder: Folder) -> Iterator[str]:
        """What there is to say of a folder, besides its name."""
        yield photos(folder.items)
        if folder.forgetting:
            yield self.tr("Being removed from PhotoRAG")
        if folder.offline and folder.is_root:
            yield self.tr("Not connected. Its photos stay searchable and come back when it is.")
        if folder.progress is not None:
            yield self.tr("Being read: {} %").format(int(folder.progress * 100))
        if folder.failures:
            yield self.tr("{} could not be read").format(grouped(folder.failures))


def _number(nodes: list[_Node], start: int = 0) -> None:
    for row in range(start, len(nodes)):
        nodes[row].row = row


def _with_all_below(node: _Node) -> Iterator[_Node]:
    yield node
    for child in node.children or ():
        yield from _with_all_below(child)


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Rising rows as first and last of each unbroken stretch, the last stretch first."""
    runs: list[tuple[int, int]] = []
    for row in reversed(rows):
        if runs and runs[-1][0] == row + 1:
            runs[-1] = (row, runs[-1][1])
        else:
            runs.append((row, row))
    return runs


def _groups(there: Sequence[_Node], new: Sequence[_Node]) -> list[tuple[int, list[_Node]]]:
    """New nodes by the row they come in at, the last row first: what is before it keeps its place."""
    keys = [node.key for node in there]
    rows = [(bisect.bisect(keys, node.key), node) for node in new]
    groups = itertools.groupby(rows, key=lambda pair: pair[0])
    return [(row, [node for _, node in group]) for row, group in groups][::-1]
