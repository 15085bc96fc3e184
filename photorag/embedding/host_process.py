"""The model host: the process that holds torch and one model, and answers its parent's requests one at a time.

Messages from the parent: ``("texts", [str, ...])`` or ``("images", shape)`` followed by the pixels' bytes. Messages to
it: ``("ready",)`` once, then for each request ``("vectors", shape, seconds)`` followed by their bytes, or ``("failed",
sentence)``, or ``("bug", what, traceback)``.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait

import numpy as np
from numpy.typing import NDArray

from photorag.core.errors import ModelError
from photorag.embedding.load import ResolvedModel
from photorag.embedding.protocol import Embedder

Loader = Callable[[ResolvedModel, int | None], Embedder]

# Where there are few cores, scrolling comes before reading; decoders, at 5, give way to both.
_NICENESS = 3


def load_model(resolved: ResolvedModel, threads: int | None) -> Embedder:
    """What the host loads, unless a test gives it something lighter. Raises `ModelError`."""
    from photorag.embedding.open_clip_model import OpenClipEmbedder

    return OpenClipEmbedder(resolved, threads)


def serve(connection: Connection, resolved: ResolvedModel, threads: int | None, loader: Loader) -> None:
    """Runs in the spawned process until the parent closes its end, or ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if hasattr(os, "nice"):
        with contextlib.suppress(OSError):
            os.nice(_NICENESS)
    os.environ["HF_HUB_OFFLINE"] = "1"  # whatever a model's libraries try: here nothing talks to the network
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    logging.getLogger().addHandler(logging.NullHandler())  # or open_clip's first warning installs one on stderr
    try:
        embedder = _load(connection, resolved, threads, loader)
        while embedder is not None:
            _answer(connection, embedder)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        pass
    os._exit(0)  # nothing to save, and torch's own farewell takes long


def _load(connection: Connection, resolved: ResolvedModel, threads: int | None, loader: Loader) -> Embedder | None:
    try:
        embedder = loader(resolved, threads)
    except ModelError as error:
        connection.send(("failed", str(error)))
        return None
    except Exception as error:  # noqa: BLE001 - told to the parent, which logs it
        connection.send(("bug", f"{type(error).__name__}: {error}", traceback.format_exc()))
        return None
    connection.send(("ready",))
    return embedder


def _answer(connection: Connection, embedder: Embedder) -> None:
    request = connection.recv()
    pixels = bytearray(connection.recv_bytes()) if request[0] == "images" else None
    started = time.perf_counter()
    try:
        if pixels is not None:
            vectors = embedder.embed_images(np.frombuffer(pixels, np.uint8).reshape(request[1]))
        else:
            vectors = embedder.embed_texts(request[1])
    except ModelError as error:
        connection.send(("failed", str(error)))
    except Exception as error:  # noqa: BLE001 - told to the parent, which logs it
        connection.send(("bug", f"{type(error).__name__}: {error}", traceback.format_exc()))
    else:
        _send_vectors(connection, vectors, time.perf_counter() - started)


def _send_vectors(connection: Connection, vectors: NDArray[np.float32], seconds: float) -> None:
    connection.send(("vectors", vectors.shape, seconds))
    connection.send_bytes(np.ascontiguousarray(vectors, np.float32).data.cast("B"))


def _end_with_parent() -> None:
    """The closed pipe tells an idle host that its parent has gone; this tells a busy one."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(0)
