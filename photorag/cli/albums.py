"""``photorag albums``: the albums made by hand, and the saved searches."""

from __future__ import annotations

import argparse

from photorag.cli.context import Commands, Context, add_command, counted, print_json
from photorag.core.library_types import Album, SavedSearch


def add_albums(commands: Commands, shared: argparse.ArgumentParser) -> None:
    add_command(commands, "albums", list_albums, shared, "List the albums and the saved searches.")


def list_albums(context: Context, _: argparse.Namespace) -> int:
    with context.library() as library:
        albums, searches = library.albums.all(), library.albums.searches()
    if context.json:
        for album in albums:
            print_json(_album_json(album))
        for search in searches:
            print_json(_search_json(search))
        return 0
    for album in albums:
        print(f"{album.name}: {counted(album.items, 'photo')}")
    for search in searches:
        print(f"{search.name}: {_said(search)}")
    if not albums and not searches:
        print("No albums yet. Make one in the window: photorag")
    return 0


def _said(search: SavedSearch) -> str:
    """What a saved search looks for, in one line."""
    pictures = f"like {counted(len(search.pictures), 'photo')}" if search.pictures else ""
    return f"searches for {', '.join(each for each in (search.text, pictures) if each)}"


def _album_json(album: Album) -> dict[str, object]:
    return {"kind": "album", "id": album.id, "name": album.name, "items": album.items}


def _search_json(search: SavedSearch) -> dict[str, object]:
    return {
        "kind": "search",
        "id": search.id,
        "name": search.name,
        "text": search.text,
        "pictures": list(search.pictures),
        "like": list(search.like),
        "unlike": list(search.unlike),
    }
