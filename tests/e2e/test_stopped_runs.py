"""Index runs that are stopped in their midst, by a kill, by Ctrl-C, by SIGTERM: nothing is lost but what was in
flight, and the same command goes on from there."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from tests.e2e.command import Photorag, Running, children, is_alive, wait_until
from tests.e2e.conftest import MakePictures

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")

_COUNT = 140  # four batches and a bit


def until_stored(photorag: Photorag, running: Running, count: int) -> None:
    wait_until(lambda: photorag.stored() >= count or not running.alive, f"{count} photos are stored")
    assert running.alive, f"the run ended before it could be stopped: {running.wait().err}"


def test_kills_lose_nothing_but_the_photos_in_flight(
    photorag: Photorag, make_pictures: MakePictures, tmp_path: Path
) -> None:
    """Three kills in a row: while nothing is stored yet, after the first batch, and well into the rest."""
    paths = make_pictures(tmp_path / "photos", _COUNT)
    (tmp_path / "photos" / "empty.jpg").write_bytes(b"")
    before = 0
    for at_least in (0, 1, 70):
        with photorag.start("index", tmp_path / "photos") as running:
            if at_least:
                until_stored(photorag, running, at_least)
            else:
                wait_until(lambda: bool(children(running.process.pid)) or not running.alive, "a worker has started")
            workers = children(running.process.pid)
            running.kill()
        assert workers or sys.platform != "linux"
        wait_until(lambda: not any(map(is_alive, workers)), "the workers of the killed run have ended")  # noqa: B023
        stored = photorag.stored()
        assert before <= stored < _COUNT
        before = stored
        assert photorag("doctor").code == 0
    report = photorag.ok("index", "--json").last
    assert report["added"] == _COUNT - before
    assert report["unchanged"] == before
    assert set(photorag.contents()) == set(map(str, paths))
    assert set(photorag.failures()) == {str(tmp_path / "photos" / "empty.jpg")}
    assert photorag.ok("doctor").err == ""


def test_ctrl_c_and_sigterm_store_what_has_been_read(
    photorag: Photorag, make_pictures: MakePictures, tmp_path: Path
) -> None:
    paths = make_pictures(tmp_path / "photos", _COUNT)
    before = 0
    for number in (signal.SIGINT, signal.SIGTERM):
        with photorag.start("index", tmp_path / "photos", "--json") as running:
            until_stored(photorag, running, before + 1)
            if number == signal.SIGINT:
                running.signal_all(number)  # as a terminal does
            else:
                running.process.send_signal(number)  # as a service manager does
            ended = running.wait()
        assert ended.code == 130
        assert "Traceback" not in ended.err
        assert ended.last["cancelled"] is True
        stored = photorag.stored()
        assert stored == before + ended.last["added"]
        assert before < stored < _COUNT
        before = stored
        assert photorag("doctor").code == 0
    report = photorag.ok("index", "--json").last
    assert (report["added"], report["unchanged"]) == (_COUNT - before, before)
    assert set(photorag.contents()) == set(map(str, paths))
    assert photorag("doctor").code == 0
