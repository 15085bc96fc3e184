"""What the library knows for the filters: the names that phrases can mean, and the counts in the menus."""

from __future__ import annotations

from concurrent.futures import Future

from PySide6.QtCore import QObject, QTimer, Slot

from photorag.core.understanding import Facets, PartKind, Vocabulary
from photorag.qt.bridge import LibraryBridge, sentence
from photorag.qt.filters.row import FilterRow
from photorag.qt.filters.state import FilterState

_SOON_MS = 2000  # while photos are read, new names come all the time


class FilterFacts(QObject):
    """Asks the library; the newest answer counts."""

    def __init__(
        self, bridge: LibraryBridge, state: FilterState, row: FilterRow, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge, self._state, self._row = bridge, state, row
        self._number = 0
        self._again = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._again.timeout.connect(self.refresh)
        row.facets_wanted.connect(self._ask)
        bridge.items_changed.connect(self.refresh_soon)
        bridge.marks_changed.connect(self.refresh_soon)

    @Slot()
    def refresh(self) -> None:
        """Learns the names anew."""
        self._bridge.call(lambda library: library.vocabulary(), self._learn)

    @Slot()
    def refresh_soon(self, *_: object) -> None:
        """Learns them in a moment: at first that means to look at all photos, and those in sight come before it."""
        if not self._again.isActive():
            self._again.start()

    def _learn(self, future: Future[Vocabulary]) -> None:
        if (error := future.exception()) is not None:
            self._bridge.trouble.emit(sentence(error))
        else:
            self._state.set_vocabulary(future.result())

    @Slot(object)
    def _ask(self, kind: PartKind) -> None:
        self._number += 1
        number, query = self._number, self._state.beside(kind)
        self._bridge.call(lambda library: library.facets(query), lambda future: self._counted(number, future))

    def _counted(self, number: int, future: Future[Facets]) -> None:
        if number != self._number:
            return
        if (error := future.exception()) is not None:
            self._bridge.trouble.emit(sentence(error))
        else:
            self._row.show_facets(future.result())
