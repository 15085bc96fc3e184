"""The parts of an index run by themselves: reading files alone, encoding alone, and the run with its clock.

Each function is made to be called in a fresh process (`apart`), so that neither torch's threads nor a warm model of one
measurement is left to the next.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray

from photorag.core.model_input import ModelInput
from photorag.core.paths import Home
from photorag.embedding.load import load_embedder, resolve_model
from photorag.embedding.model_names import parse_model_name
from photorag.ingest.reading import ReadJob, read_photo
from photorag.ingest.report import Progress
from photorag.library import Library
from photorag.media.worker_pool import cores
from photorag.store.database import open_reader
from photorag.store.reader import Reader

P = ParamSpec("P")
T = TypeVar("T")

_SHOWN_AT_ONCE = 64  # as many as fill any batch


@dataclass(frozen=True, slots=True)
class IndexRun:
    """One `Library.index` of a new library. ``load_seconds``: loading the model, before the run, so that photos
    decoded meanwhile flatter no figure; ``read_seconds``: from the first file asked for until the last photo is
    stored. ``marks``: photos stored by then, at seconds since reading began."""

    photos: int
    failed: int
    load_seconds: float
    read_seconds: float
    marks: tuple[tuple[float, int], ...]

    @property
    def per_second(self) -> float:
        """Over all of the reading: the workers' start and the last batch's wait included."""
        return self.photos / self.read_seconds

    @property
    def steady_per_second(self) -> float:
        """Between the first stored batch and the last: what a long run settles at."""
        (first_at, first), (last_at, last) = self.marks[0], self.marks[-1]
        return (last - first) / (last_at - first_at) if last_at > first_at else self.per_second


@dataclass(frozen=True, slots=True)
class EncoderRun:
    """``placement``: where and in which number format the model ran."""

    per_second: float
    placement: str

    @property
    def on_cpu(self) -> bool:
        return self.placement.startswith("cpu")


def apart(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Runs a function in a process of its own and returns what it returned."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *args, **kwargs).result()


def index_library(home: Path, folder: Path, model: str) -> IndexRun:
    """Indexes a folder into a new library, as `photorag index` does, watching the progress it reports."""
    seen: list[tuple[float, Progress]] = []

    def note(progress: Progress) -> None:
        seen.append((time.perf_counter(), progress))

    with Library.open(home, model=model) as library:
        start = time.perf_counter()
        wanted = library.embedder.input
        library.embedder.embed_images(np.zeros((1, wanted.height, wanted.width, 3), np.uint8))
        load_seconds = time.perf_counter() - start
        report = library.index([folder], progress=note)
    reading = next(at for at, progress in seen if progress.phase == "reading")
    marks = tuple((at - reading, progress.done) for at, progress in seen if progress.done)
    return IndexRun(report.added, len(report.failed), load_seconds, marks[-1][0], marks)


def stored_vectors(home: Path, model: str) -> dict[Path, NDArray[np.float32]]:
    """Every photo's vector as the database holds it (float16), by its path."""
    place = Home(home)
    resolved = resolve_model(parse_model_name(model), place)
    database = open_reader(place.database)
    try:
        reader = Reader(database)
        key = reader.model_key(resolved.model_id)
        assert key is not None, "nothing was indexed with this model"
        rows = reader.vectors_after(key, 0, resolved.dim, reader.count())
        items = reader.items(reader.columns().items.tolist())
    finally:
        database.close()
    paths = {item.segment: item.path for item in items.values()}
    pairs = zip(rows.segments.tolist(), rows.vectors.astype(np.float32), strict=True)
    return {paths[segment]: vector for segment, vector in pairs}


def input_of(model: str) -> ModelInput:
    """What the model wants to be shown."""
    with tempfile.TemporaryDirectory() as home:
        return resolve_model(parse_model_name(model), Home(Path(home))).input


def read_alone(photos: Sequence[Path], wanted: ModelInput) -> float:
    """Photos/s of the decode workers' own job (hash, decode, thumbnail, fit), one process for each core, nothing else
    running."""
    jobs = [ReadJob(str(photo), str(photo.parent), frozenset(), wanted) for photo in photos]
    with ProcessPoolExecutor(cores(), mp_context=get_context("spawn")) as pool:
        warm_up = jobs[: 4 * cores()]
        list(pool.map(_read, warm_up))
        start = time.perf_counter()
        list(pool.map(_read, jobs))
        return len(jobs) / (time.perf_counter() - start)


def encode_alone(model: str, count: int) -> EncoderRun:
    """Pictures/s of the embedder PhotoRAG uses, with torch on all cores, nothing else running."""
    with tempfile.TemporaryDirectory() as home:
        embedder = load_embedder(parse_model_name(model), Home(Path(home)), threads=cores())
    wanted = embedder.input
    shape = (_SHOWN_AT_ONCE, wanted.height, wanted.width, 3)
    pictures = np.random.default_rng(0).integers(0, 256, shape, np.uint8)
    embedder.embed_images(pictures)
    rounds = max(1, round(count / _SHOWN_AT_ONCE))
    start = time.perf_counter()
    for _ in range(rounds):
        embedder.embed_images(pictures)
    seconds = time.perf_counter() - start
    return EncoderRun(rounds * _SHOWN_AT_ONCE / seconds, embedder.placement)


def _read(job: ReadJob) -> int:
    """Only a number travels back: the cost of the pipe is not the decoder's."""
    picture = read_photo(job).picture
    assert picture is not None
    return os.getpid() if picture.partial else 0
