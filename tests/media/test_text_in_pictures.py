from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from photorag.core.errors import UnreadablePicture
from photorag.core.photo_facts import TextWord
from photorag.media.outcome import Done
from photorag.media.text_in_pictures import ReadTextJob, TextRead, read_text
from photorag.media.worker_pool import SupervisedPool
from tests.media.pictures import busy, scene

ORIENTATION = 0x0112


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError("it went to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def sign(*lines: tuple[str, int, int, int], size: tuple[int, int] = (1200, 800)) -> Image.Image:
    """Lines as (text, left, top, letters' height in pixels), dark on light."""
    image = Image.new("RGB", size, (238, 232, 220))
    for text, left, top, height in lines:
        ImageDraw.Draw(image).text((left, top), text, (25, 30, 60), ImageFont.load_default(height))
    return image


def read(image: Image.Image, folder: Path, name: str = "sign.png", **options: Any) -> TextRead:
    path = folder / name
    image.save(path, **options)
    return read_text(ReadTextJob(str(path)))


def texts(words: tuple[TextWord, ...]) -> list[str]:
    return [word.text for word in words]


def assert_near(word: TextWord, expected: tuple[float, float, float, float], tolerance: float = 0.03) -> None:
    """Boxes have a margin around the ink."""
    assert word.box == pytest.approx(expected, abs=tolerance), word


def ink(text: str, left: int, top: int, height: int, size: tuple[int, int]) -> tuple[float, float, float, float]:
    """Where a drawn text stands, in shares of the picture."""
    pen = ImageDraw.Draw(Image.new("RGB", size))
    box = pen.textbbox((left, top), text, ImageFont.load_default(height))
    return box[0] / size[0], box[1] / size[1], box[2] / size[0], box[3] / size[1]


def test_words_and_where_they_stand(tmp_path: Path) -> None:
    size = (1200, 800)
    image = sign(("Invoice 4711", 100, 80, 90), ("payable before March", 100, 300, 40), ("KA-PR 1984", 700, 650, 60))
    found = read(image, tmp_path)
    assert found.likely
    assert texts(found.words) == ["Invoice", "4711", "payable", "before", "March", "KA-PR", "1984"]
    assert [word.line for word in found.words] == [0, 0, 1, 1, 1, 2, 2]
    assert all(0.9 < word.score <= 1 for word in found.words)
    assert_near(found.words[0], ink("Invoice", 100, 80, 90, size))
    start = 700 + ImageDraw.Draw(image).textlength("KA-PR ", ImageFont.load_default(60))
    assert_near(found.words[-1], ink("1984", round(start), 650, 60, size))


@pytest.mark.parametrize("height", [20, 32, 200])
def test_letters_small_and_large(height: int, tmp_path: Path) -> None:
    assert texts(read(sign(("Saturday", 60, 200, height)), tmp_path).words) == ["Saturday"]


@pytest.mark.parametrize("orientation", range(2, 9))
def test_boxes_are_of_the_upright_picture(orientation: int, tmp_path: Path) -> None:
    stored_as = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    image = sign(("Lighthouse", 500, 120, 70)).transpose(stored_as[orientation])
    found = read(image, tmp_path, "held.jpg", exif=exif, quality=95)
    assert texts(found.words) == ["Lighthouse"]
    assert_near(found.words[0], ink("Lighthouse", 500, 120, 70, (1200, 800)))


@pytest.mark.parametrize("turn", [Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270])
def test_text_that_lies_on_its_side_or_head(turn: Image.Transpose, tmp_path: Path) -> None:
    upright = (("Emergency exit", 200, 120, 80), ("keep this door closed", 200, 320, 60))
    found = read(sign(*upright).transpose(turn), tmp_path)
    assert texts(found.words) == ["Emergency", "exit", "keep", "this", "door", "closed"]
    left, top, right, bottom = ink("Emergency", 200, 120, 80, (1200, 800))
    turned = {
        Image.Transpose.ROTATE_90: (top, 1 - right, bottom, 1 - left),
        Image.Transpose.ROTATE_180: (1 - right, 1 - bottom, 1 - left, 1 - top),
        Image.Transpose.ROTATE_270: (1 - bottom, left, 1 - top, right),
    }
    assert_near(found.words[0], turned[turn])


def test_slanted_text_has_boxes_around_it(tmp_path: Path) -> None:
    slanted = sign(("Bakery", 400, 350, 90)).rotate(25, Image.Resampling.BICUBIC, fillcolor=(238, 232, 220))
    (word,) = read(slanted, tmp_path).words
    assert word.text == "Bakery"
    left, top, right, bottom = word.box
    dark = np.argwhere(np.asarray(slanted.convert("L")) < 110)
    (first_row, first_column), (last_row, last_column) = dark.min(axis=0), dark.max(axis=0)
    assert_near(word, (first_column / 1200, first_row / 800, last_column / 1200, last_row / 800))
    assert left < right and top < bottom


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = ["The ferry leaves", "every morning at", "seven from pier"]
    right = ["Tickets are sold", "on board. Dogs", "travel for free"]
    lines = [(text, 60, 100 + 60 * row, 40) for row, text in enumerate(left)]
    lines += [(text, 640, 100 + 60 * row, 40) for row, text in enumerate(right)]
    found = read(sign(*lines), tmp_path).words
    assert " ".join(texts(found)) == " ".join(left + right)
    assert sorted({word.line for word in found}) == list(range(6))


def test_a_long_screenshot_is_read_in_pieces_without_saying_anything_twice(tmp_path: Path) -> None:
    lines = [(f"Message {number}", 40, 20 + 60 * number, 34) for number in range(100)]
    found = read(sign(*lines, size=(540, 6060)), tmp_path).words
    assert [word.text for word in found if word.text != "Message"] == [str(number) for number in range(100)]
    assert_near(found[-1], ink("99", round(40 + ImageDraw.Draw(Image.new("L", (1, 1))).textlength(
        "Message ", ImageFont.load_default(34))), 20 + 60 * 99, 34, (540, 6060)))  # fmt: skip


@pytest.mark.parametrize(
    "image", [Image.new("RGB", (900, 600), "white"), Image.new("RGB", (800, 600), "green"), scene(900, 600)]
)
def test_no_text(image: Image.Image, tmp_path: Path) -> None:
    assert read(image, tmp_path) == TextRead((), likely=False)


@pytest.mark.parametrize("size", [(1, 1), (3000, 1), (1, 3000), (16, 16), (20_000, 18), (31, 33), (2500, 40)])
def test_odd_sizes_do_no_harm(size: tuple[int, int], tmp_path: Path) -> None:
    assert read(Image.new("RGB", size, "grey"), tmp_path).words == ()


def test_noise_is_no_text(tmp_path: Path) -> None:
    assert read(busy(800, 600), tmp_path).words == ()


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    sign(("Broken", 10, 10, 50)).save(broken)
    broken.write_bytes(broken.read_bytes()[:300])
    text = tmp_path / "text.png"
    text.write_text("just words")
    for path in (broken, text, tmp_path / "missing.jpg"):
        with pytest.raises(UnreadablePicture):
            read_text(ReadTextJob(str(path)))


def test_in_a_worker_process_nothing_is_said_and_nothing_imported_here(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sign.png"
    sign(("Harbour", 100, 100, 80)).save(path)
    with SupervisedPool(read_text, workers=1, seconds=60) as pool:
        outcome = pool.submit(ReadTextJob(str(path))).result()
    assert isinstance(outcome, Done)
    assert texts(outcome.result.words) == ["Harbour"]
    assert capfd.readouterr() == ("", "")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("craft-beer", ["SEASONAL", "WEEKEND", "WARRIOR", "HOPADILLO", "RODEO", "CLOWN", "Mother-in-Lager"]),
        ("book-beside-flowers", ["dost.", "161", "Futbolcular", "deniz", "Allah", "Ural", "kelimeler"]),
        ("handwritten-notes", ["IMPORTANT", "REMEMBER", "search", "documents", "pricing", "code"]),
        ("japanese-shop", ["KIRIN", "キリン", "キリンビール", "一番搾り"]),
    ],
)
def test_words_printed_in_real_photos(name: str, printed: list[str], shared: Path) -> None:
    path = shared / "photos" / "immich-test-assets" / "albums" / "text" / f"{name}.jpg"
    found = texts(read_text(ReadTextJob(str(path))).words)
    assert set(printed) <= set(found), found


def test_the_module_is_light() -> None:
    """The main process imports it for the function's name; the networks' libraries are the workers' alone."""
    code = "import sys, photorag.media.text_in_pictures; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"cv2", "onnxruntime", "rapidocr", "shapely", "requests"} & set(modules)
