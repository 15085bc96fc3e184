"""open_clip's own table of pretrained weights: which tags an architecture has, and where their files are.

Reading it means importing open_clip, and so torch: seconds, and frames lost if it were done in the window's process.
So another process reads it once for each version of open_clip, and the answer is kept as a small file.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import json
import sys
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from photorag.core.errors import ModelError, StorageError
from photorag.core.files import write_atomically
from photorag.core.paths import Home
from photorag.core.spawning import SPAWN, main_hidden
from photorag.embedding.model_names import LISTED, architecture_folder, did_you_mean

Pretrained = Mapping[str, Any]  # one entry of open_clip's table: hf_hub, url, quick_gelu, mean, std, ...
Table = Mapping[str, Mapping[str, Pretrained]]


def check_tag(name_and_tag: str, home: Home) -> Pretrained:
    """open_clip's entry for ``NAME/TAG``. Raises `ModelError` when it has none."""
    architecture, _, tag = name_and_tag.partition("/")
    tags = pretrained_table(home).get(architecture, {})
    if not tags:
        raise ModelError(f"open_clip has no weights for {architecture}. {LISTED}")
    if tag not in tags:
        near = did_you_mean(name_and_tag, [f"{architecture}/{each}" for each in tags])
        raise ModelError(f"{architecture} has no weights named {tag}.{near} It has: {', '.join(tags)}.")
    return tags[tag]


def pretrained_table(home: Home) -> Table:
    """Architecture -> tag -> entry. The first call for a version of open_clip takes seconds. Raises `ModelError`."""
    kept = home.models / f"open_clip-{importlib.metadata.version('open_clip_torch')}.json"
    table = _read(kept)
    if table is None:
        table = _import_table() if "torch" in sys.modules else _ask_another_process()
        with contextlib.suppress(StorageError):
            write_atomically(kept, json.dumps(table).encode())
    return table


def architecture_config(architecture: str) -> dict[str, Any]:
    """open_clip's built-in configuration of an architecture (its ``model_cfg``). Raises `ModelError`."""
    folder = architecture_folder()
    try:
        if folder is None:
            raise FileNotFoundError
        config = json.loads((folder / f"{architecture}.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"open_clip has no architecture named {architecture}. {LISTED}") from error
    return dict(config)


def _read(kept: Path) -> Table | None:
    try:
        table = json.loads(kept.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return table if isinstance(table, dict) and table else None


def _import_table() -> Table:
    from open_clip import get_pretrained_cfg, list_pretrained

    table: dict[str, dict[str, Pretrained]] = {}
    for architecture, tag in list_pretrained():
        table.setdefault(architecture, {})[tag] = get_pretrained_cfg(architecture, tag)
    return table


def _ask_another_process() -> Table:
    here, there = SPAWN.Pipe(duplex=False)
    process = SPAWN.Process(target=_send_table, args=(there,), name="photorag-open-clip-table", daemon=True)
    with main_hidden():
        process.start()
    there.close()
    try:
        table: Table = here.recv()
    except EOFError:
        raise ModelError("open_clip could not be imported: is PhotoRAG's installation complete?") from None
    finally:
        here.close()
        process.join()
    return table


def _send_table(connection: Connection) -> None:
    connection.send(_import_table())
    connection.close()
