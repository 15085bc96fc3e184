"""Whether searching finds what the model itself would find.

    python benchmarks/fidelity.py PHOTOS CAPTIONS MODEL [--json]

PHOTOS is a folder; CAPTIONS a JSON list of ``{"file": ..., "captions": [...]}`` with files relative to the list's own
folder; MODEL a ``local-dir:PATH``. Every caption is searched for with `Library.search` in a new library of PHOTOS, and
ranked exactly with open_clip alone: full decode, its own preprocess and tokenizer, float32, one picture or text at a
time. Faster decoding, half precision, float16 storage and the vector index may move a photo past its neighbour; this
tells how often, and whether it costs anything: recall@k is the share of captions whose own photo is among the first k.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from benchmarks.plain_open_clip import embed_one_by_one, embed_texts
from benchmarks.stages import stored_vectors
from photorag.embedding.model_names import LOCAL_PREFIX
from photorag.library import Library

LIMIT = 10
SAME_FIRST = 0.97
AGREEMENT = 0.95
_RECALLS = (1, 5, 10)


@dataclass(frozen=True, slots=True)
class Caption:
    """A text and the photo it was written for."""

    text: str
    photo: Path


@dataclass(frozen=True, slots=True)
class Comparison:
    """For each caption, the first photos by either way; the cosine between both ways' vectors of each photo."""

    captions: Sequence[Caption]
    library: Sequence[list[Path]]
    exact: Sequence[list[Path]]
    cosines: dict[Path, float]

    @property
    def same_first(self) -> float:
        """Share of captions with the same first hit."""
        same = [found[:1] == expected[:1] for found, expected in zip(self.library, self.exact, strict=True)]
        return float(np.mean(same))

    @property
    def agreement(self) -> float:
        """Mean share of the exact first hits that are among the library's."""
        pairs = zip(self.library, self.exact, strict=True)
        return float(np.mean([len(set(found) & set(expected)) / len(expected) for found, expected in pairs]))

    @property
    def least_cosines(self) -> dict[str, float]:
        """Apart for photos with a colour profile of their own: PhotoRAG converts them to sRGB, as a viewer would, and
        the tutorials' ``convert("RGB")`` does not."""
        groups: dict[str, float] = {}
        for path, cosine in self.cosines.items():
            with Image.open(path) as image:
                group = "with a colour profile" if image.info.get("icc_profile") else "without colour profile"
            groups[group] = min(groups.get(group, 1.0), cosine)
        return dict(sorted(groups.items(), reverse=True))

    def recall(self, rankings: Sequence[list[Path]], k: int) -> float:
        """Share of captions whose own photo is among the first ``k``."""
        pairs = zip(self.captions, rankings, strict=True)
        return float(np.mean([caption.photo in ranking[:k] for caption, ranking in pairs]))


def main() -> int:
    """Exit code 0 when the first hit is the same for 97 % and recall@10 against the exact ranking 0.95, else 1."""
    given = _arguments()
    os.environ["HF_HUB_OFFLINE"] = "1"
    captions = read_captions(given.captions, given.photos.resolve())
    result = compare(given.photos.resolve(), captions, given.model)
    _print_table(result)
    if given.json:
        print(json.dumps(_as_json(result)))
    return 0 if result.same_first >= SAME_FIRST and result.agreement >= AGREEMENT else 1


def read_captions(path: Path, below: Path) -> list[Caption]:
    """The captions of the photos in a folder."""
    entries = json.loads(path.read_text("utf-8"))
    pairs = [((path.parent / entry["file"]).resolve(), entry["captions"]) for entry in entries]
    return [Caption(text, photo) for photo, texts in pairs if photo.is_relative_to(below) for text in texts]


def compare(photos: Path, captions: Sequence[Caption], model: str) -> Comparison:
    """Searches for every caption both ways."""
    texts = [caption.text for caption in captions]
    with tempfile.TemporaryDirectory(prefix="photorag-benchmark-") as place:
        home = Path(place) / "home"
        with Library.open(home, model=model) as library:
            report = library.index([photos])
            if report.failed:
                _say(f"{len(report.failed)} files could not be read and are left out of both rankings")
            found = [[hit.path for hit in library.search(text, limit=LIMIT).hits] for text in texts]
        stored = stored_vectors(home, model)
    # The exact ranking is over the same photos; which they are is all it takes from the library.
    paths = sorted(stored)
    folder = Path(model.removeprefix(LOCAL_PREFIX))
    pictures = embed_one_by_one(folder, paths).vectors
    scores = embed_texts(folder, texts) @ pictures.T
    exact = [[paths[place] for place in np.argsort(-row, kind="stable")[:LIMIT]] for row in scores]
    cosines = {path: _cosine(stored[path], vector) for path, vector in zip(paths, pictures, strict=True)}
    return Comparison(captions, found, exact, cosines)


def _cosine(one: Any, other: Any) -> float:
    return float(one @ other / (np.linalg.norm(one) * np.linalg.norm(other)))


def _print_table(result: Comparison) -> None:
    photos = len({caption.photo for caption in result.captions})
    _say(f"{len(result.captions)} captions of {photos} photos, among {len(result.cosines)}")
    _say(f"{'same first hit':36}{result.same_first:8.4f}   asked {SAME_FIRST}")
    _say(f"{'recall@10 against the exact ranking':36}{result.agreement:8.4f}   asked {AGREEMENT}")
    _say(f"{'mean cosine to the exact vector':36}{np.mean(list(result.cosines.values())):8.5f}")
    for group, cosine in result.least_cosines.items():
        _say(f"{f'  least, {group}':36}{cosine:8.5f}")
    _say(f"\n{'text-to-image':24}" + "".join(f"{f'recall@{k}':>12}" for k in _RECALLS))
    for name, rankings in (("PhotoRAG", result.library), ("open_clip, exact", result.exact)):
        _say(f"{name:24}" + "".join(f"{result.recall(rankings, k):12.4f}" for k in _RECALLS))


def _as_json(result: Comparison) -> dict[str, Any]:
    rankings = {"photorag": result.library, "exact": result.exact}
    return {
        "captions": len(result.captions),
        "photos": len(result.cosines),
        "same_first": round(result.same_first, 4),
        "recall_at_10_against_exact": round(result.agreement, 4),
        "least_cosine": {group: round(cosine, 6) for group, cosine in result.least_cosines.items()},
        "recall": {name: {k: round(result.recall(each, k), 4) for k in _RECALLS} for name, each in rankings.items()},
    }


def _say(text: str) -> None:
    print(text, file=sys.stderr if "--json" in sys.argv else sys.stdout, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Search hits against an exact ranking made with open_clip alone.")
    parser.add_argument("photos", type=Path, metavar="PHOTOS", help="a folder of photos")
    parser.add_argument("captions", type=Path, metavar="CAPTIONS", help="JSON: [{file, captions: [...]}, ...]")
    parser.add_argument("model", metavar="MODEL", help=f"a {LOCAL_PREFIX}PATH model")
    parser.add_argument("--json", action="store_true", help="print one JSON object; the table goes to stderr")
    given = parser.parse_args()
    if not given.model.startswith(LOCAL_PREFIX):
        parser.error(f"MODEL must be a {LOCAL_PREFIX}PATH: the exact ranking loads the same folder")
    return given


if __name__ == "__main__":
    sys.exit(main())
