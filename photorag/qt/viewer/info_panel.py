"""What is known about the photo in the viewer, in a panel at its right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from photorag.core.library_types import Item
from photorag.core.photo_facts import ItemFacts
from photorag.qt.details import fact_texts
from photorag.qt.viewer.bar import TextButton

WIDTH = 280
_BREAKABLE = "/\\_-.,"
_ZERO_WIDTH_SPACE = "\u200b"


class InfoPanel(QScrollArea):
    reveal_wanted = Signal()  # the file in its folder

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewerInfo")
        self.setFixedWidth(WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shown = 0  # an item's id
        self._inside = QWidget(self)
        self.setWidget(self._inside)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(4)
        self.name = self._fact(self.tr("Name"))
        self.about = self._fact(self.tr("About"))
        self.taken = self._fact(self.tr("Date"))
        self.place = self._fact(self.tr("Place"))
        self.measures = self._fact(self.tr("Size"))
        self.camera = self._fact(self.tr("Camera"))
        self.exposure = self._fact(self.tr("Exposure"))
        self.rating = self._fact(self.tr("Rating"))
        self.inside = self._fact(self.tr("Text inside"))
        self.tags = self._fact(self.tr("Tags"))
        self.folder = self._fact(self.tr("Folder"))
        reveal = TextButton(self.tr("Show in folder"), self._inside)
        reveal.setProperty("kind", "boxed")
        reveal.clicked.connect(self.reveal_wanted)
        self._column.addSpacing(4)
        self._column.addWidget(reveal, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)

    def show_item(self, item: Item | None) -> None:
        """What the grid knows; `show_facts` adds the rest."""
        shown = item.id if item else 0
        if shown != self._shown:  # else its marks have changed, and the facts still hold
            self._shown = shown
            self.show_facts(None)
        self.name.say(item.title if item else "")
        self.taken.say(fact_texts.taken(item) if item else "")
        self.measures.say(fact_texts.measures(item) if item else "")
        self.tags.say(", ".join(item.tags) if item else "")
        self.folder.say(str(item.path.parent) if item else "")

    def show_facts(self, known: ItemFacts | None) -> None:
        facts = known.facts if known else None
        for row, text in (
            (self.about, fact_texts.about), (self.place, fact_texts.place), (self.camera, fact_texts.camera),
            (self.exposure, fact_texts.exposure), (self.rating, fact_texts.rating),
        ):  # fmt: skip
            row.say(text(facts) if facts else "")
        self.inside.say(fact_texts.text_inside(known.words) if known else "")

    def _fact(self, label: str) -> Fact:
        fact = Fact(label, self._inside)
        self._column.addWidget(fact)
        return fact


class Fact(QWidget):
    """A heading and its value. Not there when there is nothing to say."""

    def __init__(self, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = label
        heading = QLabel(label, self)
        heading.setProperty("kind", "meta")
        self._value = QLabel(self)
        self._value.setTextFormat(Qt.TextFormat.PlainText)
        self._value.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addWidget(heading)
        column.addWidget(self._value)
        self.hide()

    @property
    def text(self) -> str:
        return self._value.text().replace(_ZERO_WIDTH_SPACE, "")

    def say(self, text: str) -> None:
        self._value.setText(_breakable(text))
        self._value.setAccessibleName(f"{self._label}: {text}")
        self.setVisible(bool(text))


def _breakable(text: str) -> str:
    """Lets a long name or path go on in the next line after its separators, and, having none, anywhere at last."""
    made, run = [], 0
    for letter in text:
        made.append(letter)
        run = 0 if letter.isspace() else run + 1
        if letter in _BREAKABLE or run >= 24:
            made.append(_ZERO_WIDTH_SPACE)
            run = 0
    return "".join(made)
