"""The model in use: its facts at once, itself when first needed, and the vectors that belong to it."""

from __future__ import annotations

import threading

from photorag.core.errors import PhotoRagError
from photorag.core.paths import Home
from photorag.embedding.host import HostedEmbedder
from photorag.embedding.load import ResolvedModel, load_embedder, resolve_model
from photorag.embedding.model_names import parse_model_name
from photorag.embedding.protocol import Embedder
from photorag.search.references import References
from photorag.store.vector_feed import VectorFeed
from photorag.store.vector_index import VectorIndex


class ModelInUse:
    """One model: `resolved` costs milliseconds, `embedder` seconds (once). Safe to call from any thread.

    ``hosted``: the model runs in a process of its own, as the window needs it; else in this one.
    """

    def __init__(self, resolved: ResolvedModel, home: Home, *, hosted: bool, threads: int) -> None:
        self.resolved = resolved
        index = VectorIndex(home.index_folder, resolved.model_id, resolved.dim)
        self.feed = VectorFeed(index, resolved.model_id)
        self.references = References(home.index_folder, resolved.model_id)
        self._home = home
        self._hosted = hosted
        self._threads = threads
        self._lock = threading.Lock()
        self._embedder: Embedder | None = None
        self._closed = False

    @classmethod
    def named(cls, name: str, home: Home, *, hosted: bool, threads: int) -> ModelInUse:
        """Raises `ModelError` when there is no such model, or it is not complete."""
        return cls(resolve_model(parse_model_name(name), home), home, hosted=hosted, threads=threads)

    def embedder(self) -> Embedder:
        """Loads the model at the first call. Raises `ModelError`."""
        with self._lock:
            if self._closed:
                raise PhotoRagError("The library has been closed.")
            if self._embedder is None:
                reference = self.resolved.reference
                self._embedder = (
                    HostedEmbedder(reference, self._home, threads=self._threads)
                    if self._hosted
                    else load_embedder(reference, self._home, threads=self._threads)
                )
            return self._embedder

    def close(self) -> None:
        with self._lock:
            self._closed = True
            if self._embedder is not None:
                self._embedder.close()
                self._embedder = None
