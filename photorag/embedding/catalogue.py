"""The models worth offering to a person, as data: what the model picker and ``photorag models list`` show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecommendedModel:
    """A full CLIP model a person may download.

    ``title`` is what people call it: a proper name, the same in every language. ``download_mb`` is the size to expect,
    in millions of bytes. ``imagenet_top1`` and ``coco_recall1`` are in per cent, as published: the first says how well
    the model names what a picture shows, the second how often the first hit for a COCO caption is its own photo.
    """

    name: str
    title: str
    download_mb: int
    licence: str
    languages: str
    imagenet_top1: float
    coco_recall1: float
    summary: str


RECOMMENDED: tuple[RecommendedModel, ...] = (
    RecommendedModel(
        "ViT-B-32-SigLIP2-256/webli", "SigLIP 2 · B/32", 1540, "Apache-2.0", "many", 74.0, 47.2,
        "the best start: quick and multilingual",
    ),
    RecommendedModel(
        "ViT-B-16-SigLIP2-256/webli", "SigLIP 2 · B/16", 1535, "Apache-2.0", "many", 79.1, 53.2,
        "more exact, about four times the work",
    ),
    RecommendedModel(
        "ViT-SO400M-16-SigLIP2-256/webli", "SigLIP 2 · SO400M", 4580, "Apache-2.0", "many", 83.4, 55.4,
        "the most exact; wants a GPU",
    ),
    RecommendedModel(
        "PE-Core-B-16/meta", "Perception Encoder · B/16", 1795, "Apache-2.0", "English", 78.4, 50.9,
        "exact on English descriptions",
    ),
    RecommendedModel(
        "ViT-B-32-256/datacomp_s34b_b86k", "OpenCLIP · ViT-B/32 (DataComp)", 605, "MIT", "English", 72.8, 39.9,
        "a small download, quick on a CPU",
    ),
    RecommendedModel(
        "ViT-B-32/laion2b_s34b_b79k", "OpenCLIP · ViT-B/32 (LAION-2B)", 605, "MIT", "English", 66.6, 39.3,
        "small, quick, widely used",
    ),
    RecommendedModel(
        "ViT-B-32/openai", "CLIP · ViT-B/32 (OpenAI)", 605, "MIT", "English", 63.3, 30.4, "the one in most tutorials"
    ),
)  # fmt: skip

DEFAULT_MODEL = RECOMMENDED[0].name


def recommended(name: str) -> RecommendedModel | None:
    """The offered model of this full name, or None."""
    return next((each for each in RECOMMENDED if each.name == name), None)
