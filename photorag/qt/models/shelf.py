"""Which models there are to choose from, and how much room is left. Looks at the disk: not for the GUI thread."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from photorag.core.errors import ModelError
from photorag.core.paths import Home
from photorag.embedding.catalogue import RECOMMENDED
from photorag.embedding.download_files import partial_folder
from photorag.embedding.installed import InstalledModel, installed_models
from photorag.embedding.model_names import parse_model_name


@dataclass(frozen=True, slots=True)
class ShelfModel:
    """``here``: on this computer; ``size`` in bytes, on the disk or to download (0: not known). ``arrived`` bytes of
    an unfinished download wait. ``problem`` says, in a sentence, why a model that is here can't be used."""

    name: str
    size: int = 0
    here: bool = False
    arrived: int = 0
    problem: str = ""

    @property
    def is_folder(self) -> bool:
        return self.name.startswith("local-dir:")

    @property
    def removable(self) -> bool:
        return self.here and self.name != "starter"


@dataclass(frozen=True, slots=True)
class Shelf:
    """``free`` bytes on the disk that models are kept on; None when it does not say."""

    models: tuple[ShelfModel, ...] = ()
    free: int | None = None


def look_at_shelf(home: Home, wished: Sequence[str] = ()) -> Shelf:
    """The offered models in their order, then others that are here or ``wished`` for, the starter last."""
    here = {each.name: each for each in installed_models(home)}
    offered = {each.name: each.download_mb * 1_000_000 for each in RECOMMENDED}
    others = [name for name in dict.fromkeys((*here, *wished)) if name not in offered and name != "starter"]
    models = [_shelf_model(name, here.get(name), offered.get(name, 0), home) for name in (*offered, *others, "starter")]
    return Shelf(tuple(models), _free(home.models))


def _shelf_model(name: str, installed: InstalledModel | None, to_download: int, home: Home) -> ShelfModel:
    if installed is not None:
        return ShelfModel(name, installed.size, here=True, problem=installed.problem)
    return ShelfModel(name, to_download, arrived=_arrived(name, home))


def _arrived(name: str, home: Home) -> int:
    try:
        part = partial_folder(parse_model_name(name).folder(home))
        return sum(each.stat().st_size for each in part.rglob("*") if each.is_file())
    except (OSError, ModelError):
        return 0


def _free(folder: Path) -> int | None:
    for each in (folder, *folder.parents):  # the folder may not be there yet
        try:
            return shutil.disk_usage(each).free
        except OSError:
            continue
    return None
