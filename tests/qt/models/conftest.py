"""A Hub on the loopback with one small model, and a library whose models are fakes of different ids.

Downloading is the real thing; only the model it brings is never loaded.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from pytestqt.qtbot import QtBot

from photorag.core.paths import Home
from photorag.embedding.download_files import ArrivingFile
from photorag.embedding.load import ResolvedModel
from photorag.embedding.model_names import ModelReference
from photorag.library import Library
from photorag.qt.bridge import LibraryBridge
from photorag.qt.models.model_runs import ModelRuns
from tests.embedding.conftest import hub
from tests.embedding.hub_server import FakeHub
from tests.embedding.models import shell_folder
from tests.fakes import ColourEmbedder

__all__ = ["hub"]  # the fixture

NAME = "hf-hub:acme/tiny"
WEIGHTS = "acme/tiny/open_clip_model.safetensors"
TIMEOUT = 30_000


@pytest.fixture
def published(hub: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeHub:
    """Three megabytes that look like a model."""
    for each in shell_folder(tmp_path / "published", weights=bytes(range(256)) * 12_000).iterdir():
        hub.files[f"acme/tiny/{each.name}"] = each.read_bytes()
    monkeypatch.setattr("photorag.embedding.download._try_in_another_process", lambda *_: None)
    monkeypatch.setattr("photorag.embedding.download._Network._wait", lambda *_: None)
    return hub


@pytest.fixture
def fake_models(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every model is the fake of `tests.fakes`, under an id of its own."""

    def resolve(reference: ModelReference, _: Home) -> ResolvedModel:
        fake = ColourEmbedder(f"{reference}@1")
        return ResolvedModel(reference, tmp_path, fake.model_id, fake.dim, fake.input)

    def load(reference: ModelReference, *_: Any, **__: Any) -> ColourEmbedder:
        return ColourEmbedder(f"{reference}@1")

    monkeypatch.setattr("photorag.model_in_use.resolve_model", resolve)
    monkeypatch.setattr("photorag.model_in_use.load_embedder", load)


@pytest.fixture
def bridge(qtbot: QtBot, own_home: Home, fake_models: None) -> Iterator[LibraryBridge]:
    opened = LibraryBridge(Library.open(own_home))
    yield opened
    with qtbot.waitSignal(opened.closed, timeout=TIMEOUT):
        opened.close()


@pytest.fixture
def runs(qtbot: QtBot, bridge: LibraryBridge) -> ModelRuns:
    made = ModelRuns(bridge, bridge)
    with qtbot.waitSignal(made.changed, timeout=TIMEOUT):
        made.refresh()
    return made


class Hold:
    """Stops a download after its first megabyte, until it is opened."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.opened = threading.Event()

    def wait(self) -> None:
        self.reached.set()
        assert self.opened.wait(30)


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hold]:
    held, write = Hold(), ArrivingFile.write

    def slowly(arriving: ArrivingFile, out: BinaryIO, chunk: bytes) -> None:
        write(arriving, out, chunk)
        if arriving.have > 1 << 20:
            held.wait()

    monkeypatch.setattr(ArrivingFile, "write", slowly)
    yield held
    held.opened.set()
