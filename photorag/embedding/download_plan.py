"""What a model's own folder needs, worked out without the network: which files of which repository, and the
configuration open_clip would have put together itself.

A downloaded model is kept in the form of a local folder, so that loading it never needs the network, nor open_clip's
table, nor a cache elsewhere on the disk.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from photorag.core.errors import ModelError
from photorag.embedding.model_folder import CONFIG_NAME, PICKLED_WEIGHTS_NAME, WEIGHTS_NAME

MANIFEST_NAME = "photorag.json"  # beside the weights: what was downloaded, from where
_PREPROCESS_KEYS = ("mean", "std", "interpolation", "resize_mode", "fill_color")

# All the names under which the Hub's tokenizers keep their parts. config.json is among them because some tokenizers
# are only told apart by the model it describes.
TOKENIZER_NAMES = (
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "tokenizer.model",
    "spiece.model",
    "sentencepiece.bpe.model",
    "vocab.json",
    "vocab.txt",
    "merges.txt",
    "config.json",
)


def config_for_tag(model_config: Mapping[str, Any], pretrained: Mapping[str, Any]) -> dict[str, Any]:
    """The open_clip_config.json for one of open_clip's own NAME/TAG pairs.

    The activation is the one the weights were trained with. open_clip itself only warns when a tag's differs from its
    architecture's (``ViT-B-32/openai``) and then computes slightly wrong vectors.
    """
    model = dict(model_config)
    if pretrained.get("quick_gelu"):
        model["quick_gelu"] = True
    preprocess = {key: pretrained[key] for key in _PREPROCESS_KEYS if pretrained.get(key) is not None}
    return {"model_cfg": model, "preprocess_cfg": preprocess}


def read_hub_config(content: bytes, name: str) -> dict[str, Any]:
    """The open_clip_config.json of a repository on the Hub. Raises `ModelError` when it is none."""
    try:
        config = json.loads(content)
    except ValueError:
        config = None
    model = config.get("model_cfg") if isinstance(config, dict) else None
    if not isinstance(model, dict) or not isinstance(model.get("text_cfg"), dict):
        raise ModelError(f"{name} is not an open_clip model: its {CONFIG_NAME} describes none.")
    return dict(config or {})


def weights_names(named: str) -> list[str]:
    """The names to look for in a repository, best first: safetensors can't carry code, and is checked as it is read.

    ``named`` is the file open_clip's table names, or empty.
    """
    if not named:
        return [WEIGHTS_NAME, PICKLED_WEIGHTS_NAME]
    stem, _, suffix = named.rpartition(".")
    return [named] if suffix == "safetensors" else [f"{stem}.safetensors", named]


def kept_weights_name(name: str) -> str:
    """The name under which open_clip finds this weights file in a local folder."""
    return WEIGHTS_NAME if name.endswith(".safetensors") else PICKLED_WEIGHTS_NAME


def checksum_in_url(url: str) -> str:
    """The SHA-256, or its first digits, that two publishers write into their addresses; empty for others."""
    parts = url.rstrip("/").split("/")
    if "openaipublic" in url:
        return parts[-2]
    if "mlfoundations" in url:
        return parts[-1].rsplit(".", 1)[0].rsplit("-", 1)[-1]
    return ""


def tokenizer_repository(config: Mapping[str, Any]) -> str:
    """The Hub repository of the model's tokenizer; empty when open_clip's own tokenizer is meant."""
    return str(config["model_cfg"]["text_cfg"].get("hf_tokenizer_name") or "")


def text_model_repository(config: Mapping[str, Any]) -> str:
    """The Hub repository that describes a text tower of transformers; empty when the text tower is open_clip's."""
    return str(config["model_cfg"]["text_cfg"].get("hf_model_name") or "")
