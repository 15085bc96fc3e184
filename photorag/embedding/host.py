"""A model in a process of its own, behind the `Embedder` protocol: what the window uses.

Importing torch or running it beside the GUI thread costs frames, a crash in a GPU or CPU runtime would take the window
along, and memory that torch has taken is only given back by ending the process.

Threads: any thread may call any method. One thread of this object, the dispatcher, owns the process and its pipe; the
others put jobs into a queue and wait. ``_lock`` guards the queue, the wishes and the state.
"""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from photorag.core.errors import ModelError
from photorag.core.model_input import ModelInput
from photorag.core.paths import Home
from photorag.core.spawning import SPAWN, main_hidden
from photorag.embedding.host_jobs import Job, JobQueue, SliceSize
from photorag.embedding.host_process import Loader, load_model, serve
from photorag.embedding.load import ResolvedModel, resolve_model
from photorag.embedding.model_names import ModelReference
from photorag.embedding.picture_input import fit_to_model
from photorag.embedding.protocol import Pictures

log = logging.getLogger(__name__)

HostState = Literal["idle", "starting", "ready", "failed"]
StateListener = Callable[[HostState, str], None]  # the state, and for "failed" the sentence that says why

_MAX_CRASHES = 3  # in a row, without one answer between them
_END_SECONDS = 5.0
_CLOSED = "The model was closed."


class _HostEnded(Exception):
    """The host process ended without an answer."""


class _Closing(Exception):
    """`close` was called while the dispatcher waited for the host."""


