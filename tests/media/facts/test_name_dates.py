from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from photorag.media.facts.name_dates import date_in_name

NOW = datetime(2026, 5, 1, tzinfo=UTC)
AFTERNOON = datetime(2023, 8, 14, 17, 42)
DAY = datetime(2023, 8, 14)


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("IMG_20230814_174200.jpg", AFTERNOON),
        ("IMG_20230814_174200123.jpg", AFTERNOON.replace(microsecond=123_000)),
        ("IMG_20230814_174200_HDR.jpg", AFTERNOON),
        ("VID_20230814_174200.mp4", AFTERNOON),
        ("20230814_174200.jpg", AFTERNOON),
        ("20230814_174200(0).jpg", AFTERNOON),
        ("Resized_20230814_174200.jpeg", AFTERNOON),
        ("20230814174200.jpg", AFTERNOON),
        ("PXL_20230814_164200123.jpg", datetime(2023, 8, 14, 16, 42, 0, 123_000, UTC)),
        ("PXL_20230814_164200123.PORTRAIT.jpg", datetime(2023, 8, 14, 16, 42, 0, 123_000, UTC)),
        ("Screenshot_2023-08-14-17-42-00.png", AFTERNOON),
        ("Screenshot_20230814-174200_Chrome.jpg", AFTERNOON),
        ("Screenshot_2023-08-14-17-42-00-123_com.app.jpg", AFTERNOON),
        ("Screenshot 2023-08-14 at 17.42.00.png", AFTERNOON),
        ("Screenshot 2023-08-14 at 5.42.00 PM.png", AFTERNOON),
        ("Screenshot 2023-08-14 at 5.42.00\u202fPM.png", AFTERNOON),
        ("Screen Shot 2023-08-14 at 12.05.00 AM.png", datetime(2023, 8, 14, 0, 5)),
        ("Bildschirmfoto 2023-08-14 um 17.42.00.png", AFTERNOON),
        ("Capture d’écran 2023-08-14 à 17.42.00.png", AFTERNOON),
        ("Captura de pantalla 2023-08-14 a las 17.42.00.png", AFTERNOON),
        ("2023-08-14 17.42.00.jpg", AFTERNOON),
        ("2023-08-14_17-42.jpg", AFTERNOON),
        ("Photo-2023-08-14-17-42-00.jpg", AFTERNOON),
        ("signal-2023-08-14-174200.jpg", AFTERNOON),
        ("signal-2023-08-14-17-42-00-123.jpg", AFTERNOON),
        ("WhatsApp Image 2023-08-14 at 17.42.00.jpeg", AFTERNOON),
        ("IMG-20230814-WA0001.jpg", DAY),
        ("2023-08-14 at the lake.jpg", DAY),
        ("1985-07-14 scan.tif", datetime(1985, 7, 14)),
        ("Scan_20230814.tif", DAY),
        ("mmexport1692034920000.jpg", datetime(2023, 8, 14, 17, 42, tzinfo=UTC)),
        ("FB_IMG_1692034920000.jpg", datetime(2023, 8, 14, 17, 42, tzinfo=UTC)),
        ("Screenshot (14).png", None),
        ("DSC_0238.JPG", None),
        ("123456789012.jpg", None),
        ("1692034920000.jpg", None),
        ("20230814.jpg", None),
        ("+4917612345678.jpg", None),
        ("IMG_20231332_174200.jpg", None),
        ("IMG_20230814_996200.jpg", DAY),
        ("IMG_20330814_174200.jpg", None),
        ("1234-56-78.jpg", None),
        ("900-555-0123.jpg", None),
        ("a" * 4000, None),
        ("", None),
    ],
)
def test_dates_in_names(name: str, date: datetime | None) -> None:
    found = date_in_name(name, lambda: NOW)
    assert found == date
    assert (found and found.tzinfo) == (date and date.tzinfo)


@example("IMG_20260503_174200")
@given(st.one_of(st.text(max_size=40), st.from_regex(r"[A-Z]{0,3}_?\d{4}-?\d{2}-?\d{2}[_ -]\d{6}", fullmatch=True)))
def test_never_raises_and_never_gives_what_cannot_be(name: str) -> None:
    found = date_in_name(name, lambda: NOW)
    if found:
        assert found.year >= 1826
        assert found.replace(tzinfo=None) <= NOW.replace(tzinfo=None) + timedelta(days=1)
