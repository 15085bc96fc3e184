from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photorag.media.facts.found import Found
from photorag.media.facts.iptc import read_iptc
from tests.media.facts.packets import iptc_block


@pytest.mark.parametrize(
    ("day", "time", "original"),
    [
        (b"20220110", b"151544-0400", datetime(2022, 1, 10, 15, 15, 44, 0, timezone(timedelta(hours=-4)))),
        (b"20220110", b"15:15:44+02:00", datetime(2022, 1, 10, 15, 15, 44, 0, timezone(timedelta(hours=2)))),
        (b"20220110", b"151544+0000", datetime(2022, 1, 10, 15, 15, 44)),
        (b"2022-01-10", b"", datetime(2022, 1, 10)),
        (b"20220110", b"noon", datetime(2022, 1, 10)),
        (b"", b"151544-0400", None),
        (b"00000000", b"000000", None),
    ],
)
def test_dates(day: bytes, time: bytes, original: datetime | None) -> None:
    assert read_iptc(iptc_block((55, day), (60, time))).original == original


@pytest.mark.parametrize(
    ("data", "utf_8", "text"),
    [
        ("Schöne Grüße".encode(), True, "Schöne Grüße"),
        ("Schöne Grüße".encode(), False, "Schöne Grüße"),
        ("Schöne Grüße".encode("latin-1"), False, "Schöne Grüße"),
        ("“Quoted”".encode("cp1252"), False, "“Quoted”"),
        (b"cut \xc3", True, "cut"),
    ],
)
def test_letters(data: bytes, utf_8: bool, text: str) -> None:
    assert read_iptc(iptc_block((120, data), utf_8=utf_8)).caption == text


def test_words_and_place() -> None:
    found = read_iptc(
        iptc_block((5, b"Title"), (25, b"one"), (25, b"two"), (25, b"One"), (90, b"Lisboa"), (101, b"Portugal"))
    )
    assert (found.title, found.keywords) == ("Title", ("one", "two"))
    assert found.place is not None
    assert (found.place.city, found.place.code) == ("Lisboa", "PT")


def test_what_is_cut_off_is_passed_over() -> None:
    whole = iptc_block((5, b"Title"), (120, b"A long caption"))
    assert read_iptc(whole[:-4]).title == "Title"
    assert read_iptc(b"\x1c\x02\x05\xff\xff").title == ""


@given(st.binary(max_size=200))
def test_nonsense_raises_nothing(junk: bytes) -> None:
    assert isinstance(read_iptc(b"\x1c\x02" + junk), Found)
