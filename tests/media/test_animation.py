"""Frames of animated pictures, batch by batch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from photorag.core.errors import UnreadablePicture
from photorag.media.animation import Frames, FramesJob, is_animated, read_frames

COUNT = 60  # more than one batch
SCREEN = (1440, 900)


def level(number: int) -> int:
    return number * 4


def animated(path: Path, size: tuple[int, int] = (60, 40), count: int = COUNT, **options: Any) -> Path:
    frames = [Image.new("RGB", size, (level(number), 20, 20)) for number in range(count)]
    given: dict[str, Any] = {
        "duration": 40,
        "loop": 0,
        "lossless": True,
        **options,
    }  # lossy WebP makes one of frames that look alike
    frames[0].save(path, save_all=True, append_images=frames[1:], **given)
    return path


def read_from(path: Path, first: int, width: int = SCREEN[0], height: int = SCREEN[1]) -> Frames:
    return read_frames(FramesJob(str(path), first, width, height))


@pytest.mark.parametrize("suffix", ["gif", "webp", "png", "avif"])
def test_batches_make_the_whole_animation(tmp_path: Path, suffix: str) -> None:
    path = animated(tmp_path / f"a.{suffix}")
    assert is_animated(path)
    shades: list[int] = []
    batches = 0
    while True:
        batch = read_from(path, len(shades))
        shades += [frame.pixels[0] for frame in batch.frames]
        batches += 1
        if batch.ended:
            break
        assert len(batch.frames) > 1
        assert (batch.width, batch.height) == (60, 40)
        assert {frame.milliseconds for frame in batch.frames} == {40}
    assert batches > 1
    assert len(shades) == COUNT
    assert all(abs(shade - level(number)) <= 8 for number, shade in enumerate(shades))


def test_going_back_to_the_start(tmp_path: Path) -> None:
    path = animated(tmp_path / "a.gif")
    later = read_from(path, 30)
    assert abs(later.frames[0].pixels[0] - level(30)) <= 8
    assert read_from(path, 0).frames[0].pixels[0] <= 8


def test_another_animation_in_between(tmp_path: Path) -> None:
    one, two = animated(tmp_path / "one.gif"), animated(tmp_path / "two.gif", size=(30, 30))
    assert read_from(one, 0).width == 60
    assert read_from(two, 0).width == 30
    assert read_from(one, 24).width == 60


def test_large_frames_are_fitted_and_come_in_small_batches(tmp_path: Path) -> None:
    path = animated(tmp_path / "a.gif", size=(3000, 2000), count=12)
    batch = read_from(path, 0)
    assert (batch.width, batch.height) == (1350, 900)
    assert len(batch.frames) < 12
    assert sum(len(frame.pixels) for frame in batch.frames) < 20_000_000


def test_stills_are_none(tmp_path: Path) -> None:
    for name in ("a.png", "a.gif", "a.jpg", "a.webp"):
        Image.new("RGB", (20, 20)).save(tmp_path / name)
        assert not is_animated(tmp_path / name)
    (tmp_path / "no.gif").write_bytes(b"GIF89a and no more")
    assert not is_animated(tmp_path / "no.gif")
    assert not is_animated(tmp_path / "gone.gif")


def test_a_picture_for_programs_that_can_not_animate_is_left_out(tmp_path: Path) -> None:
    path = animated(tmp_path / "a.png", count=5, default_image=True)
    batch = read_from(path, 0)
    assert [round(frame.pixels[0] / 4) for frame in batch.frames] == [1, 2, 3, 4]


def test_frames_in_no_time_take_the_usual_time(tmp_path: Path) -> None:
    batch = read_from(animated(tmp_path / "a.gif", count=3, duration=0), 0)
    assert {frame.milliseconds for frame in batch.frames} == {100}


def test_a_file_that_breaks_off_plays_as_far_as_it_goes(tmp_path: Path) -> None:
    noisy = [Image.effect_noise((120, 90), 60).convert("RGB") for _ in range(20)]
    path = tmp_path / "b.gif"
    noisy[0].save(path, save_all=True, append_images=noisy[1:], duration=40)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    batch = read_from(path, 0)
    assert 5 < len(batch.frames) < 20
    assert batch.ended


def test_what_can_not_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePicture, match="gone"):
        read_from(tmp_path / "gone.gif", 0)
    (tmp_path / "no.gif").write_bytes(b"GIF89a and no more")
    with pytest.raises(UnreadablePicture, match="damaged"):
        read_from(tmp_path / "no.gif", 0)
