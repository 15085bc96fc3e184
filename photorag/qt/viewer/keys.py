"""Which key does what in the viewer. What is done to the photo itself has its keys in `photorag.qt.actions.keys`."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt


class Deed(Enum):
    """``BACK`` is Escape's: out of the full screen first, and only then out of the viewer."""

    BACK = auto()
    LEAVE = auto()
    NEXT = auto()
    PREVIOUS = auto()
    FIRST = auto()
    LAST = auto()
    PLAY_OR_NEXT = auto()
    ZOOM_IN = auto()
    ZOOM_OUT = auto()
    FIT = auto()
    FULL_SIZE = auto()
    PAN_LEFT = auto()
    PAN_RIGHT = auto()
    PAN_UP = auto()
    PAN_DOWN = auto()
    INFO = auto()
    STRIP = auto()
    FULLSCREEN = auto()
    MENU = auto()


_K = Qt.Key
_PLAIN = {
    _K.Key_Escape: Deed.BACK, _K.Key_Backspace: Deed.LEAVE, _K.Key_Back: Deed.LEAVE,
    _K.Key_Right: Deed.NEXT, _K.Key_PageDown: Deed.NEXT, _K.Key_Left: Deed.PREVIOUS, _K.Key_PageUp: Deed.PREVIOUS,
    _K.Key_Home: Deed.FIRST, _K.Key_End: Deed.LAST, _K.Key_Space: Deed.PLAY_OR_NEXT,
    _K.Key_Plus: Deed.ZOOM_IN, _K.Key_Equal: Deed.ZOOM_IN, _K.Key_Minus: Deed.ZOOM_OUT,
    _K.Key_0: Deed.FIT, _K.Key_1: Deed.FULL_SIZE,
    _K.Key_I: Deed.INFO, _K.Key_T: Deed.STRIP,
    _K.Key_F11: Deed.FULLSCREEN, _K.Key_Menu: Deed.MENU,
}  # fmt: skip
_SHIFT = {
    _K.Key_Left: Deed.PAN_LEFT, _K.Key_Right: Deed.PAN_RIGHT, _K.Key_Up: Deed.PAN_UP, _K.Key_Down: Deed.PAN_DOWN,
    _K.Key_F10: Deed.MENU, _K.Key_Space: Deed.PREVIOUS,
    # Where the keyboard has these behind Shift.
    _K.Key_Plus: Deed.ZOOM_IN, _K.Key_Underscore: Deed.ZOOM_OUT,
}  # fmt: skip
_CONTROL = {
    _K.Key_Plus: Deed.ZOOM_IN, _K.Key_Equal: Deed.ZOOM_IN, _K.Key_Minus: Deed.ZOOM_OUT, _K.Key_0: Deed.FIT,
}  # fmt: skip
_CONTROL_SHIFT = {_K.Key_Plus: Deed.ZOOM_IN}


def deed_of(key: int, modifiers: Qt.KeyboardModifier) -> Deed | None:
    """What pressing a key asks for; None for a key that is not the viewer's."""
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    held = modifiers & ~Qt.KeyboardModifier.KeypadModifier
    tables = {
        Qt.KeyboardModifier.NoModifier: _PLAIN, shift: _SHIFT, control: _CONTROL, control | shift: _CONTROL_SHIFT
    }  # fmt: skip
    table = tables.get(held)
    try:
        return table.get(Qt.Key(key)) if table is not None else None
    except ValueError:  # a key Qt has no name for
        return None
