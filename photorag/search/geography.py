"""Places by name, and how far apart points on the Earth are."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from photorag.core.folding import folded
from photorag.core.photo_facts import PlaceName

_EARTH_KM = 6371.0088  # mean radius (IUGG)


def is_in_place(place: PlaceName, name: str) -> bool:
    """Whether a place bears this name as its city, region, country, code or in another language. "Lisbon, Portugal"
    asks for both."""
    wanted = [part for part in (folded(each) for each in name.split(",")) if part]
    return bool(wanted) and names_of(place).issuperset(wanted)


@lru_cache(maxsize=65_536)
def names_of(place: PlaceName) -> frozenset[str]:
    """All names of a place, folded."""
    known = (place.city, place.region, place.country, place.code, *place.others)
    return frozenset(folded(each) for each in known if each)


def kilometres(
    latitude: NDArray[np.float64], longitude: NDArray[np.float64], to_latitude: float, to_longitude: float
) -> NDArray[np.float64]:
    """Great-circle distances (haversine formula) from points to one point, all in degrees; NaN stays NaN."""
    first, second = np.radians(latitude), np.radians(to_latitude)
    across = np.sin((first - second) / 2) ** 2
    along = np.sin(np.radians(longitude - to_longitude) / 2) ** 2
    share = np.clip(across + np.cos(first) * np.cos(second) * along, 0.0, 1.0)
    distances: NDArray[np.float64] = 2 * _EARTH_KM * np.arcsin(np.sqrt(share))
    return distances


def middle(latitude: NDArray[np.float64], longitude: NDArray[np.float64]) -> tuple[float, float] | None:
    """The mean position of points (degrees), as the mean of their unit vectors: right across the date line too. None
    without points, and where they cancel each other out."""
    known = ~(np.isnan(latitude) | np.isnan(longitude))
    north, east = np.radians(latitude[known]), np.radians(longitude[known])
    if not len(north):
        return None
    x, y, z = np.mean(np.cos(north) * np.cos(east)), np.mean(np.cos(north) * np.sin(east)), np.mean(np.sin(north))
    flat = float(np.hypot(x, y))
    if np.hypot(flat, z) < 1e-6:
        return None
    return float(np.degrees(np.arctan2(z, flat))), float(np.degrees(np.arctan2(y, x)))
