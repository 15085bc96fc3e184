"""How fast photos are indexed, against the loop every tutorial shows, on the same photos and the same model.

    python benchmarks/indexing.py [--photos 60] [--copies 4] [--megapixels 12] [--model local-dir:PATH] [--json]

*Loop*: open, decode in full, open_clip's ``preprocess``, encode one picture at a time in float32 with torch's own
number of threads (`plain_open_clip`). *Index*: `Library.index` of a new library, which is all that `photorag index`
does, with the model's loading timed apart; and the command itself, from its start to its end. Both see the same drawn
JPEGs (`photos`); the index run reads several copies of each, since it is over too soon otherwise.

The machine sets a bound: while files are decoded, the same cores can't encode, so 1 / (1/decode + 1/encode), each
measured alone on all cores; with a GPU it is the slower of the two. The share of it that is reached says how much the
pipeline itself wastes.

Rounds of all measurements follow each other, so that a machine that slows down slows all of them; the table gives the
median and the range over the rounds. A measurement during which other programs had more than 5 % of the cores is
repeated while ``--patience`` lasts; the table says how much they had in what was kept.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.photos import make_copies, make_photos
from benchmarks.plain_open_clip import embed_one_by_one, make_random_model
from benchmarks.quiet import DISTURBED, Quiet
from benchmarks.stages import IndexRun, apart, encode_alone, index_library, input_of, read_alone, stored_vectors
from photorag.embedding.model_names import LOCAL_PREFIX
from photorag.media.worker_pool import cores

ARCHITECTURE = "ViT-B-32"
TIMES_AS_FAST = 4.0
MIN_COSINE = 0.999

Vectors = dict[Path, NDArray[np.float32]]


@dataclass(slots=True)
class Figures:
    """What each round measured, in photos/s or seconds, by name; the vectors of both ways."""

    values: dict[str, list[float]] = field(default_factory=dict)
    loop: Vectors = field(default_factory=dict)
    stored: Vectors = field(default_factory=dict)
    placement: str = ""

    def add(self, **values: float) -> None:
        for name, value in values.items():
            self.values.setdefault(name, []).append(value)

    def median(self, name: str) -> float:
        return statistics.median(self.values[name])

    @property
    def bound(self) -> float:
        """Photos/s this machine could read at most with the same decoder and encoder."""
        decode, encode = self.median("decode"), self.median("encode")
        return 1 / (1 / decode + 1 / encode) if self.placement.startswith("cpu") else min(decode, encode)

    @property
    def ratio(self) -> float:
        """How many times as fast as the loop, each without loading the model."""
        return self.median("index") / self.median("loop")

    @property
    def cosines(self) -> NDArray[np.float64]:
        """Between the two vectors of each photo."""
        return np.array([_cosine(self.loop[path], self.stored[path]) for path in self.loop])

    @property
    def cosine_of_others(self) -> float:
        """Mean cosine between different photos: the yardstick for how much 0.999 says."""
        rows = np.stack(list(self.loop.values()))
        among = rows @ rows.T
        return float(np.mean(among[~np.eye(len(rows), dtype=bool)])) if len(rows) > 1 else float("nan")


def main() -> int:
    """Exit code 0 when indexing is 4 times as fast or more and every cosine 0.999 or more, else 1."""
    given = _arguments()
    os.environ["HF_HUB_OFFLINE"] = "1"
    with _work_folder(given.keep) as work:
        model = given.model or f"{LOCAL_PREFIX}{apart(make_random_model, work / 'model', ARCHITECTURE)}"
        _say(f"Drawing {given.photos} photos of {given.megapixels:g} megapixels ...")
        pictures = work / f"photos-{given.photos}-{given.megapixels:g}-{given.copies}"
        first = make_photos(pictures / "1", given.photos, given.megapixels, cores())
        everything = [*first]
        for number in range(2, given.copies + 1):
            everything += make_copies(first, pictures / str(number), number)
        figures, quiet = Figures(), Quiet(given.patience)
        for number in range(given.rounds):
            _say(f"Round {number + 1} of {given.rounds} ...")
            _measure_round(figures, quiet, model, first[number :: given.rounds], everything, pictures)
        file_sizes = [path.stat().st_size / 1e6 for path in first]
    _print_table(figures, len(first), len(everything), file_sizes)
    _say(f"{'others had of the cores, at most':34}{quiet.worst:9.0%}{' ' * 20}{_verdict(quiet)}")
    if given.json:
        print(json.dumps(_as_json(figures, given, file_sizes) | {"others_share": round(quiet.worst, 3)}))
    return 0 if figures.ratio >= TIMES_AS_FAST and figures.cosines.min() >= MIN_COSINE else 1


def _measure_round(
    figures: Figures, quiet: Quiet, model: str, for_loop: Sequence[Path], everything: Sequence[Path], folder: Path
) -> None:
    loop = quiet.measure(lambda: apart(embed_one_by_one, Path(model.removeprefix(LOCAL_PREFIX)), for_loop))
    figures.add(loop=loop.per_second, loop_load=loop.load_seconds)
    figures.loop.update(zip(for_loop, loop.vectors, strict=True))
    run, figures.stored = quiet.measure(lambda: _index(model, folder))
    if run.photos != len(everything):
        raise SystemExit(f"{run.photos} of {len(everything)} photos were indexed, {run.failed} failed")
    figures.add(index=run.per_second, index_steady=run.steady_per_second, index_load=run.load_seconds)
    figures.add(command=len(everything) / quiet.measure(lambda: _run_command(folder, model)))
    figures.add(decode=quiet.measure(lambda: apart(read_alone, everything, input_of(model))))
    encoder = quiet.measure(lambda: apart(encode_alone, model, len(everything)))
    figures.add(encode=encoder.per_second)
    figures.placement = encoder.placement


def _index(model: str, folder: Path) -> tuple[IndexRun, Vectors]:
    with tempfile.TemporaryDirectory(prefix="photorag-benchmark-") as place:
        home = Path(place) / "home"
        return apart(index_library, home, folder, model), stored_vectors(home, model)


def _run_command(folder: Path, model: str) -> float:
    """Seconds that `photorag index` takes for a new library, the start of Python included."""
    with tempfile.TemporaryDirectory(prefix="photorag-benchmark-") as place:
        command = [sys.executable, "-m", "photorag", "index", "--home", place, "--model", model, str(folder)]
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - start


def _cosine(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    wide, wider = one.astype(np.float64), other.astype(np.float64)
    return float(wide @ wider / (np.linalg.norm(wide) * np.linalg.norm(wider)))


@contextmanager
def _work_folder(kept: Path | None) -> Iterator[Path]:
    """Where the photos and the model lie: a folder that is kept for the next run, or one that goes afterwards."""
    folder = kept.resolve() if kept else Path(tempfile.mkdtemp(prefix="photorag-benchmark-")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield folder
    finally:
        if kept is None:
            shutil.rmtree(folder, ignore_errors=True)


_ROWS = (
    ("loop", "tutorial loop", "photos/s"),
    ("index", "photorag index, reading", "photos/s"),
    ("index_steady", "  between first and last batch", "photos/s"),
    ("command", "  whole command, with loading", "photos/s"),
    ("decode", "decoding alone, all cores", "photos/s"),
    ("encode", "encoder alone, all cores", "photos/s"),
    ("loop_load", "loading the model, loop", "s"),
    ("index_load", "loading the model, photorag", "s"),
)


def _print_table(figures: Figures, photos: int, files: int, sizes: Sequence[float]) -> None:
    _say(f"\n{photos} photos (loop), {files} files (index), {min(sizes):.1f} to {max(sizes):.1f} MB; {cores()} cores")
    _say(f"encoder on {figures.placement}\n\n{'':34}{'median':>9}{'least':>9}{'most':>9}")
    for name, title, unit in _ROWS:
        values = figures.values[name]
        _say(f"{title:34}{statistics.median(values):9.1f}{min(values):9.1f}{max(values):9.1f}  {unit}")
    reached = figures.median("index") / figures.bound
    steady = figures.median("index_steady")
    _say(f"\n{'the machine allows':34}{figures.bound:9.1f}{'':20}photos/s; reached {reached:.0%}")
    _say(f"{'times the loop':34}{figures.ratio:9.2f}{'':20}asked {TIMES_AS_FAST:g}")
    _say(f"{'  between first and last batch':34}{steady / figures.median('loop'):9.2f}")
    _say(f"{'  whole command':34}{figures.median('command') / figures.median('loop'):9.2f}")
    _say(
        f"{'least cosine to the loop':34}{figures.cosines.min():9.5f}{'':20}asked {MIN_COSINE}; "
        f"different photos {figures.cosine_of_others:.3f}"
    )


def _verdict(quiet: Quiet) -> str:
    return "DISTURBED: do not quote these figures" if quiet.worst > DISTURBED else "quiet enough"


def _as_json(figures: Figures, given: argparse.Namespace, sizes: Sequence[float]) -> dict[str, Any]:
    return {
        "photos": given.photos,
        "copies": given.copies,
        "megapixels": given.megapixels,
        "mean_megabytes": round(statistics.mean(sizes), 2),
        "cores": cores(),
        "placement": figures.placement,
        "rounds": {name: [round(value, 3) for value in values] for name, values in figures.values.items()},
        "median": {name: round(figures.median(name), 3) for name in figures.values},
        "ratio": round(figures.ratio, 3),
        "bound": round(figures.bound, 3),
        "share_of_bound": round(figures.median("index") / figures.bound, 4),
        "min_cosine": round(float(figures.cosines.min()), 6),
        "mean_cosine_of_different_photos": round(figures.cosine_of_others, 4),
    }


def _say(text: str) -> None:
    print(text, file=sys.stderr if "--json" in sys.argv else sys.stdout, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Photos/s of `photorag index` against the tutorial loop.")
    parser.add_argument("--photos", type=int, default=60, help="photos to draw; the loop sees each once")
    parser.add_argument("--copies", type=int, default=4, help="how often each is indexed, in copies of its file")
    parser.add_argument("--megapixels", type=float, default=12.0)
    parser.add_argument("--rounds", type=int, default=3, help="each measures everything once")
    parser.add_argument(
        "--patience", type=float, default=120.0, help="seconds to spend on repeating what was disturbed"
    )
    parser.add_argument("--model", help=f"a {LOCAL_PREFIX}PATH model (default: {ARCHITECTURE} with random weights)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the photos and the model here for the next run")
    parser.add_argument("--json", action="store_true", help="print one JSON object; the table goes to stderr")
    given = parser.parse_args()
    if given.model and not given.model.startswith(LOCAL_PREFIX):
        parser.error(f"--model needs a {LOCAL_PREFIX}PATH: the loop loads the same folder")
    if min(given.photos, given.copies, given.rounds) < 1 or given.rounds > given.photos or given.megapixels <= 0:
        parser.error("at least one photo, copy and round, and no more rounds than photos")
    return given


if __name__ == "__main__":
    sys.exit(main())
