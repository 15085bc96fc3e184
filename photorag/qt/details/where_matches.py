"""Where a photo matches the words: two buttons under its preview, and the map that is laid over it.

The map costs some dozen small pictures through the model, so it is made when it is asked for.
"""

from __future__ import annotations

from concurrent.futures import Future

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QWidget

from photorag.core.cancel import CancelToken
from photorag.core.query import Hit, Query
from photorag.qt.bridge import LibraryBridge, sentence, was_cancelled
from photorag.qt.details.preview import Preview

Map = NDArray[np.float32]


class WhereMatches(QWidget):
    """Shown for a hit that words have found, by what it looks like or by text in it. The choice is kept from hit to
    hit."""

    trouble = Signal(str)

    def __init__(self, bridge: LibraryBridge, preview: Preview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._preview = bridge, preview
        self._hit: Hit | None = None
        self._query = Query()
        self._map: tuple[int, Query, Map] | None = None  # the last one made, and for what
        self._asked: tuple[int, Query] | None = None  # what one is being made for
        self._token = CancelToken()
        self.where = self._button(self.tr("Where it matches"))
        self.photo = self._button(self.tr("Photo"))
        self.photo.setChecked(True)
        self._busy = QLabel(self)
        self._busy.setProperty("kind", "meta")
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (self.where, self.photo):
            group.addButton(button)
            row.addWidget(button)
        row.addWidget(self._busy)
        row.addStretch(1)
        group.buttonClicked.connect(self._refresh)

    def show_hit(self, hit: Hit | None, query: Query) -> None:
        same = hit is not None and self._hit is not None and (hit.item, query) == (self._hit.item, self._query)
        self._hit, self._query = hit, query
        self.setVisible(hit is not None and ("words" in hit.why or bool(_boxes(hit))))
        if not same:
            self._refresh()

    @Slot()
    def _refresh(self, *_: object) -> None:
        hit = self._hit
        if hit is None or self.isHidden() or not self.where.isChecked():
            self._stop_asking()
            self._preview.show_match(None, ())
            return
        made = self._map
        known = made[2] if made is not None and made[:2] == (hit.item, self._query) else None
        self._preview.show_match(known, _boxes(hit))
        if known is not None or "words" not in hit.why:
            self._stop_asking()
        elif self._asked != (hit.item, self._query):
            self._ask(hit.item, self._query)

    def _ask(self, item_id: int, query: Query) -> None:
        self._stop_asking()
        self._asked, self._token = (item_id, query), CancelToken()
        token = self._token
        self._busy.setText(self.tr("Looking…"))
        self._bridge.call(
            lambda library: library.match_map(item_id, query, token),
            lambda done: self._arrived(item_id, query, token, done),
        )

    def _stop_asking(self) -> None:
        self._token.cancel()
        self._asked = None
        self._busy.setText("")

    def _arrived(self, item_id: int, query: Query, token: CancelToken, future: Future[Map]) -> None:
        if token.cancelled:
            return
        self._stop_asking()
        error = future.exception()
        if error is None:
            self._map = (item_id, query, future.result())
            self._refresh()
        elif not was_cancelled(error):
            self.photo.setChecked(True)
            self.trouble.emit(sentence(error))

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("kind", "pill")
        button.setCheckable(True)
        return button


def _boxes(hit: Hit) -> tuple[tuple[float, float, float, float], ...]:
    return tuple(box for match in hit.matches for box in match.boxes)
