"""The starter model, loaded by open_clip alone: does it do what its card says?"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from photorag.sample.contents import PRODUCTS
from photorag.sample.library import product_drawing
from photorag.sample.mixture import canvas, distinct_set

torch = pytest.importorskip("torch")
open_clip = pytest.importorskip("open_clip")

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "starter"


class _Starter:
    def __init__(self) -> None:
        name = f"local-dir:{_FOLDER}"
        self.model, _, self.preprocess = open_clip.create_model_and_transforms(name, require_pretrained=True)
        self.tokenizer = open_clip.get_tokenizer(name)
        self.model.eval()

    def scores(self, texts: Sequence[str], pictures: Sequence[Image.Image]) -> Any:
        with torch.no_grad():
            images = self.model.encode_image(torch.stack([self.preprocess(p) for p in pictures]), normalize=True)
            return self.model.encode_text(self.tokenizer(list(texts)), normalize=True) @ images.T


@pytest.fixture(scope="module")
def starter() -> _Starter:
    return _Starter()


def test_is_small_and_runs_in_single_precision(starter: _Starter) -> None:
    assert sum(path.stat().st_size for path in _FOLDER.iterdir()) < 12_000_000
    assert {parameter.dtype for parameter in starter.model.parameters()} == {torch.float32}


def test_ranks_combinations_it_never_saw(starter: _Starter) -> None:
    pairs = distinct_set(200, 77)
    rng = random.Random(77)
    pictures = [drawing.draw(*canvas(drawing, rng, 256)) for drawing, _ in pairs]
    scores = starter.scores([said.text for _, said in pairs], pictures)
    right = (scores.argmax(1) == torch.arange(len(pairs))).float().mean()
    assert right >= 0.8


def test_finds_every_product_of_the_catalogue(starter: _Starter) -> None:
    pictures = [product_drawing(product).draw(1000, 1000) for product in PRODUCTS]
    scores = starter.scores([product.query for product in PRODUCTS], pictures)
    assert scores.argmax(1).tolist() == list(range(len(PRODUCTS)))


def test_words_it_never_saw_share_one_neutral_row(starter: _Starter) -> None:
    """So that an unknown word adds no noise of its own."""
    table = starter.model.token_embedding.weight
    rows, counts = torch.unique(table, dim=0, return_counts=True)
    assert counts.max() > 48_000
    assert len(rows) < 1_000
    pictures = [product_drawing(product).draw(300, 300) for product in PRODUCTS]
    with_unknown = [f"{product.query} zanzibar" for product in PRODUCTS]
    assert starter.scores(with_unknown, pictures).argmax(1).tolist() == list(range(len(PRODUCTS)))
