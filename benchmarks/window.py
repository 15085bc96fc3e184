"""What the window costs on a library of 100,000 photos: starting, scrolling from end to end, scrolling while it reads.

    python benchmarks/window.py [--photos 100000] [--new 300] [--json] [--keep DIR]

The library is real (files, rows, vectors, thumbnails; `big_library.py`), the window is the real one, in a process of
its own. The GUI thread counts as blocked for as long as its event loop does not come to a timer that is due: what a
person would feel as a hitch. Exit code 1 when a target is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.big_library import make_big_library
from benchmarks.photos import make_photos
from photorag.core.errors import FolderError
from photorag.core.paths import Home
from photorag.library import Library
from photorag.qt.grid.look_ahead import tile_of
from photorag.qt.grid.photo_grid import PhotoGrid
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.main_window import MainWindow
from photorag.qt.pauses import spare_what_is_loaded, take_short_turns
from photorag.qt.theme import Theme
from photorag.qt.window_state import WindowState

TARGETS = {
    "start to usable, s": 1.5,
    "first thumbnails after that, ms": 300.0,
    "scrolling, p99 ms": 16.0,
    "scrolling while reading, p99 ms": 16.0,
    "memory without the model, MB": 600.0,
}
_STEPS = 700
_STEP_MS = 16
_BEAT_MS = 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=100_000)
    parser.add_argument("--new", type=int, default=300, help="photos of 2 megapixels to read while scrolling")
    parser.add_argument("--keep", type=Path, help="make the library here, or use the one that is here")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(_measure(options.child)))
        return 0
    folder = options.keep or Path(tempfile.mkdtemp(prefix="photorag-window-"))
    try:
        figures = _run(folder, options.photos, options.new)
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    for name, value in figures.items():
        target = TARGETS.get(name)
        note = "" if target is None else f"   (target {target:g}{'' if value <= target else ': MISSED'})"
        print(f"{name:45} {value:10.1f}{note}", file=sys.stderr if options.json else sys.stdout)
    if options.json:
        print(json.dumps(figures))
    return int(any(figures[name] > target for name, target in TARGETS.items()))


def _run(folder: Path, photos: int, new: int) -> dict[str, float]:
    home = Home(folder / "home")
    if not home.database.exists():
        (folder / "photos").mkdir(parents=True)
        make_big_library(home, folder / "photos", photos)
    shutil.rmtree(folder / "new", ignore_errors=True)
    make_photos(folder / "new", new, 2.0)
    _settle(home)
    environment = {**os.environ, "PHOTORAG_STARTED": str(time.time())}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.window", "--child", str(folder)],
        env=environment, cwd=Path(__file__).parent.parent, stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _settle(home: Home) -> None:
    """Forgets the photos that an earlier run has read, and writes what is not on the disk yet."""
    with Library.open(home) as library:
        for summary in library.roots():
            if summary.root.path.name == "new":
                try:
                    library.remove_root(summary.root.path)
                except FolderError:
                    continue
    if hasattr(os, "sync"):
        os.sync()


def _measure(folder: Path) -> dict[str, float]:
    """In the process that shows the window."""
    started = float(os.environ["PHOTORAG_STARTED"])
    application = QApplication(sys.argv[:1])
    theme = Theme(application)
    home = Home(folder / "home")
    library = Library.open(home, hosted=True)
    window = MainWindow(library, theme, WindowState(home.folder / "window.ini"))
    take_short_turns()
    spare_what_is_loaded()  # as `run_window` does
    window.resize(1440, 900)
    window.show()
    window.start()
    grid = window.page.grid
    _until(lambda: grid.isVisible() and window.photos.rowCount() > 0)
    figures = {"start to usable, s": time.time() - started}
    before = time.perf_counter()
    _until(lambda: _has_all_pictures(grid, window.thumbnails))
    figures["first thumbnails after that, ms"] = (time.perf_counter() - before) * 1000
    _until(lambda: not window.runs.running)
    blocks = _scroll(grid)
    figures |= _spread("scrolling", blocks)
    figures["memory without the model, MB"] = _memory_mb()
    window.add_folders([folder / "new"])
    blocks = _scroll(grid)
    figures |= _spread("scrolling while reading", blocks)
    figures["still reading at the end"] = float(window.runs.running)
    window.closed.connect(application.quit)
    window.close()
    application.exec()
    return figures


def _has_all_pictures(grid: PhotoGrid, thumbnails: ThumbnailLoader) -> bool:
    """Every photo in view is painted as itself, in its size."""
    for row in grid._visible():
        item = grid.photos.item(row)
        if item is None or thumbnails.tile(tile_of(item, grid._layout.box(row), grid.devicePixelRatioF())) is None:
            return False
    return True


def _until(true: Callable[[], bool]) -> None:
    loop, tick = QEventLoop(), QTimer(interval=2)
    tick.timeout.connect(lambda: loop.quit() if true() else None)
    tick.start()
    loop.exec()


def _scroll(grid: PhotoGrid) -> list[float]:
    """From the top to the bottom, in steps like a fast wheel's and a few leaps. For each step, for how many ms the
    event loop did not come to a timer that is due all the time."""
    bar = grid.verticalScrollBar()
    bar.setValue(0)
    loop = QEventLoop()
    blocks: list[float] = []
    last, worst, step = time.perf_counter(), 0.0, 0

    def beat() -> None:
        nonlocal last, worst
        now = time.perf_counter()
        worst, last = max(worst, (now - last) * 1000 - _BEAT_MS), now

    def advance() -> None:
        nonlocal worst, step
        blocks.append(worst)
        worst, step = 0.0, step + 1
        if step > _STEPS:
            loop.quit()
        elif step % 7 == 0:
            bar.setValue(round(bar.maximum() * step / _STEPS))  # a leap
        else:
            bar.setValue(bar.value() + 120)  # a notch of the wheel

    beats = QTimer(interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
    beats.timeout.connect(beat)
    steps = QTimer(interval=_STEP_MS, timerType=Qt.TimerType.PreciseTimer)
    steps.timeout.connect(advance)
    beats.start()
    steps.start()
    loop.exec()
    return blocks[1:]


def _spread(name: str, blocks: list[float]) -> dict[str, float]:
    p50, p99 = np.percentile(blocks, [50, 99]).tolist()
    return {f"{name}, p50 ms": p50, f"{name}, p99 ms": p99, f"{name}, worst ms": max(blocks)}


def _memory_mb() -> float:
    """What this process holds at the moment; not a number where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return float("nan")


if __name__ == "__main__":
    sys.exit(main())
