"""What a camera wrote down about a photo: which one it was, its lens, and how the picture was exposed.

Headers only, never pixels.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, fields

import rawpy
from PIL import Image

_EXIF_IFD = 0x8769
_MAKE, _MODEL, _LENS = 0x010F, 0x0110, 0xA434
_EXPOSURE, _SHUTTER_VALUE = 0x829A, 0x9201
_F_NUMBER, _APERTURE_VALUE = 0x829D, 0x9202
_FOCAL, _FOCAL_35MM = 0x920A, 0xA405
_ISO, _ISO_LARGE = 0x8827, (0x8832, 0x8831, 0x8833)
_ISO_IN_16_BITS = 65535  # "look at one of the larger tags"
_LONGEST = 80
# Parts of makers' names that say nothing.
_COMPANY_WORDS = ("corporation", "corp", "co", "ltd", "inc", "imaging", "optical", "company", "electronics")


@dataclass(frozen=True, slots=True)
class CameraFacts:
    """``camera`` and ``lens`` as people call them, "" where not known; ``aperture`` is the f-number."""

    camera: str = ""
    lens: str = ""
    focal_mm: float | None = None
    focal_35mm: float | None = None
    aperture: float | None = None
    exposure_seconds: float | None = None
    iso: int | None = None


def camera_facts(source: Image.Image | Image.Exif) -> CameraFacts:
    """What the EXIF of an opened picture tells. Never raises: damaged EXIF tells nothing."""
    try:
        return _facts(source if isinstance(source, Image.Exif) else exif_of(source))
    except Exception:  # noqa: BLE001 - hostile EXIF makes the parser raise nearly anything
        return CameraFacts()


def libraw_facts(raw: rawpy.RawPy) -> CameraFacts:
    """What LibRaw itself found in a RAW file."""
    other = getattr(raw, "other", None)
    iso = _number(getattr(other, "iso_speed", None), 1, 1e7)
    return CameraFacts(
        focal_mm=_number(getattr(other, "focal_len", None), 0.5, 5000),
        aperture=_number(getattr(other, "aperture", None), 0.5, 128),
        exposure_seconds=_number(getattr(other, "shutter", None), 1e-7, 86_400),
        iso=round(iso) if iso else None,
    )


def filled(facts: CameraFacts, more: CameraFacts) -> CameraFacts:
    """``facts``, its gaps filled from ``more``."""
    return CameraFacts(**{each.name: getattr(facts, each.name) or getattr(more, each.name) for each in fields(facts)})


def exif_of(image: Image.Image) -> Image.Exif:
    """The EXIF of an opened picture, without its pixels. May raise nearly anything where it is damaged."""
    if image.format != "PNG":
        return image.getexif()
    exif = Image.Exif()  # Pillow's way would decode the pixels when there is no EXIF before them
    exif.load(image.info.get("exif", b""))
    return exif


def _facts(exif: Image.Exif) -> CameraFacts:
    tags: dict[int, object] = dict(exif)
    with contextlib.suppress(Exception):  # the main block may still name the camera
        tags |= exif.get_ifd(_EXIF_IFD)
    exposure = _number(tags.get(_EXPOSURE), 1e-7, 86_400)
    if exposure is None and (value := _number(tags.get(_SHUTTER_VALUE), -17, 24)) is not None:
        exposure = 2.0**-value  # APEX
    aperture = _number(tags.get(_F_NUMBER), 0.5, 128)
    if aperture is None and (value := _number(tags.get(_APERTURE_VALUE), 0.1, 14)) is not None:
        aperture = 2.0 ** (value / 2)  # APEX
    return CameraFacts(
        camera=camera_name(_text(tags.get(_MAKE)), _text(tags.get(_MODEL))),
        lens=_text(tags.get(_LENS)).strip("- "),
        focal_mm=_number(tags.get(_FOCAL), 0.5, 5000),
        focal_35mm=_number(tags.get(_FOCAL_35MM), 0.5, 5000),
        aperture=aperture,
        exposure_seconds=exposure,
        iso=_iso(tags),
    )


def camera_name(make: str, model: str) -> str:
    """ "NIKON CORPORATION", "NIKON D70" -> "NIKON D70"; "Apple", "iPhone 13" -> "iPhone 13"; "SONY", "ILCE-7M3" ->
    "SONY ILCE-7M3"."""
    words = make.replace(",", " ").replace(".", " ").split()
    maker = " ".join(word for word in words if word.lower() not in _COMPANY_WORDS)
    maker = maker.capitalize() if maker.islower() else maker
    if not model or not maker:
        return model or maker
    names_maker = model.lower().startswith(maker.split()[0].lower())
    return model if names_maker or model.startswith(("iPhone", "iPad")) else f"{maker} {model}"


def _iso(tags: dict[int, object]) -> int | None:
    iso = _number(tags.get(_ISO), 1, 1e7)
    if iso is None or iso >= _ISO_IN_16_BITS:
        iso = next((large for tag in _ISO_LARGE if (large := _number(tags.get(tag), 1, 1e7))), iso)
    return None if iso is None else round(iso)


def _number(value: object, least: float, most: float) -> float | None:
    """A number that can be true, or None: zero over zero, text and absurd sizes are all found in real files."""
    if isinstance(value, tuple | list):
        value = value[0] if value else None
    if value is None or isinstance(value, str | bytes):
        return None
    try:
        number = float(value)  # type: ignore[arg-type]  # whatever it is, it may refuse
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return number if least <= number <= most else None  # also false for "not a number"


def _text(value: object) -> str:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return ""
    printable = "".join(letter if letter.isprintable() and letter != "\ufffd" else " " for letter in value)
    return " ".join(printable.split())[:_LONGEST].rstrip()
