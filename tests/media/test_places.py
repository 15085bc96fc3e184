from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photorag.core.folding import folded
from photorag.media.places import find_place, named_place, place_of


@pytest.mark.parametrize(
    ("where", "latitude", "longitude", "title"),
    [
        ("Eiffel tower", 48.8584, 2.2945, "Paris, France"),
        ("Montmartre", 48.8867, 2.3431, "Paris, France"),
        ("Versailles", 48.8049, 2.1204, "Versailles, France"),
        ("Saint-Denis", 48.9358, 2.3580, "Saint-Denis, France"),
        ("Times Square", 40.7580, -73.9855, "New York City, United States"),
        ("Central Park", 40.7829, -73.9654, "New York City, United States"),
        ("Shibuya", 35.6595, 139.7005, "Tokyo, Japan"),
        ("Fushimi Inari", 34.9671, 135.7727, "Kyoto, Japan"),
        ("Colosseum", 41.8902, 12.4922, "Rome, Italy"),
        ("Saint Peter's", 41.9022, 12.4539, "Vatican City, Vatican City"),
        ("Rialto", 45.4380, 12.3359, "Venice, Italy"),
        ("Sagrada Família", 41.4036, 2.1744, "Barcelona, Spain"),
        ("Big Ben", 51.5007, -0.1246, "London, United Kingdom"),
        ("Oxford", 51.7520, -1.2577, "Oxford, United Kingdom"),
        ("Taj Mahal", 27.1751, 78.0421, "Agra, India"),
        ("Opera House", -33.8568, 151.2153, "Sydney, Australia"),
        ("Bondi Beach", -33.8915, 151.2767, "Sydney, Australia"),
        ("Alcatraz", 37.8270, -122.4230, "San Francisco, United States"),
        ("Rossio", 38.7139, -9.1394, "Lisbon, Portugal"),
        ("Belém tower", 38.6916, -9.2160, "Lisbon, Portugal"),
        ("Sintra", 38.7876, -9.3906, "Sintra, Portugal"),
        ("Brandenburg Gate", 52.5163, 13.3777, "Berlin, Germany"),
        ("Sanssouci", 52.4042, 13.0385, "Potsdam, Germany"),
        ("Marienplatz", 48.1374, 11.5755, "Munich, Germany"),
        ("Neuschwanstein", 47.5576, 10.7498, "Schwangau, Germany"),
        ("Christ the Redeemer", -22.9519, -43.2105, "Rio de Janeiro, Brazil"),
        ("Burj Khalifa", 25.1972, 55.2744, "Dubai, United Arab Emirates"),
        ("Table Mountain", -33.9628, 18.4098, "Cape Town, South Africa"),
        ("Kremlin", 55.7520, 37.6175, "Moscow, Russia"),
        ("Marina Bay", 1.2834, 103.8607, "Singapore, Singapore"),
        ("Waikiki", 21.2766, -157.8278, "Honolulu, United States"),
        ("Santa Monica", 34.0094, -118.4973, "Santa Monica, United States"),
        ("Harvard", 42.3744, -71.1169, "Cambridge, United States"),
        ("Blue Mosque", 41.0054, 28.9768, "Istanbul, Turkey"),
        ("Basel", 47.5596, 7.5886, "Basel, Switzerland"),
    ],
)
def test_places_are_called_what_people_call_them(where: str, latitude: float, longitude: float, title: str) -> None:
    found = place_of(latitude, longitude)
    assert found is not None, where
    assert found.title == title


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(30.0, -40.0), (-60.0, 100.0), (89.9, 0.0), (95.0, 0.0), (math.nan, 1.0), (1.0, math.inf)],
)
def test_nobody_lives_there(latitude: float, longitude: float) -> None:
    assert place_of(latitude, longitude) is None


def test_both_sides_of_the_date_line_are_near_each_other() -> None:
    west, east = place_of(-16.80, 179.99), place_of(-16.80, -179.99)
    assert west is not None
    assert east is not None
    assert west.country == east.country == "Fiji"


def test_other_names_to_find_a_place_by() -> None:
    found = place_of(40.7829, -73.9654)
    assert found is not None
    assert {"Manhattan", "NYC", "USA"} <= set(found.others)
    lisbon = place_of(38.7139, -9.1394)
    assert lisbon is not None
    assert "Lisboa" in lisbon.others
    assert lisbon.region == "Lisbon"


@pytest.mark.parametrize(
    ("name", "latitude", "longitude"),
    [
        ("Lisbon", 38.72, -9.13),
        ("lisboa", 38.72, -9.13),
        ("MÜNCHEN", 48.14, 11.58),
        ("munchen", 48.14, 11.58),
        ("Köln", 50.93, 6.95),
        ("cologne", 50.93, 6.95),
        ("Paris", 48.85, 2.35),
        ("Paris, Texas", 33.66, -95.56),
        ("paris, france", 48.85, 2.35),
        ("new york", 40.71, -74.01),
        ("Saigon", 10.82, 106.63),
        ("São Paulo", -23.55, -46.64),
        ("sao paulo", -23.55, -46.64),
        ("krakow", 50.06, 19.94),
        ("東京", 35.69, 139.69),
        ("Singapore", 1.29, 103.85),
    ],
)
def test_finding_a_place_by_its_name(name: str, latitude: float, longitude: float) -> None:
    found = find_place(name)
    assert found is not None
    assert found == pytest.approx((latitude, longitude), abs=0.05)


@pytest.mark.parametrize("name", ["Portugal", "España", "USA", "nowhereville", "Paris, Japan", "", " ", ","])
def test_countries_and_unknown_names_are_nowhere(name: str) -> None:
    assert find_place(name) is None


def test_names_that_were_written_down() -> None:
    found = named_place("Hamburg", "", "Allemagne")
    assert found is not None
    assert (found.country, found.code) == ("Germany", "DE")
    assert "Allemagne" in found.others
    elsewhere = named_place("Minas Tirith", "", "Gondor")
    assert elsewhere is not None
    assert (elsewhere.title, elsewhere.code) == ("Minas Tirith, Gondor", "")
    assert named_place() is None


def test_one_key_for_two_spellings() -> None:
    assert folded("  Łódź ") == folded("lodz")
    assert folded("København") == "kobenhavn"


@given(st.floats(), st.floats())
def test_any_numbers_give_a_place_or_none(latitude: float, longitude: float) -> None:
    found = place_of(latitude, longitude)
    assert found is None or found.country


@given(st.text(max_size=30))
def test_any_name_gives_a_place_or_none(name: str) -> None:
    found = find_place(name)
    assert found is None or (abs(found[0]) <= 90 and abs(found[1]) <= 180)
