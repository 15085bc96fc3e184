"""Fixtures for every floor: a home of its own for each test, and libraries with the fake embedder at its seam."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from photorag.core.paths import HOME_VARIABLE, Home
from photorag.embedding.load import ResolvedModel
from photorag.embedding.model_names import ModelReference
from photorag.library import Library
from tests.fakes import COLOURS, ColourEmbedder

SHARED = (Path(__file__).resolve().parents[2] / "shared").resolve()  # the library knows real paths only


@pytest.fixture(autouse=True, scope="session")
def ctrl_c_is_heard() -> Iterator[None]:
    """Tests started in the background of a shell inherit, and pass on, that SIGINT is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """No test ever sees the library of the person who runs it."""
    folder = tmp_path / "home"
    monkeypatch.setenv(HOME_VARIABLE, str(folder))
    return Home(folder)


@pytest.fixture
def shared() -> Path:
    """The real photos and models that lie beside a full checkout."""
    if not SHARED.is_dir():
        pytest.skip("no shared photos beside this checkout")
    return SHARED


@pytest.fixture
def embedder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ColourEmbedder:
    """Every library opened in this test uses this fake in place of a model, hosted or not."""
    fake = ColourEmbedder()

    def resolve(*_: object) -> ResolvedModel:
        return ResolvedModel(ModelReference("starter"), tmp_path, fake.model_id, fake.dim, fake.input)

    monkeypatch.setattr("photorag.model_in_use.resolve_model", resolve)
    monkeypatch.setattr("photorag.model_in_use.load_embedder", lambda *_, **__: fake)
    monkeypatch.setattr("photorag.model_in_use.HostedEmbedder", lambda *_, **__: fake)
    return fake


@pytest.fixture
def library(own_home: Home, embedder: ColourEmbedder) -> Iterator[Library]:
    """An open, empty library with the fake embedder."""
    with Library.open(own_home) as opened:
        yield opened


@pytest.fixture
def paint(tmp_path: Path) -> Callable[..., Path]:
    """``paint("a/red.jpg", "red", seed=1)`` writes a picture, mostly of that colour; another seed, other bytes."""

    def write(name: str, colour: str, seed: int = 0, size: tuple[int, int] = (80, 60)) -> Path:
        path = tmp_path / "photos" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        image = Image.new("RGB", size, COLOURS[colour])
        ImageDraw.Draw(image).rectangle((0, 0, 3 + seed % 20, 3 + seed // 20), fill=(seed % 256, 90, 90))
        image.save(path)
        return path

    return write
