"""The part of the left column that scrolls: places, albums and folders together. In a low window it gives way to the
cards at the foot. Its bar lies over the margin beside the rows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QSizePolicy, QVBoxLayout, QWidget

from photorag.qt.places.folder_tree import SCROLL_BAR

_LEAST = 100  # not quite three rows


class ScrolledColumn(QScrollArea):
    """As tall as what is in it, as far as there is room. Rows are as wide with the bar as without."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("placesScroll")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._content = _Content()
        self.column = QVBoxLayout(self._content)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.setWidget(self._content)
        # The area's own bar would take its room from the rows. This one shows what that one does, elsewhere.
        self.bar = QScrollBar(Qt.Orientation.Vertical, self)
        self.bar.valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(self.bar.setValue)
        self.verticalScrollBar().rangeChanged.connect(self._range_changed)
        self._range_changed()

    def sizeHint(self) -> QSize:
        return QSize(100, self._content.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(100, min(_LEAST, self.sizeHint().height()))

    def bring_into_sight(self, widget: QWidget, rect: QRect) -> None:
        """``rect``: a part of ``widget``, which is somewhere in the column. Of what is too tall, its top."""
        top = widget.mapTo(self._content, QPoint(0, rect.top())).y()
        value, page = self.verticalScrollBar().value(), self.viewport().height()
        lowest = min(top, top + rect.height() - page)
        self.verticalScrollBar().setValue(min(top, max(value, lowest)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.bar.setGeometry(self.width() - SCROLL_BAR, 0, SCROLL_BAR, self.height())
        self._range_changed()

    @Slot()
    def _range_changed(self, *_: object) -> None:
        own = self.verticalScrollBar()
        self.bar.setRange(own.minimum(), own.maximum())
        self.bar.setPageStep(own.pageStep())
        self.bar.setSingleStep(own.singleStep())
        self.bar.setVisible(own.maximum() > own.minimum())


class _Content(QWidget):
    """Never squeezed: what does not fit is scrolled."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())
