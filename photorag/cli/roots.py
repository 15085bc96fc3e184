"""``photorag roots``: the folders the library keeps in step with."""

from __future__ import annotations

import argparse

from photorag.cli.context import Commands, Context, add_command, counted, print_json
from photorag.core.library_types import RootState


def add_roots(commands: Commands, shared: argparse.ArgumentParser) -> None:
    parser = add_command(commands, "roots", list_roots, shared, "List, add or remove the library's folders.")
    actions = parser.add_subparsers(title="actions", metavar="ACTION")
    add_command(actions, "list", list_roots, shared, "List the folders.")
    add_command(
        actions, "add", add_root, shared, "Add a folder, to be read by the next `photorag index`."
    ).add_argument("folder", metavar="FOLDER")
    add_command(
        actions, "remove", remove_root, shared, "Forget a folder and what was read in it. The photos themselves stay."
    ).add_argument("folder", metavar="FOLDER")


def list_roots(context: Context, _: argparse.Namespace) -> int:
    with context.library() as library:
        summaries = library.roots()
    for each in summaries:
        if context.json:
            print_json(
                {"path": str(each.root.path), "state": each.root.state, "items": each.items, "failures": each.failures}
            )
        else:
            away = " (offline)" if each.root.state == RootState.OFFLINE else ""
            print(f"{each.root.path}{away}: {counted(each.items, 'photo')}")
    if not summaries and not context.json:
        print("No folders yet. Add one: photorag index FOLDER")
    return 0


def add_root(context: Context, options: argparse.Namespace) -> int:
    with context.library() as library:
        root = library.add_root(options.folder)
    if context.json:
        print_json({"path": str(root)})
    else:
        print(f"Added {root}. Read it with: photorag index")
    return 0


def remove_root(context: Context, options: argparse.Namespace) -> int:
    with context.library() as library:
        removed = library.remove_root(options.folder)
    if context.json:
        print_json({"removed": removed})
    else:
        print(f"Forgot {counted(removed, 'photo')}. The files themselves are untouched.")
    return 0
