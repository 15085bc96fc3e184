"""Any open_clip model as an `Embedder`, in this process.

The only module that runs a model. Imports torch and open_clip, which takes seconds: import it inside functions, as
`load.load_embedder` does, or leave it to the model host.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import open_clip
import torch
from huggingface_hub import constants as hub_constants
from numpy.typing import NDArray
from torch.nn import functional

from photorag.core.errors import ModelError
from photorag.core.model_input import ModelInput
from photorag.embedding.load import ResolvedModel
from photorag.embedding.model_folder import TEXT_MODEL_FOLDER, model_input, read_model_folder
from photorag.embedding.picture_input import fit_to_model
from photorag.embedding.placement import Placement, place
from photorag.embedding.protocol import Pictures

log = logging.getLogger(__name__)

# Measured on one core: ViT-B-32 gives the same photos/s from 8 up, a convolutional net is slower at 32 than at 16
# (its activations leave the cache). A GPU wants more at a time.
CPU_BATCH = 16
GPU_BATCH = 64
TEXT_BATCH = 32


class OpenClipEmbedder:
    """An open_clip model loaded from a folder. Any thread may call it; one batch is computed at a time."""

    def __init__(self, resolved: ResolvedModel, threads: int | None = None) -> None:
        """Loads the model; seconds. ``threads`` sets torch's CPU threads for the whole process. Raises `ModelError`."""
        if threads is not None:
            torch.set_num_threads(threads)
        self._resolved = resolved
        self._one_batch = threading.Lock()
        model, self._tokenize = _load(resolved)
        try:
            self._placement = place(model, resolved.input)
        except ModelError as error:
            raise ModelError(f"{error} They lie in {resolved.folder}.") from error
        self._model: Any = model
        self._scale, self._shift = _normalisation(resolved.input, self._placement)
        log.info("%s runs on %s", resolved.model_id, self._placement)

    @property
    def model_id(self) -> str:
        return self._resolved.model_id

    @property
    def dim(self) -> int:
        return self._resolved.dim

    @property
    def input(self) -> ModelInput:
        return self._resolved.input

    @property
    def placement(self) -> str:
        """Where and how the image tower runs, for people: "cpu bfloat16"."""
        return str(self._placement)

    @property
    def batch_size(self) -> int:
        """How many pictures at a time this model is best shown on this computer."""
        return CPU_BATCH if self._placement.on_cpu else GPU_BATCH

    def embed_images(self, pictures: Pictures) -> NDArray[np.float32]:
        """See `Embedder.embed_images`."""
        self._check_open()
        step = self.batch_size
        parts = [self._pictures_to_vectors(pictures[at : at + step]) for at in range(0, len(pictures), step)]
        return np.concatenate(parts) if parts else np.empty((0, self.dim), np.float32)

    def embed_texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Embedder.embed_texts`."""
        self._check_open()
        if isinstance(texts, str):
            raise TypeError("embed_texts takes several texts, not one string")
        parts = [self._texts_to_vectors(list(texts[at : at + TEXT_BATCH])) for at in range(0, len(texts), TEXT_BATCH)]
        return np.concatenate(parts) if parts else np.empty((0, self.dim), np.float32)

    def close(self) -> None:
        """Frees the model's memory; a second call does nothing."""
        self._model = None
        if not self._placement.on_cpu and torch.cuda.is_available():
            torch.cuda.empty_cache()

    def _check_open(self) -> None:
        if self._model is None:
            raise RuntimeError("this embedder was closed")

    def _pictures_to_vectors(self, pictures: Pictures) -> NDArray[np.float32]:
        if not isinstance(pictures, np.ndarray):
            pictures = np.stack([fit_to_model(each, self.input) for each in pictures])
        expected = (self.input.height, self.input.width, 3)
        if pictures.dtype != np.uint8 or pictures.shape[1:] != expected:
            raise ValueError(f"pictures should be uint8 (n, {expected}), not {pictures.dtype} {pictures.shape}")
        return self._checked(lambda: self._encode_images(pictures), "picture")

    def _encode_images(self, pictures: NDArray[np.uint8]) -> torch.Tensor:
        # torch refuses to share memory it may not write, which is what a slice of a file or a pipe can be.
        shared = pictures if pictures.flags.writeable else pictures.copy()
        # (n, h, w, 3) seen as (n, 3, h, w) is torch's channels_last: no copy, and convolutions like it.
        pixels = torch.from_numpy(shared).to(self._placement.device).permute(0, 3, 1, 2)
        shown = (pixels.to(torch.float32) * self._scale + self._shift).to(self._placement.dtype)
        vectors: torch.Tensor = self._model.encode_image(shown)
        return vectors

    def _texts_to_vectors(self, texts: list[str]) -> NDArray[np.float32]:
        def encode() -> torch.Tensor:
            tokens = self._tokenize(texts).to(self._placement.device)
            vectors: torch.Tensor = self._model.encode_text(tokens)
            return vectors

        return self._checked(encode, "text")

    def _checked(self, encode: Callable[[], torch.Tensor], what: str) -> NDArray[np.float32]:
        try:
            with self._one_batch, torch.inference_mode():
                vectors = functional.normalize(encode().float(), dim=-1).cpu().numpy()
        except (torch.OutOfMemoryError, MemoryError) as error:
            raise ModelError(_out_of_memory(self._resolved)) from error
        except RuntimeError as error:
            if "allocate" in str(error) or "out of memory" in str(error):  # the CPU's allocator has no own exception
                raise ModelError(_out_of_memory(self._resolved)) from error
            raise
        lengths = np.linalg.norm(vectors, axis=1)
        if vectors.shape[1] != self.dim or not np.all(np.abs(lengths - 1) < 1e-3):  # false for NaN as well
            raise ModelError(f"The model {self._resolved.reference} gave no usable vector for a {what}.")
        return np.ascontiguousarray(vectors, dtype=np.float32)


def _normalisation(wanted: ModelInput, placement: Placement) -> tuple[torch.Tensor, torch.Tensor]:
    """``(v / 255 - mean) / std`` as one multiplication and one addition, for each channel."""
    mean = torch.tensor(wanted.mean, dtype=torch.float64)
    std = torch.tensor(wanted.std, dtype=torch.float64)
    scale, shift = 1 / (255 * std), -mean / std
    return tuple(each.to(torch.float32).view(1, 3, 1, 1).to(placement.device) for each in (scale, shift))  # type: ignore[return-value]


def _load(resolved: ResolvedModel) -> tuple[Any, Callable[[list[str]], torch.Tensor]]:
    """The model, in float32 on the CPU and ready to infer, and its tokenizer. Raises `ModelError`."""
    folder = read_model_folder(resolved.folder)
    name = f"local-dir:{folder.path}"
    overrides = {}
    if "hf_model_name" in folder.model_config["text_cfg"] and (folder.path / TEXT_MODEL_FOLDER).is_dir():
        # transformers would look this tower's configuration up on the network by its name.
        local = str(folder.path / TEXT_MODEL_FOLDER)
        overrides["text_cfg"] = {
            **folder.model_config["text_cfg"],
            "hf_model_name": local,
            "hf_model_pretrained": False,
        }
    try:
        with _offline():
            model, _, _ = open_clip.create_model_and_transforms(name, require_pretrained=True, **overrides)
            tokenizer = open_clip.get_tokenizer(name)
    except Exception as error:  # open_clip, safetensors, pickle, transformers: each fails in its own ways
        log.info("loading %s failed", folder.path, exc_info=True)
        raise ModelError(f"The model in {folder.path} could not be loaded: {_first_line(error)}.") from error
    model.eval()
    model.requires_grad_(False)
    actual = model_input(
        {"vision_cfg": {"image_size": model.visual.preprocess_cfg["size"]}}, model.visual.preprocess_cfg
    )
    if actual != folder.input:
        raise ModelError(f"The model in {folder.path} wants another picture size than its configuration says.")
    return model, tokenizer


@contextmanager
def _offline() -> Iterator[None]:
    """Keeps the Hub's libraries from asking the network while a model that is here is loaded."""
    before = hub_constants.HF_HUB_OFFLINE
    hub_constants.HF_HUB_OFFLINE = True
    try:
        yield
    finally:
        hub_constants.HF_HUB_OFFLINE = before


def _first_line(error: Exception) -> str:
    if isinstance(error, RuntimeError) and "state_dict" in str(error):
        return "its weights do not fit its configuration"
    text = (str(error) or type(error).__name__).strip().splitlines()[0]
    return text[:200].rstrip(".: ")


def _out_of_memory(resolved: ResolvedModel) -> str:
    return (
        f"There is not enough memory to run the model {resolved.reference}: close other programs, or use a smaller one."
    )
