from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photorag.core.photo_facts import PhotoAttribute
from photorag.media.facts.descriptions import read_descriptions
from photorag.media.facts.found import Found


def listed(folder: Path, *lines: object, name: str = "description.json") -> str:
    path = folder / name
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return str(path)


def test_one_object_a_line(tmp_path: Path) -> None:
    line = {
        "image_path": "tools/drill.jpg",
        "description": "A cordless drill",
        "title": "Drill",
        "Price": "$12.99",
        "weight": 1.5,
        "category": "tools",
        "tags": ["power", "red"],
        "used": True,
        "sizes": [1, 2],
        "maker": {"name": "nested"},
        "nothing": None,
    }
    found = read_descriptions(listed(tmp_path, line), str(tmp_path / "tools" / "drill.jpg"))
    assert found == Found(
        title="Drill",
        caption="A cordless drill",
        keywords=("power", "red", "tools"),
        attributes=(
            PhotoAttribute("title", "Drill"),
            PhotoAttribute("price", "$12.99", 12.99),
            PhotoAttribute("weight", "1.5", 1.5),
            PhotoAttribute("category", "tools"),
            PhotoAttribute("tags", "power, red"),
            PhotoAttribute("used", "yes"),
            PhotoAttribute("sizes", "1, 2"),
        ),
    )


@pytest.mark.parametrize(
    "named",
    [
        "sub/a.jpg",
        "./sub/a.jpg",
        "sub\\a.jpg",
        "Sub/A.JPG",
        "a.jpg",
        "{folder}/sub/a.jpg",
        "/home/somebody/else/a.jpg",
        "C:\\photos\\a.jpg",
    ],
)
def test_ways_to_name_a_photo(named: str, tmp_path: Path) -> None:
    line = {"image_path": named.format(folder=tmp_path), "description": "words"}
    path = listed(tmp_path, line)
    assert read_descriptions(path, str(tmp_path / "sub" / "a.jpg")).caption == "words"
    assert read_descriptions(path, str(tmp_path / "sub" / "b.jpg")) == Found()


def test_a_path_is_not_any_file_of_that_name(tmp_path: Path) -> None:
    path = listed(tmp_path, {"image_path": "one/a.jpg", "description": "words"})
    assert read_descriptions(path, str(tmp_path / "two" / "a.jpg")) == Found()


def test_a_bad_line_costs_that_line(tmp_path: Path) -> None:
    lines = ('{"image_path": "a.jpg", "descr', "", "[1]", "\x00", {"image_path": 5}, {"description": "of nothing"})
    path = listed(tmp_path, *lines, {"image_path": "a.jpg", "description": "words"})
    assert read_descriptions(path, str(tmp_path / "a.jpg")).caption == "words"


def test_several_lines_for_one_photo_are_several_captions(tmp_path: Path) -> None:
    lines = [{"image_path": "a.jpg", "description": text, "n": n} for n, text in enumerate(("one", "two", "one"))]
    found = read_descriptions(listed(tmp_path, *lines), str(tmp_path / "a.jpg"))
    assert found.caption == "one\ntwo"
    assert found.attributes == (PhotoAttribute("n", "0", 0.0),)


@pytest.mark.parametrize("indent", [None, 2])
def test_an_array_and_a_single_object(indent: int | None, tmp_path: Path) -> None:
    line = {"image_path": "a.jpg", "description": "words"}
    for said in ([line], line):
        folder = tmp_path / type(said).__name__
        folder.mkdir()
        path = listed(folder, json.dumps(said, indent=indent))
        assert read_descriptions(path, str(folder / "a.jpg")).caption == "words"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_as_programs_save_it(separator: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "description.csv"
    rows = (("image_path", "description", "price"), ("a.jpg", '"Größe, ""neu""\nzweite Zeile"', "12.5"), ("b.jpg", "x"))
    path.write_text("\n".join(separator.join(row) for row in rows), encoding=encoding)
    found = read_descriptions(str(path), str(tmp_path / "a.jpg"))
    assert found.caption == 'Größe, "neu"\nzweite Zeile'
    assert found.attributes == (PhotoAttribute("price", "12.5", 12.5),)
    assert read_descriptions(str(path), str(tmp_path / "b.jpg")).caption == "x"


def test_dates_and_positions_have_a_meaning(tmp_path: Path) -> None:
    path = listed(tmp_path, {"image_path": "a.jpg", "date": "2019-07-14", "lat": 38.72, "lon": "-9.14"})
    found = read_descriptions(path, str(tmp_path / "a.jpg"))
    assert (found.original, found.position) == (datetime(2019, 7, 14), (38.72, -9.14))


def test_a_changed_list_is_read_again(tmp_path: Path) -> None:
    photo = str(tmp_path / "a.jpg")
    assert read_descriptions(listed(tmp_path, {"image_path": "a.jpg", "description": "one"}), photo).caption == "one"
    assert (
        read_descriptions(listed(tmp_path, {"image_path": "a.jpg", "description": "three"}), photo).caption == "three"
    )


def test_a_list_that_is_gone_says_nothing(tmp_path: Path) -> None:
    assert read_descriptions(str(tmp_path / "description.json"), str(tmp_path / "a.jpg")) == Found()


@given(st.binary(max_size=200))
def test_any_bytes_raise_nothing(tmp_path_factory: pytest.TempPathFactory, junk: bytes) -> None:
    folder = tmp_path_factory.mktemp("lists")
    for name in ("description.json", "description.csv"):
        (folder / name).write_bytes(junk)
        assert isinstance(read_descriptions(str(folder / name), str(folder / "a.jpg")), Found)
