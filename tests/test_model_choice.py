"""One model follows another: reading goes over at once, searching when everything has been read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from photorag.core.cancel import CancelToken
from photorag.core.errors import ModelError
from photorag.core.events import ModelChanged
from photorag.core.paths import Home
from photorag.embedding.load import ResolvedModel
from photorag.embedding.model_names import ModelReference
from photorag.library import Library
from photorag.model_choice import ModelNames
from tests.fakes import ColourEmbedder

Paint = Callable[..., Path]


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, ColourEmbedder]:
    """Every model is a fake of its own, by its name."""
    made: dict[str, ColourEmbedder] = {}

    def resolve(reference: ModelReference, *_: object) -> ResolvedModel:
        fake = ColourEmbedder(f"{reference}@1")
        if "broken" in str(reference):
            raise ModelError("That model is broken.")
        return ResolvedModel(reference, tmp_path, fake.model_id, fake.dim, fake.input)

    def load(reference: ModelReference, *_: object, **__: object) -> ColourEmbedder:
        made[str(reference)] = ColourEmbedder(f"{reference}@1")
        return made[str(reference)]

    monkeypatch.setattr("photorag.model_in_use.resolve_model", resolve)
    monkeypatch.setattr("photorag.model_in_use.load_embedder", load)
    monkeypatch.setattr("photorag.model_choice.download_model", lambda *_, **__: None)
    return made


@pytest.fixture
def photos(paint: Paint) -> Path:
    for number, name in enumerate(("red", "green", "blue")):
        folder = paint(f"{name}.jpg", name, seed=number).parent
    return folder


def first(library: Library, words: str) -> str:
    return library.search(words).hits[0].title


def test_searches_go_on_with_the_old_model_until_all_is_read(
    models: dict[str, ColourEmbedder], photos: Path, own_home: Home
) -> None:
    with Library.open(own_home) as library:
        changes: list[object] = []
        library.events.subscribe(ModelChanged, changes.append)
        library.index([photos])
        assert library.use_model("local-dir:/new") == "local-dir:/new"
        assert library.model_names() == ModelNames("starter", "local-dir:/new")
        assert first(library, "green") == "green.jpg"
        assert library.status().searchable == 3
        assert library.index().updated == 3
        assert library.model_names() == ModelNames("local-dir:/new", "local-dir:/new")
        assert first(library, "blue") == "blue.jpg"
        assert len(changes) == 2
    assert json.loads(own_home.settings.read_text())["model"] == "local-dir:/new"
    assert models["starter"].closed
    assert models["local-dir:/new"].closed


def test_a_change_spans_several_starts(models: dict[str, ColourEmbedder], photos: Path, own_home: Home) -> None:
    with Library.open(own_home) as library:
        library.index([photos])
        library.use_model("local-dir:/new")
        cancel = CancelToken()
        cancel.cancel()
        assert library.index(cancel=cancel).cancelled
    with Library.open(own_home) as library:
        names = library.model_names()
        assert names.searching == "starter"
        assert names.reading == "local-dir:/new"
        assert first(library, "red") == "red.jpg"
        library.index()
        assert library.model_names().searching == "local-dir:/new"


def test_where_nothing_would_be_lost_it_takes_over_at_once(
    models: dict[str, ColourEmbedder], photos: Path, own_home: Home
) -> None:
    with Library.open(own_home) as library:
        library.use_model("local-dir:/new")
        assert library.model_names() == ModelNames("local-dir:/new", "local-dir:/new")
        library.index([photos])
        library.use_model("starter")
        library.index()
        library.use_model("local-dir:/new")  # its vectors are still there
        assert library.model_names() == ModelNames("local-dir:/new", "local-dir:/new")
        assert first(library, "blue") == "blue.jpg"


def test_a_change_can_be_taken_back(models: dict[str, ColourEmbedder], photos: Path, own_home: Home) -> None:
    with Library.open(own_home) as library:
        library.index([photos])
        library.use_model("local-dir:/new")
        library.use_model("starter")
        assert library.model_names() == ModelNames("starter", "starter")
        assert library.index().unchanged == 3
    assert json.loads(own_home.settings.read_text())["next_model"] is None


def test_taking_it_back_leaves_no_second_copy_of_the_model(
    models: dict[str, ColourEmbedder], photos: Path, own_home: Home, paint: Paint
) -> None:
    later = paint("later/yellow.jpg", "yellow", seed=9).parent
    with Library.open(own_home) as library:
        library.index([photos])
        library.remove_root(photos)
        library.index([later])
        library.use_model("local-dir:/new")
        library.index([paint("other/purple.jpg", "purple", seed=10).parent])  # which the starter has not read
        first_starter = models["starter"]
        library.use_model("starter")
        assert library.model_names() == ModelNames("starter", "starter")
        assert json.loads(own_home.settings.read_text())["next_model"] is None
        library.index([later])  # whatever was retired has been closed behind this
        library.status()
        assert first_starter.closed
        assert models["local-dir:/new"].closed
        assert not models["starter"].closed
        assert library.index().updated == 1


def test_a_folder_that_is_away_does_not_hold_it_up(
    models: dict[str, ColourEmbedder], photos: Path, own_home: Home, paint: Paint
) -> None:
    away = paint("../away/purple.jpg", "purple", seed=9).parent
    with Library.open(own_home) as library:
        library.index([photos, away])
        away.rename(away.with_name("unplugged"))
        library.index()
        library.use_model("local-dir:/new")
        library.index()
        assert library.model_names().searching == "local-dir:/new"


def test_a_model_that_does_not_work_changes_nothing(
    models: dict[str, ColourEmbedder], photos: Path, own_home: Home
) -> None:
    with Library.open(own_home) as library:
        library.index([photos])
        with pytest.raises(ModelError, match="broken"):
            library.use_model("local-dir:/broken")
        assert library.model_names() == ModelNames("starter", "starter")
        assert first(library, "red") == "red.jpg"


def test_a_model_whose_files_are_gone_can_be_left(models: dict[str, ColourEmbedder], own_home: Home) -> None:
    own_home.folder.mkdir()
    own_home.settings.write_text(json.dumps({"model": "local-dir:/broken"}))
    with Library.open(own_home) as library:
        library.use_model("starter")
        assert library.model_names() == ModelNames("starter", "starter")
