"""The page of duplicates: looks for them when asked, shows the groups, hands on what is to be done."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photorag.core.library_types import DuplicateGroup, Item, Likeness
from photorag.qt.bridge import LibraryBridge, sentence
from photorag.qt.duplicates.card_list import CardList
from photorag.qt.duplicates.duplicates_runs import DuplicatesRuns
from photorag.qt.duplicates.state import DuplicatesState, LookPhase
from photorag.qt.grid.photo_model import PhotoModel
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.labels import plain_label
from photorag.qt.models.about import byte_size
from photorag.qt.models.palette_icons import IconButton
from photorag.qt.notice import NoticeBar
from photorag.qt.texts import duration, grouped, photos
from photorag.qt.theme import Theme

_TEXT_WIDTH = 760


class DuplicatesPage(QWidget):
    """Looks by itself the first time it appears."""

    left = Signal()
    open_wanted = Signal(int)
    trash_wanted = Signal(object)  # list[int]: to be asked about, then moved
    trash_confirmed = Signal(object)  # list[int]: the person has said yes here

    def __init__(
        self,
        bridge: LibraryBridge,
        runs: DuplicatesRuns,
        photo_model: PhotoModel,
        thumbnails: ThumbnailLoader,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Duplicates"))
        self._bridge, self._runs = bridge, runs
        self._state = runs.state
        self.back = IconButton("arrow-left", self.tr("Back"), side=20)
        self.back.clicked.connect(self.left)
        self.notice = NoticeBar(theme)
        self.look_again = self._pill(self.tr("Look again"), runs.start)
        self.trash_all = self._pill(self.tr("Move exact copies to the trash…"), self.ask_trash_all)
        self.cancel = self._pill(self.tr("Cancel"), runs.cancel)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How far looking for duplicates has come"))
        self.pace = plain_label("meta", wrap=False)
        self.progress = QWidget()
        self.empty = QWidget()
        self.empty_title = plain_label("section")
        self.empty_text = plain_label("muted")
        self._kinds = QButtonGroup(self)
        self.filters: dict[Likeness | None, QPushButton] = {
            kind: self._filter(kind) for kind in (None, Likeness.EXACT, Likeness.NEAR, Likeness.BURST)
        }
        self.filters[None].setChecked(True)
        self._filters = QWidget()
        self.list = CardList(self._head(), photo_model, thumbnails, theme)
        self.list.open_wanted.connect(self.open_wanted)
        self.list.trash_wanted.connect(self.trash_wanted)
        self.list.dismiss_wanted.connect(runs.dismiss)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        runs.changed.connect(self.show_state)
        self.show_state(runs.state)

    @property
    def kind(self) -> Likeness | None:
        """What the page is narrowed to."""
        return next(kind for kind, button in self.filters.items() if button.isChecked())

    @Slot(object)
    def show_state(self, state: DuplicatesState) -> None:
        self._state = state
        counts = {kind: sum(each.likeness is kind for each in state.groups) for kind in Likeness}
        for kind, button in self.filters.items():
            number = len(state.groups) if kind is None else counts[kind]
            button.setText(self.tr("{kind}  {number}").format(kind=_kind_name(kind), number=grouped(number)))
            button.setAccessibleName(self.tr("{kind}, {number}").format(kind=_kind_name(kind), number=grouped(number)))
            button.setMinimumWidth(_bold_width(button) + 28)  # the chosen one is bold
        self._filters.setVisible(bool(state.groups))
        self.trash_all.setVisible(counts[Likeness.EXACT] > 0)
        self.look_again.setVisible(not state.busy)
        unseen = state.phase in (LookPhase.NEW, LookPhase.STOPPED)
        self.look_again.setText(self.tr("Look for duplicates") if unseen else self.tr("Look again"))
        self._show_progress(state)
        self._show_empty(state)
        if state.phase is LookPhase.FAILED:
            self.notice.say(state.sentence)
        elif state.busy:
            self.notice.hide()
        self._show_groups()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._state.phase is LookPhase.NEW:
            self._runs.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focus_first(self) -> None:
        self.back.setFocus()

    # -- all exact copies at once

    @Slot()
    def ask_trash_all(self) -> None:
        """Asks with numbers: how many photos would go, and how much space that frees."""
        kept = {group: self.list.kept(group) for group in self._state.groups if group.likeness is Likeness.EXACT}
        everything = [item for group in kept for item in group.items]

        def counted(future: Future[dict[int, Item]]) -> None:
            if (error := future.exception()) is not None:
                self.notice.say(sentence(error))
                return
            wanted = [each for group, keep in kept.items() for each in _spare(group, keep, future.result())]
            groups = sum(bool(_spare(group, keep, future.result())) for group, keep in kept.items())
            self._confirm([each.id for each in wanted], sum(each.size for each in wanted), groups)

        self._bridge.read(lambda reader: reader.items(everything), counted)

    def _confirm(self, wanted: list[int], size: int, groups: int) -> None:
        if not wanted:
            self.notice.tell(self.tr("None of these copies can be moved now: their folders are offline."))
            return
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Move {} to the trash?").format(photos(len(wanted))))
        box.setInformativeText(
            self.tr(
                "These are exact copies. Of each, one photo stays where it is: {kept}. This frees {size} once the "
                "trash is emptied; until then they can be brought back from there."
            ).format(kept=photos(groups), size=byte_size(size))
        )
        move = box.addButton(self.tr("Move to trash"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole))
        move.clicked.connect(lambda: self.trash_confirmed.emit(wanted))
        box.open()

    # -- inside

    @Slot()
    def _show_groups(self, *_: object) -> None:
        kind = self.kind
        self.list.replace([each for each in self._state.groups if kind in (None, each.likeness)])

    def _show_progress(self, state: DuplicatesState) -> None:
        self.progress.setVisible(state.busy)
        self.cancel.setEnabled(state.phase is not LookPhase.STOPPING)
        self.cancel.setText(self.tr("Stopping…") if state.phase is LookPhase.STOPPING else self.tr("Cancel"))
        reading = state.phase is LookPhase.READING and state.total > 0
        self.bar.setRange(0, state.total if reading else 0)
        self.bar.setValue(state.done if reading else 0)
        if reading:
            text = self.tr("{done} of {total} photos looked at").format(
                done=grouped(state.done), total=grouped(state.total)
            )
            if state.seconds_left is not None:
                text = self.tr("{so_far} · {time} left").format(so_far=text, time=duration(state.seconds_left))
            self.pace.setText(text)
        else:
            self.pace.setText(self.tr("Comparing…") if state.phase is LookPhase.COMPARING else "")

    def _show_empty(self, state: DuplicatesState) -> None:
        self.empty.setVisible(not state.groups and not state.busy)
        if state.phase is LookPhase.FOUND:
            self.empty_title.setText(self.tr("No duplicates found"))
            self.empty_text.setText(self.tr("Every photo in your library is one of its kind."))
        else:
            self.empty_title.setText(self.tr("Not looked for yet"))
            self.empty_text.setText(self.tr("Looking takes a while the first time, and seconds after that."))

    def _filter(self, kind: Likeness | None) -> QPushButton:
        button = QPushButton()
        button.setProperty("kind", "place")
        button.setCheckable(True)
        self._kinds.addButton(button)
        button.clicked.connect(self._show_groups)
        return button

    def _pill(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", "pill")
        button.clicked.connect(act)
        return button

    def _head(self) -> QWidget:
        head = QWidget()
        title = QHBoxLayout()
        title.setSpacing(8)
        title.addWidget(self.back)
        title.addWidget(plain_label("big", self.tr("Duplicates"), wrap=False))
        title.addStretch(1)
        title.addWidget(self.trash_all)
        title.addWidget(self.look_again)
        explain = plain_label(
            "muted",
            self.tr(
                "Photos that are the same, or nearly. The one marked “Keep” is a suggestion: click another to keep "
                "that one. Nothing goes to the trash before you say so."
            ),
        )
        explain.setMaximumWidth(_TEXT_WIDTH)
        sentences = QHBoxLayout()  # in a row, which asks for the height at the width that the text gets
        sentences.addWidget(explain, 100)
        sentences.addStretch(1)
        kinds = QHBoxLayout(self._filters)
        kinds.setContentsMargins(0, 0, 0, 0)
        kinds.setSpacing(4)
        for button in self.filters.values():
            kinds.addWidget(button)
        kinds.addStretch(1)
        pace = QHBoxLayout()
        pace.addWidget(self.pace, 1)
        pace.addWidget(self.cancel)
        progress = QVBoxLayout(self.progress)
        progress.setContentsMargins(0, 0, 0, 0)
        progress.addWidget(self.bar)
        progress.addLayout(pace)
        empty = QVBoxLayout(self.empty)
        empty.setContentsMargins(0, 48, 0, 0)
        for label in (self.empty_title, self.empty_text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            empty.addWidget(label)
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 28, 0, 12)
        column.setSpacing(12)
        column.addLayout(title)
        column.addLayout(sentences)
        for widget in (self.notice, self.progress, self._filters, self.empty):
            column.addWidget(widget)
        return head


def _bold_width(button: QPushButton) -> int:
    font = QFont(button.font())
    font.setWeight(QFont.Weight.DemiBold)
    return QFontMetrics(font).horizontalAdvance(button.text())


def _spare(group: DuplicateGroup, kept: int, items: dict[int, Item]) -> list[Item]:
    """The photos of a group that may go: what stays must be there, on a disk that is at hand, and still the same as
    those that go, one of which may have been edited since they were compared."""
    stays = items.get(kept)
    if stays is None or stays.offline:
        return []
    others = (items[each] for each in group.items if each != kept and each in items)
    return [each for each in others if not each.offline and each.content == stays.content]


def _kind_name(kind: Likeness | None) -> str:
    return {
        None: QCoreApplication.translate("duplicates", "All"),
        Likeness.EXACT: QCoreApplication.translate("duplicates", "Exact copies"),
        Likeness.NEAR: QCoreApplication.translate("duplicates", "Near copies"),
        Likeness.BURST: QCoreApplication.translate("duplicates", "Bursts"),
    }[kind]
