"""``photorag search`` and ``photorag similar``."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from photorag.cli.context import Commands, Context, add_command, counted, print_json
from photorag.core.query import Hit, Picture, Query, Results

_BAR = 8


def add_search(commands: Commands, shared: argparse.ArgumentParser) -> None:
    parser = add_command(commands, "search", search, shared, "Find photos by words, by pictures, or by both.")
    parser.add_argument("words", nargs="*", metavar="WORDS", help="what the photo shows")
    parser.add_argument(
        "--image", action="append", default=[], metavar="FILE", help="a picture to search by, from anywhere"
    )
    _add_number(parser)


def add_similar(commands: Commands, shared: argparse.ArgumentParser) -> None:
    parser = add_command(commands, "similar", similar, shared, "Find photos that look like a given one.")
    parser.add_argument("file", metavar="FILE", help="a picture, in the library or not")
    _add_number(parser)


def search(context: Context, options: argparse.Namespace) -> int:
    pictures = tuple(Picture(path=Path(os.path.realpath(Path(file).expanduser()))) for file in options.image)
    query = Query.from_text(" ".join(options.words), pictures)
    with context.library() as library:
        print_results(context, library.search(query, options.number))
    return 0


def similar(context: Context, options: argparse.Namespace) -> int:
    with context.library() as library:
        print_results(context, library.similar(options.file, options.number))
    return 0


def print_results(context: Context, results: Results) -> None:
    """Hits on stdout, one a line; what a person should know besides on stderr."""
    if context.json:
        for hit in results.hits:
            print_json(hit.as_json())
    else:
        _print_group("Best matches", results.best)
        _print_group("Less likely", results.less_likely)
        if not results.hits:
            print("No photos found.")
    if not results.total:
        print("The library is empty. Add photos: photorag index FOLDER", file=sys.stderr)
    elif results.searched < results.total:
        left = counted(results.total - results.searched, "photo")
        print(f"{left} not read with this model yet. Go on with: photorag index", file=sys.stderr)


def _print_group(title: str, hits: tuple[Hit, ...]) -> None:
    if not hits:
        return
    print(f"{title} ({len(hits)})")
    for hit in hits:
        filled = round(hit.strength * _BAR)
        print(f"  {'█' * filled}{'░' * (_BAR - filled)}  {hit.score:.3f}  {hit.path}")


def _add_number(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-n", "--number", type=_positive, default=20, metavar="N", help="how many hits (default: 20)")


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 up")
    return int(text)
