"""What the window costs on a library of 100,000 photos: starting, scrolling from end to end, scrolling while it reads.

    python benchmarks/window.py [--photos 100000] [--new 300] [--json] [--keep DIR]

The library is real (files, rows, vectors, thumbnails; `big_library.py`), the window is the real one, in a process of
its own. The GUI thread counts as blocked from the moment its event loop wakes until it waits again: what a person
would feel as a hitch. Exit code 1 when a target is missed.
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

from benchmarks.big_library import make_big_library
from benchmarks.photos import make_photos
from photorag.core.paths import Home

TARGETS = {
    "start to usable, s": 1.5,
    "first thumbnails after that, ms": 300.0,
    "scrolling, p99 ms": 16.0,
    "scrolling while reading, p99 ms": 16.0,
    "memory without the model, MB": 600.0,
}
_STEPS = 700
_STEP_MS = 12


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
    from photorag.core.errors import FolderError
    from photorag.library import Library

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
    from PySide6.QtWidgets import QApplication

    from photorag.library import Library
    from photorag.qt.main_window import MainWindow
    from photorag.qt.theme import Theme
    from photorag.qt.window_state import WindowState

    application = QApplication(sys.argv[:1])
    theme = Theme(application)
    home = Home(folder / "home")
    library = Library.open(home, hosted=True)
    window = MainWindow(library, theme, WindowState(home.folder / "window.ini"))
    window.resize(1440, 900)
    window.show()
    window.start()
    grid = window.page.grid
    _until(application, lambda: grid.isVisible() and window.photos.rowCount() > 0)
    figures = {"start to usable, s": time.time() - started}
    before = time.perf_counter()
    _until(application, lambda: grid.complete)
    figures["first thumbnails after that, ms"] = (time.perf_counter() - before) * 1000
    _until(application, lambda: not window.runs.running)
    blocks = _scroll(application, grid)
    figures |= _spread("scrolling", blocks)
    figures["memory without the model, MB"] = _memory_mb()
    window.add_folders([folder / "new"])
    blocks = _scroll(application, grid)
    figures |= _spread("scrolling while reading", blocks)
    figures["still reading at the end"] = float(window.runs.running)
    window.closed.connect(application.quit)
    window.close()
    application.exec()
    return figures


def _until(application: object, true: Callable[[], bool]) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop, tick = QEventLoop(), QTimer(interval=2)
    tick.timeout.connect(lambda: loop.quit() if true() else None)
    tick.start()
    loop.exec()


def _scroll(application: object, grid: object) -> list[float]:
    """From the top to the bottom, in steps like a fast wheel's and a few leaps; each wake-up's length in ms."""
    from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QTimer

    dispatcher = QAbstractEventDispatcher.instance()
    blocks: list[float] = []
    woke = [0.0]

    def awake() -> None:
        woke[0] = time.perf_counter()

    def sleeps() -> None:
        if woke[0]:
            blocks.append((time.perf_counter() - woke[0]) * 1000)

    bar = grid.verticalScrollBar()  # type: ignore[attr-defined]
    bar.setValue(0)
    loop, timer, step = QEventLoop(), QTimer(interval=_STEP_MS), [0]

    def advance() -> None:
        step[0] += 1
        if step[0] > _STEPS:
            loop.quit()
        elif step[0] % 7 == 0:
            bar.setValue(round(bar.maximum() * step[0] / _STEPS))  # a leap
        else:
            bar.setValue(bar.value() + 120)  # a notch of the wheel

    timer.timeout.connect(advance)
    dispatcher.awake.connect(awake)
    dispatcher.aboutToBlock.connect(sleeps)
    timer.start()
    loop.exec()
    dispatcher.awake.disconnect(awake)
    dispatcher.aboutToBlock.disconnect(sleeps)
    return blocks


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
