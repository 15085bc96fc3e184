"""Copies of photos in a folder: whole or not at all, nothing overwritten, nothing twice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photorag.core.cancel import CancelToken
from photorag.core.errors import StorageError
from photorag.exporting import export_copies
from tests.e2e.conftest import small_disk as small_disk  # noqa: PLC0414 - a fixture


def shown(folder: Path) -> dict[str, bytes]:
    """What a person sees in a folder; a copy under way is hidden."""
    return {each.name: each.read_bytes() for each in folder.iterdir() if not each.name.startswith(".")}


def write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def test_copies_are_the_same_bytes_with_the_same_times(tmp_path: Path, target: Path) -> None:
    source = write(tmp_path / "a.jpg", os.urandom(3_000_000))
    source.chmod(0o640)
    os.utime(source, ns=(1_500_000_000_000_000_000, 1_400_000_000_123_456_789))
    seen: list[tuple[int, int]] = []
    report = export_copies([source], target, lambda done, total: seen.append((done, total)))
    assert (report.copied, report.already, report.failed, report.cancelled) == (1, 0, (), False)
    copy = target / "a.jpg"
    assert copy.read_bytes() == source.read_bytes()
    assert copy.stat().st_mtime_ns == source.stat().st_mtime_ns
    assert copy.stat().st_mode == source.stat().st_mode
    assert seen == [(0, 1), (1, 1)]
    assert list(target.iterdir()) == [copy]


def test_names_are_free_in_any_case_and_nothing_is_overwritten(tmp_path: Path, target: Path) -> None:
    write(target / "IMG.JPG", b"was here")
    sources = [write(tmp_path / str(number) / "img.jpg", b"%d" % number) for number in range(3)]
    assert export_copies(sources, target).copied == 3
    assert shown(target) == {"IMG.JPG": b"was here", "img (2).jpg": b"0", "img (3).jpg": b"1", "img (4).jpg": b"2"}


def test_what_is_there_is_not_copied_twice(tmp_path: Path, target: Path) -> None:
    sources = [write(tmp_path / str(number) / "a.jpg", b"%d" % number) for number in range(3)]
    export_copies(sources, target)
    before = shown(target)
    report = export_copies([*sources, target / "a.jpg"], target)
    assert (report.copied, report.already) == (0, 4)
    assert shown(target) == before


def test_the_folder_is_made_below_one_that_is_there(tmp_path: Path) -> None:
    source = write(tmp_path / "a.jpg", b"a")
    assert export_copies([source], tmp_path / "new").copied == 1
    with pytest.raises(StorageError, match="is not there"):
        export_copies([source], tmp_path / "not there" / "new")
    with pytest.raises(StorageError, match="is a file"):
        export_copies([source], source)


def test_a_source_that_is_gone_holds_nothing_up(tmp_path: Path, target: Path) -> None:
    good = write(tmp_path / "good.jpg", b"good")
    report = export_copies([tmp_path / "gone.jpg", tmp_path, good], target)
    assert [each.path for each in report.failed] == [tmp_path / "gone.jpg", tmp_path]
    assert report.failed[0].reason == "the file is gone, or its folder is offline"
    assert report.copied == 1
    assert shown(target) == {"good.jpg": b"good"}


def test_a_long_name_leaves_room_for_a_number(tmp_path: Path, target: Path) -> None:
    name = "ä" * 125 + ".jpg"  # 254 bytes
    export_copies([write(tmp_path / "1" / name, b"1"), write(tmp_path / "2" / name, b"2")], target)
    assert sorted(shown(target).values()) == [b"1", b"2"]


def test_cancelling_leaves_whole_copies_only(tmp_path: Path, target: Path) -> None:
    sources = [write(tmp_path / f"{number}.jpg", os.urandom(100)) for number in range(5)]
    token = CancelToken()

    def progress(done: int, _: int) -> None:
        if done == 2:
            token.cancel()

    report = export_copies(sources, target, progress, token)
    assert report.cancelled
    assert report.copied == 2
    assert shown(target) == {f"{number}.jpg": sources[number].read_bytes() for number in range(2)}
    assert len(list(target.iterdir())) == 2


def test_another_program_that_takes_the_name_meanwhile(tmp_path: Path, target: Path) -> None:
    sources = [write(tmp_path / "a.jpg", b"first"), write(tmp_path / "b.jpg", b"ours")]

    def progress(done: int, _: int) -> None:
        if done == 1:
            write(target / "b.jpg", b"theirs")

    assert export_copies(sources, target, progress).copied == 2
    assert shown(target) == {"a.jpg": b"first", "b.jpg": b"theirs", "b (2).jpg": b"ours"}


def test_a_full_disk(tmp_path: Path, small_disk: Callable[[str], Path]) -> None:
    disk = small_disk("1m")
    sources = [write(tmp_path / f"{number}.jpg", os.urandom(400_000)) for number in range(4)]
    with pytest.raises(StorageError, match=r"is full\. Free some space"):
        export_copies(sources, disk)
    assert shown(disk) == {f"{number}.jpg": sources[number].read_bytes() for number in range(2)}
    assert len(list(disk.iterdir())) == 2
    small_disk("4m")
    report = export_copies(sources, disk)
    assert (report.copied, report.already) == (2, 2)


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="permissions do not bind this user")
def test_a_folder_that_may_not_be_written(tmp_path: Path, target: Path) -> None:
    target.chmod(0o500)
    with pytest.raises(StorageError, match="may not write"):
        export_copies([write(tmp_path / "a.jpg", b"a")], target)


def test_a_folder_that_goes_away(tmp_path: Path, target: Path) -> None:
    sources = [write(tmp_path / f"{number}.jpg", b"%d" % number) for number in range(2)]

    def progress(done: int, _: int) -> None:
        if done == 1:
            shutil.rmtree(target)

    with pytest.raises(StorageError, match="its disk has gone"):
        export_copies(sources, target, progress)


names = st.text(st.sampled_from("aAbBßéE. ()2"), min_size=1, max_size=6).filter(lambda name: name.strip(". "))
files = st.lists(st.tuples(names, st.binary(max_size=3)), max_size=8)


@pytest.fixture(scope="module")
def scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@settings(deadline=None, max_examples=150)
@given(there=files, wanted=files)
def test_any_names(scratch: Path, there: list[tuple[str, bytes]], wanted: list[tuple[str, bytes]]) -> None:
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        target = Path(folder) / "out"
        target.mkdir()
        for name, content in there:
            if not (target / name).exists():
                write(target / name, content)
        before = {each.name: each.read_bytes() for each in target.iterdir()}
        sources = [write(Path(folder) / str(n) / name, content) for n, (name, content) in enumerate(wanted)]
        report = export_copies(sources, target)
        after = {each.name: each.read_bytes() for each in target.iterdir()}
        assert before.items() <= after.items()
        assert report.copied + report.already == len(wanted)
        assert len(after) == len(before) + report.copied
        assert {content for _, content in wanted} <= set(after.values())
        fresh = [name.casefold() for name in after.keys() - before.keys()]
        assert len(set(fresh) | {name.casefold() for name in before}) == len(fresh) + len(
            {name.casefold() for name in before}
        )
        again = export_copies(sources, target)
        assert (again.copied, again.already) == (0, len(wanted))


_EXPORT = """
import sys
from pathlib import Path
from photorag.exporting import export_copies
export_copies(sorted(Path(sys.argv[1]).iterdir()), Path(sys.argv[2]), lambda done, total: print(done, flush=True))
"""


@pytest.mark.parametrize("moment", range(6))
def test_killed_half_way(tmp_path: Path, target: Path, moment: int) -> None:
    sources = [write(tmp_path / "in" / f"{number:02}.jpg", os.urandom(5_000_000)) for number in range(8)]
    with subprocess.Popen(
        [sys.executable, "-c", _EXPORT, str(tmp_path / "in"), str(target)], stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        while int(running.stdout.readline()) < moment:
            pass
        time.sleep(0.002 * moment)  # somewhere in the middle of a file: a random moment is the point here
        running.send_signal(signal.SIGKILL)
    contents = {path.name: path.read_bytes() for path in sources}
    left = shown(target)
    assert moment <= len(left) <= len(sources)
    assert left.items() <= contents.items()
    report = export_copies(sources, target)
    assert report.copied + report.already == len(sources)
    assert report.already == len(left)
    assert shown(target) == contents


def test_what_a_kill_left_is_removed_when_it_is_old(
    tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = write(target / ".photorag-x.part", b"half")
    source = write(tmp_path / "a.jpg", b"a")
    export_copies([source], target)
    assert part.exists()  # another export may be writing it
    now = time.time()
    monkeypatch.setattr("photorag.exporting.time.time", lambda: now + 4000)
    export_copies([source], target)
    assert [each.name for each in target.iterdir()] == ["a.jpg"]
