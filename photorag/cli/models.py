"""``photorag models``: which models there are, and which one is in use."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

from photorag.cli.context import Commands, Context, add_command, human_bytes, print_json
from photorag.core.errors import ModelError
from photorag.core.settings import load_settings
from photorag.embedding.catalogue import RECOMMENDED
from photorag.embedding.installed import InstalledModel, add_folder, find_installed, installed_models, remove


def add_models(commands: Commands, shared: argparse.ArgumentParser) -> None:
    parser = add_command(commands, "models", list_models, shared, "List, choose, add or remove models.")
    actions = parser.add_subparsers(title="actions", metavar="ACTION")
    add_command(actions, "list", list_models, shared, "List the models on this computer and those to download.")
    use = add_command(actions, "use", use_model, shared, "Use a model from now on, downloading it where need be.")
    use.add_argument("name", metavar="ID", help="starter, NAME/TAG, hf-hub:ORG/NAME or local-dir:DIR")
    add = add_command(actions, "add", add_model, shared, "Add a folder that holds an open_clip model.")
    add.add_argument("folder", metavar="DIR")
    drop = add_command(actions, "remove", remove_model, shared, "Delete a downloaded model, or forget an added folder.")
    drop.add_argument("name", metavar="ID")


def list_models(context: Context, _: argparse.Namespace) -> int:
    in_use = load_settings(context.home.settings).model
    here = installed_models(context.home)
    names = {each.name for each in here}
    offered = [each for each in RECOMMENDED if each.name not in names]
    if context.json:
        for each in here:
            print_json(_as_json(each, in_use))
        for model in offered:
            print_json(
                {"name": model.name, "installed": False, "download_mb": model.download_mb, "licence": model.licence}
            )
        return 0
    print("On this computer (* in use)")
    for each in here:
        print(f"  {'*' if each.name == in_use else ' '} {each.name}  {human_bytes(each.size)}")
        if each.problem:
            print(f"      {each.problem}")
    if in_use not in names:
        print(f"  * {in_use}  (not on this computer)")
    print("\nTo download: photorag models use NAME")
    width = max((len(model.name) for model in offered), default=0)
    for model in offered:
        size = human_bytes(model.download_mb * 1_000_000)
        print(f"    {model.name:<{width}}  {size:>8}  {model.licence}, languages: {model.languages}; {model.summary}")
    return 0


def use_model(context: Context, options: argparse.Namespace) -> int:
    with context.library() as library, _DownloadBar() as bar:
        name = library.use_model(options.name, bar.show)
        status = library.status()
    if context.json:
        print_json(
            {
                "model": name,
                "searching": status.model,
                "model_id": status.model_id,
                "searchable": status.searchable,
                "items": status.items,
            }
        )
        return 0
    if status.model != status.reading_model:
        print(f"Photos are read with {name} from now on: photorag index")
        print(f"Searches go on with {status.model} until that is done.")
        return 0
    print(f"{name} is in use from now on.")
    if status.searchable < status.items:
        print(f"{status.items - status.searchable:,} photos are to be read with it: photorag index")
    return 0


def add_model(context: Context, options: argparse.Namespace) -> int:
    added = add_folder(context.home, Path(options.folder))
    if context.json:
        print_json(_as_json(added, load_settings(context.home.settings).model))
    else:
        print(f"Added {added.name}. Use it with: photorag models use {added.name}")
    return 0


def remove_model(context: Context, options: argparse.Namespace) -> int:
    chosen = find_installed(context.home, options.name)
    if chosen.name == load_settings(context.home.settings).model:
        raise ModelError(f"{chosen.name} is in use. Choose another first: photorag models use starter")
    removed = remove(context.home, options.name)
    if context.json:
        print_json({"removed": removed.name})
    else:
        print(f"Removed {removed.name}. What was read with it stays in the library.")
    return 0


def _as_json(model: InstalledModel, in_use: str) -> dict[str, object]:
    return {
        "name": model.name,
        "installed": True,
        "in_use": model.name == in_use,
        "model_id": model.resolved.model_id if model.resolved else None,
        "dim": model.resolved.dim if model.resolved else None,
        "bytes": model.size,
        "folder": str(model.folder),
        "problem": model.problem,
    }


class _DownloadBar:
    """Bytes, speed and time left of a download; shown once there is one."""

    def __init__(self) -> None:
        self._bar = Progress(
            TextColumn("Downloading"), BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn(),
            console=Console(stderr=True), transient=True,
        )  # fmt: skip
        self._task = self._bar.add_task("", total=None, start=False)
        self._started = False

    def __enter__(self) -> _DownloadBar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._started:
            self._bar.stop()

    def show(self, done: int, total: int) -> None:
        if not self._started:
            self._started = True
            self._bar.start()
            self._bar.start_task(self._task)
        self._bar.update(self._task, completed=done, total=total)
