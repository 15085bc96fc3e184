"""What all commands share: options, exit codes, errors in one line, the log."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from photorag import __version__
from photorag.core.paths import HOME_VARIABLE, Home
from photorag.library import Library
from tests.cli.conftest import Photorag
from tests.fakes import ColourEmbedder

_COMMANDS = ("demo", "index", "search", "similar", "status", "roots", "models", "doctor")


@pytest.mark.parametrize("place", ["before", "after"])
def test_the_home_is_given_before_or_after_the_command(
    photorag: Photorag, embedder: ColourEmbedder, tmp_path: Path, own_home: Home, place: str
) -> None:
    chosen = tmp_path / "chosen"
    option, rest = ["--home", chosen], ["status", "--json"]
    ran = photorag(*option, *rest) if place == "before" else photorag(*rest, *option)
    assert ran.objects[0]["home"] == str(chosen)
    assert (chosen / "library.db").exists()
    assert not own_home.folder.exists()


def test_json_and_model_before_the_command(photorag: Photorag, own_home: Home) -> None:
    assert photorag("--json", "--model", "starter", "status").objects[0]["home"] == str(own_home.folder)
    assert photorag("--json", "roots", "list").objects == []


@pytest.mark.parametrize(
    "arguments",
    [["dance"], ["search", "--loud"], ["similar"], ["models", "use"], ["roots", "add"], ["roots", "dance"], ["--home"]],
)
def test_wrong_usage(photorag: Photorag, own_home: Home, arguments: list[str]) -> None:
    ran = photorag(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "usage: photorag" in ran.err
    assert not own_home.folder.exists()


def test_help_of_every_command(photorag: Photorag) -> None:
    whole = photorag("--help")
    assert whole.code == 0
    for command in _COMMANDS:
        assert f"\n    {command} " in whole.out
        ran = photorag(command, "--help")
        assert ran.code == 0
        assert f"usage: photorag {command}" in ran.out
    assert photorag("--version").out == f"photorag {__version__}\n"


def test_what_needs_no_model_imports_no_torch(tmp_path: Path) -> None:
    """The import of torch takes seconds."""
    script = (
        "import sys\n"
        "from photorag.cli.main import main\n"
        "try:\n"
        "    main(sys.argv[1:])\n"
        "except SystemExit:\n"
        "    pass\n"
        "print('heavy:', {'torch', 'open_clip', 'PySide6', 'transformers'} & set(sys.modules))\n"
    )
    for arguments in (["--help"], ["--home", str(tmp_path / "home"), "status"]):
        done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True)
        assert done.stdout.endswith("heavy: set()\n")


def test_a_bug_is_one_line_with_its_traceback_in_the_log(
    photorag: Photorag, own_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Library) -> None:
        raise ZeroDivisionError("a slip")

    monkeypatch.setattr(Library, "status", broken)
    ran = photorag("status")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        f"photorag: this is a bug in PhotoRAG (ZeroDivisionError: a slip). The details are in {own_home.log}.\n"
    )
    log = own_home.log.read_text()
    assert "status failed" in log
    assert "Traceback (most recent call last)" in log


def test_ctrl_c(photorag: Photorag, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: Library) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Library, "status", interrupted)
    ran = photorag("status")
    assert (ran.code, ran.err) == (130, "photorag: stopped\n")


def test_a_home_that_is_a_file(photorag: Photorag, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    for home in (file, file / "below"):
        for command in (["status"], ["index", tmp_path], ["models"], ["search", "red"]):
            sentence = photorag("--home", home, *command).sentence
            assert sentence.startswith(f"{file} is a file, not a folder")
    assert file.read_bytes() == b""


def test_no_window_without_a_display(photorag: Photorag, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("photorag.cli.window.sys.platform", "linux")
    assert photorag().sentence.startswith("There is no display for a window here.")


@pytest.mark.parametrize("form", ["people", "json"])
def test_a_terminal_that_knows_few_letters(
    photorag: Photorag, album: Path, own_home: Home, form: str, tmp_path: Path
) -> None:
    """A bar of blocks and a name with accents are no reason to stop."""
    (album / "red.jpg").rename(album / "rød ✓.jpg")
    photorag("index")
    options = ["--json"] if form == "json" else []
    done = subprocess.run(
        [sys.executable, "-m", "photorag", "status", "--failures", *options],
        env={**os.environ, HOME_VARIABLE: str(own_home.folder), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"empty.jpg" in done.stdout
