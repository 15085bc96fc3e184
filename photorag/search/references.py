"""Vectors of fixed phrases, which a model needs once: they are kept in memory, and in a file for the next start."""

from __future__ import annotations

import hashlib
import io
import logging
import threading
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photorag.core.errors import StorageError
from photorag.core.files import write_atomically
from photorag.embedding.protocol import Embedder
from photorag.search.reference_phrases import REFERENCE_PHRASES
from photorag.search.strength import SAMPLE_SIZE, Yardstick
from photorag.store.vector_feed import VectorFeed

log = logging.getLogger(__name__)

_PORTION = 64


class References:
    """The vectors of ``phrases`` in one model's space, and the yardstick that is made of them. One for a model, for as
    long as it is in use; any thread may ask. The file is a cache: it is made again when in doubt."""

    def __init__(self, folder: Path | None, model_id: str, phrases: Sequence[str] = REFERENCE_PHRASES) -> None:
        """``folder`` is where the index lies; None keeps them in memory only. Nothing is read yet. A model has one
        file, which tells what phrases it is for."""
        name = f"phrases-{hashlib.sha256(model_id.encode()).hexdigest()[:16]}.npz"
        self._file = None if folder is None else folder / name
        self._phrases = tuple(phrases)
        self._digest = hashlib.sha256("\n".join(phrases).encode()).hexdigest()
        self._lock = threading.Lock()
        self._vectors: NDArray[np.float32] | None = None
        self._yardstick: Yardstick | None = None

    def yardstick(self, embedder: Callable[[], Embedder], feed: VectorFeed) -> Yardstick:
        """For the library as it is now; made anew when its sample is drawn anew. Raises `ModelError`."""
        sample = feed.sample(SAMPLE_SIZE)
        known = self._yardstick
        if known is None or known.sample is not sample:
            known = Yardstick.of(self.vectors(embedder, feed.dim), sample, feed.count)
            self._yardstick = known
        return known

    def vectors(self, embedder: Callable[[], Embedder], dim: int) -> NDArray[np.float32]:
        """(m, dim), one unit vector for each phrase. Embeds them at the very first call. Raises `ModelError`."""
        with self._lock:
            if self._vectors is None:
                self._vectors = self._read(dim)
            if self._vectors is None:
                self._vectors = self._embed(embedder())
                self._write(self._vectors)
            return self._vectors

    def _read(self, dim: int) -> NDArray[np.float32] | None:
        if self._file is None:
            return None
        try:
            with np.load(self._file, allow_pickle=False) as saved:
                digest, stored = str(saved["digest"]), np.asarray(saved["vectors"])
        except FileNotFoundError:
            return None
        except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile):
            log.warning("the saved vectors of phrases can't be read; they are made again")
            return None
        fits = digest == self._digest and stored.shape == (len(self._phrases), dim) and stored.dtype == np.float32
        sound = fits and np.allclose(np.linalg.norm(stored, axis=1), 1.0, atol=0.01)
        return stored if sound else None

    def _embed(self, embedder: Embedder) -> NDArray[np.float32]:
        parts = [
            embedder.embed_texts(self._phrases[start : start + _PORTION])
            for start in range(0, len(self._phrases), _PORTION)
        ]
        return np.concatenate(parts) if parts else np.empty((0, embedder.dim), np.float32)

    def _write(self, vectors: NDArray[np.float32]) -> None:
        if self._file is None:
            return
        content = io.BytesIO()
        np.savez(content, digest=np.array(self._digest), vectors=vectors)
        try:
            write_atomically(self._file, content.getvalue())
        except StorageError:
            log.warning("the vectors of phrases can't be saved; they will be made again", exc_info=True)
