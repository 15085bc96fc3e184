"""A screen of our own (Xvfb) with a keyboard and a mouse (xdotool), for windows in processes of their own."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.e2e.command import PATIENCE, wait_until

MISSING = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]


class Screen:
    def __init__(self, display: str) -> None:
        self.environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "XDG_SESSION_TYPE": "x11"}

    def do(self, *arguments: str | int) -> str:
        """One xdotool command; returns what it printed."""
        done = subprocess.run(
            ["xdotool", *map(str, arguments)], env=self.environment, capture_output=True, text=True, timeout=PATIENCE,
            check=False,
        )  # fmt: skip
        return done.stdout.strip()

    def window(self, title: str) -> str:
        """Waits for a visible window of this title, and gives it the keyboard. Returns its number."""
        found: list[str] = []

        def there() -> bool:
            found[:] = self.do("search", "--onlyvisible", "--name", title).split()
            return bool(found)

        wait_until(there, f"there is a window {title!r}")
        self.do("windowfocus", "--sync", found[-1])
        return found[-1]

    def keys(self, *keys: str) -> None:
        self.do("key", "--delay", 60, *keys)

    def type(self, text: str) -> None:
        self.do("type", "--delay", 40, text)

    def click(self, x: int, y: int, button: int = 1) -> None:
        self.do("mousemove", "--sync", x, y, "click", button)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """In steps, since programs look at what is dragged over them as it moves."""
        self.do("mousemove", "--sync", *start, "mousedown", 1)
        for step in range(1, 11):
            x, y = (round(a + (b - a) * step / 10) for a, b in zip(start, end, strict=True))
            self.do("mousemove", "--sync", x, y, "sleep", "0.05")
        self.do("sleep", "0.3", "mouseup", 1)

    def picture(self, path: Path) -> None:
        """Keeps what is on the screen, where ImageMagick is there."""
        if shutil.which("import"):
            path.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run(["import", "-window", "root", str(path)], env=self.environment, check=False, timeout=60)


@contextlib.contextmanager
def new_screen(width: int = 1280, height: int = 840) -> Iterator[Screen]:
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
        pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    try:
        with os.fdopen(reading) as numbers:
            yield Screen(f":{int(numbers.readline())}")
    finally:
        server.terminate()
        server.wait(PATIENCE)
