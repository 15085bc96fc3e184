"""Texts, and the worker that reads what cameras wrote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from photorag.core.library_types import Item
from photorag.media.camera import CameraFacts
from photorag.qt.details import fact_texts
from photorag.qt.details.facts_reader import FactsReader
from tests.qt.conftest import TIMEOUT

ITEM = Item(
    id=1, segment=1, path=Path("/photos/IMG_2043.HEIC"), kind="photo", content=b"x", width=4032, height=3024,
    taken="2023-08-14T17:42:10+01:00", size=2_143_000, mtime_ns=1_692_031_330_000_000_000, partial=False,
    offline=False,
)  # fmt: skip


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_dates_say_whose_they_are() -> None:
    assert fact_texts.taken(ITEM) == "14 August 2023, 17:42 (+01:00)"
    assert fact_texts.taken(replace(ITEM, taken="2023-08-14T17:42:10")) == "14 August 2023, 17:42"
    assert fact_texts.taken(replace(ITEM, taken=None)).endswith("(the file's date)")


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        (
            CameraFacts(focal_mm=26, aperture=1.6, exposure_seconds=1 / 1250, iso=50),
            "26 mm · f/1.6 · 1/1250 s · ISO 50",
        ),
        (CameraFacts(focal_mm=4.25, focal_35mm=26.0, aperture=4.0), "4.2 mm (26 mm equiv.) · f/4"),
        (CameraFacts(focal_mm=50, focal_35mm=50, exposure_seconds=0.5), "50 mm · 0.5 s"),
        (CameraFacts(focal_35mm=28, exposure_seconds=30), "28 mm equiv. · 30 s"),
        (CameraFacts(), ""),
    ],
)
def test_exposures(facts: CameraFacts, text: str) -> None:
    assert plain(fact_texts.exposure(facts)) == text


def test_a_lens_does_not_name_its_camera_again() -> None:
    facts = CameraFacts(camera="iPhone XS", lens="iPhone XS back dual camera 4.25mm f/1.8")
    assert fact_texts.camera(facts) == "iPhone XS\nback dual camera 4.25mm f/1.8"
    assert fact_texts.camera(CameraFacts(camera="NIKON D60")) == "NIKON D60"


def test_measures() -> None:
    assert plain(fact_texts.measures(ITEM)) == "4032 × 3024 · 12 MP · 2.1 MB"
    assert plain(fact_texts.measures(replace(ITEM, width=80, height=60, size=812))) == "80 × 60 · 812 bytes"
    assert (
        plain(fact_texts.measures(replace(ITEM, width=1200, height=900, size=150_000)))
        == "1200 × 900 · 1.1 MP · 150 kB"
    )


def test_spans_are_as_exact_as_they_differ() -> None:
    assert fact_texts.span("2021-08-14T10:00:00", "2023-09-01T10:00:00") == "Aug 2021 – Sept 2023"
    assert fact_texts.span("2023-08-01T10:00:00", "2023-08-30T10:00:00") == "Aug 2023"
    assert fact_texts.span("2023-08-14T10:00:00", "2023-08-14T23:00:00") == "14 Aug 2023"


def photo_by(model: str, path: Path) -> Item:
    exif = Image.Exif()
    exif[0x0110] = model
    Image.new("RGB", (8, 8)).save(path, exif=exif)
    return replace(ITEM, path=path, content=model.encode())


@pytest.fixture
def reader(qapp: object) -> Iterator[FactsReader]:
    made = FactsReader()
    yield made
    made.close()


def test_facts_are_read_once(qtbot: QtBot, reader: FactsReader, tmp_path: Path) -> None:
    item = photo_by("D750", tmp_path / "a.jpg")
    with qtbot.waitSignal(reader.arrived, timeout=TIMEOUT) as caught:
        assert reader.ask(item) is None
    assert caught.args == [b"D750", CameraFacts(camera="D750")]
    item.path.unlink()
    assert reader.ask(item) == CameraFacts(camera="D750")


def test_a_file_that_is_away_is_tried_again(qtbot: QtBot, reader: FactsReader, tmp_path: Path) -> None:
    gone = replace(ITEM, path=tmp_path / "b.jpg", content=b"X100")
    with qtbot.waitSignal(reader.arrived, timeout=TIMEOUT) as caught:
        assert reader.ask(gone) is None
    assert caught.args == [b"X100", CameraFacts()]
    item = photo_by("X100", tmp_path / "b.jpg")
    with qtbot.waitSignal(reader.arrived, timeout=TIMEOUT) as caught:
        assert reader.ask(item) is None
    assert caught.args == [b"X100", CameraFacts(camera="X100")]


def test_the_newest_question_wins(qtbot: QtBot, reader: FactsReader, tmp_path: Path) -> None:
    items = [photo_by(f"camera {number}", tmp_path / f"{number}.jpg") for number in range(40)]
    seen: list[bytes] = []
    reader.arrived.connect(lambda content, _: seen.append(content))
    for item in items:  # the worker has not even started when the last one is asked for
        reader.ask(item)
    qtbot.waitUntil(lambda: items[-1].content in seen, timeout=TIMEOUT)
    assert len(seen) <= 3
