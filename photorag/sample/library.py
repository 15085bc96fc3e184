"""The sample library: a small folder of pictures for `photorag demo` and for tests, drawn on the spot.

Nothing here needs a download or a licence, every picture's content is known, and drawing twice gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from photorag.sample.captions import Drawing
from photorag.sample.contents import DOCUMENTS, PRODUCTS, SCENES, SHAPES, Product, Shot
from photorag.sample.documents import CardDrawing, DocumentDrawing

#: Change this when the drawing code changes what comes out, so that old sample libraries are brought up to date.
VERSION = 1
_MANIFEST = ".drawn.json"
_DESCRIPTIONS = "catalogue/description.json"


@dataclass(frozen=True)
class SamplePicture:
    """One picture of the sample library: where it goes and what is on it."""

    path: str
    drawing: Drawing
    size: tuple[int, int]
    finer: float = 2.0
    shot: Shot | None = None

    @property
    def key(self) -> str:
        """Changes whenever the picture should be drawn anew."""
        return hashlib.sha256(f"{VERSION} {self!r}".encode()).hexdigest()

    def encode(self) -> bytes:
        """The file's content. Drawn larger and made smaller: Pillow's own edges are jagged."""
        width, height = self.size
        large = self.drawing.draw(round(width * self.finer), round(height * self.finer))
        picture = large.resize(self.size, Image.Resampling.LANCZOS)
        buffer = io.BytesIO()
        if self.path.endswith(".png"):
            picture.save(buffer, "PNG")
        elif self.shot is not None:
            picture.save(buffer, "JPEG", quality=88, exif=_exif(self.shot))
        else:
            picture.save(buffer, "JPEG", quality=92)
        return buffer.getvalue()


def _exif(shot: Shot) -> Image.Exif:
    """When and where, the way cameras write it."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "PhotoRAG", "Sample drawing"
    when = f"{shot.when.replace('-', ':')}"
    exif[0x0132] = when
    camera = exif.get_ifd(0x8769)
    camera[0x9003] = camera[0x9004] = when
    place = exif.get_ifd(0x8825)
    place[0] = b"\x02\x03\x00\x00"
    place[1], place[2] = "N" if shot.latitude >= 0 else "S", _degrees(shot.latitude)
    place[3], place[4] = "E" if shot.longitude >= 0 else "W", _degrees(shot.longitude)
    return exif


def _degrees(value: float) -> tuple[float, float, float]:
    seconds = round(abs(value) * 3600, 1)
    return float(seconds // 3600), float(seconds % 3600 // 60), round(seconds % 60, 1)


def product_drawing(product: Product) -> CardDrawing:
    """The card of one product."""
    return CardDrawing(
        product.thing, product.name, product.category, f"${product.price:.2f}", "grey", seed=product.seed
    )


def sample_pictures() -> list[SamplePicture]:
    """Every picture of the sample library, in the order in which it is drawn."""
    pictures = [
        SamplePicture(f"catalogue/{product.file_name}", product_drawing(product), (1000, 1000)) for product in PRODUCTS
    ]
    for shot in SCENES:
        stamp = shot.when.replace("-", "").replace(":", "").replace(" ", "_")
        size = (900, 1200) if shot.upright else (1200, 800)
        pictures.append(SamplePicture(f"scenes/IMG_{stamp}.jpg", shot.scene, size, 1.5, shot))
    for name, kind, title, seed in DOCUMENTS:
        upright = kind in ("page", "letter", "receipt")
        size = (1000, 1400) if upright else (1400, 1000)
        pictures.append(SamplePicture(f"documents/{name}.png", DocumentDrawing(kind, title, seed), size, 1.5))
    for number, drawing in enumerate(SHAPES, start=1):
        ending = "png" if drawing.texture == "plain" else "jpg"
        pictures.append(SamplePicture(f"shapes/drawing-{number:02}.{ending}", drawing, (1000, 1000)))
    return pictures


def descriptions() -> str:
    """The catalogue's `description.json`: one JSON object a line, one line a product."""
    lines = [
        json.dumps({
            "image_path": product.file_name,
            "description": product.description,
            "name": product.name,
            "category": product.category,
            "price": product.price,
        })
        for product in PRODUCTS
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def draw_sample_library(folder: Path, progress: Callable[[int, int], None] | None = None) -> list[Path]:
    """Draw the sample library into `folder` and return its pictures.

    What is already there and right is left alone, to the modification time; the rest is written whole or not at
    all. `progress` is told how many of how many pictures are done.
    """
    pictures = sample_pictures()
    manifest = _read_manifest(folder)
    drawn: dict[str, list[str]] = {}
    done: list[Path] = []
    for count, picture in enumerate(pictures, start=1):
        path = folder / picture.path
        known = manifest.get(picture.path)
        present = _digest(path)
        if known is None or known[0] != picture.key or known[1] != present:
            content = picture.encode()
            present = hashlib.sha256(content).hexdigest()
            _write(path, content)
        assert present is not None
        drawn[picture.path] = [picture.key, present]
        done.append(path)
        if progress is not None:
            progress(count, len(pictures))
    _write(folder / _DESCRIPTIONS, descriptions().encode())
    _write(folder / _MANIFEST, (json.dumps(drawn, indent=1) + "\n").encode())
    return done


def _read_manifest(folder: Path) -> dict[str, list[str]]:
    """What was drawn last time. A missing or broken record only costs drawing again."""
    try:
        found = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        path: [str(part) for part in entry]
        for path, entry in found.items()
        if isinstance(entry, list) and len(entry) == 2
    }


def _digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _write(path: Path, content: bytes) -> None:
    """Put `content` there in one step, unless it is there already."""
    if _digest(path) == hashlib.sha256(content).hexdigest():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    # A hidden name, so that a scan or a watcher that comes by takes no notice of the unfinished file.
    handle, name = tempfile.mkstemp(prefix=".drawing-", dir=path.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        unfinished.chmod(0o644)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
