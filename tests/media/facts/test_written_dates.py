from __future__ import annotations

import pytest

from photorag.media.facts.written_dates import parsed_date, to_iso


@pytest.mark.parametrize(
    ("when", "offset", "fraction", "expected"),
    [
        ("2023:10:06 08:30:05", "", "", "2023-10-06T08:30:05"),
        ("2023:10:06 08:30:05", "+02:00", "", "2023-10-06T08:30:05+02:00"),
        ("2023:10:06 08:30:05", "-05:30", "12", "2023-10-06T08:30:05.120-05:30"),
        ("2023:10:06 08:30:05", "Z", "00", "2023-10-06T08:30:05+00:00"),
        ("2023:10:06 08:30:05", "+99:00", "x", "2023-10-06T08:30:05"),
        ("2023-10-06T08:30:05.5+01:00", "", "", "2023-10-06T08:30:05.500+01:00"),
        ("2023:1:6 8:03", "", "", "2023-01-06T08:03:00"),
        ("0000:00:00 00:00:00", "", "", None),
        ("0001:01:01 00:00:00", "", "", None),
        ("2023:02:30 08:30:05", "", "", None),
        ("2023:10:06 25:30:05", "", "", None),
        ("    :  :     :  :  ", "", "", None),
        ("yesterday", "", "", None),
        ("", "", "", None),
    ],
)
def test_dates_as_cameras_write_them(when: str, offset: str, fraction: str, expected: str | None) -> None:
    date = parsed_date(when, offset, fraction)
    assert (date and to_iso(date)) == expected
