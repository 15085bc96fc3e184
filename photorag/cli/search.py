"""``photorag search`` and ``photorag similar``."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

from photorag.cli.context import Commands, Context, add_command, counted, print_json
from photorag.cli.query_words import typed
from photorag.core.query import Hit, Order, Picture, Results, Source, TextMatch
from photorag.core.understanding import Parsed, PartKind

_BAR = 8
_SOURCES = {
    Source.TITLE: "title", Source.CAPTION: "caption", Source.KEYWORDS: "keyword", Source.TAGS: "tag",
    Source.INSIDE: "text in the picture", Source.PLACE: "place", Source.NAME: "name", Source.FOLDER: "folder",
    Source.ATTRIBUTES: "attribute",
}  # fmt: skip


def add_search(commands: Commands, shared: argparse.ArgumentParser) -> None:
    parser = add_command(commands, "search", search, shared, "Find photos by words, by pictures, or by both.")
    parser.epilog = (
        "WORDS may hold filters and exclusions: beach in Portugal last summer -people, place:Lisbon rating:>=4, "
        "text:invoice before:2024-03, (cat OR dog) is:favourite. See docs/searching.md."
    )
    parser.add_argument("words", nargs="*", metavar="WORDS", help="what the photo shows, and filters")
    parser.add_argument(
        "--image", action="append", default=[], metavar="FILE", help="a picture to search by, from anywhere"
    )
    parser.add_argument(
        "--unlike-image", action="append", default=[], metavar="FILE", help="a picture to lead away from"
    )
    parser.add_argument(
        "--sort", choices=[order.value for order in Order], help="another order than the best match first"
    )
    _add_number(parser)


def add_similar(commands: Commands, shared: argparse.ArgumentParser) -> None:
    parser = add_command(commands, "similar", similar, shared, "Find photos that look like a given one.")
    parser.add_argument("file", metavar="FILE", help="a picture, in the library or not")
    _add_number(parser)


def search(context: Context, options: argparse.Namespace) -> int:
    weighted = [(file, 1.0) for file in options.image] + [(file, -1.0) for file in options.unlike_image]
    pictures = tuple(
        Picture(path=Path(os.path.realpath(Path(file).expanduser())), weight=weight) for file, weight in weighted
    )
    with context.library() as library:
        parsed = library.understand(typed(options.words))
        query = replace(parsed.query, pictures=pictures)
        if options.sort:
            query = replace(query, order=Order(options.sort))
        _say_how_understood(context, parsed)
        print_results(context, library.search(query, options.number))
    return 0


def similar(context: Context, options: argparse.Namespace) -> int:
    with context.library() as library:
        print_results(context, library.similar(options.file, options.number))
    return 0


def _say_how_understood(context: Context, parsed: Parsed) -> None:
    """On stderr, where anything was more than words."""
    if not context.json and any(part.kind is not PartKind.WORDS for part in parsed.parts):
        print("Understood: " + " · ".join(part.label for part in parsed.parts), file=sys.stderr)
    for problem in parsed.problems:
        print(problem.sentence, file=sys.stderr)


def print_results(context: Context, results: Results) -> None:
    """Hits on stdout, one a line; what a person should know besides on stderr."""
    if context.json:
        for hit in results.hits:
            print_json(hit.as_json())
    elif not results.query.has_meaning:
        _print_group("Photos", results.hits, bars=False)
    elif results.nothing and results.hits:
        print("No photo seems to show this. The nearest:")
        _print_group("Nearest", results.hits)
    else:
        _print_group("Best matches", results.best)
        _print_group("Less likely", results.less_likely)
    if not results.hits and not context.json:
        print("No photos found.")
    for note in results.notes:
        print(note, file=sys.stderr)
    if not results.total:
        print("The library is empty. Add photos: photorag index FOLDER", file=sys.stderr)
    elif results.searched < results.total:
        left = counted(results.total - results.searched, "photo")
        print(f"{left} not read with this model yet. Go on with: photorag index", file=sys.stderr)


def _print_group(title: str, hits: tuple[Hit, ...], *, bars: bool = True) -> None:
    """``bars``: how well each matches; what only passes filters does not match more or less."""
    if not hits:
        return
    print(f"{title} ({len(hits)})")
    for hit in hits:
        filled = round(hit.strength * _BAR)
        bar = f"{'█' * filled}{'░' * (_BAR - filled)}  " if bars else ""
        found = "  ".join(_reason(match) for match in hit.matches[:2])
        print(f"  {bar}{hit.path}{'  ' + found if found else ''}")


def _reason(match: TextMatch) -> str:
    words = ", ".join(dict.fromkeys(match.text[start:end] for start, end in match.found))
    return f"[{_SOURCES[match.source]}: {words}]"


def _add_number(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-n", "--number", type=_positive, default=20, metavar="N", help="how many hits (default: 20)")


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 up")
    return int(text)