class HostedEmbedder:
    """See the module. Starts its process at the first request or at `start`; a closed one can't be used again."""

    def __init__(
        self,
        reference: ModelReference,
        home: Home,
        threads: int | None = None,
        *,
        on_state: StateListener | None = None,
        loader: Loader = load_model,
    ) -> None:
        """Does nothing slow. ``on_state`` is called on the dispatcher's thread; ``loader`` runs in the process."""
        self._reference = reference
        self._home = home
        self._threads = threads
        self._on_state = on_state
        self._loader = loader
        self._resolving = threading.Lock()
        self._resolved: ResolvedModel | None = None
        self._lock = threading.Lock()
        self._changed = threading.Condition(self._lock)
        self._queue = JobQueue()
        self._wants: set[Literal["start", "unload", "close"]] = set()
        self._state: HostState = "idle"
        self._failure = ""
        self._dispatcher: threading.Thread | None = None
        # Wakes the dispatcher out of waiting for the host, which a condition can't.
        self._woken, self._wake = SPAWN.Pipe(duplex=False)
        # The dispatcher's own:
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._crashes = 0
        self._slice = SliceSize()

    @property
    def model_id(self) -> str:
        """See `Embedder`. Like `dim` and `input`, read from the model's folder, without starting the process."""
        return self._facts().model_id

    @property
    def dim(self) -> int:
        return self._facts().dim

    @property
    def input(self) -> ModelInput:
        return self._facts().input

    @property
    def state(self) -> HostState:
        with self._lock:
            return self._state

    @property
    def failure(self) -> str:
        """Why the state is "failed"; else empty."""
        with self._lock:
            return self._failure

    @property
    def process_id(self) -> int | None:
        """The host's process id, or None while there is none."""
        process = self._process
        return process.pid if process is not None else None

    def embed_images(self, pictures: Pictures) -> NDArray[np.float32]:
        """See `Embedder.embed_images`. Waits for its turn."""
        wanted = self.input
        if not isinstance(pictures, np.ndarray):
            if len(pictures) == 0:
                return np.empty((0, self.dim), np.float32)
            pictures = np.stack([fit_to_model(each, wanted) for each in pictures])
        expected = (wanted.height, wanted.width, 3)
        if pictures.dtype != np.uint8 or pictures.shape[1:] != expected:
            raise ValueError(f"pictures should be uint8 (n, {expected}), not {pictures.dtype} {pictures.shape}")
        return self._submit(Job(pictures))

    def embed_texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Embedder.embed_texts`. Waits for at most one slice of pictures."""
        if isinstance(texts, str):
            raise TypeError("embed_texts takes several texts, not one string")
        return self._submit(Job(list(texts)))

    def start(self) -> None:
        """Starts the process without waiting for it; `on_state` and `state` tell. Forgets earlier crashes."""
        with self._lock:
            self._want("start")

    def unload(self) -> None:
        """Ends the process after the slice it is at, to free its memory, and waits for that. The next request starts
        another."""
        with self._lock:
            if self._dispatcher is None or "close" in self._wants:
                return
            self._want("unload")
            while "unload" in self._wants and "close" not in self._wants:
                self._changed.wait()

    def close(self) -> None:
        """Ends the process at once. Requests that wait get a `ModelError`."""
        with self._lock:
            dispatcher = self._dispatcher
            first = "close" not in self._wants
            self._wants.add("close")
            self._changed.notify_all()
        if first:
            self._wake.send_bytes(b"close")
        if dispatcher is not None:
            dispatcher.join()
        if first:
            self._wake.close()
            self._woken.close()

    def _facts(self) -> ResolvedModel:
        with self._resolving:
            if self._resolved is None:
                self._resolved = resolve_model(self._reference, self._home)
            return self._resolved

    def _submit(self, job: Job) -> NDArray[np.float32]:
        dim = self.dim
        if len(job.items) == 0:
            return np.empty((0, dim), np.float32)
        with self._lock:
            if "close" in self._wants:
                raise ModelError(_CLOSED)
            self._queue.put(job)
            self._begin()
        return job.future.result()

    def _want(self, wish: Literal["start", "unload"]) -> None:
        if "close" in self._wants:
            raise ModelError(_CLOSED)
        self._wants.add(wish)
        self._begin()

    def _begin(self) -> None:
        """Lets the dispatcher look, and gives it its thread at the first call. The lock is held."""
        if self._dispatcher is None:
            self._dispatcher = threading.Thread(target=self._dispatch, name="photorag-model-host", daemon=True)
            self._dispatcher.start()
        self._changed.notify_all()

    # From here on: the dispatcher's thread.

    def _dispatch(self) -> None:
        if hasattr(signal, "pthread_sigmask"):
            # The process inherits this thread's mask: Ctrl-C can't strike it even before it can ignore it itself.
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            while self._serve_one_wish():
                pass
        finally:
            self._end_process()
            with self._lock:
                self._wants.add("close")
                waiting = self._queue.drain()
                self._changed.notify_all()
            for job in waiting:
                job.future.set_exception(ModelError(_CLOSED))
            self._tell("idle")

    def _serve_one_wish(self) -> bool:
        """Waits for something to do, and does it. False when the host is to close."""
        with self._lock:
            while not self._wants and not len(self._queue):
                self._changed.wait()
            wants = set(self._wants)
            job = self._queue.first() if len(self._queue) else None
        if "close" in wants:
            return False
        if "unload" in wants:
            self._end_process()
            self._tell("idle")
            self._granted("unload")
            return True
        if "start" in wants:
            self._crashes = 0
        try:
            if job is None:
                self._ensure_process()
            else:
                self._advance(job)
        except _Closing:
            return False
        except ModelError as error:
            self._fail(job, error)
        self._granted("start")
        return True

    def _granted(self, wish: Literal["start", "unload"]) -> None:
        with self._lock:
            self._wants.discard(wish)
            self._changed.notify_all()

    def _advance(self, job: Job) -> None:
        """Has the host compute the job's next slice. Raises `ModelError` when that job can't be done."""
        self._ensure_process()
        items = job.next_slice(self._slice.pictures)
        try:
            answer = self._ask(items)
        except _HostEnded:
            raise self._crashed() from None
        self._crashes = 0
        vectors, seconds = answer
        if job.pictures:
            self._slice.learn(len(items), seconds)
        if job.add(vectors):
            with self._lock:
                self._queue.drop(job)
            job.finish()

    def _ensure_process(self) -> None:
        if self._process is not None:
            return
        if self._crashes >= _MAX_CRASHES:
            raise ModelError(
                f"The model {self._reference} has crashed {self._crashes} times in a row and is not started again: "
                "start PhotoRAG again, or use another model."
            )
        self._tell("starting")
        self._pipe, theirs = SPAWN.Pipe()
        process = SPAWN.Process(
            target=serve, args=(theirs, self._facts(), self._threads, self._loader), name="photorag-model", daemon=True
        )
        try:
            with main_hidden():
                process.start()
        except OSError as error:
            self._end_process()
            raise ModelError(f"The model's process can't be started ({error.strerror or error}).") from error
        finally:
            theirs.close()
        self._process = process
        try:
            self._understand(self._receive())
        except _HostEnded:
            raise self._crashed() from None
        except ModelError:
            self._end_process()
            raise
        self._tell("ready")

    def _ask(self, items: NDArray[np.uint8] | Sequence[str]) -> tuple[NDArray[np.float32], float]:
        pipe = self._pipe
        assert pipe is not None
        try:
            if isinstance(items, np.ndarray):
                pipe.send(("images", items.shape))
                pipe.send_bytes(np.ascontiguousarray(items).data.cast("B"))
            else:
                pipe.send(("texts", list(items)))
        except OSError:
            raise _HostEnded from None
        _, shape, seconds = self._understand(self._receive())
        try:
            vectors = np.frombuffer(pipe.recv_bytes(), np.float32).reshape(shape)
        except (EOFError, OSError):
            raise _HostEnded from None
        if len(vectors) != len(items):
            raise ModelError(f"The model {self._reference} gave {len(vectors)} vectors for {len(items)} requests.")
        return vectors, seconds

    def _receive(self) -> Any:
        """The host's next message. Raises `_HostEnded`, or `_Closing` when `close` comes first."""
        assert self._pipe is not None
        if self._woken in wait([self._pipe, self._woken]):
            raise _Closing
        try:
            return self._pipe.recv()
        except (EOFError, OSError):
            raise _HostEnded from None

    def _understand(self, message: Any) -> Any:
        """The message, unless it tells of a failure. Raises `ModelError`."""
        if message[0] == "failed":
            raise ModelError(message[1])
        if message[0] == "bug":
            log.error("the model host failed:\n%s", message[2])
            raise ModelError(f"The model {self._reference} failed on this request ({message[1]}).")
        return message

    def _crashed(self) -> ModelError:
        process = self._process
        self._crashes += 1
        if process is not None:
            process.join(_END_SECONDS)
        code = process.exitcode if process is not None else None
        self._end_process()
        log.warning("the model host ended by itself (exit code %s), %d in a row", code, self._crashes)
        return ModelError(f"The model {self._reference} crashed (exit code {code}); the next request starts it again.")

    def _fail(self, job: Job | None, error: ModelError) -> None:
        running = self._process is not None
        with self._lock:
            # A model that can't be loaded fails everyone who waits for it; anything else only its own request.
            given_up = self._crashes == 0 or self._crashes >= _MAX_CRASHES
            failed = [job] if job is not None else []
            if not running and given_up:
                failed = self._queue.drain()
            elif job is not None:
                self._queue.drop(job)
        if not running:
            self._tell("failed", str(error))
        for each in failed:
            each.future.set_exception(ModelError(str(error)))

    def _end_process(self) -> None:
        pipe, process = self._pipe, self._process
        self._pipe = self._process = None
        if pipe is not None:
            pipe.close()
        if process is not None:
            process.terminate()  # it holds nothing that could be lost
            process.join(_END_SECONDS)
            if process.is_alive():
                process.kill()
                process.join()
            with suppress(ValueError):
                process.close()

    def _tell(self, state: HostState, failure: str = "") -> None:
        with self._lock:
            changed = state != self._state or failure != self._failure
            self._state, self._failure = state, failure
        if changed and self._on_state is not None:
            self._on_state(state, failure)


def try_model(reference: ModelReference, home: Home) -> None:
    """Loads a model in a process of its own and shows it a picture and a text. Raises `ModelError`."""
    with closing(HostedEmbedder(reference, home)) as embedder:
        wanted = embedder.input
        embedder.embed_images(np.full((1, wanted.height, wanted.width, 3), 127, np.uint8))
        embedder.embed_texts(["a photo"])
