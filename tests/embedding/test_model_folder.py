"""Model folders read without torch: facts, fingerprints, and damage told in one sentence."""

from __future__ import annotations

import json
import os
import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from photorag.core.errors import ModelError
from photorag.core.model_input import ModelInput
from photorag.core.paths import Home
from photorag.embedding import fingerprint as fingerprint_module
from photorag.embedding.load import resolve_model
from photorag.embedding.model_folder import model_input, read_model_folder
from photorag.embedding.model_names import ModelReference, parse_model_name
from tests.embedding.models import TINY_CONFIG, shell_folder


def changed(**parts: Any) -> dict[str, Any]:
    config = deepcopy(TINY_CONFIG)
    config["model_cfg"].update(parts)
    return config


def test_facts(tmp_path: Path) -> None:
    model = read_model_folder(shell_folder(tmp_path / "m"))
    assert model.dim == 16
    assert model.input == ModelInput(32, 32, (0.5, 0.4, 0.3), (0.2, 0.3, 0.4), "shortest", "bicubic", 0)
    assert model.weights.name == "open_clip_model.safetensors"


@pytest.mark.parametrize(
    ("vision", "preprocess", "expected"),
    [
        ({}, {}, (224, 224, "shortest", "bicubic", 0)),
        ({"image_size": [64, 32]}, {"resize_mode": "longest", "fill_color": 9}, (64, 32, "longest", "bicubic", 9)),
        ({"image_size": 48}, {"resize_mode": "squash", "interpolation": "bilinear"}, (48, 48, "squash", "bilinear", 0)),
        ({"image_size": 48}, {"size": 99, "resize_mode": None, "mean": None}, (48, 48, "shortest", "bicubic", 0)),
    ],
)
def test_inputs(vision: dict[str, Any], preprocess: dict[str, Any], expected: tuple[object, ...]) -> None:
    found = model_input({"vision_cfg": vision}, preprocess)
    assert (found.height, found.width, found.resize_mode, found.interpolation, found.fill_colour) == expected


def test_one_number_for_all_channels() -> None:
    assert model_input({"vision_cfg": {}}, {"mean": 0.5, "std": 0.25}).std == (0.25, 0.25, 0.25)


def test_damage_is_told_in_one_sentence(tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    no_config = shell_folder(tmp_path / "no-config")
    (no_config / "open_clip_config.json").unlink()
    no_weights = shell_folder(tmp_path / "no-weights")
    (no_weights / "open_clip_model.safetensors").unlink()
    short = shell_folder(tmp_path / "short", weights=b"x" * 100)
    os.truncate(short / "open_clip_model.safetensors", (short / "open_clip_model.safetensors").stat().st_size - 10)
    empty = shell_folder(tmp_path / "empty")
    (empty / "open_clip_model.safetensors").write_bytes(b"")
    zeros = shell_folder(tmp_path / "zeros")
    (zeros / "open_clip_model.safetensors").write_bytes(bytes(1000))
    broken = shell_folder(tmp_path / "broken")
    (broken / "open_clip_config.json").write_text("{")
    cases = {
        missing: "no model folder",
        no_config: "open_clip_config.json is missing",
        no_weights: "holds no weights",
        short: "damaged",
        empty: "damaged",
        zeros: "damaged",
        broken: "damaged",
        shell_folder(tmp_path / "list", config=[]): "no whole model_cfg",  # type: ignore[arg-type]
        shell_folder(tmp_path / "no-dim", config=changed(embed_dim=None)): "does not describe",
        shell_folder(tmp_path / "odd", config=changed(vision_cfg={"image_size": "big"})): "does not describe",
        shell_folder(tmp_path / "tokens", config=changed(text_cfg={"hf_tokenizer_name": "a/b"})): "tokenizer",
    }
    for folder, said in cases.items():
        with pytest.raises(ModelError) as caught:
            read_model_folder(folder)
        assert said in str(caught.value), folder
        assert "\n" not in str(caught.value)


def test_an_id_is_of_the_content_not_of_the_place(tmp_path: Path, own_home: Home) -> None:
    def id_of(folder: Path) -> str:
        return resolve_model(ModelReference("local-dir", str(folder)), own_home).model_id

    first = shell_folder(tmp_path / "first")
    assert id_of(first) == id_of(Path(shutil.copytree(first, tmp_path / "copy")))
    others = {
        id_of(shell_folder(tmp_path / "other-weights", weights=b"4321")),
        id_of(shell_folder(tmp_path / "other-config", config=changed(quick_gelu=True))),
    }
    assert len(others | {id_of(first)}) == 3


def test_weights_are_hashed_once(tmp_path: Path, own_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shell_folder(tmp_path / "m")
    reference = ModelReference("local-dir", str(folder))
    first = resolve_model(reference, own_home).model_id
    with monkeypatch.context() as patched:
        patched.setattr(fingerprint_module, "file_sha256", lambda path: pytest.fail("hashed again"))
        assert resolve_model(reference, own_home).model_id == first
    shell_folder(folder, weights=b"4321")
    os.utime(folder / "open_clip_model.safetensors", ns=(1, 1))
    assert resolve_model(reference, own_home).model_id != first


def test_a_damaged_memory_of_hashes_is_no_matter(tmp_path: Path, own_home: Home) -> None:
    reference = ModelReference("local-dir", str(shell_folder(tmp_path / "m")))
    first = resolve_model(reference, own_home).model_id
    (own_home.models / "fingerprints.json").write_text(json.dumps({str(tmp_path): 3})[:-1])
    assert resolve_model(reference, own_home).model_id == first


def test_a_model_that_is_not_downloaded(own_home: Home) -> None:
    with pytest.raises(ModelError, match="not downloaded yet: run `photorag models use ViT-B-32/openai`"):
        resolve_model(parse_model_name("ViT-B-32/openai"), own_home)


def test_a_missing_starter(own_home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("photorag.embedding.model_names.resources_folder", lambda: tmp_path)
    with pytest.raises(ModelError, match="install PhotoRAG again"):
        resolve_model(parse_model_name("starter"), own_home)
