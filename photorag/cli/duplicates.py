"""``photorag duplicates``: photos that are the same, or nearly. It lists them; what goes is for the person to say."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from rich.console import Console
from rich.progress import Progress

from photorag.cli.context import Commands, Context, add_command, counted, human_bytes, print_json
from photorag.core.library_types import DuplicateGroup, Item, Likeness
from photorag.library import Library

_TITLES = {Likeness.EXACT: "exact copies", Likeness.NEAR: "near copies", Likeness.BURST: "shots of a burst"}


def add_duplicates(commands: Commands, shared: argparse.ArgumentParser) -> None:
    parser = add_command(
        commands, "duplicates", duplicates, shared, "List photos that are the same, or nearly. Deletes nothing."
    )
    parser.add_argument("--kind", choices=[each.value for each in Likeness], help="only groups of this kind")


def duplicates(context: Context, options: argparse.Namespace) -> int:
    with context.library() as library:
        groups = _looked(library, options.kind)
        items = library.items([item for group in groups for item in group.items])
    for group in groups:
        shown = [items[each] for each in group.items if each in items]
        if context.json:
            print_json(_as_json(group, shown))
        else:
            _print(group, shown)
    if not context.json:
        _print_sum(groups, items)
    return 0


def _looked(library: Library, kind: str | None) -> list[DuplicateGroup]:
    """Finds them, with a bar on stderr where that is a terminal."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Looking at photos", total=None)

        def show(done: int, total: int) -> None:
            if done < total:
                progress.update(task, completed=done, total=total)
            else:
                progress.update(task, description="Comparing", completed=0, total=None)

        return [each for each in library.duplicates.find(show) if kind in (None, each.likeness.value)]


def _as_json(group: DuplicateGroup, items: Sequence[Item]) -> dict[str, object]:
    return {
        "kind": group.likeness.value,
        "keep": str(items[0].path) if items else None,
        "photos": [
            {
                "path": str(item.path),
                "item": item.id,
                "size": item.size,
                "width": item.width,
                "height": item.height,
                "taken": item.taken,
                "favourite": item.favourite,
                "offline": item.offline,
            }
            for item in items
        ],
    }


def _print(group: DuplicateGroup, items: Sequence[Item]) -> None:
    print(f"{len(items)} {_TITLES[group.likeness]}")
    columns: list[Callable[[Item], str]] = [
        lambda item: f"{item.width} × {item.height}",
        lambda item: human_bytes(item.size),
        lambda item: (item.taken or "")[:16].replace("T", " "),
    ]
    widths = [max((len(text(item)) for item in items), default=0) for text in columns]
    for place, item in enumerate(items):
        facts = "  ".join(text(item).rjust(width) for text, width in zip(columns, widths, strict=True))
        away = " (offline)" if item.offline else ""
        print(f"  {'keep' if place == 0 else '    '}  {facts}  {item.path}{away}")


def _print_sum(groups: Sequence[DuplicateGroup], items: dict[int, Item]) -> None:
    if not groups:
        print("No duplicates found.")
        return
    spare = [items[each] for group in groups for each in group.items[1:] if each in items]
    freed = human_bytes(sum(item.size for item in spare))
    print(f"{counted(len(groups), 'group')}, {counted(len(spare), 'photo')} ({freed}) besides the suggested ones.")
