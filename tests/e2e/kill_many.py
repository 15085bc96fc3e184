"""kill -9 at many random moments of an index run, and what the next run makes of it. Run by hand:

    python -m tests.e2e.kill_many FOLDER [--moments 10] [--seed 1] [--model starter]

Each moment gets a library of its own: the run is killed up to a second after a random share of the photos has been
stored (time alone would hit the loading of the model most often); then the next run must complete, ``photorag doctor``
must be content, and the library must hold exactly what the undisturbed one holds. Prints one line for each moment;
exits with 1 when one was not survived. The test suite does the same at a few chosen moments (`test_stopped_runs`).
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.command import Photorag, children, is_alive, wait_until


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """What a run gives when nobody kills it."""

    contents: dict[str, bytes]
    failures: dict[str, str]
    seconds: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--moments", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model", default="starter")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="photorag-kills-") as folder:
        expected = _undisturbed(Photorag(Path(folder) / "undisturbed"), options.folder, options.model)
        print(
            f"undisturbed: {len(expected.contents)} photos, {len(expected.failures)} failures, {expected.seconds:.1f} s"
        )
        print("kill at      stored then  workers  next run         doctor  same as undisturbed", flush=True)
        survived = [
            _killed_once(
                Photorag(Path(folder) / str(number)),
                options.folder,
                options.model,
                expected,
                rng.randrange(len(expected.contents)),
                rng.uniform(0, 1),
            )
            for number in range(options.moments)
        ]
    print(f"{sum(survived)} of {len(survived)} survived")
    return 0 if all(survived) else 1


def _undisturbed(photorag: Photorag, folder: Path, model: str) -> Undisturbed:
    started = time.monotonic()
    photorag.ok("index", folder, "--model", model, "--json")
    return Undisturbed(photorag.contents(), photorag.failures(), time.monotonic() - started)


def _killed_once(
    photorag: Photorag, folder: Path, model: str, expected: Undisturbed, photos: int, seconds: float
) -> bool:
    with photorag.start("index", folder, "--model", model) as running:
        wait_until(lambda: photorag.stored() >= photos or not running.alive, "enough is stored")
        time.sleep(seconds)  # a random moment is the point here
        finished_first = not running.alive
        workers = children(running.process.pid)
        running.kill()
    wait_until(lambda: not any(is_alive(worker) for worker in workers), "the workers of the killed run have ended")
    stored = photorag.stored()
    completed = photorag("index", folder, "--model", model, "--json")
    doctor = photorag("doctor", "--model", model)
    report = completed.last if completed.code == 0 else {"added": "-", "unchanged": "-"}
    same = (photorag.contents(), photorag.failures()) == (expected.contents, expected.failures)
    print(
        f"{photos:3} + {seconds:.2f} s {'all, done' if finished_first else stored:>11}  {len(workers):7}  "
        f"exit {completed.code}, +{report['added']:<6} exit {doctor.code}  {'yes' if same else 'NO'}",
        flush=True,
    )
    if completed.code or doctor.code:
        print(completed.err, doctor.out, doctor.err)
    return completed.code == doctor.code == 0 and same


if __name__ == "__main__":
    sys.exit(main())
