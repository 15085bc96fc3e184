"""The watcher's hints: each file is looked at once, and one that may not be looked at is not taken for gone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from photorag.core.library_types import FileStamp
from photorag.ingest.scan import FILE_UNREADABLE, ScanRules, scan
from photorag.library import Library
from photorag.media.formats import is_picture_name
from tests.fakes import ColourEmbedder

Paint = Callable[..., Path]


def hint(library: Library, *paths: Path) -> tuple[int, ...]:
    report = library._indexing.start_paths([str(path) for path in paths]).result()
    return (report.added, report.updated, report.moved, report.removed, report.unchanged)


@pytest.fixture
def folder(library: Library, paint: Paint) -> Path:
    folder = paint("red.png", "red").parent
    library.index([folder])
    return folder


def test_a_copied_folder_is_read_once(library: Library, folder: Path, embedder: ColourEmbedder, paint: Paint) -> None:
    """The folder and each file in it have an event of their own."""
    new = [paint(f"new/deep/{number}.png", "blue", seed=number) for number in range(5)]
    before = embedder.embedded
    assert hint(library, folder / "new", folder / "new" / "deep", *new) == (5, 0, 0, 0, 0)
    assert embedder.embedded - before == 5


def test_a_folder_that_became_a_file_and_back(library: Library, folder: Path, paint: Paint) -> None:
    inside = paint("album.png/one.png", "blue")
    assert hint(library, inside.parent) == (1, 0, 0, 0, 0)
    inside.unlink()
    inside.parent.rmdir()
    paint("album.png", "green")
    hint(library, inside.parent, inside)
    library.index()
    assert {hit.path for hit in library.search("red").hits} == {folder / "red.png", folder / "album.png"}


def test_a_name_that_is_no_text_is_passed_over(library: Library, folder: Path, paint: Paint) -> None:
    try:
        odd = paint("odd \udcff.png", "blue")
    except OSError:
        pytest.skip("this file system takes no such name")
    assert hint(library, odd, paint("good.png", "green")) == (1, 0, 0, 0, 0)


class _Refused:
    """An entry of a folder that may be listed but not entered: root may look at everything, so it is staged."""

    def __init__(self, path: str) -> None:
        self.path, self.name = path, Path(path).name

    def is_dir(self) -> bool:
        return False

    def is_file(self) -> bool:
        return True

    def is_symlink(self) -> bool:
        return False

    def stat(self) -> FileStamp:
        raise PermissionError(13, "denied", self.path)


def test_a_file_that_may_not_be_looked_at_is_not_gone(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Listing(list[_Refused]):
        def __enter__(self) -> Listing:
            return self

        def __exit__(self, *_: object) -> None:
            pass

    with monkeypatch.context() as staged:
        staged.setattr("photorag.ingest.scan.os.scandir", lambda path: Listing([_Refused(f"{path}/red.png")]))
        result = scan(str(folder), ScanRules(is_picture_name))
        assert result.skipped == {FILE_UNREADABLE: 1}
        assert not result.covers(str(folder / "red.png"))
        assert library.index().removed == 0
