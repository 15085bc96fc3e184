"""Measure the starter model as an application sees it: loaded by open_clip alone, on drawings it never saw.

Run from the repository root:

    python training/evaluate_starter.py --model resources/starter [--figures resources/starter/figures.json]
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import open_clip
import torch
from PIL import Image
from torch import Tensor

from photorag.sample.captions import Caption, Drawing
from photorag.sample.contents import PRODUCTS
from photorag.sample.library import draw_sample_library, product_drawing, sample_pictures
from photorag.sample.mixture import HELD_OUT, canvas, distinct_set
from photorag.sample.shapes import PATTERNS, ShapeDrawing, Thing

#: Searches of the sample library, and what the first hit must show.
WORDS: dict[str, frozenset[str]] = {
    "beach": frozenset({"place:beach"}),
    "photo of a beach at sunset": frozenset({"place:beach", "light:sunset"}),
    "sunset": frozenset({"light:sunset"}),
    "night": frozenset({"light:night"}),
    "city at night": frozenset({"place:city", "light:night"}),
    "snow": frozenset({"season:snow"}),
    "snowy mountains": frozenset({"place:mountains", "season:snow"}),
    "forest": frozenset({"place:forest"}),
    "autumn forest": frozenset({"place:forest", "season:autumn"}),
    "city": frozenset({"place:city"}),
    "mountains": frozenset({"place:mountains"}),
    "desert": frozenset({"place:desert"}),
    "boat on the sea": frozenset({"place:sea", "has:boat"}),
    "lake": frozenset({"place:lake"}),
    "fog": frozenset({"light:fog"}),
    "flowers": frozenset({"place:flowers"}),
    "a road with a car": frozenset({"place:road", "has:car"}),
    "hot air balloon": frozenset({"has:balloon"}),
    "chart": frozenset({"doc:chart"}),
    "bar chart": frozenset({"doc:bar chart"}),
    "page of text": frozenset({"doc:text"}),
    "document": frozenset({"doc:paper"}),
    "receipt": frozenset({"doc:receipt"}),
    "screenshot": frozenset({"doc:screenshot"}),
    "product": frozenset({"product"}),
    "two blue striped squares on the left": frozenset({"blue|striped|square", "count:2"}),
    "three green stars": frozenset({"green|*|star", "count:3"}),
    "blue dotted": frozenset({"blue|dotted|*"}),
}


class Starter:
    """The model and its own preprocessing and tokenizer, nothing of ours between."""

    def __init__(self, folder: Path) -> None:
        name = f"local-dir:{folder}"
        self.model, _, self.preprocess = open_clip.create_model_and_transforms(name, require_pretrained=True)
        self.tokenizer = open_clip.get_tokenizer(name)
        self.model.eval()

    @torch.no_grad()
    def images(self, pictures: Sequence[Image.Image]) -> Tensor:
        """Unit vectors of pictures."""
        batch = torch.stack([self.preprocess(picture) for picture in pictures])
        vectors: Tensor = self.model.encode_image(batch, normalize=True)
        return vectors

    @torch.no_grad()
    def texts(self, words: Sequence[str]) -> Tensor:
        """Unit vectors of texts."""
        vectors: Tensor = self.model.encode_text(self.tokenizer(list(words)), normalize=True)
        return vectors


def recalls(starter: Starter, pairs: Sequence[tuple[Drawing, Caption]], seed: int) -> tuple[float, float]:
    """Text-to-image recall@1 and @5, each caption against all the drawings."""
    rng = random.Random(seed)
    pictures = [drawing.draw(*canvas(drawing, rng, 320)) for drawing, _ in pairs]
    scores = starter.texts([said.text for _, said in pairs]) @ starter.images(pictures).T
    own = scores.diagonal()[:, None]
    rank = (scores > own).sum(1)
    return float((rank < 1).float().mean()), float((rank < 5).float().mean())


def short_pairs(seed: int) -> list[tuple[Drawing, Caption]]:
    """One drawing for every held-out pair in every pattern, with the few words a person would type."""
    rng = random.Random(seed)
    pairs: list[tuple[Drawing, Caption]] = []
    for colour, shape in sorted(HELD_OUT):
        for pattern in PATTERNS:
            thing = Thing(colour, shape, pattern)
            behind = "grey" if colour == "white" else "white"
            drawing = ShapeDrawing(thing, size="large", background=behind, seed=rng.getrandbits(40))
            pairs.append((drawing, Caption(f"{colour} {pattern} {shape}", frozenset())))
    return pairs


def products_right(starter: Starter, pictures: Sequence[Image.Image]) -> int:
    """How many of the eight products come first for their own description."""
    scores = starter.texts([product.query for product in PRODUCTS]) @ starter.images(pictures).T
    return int((scores.argmax(1) == torch.arange(len(PRODUCTS))).sum())


def evaluate(folder: Path) -> dict[str, Any]:
    """All the figures of the model card."""
    starter = Starter(folder)
    figures: dict[str, Any] = {
        "file_megabytes": round(sum(p.stat().st_size for p in folder.glob("open_clip*")) / 1e6, 2)
    }
    for name, held_out in (("held_out", True), ("seen_pairs_new_drawings", False)):
        each = [recalls(starter, distinct_set(500, seed, held_out), seed) for seed in (7301, 7302, 7303)]
        figures[f"{name}_recall_at_1"] = [round(first, 3) for first, _ in each]
        figures[f"{name}_recall_at_5"] = [round(five, 3) for _, five in each]
    figures["short_words_recall_at_1_of_96"] = round(recalls(starter, short_pairs(7304), 7304)[0], 3)
    with tempfile.TemporaryDirectory() as temporary:
        paths = draw_sample_library(Path(temporary))
        pictures = []
        for path in paths:
            with Image.open(path) as picture:
                pictures.append(picture.convert("RGB"))
    figures["products_right_of_8"] = products_right(starter, pictures[: len(PRODUCTS)])
    redrawn = [
        products_right(starter, [product_drawing(replace(p, seed=seed)).draw(500, 500) for p in PRODUCTS])
        for seed in range(30)
    ]
    figures["products_right_of_240_redrawn"] = sum(redrawn)
    scores = starter.texts(list(WORDS)) @ starter.images(pictures).T
    drawings = [picture.drawing for picture in sample_pictures()]
    wrong: list[str] = []
    precision = 0.0
    for row, (words, facts) in zip(scores, WORDS.items(), strict=True):
        right = [facts <= drawing.facts for drawing in drawings]
        order = row.argsort(descending=True).tolist()
        precision += sum(right[i] for i in order[: sum(right)]) / sum(right)
        if not right[order[0]]:
            wrong.append(f"{words}: {paths[order[0]].name}")
    figures["sample_words_first_hit_right"] = f"{len(WORDS) - len(wrong)} of {len(WORDS)}"
    figures["sample_words_r_precision"] = round(precision / len(WORDS), 3)
    figures["sample_words_wrong"] = wrong
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=Path("resources/starter"))
    parser.add_argument("--figures", type=Path, help="write the figures here as JSON")
    options = parser.parse_args()
    torch.set_num_threads(1)
    started = time.monotonic()
    figures = evaluate(options.model.resolve())
    text = json.dumps(figures, indent=2)
    print(text)
    print(f"measured in {time.monotonic() - started:.0f} s")
    if options.figures:
        options.figures.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
