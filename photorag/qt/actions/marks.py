"""Favourites, tags, and what is in which album, with undo.

A change goes to the library behind the scenes, one after the other, so that what is asked for second also happens
second. What enters the history is what the library really changed: undoing it restores exactly that.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QUndoCommand, QUndoStack

from photorag.core.library_types import Album
from photorag.library import Library
from photorag.qt.bridge import LibraryBridge, sentence, was_cancelled
from photorag.qt.texts import grouped, tr

_KEPT = 200


class MarkKind(Enum):
    FAVOURITE = "favourite"
    NO_FAVOURITE = "no favourite"
    TAG = "tag"
    NO_TAG = "no tag"
    ALBUM = "album"
    NO_ALBUM = "no album"


_OPPOSITE = {
    MarkKind.FAVOURITE: MarkKind.NO_FAVOURITE,
    MarkKind.NO_FAVOURITE: MarkKind.FAVOURITE,
    MarkKind.TAG: MarkKind.NO_TAG,
    MarkKind.NO_TAG: MarkKind.TAG,
    MarkKind.ALBUM: MarkKind.NO_ALBUM,
    MarkKind.NO_ALBUM: MarkKind.ALBUM,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A change of photos' marks. ``tag`` belongs to the two tag kinds, ``album`` to the two album kinds."""

    kind: MarkKind
    ids: tuple[int, ...]
    tag: str = ""
    album: Album | None = None

    @property
    def opposite(self) -> Mark:
        return replace(self, kind=_OPPOSITE[self.kind])

    def apply(self, library: Library) -> Mark:
        """Changes the library; returns itself with the ids that were really changed."""
        if self.kind in (MarkKind.FAVOURITE, MarkKind.NO_FAVOURITE):
            changed = library.set_favourite(self.ids, self.kind is MarkKind.FAVOURITE)
        elif self.kind is MarkKind.TAG:
            changed = library.add_tag(self.ids, self.tag)
        elif self.kind is MarkKind.NO_TAG:
            changed = library.remove_tag(self.ids, self.tag)
        else:
            assert self.album is not None
            change = library.albums.add if self.kind is MarkKind.ALBUM else library.albums.remove
            changed = change(self.album.id, self.ids)
        return replace(self, ids=tuple(changed))


def describe(mark: Mark) -> str:
    """A mark as the history names it, to stand after "Undo:"."""
    number = len(mark.ids)
    one, many = {
        MarkKind.FAVOURITE: (tr("favourite 1 photo"), tr("favourite {} photos")),
        MarkKind.NO_FAVOURITE: (tr("remove 1 favourite"), tr("remove {} favourites")),
        MarkKind.TAG: (tr("tag 1 photo “{tag}”"), tr("tag {} photos “{tag}”")),
        MarkKind.NO_TAG: (tr("remove tag “{tag}” from 1 photo"), tr("remove tag “{tag}” from {} photos")),
        MarkKind.ALBUM: (tr("add 1 photo to “{album}”"), tr("add {} photos to “{album}”")),
        MarkKind.NO_ALBUM: (tr("remove 1 photo from “{album}”"), tr("remove {} photos from “{album}”")),
    }[mark.kind]
    album = mark.album.name if mark.album else ""
    return (one if number == 1 else many).format(grouped(number), tag=mark.tag, album=album)


