"""The application's menu: what is no place, no photo and no search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from photorag.qt.theme import Theme
from photorag.qt.tray import tray_available
from photorag.qt.window_state import Appearance, Background, WindowState

T = TypeVar("T", Appearance, Background)


class AppMenu(QMenu):
    """Its actions work by their keys too, wherever the focus is in the window."""

    add_folder_wanted = Signal()
    rescan_wanted = Signal()
    failures_wanted = Signal()
    models_wanted = Signal()
    shortcuts_wanted = Signal()
    read_text_wanted = Signal(bool)
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
        self.read_text = self._add(self.tr("Read text in pictures"), "", window)
        self.read_text.setCheckable(True)
        self.read_text.triggered.connect(self.read_text_wanted)
        self._add_appearance()
        if tray_available():
            self._add_background()
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
        names: tuple[tuple[Appearance, str], ...] = (
            ("system", self.tr("Like the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        )
        self._add_choice(self.tr("Appearance"), names, lambda: self._state.appearance, self._set_appearance)

    def _add_background(self) -> None:
        names: tuple[tuple[Background, str], ...] = (
            ("ask", self.tr("Ask")),
            ("background", self.tr("Go on in the background")),
            ("quit", self.tr("Stop and quit")),
        )
        self._add_choice(
            self.tr("Closing the window while photos are read"), names, lambda: self._state.background,
            self._set_background,
        )  # fmt: skip

    def _add_choice(
        self, title: str, names: Sequence[tuple[T, str]], chosen: Callable[[], T], choose: Callable[[T], None]
    ) -> None:
        menu = QMenu(title, self)
        group = QActionGroup(self)
        actions = {value: QAction(text, group, checkable=True) for value, text in names}
        menu.addActions(list(actions.values()))
        group.triggered.connect(lambda chosen_one: choose(next(v for v, each in actions.items() if each is chosen_one)))
        menu.aboutToShow.connect(lambda: actions[chosen()].setChecked(True))  # it may be chosen elsewhere too
        self.addMenu(menu)

    def _set_appearance(self, appearance: Appearance) -> None:
        self._state.appearance = appearance
        self._theme.set_appearance(appearance)

    def _set_background(self, background: Background) -> None:
        self._state.background = background
