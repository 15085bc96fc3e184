"""``photorag albums``."""

from __future__ import annotations

import json

import pytest

from photorag.cli.main import main
from photorag.core.paths import Home
from photorag.library import Library


def test_no_albums_yet(own_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["albums"]) == 0
    assert capsys.readouterr().out == "No albums yet. Make one in the window: photorag\n"
    assert main(["albums", "--json"]) == 0
    assert capsys.readouterr().out == ""


def test_albums_and_saved_searches_are_listed(own_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    with Library.open(own_home) as library:
        album = library.albums.create("Portugal 2023")
        search = library.albums.save_search("Beach", 'beach place:"New York" -people')
    assert main(["albums"]) == 0
    assert capsys.readouterr().out == ('Portugal 2023: 0 photos\nBeach: searches for beach place:"New York" -people\n')
    assert main(["albums", "--json"]) == 0
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {"kind": "album", "id": album, "name": "Portugal 2023", "items": 0},
        {
            "kind": "search", "id": search, "name": "Beach", "text": 'beach place:"New York" -people',
            "pictures": [], "like": [], "unlike": [],
        },
    ]  # fmt: skip
