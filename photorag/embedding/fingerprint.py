"""A model's fingerprint: what tells two sets of weights apart, wherever their files lie and whatever they are called.

Hashing two gigabytes takes seconds, so a weights file's SHA-256 is remembered with its size and time of change.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import threading
from pathlib import Path
from typing import Any

from photorag.core.errors import ModelError, StorageError
from photorag.core.files import write_atomically
from photorag.embedding.model_folder import ModelFolder

_REMEMBERED = 64  # files; far more than anyone has models, and the file stays small
_writing = threading.Lock()


def fingerprint(model: ModelFolder, remembered: Path | None) -> str:
    """16 hexadecimal digits over the weights and the configuration of ``model``.

    ``remembered`` is the JSON file that keeps hashes between starts (it may be absent or damaged: it is only a cache).
    The tokenizer has no part in it: it changes what words become, not what the stored vectors of pictures mean. Raises
    `ModelError` when the weights can't be read.
    """
    try:
        weights = _weights_hash(model.weights, remembered)
    except OSError as error:
        raise ModelError(f"The weights {model.weights} can't be read ({error.strerror or error}).") from error
    facts = {"weights": weights, "model": model.model_config, "preprocess": model.preprocess_config}
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:16]


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _weights_hash(weights: Path, remembered: Path | None) -> str:
    stat = weights.stat()
    stamp = [stat.st_size, stat.st_mtime_ns]
    key = str(weights)
    entry = _load(remembered).get(key)
    if isinstance(entry, dict) and entry.get("stamp") == stamp and isinstance(entry.get("sha256"), str):
        return str(entry["sha256"])
    digest = file_sha256(weights)
    if remembered is not None:
        with _writing, contextlib.suppress(StorageError):  # a full disk costs the next start a second, no more
            entries = _load(remembered)
            entries.pop(key, None)
            entries[key] = {"stamp": stamp, "sha256": digest}
            kept = dict(list(entries.items())[-_REMEMBERED:])
            write_atomically(remembered, json.dumps(kept, indent=1).encode())
    return digest


def _load(remembered: Path | None) -> dict[str, Any]:
    if remembered is None:
        return {}
    try:
        entries = json.loads(remembered.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return entries if isinstance(entries, dict) else {}
