"""Text a person may mark and copy, wrapped anywhere: a file name without spaces would push a label's edge out."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextDocument, QTextOption, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget


class SelectableText(QTextEdit):
    """Plain text as high as it needs to be for its width."""

    def __init__(self, kind: str = "fact", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = ""
        self.setProperty("kind", kind)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.document().setDocumentMargin(0)
        self._ruler = QTextDocument(self)  # the document on show keeps its own width
        self._ruler.setDocumentMargin(0)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._ruler.setDefaultTextOption(option)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, text: str) -> None:
        """Shows another text; the same one again keeps what is marked in it."""
        if text != self.text:
            self.text = text
            self.setPlainText(text)
            self._ruler.setPlainText(text)
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        self.ensurePolished()
        self._ruler.setDefaultFont(self.font())
        self._ruler.setTextWidth(max(1, width))
        return math.ceil(self._ruler.size().height())

    def sizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling is for the panel around it


class Hint(SelectableText):
    """A quiet sentence in the middle, where there is nothing else to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("muted", parent)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        option = self.document().defaultTextOption()
        option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.document().setDefaultTextOption(option)
