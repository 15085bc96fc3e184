"""``photorag export``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import pytest

from photorag.cli.context import Context
from photorag.cli.export import add_export
from photorag.core.errors import EmptyQuery, StorageError
from photorag.core.paths import Home
from tests.fakes import ColourEmbedder

Export = Callable[..., int]


@pytest.fixture
def export(own_home: Home) -> Export:
    """``export("red", "--to", folder)`` runs that command line."""

    def run(*arguments: object, json: bool = False) -> int:
        parser = argparse.ArgumentParser()
        add_export(parser.add_subparsers(), argparse.ArgumentParser(add_help=False))
        options = parser.parse_args(["export", *map(str, arguments)])
        return int(options.command(Context(own_home, None, json), options))

    return run


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def test_the_best_matches_are_copied(
    export: Export, album: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "out"
    assert export("red", "--to", folder) == 0
    assert names(folder) == {"red.jpg"}
    assert (folder / "red.jpg").read_bytes() == (album / "red.jpg").read_bytes()
    assert capsys.readouterr().out == f"Copied 1 photo to {folder}\n"
    assert export("red", "--to", folder) == 0
    assert capsys.readouterr().out == f"1 photo already in {folder}\n"


def test_in_json(export: Export, album: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "out"
    (album / "red.jpg").unlink()
    assert export("red", "--to", folder, "-n", 1, json=True) == 1
    assert capsys.readouterr().out == (
        f'{{"folder": "{folder}", "copied": 0, "already": 0, "failed": [{{"path": "{album / "red.jpg"}", '
        '"reason": "the file is gone, or its folder is offline"}]}\n'
    )
    assert export("red", "--to", folder, "-n", 1) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"photorag: {album / 'red.jpg'} was not copied: the file is gone, or its folder is offline\n"


def test_by_a_picture(export: Export, album: Path, paint: Callable[..., Path], tmp_path: Path) -> None:
    like = paint("../elsewhere/blue too.jpg", "blue", seed=5)
    assert export("--image", like, "-n", 1, "--to", tmp_path / "out") == 0
    assert names(tmp_path / "out") == {"blue.png"}


def test_what_can_not_be_done(export: Export, album: Path, tmp_path: Path) -> None:
    with pytest.raises(EmptyQuery):
        export("--to", tmp_path)
    with pytest.raises(StorageError, match="is a file, not a folder"):
        export("red", "--to", album / "red.jpg")
    for wrong in (["red"], ["red", "--to", tmp_path, "-n", "0"]):
        with pytest.raises(SystemExit):
            export(*wrong)


def test_an_empty_library(
    export: Export, embedder: ColourEmbedder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export("red", "--to", tmp_path / "out") == 0
    said = capsys.readouterr()
    assert said.out == "No photos found.\n"
    assert said.err == "The library is empty. Add photos: photorag index FOLDER\n"
