"""Whether searching by sight and by texts together finds more than either does alone.

    python -m benchmarks.fusion PHOTOS CAPTIONS MODEL [--given 2] [--noise 0.0] [--json]

PHOTOS is a folder; CAPTIONS a JSON list of ``{"file": ..., "captions": [...]}`` with files relative to the list's own
folder; MODEL a ``local-dir:PATH``. Half of the photos get their first captions as descriptions, in a description.json
beside them; the other captions of all photos are the queries. Recall@k is the share of queries whose own photo is among
the first k: by sight (the same library before it has the descriptions), by texts alone, and by both.

``--noise`` blends the photos' vectors with noise (1: as much of it as of the vector), for a model less sure than one
that has seen these very photos: a good fusion must not lose to the better signal, whichever that is.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.fidelity import Caption, read_captions
from photorag.core.paths import Home
from photorag.core.query import Query
from photorag.library import Library
from photorag.search.text_search import find
from photorag.store.database import open_editor, transaction
from photorag.store.reader import Reader

_RECALLS = (1, 5, 10)
_LIMIT = 10


@dataclass(frozen=True, slots=True)
class Split:
    """``given``: photo -> what is written beside it; ``queries``: the captions left over, of all photos."""

    given: dict[Path, str]
    queries: list[Caption]


def main() -> int:
    """Exit code 0 when recall@5 of both together is no less than that of the better one, else 1."""
    given = _arguments()
    os.environ["HF_HUB_OFFLINE"] = "1"
    with tempfile.TemporaryDirectory(prefix="photorag-benchmark-") as place:
        photos = Path(place).resolve() / "photos"
        shutil.copytree(given.photos, photos)
        source = given.photos.resolve()
        captions = [
            Caption(each.text, photos / each.photo.relative_to(source))
            for each in read_captions(given.captions, source)
        ]
        split = split_captions(captions, given.given)
        rankings = rank(Path(place), photos, split, given.model, given.noise)
    recalls = {name: {k: recall(split.queries, each, k) for k in _RECALLS} for name, each in rankings.items()}
    _say(f"{len(split.queries)} queries; {len(split.given)} photos have {given.given} caption(s); noise {given.noise}")
    _say(f"{'':14}" + "".join(f"{f'recall@{k}':>12}" for k in _RECALLS))
    for name, each in recalls.items():
        _say(f"{name:14}" + "".join(f"{each[k]:12.4f}" for k in _RECALLS))
    better = max(recalls["by sight"][5], recalls["by texts"][5])
    _say(f"\nrecall@5 of both {recalls['both'][5]:.4f}, of the better one {better:.4f}")
    if given.json:
        print(json.dumps({"queries": len(split.queries), "noise": given.noise, "recall": recalls}))
    return 0 if recalls["both"][5] >= better else 1


def split_captions(captions: Sequence[Caption], given: int) -> Split:
    """Every second photo is described by its first ``given`` captions."""
    of: dict[Path, list[str]] = {}
    for each in captions:
        of.setdefault(each.photo, []).append(each.text)
    described = {photo: " ".join(texts[:given]) for photo, texts in sorted(of.items())[::2]}
    return Split(described, [Caption(text, photo) for photo, texts in of.items() for text in texts[given:]])


def rank(place: Path, photos: Path, split: Split, model: str, noise: float) -> dict[str, list[list[Path]]]:
    """The first photos for each query by each way."""
    home = Home(place / "home")
    with Library.open(home, model=model) as library:
        library.index([photos])
    if noise:
        _blur(home, noise)
    queries = [each.text for each in split.queries]
    with Library.open(home, model=model) as library:
        by_sight = [_paths(library, text) for text in queries]
        lines = [json.dumps({"image_path": str(photo), "description": text}) for photo, text in split.given.items()]
        (photos / "description.json").write_text("\n".join(lines) + "\n", "utf-8")
        library.index([photos])
        by_texts = library.start_read(_by_texts(queries)).result()
        both = [_paths(library, text) for text in queries]
    return {"by sight": by_sight, "by texts": by_texts, "both": both}


def recall(queries: Sequence[Caption], rankings: Sequence[list[Path]], k: int) -> float:
    """Share of queries whose own photo is among the first ``k``."""
    return float(np.mean([each.photo in ranking[:k] for each, ranking in zip(queries, rankings, strict=True)]))


def _paths(library: Library, text: str) -> list[Path]:
    return [hit.path for hit in library.search(Query.from_text(text), limit=_LIMIT).hits]


def _by_texts(queries: Sequence[str]) -> Callable[[Reader], list[list[Path]]]:
    def ask(reader: Reader) -> list[list[Path]]:
        columns = reader.columns()
        rankings = []
        for text in queries:
            coverage = find(reader, columns, Query.from_text(text).words).coverage
            best = [row for row in np.argsort(-coverage, kind="stable")[:_LIMIT].tolist() if coverage[row] > 0]
            items = reader.items(columns.items[best].tolist())
            rankings.append([items[item].path for item in columns.items[best].tolist()])
        return rankings

    return ask


def _blur(home: Home, noise: float) -> None:
    """Blends every stored vector with noise, before any index has seen it."""
    generator = np.random.default_rng(0)
    database = open_editor(home.database)
    with transaction(database):
        for row, stored in database.conn.execute("SELECT id, vector FROM vectors").fetchall():
            vector = np.frombuffer(stored, np.float16).astype(np.float32)
            drawn = generator.standard_normal(len(vector), dtype=np.float32)
            blend = vector + noise * drawn / np.linalg.norm(drawn)
            blurred = (blend / np.linalg.norm(blend)).astype(np.float16)
            database.conn.execute("UPDATE vectors SET vector = ? WHERE id = ?", [blurred.tobytes(), row])
    database.close()


def _say(text: str) -> None:
    print(text, file=sys.stderr if "--json" in sys.argv else sys.stdout, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Recall by sight, by texts, and by both.")
    parser.add_argument("photos", type=Path)
    parser.add_argument("captions", type=Path)
    parser.add_argument("model", help="local-dir:PATH")
    parser.add_argument("--given", type=int, default=2, help="captions written beside every second photo")
    parser.add_argument("--noise", type=float, default=0.0, help="how much noise to blend into the photos' vectors")
    parser.add_argument("--json", action="store_true", help="print one JSON object; the table goes to stderr")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
