"""``photorag demo``: a small library of drawn pictures to try everything on.

It keeps to a folder of its own unless one was chosen, so that it never mixes with a person's photos.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import platformdirs
from rich.console import Console
from rich.progress import Progress

from photorag.cli.context import Commands, Context, add_command, counted
from photorag.cli.progress import TerminalProgress
from photorag.cli.search import print_results
from photorag.cli.window import has_display
from photorag.core.errors import LibraryBusy
from photorag.core.files import storage_error
from photorag.core.paths import HOME_VARIABLE, Home
from photorag.library import Library
from photorag.sample.library import draw_sample_library

_PHOTOS = "sample photos"
_WORDS = ("red circular product", "beach at sunset")
_PICTURE = "catalogue/widget-b.png"
_HITS = 3


def add_demo(commands: Commands, shared: argparse.ArgumentParser) -> None:
    parser = add_command(commands, "demo", demo, shared, "Draw a small sample library, read it and open the window.")
    parser.add_argument("--no-window", action="store_true", help="print some searches instead of opening the window")


def demo(context: Context, options: argparse.Namespace) -> int:
    context = Context(demo_home(context.home, options), context.model, context.json)
    with_window = not options.no_window and has_display()
    folder = context.home.folder / _PHOTOS
    print(f"Sample library: {counted(_draw(folder), 'picture')} in {folder}", file=sys.stderr)
    try:
        with context.library(hosted=with_window) as library:  # the window's process never imports torch
            with TerminalProgress() as progress:
                report = library.index([folder], progress.show)
            print(f"Read them: {report.added} new, {report.unchanged} unchanged.", file=sys.stderr)
            if not with_window:
                _print_searches(context, library, folder)
                return 0
    except LibraryBusy:
        if not with_window:
            raise
        # Its window is open already, and comes to the front.
    from photorag.qt.app import run_window

    return run_window(context.home, context.model)


def _draw(folder: Path) -> int:
    """Draws what is missing, with a bar: the first time takes some seconds. Returns how many pictures there are."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("Drawing pictures")
            return len(draw_sample_library(folder, lambda done, total: bar.update(task, completed=done, total=total)))
    except OSError as error:
        raise storage_error(error, folder) from error


def demo_home(home: Home, options: argparse.Namespace) -> Home:
    """The chosen home when one was chosen, else the demo's own."""
    if getattr(options, "home", None) or os.environ.get(HOME_VARIABLE):
        return home
    return Home(Path(platformdirs.user_data_dir("PhotoRAG-demo", appauthor=False)))


def _print_searches(context: Context, library: Library, folder: Path) -> None:
    for words in _WORDS:
        _heading(context, f'photorag search "{words}"')
        print_results(context, library.search(words, _HITS))
    picture = folder / _PICTURE
    _heading(context, f'photorag similar "{picture}"')
    print_results(context, library.similar(picture, _HITS))


def _heading(context: Context, text: str) -> None:
    if not context.json:
        print(f"\n$ {text}")
