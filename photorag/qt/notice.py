"""Lines that say what happened, what went wrong, or how far something is, without taking the window away.

What went wrong stays until it is dismissed; what went well leaves by itself. What is under way has a line of its own
with its progress, which nothing else takes away.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from photorag.qt.actions.task import Task
from photorag.qt.icons import icon
from photorag.qt.texts import grouped
from photorag.qt.theme import Theme

_SHOWN_MS = 8000
_LOOK_AGAIN_MS = 2000
_FLOATING_WIDTH = 560
_FLOATING_MARGIN = 24


class NoticeKind(Enum):
    INFO = "info"
    TROUBLE = "trouble"
    PROGRESS = "progress"


@dataclass(frozen=True, slots=True)
class NoticeAction:
    """A button of a notice, e.g. "Undo"."""

    text: str
    run: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Notice:
    text: str
    kind: NoticeKind = NoticeKind.INFO
    actions: tuple[NoticeAction, ...] = ()


class NoticeBar(QWidget):
    """Stands in a layout, or floats over the foot of a widget (`float_over`) so that nothing moves for it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._host: QWidget | None = None
        self._message = _Row(theme, self)
        self._message.hide()
        self.label = self._message.label
        self.dismiss = QToolButton(self._message)
        self.dismiss.setAccessibleName(self.tr("Dismiss this message"))
        self.dismiss.setToolTip(self.tr("Dismiss"))
        self.dismiss.clicked.connect(self.hide)
        self._message.line.addWidget(self.dismiss)
        self._tasks: dict[Task, _TaskRow] = {}
        self._actions: list[QPushButton] = []
        self._leaving = QTimer(self, singleShot=True)
        self._leaving.timeout.connect(self._leave)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        self._rows.addWidget(self._message)
        theme.changed.connect(self._dress)
        self._dress()
        super().setVisible(False)

    @Slot(str)
    def say(self, text: str) -> None:
        """Something went wrong, or needs doing."""
        self.show_notice(Notice(text, NoticeKind.TROUBLE))

    @Slot(str)
    def tell(self, text: str) -> None:
        """Something went well."""
        self.show_notice(Notice(text))

    @Slot(object)
    def show_notice(self, notice: Notice) -> None:
        icon_name = "check" if notice.kind is NoticeKind.INFO else "triangle-alert"
        self._message.say(notice.text, notice.kind, icon_name)
        for old in self._actions:
            old.hide()
            old.deleteLater()
        self._actions = [self._button(action) for action in notice.actions]
        self._message.show()
        self._message.announce()
        self._leaving.stop()
        if notice.kind is NoticeKind.INFO:
            self._leaving.start(_SHOWN_MS)
        self._settle()

    @Slot()
    def hide(self) -> None:
        """Takes the message away; what is under way stays."""
        self._leaving.stop()
        self._message.hide()
        self._settle()

    @Slot(object)
    def follow(self, task: Task) -> None:
        """Shows how far a task is, until it has finished."""
        row = _TaskRow(task, self._theme, self)
        self._tasks[task] = row
        self._rows.addWidget(row)
        task.finished.connect(self._task_finished)
        row.announce()
        self._settle()

    def float_over(self, host: QWidget) -> None:
        """From now on over the foot of ``host``, in the middle."""
        self._host = host
        self.setParent(host)
        host.installEventFilter(self)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 4)
        shadow.setColor(QColor(0, 0, 0, 70))
        self.setGraphicsEffect(shadow)
        self._settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return done

    def _button(self, action: NoticeAction) -> QPushButton:
        button = QPushButton(action.text, self._message)
        button.setProperty("kind", "notice")

        def clicked() -> None:
            self.hide()
            action.run()

        button.clicked.connect(clicked)
        self._message.line.insertWidget(self._message.line.indexOf(self.dismiss), button)
        button.show()
        return button

    @Slot()
    def _leave(self) -> None:
        """Not while somebody points at it, or has gone there by keyboard."""
        focus = self.window().focusWidget()
        if self._message.underMouse() or (focus is not None and self._message.isAncestorOf(focus) and focus.hasFocus()):
            self._leaving.start(_LOOK_AGAIN_MS)
        else:
            self.hide()

    @Slot()
    def _task_finished(self) -> None:
        task = self.sender()
        row = self._tasks.pop(task, None) if isinstance(task, Task) else None
        if row is not None:
            row.hide()
            row.deleteLater()
        self._settle()

    def _settle(self) -> None:
        self.setVisible(bool(self._tasks) or not self._message.isHidden())
        self._place()

    def _place(self) -> None:
        host = self._host
        if host is None or self.isHidden():
            return
        width = min(_FLOATING_WIDTH, host.width() - 2 * _FLOATING_MARGIN)
        height = self._rows.heightForWidth(width) if self._rows.hasHeightForWidth() else self.sizeHint().height()
        self.setGeometry((host.width() - width) // 2, host.height() - height - _FLOATING_MARGIN, width, height)
        self.raise_()

    @Slot()
    def _dress(self) -> None:
        self.dismiss.setIcon(icon("x", self._theme.colour("muted"), 16))


class _Row(QFrame):
    """A picture of its kind, a text, and room for buttons."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._theme = theme
        self._kind, self._icon = NoticeKind.INFO, "check"
        self._mark = QLabel(self)
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.line = QHBoxLayout()
        self.line.setSpacing(8)
        self.line.addWidget(self._mark)
        self.line.addWidget(self.label, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 8, 8, 8)
        self.column.addLayout(self.line)
        theme.changed.connect(self._dress)

    def say(self, text: str, kind: NoticeKind, icon_name: str) -> None:
        self._kind, self._icon = kind, icon_name
        self.label.setText(text)
        self.setAccessibleName(text)
        self.setProperty("kind", kind.value)
        self.style().unpolish(self)
        self.style().polish(self)
        self._dress()

    def announce(self) -> None:
        """Screen readers say it, though the focus stays where it is."""
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    @Slot()
    def _dress(self) -> None:
        colour = {NoticeKind.INFO: "ok", NoticeKind.TROUBLE: "accent_ink", NoticeKind.PROGRESS: "muted"}[self._kind]
        self._mark.setPixmap(icon(self._icon, self._theme.colour(colour), 18).pixmap(18))


class _TaskRow(_Row):
    """A task with its progress and the way to cancel it."""

    def __init__(self, task: Task, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.say(task.text, NoticeKind.PROGRESS, task.icon)
        self._count = QLabel(self)
        self._count.setProperty("kind", "meta")
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.cancel.setProperty("kind", "notice")
        self.cancel.clicked.connect(task.cancel)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(task.text)
        self.line.addWidget(self._count)
        self.line.addWidget(self.cancel)
        self.column.addWidget(self._bar)
        self.column.setContentsMargins(12, 8, 8, 12)
        task.progressed.connect(self._show_progress)
        task.cancelling.connect(self._show_cancelling)

    @Slot(int, int)
    def _show_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._count.setText(self.tr("{} of {}").format(grouped(done), grouped(total)))

    @Slot()
    def _show_cancelling(self) -> None:
        self.cancel.setEnabled(False)
        self.cancel.setText(self.tr("Stopping…"))
