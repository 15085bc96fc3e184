"""What a person may type for a model, and what they hear when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from photorag.core.errors import ModelError
from photorag.core.paths import Home, resources_folder
from photorag.embedding.catalogue import DEFAULT_MODEL, RECOMMENDED
from photorag.embedding.model_names import ModelReference, architectures, parse_model_name


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("starter", ModelReference("starter")),
        (" Starter ", ModelReference("starter")),
        ("ViT-B-32/openai", ModelReference("tag", "ViT-B-32/openai")),
        ("vit-b-32/LAION2b-s34b-b79k", ModelReference("tag", "ViT-B-32/laion2b_s34b_b79k")),
        ("hf-hub:timm/ViT-B-16-SigLIP", ModelReference("hf-hub", "timm/ViT-B-16-SigLIP")),
        ("local-dir:/models/mine", ModelReference("local-dir", "/models/mine")),
    ],
)
def test_names_are_read(typed: str, meant: ModelReference) -> None:
    assert parse_model_name(typed) == meant


def test_a_relative_folder_becomes_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert parse_model_name("local-dir:sub/../mine") == ModelReference("local-dir", str(tmp_path / "mine"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "empty"),
        ("ViT-B-32-SigLP2-256/webli", "Did you mean ViT-B-32-SigLIP2-256/webli"),
        ("strater", "Did you mean starter"),
        ("ViT-B-99/openai", "Did you mean ViT-B-32/openai"),
        ("no such thing", "There is no model named no such thing. `photorag models` lists"),
        ("ViT-B-32", "ViT-B-32/TAG, like ViT-B-32/laion2b_s34b_b79k"),
        ("ViT-B-32/", "There is no model named ViT-B-32/"),
        ("hf-hub:timm", "hf-hub:ORG/NAME"),
        ("hf-hub:../etc", "hf-hub:ORG/NAME"),
        ("local-dir:", "needs the path"),
    ],
)
def test_wrong_names_are_explained(typed: str, said: str) -> None:
    with pytest.raises(ModelError) as caught:
        parse_model_name(typed)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_without_its_prefix_is_pointed_out(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=f"write local-dir:{tmp_path}"):
        parse_model_name(str(tmp_path))


@given(st.builds(str.__add__, st.sampled_from(["", "local-dir:", "hf-hub:", "ViT-B-32/", "~"]), st.text(max_size=300)))
@example("~nobody")
@example("local-dir:~nobody")
@example("local-dir:\0")
@example("~\0")
@example("local-dir:~\0")
@example("x" * 5000)
def test_any_text_is_a_model_or_a_sentence(typed: str) -> None:
    try:
        reference = parse_model_name(typed)
    except ModelError as error:
        assert str(error)
    else:
        assert parse_model_name(str(reference)) == reference


def test_the_catalogue_names_real_models() -> None:
    assert len(architectures()) > 100
    for each in RECOMMENDED:
        assert str(parse_model_name(each.name)) == each.name
    assert parse_model_name(DEFAULT_MODEL).downloaded


def test_folders_of_models(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert parse_model_name("starter").folder(home) == resources_folder() / "starter"
    assert parse_model_name("ViT-B-32/openai").folder(home) == tmp_path / "models" / "ViT-B-32--openai"
    assert parse_model_name("hf-hub:a/b").folder(home) == tmp_path / "models" / "hf-hub--a--b"
