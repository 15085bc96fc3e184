from __future__ import annotations

import json
import os
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photorag.media.facts.found import Found
from photorag.media.facts.sidecars import is_sidecar_name, sidecars_of
from photorag.media.facts.takeout import read_takeout
from photorag.media.facts.takeout_names import TakeoutNames


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.jpg.xmp", True),
        ("A.XMP", True),
        ("a.jpg.json", True),
        ("description.csv", True),
        ("Descriptions.CSV", True),
        ("description.jsonl", True),
        ("prices.csv", False),
        ("a.jpg", False),
        ("xmp", False),
    ],
)
def test_names_of_sidecars(name: str, expected: bool) -> None:
    assert is_sidecar_name(name) is expected


def test_every_list_that_is_read_is_noticed(tmp_path: Path) -> None:
    for name in ("description.json", "descriptions.json", "description.jsonl", "description.csv", "descriptions.csv"):
        (tmp_path / name).write_text("")
        assert is_sidecar_name(name)
    assert len(sidecars_of(str(tmp_path / "a.jpg"), str(tmp_path)).descriptions) == 5


def test_xmp_beside_a_photo_whatever_its_case(tmp_path: Path) -> None:
    for name in ("a.xmp", "a.JPG.XMP", "b.Xmp", "c.jpg.xmpx"):
        (tmp_path / name).write_text("")
    found = {name: sidecars_of(str(tmp_path / name), str(tmp_path)).xmp for name in ("A.jpg", "b.jpg", "c.jpg")}
    assert [Path(path).name for path in found["A.jpg"]] == ["a.JPG.XMP", "a.xmp"]
    assert [Path(path).name for path in found["b.jpg"]] == ["b.Xmp"]
    assert found["c.jpg"] == ()


def test_lists_are_looked_for_up_to_the_root_and_no_farther(tmp_path: Path) -> None:
    deep = tmp_path / "root" / "one" / "two"
    deep.mkdir(parents=True)
    for folder in (tmp_path, tmp_path / "root", deep):
        (folder / "description.json").write_text("")
    root = str(tmp_path / "root")
    assert sidecars_of(str(deep / "a.jpg"), root).descriptions == (
        str(deep / "description.json"),
        str(tmp_path / "root" / "description.json"),
    )
    assert sidecars_of(str(tmp_path / "a.jpg"), root).descriptions == (str(tmp_path / "description.json"),)


def test_a_sidecar_that_comes_later_is_found(tmp_path: Path) -> None:
    os.utime(tmp_path, (1e9, 1e9))
    photo = str(tmp_path / "a.jpg")
    assert sidecars_of(photo, str(tmp_path)).xmp == ()
    (tmp_path / "a.jpg.xmp").write_text("")
    assert len(sidecars_of(photo, str(tmp_path)).xmp) == 1


def test_a_folder_that_is_gone_holds_nothing(tmp_path: Path) -> None:
    assert sidecars_of(str(tmp_path / "gone" / "a.jpg"), str(tmp_path)).xmp == ()


