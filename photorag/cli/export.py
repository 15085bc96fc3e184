"""``photorag export``: copies of what a search finds, in a folder."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from photorag.cli.context import Commands, Context, add_command, counted, print_json
from photorag.core.query import Picture, Query
from photorag.exporting import ExportReport, export_copies

_MOST = 100


def add_export(commands: Commands, shared: argparse.ArgumentParser) -> None:
    parser = add_command(commands, "export", export, shared, "Copy the best matches of a search into a folder.")
    parser.add_argument("words", nargs="*", metavar="WORDS", help="what the photos show")
    parser.add_argument("--to", required=True, metavar="DIR", help="where the copies go; nothing there is overwritten")
    parser.add_argument(
        "--image", action="append", default=[], metavar="FILE", help="a picture to search by, from anywhere"
    )
    parser.add_argument(
        "-n", "--number", type=_positive, default=_MOST, metavar="N", help=f"how many at most (default: {_MOST})"
    )


def export(context: Context, options: argparse.Namespace) -> int:
    pictures = tuple(Picture(path=Path(os.path.realpath(Path(file).expanduser()))) for file in options.image)
    query = Query.from_text(" ".join(options.words), pictures)
    with context.library() as library:
        results = library.search(query, options.number)
    if not results.total:
        print("The library is empty. Add photos: photorag index FOLDER", file=sys.stderr)
    folder = Path(os.path.realpath(Path(options.to).expanduser()))
    report = export_copies([hit.path for hit in results.best], folder)
    _print(context, report)
    return 1 if report.failed else 0


def _print(context: Context, report: ExportReport) -> None:
    """What was done on stdout; each file that was not copied on stderr."""
    if context.json:
        failed = [{"path": str(each.path), "reason": each.reason} for each in report.failed]
        print_json({"folder": str(report.folder), "copied": report.copied, "already": report.already, "failed": failed})
        return
    if not (report.copied or report.already or report.failed):
        print("No photos found.")
    if report.copied:
        print(f"Copied {counted(report.copied, 'photo')} to {report.folder}")
    if report.already:
        print(f"{counted(report.already, 'photo')} already in {report.folder}")
    for each in report.failed:
        print(f"photorag: {each.path} was not copied: {each.reason}", file=sys.stderr)


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 up")
    return int(text)
