"""The albums' part of the left column: a heading that folds it away, the rows, and the way to a new album."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from photorag.core.library_types import Album, Place, PlaceKind, SavedSearch
from photorag.qt.albums.album_list import AlbumList
from photorag.qt.albums.album_model import Entry
from photorag.qt.grid.dragging import drag_ids
from photorag.qt.icons import icon
from photorag.qt.places.place_button import SPACE, LineButton
from photorag.qt.theme import Theme

_CHEVRON, _PLUS, _FIRST = 12, 16, 18


class AlbumSection(QWidget):
    """Without an album or saved search only the way to make the first is shown."""

    place_wanted = Signal(object)  # Place
    search_wanted = Signal(object)  # SavedSearch
    new_wanted = Signal(object)  # the ids of photos to put into a new album: those dropped, or none
    add_wanted = Signal(object, object)  # Album, the ids of photos dropped on it
    rename_wanted = Signal(object, str)  # Album or SavedSearch, its new name
    delete_wanted = Signal(object)  # Album or SavedSearch
    update_wanted = Signal(object)  # SavedSearch: it is to search for what is searched for now
    folded = Signal(bool)  # by the person

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._folded = False
        self.heading = QPushButton(self.tr("ALBUMS"), self)
        self.heading.setProperty("kind", "heading")
        self.heading.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow comes after the word
        self.heading.setIconSize(QSize(_CHEVRON, _CHEVRON))
        self.new = QToolButton(self)
        self.new.setIconSize(QSize(_PLUS, _PLUS))
        self.new.setAccessibleName(self.tr("New album"))
        self.new.setToolTip(self.tr("New album…"))
        self.list = AlbumList(theme, self)
        self.first = LineButton(self.tr("New album…"), self)
        self.first.setProperty("kind", "link")
        self.first.setAccessibleName(self.tr("New album"))
        self._lay_out()
        self._connect(theme)
        self._dress()
        self.show_entries((), ())

    @property
    def is_folded(self) -> bool:
        return self._folded

    def show_entries(self, albums: Sequence[Album], searches: Sequence[SavedSearch]) -> None:
        """Brings the rows up to date; what is marked, and where the keyboard is, stays."""
        self.list.show_entries(albums, searches)
        self._any = bool(albums or searches)
        self._arrange()

    def fold(self, folded: bool) -> None:
        """Shows the heading alone, or the rows as well."""
        self._folded = folded
        self._arrange()
        self._dress()

    def show_present(self, search: SavedSearch | None) -> None:
        """The search that is shown now, which a saved one can be brought up to date with; None: a place is shown."""
        self.list.show_present(search)

    def mark(self, entry: tuple[type[Entry], int] | None) -> None:
        """Marks an album or a saved search, by kind and id, as where the person is."""
        self.list.mark(entry)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Photos dropped on what makes a new album go into that."""
        if isinstance(event, QDropEvent):  # entering and moving are such events too
            ids = drag_ids(event.mimeData())
            if ids:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.new_wanted.emit(ids)
                return True
        return super().eventFilter(watched, event)

    # -- inside

    def _arrange(self) -> None:
        for widget in (self.heading, self.new):
            widget.setVisible(self._any)
        self.list.setVisible(self._any and not self._folded)
        self.first.setVisible(not self._any)

    @Slot()
    def _toggle(self) -> None:
        self.fold(not self._folded)
        self.folded.emit(self._folded)

    @Slot(object)
    def _open(self, entry: Entry) -> None:
        if isinstance(entry, Album):
            self.place_wanted.emit(Place(PlaceKind.ALBUM, album=entry.id))
        else:
            self.search_wanted.emit(entry)

    @Slot()
    def _want_new(self) -> None:
        self.new_wanted.emit(())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list)
        column.addWidget(self.first)

    def _connect(self, theme: Theme) -> None:
        self.heading.clicked.connect(self._toggle)
        for button in (self.new, self.first):
            button.clicked.connect(self._want_new)
        for widget in (self.heading, self.new, self.first):
            widget.setAcceptDrops(True)
            widget.installEventFilter(self)
        self.list.open_wanted.connect(self._open)
        self.list.add_wanted.connect(self.add_wanted)
        self.list.rename_wanted.connect(self.rename_wanted)
        self.list.delete_wanted.connect(self.delete_wanted)
        self.list.update_wanted.connect(self.update_wanted)
        theme.changed.connect(self._dress)

    @Slot()
    def _dress(self) -> None:
        muted = self._theme.colour("muted")
        self.heading.setIcon(icon("chevron-right" if self._folded else "chevron-down", muted, _CHEVRON))
        name = self.tr("Albums, folded away") if self._folded else self.tr("Albums")
        self.heading.setAccessibleName(name)
        self.new.setIcon(icon("plus", muted, _PLUS))
        self.first.setIcon(icon("plus", self._theme.colour("accent_ink"), _FIRST, after=SPACE))
