"""Progress on the terminal: a bar where there is one, a line now and then where output goes to a file."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

from photorag.cli.context import counted, human_seconds
from photorag.ingest.report import Phase
from photorag.ingest.report import Progress as IndexProgress
from photorag.text_reading import TextProgress

_TEXT: dict[Phase, str] = {
    "scanning": "Looking for photos",
    "loading model": "Loading the model",
    "reading": "Reading photos",
    "reading details": "Reading dates, places and captions",
    "finishing": "Finishing",
}
_COUNTED: tuple[Phase, ...] = ("reading", "reading details")
_LINE_SECONDS = 10.0


class TerminalProgress:
    """Shows an index run's progress on stderr, which keeps stdout for results. Use in a ``with`` block."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[detail]}"),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        )
        self._task = self._bar.add_task("", total=None, detail="")
        self._printed_at = time.monotonic()

    def __enter__(self) -> TerminalProgress:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def show_texts(self, progress: TextProgress) -> None:
        left = "" if progress.seconds_left is None else f" · {human_seconds(progress.seconds_left)} left"
        detail = f"{progress.done:,} of {counted(progress.total, 'picture')}{left}"
        self._show("Reading text inside pictures", detail, progress.done, progress.total, lines=True)

    def show(self, progress: IndexProgress) -> None:
        lines = progress.phase in _COUNTED
        self._show(_TEXT[progress.phase], _detail(progress), progress.done, progress.total, lines=lines)

    def _show(self, what: str, detail: str, done: int, total: int, *, lines: bool) -> None:
        self._bar.update(self._task, description=what, total=total or None, completed=done, detail=detail)
        now = time.monotonic()
        if not self._console.is_terminal and lines and now - self._printed_at >= _LINE_SECONDS:
            self._printed_at = now
            print(f"{what}: {detail}", file=sys.stderr, flush=True)


def _detail(progress: IndexProgress) -> str:
    if progress.phase not in (*_COUNTED, "finishing") or not progress.total:
        return ""
    parts = [f"{progress.done:,} of {counted(progress.total, 'photo')}"]
    if progress.per_second:
        parts.append(f"{progress.per_second:.1f} photos/s")
    if progress.seconds_left is not None and progress.phase in _COUNTED:
        parts.append(f"{human_seconds(progress.seconds_left)} left")
    if progress.failed:
        parts.append(f"{progress.failed:,} not readable")
    return " · ".join(parts)
