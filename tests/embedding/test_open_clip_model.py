"""Real models: the same vectors as open_clip alone, whatever the batches; and weights that can't be used."""

from __future__ import annotations

import json
import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any

import numpy as np
import open_clip
import pytest
import torch
from PIL import Image

from photorag.core.errors import ModelError
from photorag.core.paths import Home
from photorag.embedding import placement
from photorag.embedding.load import load_embedder
from photorag.embedding.model_names import ModelReference
from photorag.embedding.open_clip_model import CPU_BATCH, OpenClipEmbedder
from tests.embedding.models import TINY_CONFIG, tiny_model

TEXTS = ["a red circle", "", "ein Hund am Strand, " * 30, "🦆"]


def load(folder: Path, home: Home) -> OpenClipEmbedder:
    return load_embedder(ModelReference("local-dir", str(folder)), home)


def noise(count: int, size: tuple[int, int] = (50, 40)) -> list[Image.Image]:
    source = np.random.default_rng(3)
    return [Image.fromarray(source.integers(0, 256, (*size, 3), np.uint8)) for _ in range(count)]


def with_open_clip(folder: Path, pictures: list[Image.Image], texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """What open_clip computes by itself, in float32: its own preprocessing, one picture at a time."""
    model, _, preprocess = open_clip.create_model_and_transforms(f"local-dir:{folder}", require_pretrained=True)
    model.eval()
    with torch.inference_mode():
        shown = [model.encode_image(preprocess(each)[None], normalize=True) for each in pictures]
        read = model.encode_text(open_clip.get_tokenizer(f"local-dir:{folder}")(texts), normalize=True)
    return torch.cat(shown).numpy(), read.numpy()


def test_vectors_are_those_of_open_clip(tiny: Path, own_home: Home) -> None:
    embedder = load(tiny, own_home)
    pictures = noise(CPU_BATCH + 3)
    shown, read = with_open_clip(tiny, pictures, TEXTS)
    images, texts = embedder.embed_images(pictures), embedder.embed_texts(TEXTS)
    assert images.dtype == texts.dtype == np.float32
    assert images.shape == (len(pictures), embedder.dim)
    assert np.sum(images * shown, axis=1).min() >= 0.999
    assert np.sum(texts * read, axis=1).min() >= 0.99999
    assert np.abs(np.linalg.norm(images, axis=1) - 1).max() < 1e-5
    embedder.close()


def test_batches_of_any_size(tiny: Path, own_home: Home) -> None:
    embedder = load(tiny, own_home)
    pictures = np.random.default_rng(4).integers(0, 256, (40, 32, 32, 3), np.uint8)
    together = embedder.embed_images(pictures)
    for first, last in ((0, 0), (0, 1), (7, 24), (39, 40)):
        part = embedder.embed_images(pictures[first:last])
        assert part.shape == (last - first, 16)
        assert np.allclose(part, together[first:last], atol=0.01)
    assert embedder.embed_texts([]).shape == (0, 16)
    assert embedder.embed_texts(["a"] * 100).shape == (100, 16)
    pictures.flags.writeable = False
    assert np.allclose(embedder.embed_images(pictures), together, atol=0.01)


def test_wrong_arguments_are_bugs(tiny: Path, own_home: Home) -> None:
    embedder = load(tiny, own_home)
    with pytest.raises(ValueError, match="uint8"):
        embedder.embed_images(np.zeros((1, 31, 32, 3), np.uint8))
    with pytest.raises(TypeError):
        embedder.embed_texts("one text")
    embedder.close()
    embedder.close()
    with pytest.raises(RuntimeError, match="closed"):
        embedder.embed_texts(["a"])


def test_real_photos_with_a_real_model(shared: Path, own_home: Home) -> None:
    folder = shared / "models" / "photo-lit"
    photos = [Image.open(each).convert("RGB") for each in sorted((shared / "photos").rglob("*.jpg"))[:8]]
    if not folder.is_dir() or not photos:
        pytest.skip("no photo-lit model and photos beside this checkout")
    embedder = load(folder, own_home)
    shown, read = with_open_clip(folder, photos, TEXTS)
    assert np.sum(embedder.embed_images(photos) * shown, axis=1).min() >= 0.999
    assert np.sum(embedder.embed_texts(TEXTS) * read, axis=1).min() >= 0.99999


def changed(tiny: Path, target: Path, change: Any) -> Path:
    """A copy of the tiny model with its weights changed."""
    from safetensors.torch import load_file, save_file

    shutil.copytree(tiny, target)
    weights = load_file(tiny / "open_clip_model.safetensors")
    change(weights)
    save_file(weights, target / "open_clip_model.safetensors")
    return target


def test_weights_of_another_model(tiny: Path, tmp_path: Path, own_home: Home) -> None:
    folder = changed(tiny, tmp_path / "other", lambda weights: weights.pop("visual.proj"))
    with pytest.raises(ModelError) as caught:
        load(folder, own_home)
    assert str(caught.value) == f"The model in {folder} could not be loaded: its weights do not fit its configuration."


def test_weights_that_are_no_numbers(tiny: Path, tmp_path: Path, own_home: Home) -> None:
    image = changed(tiny, tmp_path / "image", lambda weights: weights["visual.proj"].fill_(float("nan")))
    with pytest.raises(ModelError, match="give no numbers for a picture"):
        load(image, own_home)
    text = load(changed(tiny, tmp_path / "text", lambda each: each["text_projection"].fill_(float("nan"))), own_home)
    with pytest.raises(ModelError, match="no usable vector for a text"):
        text.embed_texts(["a"])


def test_pickled_weights_may_not_run_code(tiny: Path, tmp_path: Path, own_home: Home) -> None:
    class Trap:
        def __reduce__(self) -> tuple[Any, ...]:
            return (Path.touch, (tmp_path / "sprung",))

    folder = Path(shutil.copytree(tiny, tmp_path / "pickled"))
    (folder / "open_clip_model.safetensors").unlink()
    torch.save({"state_dict": Trap()}, folder / "open_clip_pytorch_model.bin")
    with pytest.raises(ModelError, match="could not be loaded"):
        load(folder, own_home)
    assert not (tmp_path / "sprung").exists()


def save_tokenizer(folder: Path) -> None:
    """A tokenizer of the Hub's kind that knows two words."""
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    words = Tokenizer(models.WordLevel({"<pad>": 0, "<unk>": 1, "dog": 2, "cat": 3}, unk_token="<unk>"))
    words.pre_tokenizer = pre_tokenizers.Whitespace()
    made: Any = PreTrainedTokenizerFast
    made(tokenizer_object=words, pad_token="<pad>", unk_token="<unk>").save_pretrained(folder)


def test_a_hub_tokenizer_needs_no_network(tmp_path: Path, own_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    config = deepcopy(TINY_CONFIG)
    config["model_cfg"]["custom_text"] = True
    text = {"hf_tokenizer_name": "nobody/nothing", "vocab_size": 8, "pool_type": "last", "no_causal_mask": True}
    config["model_cfg"]["text_cfg"] |= text
    folder = tiny_model(tmp_path / "tokens", config=config)
    save_tokenizer(folder)
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("went to the network"))
    embedder = load(folder, own_home)
    vectors = embedder.embed_texts(["dog", "cat", "dog"])
    assert np.allclose(vectors[0], vectors[2])
    assert not np.allclose(vectors[0], vectors[1], atol=1e-3)


def test_a_text_tower_of_transformers_needs_no_network(
    tmp_path: Path, own_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    from transformers import RobertaConfig

    folder = tmp_path / "roberta"
    sizes: dict[str, Any] = {"vocab_size": 8, "hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
    RobertaConfig(**sizes, intermediate_size=16, max_position_embeddings=32).save_pretrained(folder / "text_model")
    config = deepcopy(TINY_CONFIG)
    text = {"hf_model_name": str(folder / "text_model"), "hf_model_pretrained": False, "hf_proj_type": "mlp"}
    config["model_cfg"] |= {"custom_text": True, "text_cfg": text}
    tiny_model(folder, config=config)
    text |= {"hf_model_name": "nobody/nothing", "hf_tokenizer_name": "nobody/nothing", "context_length": 8}
    del text["hf_model_pretrained"]
    (folder / "open_clip_config.json").write_text(json.dumps(config))
    save_tokenizer(folder)
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("went to the network"))
    assert load(folder, own_home).embed_texts(["dog", "cat"]).shape == (2, 16)


class Tower(torch.nn.Module):
    """An image tower whose half-precision answers are wrong when it is told to be."""

    def __init__(self, faithful: bool) -> None:
        super().__init__()
        self.weight = torch.nn.Parameter(torch.randn(3, 8, generator=torch.Generator().manual_seed(0)))
        self.faithful = faithful

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        if self.weight.dtype != torch.float32 and not self.faithful:
            pixels = pixels * 0 + torch.tensor([1.0, 0, 0], dtype=pixels.dtype).view(1, 3, 1, 1)
        return pixels.mean((2, 3)) @ self.weight


class Model(torch.nn.Module):
    def __init__(self, faithful: bool) -> None:
        super().__init__()
        self.visual = Tower(faithful)

    def encode_image(self, pixels: torch.Tensor) -> torch.Tensor:
        vectors: torch.Tensor = self.visual(pixels)
        return vectors


@pytest.mark.parametrize(("faithful", "expected"), [(True, torch.bfloat16), (False, torch.float32)])
def test_half_precision_only_where_it_agrees(
    faithful: bool, expected: torch.dtype, tiny: Path, own_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    half = placement.Placement(torch.device("cpu"), torch.bfloat16)
    absent = placement.Placement(torch.device("cuda", 99), torch.float16)  # an accelerator that fails
    monkeypatch.setattr(placement, "candidates", lambda: [absent, half])
    model = Model(faithful)
    wanted = load(tiny, own_home).input
    assert placement.place(model, wanted).dtype == expected
    assert model.visual.weight.dtype == expected


def test_the_configuration_is_that_of_open_clip(tiny: Path, own_home: Home) -> None:
    """The facts read without torch are those of the loaded model."""
    _, _, preprocess = open_clip.create_model_and_transforms(f"local-dir:{tiny}")
    wanted = load(tiny, own_home).input
    assert tuple(preprocess.transforms[-1].mean) == wanted.mean
    assert tuple(preprocess.transforms[-1].std) == wanted.std
    assert json.loads((tiny / "open_clip_config.json").read_text())["model_cfg"]["embed_dim"] == 16
