"""Numbers and ranges of them as people type them: ``>800``, ``100-400``, ``10..20``, ``4+``, ``$1,299``, ``5 kg``."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from photorag.core.filters import Span

CURRENCY = r"[$€£¥]|usd|eur|gbp|chf|dollars?|euros?|pounds?|bucks|francs?|yen"
ANY = Span()
DIGITS = r"\d+(?:[.,]\d+)*"

_UNIT = r"(?:[^\W\d_]{1,8}|[$€£¥%°]+[cf]?)"
_SIGN = {"<": (None, False), "<=": (None, True), ">": (False, None), ">=": (True, None)}
_ONE = rf"(?:{CURRENCY})?\s*(-?{DIGITS})\s*{_UNIT}?"
_COMPARED = re.compile(rf"(<=|>=|=<|=>|<|>|=|≤|≥)\s*{_ONE}")
_DOTTED = re.compile(rf"(?:{_ONE})?\s*\.\.+\s*(?:{_ONE})?")
_DASHED = re.compile(rf"{_ONE}\s*[-–—]\s*{_ONE}")
_PLUS = re.compile(rf"{_ONE}\s*\+")
_SINGLE = re.compile(_ONE)
_SPELLING = {"=<": "<=", "=>": ">=", "≤": "<=", "≥": ">="}


def number(text: str) -> float | None:
    """1299.99 of "1,299.99", "1.299,99" and "1299,99"; None of what is none. A dot alone is a decimal point, a comma
    alone with three digits behind it separates thousands."""
    plain = text
    comma, dot = plain.rfind(","), plain.rfind(".")
    if comma >= 0 and dot >= 0:
        thousands = "," if dot > comma else "."
        plain = plain.replace(thousands, "").replace(",", ".")
    elif re.fullmatch(r"-?\d{1,3}(,\d{3})+", plain) or plain.count(",") > 1:
        plain = plain.replace(",", "")
    else:
        plain = plain.replace(",", ".")
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    try:
        value = float(plain)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def span(text: str) -> Span | None:  # noqa: PLR0911 - one for each way to write it
    """The numbers that a value of the query language allows; None when it is no number. Ranges include their ends."""
    text = text.strip().lower()
    if compared := _COMPARED.fullmatch(text):
        sign, value = _SPELLING.get(compared[1], compared[1]), number(compared[2])
        if value is None:
            return None
        if sign == "=":
            return Span(value, value)
        return compare(sign, value)
    if plus := _PLUS.fullmatch(text):
        value = number(plus[1])
        return Span(low=value) if value is not None else None
    if single := _SINGLE.fullmatch(text):
        value = number(single[1])
        return Span(value, value) if value is not None else None
    if ends := _DOTTED.fullmatch(text) or _DASHED.fullmatch(text):
        low = number(ends[1]) if ends[1] else None
        high = number(ends[2]) if ends[2] else None
        if low is None and high is None:
            return None
        return between(low, high)
    return None


def compare(sign: str, value: float) -> Span:
    """``<``, ``<=``, ``>`` or ``>=`` a number."""
    low, high = _SIGN[sign]
    if low is not None:
        return Span(low=value, includes_low=low)
    return Span(high=value, includes_high=bool(high))


def between(low: float | None, high: float | None) -> Span:
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Span(low, high)


def plain(value: float) -> str:
    """The number in full, so that reading it gives the same one: 800, 2.8."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(Decimal(repr(value)), "f")


def span_text(span: Span) -> str:
    """As the query language has it; `span` reads it back."""
    if span.low is not None and span.low == span.high:
        return plain(span.low)
    if span.low is not None and span.high is not None:
        return f"{plain(span.low)}..{plain(span.high)}"
    if span.low is not None:
        return f"{'>=' if span.includes_low else '>'}{plain(span.low)}"
    if span.high is not None:
        return f"{'<=' if span.includes_high else '<'}{plain(span.high)}"
    return ".."


def span_label(span: Span) -> str:
    """ "under 200", "over 800", "4 and up", "up to 20", "100–400", "5"."""
    if span.low is not None and span.low == span.high:
        return plain(span.low)
    if span.low is not None and span.high is not None:
        return f"{plain(span.low)}–{plain(span.high)}"
    if span.low is not None:
        return f"{plain(span.low)} and up" if span.includes_low else f"over {plain(span.low)}"
    if span.high is not None:
        return f"up to {plain(span.high)}" if span.includes_high else f"under {plain(span.high)}"
    return "any"
