"""The application's menu: what is no place, no photo and no search."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from photorag.qt.theme import Theme
from photorag.qt.window_state import Appearance, WindowState


class AppMenu(QMenu):
    """Its actions work by their keys too, wherever the focus is in the window."""

    add_folder_wanted = Signal()
    rescan_wanted = Signal()
    failures_wanted = Signal()
    models_wanted = Signal()
    shortcuts_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, theme: Theme, state: WindowState, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._state = theme, state
        for text, key, signal in (
            (self.tr("Add folder…"), "Ctrl+O", self.add_folder_wanted),
            (self.tr("Look for changes in all folders"), "F5", self.rescan_wanted),
            (self.tr("Photos that couldn't be read…"), "", self.failures_wanted),
            ("", "", None),
            (self.tr("Models…"), "Ctrl+M", self.models_wanted),
        ):
            if signal is None:
                self.addSeparator()
                continue
            self._add(text, key, window).triggered.connect(signal)
        self._add_appearance()
        self.addSeparator()
        self._add(self.tr("Keyboard shortcuts"), "F1", window).triggered.connect(self.shortcuts_wanted)
        self._add(self.tr("Quit"), "Ctrl+Q", window).triggered.connect(self.quit_wanted)

    def _add(self, text: str, key: str, window: QWidget) -> QAction:
        action = QAction(text, self)
        if key:
            action.setShortcut(QKeySequence(key))
            window.addAction(action)
        self.addAction(action)
        return action

    def _add_appearance(self) -> None:
        menu = QMenu(self.tr("Appearance"), self)
        group = QActionGroup(self)
        names: tuple[tuple[Appearance, str], ...] = (
            ("system", self.tr("Like the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        )
        for appearance, text in names:
            action = QAction(text, group, checkable=True, checked=appearance == self._state.appearance)
            action.triggered.connect(lambda _=False, chosen=appearance: self._choose(chosen))
            menu.addAction(action)
        self.addMenu(menu)

    def _choose(self, appearance: Appearance) -> None:
        self._state.appearance = appearance
        self._theme.set_appearance(appearance)
