"""How high the grid's rows are: one number, its limits, and steps from wheel and keys."""

from __future__ import annotations

LOWEST, USUAL, HIGHEST = 120, 180, 400
_STEP = 1.15


class RowHeight:
    """Keeps the fraction, so that the many small steps of a touch pad add up."""

    def __init__(self) -> None:
        self._exact = float(USUAL)

    @property
    def pixels(self) -> int:
        return round(self._exact)

    def put(self, height: float) -> None:
        self._exact = min(float(HIGHEST), max(float(LOWEST), height))

    def step(self, steps: float) -> None:
        """Larger by so many notches of the wheel, or smaller when negative."""
        self.put(self._exact * _STEP**steps)
