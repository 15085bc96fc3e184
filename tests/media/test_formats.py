from __future__ import annotations

import pytest
from PIL import Image

from photorag.media.decoders import register_decoders
from photorag.media.formats import PILLOW_FORMATS, is_picture_name, is_raw_name, suffix_of


@pytest.mark.parametrize(
    "name",
    [
        "a.jpg",
        "A.JPG",
        "b.jpeg",
        "c.Heic",
        "d.avif",
        "e.jp2",
        "f.pnm",
        "g.tiff",
        "h.mpo",
        "with.dots.png",
        "x/y/z.webp",
    ],
)
def test_pictures_are_known_by_name(name: str) -> None:
    assert is_picture_name(name)


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.psd", "a.eps", "jpg", ".jpg", "a.jpg.part", "a.mp4", "a.", ""])
def test_other_files_are_not(name: str) -> None:
    assert not is_picture_name(name)


def test_raw_files_are_pictures_too() -> None:
    for name in ("a.dng", "a.CR2", "a.cr3", "a.nef", "a.arw", "a.orf", "a.rw2", "a.raf", "a.pef", "a.srw"):
        assert is_raw_name(name)
        assert is_picture_name(name)
    assert not is_raw_name("a.jpg")


def test_suffix_of_a_hidden_file_is_none() -> None:
    assert suffix_of(".jpg") == ""
    assert suffix_of("a.b.JpG") == "jpg"


def test_every_listed_decoder_exists_and_no_risky_one_is_listed() -> None:
    register_decoders()
    assert set(PILLOW_FORMATS) <= set(Image.OPEN)
    assert not {"EPS", "PSD", "WMF", "FITS", "PDF"} & set(PILLOW_FORMATS)
