"""The command line in this process: quick, and with the fake embedder where a test asks for it."""

from __future__ import annotations

import io
import json
import logging
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest

from photorag.cli.main import main
from photorag.core.paths import Home
from photorag.library import Library
from tests.fakes import ColourEmbedder


@dataclass(frozen=True, slots=True)
class Ran:
    """What one command line did."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The JSON objects it printed, one a line; anything else on stdout fails here."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def sentence(self) -> str:
        """The one line on stderr that an error is; with nothing on stdout, and no bug."""
        assert self.code == 1, (self.code, self.out, self.err)
        assert self.out == ""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("photorag: "), self.err
        assert "bug in PhotoRAG" not in lines[0], self.err
        return lines[0].removeprefix("photorag: ")


class Photorag(Protocol):
    def __call__(self, *arguments: object) -> Ran: ...


@pytest.fixture
def photorag(capsys: pytest.CaptureFixture[str]) -> Iterator[Photorag]:
    """``photorag("status", "--json")`` runs that command line. What the command sets for its process is undone."""
    root = logging.getLogger()
    handlers, level, told = list(root.handlers), root.level, logging.raiseExceptions
    on_term = signal.getsignal(signal.SIGTERM)

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        for stream in (sys.stdout, sys.stderr):  # as the console script does for itself
            assert isinstance(stream, io.TextIOWrapper)
            stream.reconfigure(errors="backslashreplace")
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        finally:
            signal.signal(signal.SIGTERM, on_term)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    yield run
    for handler in set(root.handlers) - set(handlers):
        handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.raiseExceptions = told


@pytest.fixture
def album(own_home: Home, embedder: ColourEmbedder, paint: Callable[..., Path]) -> Path:
    """A folder with three photos in the library, and two files that are none."""
    folder = paint("red.jpg", "red").parent
    paint("trips/blue.png", "blue")
    paint("trips/green.webp", "green")
    (folder / "empty.jpg").write_bytes(b"")
    (folder / "notes.txt").write_text("no picture")
    with Library.open(own_home) as library:
        library.index([folder])
    return folder
