"""The real command, the starter model, and pictures made on the spot."""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.e2e.command import Photorag

MakePictures = Callable[..., list[Path]]
_COLOURS = ("red", "green", "blue", "orange", "purple", "gray")
# What lets root pass over permissions. Without it, root is refused like anybody.
_POWERS = "-dac_override,-dac_read_search"


@pytest.fixture
def photorag(tmp_path: Path) -> Photorag:
    return Photorag(tmp_path / "home")


@pytest.fixture(scope="session")
def drawings() -> list[bytes]:
    """Some large JPEGs: reading one takes a moment, so that a run can be stopped in its midst."""
    made = []
    for number, colour in enumerate(_COLOURS):
        image = Image.effect_noise((1600, 1200), 60).convert("RGB")
        ImageDraw.Draw(image).ellipse((200, 200, 800 + 100 * number, 1000), fill=colour)
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=85)
        made.append(buffer.getvalue())
    return made


@pytest.fixture
def make_pictures(drawings: list[bytes]) -> MakePictures:
    """``make_pictures(folder, 50)`` writes so many photos, each with other bytes (a JPEG may have a tail)."""

    def make(folder: Path, count: int, first: int = 0) -> list[Path]:
        paths = []
        for number in range(first, first + count):
            path = folder / f"{number // 40}" / f"{number}.jpg"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(drawings[number % len(drawings)] + b"%d" % number)
            paths.append(path)
        return paths

    return make


@pytest.fixture
def without_powers() -> tuple[str, ...]:
    """What to put before a command so that permissions hold for it, when the tests run as root."""
    if os.name == "nt":
        pytest.skip("Windows has other permissions")
    if os.geteuid() != 0:
        return ()
    before = ("setpriv", f"--inh-caps={_POWERS}", f"--bounding-set={_POWERS}")
    try:
        tried = subprocess.run([*before, "true"], capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("root, and no setpriv to do without its powers")
    if tried.returncode:
        pytest.skip("root, and it may not do without its powers here")
    return before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """``small_disk("2m")`` mounts a file system of that size; once more, it resizes it. Only root may mount."""
    folder = tmp_path / "disk"
    folder.mkdir()

    def mount(size: str) -> Path:
        options = f"size={size}" + (",remount" if folder.is_mount() else "")
        try:
            tried = subprocess.run(
                ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, check=False
            )
        except FileNotFoundError:
            pytest.skip("no mount command")
        if tried.returncode:
            pytest.skip("a small disk can only be mounted by root")
        return folder

    yield mount
    if folder.is_mount():
        subprocess.run(["umount", "--lazy", folder], check=True)
