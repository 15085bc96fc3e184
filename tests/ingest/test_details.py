"""Metadata alone: of photos that an older version has read, and of those whose sidecar files have changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from photorag.core.events import ItemsChanged
from photorag.ingest.report import Progress
from photorag.library import Library
from tests.fakes import ColourEmbedder

Paint = Callable[..., Path]


def captions(library: Library) -> dict[str, str]:
    def read(reader: object) -> dict[str, str]:
        columns = reader.columns()  # type: ignore[attr-defined]
        items = reader.items(columns.items.tolist())  # type: ignore[attr-defined]
        return {item.title: reader.facts(each).facts.caption for each, item in items.items()}  # type: ignore[attr-defined]

    return library.start_read(read).result()


def describe(folder: Path, **texts: str) -> None:
    lines = [json.dumps({"image_path": f"{name}.jpg", "description": text}) for name, text in texts.items()]
    (folder / "description.json").write_text("\n".join(lines))


@pytest.fixture
def photos(paint: Paint) -> Path:
    paint("red.jpg", "red")
    return paint("below/blue.jpg", "blue").parents[1]


def test_a_library_read_before_gets_its_details_without_embedding(
    library: Library, photos: Path, embedder: ColourEmbedder
) -> None:
    library.index([photos])
    embedded = embedder.embedded
    describe(photos, red="A red square")
    library._writer.submit(lambda writing: writing.catalogue._sql("DELETE FROM facts")).result()
    seen: list[Progress] = []
    changed: list[ItemsChanged] = []
    library.events.subscribe(ItemsChanged, changed.append)
    report = library.index([photos], seen.append)
    assert (report.details, report.unchanged, embedder.embedded) == (2, 2, embedded)
    assert captions(library) == {"red.jpg": "A red square", "blue.jpg": ""}
    last = [progress for progress in seen if progress.phase == "reading details"][-1]
    assert (last.done, last.total) == (2, 2)
    assert len(changed[-1].changed) == 2
    assert library.index([photos]).details == 0


def test_a_sidecar_that_comes_changes_or_goes_is_noticed(library: Library, photos: Path) -> None:
    describe(photos, red="first")
    library.index([photos])
    assert captions(library)["red.jpg"] == "first"
    describe(photos, red="second, longer")
    assert library.index([photos]).details == 2  # the folder below may be described there too
    assert captions(library)["red.jpg"] == "second, longer"
    describe(photos / "below", blue="sea")
    library._indexing.start_paths([str(photos / "below" / "description.json")]).result()
    assert captions(library) == {"red.jpg": "second, longer", "blue.jpg": "sea"}
    (photos / "description.json").unlink()
    assert library.index([photos / "below"]).details == 0  # it is not there
    assert library.index([photos]).details == 2
    assert captions(library) == {"red.jpg": "", "blue.jpg": "sea"}


def test_a_photo_that_can_not_be_opened_keeps_what_is_known(library: Library, photos: Path) -> None:
    library.index([photos])
    (photos / "red.jpg").unlink()
    describe(photos, red="gone")
    report = library.index([photos])
    assert (report.removed, report.details) == (1, 1)


def test_a_sidecar_of_one_photo_says_nothing_of_those_below(library: Library, photos: Path) -> None:
    library.index([photos])
    (photos / "red.xmp").write_text("no xmp")
    assert library.index([photos]).details == 1
    (photos / "broken.xmp").symlink_to(photos / "nowhere")
    (photos / "folder.json").mkdir()
    library._indexing.start_paths([str(photos / "folder.json"), str(photos / "broken.xmp")]).result()
    assert library.index([photos]).details == 0


def test_a_bigger_folder_takes_over_with_its_name_and_its_lists(library: Library, photos: Path) -> None:
    library.index([photos / "below"])
    assert library.start_read(lambda reader: reader.matching("photos")).result().tolist() == []
    describe(photos, red="first")
    library.index([photos])
    assert len(library.start_read(lambda reader: reader.matching("photos")).result()) == 2
    assert captions(library) == {"red.jpg": "first", "blue.jpg": ""}
