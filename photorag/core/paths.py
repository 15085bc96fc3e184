"""Where everything lives: one folder holds all state, and nothing is written anywhere else."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

HOME_VARIABLE = "PHOTORAG_HOME"


@dataclass(frozen=True, slots=True)
class Home:
    """The library's own folder and the names inside it."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "library.db"

    @property
    def writer_lock(self) -> Path:
        return self.folder / "writer.lock"

    @property
    def index_folder(self) -> Path:
        return self.folder / "index"

    @property
    def thumbnails(self) -> Path:
        return self.folder / "thumbnails"

    @property
    def models(self) -> Path:
        return self.folder / "models"

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    @property
    def settings(self) -> Path:
        return self.folder / "settings.json"

    @property
    def log(self) -> Path:
        return self.folder / "logs" / "photorag.log"


def resolve_home(given: str | os.PathLike[str] | None = None) -> Home:
    """``given``, else ``$PHOTORAG_HOME``, else the platform's data folder for this person."""
    chosen = given or os.environ.get(HOME_VARIABLE)
    folder = Path(chosen).expanduser() if chosen else Path(platformdirs.user_data_dir("PhotoRAG", appauthor=False))
    return Home(Path(os.path.abspath(folder)))  # noqa: PTH100 - resolve() would follow links the person chose


def resources_folder() -> Path:
    """The folder with the starter model and icons: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"
