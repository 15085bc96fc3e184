"""The keys that act on photos, as menus show them and the grid and the viewer hear them. On a Mac, Ctrl is Command."""

from __future__ import annotations

import sys

OPEN = "Return"
SIMILAR = "Ctrl+L"
FAVOURITE = "F"
TAG = "Ctrl+T"
ALBUM = "Ctrl+B"
COPY = "Ctrl+C"
COPY_PATH = "Ctrl+Shift+C"
EXPORT = "Ctrl+Shift+E"
TRASH = "Ctrl+Backspace" if sys.platform == "darwin" else "Delete"
