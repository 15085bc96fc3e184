"""Numbers as files and lists hold them, and coordinates."""

from __future__ import annotations

import math
import re

_UNIT = r"[^\d.,'’+\-]{0,14}[²³]?"
_NUMBER = re.compile(
    rf"(?P<before>(?:[^\W\d]{{0,3}}[$€£¥₹₽₩₺฿]|[A-Z]{{3}}|about|ca\.?|~|≈)?\s*)"
    r"(?P<number>[-+−]?(?:\d(?:[.,'’ \u00a0\u202f]?\d)*|[.,]\d+))"
    rf"(?P<after>\s*{_UNIT})$"
)
_CURRENCY = re.compile(r"[$€£¥₹₽₩₺฿]|\b[A-Z]{3}\b")
_DIRECTION = re.compile(r"\s*([NSEW])")
_SPACED = re.compile(r"[-+]?\d{1,3}( \d{3})+([.,]\d+)?")
_LONGEST = 40


def number_in(text: str) -> float | None:
    """The number a text is, with or without a currency or a unit: "$12.99", "3.6 kWh", "1,200 €", "1.299,50". None
    where it holds more than that: "iPhone 13", "2019-07-14", "2 x 3 m"."""
    if len(text) > _LONGEST:
        return None
    found = _NUMBER.match(text.strip())
    if not found:
        return None
    is_price = bool(_CURRENCY.search(found["before"]) or _CURRENCY.search(found["after"]))
    return _plain(found["number"], is_price)


def _plain(digits: str, is_price: bool) -> float | None:
    digits = re.sub(r"['’\u00a0\u202f]", " ", digits.replace("−", "-"))
    if " " in digits and not _SPACED.fullmatch(digits):
        return None  # two numbers
    digits = digits.replace(" ", "")
    comma, dot = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and dot >= 0:  # the last of the two is the decimal sign
        thousands = "," if dot > comma else "."
        digits = digits.replace(thousands, "").replace(",", ".")
    elif comma >= 0:
        grouped = re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+", digits)
        digits = digits.replace(",", "" if grouped else ".")
    elif digits.count(".") > 1 or (is_price and re.fullmatch(r"[-+]?[1-9]\d{0,2}\.\d{3}", digits)):
        digits = digits.replace(".", "")  # "1.200 €": prices have no three decimals
    try:
        number = float(digits)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def ratio(value: object) -> float | None:
    """XMP's numbers: "28/10", "2.8", "1/60"."""
    if not isinstance(value, str):
        return None
    above, slash, below = value.strip().partition("/")
    try:
        number = float(above) / (float(below) if slash else 1.0)
    except (ValueError, ZeroDivisionError):
        return None
    return number if math.isfinite(number) else None


def position(latitude: float | None, longitude: float | None) -> tuple[float, float] | None:
    """Degrees that can be true. Zero and zero is how programs write "unknown": it is a buoy in the Gulf of Guinea."""
    if latitude is None or longitude is None or not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return None
    return None if latitude == 0 and longitude == 0 else (round(latitude, 7), round(longitude, 7))  # 1 cm


def degrees(text: str) -> float | None:
    """XMP's "38,41.9N" and "38,41,54N", and plain "-9.14"."""
    turn = _DIRECTION.search(text.upper())
    plain = text.upper().replace(turn.group(1), "") if turn else text
    numbers = [ratio(part) for part in plain.split(",")]
    if not 1 <= len(numbers) <= 3 or any(each is None for each in numbers):
        return None
    size = sum(abs(each or 0.0) / 60.0**place for place, each in enumerate(numbers))
    is_negative = turn.group(1) in "SW" if turn else plain.strip().startswith("-")
    return -size if is_negative else size
