"""``python -m photorag.qt.screenshots FOLDER``: the window in all its states, light and dark, as PNG files.

Without ``--home`` the sample library is drawn and read for it. With it, that library is shown as it is; states that
would change it are left out.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QSize, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from photorag.core.errors import PhotoRagError
from photorag.core.paths import Home
from photorag.qt.app import app_icon
from photorag.qt.screenshots.sample_photos import SamplePhotos
from photorag.qt.screenshots.screens import SCREENS, Screen
from photorag.qt.screenshots.stage import Stage
from photorag.qt.theme import Theme
from photorag.qt.window_state import Appearance, WindowState
from photorag.store.database import is_current

_APPEARANCES: tuple[Appearance, ...] = ("light", "dark")
_SCREEN = (1920, 1200)
_FONT = "Inter"


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    try:
        with tempfile.TemporaryDirectory(prefix="photos-") as temporary:
            take(options, Path(temporary))
    except (PhotoRagError, OSError) as error:
        print(f"screenshots: {error}", file=sys.stderr)
        return 1
    return 0


def take(options: argparse.Namespace, temporary: Path) -> None:
    """Raises `PhotoRagError` when a screen can't be reached, `OSError` when a picture can't be written."""
    screens = _chosen(options)
    options.folder.mkdir(parents=True, exist_ok=True)
    application = _application(temporary, options.scale)
    home, photos = options.home, None
    if home is None:
        home = Home(temporary / "home")
        print("Drawing the sample library…", file=sys.stderr)
        photos = SamplePhotos.draw(temporary)
    elif not is_current(home.database):
        raise PhotoRagError(f"There is no library of this version in {home.folder}. Open the window on it once.")
    theme = Theme(application)
    stage = Stage(theme, home, WindowState(temporary / "window.ini"), options.size, photos)
    try:
        for screen in screens:
            _take(stage, screen, options.folder)
    finally:
        theme.set_appearance("system")
        stage.close()
        theme.deleteLater()


def _take(stage: Stage, screen: Screen, folder: Path) -> None:
    stage.go_on_to(screen.chapter)
    stage.reset()
    screen.reach(stage)
    for appearance in _APPEARANCES:
        stage.theme.set_appearance(appearance)
        stage.picture(folder / f"{screen.name}-{appearance}.png")
    print(screen.name, file=sys.stderr)


def _application(temporary: Path, scale: float) -> QApplication:
    """On a screen without a display that is large enough for the window and its menus."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        width, height = _SCREEN
        screen = {"name": "pictures", "x": 0, "y": 0, "width": width, "height": height, "dpr": 1}
        setup = temporary / "screen.json"
        setup.write_text(json.dumps({"screens": [{**screen, "logicalDpi": 96, "logicalBaseDpi": 96}]}))
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={setup}"
    os.environ["QT_SCALE_FACTOR"] = str(scale)
    qInstallMessageHandler(_report)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("PhotoRAG")
    application.setWindowIcon(app_icon())
    application.setQuitOnLastWindowClosed(False)
    application.setCursorFlashTime(0)
    if _FONT in QFontDatabase.families():  # what many desktops have; without a desktop the system has an old one
        application.setFont(QFont(_FONT))
    application.setEffectEnabled(Qt.UIEffect.UI_AnimateMenu, False)
    return application


def _report(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Without a display Qt says at each menu and dialog what it can't do, which says nothing about the pictures."""
    if not message.startswith("This plugin does not support"):
        print(message, file=sys.stderr)


def _chosen(options: argparse.Namespace) -> list[Screen]:
    """In the order of the library's story."""
    possible = [each for each in SCREENS if options.home is None or each.of_any_library]
    names = {each.name for each in possible}
    unknown = sorted(set(options.only) - names)
    if unknown:
        raise PhotoRagError(f"There is no screen {', '.join(unknown)} here. There are: {', '.join(sorted(names))}.")
    return [each for each in possible if not options.only or each.name in options.only]


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m photorag.qt.screenshots", description="Pictures of the window in all its states."
    )
    parser.add_argument("folder", type=Path, help="where the PNG files go")
    parser.add_argument("--home", type=_home, help="show this library as it is, instead of the sample library")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="these screens alone")
    parser.add_argument("--size", type=_size, default=QSize(1440, 900), metavar="WIDTHxHEIGHT")
    parser.add_argument("--scale", type=float, default=1.0, help="pixels to each of the window's own (1)")
    return parser.parse_args(arguments)


def _home(text: str) -> Home:
    return Home(Path(text).expanduser().absolute())


def _size(text: str) -> QSize:
    width, _, height = text.partition("x")
    return QSize(int(width), int(height))


if __name__ == "__main__":
    sys.exit(main())