@pytest.mark.parametrize(
    ("photo", "names", "expected"),
    [
        ("a.jpg", ["a.jpg.json", "aa.jpg.json"], "a.jpg.json"),
        ("a.jpg", ["A.JPG.json"], "A.JPG.json"),
        ("a.jpg", ["a.jpg.supplemental-metadata.json"], "a.jpg.supplemental-metadata.json"),
        ("a.jpg", ["a.jpg.suppl.json"], "a.jpg.suppl.json"),
        ("a.jpg", ["a.jpg.s.json", "a.jpg.json"], "a.jpg.json"),
        ("a.jpg", ["a.jpg.notes.json"], None),
        ("a(1).jpg", ["a.jpg.json", "a.jpg(1).json"], "a.jpg(1).json"),
        ("a(1).jpg", ["a.jpg.json"], None),
        ("a(1).jpg", ["a.jpg.supplemental-metadata(1).json"], "a.jpg.supplemental-metadata(1).json"),
        ("a(1).jpg", ["a(1).jpg.json", "a.jpg(1).json"], "a(1).jpg.json"),
        ("a.jpg", ["a.jpg(1).json"], None),
        ("a_1.jpg", ["a.jpg.json", "a_1.jpg.json"], "a_1.jpg.json"),
        ("a-edited.jpg", ["a.jpg.json"], "a.jpg.json"),
        ("a-bearbeitet(1).jpg", ["a.jpg.json", "a.jpg(1).json"], "a.jpg(1).json"),
        ("a-modifié.jpg", ["a.jpg.json"], "a.jpg.json"),
        (unicodedata.normalize("NFD", "a-modifié.jpg"), ["a.jpg.json"], "a.jpg.json"),
        ("a-credited.jpg", ["a.jpg.json"], None),
        ("a.jpg", ["a.HEIC.json"], "a.HEIC.json"),
        ("a.heic", ["a.heic.json", "a.mp4.json"], "a.heic.json"),
        ("a.jpg", ["a.json"], "a.json"),
        ("métadonnées.jpg", ["metadata.json"], None),
        (
            "PXL_20230809_203449253.LONG_EXPOSURE-02.ORIGIN.jpg",
            ["PXL_20230809_203449253.LONG_EXPOSURE-02.ORIGINA.json"],
            "PXL_20230809_203449253.LONG_EXPOSURE-02.ORIGINA.json",
        ),
        (
            "original_1d4caa6f-16c6-4c3d-901b-9387de10e528_P.jpg",
            ["original_1d4caa6f-16c6-4c3d-901b-9387de10e528_.json"],
            "original_1d4caa6f-16c6-4c3d-901b-9387de10e528_.json",
        ),
        (
            "Backyard_ceremony_wedding_photography_xxxxxxx_m(494).jpg",
            [f"Backyard_ceremony_wedding_photography_xxxxxxx_({number}).json" for number in (371, 494)],
            "Backyard_ceremony_wedding_photography_xxxxxxx_(494).json",
        ),
        (
            "Screenshot_20230814_174200_com.instagram.android.jpg",
            ["Screenshot_20230814_174200_com.instagram.andro.json", "Screenshot_20230814_174211_com.instagram.a.json"],
            "Screenshot_20230814_174200_com.instagram.andro.json",
        ),
    ],
)
def test_which_json_is_whose(photo: str, names: list[str], expected: str | None) -> None:
    assert TakeoutNames(names).of(photo) == expected


@given(st.text(max_size=60), st.lists(st.text(max_size=60).map(lambda name: f"{name}.json"), max_size=5))
def test_any_names_give_one_of_them_or_none(photo: str, names: list[str]) -> None:
    found = TakeoutNames(names).of(photo)
    assert found is None or found in names


def test_what_takeout_says(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg.json"
    said = {
        "title": "a.jpg",
        "description": "Anna &amp; Ben&#39;s picnic",
        "photoTakenTime": {"timestamp": "1696573868"},
        "geoData": {"latitude": 0, "longitude": 0.0},
        "geoDataExif": {"latitude": 48.8583736, "longitude": 2.291901},
        "people": [{"name": "Anna"}, {"name": "Ben"}, {"name": 5}, "odd"],
        "favorited": True,
    }
    path.write_text(json.dumps(said))
    assert read_takeout(str(path)) == Found(
        utc=datetime(2023, 10, 6, 6, 31, 8, tzinfo=UTC),
        position=(48.8583736, 2.291901),
        caption="Anna & Ben's picnic",
        keywords=("Anna", "Ben"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<html><body>not found</body></html>",
        "[]",
        "null",
        "{}",
        '{"title": "My album", "description": "of 2019"}',
        '{"photoTakenTime": null, "geoData": [], "people": {"name": "x"}, "description": 5}',
        '{"photoTakenTime": {"timestamp": "soon"}}',
        '{"photoTakenTime": {"timestamp": "1e300"}}',
        '{"photoTakenTime": {"timestamp": "NaN"}}',
        '{"photoTakenTime": {"timestamp": 0}}',
        '{"geoData": {"latitude": "48", "longitude": NaN}}',
        '{"geoData": ' + "[" * 100_000,
    ],
)
def test_other_json_says_nothing(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jpg.json"
    path.write_text(text)
    assert read_takeout(str(path)) == Found()


@pytest.mark.shared
def test_every_json_of_a_real_takeout_finds_its_photo(shared: Path) -> None:
    folder = shared / "photos/immich-go-takeout/app/upload/TEST_DATA"
    found = {
        path.name: Path(takeout).name
        for path in [*folder.rglob("*.jpg"), *folder.rglob("*.JPG")]
        if (takeout := sidecars_of(str(path), str(folder)).takeout)
    }
    assert len(found) == 11
    assert found["DSC_0238.JPG"] == "DSC_0238.JPG.json"
    assert found["DSC_0238(1).JPG"] == "DSC_0238.JPG(1).json"
    assert found["DSC_0238_1.JPG"] == "DSC_0238_1.JPG.json"
