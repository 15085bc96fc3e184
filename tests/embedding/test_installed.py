"""The list of models on this computer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from photorag.core.errors import ModelError
from photorag.core.paths import Home
from photorag.embedding.installed import add_folder, find_installed, installed_models, remove
from photorag.embedding.model_names import parse_model_name
from tests.embedding.models import shell_folder


def downloaded(home: Home, name: str) -> Path:
    folder = shell_folder(parse_model_name(name).folder(home))
    (folder / "photorag.json").write_text(json.dumps({"reference": name}))
    return folder


def names(home: Home) -> list[str]:
    return [each.name for each in installed_models(home)]


def test_the_starter_is_always_listed(own_home: Home) -> None:
    assert names(own_home) == ["starter"]


def test_downloaded_models_are_listed_and_removed(own_home: Home) -> None:
    folder = downloaded(own_home, "ViT-B-32/openai")
    downloaded(own_home, "hf-hub:timm/some")
    unfinished = downloaded(own_home, "ViT-B-16/openai")
    unfinished.rename(unfinished.with_name(unfinished.name + ".part"))
    (own_home.models / "strange").mkdir()
    assert names(own_home) == ["starter", "ViT-B-32/openai", "hf-hub:timm/some"]
    model = find_installed(own_home, "vit-b-32/openai")
    assert model.resolved is not None
    assert model.resolved.model_id.startswith("ViT-B-32/openai@")
    assert model.size > 0
    remove(own_home, model.resolved.model_id)
    assert not folder.exists()
    assert names(own_home) == ["starter", "hf-hub:timm/some"]


def test_folders_are_added_and_taken_off(own_home: Home, tmp_path: Path) -> None:
    folder = shell_folder(tmp_path / "mine")
    added = add_folder(own_home, folder)
    assert add_folder(own_home, folder) == added
    assert names(own_home) == ["starter", f"local-dir:{folder}"]
    assert find_installed(own_home, "mine") == added
    remove(own_home, "mine")
    assert names(own_home) == ["starter"]
    assert folder.is_dir()


def test_an_added_folder_that_went_away_is_listed_with_its_problem(own_home: Home, tmp_path: Path) -> None:
    folder = shell_folder(tmp_path / "mine")
    add_folder(own_home, folder)
    (folder / "open_clip_config.json").unlink()
    model = find_installed(own_home, "mine")
    assert model.resolved is None
    assert "open_clip_config.json is missing" in model.problem


def test_what_can_not_be_done(own_home: Home, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model folder"):
        add_folder(own_home, tmp_path / "nothing")
    with pytest.raises(ModelError, match="comes with PhotoRAG"):
        remove(own_home, "starter")
    with pytest.raises(ModelError, match="not on this computer"):
        remove(own_home, "ViT-B-32/openai")
