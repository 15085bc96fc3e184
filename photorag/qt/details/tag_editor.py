"""Tags as chips that can be taken off, and a line to put others on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from photorag.qt.details.flow_layout import FlowLayout
from photorag.qt.icons import icon
from photorag.qt.places.plain_tip import plain_tip
from photorag.qt.theme import Theme

LONGEST = 100
_FIELD_WIDTH = 132


@dataclass(frozen=True, slots=True)
class ShownTag:
    """``note`` says who has it when not all of the photos do: such a chip is drawn lighter."""

    tag: str
    note: str = ""


class TagChip(QFrame):
    removed = Signal(str)

    def __init__(self, shown: ShownTag, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tag")
        self.setProperty("partial", bool(shown.note))
        self.tag = shown.tag
        self._name = _ElidedLabel(shown.tag, self)
        self._name.setToolTip(shown.note)
        self.remove = QToolButton(self)
        self.remove.setIcon(icon("x", theme.colour("muted"), 12))
        self.remove.setIconSize(QSize(12, 12))
        self.remove.setToolTip(self.tr("Remove this tag"))
        self.remove.setAccessibleName(self.tr("Remove the tag {}").format(shown.tag))
        self.remove.clicked.connect(self._remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 1, 2, 1)
        row.setSpacing(2)
        row.addWidget(self._name)
        row.addWidget(self.remove)

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self.tag)


class _ElidedLabel(QLabel):
    """Shortens its text at the end; the tool tip then has it whole."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._whole = text
        self.setText(text)
        self.setMinimumWidth(12)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        if shown != self._whole and not self.toolTip():
            self.setToolTip(plain_tip(self._whole))


class _Field(QLineEdit):
    """Escape and losing the focus while empty put it away."""

    cancelled = Signal()

    def event(self, event: QEvent) -> bool:
        # Escape would otherwise reach the window's own shortcut.
        if event.type() == QEvent.Type.ShortcutOverride and _is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
            event.accept()  # Enter means "add this tag" here, and nothing further up

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and not self.text().strip():
            self.cancelled.emit()


class TagEditor(QWidget):
    """Shows tags at once as the person wants them; what the library makes of it comes back through `show_tags`.

    ``ask_known`` is called when tags are about to be typed; `know` then brings those to be offered.
    """

    add_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, theme: Theme, ask_known: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._ask_known = theme, ask_known
        self._shown: tuple[ShownTag, ...] = ()
        self.chips: list[TagChip] = []
        self.add_button = QPushButton(self.tr("+ add"), self)
        self.add_button.setProperty("kind", "tag")
        self.add_button.setAccessibleName(self.tr("Add a tag"))
        self.add_button.clicked.connect(self.begin)
        self.field = self._make_field()
        self._flow = FlowLayout(self)
        self._flow.addWidget(self.add_button)
        self._flow.addWidget(self.field)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._redraw)

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(each.tag for each in self._shown)

    def show_tags(self, shown: Sequence[ShownTag]) -> None:
        if tuple(shown) != self._shown:
            self._shown = tuple(shown)
            self._redraw()

    def know(self, tags: Sequence[str]) -> None:
        """Tags to offer while typing."""
        have = {tag.casefold() for tag in self.tags}
        self._known.setStringList([tag for tag in tags if tag.casefold() not in have])

    @Slot()
    def begin(self) -> None:
        """Opens the line to type in."""
        self._ask_known()
        self.add_button.hide()
        self.field.show()
        self.field.setFocus()

    @Slot()
    def cancel(self) -> None:
        had_focus = self.field.hasFocus()
        self.field.clear()
        self.field.hide()
        self.add_button.show()
        if had_focus:
            self.add_button.setFocus()

    # -- typing

    def _make_field(self) -> _Field:
        field = _Field(self)
        field.setObjectName("tagField")
        field.setAccessibleName(self.tr("New tag"))
        field.setPlaceholderText(self.tr("Tag"))
        field.setMaxLength(LONGEST * 20)  # several may be pasted at once
        field.setFixedWidth(_FIELD_WIDTH)
        field.hide()
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        field.setCompleter(completer)
        # Queued: the completer writes its choice into the line after it has told of it.
        completer.activated.connect(self._take_all, Qt.ConnectionType.QueuedConnection)
        field.returnPressed.connect(self._take_all)
        field.textEdited.connect(self._take_finished)
        field.cancelled.connect(self.cancel)
        return field

    @Slot()
    def _take_all(self) -> None:
        for part in self.field.text().split(","):
            self._add(part)
        self.field.clear()

    @Slot(str)
    def _take_finished(self, text: str) -> None:
        """A comma ends a tag."""
        if "," in text:
            *finished, rest = text.split(",")
            for part in finished:
                self._add(part)
            self.field.setText(rest.lstrip())

    def _add(self, text: str) -> None:
        tag = " ".join(text.split())[:LONGEST]
        having = next((each for each in self._shown if each.tag.casefold() == tag.casefold()), None)
        if not tag or (having is not None and not having.note):
            return
        others = tuple(each for each in self._shown if each is not having)
        self.show_tags((*others, ShownTag(having.tag if having else tag)))
        self.add_wanted.emit(having.tag if having else tag)

    @Slot(str)
    def _remove(self, tag: str) -> None:
        position = self.tags.index(tag)
        by_keyboard = self.chips[position].remove.hasFocus()
        self.show_tags(tuple(each for each in self._shown if each.tag != tag))
        if by_keyboard:  # or the focus would be lost with the chip
            following = self.chips[min(position, len(self.chips) - 1)].remove if self.chips else self.add_button
            following.setFocus()
        self.remove_wanted.emit(tag)

    # -- chips

    @Slot()
    def _redraw(self) -> None:
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [TagChip(each, self._theme, self) for each in self._shown]
        previous: QWidget = self.add_button  # its place in the order of the Tab key is where the chips go
        for position, chip in enumerate(self.chips):
            chip.removed.connect(self._remove)
            self._flow.insert(position, chip)
            chip.show()
            QWidget.setTabOrder(previous, chip.remove)
            previous = chip.remove
        if self.chips:
            QWidget.setTabOrder(previous, self.add_button)
        QWidget.setTabOrder(self.add_button, self.field)
        self.updateGeometry()


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
