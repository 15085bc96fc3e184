"""``photorag index``: what it prints, for people and for scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from photorag.core.cancel import CancelToken
from photorag.core.paths import Home
from photorag.ingest.report import IndexReport
from photorag.library import Library
from photorag.text_reading import TextReport
from tests.cli.conftest import Photorag
from tests.fakes import ColourEmbedder
from tests.text_jobs import read_name

Paint = Callable[..., Path]
_PROMISED = {"added", "updated", "moved", "removed", "unchanged", "skipped", "failed"}


def counts(report: dict[str, object]) -> tuple[object, ...]:
    return tuple(report[name] for name in ("added", "updated", "moved", "removed", "unchanged"))


def test_json_ends_with_one_object(photorag: Photorag, embedder: ColourEmbedder, paint: Paint) -> None:
    folder = paint("red.jpg", "red").parent
    paint("blue.png", "blue")
    (folder / "empty.jpg").write_bytes(b"")
    (folder / "words.jpg").write_text("these are words, and no picture at all\n" * 9)
    (folder / "notes.txt").write_text("no picture")
    ran = photorag("index", folder, "--json")
    assert ran.code == 0
    report = ran.objects[-1]
    assert set(report) >= _PROMISED
    assert counts(report) == (2, 0, 0, 0, 0)
    assert report["skipped"] == 1
    assert all(set(each) == {"path", "reason"} for each in report["failed"])
    assert {Path(each["path"]).name: each["reason"] for each in report["failed"]} == {
        "empty.jpg": "the file is empty",
        "words.jpg": "not a picture (it looks like text)",
    }


def test_json_tells_each_kind_of_change(photorag: Photorag, album: Path, paint: Paint) -> None:
    paint("red.jpg", "yellow")
    (album / "trips" / "blue.png").rename(album / "moved.png")
    (album / "trips" / "green.webp").unlink()
    paint("new.jpg", "purple")
    report = photorag("index", album, "--json").objects[-1]
    assert counts(report) == (1, 1, 1, 1, 0)
    assert report["failed"] == []
    again = photorag("index", "--json").objects[-1]
    assert counts(again) == (0, 0, 0, 0, 3)


def test_people_read_counts_reasons_and_failures(photorag: Photorag, embedder: ColourEmbedder, paint: Paint) -> None:
    folder = paint("red.jpg", "red").parent
    for number in range(7):
        (folder / f"empty {number}.jpg").write_bytes(b"")
    (folder / "notes.txt").write_text("no picture")
    ran = photorag("index", folder)
    assert ran.code == 0
    assert ran.out.startswith("1 added (")
    assert "skipped 1 entry: not a kind of picture that is read" in ran.out
    assert "7 files could not be read:" in ran.out
    assert ran.out.count(": the file is empty") == 5
    assert "all of them: photorag status --failures" in ran.out
    again = photorag("index", folder)
    assert again.out.startswith("1 unchanged (")
    assert "skipped 7 entries: could not be read before, and has not changed since" in again.out


def test_an_empty_folder(photorag: Photorag, embedder: ColourEmbedder, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    assert photorag("index", tmp_path / "nothing").out.startswith("No photos found (")


def test_failures_are_tried_again_when_asked(photorag: Photorag, album: Path) -> None:
    assert photorag("index", "--json").objects[-1]["failed"] == []
    retried = photorag("index", "--json", "--retry").objects[-1]
    assert [Path(each["path"]).name for each in retried["failed"]] == ["empty.jpg"]


def test_a_folder_that_is_away_is_said(photorag: Photorag, album: Path, tmp_path: Path) -> None:
    album.rename(tmp_path / "unplugged")
    assert f"{album} can't be reached at the moment; its photos are kept." in photorag("index").out
    assert photorag("index", "--json").objects[-1]["offline"] == [str(album)]
    assert photorag("status", "--json").objects[0]["items"] == 3
    assert f"{album} (offline): 3 photos" in photorag("roots").out


def test_without_folders(photorag: Photorag, embedder: ColourEmbedder) -> None:
    assert photorag("index").sentence == "The library has no folders yet. Give one: photorag index FOLDER."


def test_folders_that_are_none(photorag: Photorag, embedder: ColourEmbedder, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    assert photorag("index", tmp_path / "missing").sentence.startswith(f"There is no folder {tmp_path / 'missing'}.")
    assert photorag("index", file).sentence.startswith(f"{file} is a file, not a folder.")
    assert photorag("roots", "--json").objects == []


def test_one_bad_folder_among_good_ones_stops_the_run_before_it_starts(
    photorag: Photorag, embedder: ColourEmbedder, paint: Paint, tmp_path: Path
) -> None:
    folder = paint("red.jpg", "red").parent
    assert photorag("index", folder, tmp_path / "missing").sentence.startswith("There is no folder")
    assert photorag("roots", "--json").objects == []


def test_a_folder_whose_name_is_no_text(photorag: Photorag, embedder: ColourEmbedder, tmp_path: Path) -> None:
    folder = tmp_path / "odd \udcff"
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this file system takes no such name")
    assert photorag("index", str(folder)).sentence.endswith("a name that is not valid text. Rename it, then try again.")
    assert photorag("roots", "add", str(folder)).code == 1


def test_a_model_that_does_not_exist_takes_in_no_folder(photorag: Photorag, paint: Paint, tmp_path: Path) -> None:
    folder = paint("red.jpg", "red").parent
    for model, sentence in (
        ("nothing-like-it", "There is no model named nothing-like-it."),
        ("ViT-B-32", "ViT-B-32 needs the name of its weights after it"),
        ("ViT-B-32/openai", "ViT-B-32/openai is not downloaded yet: run `photorag models use ViT-B-32/openai`."),
        ("hf-hub:nobody/nothing", "hf-hub:nobody/nothing is not downloaded yet"),
        (f"local-dir:{tmp_path / 'none'}", f"There is no model folder {tmp_path / 'none'}."),
    ):
        assert photorag("index", folder, "--model", model).sentence.startswith(sentence)
    assert photorag("roots", "--json").objects == []
    assert photorag("status", "--json").objects[0]["model"] == "starter"


def test_another_writer_is_said_and_searching_goes_on(photorag: Photorag, album: Path, own_home: Home) -> None:
    with Library.open(own_home) as other:
        other.retry_failures()  # takes the lock and keeps it
        sentence = photorag("index").sentence
        assert sentence.startswith("Another PhotoRAG (a window, or `photorag index`) is writing to this library.")
        assert len(photorag("search", "red", "--json").objects) == 3
        assert photorag("status").code == 0
    assert photorag("index").code == 0


def test_a_stopped_run_says_so_and_exits_with_130(
    photorag: Photorag, album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Library.index

    def stopped_at_once(
        library: Library, folders: object = None, progress: object = None, cancel: CancelToken | None = None
    ) -> IndexReport:
        assert cancel is not None
        cancel.cancel()
        return real(library, None, None, cancel)

    monkeypatch.setattr(Library, "index", stopped_at_once)
    ran = photorag("index")
    assert ran.code == 130
    assert "Stopped. What was read is kept; the same command goes on from here." in ran.out
    as_json = photorag("index", "--json")
    assert as_json.code == 130
    assert as_json.objects[-1]["cancelled"] is True


def test_text_inside_pictures_is_read_when_asked_and_found(
    photorag: Photorag, album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("photorag.text_reading.read_text", read_name)
    hint = "Text inside 3 pictures has not been read: photorag index --text\n"
    assert photorag("index").err == hint
    assert photorag("index", "--json").err == ""
    ran = photorag("index", "--text")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-1] == "Looked for text in 3 pictures; found some in 3."
    assert photorag("index").err == ""
    found = photorag("search", "text:green")
    assert found.out.splitlines()[1].endswith("green.webp  [text in the picture: green]")
    assert photorag("index", "--text", "--json").objects[-1]["unchanged"] == 3


def test_no_hint_where_text_is_not_wanted(photorag: Photorag, album: Path, own_home: Home) -> None:
    with Library.open(own_home) as library:
        library.set_read_text(False)
    assert photorag("index").err == ""


@pytest.mark.parametrize("how", ["ctrl-c", "sigterm"])
def test_reading_text_that_is_stopped_says_so_and_exits_with_130(
    photorag: Photorag, album: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    def stopped(*_: object) -> TextReport:
        if how == "ctrl-c":
            raise KeyboardInterrupt
        return TextReport(read=1, cancelled=True)

    monkeypatch.setattr(Library, "read_texts", stopped)
    ran = photorag("index", "--text", "--watch")
    assert ran.code == 130
    assert ran.err == "Stopped. What was read is kept; the same command goes on from here.\n"
    assert "Watching" not in ran.out
