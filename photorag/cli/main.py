"""``photorag``: reads the command line, runs one command, turns errors into one line each.

Exit codes: 0 done, 1 an error (one line on stderr), 2 wrong usage, 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import argparse
import io
import logging
import os
import signal
import sys
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler

from photorag import __version__
from photorag.cli.albums import add_albums
from photorag.cli.context import Commands, Context
from photorag.cli.demo import add_demo
from photorag.cli.doctor import add_doctor
from photorag.cli.duplicates import add_duplicates
from photorag.cli.export import add_export
from photorag.cli.index import add_index
from photorag.cli.models import add_models
from photorag.cli.open import add_open, with_open
from photorag.cli.query_words import guarded
from photorag.cli.roots import add_roots
from photorag.cli.search import add_search, add_similar
from photorag.cli.status import add_status
from photorag.cli.window import open_window
from photorag.core.errors import PhotoRagError
from photorag.core.paths import Home, resolve_home

log = logging.getLogger(__name__)


def run() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal or file that knows few letters, and file names that are no text, are no reason to stop.
            stream.reconfigure(errors="backslashreplace")
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Runs one command line and returns its exit code."""
    parser, commands = build_parser()
    options = parser.parse_args(guarded(with_open(arguments, commands.choices), commands.choices))
    home = resolve_home(getattr(options, "home", None))
    _log_to(home)
    context = Context(home, getattr(options, "model", None), getattr(options, "json", False))
    try:
        _refuse_file(home)
        return int(options.command(context, options))
    except PhotoRagError as error:
        print(f"photorag: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader, `head` perhaps, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except KeyboardInterrupt:
        print("photorag: stopped", file=sys.stderr)
        return 130
    except Exception as error:
        log.exception("%s failed", " ".join(arguments) or "photorag")
        what = f"{type(error).__name__}: {error}"
        print(f"photorag: this is a bug in PhotoRAG ({what}). The details are in {home.log}.", file=sys.stderr)
        return 1


def build_parser() -> tuple[argparse.ArgumentParser, Commands]:
    """All commands with their options; and the commands by themselves."""
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument(
        "--home", metavar="DIR", help="the library's own folder (default: $PHOTORAG_HOME, or the system's)"
    )
    shared.add_argument(
        "--model", metavar="NAME", help="use this model this time: starter, NAME/TAG, hf-hub:..., local-dir:DIR"
    )
    shared.add_argument("--json", action="store_true", help="print JSON for scripts")
    parser = argparse.ArgumentParser(
        prog="photorag",
        parents=[shared],
        description="Find your photos by words, by picture, or by both. Without a command, opens the window; "
        "with paths, adds the folders and searches by the pictures.",
    )
    parser.add_argument("--version", action="version", version=f"photorag {__version__}")
    parser.set_defaults(command=open_window)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for add in (
        add_demo, add_open, add_index, add_search, add_similar, add_duplicates, add_albums, add_export, add_status,
        add_roots, add_models, add_doctor,
    ):  # fmt: skip
        add(commands, shared)
    return parser, commands


def _refuse_file(home: Home) -> None:
    """Raises `PhotoRagError` when a file is where the library's folder is to be, or one above it."""
    there = next((each for each in (home.folder, *home.folder.parents) if each.exists()), None)
    if there is not None and not there.is_dir():
        raise PhotoRagError(f"{there} is a file, not a folder: the library can't be in it. Choose another with --home.")


def _log_to(home: Home) -> None:
    """Logs go to a file in the library's folder; where that can't be written, warnings go to stderr."""
    handler: logging.Handler
    try:
        home.log.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            home.log, maxBytes=1_000_000, backupCount=2, encoding="utf-8", errors="backslashreplace", delay=True
        )
    except OSError:
        handler = logging.StreamHandler()
        handler.setLevel(logging.ERROR)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.raiseExceptions = False  # a full disk is told once and in one line, not by the log as well
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
