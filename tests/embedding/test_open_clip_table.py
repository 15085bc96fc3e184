"""open_clip's own table, read by another process and kept."""

from __future__ import annotations

import pytest

from photorag.core.errors import ModelError
from photorag.core.paths import Home
from photorag.embedding import open_clip_table
from photorag.embedding.catalogue import RECOMMENDED
from photorag.embedding.download_plan import checksum_in_url, config_for_tag, weights_names
from photorag.embedding.open_clip_table import architecture_config, check_tag


def test_tags_are_checked_and_the_table_is_kept(own_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    for each in RECOMMENDED:
        assert check_tag(each.name, own_home)["hf_hub"]
    monkeypatch.setattr(open_clip_table, "_import_table", lambda: pytest.fail("read again"))
    monkeypatch.setattr(open_clip_table, "_ask_another_process", lambda: pytest.fail("read again"))
    with pytest.raises(ModelError, match=r"no weights named opnai\. Did you mean ViT-B-32/openai"):
        check_tag("ViT-B-32/opnai", own_home)
    with pytest.raises(ModelError, match="open_clip has no weights for ViT-S-32"):
        check_tag("ViT-S-32/openai", own_home)


def test_the_activation_is_the_one_the_weights_were_trained_with(own_home: Home) -> None:
    config = config_for_tag(architecture_config("ViT-B-32"), check_tag("ViT-B-32/openai", own_home))
    assert config["model_cfg"]["quick_gelu"] is True
    plain = config_for_tag(architecture_config("ViT-B-32"), check_tag("ViT-B-32/laion2b_s34b_b79k", own_home))
    assert not plain["model_cfg"].get("quick_gelu")
    siglip = config_for_tag(
        architecture_config("ViT-B-32-SigLIP2-256"), check_tag("ViT-B-32-SigLIP2-256/webli", own_home)
    )
    assert siglip["preprocess_cfg"]["resize_mode"] == "squash"


def test_an_architecture_that_is_not_there() -> None:
    with pytest.raises(ModelError, match="no architecture"):
        architecture_config("ViT-B-99")


def test_names_of_weights() -> None:
    assert weights_names("") == ["open_clip_model.safetensors", "open_clip_pytorch_model.bin"]
    assert weights_names("pytorch_model.bin") == ["pytorch_model.safetensors", "pytorch_model.bin"]
    assert weights_names("w.safetensors") == ["w.safetensors"]


def test_checksums_in_addresses() -> None:
    digest = "40d365715913c9da98579312b702a82c18be219cc2a73407c4526f58eba950af"
    assert checksum_in_url(f"https://openaipublic.azureedge.net/clip/models/{digest}/ViT-B-32.pt") == digest
    assert checksum_in_url("https://github.com/mlfoundations/open_clip/releases/w-d867053b.pt") == "d867053b"
    assert checksum_in_url("https://example.org/w.pt") == ""
