"""``photorag index``: reads folders into the library, once or for as long as it runs."""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
import threading
import time

from photorag.cli.context import Commands, Context, add_command, counted, human_seconds, print_json
from photorag.cli.progress import TerminalProgress
from photorag.core.cancel import CancelToken
from photorag.core.errors import PhotoRagError
from photorag.ingest.report import IndexReport
from photorag.library import Library
from photorag.media.text_in_pictures import READING_VERSION
from photorag.text_reading import TextReport

_FAILURES_SHOWN = 5
_STOPPED = "Stopped. What was read is kept; the same command goes on from here."


def add_index(commands: Commands, shared: argparse.ArgumentParser) -> None:
    parser = add_command(commands, "index", index, shared, "Read folders of photos, so that they can be searched.")
    parser.add_argument("folders", nargs="*", metavar="FOLDER", help="folders to read (default: all of the library's)")
    parser.add_argument("--watch", action="store_true", help="stay and pick up changes until stopped with Ctrl-C")
    parser.add_argument(
        "--text", action="store_true", help="read the text inside pictures too; takes longer, Ctrl-C leaves the rest"
    )
    parser.add_argument("--retry", action="store_true", help="try files that could not be read before once more")


def index(context: Context, options: argparse.Namespace) -> int:
    with context.library() as library:
        if not options.folders and not library.roots():
            raise PhotoRagError("The library has no folders yet. Give one: photorag index FOLDER.")
        if options.retry:
            library.retry_failures()
        cancel = _cancelled_by_signals()
        with TerminalProgress() as progress:
            report = library.index(options.folders or None, progress.show, cancel)
        _print(context, report)
        if report.cancelled or (options.text and not _read_texts(context, library, cancel)):
            return 130
        if options.watch:
            _watch(context, library, cancel)
        elif library.settings.read_text and not options.text:
            _say_what_is_unread(context, library)
    return 0


def _cancelled_by_signals() -> CancelToken:
    """A token that SIGTERM cancels, so that a stopped service leaves its batch stored; Ctrl-C does so by itself."""
    cancel = CancelToken()
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: cancel.cancel())
    return cancel


def _read_texts(context: Context, library: Library, cancel: CancelToken) -> bool:
    """Whether it came to its end."""
    report: TextReport | None = None
    with TerminalProgress() as progress, contextlib.suppress(KeyboardInterrupt):
        report = library.read_texts(progress.show_texts, cancel)
    if report is not None and not context.json:
        print(f"Looked for text in {counted(report.read, 'picture')}; found some in {report.with_text:,}.")
    if report is not None and not report.cancelled:
        return True
    print(_STOPPED, file=sys.stderr)
    return False


def _say_what_is_unread(context: Context, library: Library) -> None:
    unread = library.start_read(lambda reader: reader.count_without_reading(READING_VERSION)).result()
    if unread and not context.json:
        print(f"Text inside {counted(unread, 'picture')} has not been read: photorag index --text", file=sys.stderr)


def _watch(context: Context, library: Library, cancel: CancelToken) -> None:
    try:
        library.watch(
            on_report=lambda report: _print(context, report),
            on_error=lambda error: print(f"photorag: {error}", file=sys.stderr, flush=True),
        )
        library.read_texts_in_background()
        if not context.json:
            print("Watching for changes. Stop with Ctrl-C.", flush=True)
        while not cancel.cancelled:  # in steps: Windows lets no Ctrl-C through an endless wait
            time.sleep(0.2)
    except KeyboardInterrupt:
        if not context.json:
            print("Stopped watching.")


def _print(context: Context, report: IndexReport) -> None:
    if context.json:
        print_json(report.as_json())
        return
    changes = [
        f"{number:,} {what}"
        for number, what in (
            (report.added, "added"), (report.updated, "updated"), (report.moved, "moved"), (report.removed, "removed"),
            (report.unchanged, "unchanged"), (report.details, "with details read again"),
        )
        if number
    ]  # fmt: skip
    print(f"{', '.join(changes) or 'No photos found'} ({human_seconds(report.seconds)}).", flush=True)
    for reason, number in report.skipped_reasons.most_common():
        print(f"  skipped {counted(number, 'entry', 'entries')}: {reason}")
    for path in report.offline:
        print(f"  {path} can't be reached at the moment; its photos are kept.")
    if report.failed:
        print(f"  {counted(len(report.failed), 'file')} could not be read:")
        for failed in report.failed[:_FAILURES_SHOWN]:
            print(f"    {failed.path}: {failed.reason}")
        if len(report.failed) > _FAILURES_SHOWN:
            print("    … all of them: photorag status --failures")
    if report.cancelled:
        print(_STOPPED)
    sys.stdout.flush()
