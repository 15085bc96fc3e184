"""From a model's name to a model: first the facts, cheaply, and then the model itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from photorag.core.errors import ModelError
from photorag.core.model_input import ModelInput
from photorag.core.paths import Home
from photorag.embedding.fingerprint import fingerprint
from photorag.embedding.model_folder import read_model_folder
from photorag.embedding.model_names import ModelReference

if TYPE_CHECKING:
    from photorag.embedding.open_clip_model import OpenClipEmbedder

_LABELS = {"starter": "starter", "local-dir": "local"}


@dataclass(frozen=True, slots=True)
class ResolvedModel:
    """A model whose folder is there and whole, as far as can be told without torch."""

    reference: ModelReference
    folder: Path
    model_id: str
    dim: int
    input: ModelInput


def resolve_model(reference: ModelReference, home: Home) -> ResolvedModel:
    """Finds a model's folder and its facts without importing torch.

    The first time a model is seen its weights are hashed (about a second for each gigabyte); later it takes
    milliseconds. Raises `ModelError`: not downloaded yet, incomplete, or damaged.
    """
    folder = reference.folder(home)
    if reference.downloaded and not folder.is_dir():
        raise ModelError(f"{reference} is not downloaded yet: run `photorag models use {reference}`.")
    if reference.kind == "starter" and not folder.is_dir():
        raise ModelError(f"The starter model is missing from this installation ({folder}): install PhotoRAG again.")
    model = read_model_folder(folder)
    # A local folder's id says nothing of its path: a folder that was moved keeps its library's vectors.
    label = _LABELS.get(reference.kind, str(reference))
    model_id = f"{label}@{fingerprint(model, home.models / 'fingerprints.json')}"
    return ResolvedModel(reference, folder, model_id, model.dim, model.input)


def load_embedder(reference: ModelReference, home: Home, threads: int | None = None) -> OpenClipEmbedder:
    """Loads a model into this process: imports torch, takes seconds.

    ``threads`` is the number of CPU threads torch may use, in the whole process. Raises `ModelError`.
    """
    resolved = resolve_model(reference, home)
    from photorag.embedding.open_clip_model import OpenClipEmbedder

    return OpenClipEmbedder(resolved, threads=threads)
