"""Recent searches: which ones are worth remembering, kept in the window's state and offered by the search field."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from photorag.qt.search.field import SearchField
from photorag.qt.search.session import SearchSession
from photorag.qt.window_state import WindowState


class RecentSearches(QObject):
    def __init__(
        self, state: WindowState, session: SearchSession, field: SearchField, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._state, self._field = state, field
        session.worth_remembering.connect(self._remember)
        field.forget_recent_wanted.connect(self._forget)
        field.set_recent(state.recent_searches)

    @Slot(str)
    def _remember(self, words: str) -> None:
        self._state.remember_search(words)
        self._field.set_recent(self._state.recent_searches)

    @Slot()
    def _forget(self) -> None:
        self._state.forget_searches()
        self._field.set_recent(())
