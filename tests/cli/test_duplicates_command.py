"""``photorag duplicates``."""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from photorag.cli.context import Context
from photorag.cli.duplicates import add_duplicates
from photorag.core.paths import Home
from photorag.library import Library
from tests.fakes import ColourEmbedder

Paint = Callable[..., Path]
Command = Callable[..., int]


@pytest.fixture
def duplicates(own_home: Home) -> Command:
    """``duplicates("--kind", "exact")`` runs that command line."""

    def run(*arguments: str, json: bool = False) -> int:
        parser = argparse.ArgumentParser()
        add_duplicates(parser.add_subparsers(), argparse.ArgumentParser(add_help=False))
        options = parser.parse_args(["duplicates", *arguments])
        return int(options.command(Context(own_home, None, json), options))

    return run


@pytest.fixture
def copies(own_home: Home, embedder: ColourEmbedder, paint: Paint) -> Path:
    """An indexed folder with two copies of one file, and another photo."""
    red = paint("red.jpg", "red")
    shutil.copy(red, red.with_name("red again.jpg"))
    paint("green.jpg", "green", seed=3)
    with Library.open(own_home) as library:
        library.index([red.parent])
    return red.parent


def test_groups_are_listed_the_one_to_keep_first(
    duplicates: Command, copies: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert duplicates() == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2 exact copies"
    assert lines[1].startswith("  keep  80 × 60")
    assert lines[1].endswith(str(copies / "red.jpg"))
    assert lines[2].endswith(str(copies / "red again.jpg"))
    assert lines[3].startswith("1 group, 1 photo (")
    assert sorted(each.name for each in copies.iterdir()) == ["green.jpg", "red again.jpg", "red.jpg"]


def test_one_json_object_a_group(duplicates: Command, copies: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert duplicates(json=True) == 0
    (group,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert group["kind"] == "exact"
    assert group["keep"] == str(copies / "red.jpg")
    assert [each["path"] for each in group["photos"]] == [str(copies / "red.jpg"), str(copies / "red again.jpg")]
    assert group["photos"][0]["size"] == (copies / "red.jpg").stat().st_size


def test_only_one_kind(duplicates: Command, copies: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert duplicates("--kind", "near") == 0
    assert capsys.readouterr().out == "No duplicates found.\n"
    assert duplicates("--kind", "burst", json=True) == 0
    assert capsys.readouterr().out == ""
    with pytest.raises(SystemExit):
        duplicates("--kind", "other")
