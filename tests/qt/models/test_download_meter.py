"""Speed and time left of a download, with a clock of our own."""

from __future__ import annotations

import pytest

from photorag.qt.models.about import amount, byte_size, pace
from photorag.qt.models.download_meter import DownloadMeter
from photorag.qt.models.model_state import Download

MB = 1_000_000


class Told:
    """A meter whose listener notes everything; ``at`` sets the clock and reports."""

    def __init__(self) -> None:
        self.all: list[Download] = []
        self.now = 0.0
        self.meter = DownloadMeter(self.all.append, lambda: self.now)

    def at(self, now: float, done: int, total: int = 100 * MB) -> None:
        self.now = now
        self.meter.report(done, total)


def test_speed_and_time_left() -> None:
    told = Told()
    for second in range(5):
        told.at(second, 2 * MB * second)
    assert told.all[-1] == Download(8 * MB, 100 * MB, 2 * MB, 46.0)
    assert told.all[0].seconds_left is None


def test_only_the_last_seconds_count() -> None:
    told = Told()
    for second in range(30):
        told.at(second, MB * second if second < 10 else 10 * MB + 3 * MB * (second - 10))
    assert told.all[-1].per_second == pytest.approx(3 * MB)


def test_it_is_told_ten_times_a_second_and_at_the_end() -> None:
    told = Told()
    for tick in range(1000):
        told.at(tick / 1000, tick * 1000)
    told.at(1.0, 100 * MB)
    assert 10 <= len(told.all) <= 12
    assert told.all[-1].done == 100 * MB


def test_what_was_on_the_disk_already_is_no_speed() -> None:
    told = Told()
    told.at(0, 0)
    told.at(1, 60 * MB)
    for second in range(2, 5):
        told.at(second, 60 * MB + MB * (second - 1))
    assert told.all[-1].per_second == pytest.approx(MB)


def test_sizes_as_people_read_them() -> None:
    sizes = [byte_size(each) for each in (9_600_000, 605 * MB, 1_540 * MB, 112_000 * MB)]
    assert sizes == ["9.6 MB", "605 MB", "1.5 GB", "112 GB"]
    big = Download(930 * MB, 4_580 * MB, 8.2e6, 445.0)
    assert amount(big) == "930 MB of 4.6 GB"
    assert pace(big) == "8.2 MB/s · 7 min left"
    assert pace(Download(0, MB)) == ""
