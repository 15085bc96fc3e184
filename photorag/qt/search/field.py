"""The search field: words, pictures as chips, or both."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QToolButton, QWidget

from photorag.qt.icons import icon
from photorag.qt.search.chip import PictureChip
from photorag.qt.search.drops import MOST_PICTURES, QueryPicture, has_something
from photorag.qt.search.recent_popup import RecentPopup
from photorag.qt.search.words_edit import WordsEdit
from photorag.qt.theme import Theme

_HEIGHT = 48
_NARROWEST = 440
_WORDS_NEED = 180  # pixels, before anything else may take room


class SearchField(QFrame):
    """Tells what is searched for by signals; keeps nothing but what it shows."""

    words_changed = Signal(str)
    entered = Signal()
    pictures_changed = Signal(object)  # tuple[QueryPicture, ...]
    chip_made = Signal(object)  # a PictureChip that wants its image
    pasted = Signal(object)  # QMimeData with pictures or files: to search by these
    dropped = Signal(object)  # QMimeData: to search by these too
    went_down = Signal()
    stepped_out = Signal()  # Escape, and there is nothing left to take back
    forget_recent_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchField")
        self.setAcceptDrops(True)
        self.setFixedHeight(_HEIGHT)
        self._theme = theme
        self._chips: list[PictureChip] = []
        self._recent: tuple[str, ...] = ()
        self._dragging = False
        self.words = WordsEdit(self)
        self.words.setAccessibleName(self.tr("Search your photos by words"))
        self.words.setAcceptDrops(False)  # pictures are the field's to take, folders the window's
        self.words.setMinimumHeight(36)
        self._glass = QLabel(self)
        self.recent_button = QToolButton(self)
        self.recent_button.setAccessibleName(self.tr("Recent searches"))
        self.recent_button.setToolTip(self.tr("Recent searches"))
        self.recent_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Down and Alt+Down do the same
        self._hint = QLabel(self)
        self._hint.setProperty("kind", "meta")
        self._keys = QLabel(QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText), self)
        self._keys.setObjectName("keys")
        self._clear = QToolButton(self)
        self._clear.setAccessibleName(self.tr("Clear the search"))
        self._clear.setToolTip(self.tr("Clear the search"))
        self.popup = RecentPopup(theme, self)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.words)
        theme.changed.connect(self._dress)
        self._dress()
        self._refresh()

    @property
    def chips(self) -> tuple[PictureChip, ...]:
        return tuple(self._chips)

    @property
    def pictures(self) -> tuple[QueryPicture, ...]:
        return tuple(chip.picture for chip in self._chips)

    @Slot(object)
    def set_pictures(self, pictures: Sequence[QueryPicture]) -> None:
        """Takes the place of the pictures there are."""
        self._put(pictures)
        self.pictures_changed.emit(self.pictures)

    @Slot(object)
    def add_pictures(self, pictures: Sequence[QueryPicture]) -> None:
        """Puts them beside the pictures there are; when there are too many, the oldest go."""
        added = [picture for picture in dict.fromkeys(pictures) if picture not in self.pictures]
        if added:
            self.set_pictures((*self.pictures, *added)[-MOST_PICTURES:])

    def search_like(self, picture: QueryPicture) -> None:
        """This picture and nothing else."""
        self.words.blockSignals(True)
        self.words.clear()
        self.words.blockSignals(False)
        self.words_changed.emit("")
        self.set_pictures((picture,))

    def set_recent(self, searches: Sequence[str]) -> None:
        """What was searched for before, the latest first."""
        self._recent = tuple(searches)
        self._refresh()

    @Slot()
    def step_back(self) -> None:
        """Escape: first the words go, then the pictures, then the field says that it is to be left."""
        if self.words.text():
            self.words.clear()
        elif self._chips:
            self.set_pictures(())
        else:
            self.stepped_out.emit()

    @Slot()
    def clear(self) -> None:
        self._put(())
        self.words.clear()
        self.pictures_changed.emit(())
        self.words.setFocus()

    @Slot()
    def focus_words(self) -> None:
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    @Slot(str)
    def type_on(self, text: str) -> None:
        """A letter typed elsewhere is meant for the field: it goes to the end of the words."""
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.words.end(False)
        self.words.insert(text)

    @Slot()
    def show_recent(self) -> None:
        if self._recent:
            self.popup.pop_up(self._recent)

    # -- dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if has_something(event.mimeData()):
            event.acceptProposedAction()
            self._show_dragging(True)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_dragging(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_dragging(False)
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())

    def _show_dragging(self, dragging: bool) -> None:
        self._dragging = dragging
        self._mark("dragging", dragging)
        self._refresh()

    # -- inside

    def _connect(self) -> None:
        words = self.words
        words.textChanged.connect(self._words_changed)
        words.returnPressed.connect(self.entered)
        words.pasted.connect(self.pasted)
        words.escaped.connect(self.step_back)
        words.went_down.connect(self._down)
        words.recent_wanted.connect(self.show_recent)
        words.took_back.connect(self._take_back)
        words.focus_changed.connect(self._focus_changed)
        self._clear.clicked.connect(self.clear)
        self.recent_button.clicked.connect(self.show_recent)
        self.popup.chosen.connect(self._choose_recent)
        self.popup.forget_wanted.connect(self.forget_recent_wanted)
        self.popup.typed.connect(self.type_on)

    @Slot()
    def _down(self) -> None:
        """To the photos; with nothing in the field, to what was searched for before."""
        if self._empty and self._recent:
            self.show_recent()
        else:
            self.went_down.emit()

    @Slot(str)
    def _choose_recent(self, words: str) -> None:
        self.words.setFocus()
        self.words.setText(words)
        self.entered.emit()

    @Slot()
    def _take_back(self) -> None:
        if self._chips:
            self.set_pictures(self.pictures[:-1])

    @Slot(bool)
    def _focus_changed(self, focused: bool) -> None:
        self._mark("focused", focused)

    def _mark(self, name: str, on: bool) -> None:
        """For the style sheet."""
        self.setProperty(name, on)
        self.style().polish(self)

    def _put(self, pictures: Sequence[QueryPicture]) -> None:
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [PictureChip(picture, self._theme, self) for picture in pictures]
        before: QWidget = self.words
        first = self._row.indexOf(self.words)
        for number, chip in enumerate(self._chips):
            chip.removed.connect(self._remove)
            self._row.insertWidget(first + number, chip)
            chip.show()
            QWidget.setTabOrder(before, chip.remove_button)
            before = chip.remove_button
            self.chip_made.emit(chip)
        QWidget.setTabOrder(before, self._clear)
        self._refresh()

    @Slot(object)
    def _remove(self, chip: PictureChip) -> None:
        self.set_pictures(tuple(each.picture for each in self._chips if each is not chip))
        self.words.setFocus()

    @Slot(str)
    def _words_changed(self, words: str) -> None:
        self._refresh()
        self.words_changed.emit(words)

    @property
    def _empty(self) -> bool:
        return not self.words.text() and not self._chips

    def _refresh(self) -> None:
        """The words come first; the hint and the keys show where there is room beside them."""
        self.words.setPlaceholderText(self.tr("Add words, if you like") if self._chips else self.tr("Describe a photo"))
        self._hint.setText(
            self.tr("Drop to add to the search") if self._dragging else
            self.tr("Drop or paste a photo to search by picture")
        )  # fmt: skip
        self.recent_button.setVisible(bool(self._recent))
        self._clear.setVisible(not self._empty)
        shown = self.words.text() or self.words.placeholderText()
        room = self.width() - max(_WORDS_NEED, self.words.fontMetrics().horizontalAdvance(shown) + 24)
        spacing = self._row.spacing()
        fixed: list[QWidget] = [self._glass, *self._chips]
        fixed += [widget for widget in (self.recent_button, self._clear) if not widget.isHidden()]
        margins = self._row.contentsMargins()
        room -= margins.left() + margins.right() + sum(widget.sizeHint().width() + spacing for widget in fixed)
        for widget in (self._keys, self._hint):
            widget.ensurePolished()  # the style sheet gives it its font
            needs = widget.sizeHint().width() + spacing
            widget.setVisible(room >= needs)
            room -= needs

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 4, 12, 4)
        self._row.setSpacing(8)
        # Else the hint, while it is shown, would keep the field from getting too narrow for it.
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        glass = QHBoxLayout()
        glass.setSpacing(0)
        glass.addWidget(self._glass)
        glass.addWidget(self.recent_button)
        self._row.addLayout(glass)
        for widget in (self.words, self._hint, self._clear, self._keys):
            self._row.addWidget(widget, 1 if widget is self.words else 0, Qt.AlignmentFlag.AlignVCenter)

    @Slot()
    def _dress(self) -> None:
        muted = self._theme.colour("muted")
        self._glass.setPixmap(icon("search", muted, 18).pixmap(18))
        self._clear.setIcon(icon("x", muted, 16))
        self.recent_button.setIcon(icon("chevron-down", muted, 12))
        self.recent_button.setIconSize(QSize(12, 12))

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refresh()
