"""``photorag status``: what the library holds."""

from __future__ import annotations

import argparse

from photorag.cli.context import Commands, Context, add_command, counted, human_bytes, print_json
from photorag.core.library_types import LibraryStatus, RootState
from photorag.library import Library


def add_status(commands: Commands, shared: argparse.ArgumentParser) -> None:
    parser = add_command(commands, "status", status, shared, "Show what the library holds.")
    parser.add_argument("--failures", action="store_true", help="list files that could not be read, with the reason")


def status(context: Context, options: argparse.Namespace) -> int:
    with context.library() as library:
        if options.failures:
            _failures(context, library)
        elif context.json:
            print_json(_as_json(library.status()))
        else:
            _print(library.status())
    return 0


def _print(found: LibraryStatus) -> None:
    print(f"Library   {found.home} ({human_bytes(found.database_bytes)} database)")
    print(f"Model     {found.model}" + ("" if found.model_id else " (not usable: see `photorag models`)"))
    print(f"Photos    {counted(found.items, 'photo')}, {found.searchable:,} searchable with this model")
    if found.removed:
        print(f"Removed   {counted(found.removed, 'photo')}, kept for 30 days in case the files come back")
    if found.failures:
        print(f"Failures  {counted(found.failures, 'file')} could not be read: photorag status --failures")
    print("Folders" if found.roots else "Folders   none yet: photorag index FOLDER")
    for each in found.roots:
        away = " (offline)" if each.root.state == RootState.OFFLINE else ""
        failures = f", {each.failures:,} not readable" if each.failures else ""
        print(f"  {each.root.path}{away}: {counted(each.items, 'photo')}{failures}")


def _as_json(found: LibraryStatus) -> dict[str, object]:
    return {
        "home": str(found.home),
        "model": found.model,
        "model_id": found.model_id,
        "items": found.items,
        "searchable": found.searchable,
        "removed": found.removed,
        "failures": found.failures,
        "database_bytes": found.database_bytes,
        "roots": [
            {
                "path": str(each.root.path),
                "state": each.root.state,
                "items": each.items,
                "failures": each.failures,
                "scanned": each.root.scanned,
            }
            for each in found.roots
        ],
    }


def _failures(context: Context, library: Library) -> None:
    failures = library.failures()
    for failure in failures:
        if context.json:
            print_json(
                {"path": str(failure.path), "reason": failure.reason, "attempts": failure.attempts, "at": failure.at}
            )
        else:
            print(f"{failure.path}: {failure.reason}")
    if not failures and not context.json:
        print("Every file could be read.")
