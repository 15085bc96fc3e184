"""How far an index run says it has come, as a whole and in each root."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from photorag.ingest.report import Progress, ProgressMeter, RootProgress
from photorag.library import Library

Paint = Callable[..., Path]


def test_each_root_has_a_progress_of_its_own(library: Library, paint: Paint) -> None:
    one = paint("one/a.png", "red", seed=1).parent
    for number in range(3):
        two = paint(f"two/{number}.png", "blue", seed=10 + number).parent
    (two / "broken.jpg").write_bytes(b"no picture")
    told: list[Progress] = []
    library.index([one, two], told.append)
    reading = [progress for progress in told if progress.phase == "reading"]
    assert {(root.path, root.total) for root in reading[0].roots} == {(one, 1), (two, 4)}
    assert set(told[-1].roots) == {RootProgress(one, 1, 1), RootProgress(two, 4, 4)}
    for progress in told:
        assert sum(root.done for root in progress.roots) == progress.done
        assert sum(root.total for root in progress.roots) == progress.total


def test_a_root_with_nothing_to_read_is_not_told_of(library: Library, paint: Paint) -> None:
    one = paint("one/a.png", "red", seed=1).parent
    two = paint("two/b.png", "blue", seed=2).parent
    library.index([one])
    told: list[Progress] = []
    library.index([one, two], told.append)
    assert [root.path for root in told[-1].roots] == [two]


def test_the_speed_is_that_of_the_last_seconds() -> None:
    now = 0.0
    told: list[Progress] = []
    meter = ProgressMeter(told.append, clock=lambda: now)
    meter.expect({7: Path("photos")}, [7] * 100)
    meter.phase("reading")
    for _ in range(20):
        now += 1
        meter.advance({7: 4}, failed=1)
    assert told[-1].per_second == 4
    assert told[-1].seconds_left == 5
    assert told[-1].failed == 20
    assert told[-1].roots == (RootProgress(Path("photos"), 80, 100),)
