"""Whatever a person does to a folder: after a look at it, the library holds what is there, and moves keep identity.

A real folder, decoder, database and index; the model is a fake. Beside it a plain dict of what is there.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import sqlite3
import sys
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from PIL import Image

from photorag.core.library_types import Place
from photorag.ingest.report import IndexReport
from photorag.library import Library
from tests.fakes import COLOURS, ColourEmbedder


def _picture(colour: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (24, 16), COLOURS[colour]).save(buffer, "PNG")
    return buffer.getvalue()


_PICTURES = [_picture(colour) for colour in ("red", "green", "blue", "yellow", "purple")]
_UNREADABLE = [b"", b"words, and no picture at all\n" * 20]
_FOLDERS = ["", "a", "b", "b/c"]
_PATHS = [f"{folder}/{name}.png".lstrip("/") for folder in _FOLDERS for name in ("one", "two", "three")]
_ANCHOR = "anchor.png"  # never touched: a folder that is empty as a whole would count as away

paths = st.sampled_from(_PATHS)
pick = st.integers(0, 1000)


@dataclass(frozen=True)
class Known:
    """An item as it was after the last look."""

    item: int
    content: bytes


class FolderMachine(RuleBasedStateMachine):
    """``there`` is what the folder holds: path -> bytes. ``known`` is what the library held after the last look."""

    library: Library  # set by the test: a machine can't take fixtures
    embedder: ColourEmbedder
    base: Path
    runs = 0

    @initialize()
    def start(self) -> None:
        FolderMachine.runs += 1
        self.root = self.base / f"photos {FolderMachine.runs}"
        self.root.mkdir()
        self.clock = 1_600_000_000_000_000_000
        self.there: dict[str, bytes] = {}
        self.known: dict[str, Known] = {}
        self.touched: set[str] = set()
        self.deleted: list[tuple[str, bytes]] = []
        self._write(_ANCHOR, _picture("orange"))
        for path, picture in zip(_PATHS[::2], _PICTURES, strict=False):
            self._write(path, picture)
        self.look(by_hints=False)

    def teardown(self) -> None:
        try:
            if self.root.is_dir() and sys.exc_info()[0] is None:
                self.look(by_hints=True)
        finally:
            self.library.remove_root(self.root)

    # -- what a person does

    @rule(path=paths, picture=st.sampled_from(_PICTURES))
    def add_or_edit(self, path: str, picture: bytes) -> None:
        self._write(path, picture)

    @rule(path=paths, rubbish=st.sampled_from(_UNREADABLE))
    def write_what_can_not_be_read(self, path: str, rubbish: bytes) -> None:
        self._write(path, rubbish)

    @precondition(lambda self: len(self.there) > 1)
    @rule(source=pick, goal=paths)
    def copy(self, source: int, goal: str) -> None:
        self._write(goal, self.there[self._chosen(source)])

    @precondition(lambda self: len(self.there) > 1)
    @rule(source=pick, goal=paths)
    def rename_perhaps_over_another(self, source: int, goal: str) -> None:
        path = self._chosen(source)
        (self.root / goal).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).replace(self.root / goal)
        self.there[goal] = self.there.pop(path)
        self.touched |= {path, goal}

    @precondition(lambda self: len(self.there) > 1)
    @rule(source=pick)
    def touch(self, source: int) -> None:
        self._stamp(self._chosen(source))

    @precondition(lambda self: len(self.there) > 1)
    @rule(source=pick)
    def delete(self, source: int) -> None:
        path = self._chosen(source)
        (self.root / path).unlink()
        self.deleted.append((path, self.there.pop(path)))
        self.touched.add(path)

    @precondition(lambda self: self.deleted)
    @rule(which=pick)
    def restore(self, which: int) -> None:
        self._write(*self.deleted[which % len(self.deleted)])

    @rule(source=st.sampled_from(_FOLDERS[1:]), goal=st.sampled_from(["b", "d", "a/deep"]))
    def rename_a_folder(self, source: str, goal: str) -> None:
        before, after = self.root / source, self.root / goal
        if not before.is_dir() or after.exists() or after.is_relative_to(before):
            return
        after.parent.mkdir(parents=True, exist_ok=True)
        before.rename(after)
        for path in [path for path in self.there if path.startswith(source + "/")]:
            self.there[goal + path.removeprefix(source)] = self.there.pop(path)
        self.touched |= {source, goal}

    @rule(source=st.sampled_from(_FOLDERS[1:]))
    def delete_a_folder(self, source: str) -> None:
        shutil.rmtree(self.root / source, ignore_errors=True)
        for path in [path for path in self.there if path.startswith(source + "/")]:
            self.deleted.append((path, self.there.pop(path)))
        self.touched.add(source)

    # -- what the library makes of it

    @rule(by_hints=st.booleans())
    def look(self, by_hints: bool) -> None:
        """A scan of all, or the watcher's way: only the paths where something happened. Both must come to the same."""
        stored = self._stored()
        contents_before = Counter(stored.values())
        embedded = self.embedder.embedded
        self._look(by_hints)
        readable = {path: _hash(content) for path, content in self.there.items() if content not in _UNREADABLE}
        now = self._items()
        assert {path: known.content for path, known in now.items()} == readable
        assert {failure.path for failure in self.library.failures()} == {
            self.root / path for path in self.there if path not in readable
        }
        # An item gives its place to what is there now, and its vector may go with it before it is asked for.
        overwritten = {content for path, content in stored.items() if readable.get(path, content) != content}
        new = [path for path, content in readable.items() if content not in contents_before or content in overwritten]
        assert self.embedder.embedded - embedded <= len(new), "a content that was known has been embedded again"
        self._identities_are_kept(now, contents_before)
        assert len({known.item for known in now.values()}) == len(now)
        assert len(self.library.search("red", 100).hits) == len(now)
        assert self.library.check() == []
        again = self._look(by_hints=False)
        assert not again.changed
        assert again.unchanged == len(now)
        self.known = now
        self.touched.clear()

    def _identities_are_kept(self, now: dict[str, Known], contents_before: Counter[bytes]) -> None:
        for path, before in self.known.items():
            after = now.get(path)
            if after is not None and after.content == before.content:
                assert after.item == before.item, f"{path} has not changed, and is another item now"
            takers = [new for new, known in now.items() if known.content == before.content]
            gone = path not in self.there
            if gone and len(takers) == 1 and contents_before[before.content] == 1:
                assert now[takers[0]].item == before.item, f"{path} was moved to {takers[0]}, and is another item now"

    # -- helpers

    def _write(self, path: str, content: bytes) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        self.there[path] = content
        self._stamp(path)

    def _stamp(self, path: str) -> None:
        """A time of its own for each write: two within a tick of the clock are no case for this test."""
        self.clock += 1_000_000_000
        os.utime(self.root / path, ns=(self.clock, self.clock))
        self.touched.add(path)

    def _chosen(self, number: int) -> str:
        paths = sorted(path for path in self.there if path != _ANCHOR)
        return paths[number % len(paths)]

    def _look(self, by_hints: bool) -> IndexReport:
        if not by_hints:
            return self.library.index([self.root])
        return self.library._indexing.start_paths([str(self.root / path) for path in self.touched]).result()

    def _items(self) -> dict[str, Known]:
        listing = self.library.start_read(lambda reader: reader.listing(Place())).result()
        shown = self.library.items(listing.ids.tolist())
        return {item.path.relative_to(self.root).as_posix(): Known(item.id, item.content) for item in shown.values()}

    def _stored(self) -> dict[str, bytes]:
        """All items, shown or not: path below the folder -> content hash."""
        with closing(sqlite3.connect(self.library.home.database)) as database:
            rows = database.execute("SELECT path, content FROM items").fetchall()
        return {Path(path).relative_to(self.root).as_posix(): content for path, content in rows}


def _hash(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def test_the_library_holds_what_is_there(library: Library, embedder: ColourEmbedder, tmp_path: Path) -> None:
    FolderMachine.library, FolderMachine.embedder, FolderMachine.base = library, embedder, tmp_path
    run_state_machine_as_test(
        FolderMachine,
        settings=settings(
            max_examples=60,
            stateful_step_count=30,
            derandomize=True,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
