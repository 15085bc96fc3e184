"""``photorag`` without a command: the window."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from photorag.cli.context import Context
from photorag.core.errors import PhotoRagError


def has_display() -> bool:
    """Whether a window could be shown here."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_window(context: Context, _: argparse.Namespace) -> int:
    return show_window(context, ())


def show_window(context: Context, paths: Sequence[str]) -> int:
    """Opens the window with folders to add and pictures to search by (absolute paths), or hands them to the one that is
    open. Raises `PhotoRagError` when there is no display, or Qt's libraries are missing."""
    if not has_display() and not os.environ.get("QT_QPA_PLATFORM"):
        raise PhotoRagError(
            "There is no display for a window here. On a terminal, `photorag --help` lists the commands."
        )
    try:
        from photorag.qt.app import run_window
    except ImportError as error:
        raise PhotoRagError(
            f"The window's libraries can't be loaded ({error}). `python3 packaging/bootstrap.py setup` installs them."
        ) from error
    return run_window(context.home, context.model, paths)
