"""What the person has chosen, in one small JSON file they can read."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from photorag.core.errors import PhotoRagError
from photorag.core.files import write_atomically

DEFAULT_EXCLUDES = (
    "node_modules",
    "@eaDir",
    "$RECYCLE.BIN",
    "System Volume Information",
    "lost+found",
    "*.photoslibrary/resources",
)


@dataclass(frozen=True, slots=True)
class Settings:
    """``model`` is the model in use, as the person names it, and ``next_model`` the one photos are being read with, to
    follow it; ``exclude`` are patterns for names or paths not to walk
    (`photorag.ingest.scan.ScanRules`); ``decode_workers`` None means: chosen for the machine;
    ``read_text``: whether text in pictures is read in the background."""

    model: str = "starter"
    next_model: str | None = None
    exclude: tuple[str, ...] = DEFAULT_EXCLUDES
    decode_workers: int | None = None
    rescan_minutes: int = 15
    read_text: bool = True


def load_settings(path: Path) -> Settings:
    """Reads the settings; an absent file means the defaults, unknown keys are kept out of the way.

    Raises `PhotoRagError` when the file is not what it should be: guessing would drop the person's choices.
    """
    try:
        raw = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        raise PhotoRagError(
            f"The settings file {path} can't be read ({error}). Mend it, or delete it to start afresh."
        ) from error
    try:
        return _checked(raw)
    except (TypeError, ValueError) as error:
        raise PhotoRagError(f"The settings file {path} holds a value that does not fit ({error}).") from error


def save_settings(path: Path, settings: Settings) -> None:
    """Replaces the settings file. Raises `StorageError`."""
    write_atomically(path, (json.dumps(asdict(settings), indent=2, ensure_ascii=False) + "\n").encode())


def _checked(raw: object) -> Settings:
    if not isinstance(raw, dict):
        raise TypeError("it should hold one JSON object")
    known = {field.name for field in fields(Settings)}
    settings = replace(Settings(), **{key: value for key, value in raw.items() if key in known})
    if not isinstance(settings.model, str) or not settings.model:
        raise TypeError("model should be a name")
    if settings.next_model is not None and (not isinstance(settings.next_model, str) or not settings.next_model):
        raise TypeError("next_model should be a name, or null")
    if not isinstance(settings.exclude, list | tuple) or not all(isinstance(each, str) for each in settings.exclude):
        raise TypeError("exclude should be a list of patterns")
    workers = settings.decode_workers
    if workers is not None and (not isinstance(workers, int) or workers < 1):
        raise TypeError("decode_workers should be a number from 1 up, or null")
    if not isinstance(settings.rescan_minutes, int) or settings.rescan_minutes < 1:
        raise TypeError("rescan_minutes should be a number from 1 up")
    if not isinstance(settings.read_text, bool):
        raise TypeError("read_text should be true or false")
    return replace(settings, exclude=tuple(settings.exclude))
