"""The sample library: right, whole, and left alone when it is there."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from photorag.sample import library
from photorag.sample.contents import PRODUCTS, SCENES
from photorag.sample.library import draw_sample_library, sample_pictures


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> int:
    """Only some of the pictures, and small ones: drawing all takes a while."""
    some = [*sample_pictures()[:4], *sample_pictures()[8:60:9], sample_pictures()[-1]]
    chosen = [replace(picture, size=(picture.size[0] // 5, picture.size[1] // 5), finer=1.0) for picture in some]
    monkeypatch.setattr(library, "sample_pictures", lambda: chosen)
    return len(chosen)


def _state(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_catalogue_is_the_eight_products() -> None:
    found = [(p.name, p.thing.colour, p.thing.pattern, p.thing.shape, p.price) for p in PRODUCTS]
    assert found == [
        ("Widget A", "red", "solid", "circle", 12.99),
        ("Widget B", "blue", "striped", "square", 24.50),
        ("Gadget X", "green", "solid", "triangle", 8.75),
        ("Gadget Y", "yellow", "dotted", "circle", 15.00),
        ("Tool M", "purple", "solid", "rectangle", 34.99),
        ("Tool N", "orange", "striped", "diamond", 19.25),
        ("Widget C", "teal", "solid", "circle", 11.50),
        ("Gadget Z", "pink", "dotted", "square", 29.99),
    ]


def test_paths_are_all_different_and_scenes_span_years() -> None:
    pictures = sample_pictures()
    assert 60 <= len(pictures) <= 100
    assert len({picture.path for picture in pictures}) == len(pictures)
    assert len({shot.when[:4] for shot in SCENES}) >= 5


def test_drawn_twice_is_drawn_once(tmp_path: Path, few: int) -> None:
    calls: list[tuple[int, int]] = []
    first = draw_sample_library(tmp_path, lambda done, total: calls.append((done, total)))
    assert calls == [(i + 1, few) for i in range(few)]
    before = _state(tmp_path)
    assert draw_sample_library(tmp_path) == first
    assert _state(tmp_path) == before
    assert not [path for path in before if Path(path).name.startswith(".drawing-")]


def test_missing_and_spoilt_pictures_are_drawn_again(tmp_path: Path, few: int) -> None:
    first, second, *rest = draw_sample_library(tmp_path)
    before = _state(tmp_path)
    first.unlink()
    second.write_bytes(b"spoilt")
    draw_sample_library(tmp_path)
    after = _state(tmp_path)
    assert {path: content for path, (_, content) in after.items()} == {p: c for p, (_, c) in before.items()}
    for path in rest:
        name = path.relative_to(tmp_path).as_posix()
        assert after[name][0] == before[name][0]


def test_lost_record_rewrites_nothing_that_is_right(tmp_path: Path, few: int) -> None:
    draw_sample_library(tmp_path)
    before = _state(tmp_path)
    (tmp_path / ".drawn.json").write_text("[not what it should be", encoding="utf-8")
    draw_sample_library(tmp_path)
    after = _state(tmp_path)
    assert {p: s for p, s in after.items() if p != ".drawn.json"} == {
        p: s for p, s in before.items() if p != ".drawn.json"
    }


def test_descriptions_name_every_product(tmp_path: Path, few: int) -> None:
    draw_sample_library(tmp_path)
    lines = (tmp_path / "catalogue/description.json").read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    assert [entry["name"] for entry in entries] == [product.name for product in PRODUCTS]
    for entry, product in zip(entries, PRODUCTS, strict=True):
        assert set(entry) == {"image_path", "description", "name", "category", "price"}
        assert product.thing.colour in entry["description"]
        assert entry["price"] == product.price
    assert (tmp_path / "catalogue" / entries[0]["image_path"]).is_file()


def test_scenes_carry_date_and_place(tmp_path: Path, few: int) -> None:
    paths = [path for path in draw_sample_library(tmp_path) if path.parent.name == "scenes"]
    assert paths
    shots = {shot.when: shot for shot in SCENES}
    for path in paths:
        with Image.open(path) as picture:
            exif = picture.getexif()
        taken = exif.get_ifd(0x8769)[0x9003]
        shot = shots[taken.replace(":", "-", 2)]
        place = exif.get_ifd(0x8825)
        for reference, value, expected, negative in ((1, 2, shot.latitude, "S"), (3, 4, shot.longitude, "W")):
            degrees, minutes, seconds = (float(part) for part in place[value])
            found = degrees + minutes / 60 + seconds / 3600
            assert (-found if place[reference] == negative else found) == pytest.approx(expected, abs=1e-3)
