"""``photorag doctor``: checks the library and mends it."""

from __future__ import annotations

import argparse

from photorag.cli.context import Commands, Context, add_command, print_json
from photorag.core.errors import LibraryDamaged
from photorag.repair import Finding


def add_doctor(commands: Commands, shared: argparse.ArgumentParser) -> None:
    parser = add_command(commands, "doctor", doctor, shared, "Check the library; exit code 1 when something is wrong.")
    parser.add_argument("--repair", action="store_true", help="mend what can be mended")


def doctor(context: Context, options: argparse.Namespace) -> int:
    try:
        with context.library() as library:
            findings = library.check()
            done = library.repair() if options.repair else []
            left = library.check() if done else findings
    except LibraryDamaged:
        database = context.home.database
        findings = left = [
            Finding(
                f"The database {database} is damaged beyond what can be mended here. Move it and the files beside it "
                f"that are named {database.name}-… to another place, then read your folders anew with "
                "`photorag index FOLDER`; your photos are untouched.",
                False,
            )
        ]
        done = []
    if context.json:
        print_json(
            {
                "ok": not left,
                "problems": [{"text": each.text, "mendable": each.mendable} for each in findings],
                "repaired": done,
            }
        )
        return 1 if left else 0
    for each in findings:
        print(f"✗ {each.text}")
    for text in done:
        print(f"✓ {text}")
    if not findings:
        print("✓ The database is sound, and the search index and the thumbnails agree with it.")
    elif not options.repair and any(each.mendable for each in findings):
        print("Mend it with: photorag doctor --repair")
    return 1 if left else 0
