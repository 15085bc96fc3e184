"""Quiet pages: where there are no photos to show, a heading, a sentence, and often the way on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photorag.qt.details.flow_layout import FlowLayout
from photorag.qt.icons import icon as icon_of
from photorag.qt.labels import plain_label
from photorag.qt.models.palette_icons import IconLabel, muted

Action = Callable[[], object]
Choice = tuple[str, Action]

_ICON_SIDE = 32
_TEXT_WIDTH = 480
_SPACE = 4  # between a choice's cross and its words


class SentencePage(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._action: Action | None = None
        self.image = IconLabel(_ICON_SIDE, self)
        self.title, self.text = self._label("big"), self._label("muted")
        self.action = QPushButton(self)
        self.action.clicked.connect(self._act)
        self.action.hide()
        self.choices: list[QPushButton] = []
        self._row = QWidget(self)
        self._flow = FlowLayout(self._row, 8)
        inside = QWidget(self)
        inside.setMaximumWidth(_TEXT_WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(self.image, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(12)
        column.addWidget(self.title)
        column.addSpacing(4)
        column.addWidget(self.text)
        column.addSpacing(4)
        choices = QHBoxLayout()
        choices.addStretch(1)
        choices.addWidget(self._row, 100)
        choices.addStretch(1)
        column.addLayout(choices)
        column.addSpacing(12)
        column.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        row = QHBoxLayout(self)  # stretches, not alignment, which would ask for the height at the wrong width
        row.setContentsMargins(24, 24, 24, 24)
        row.addStretch(1)
        row.addWidget(inside, 100)
        row.addStretch(1)

    def say(
        self, title: str, text: str, action_text: str = "", action: Action | None = None, icon: str = "",
        choices: Sequence[Choice] = (),
    ) -> None:  # fmt: skip
        """``action`` is what the button does; without one there is no button. ``icon`` is a Lucide name. ``choices``
        are smaller buttons above it: what they say, and what they do."""
        self._action = action
        self._offer(choices)
        self.image.show_icon(icon)
        self.title.setText(title)
        self.text.setText(text)
        self.action.setText(action_text)
        self.action.setVisible(action is not None)
        self.setAccessibleName(f"{title}. {text}")

    def say_nothing_found(self, clear: Action, *, reading: bool = False, filters: Sequence[Choice] = ()) -> None:
        """``filters``: what each filter is called, and what takes it out."""
        more = self.tr("Photos are still being read: there may be more in a moment.")
        other = self.tr("Try other words, fewer of them, or a picture.")
        if len(filters) > 1:
            other = self.tr("No photo passes all filters. Take one out:")
        elif filters:
            other = self.tr("No photo passes this filter. Take it out:")
        text = more if reading else other
        self.say(self.tr("Nothing found"), text, self.tr("Clear the search"), clear, "search", filters)

    def say_nothing_like_it(self, show_nearest: Action, filters: Sequence[Choice] = ()) -> None:
        """Photos were searched, and none of them stands out."""
        text = self.tr("Here you can see the photos that come closest, if you like.")
        if filters:
            text = self.tr("None of those that pass the filters, at least. Take one out, or see what comes closest:")
        self.say(
            self.tr("No photo seems to show this"), text, self.tr("Show the nearest"), show_nearest, "search", filters
        )

    def say_no_favourites(self, show_all: Action) -> None:
        text = self.tr("Press F or click the heart of a photo to keep it here.")
        self.say(self.tr("No favourites yet"), text, self.tr("Show all photos"), show_all, "heart")

    def say_nothing_recent(self, show_all: Action) -> None:
        text = self.tr("Photos put into your folders appear here by themselves.")
        self.say(self.tr("Nothing added recently"), text, self.tr("Show all photos"), show_all, "clock")

    def say_empty_album(self, show_all: Action) -> None:
        text = self.tr("Drag photos onto its name in the left column, or choose “Add to album…” in a photo's menu.")
        self.say(self.tr("This album is empty"), text, self.tr("Show all photos"), show_all, "book-image")

    def say_empty_folder(self, show_all: Action, name: str = "") -> None:
        head = self.tr("No photos in {}").format(name) if name else self.tr("No photos here yet")
        text = self.tr("Photos put into this folder appear here by themselves.")
        self.say(head, text, self.tr("Show all photos"), show_all, "folder-open")

    def say_no_photos(self, add_folder: Action) -> None:
        text = self.tr("Photos put into your folders appear here by themselves.")
        self.say(self.tr("No photos here yet"), text, self.tr("Add a folder…"), add_folder, "images")

    def say_reading(self) -> None:
        text = self.tr("The first ones appear here in a moment. You can search while the rest is read.")
        self.say(self.tr("Reading your photos"), text, icon="images")

    def say_offline(self, show_all: Action, name: str) -> None:
        text = self.tr("Plug the drive in or connect to the network: it comes back by itself. Nothing is lost.")
        head = self.tr("{} is offline").format(name)
        self.say(head, text, self.tr("Show all photos"), show_all, "unplug")

    @Slot()
    def _act(self) -> None:
        if self._action is not None:
            self._action()

    def _offer(self, choices: Sequence[Choice]) -> None:
        for button in self.choices:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.choices = []
        for text, action in choices:
            button = QPushButton(text.replace("&", "&&"), self._row)  # a place's name has no keys
            button.setProperty("kind", "pill")
            button.setAccessibleName(self.tr("Take {} out of the search").format(text))
            button.setIcon(icon_of("x", muted(), 12, after=_SPACE))
            button.clicked.connect(partial(_do, action))
            self._flow.addWidget(button)
            self.choices.append(button)
        self._row.setMaximumWidth(max(1, self._flow.sizeHint().width()))  # so few of them stand in the middle
        self._row.setVisible(bool(choices))

    def _label(self, kind: str) -> QLabel:
        label = plain_label(kind, parent=self)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return label


def _do(action: Action, *_: object) -> None:
    """A button says whether it is checked; an action does not want to know."""
    action()
