"""``photorag open``: the window, with folders to add and pictures to search by.

What a file manager calls for "Open with PhotoRAG", so ``photorag PATH...`` does the same.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Container, Sequence
from pathlib import Path

from photorag.cli.context import Commands, Context, add_command
from photorag.cli.window import show_window
from photorag.core.errors import PhotoRagError

_WITH_VALUE = ("--home", "--model")
_MOST_PICTURES = 4  # a search takes no more


def add_open(commands: Commands, shared: argparse.ArgumentParser) -> None:
    parser = add_command(
        commands, "open", open_paths, shared, "Open the window; add folders to it, or search by pictures. "
        "`photorag PATH...` is short for it.",
    )  # fmt: skip
    parser.add_argument("paths", nargs="*", metavar="PATH", help="a folder to add, or a picture to search by")


def open_paths(context: Context, options: argparse.Namespace) -> int:
    """Raises `PhotoRagError` when a path is not there."""
    # Not pathlib's resolve() and exists(): the person's own links are kept, and a name too long is just not there.
    paths = [os.path.abspath(os.path.expanduser(given)) for given in options.paths]  # noqa: PTH100, PTH111
    for path in paths:
        if not os.path.exists(path):  # noqa: PTH110
            raise PhotoRagError(f"{path} is not there. Give the path of a folder to add, or of a picture to search by.")
    folders = [path for path in paths if Path(path).is_dir()]
    pictures = [path for path in paths if not Path(path).is_dir()]
    return show_window(context, [*folders, *pictures[:_MOST_PICTURES]])


def with_open(arguments: Sequence[str], commands: Container[str]) -> list[str]:
    """``photorag ~/Pictures`` as ``photorag open ~/Pictures``: where the first argument that is no option is no command
    but is there."""
    skip = False
    for place, argument in enumerate(arguments):
        if skip:
            skip = False
        elif argument in _WITH_VALUE:
            skip = True
        elif not argument.startswith("-"):
            if argument not in commands and os.path.exists(os.path.expanduser(argument)):  # noqa: PTH110, PTH111
                return [*arguments[:place], "open", *arguments[place:]]
            break
    return list(arguments)
