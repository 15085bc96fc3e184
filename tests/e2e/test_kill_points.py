"""A kill at named points between two writes, where random moments hardly ever hit. The model is the fake."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from photorag.core.paths import Home
from photorag.library import Library
from tests.e2e.command import REPOSITORY
from tests.fakes import ColourEmbedder

# What the killed process does: it dies at the `call`-th call of a method of ours, before or after its work.
_DIE = """
import os, signal, sys
from pathlib import Path
from unittest.mock import patch
from photorag.core.paths import Home
from photorag.embedding.load import ResolvedModel
from photorag.embedding.model_names import ModelReference
from photorag.library import Library
from tests.fakes import ColourEmbedder
import importlib

home, folder, module, owner, method, call, when = sys.argv[1:]
fake = ColourEmbedder()
resolved = ResolvedModel(ModelReference("starter"), Path(home), fake.model_id, fake.dim, fake.input)
holder = getattr(importlib.import_module(module), owner)
real = getattr(holder, method)
left = int(call)

def dying(*arguments, **named):
    global left
    left -= 1
    if left == 0 and when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    result = real(*arguments, **named)
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return result

with (
    patch("photorag.model_in_use.resolve_model", lambda *_: resolved),
    patch("photorag.model_in_use.load_embedder", lambda *_, **__: fake),
    patch.object(holder, method, dying),
    Library.open(Home(Path(home))) as library,
):
    library.index([folder])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
@pytest.mark.parametrize(
    ("module", "owner", "method", "call", "when"),
    [
        ("photorag.store.migrations", "migrations", "apply", 1, "after"),  # the schema is there, its version is not
        ("photorag.store.thumbnails", "ThumbnailStore", "save", 3, "after"),
        ("photorag.store.catalogue", "Catalogue", "_ensure_vector", 3, "before"),  # in the midst of a transaction
        ("photorag.store.catalogue", "Catalogue", "save", 1, "after"),  # stored, and the index knows nothing of it
        ("photorag.store.catalogue", "Catalogue", "mark_removed", 1, "after"),
        ("photorag.store.vector_feed", "VectorFeed", "maintain", 1, "before"),
    ],
)
def test_the_next_run_completes(
    embedder: ColourEmbedder,
    own_home: Home,
    paint: Callable[..., Path],
    module: str,
    owner: str,
    method: str,
    call: int,
    when: str,
) -> None:
    for number in range(40):
        folder = paint(f"{number}.png", "red", seed=number).parent
    killed = subprocess.run(
        [sys.executable, "-c", _DIE, own_home.folder, folder, module, owner, method, str(call), when],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        check=False,
    )
    assert killed.returncode == -9, killed.stderr.decode()
    with Library.open(own_home) as library:
        assert library.check() == []
        assert not library.index([folder]).failed
        assert library.check() == []
        assert library.status().searchable == 40
        assert len(library.search("red", 100).hits) == 40
        assert library.index([folder]).unchanged == 40
        assert library.repair() == []
