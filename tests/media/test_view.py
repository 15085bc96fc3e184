"""Photos at the size of a screen."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from photorag.core.errors import UnreadablePicture
from photorag.media.view import ViewJob, render_for_screen


def saved(path: Path, size: tuple[int, int], orientation: int = 1) -> Path:
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", size, (200, 20, 20)).save(path, exif=exif)
    return path


def test_a_large_photo_fits_the_screen(tmp_path: Path) -> None:
    shown = render_for_screen(ViewJob(str(saved(tmp_path / "a.jpg", (3000, 2000))), 1200, 1200))
    assert (shown.width, shown.height) == (1200, 800)
    assert len(shown.pixels) == 3 * 1200 * 800
    assert shown.pixels[0] > 150


def test_it_is_upright(tmp_path: Path) -> None:
    shown = render_for_screen(ViewJob(str(saved(tmp_path / "a.jpg", (300, 200), orientation=6)), 1000, 1000))
    assert (shown.width, shown.height) == (200, 300)


def test_a_small_one_is_not_enlarged(tmp_path: Path) -> None:
    shown = render_for_screen(ViewJob(str(saved(tmp_path / "a.png", (30, 20))), 1000, 1000))
    assert (shown.width, shown.height) == (30, 20)


def test_bytes_are_as_good_as_a_file() -> None:
    content = io.BytesIO()
    Image.new("RGB", (30, 20)).save(content, "PNG")
    assert render_for_screen(ViewJob(content.getvalue(), 15, 15)).width == 15


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_text("no")
    with pytest.raises(UnreadablePicture):
        render_for_screen(ViewJob(str(tmp_path / "a.jpg"), 10, 10))
    with pytest.raises(UnreadablePicture):
        render_for_screen(ViewJob(str(tmp_path / "gone.jpg"), 10, 10))


def test_the_whole_picture_and_what_it_says_about_itself(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.jpg", (3000, 2000), orientation=6)
    whole = render_for_screen(ViewJob.whole(str(path)))
    assert (whole.width, whole.height) == (2000, 3000)
    small = render_for_screen(ViewJob(str(path), 100, 100))
    assert (small.full_width, small.full_height) == (2000, 3000)
    assert not small.animated


def test_no_picture_is_shown_with_more_pixels_than_memory_is_good_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("photorag.media.view.MOST_PIXELS", 60_000)
    shown = render_for_screen(ViewJob.whole(str(saved(tmp_path / "a.jpg", (600, 400)))))
    assert (shown.width, shown.height) == (300, 200)
    assert (shown.full_width, shown.full_height) == (600, 400)


def test_an_animation_is_told_from_a_still(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "green")]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    assert render_for_screen(ViewJob(str(tmp_path / "a.gif"), 100, 100)).animated