class Marks(QObject):
    """Lives on the GUI thread. ``marked`` and ``unchanged`` follow a change that was asked for, not its undoing."""

    marked = Signal(object)  # a Mark, with the ids that changed
    unchanged = Signal(object)  # a Mark of whose photos none had to be changed
    undone = Signal(str)  # what, as `describe` says it
    trouble = Signal(str)

    def __init__(self, bridge: LibraryBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._waiting: deque[Callable[[], bool]] = deque()
        self._busy = False
        self._stack = QUndoStack(self)
        self._stack.setUndoLimit(_KEPT)
        self.undo_action = QAction(self)
        self.undo_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
        self.undo_action.triggered.connect(self.undo)
        self.redo_action = QAction(self)
        self.redo_action.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.redo_action.triggered.connect(self.redo)
        for action in (self.undo_action, self.redo_action):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._show_state()

    @property
    def quiet(self) -> bool:
        """Nothing is under way or waiting."""
        return not self._busy and not self._waiting

    def do(self, mark: Mark) -> None:
        if mark.ids:
            self._line_up(lambda: self._start(mark.apply, self._keep))

    def toggle_favourite(self, ids: Sequence[int]) -> None:
        """Favourites all, or removes all favourites where every photo is one when its turn has come."""
        wanted = tuple(ids)

        def apply(library: Library) -> Mark:
            all_are = all(item.favourite for item in library.items(wanted).values())
            return Mark(MarkKind.NO_FAVOURITE if all_are else MarkKind.FAVOURITE, wanted).apply(library)

        if wanted:
            self._line_up(lambda: self._start(apply, self._keep))

    @Slot()
    def undo(self) -> None:
        self._line_up(self._start_undo)

    @Slot()
    def redo(self) -> None:
        self._line_up(self._start_redo)

    def take_back(self, mark: Mark) -> None:
        """Undoes this very change (one that `marked` told of), whatever else was done since."""

        def start() -> bool:
            last = self._stack.command(self._stack.index() - 1) if self._stack.canUndo() else None
            if isinstance(last, _Command) and last.mark is mark:
                return self._start_undo()
            return self._start(mark.opposite.apply, self._keep)

        self._line_up(start)

    # -- one after the other

    def _line_up(self, start: Callable[[], bool]) -> None:
        """``start`` tells whether it has started something."""
        self._waiting.append(start)
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and not self._busy:
            start = self._waiting.popleft()
            self._busy = True
            self._busy = start()
        self._show_state()

    def _start(self, work: Callable[[Library], Mark], done: Callable[[Mark | None], None]) -> bool:
        """``done`` gets the mark as it was made, or None when the library refused; the trouble has been told then."""

        def handle(future: Future[Mark]) -> None:
            error = future.exception() if not future.cancelled() else None
            failed = future.cancelled() or error is not None
            if error is not None and not was_cancelled(error):
                self.trouble.emit(sentence(error))
            done(None if failed else future.result())
            self._busy = False
            self._go_on()

        self._bridge.call(work, handle)
        return True

    def _keep(self, mark: Mark | None) -> None:
        if mark is None:
            return
        if not mark.ids:
            self.unchanged.emit(mark)
            return
        self._stack.push(_Command(mark))
        self.marked.emit(mark)

    def _start_undo(self) -> bool:
        if not self._stack.canUndo():
            return False
        command = self._stack.command(self._stack.index() - 1)
        assert isinstance(command, _Command)
        self._stack.undo()

        def done(mark: Mark | None) -> None:
            if mark is None:
                command.setObsolete(True)
                self._stack.redo()  # which takes it off the stack
            else:
                self.undone.emit(describe(command.mark))

        return self._start(command.mark.opposite.apply, done)

    def _start_redo(self) -> bool:
        if not self._stack.canRedo():
            return False
        command = self._stack.command(self._stack.index())
        assert isinstance(command, _Command)
        self._stack.redo()

        def done(mark: Mark | None) -> None:
            if mark is None:
                command.setObsolete(True)
                self._stack.undo()

        return self._start(command.mark.apply, done)

    def _show_state(self) -> None:
        """Undo is also possible for what is still on its way: it waits its turn."""
        undo, redo = (text.replace("&", "&&") for text in (self._stack.undoText(), self._stack.redoText()))
        self.undo_action.setEnabled(self._stack.canUndo() or not self.quiet)
        self.undo_action.setText(self.tr("Undo: {}").format(undo) if undo else self.tr("Undo"))
        self.redo_action.setEnabled(self._stack.canRedo())
        self.redo_action.setText(self.tr("Redo: {}").format(redo) if redo else self.tr("Redo"))


class _Command(QUndoCommand):
    """A step of the history. The library is changed by `Marks`, which can wait for it; the stack keeps the order."""

    def __init__(self, mark: Mark) -> None:
        super().__init__(describe(mark))
        self.mark = mark
