from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photorag.media.facts.numbers import number_in


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("$12.99", 12.99),
        ("US$ 1,299.50", 1299.5),
        ("19.25", 19.25),
        ("3.6 kWh", 3.6),
        ("1,200 €", 1200),
        ("1.200 €", 1200),
        ("1.299,50 EUR", 1299.5),
        ("EUR 12,5", 12.5),
        ("1 200,5", 1200.5),
        ("CHF 1'200.-", None),
        ("1.200", 1.2),
        ("0.125 €", 0.125),
        ("-5 °C", -5),
        ("−5", -5),
        (".5", 0.5),
        ("12 %", 12),
        ("25 m²", 25),
        ("1,200,000", 1_200_000),
        ("iPhone 13", None),
        ("2019-07-14", None),
        ("10:30", None),
        ("2 x 3 m", None),
        ("v1.2", None),
        ("4 or 5", None),
        ("1, 2", None),
        ("10 50", None),
        ("0171 123456", None),
        ("red", None),
        ("", None),
        ("1" * 400, None),
    ],
)
def test_numbers_with_currencies_and_units(text: str, number: float | None) -> None:
    assert number_in(text) == (None if number is None else pytest.approx(number))


@given(st.text(max_size=50))
def test_any_text_gives_a_finite_number_or_none(text: str) -> None:
    number = number_in(text)
    assert number is None or math.isfinite(number)


@given(st.floats(min_value=-1e6, max_value=1e6).map(lambda number: round(number, 4)))
def test_plain_numbers_come_back(number: float) -> None:
    assert number_in(f"{number:.4f}") == pytest.approx(number)
