"""Where a picture lies in its window: fitting, zooming at a point, panning. Arithmetic only.

Lengths are the window's own (device-independent) pixels; a scale of ``1 / ratio`` shows one pixel of the picture on
one pixel of the screen, which people call 100 %.
"""

from __future__ import annotations

from dataclasses import dataclass

FIT_MOST = 2.0  # a small picture is enlarged to at most twice its size when it is fitted
ZOOM_MOST = 8.0
STEP = 1.2


@dataclass(frozen=True, slots=True)
class Placement:
    """The picture's top left corner in the window, and the window's pixels for each of its own."""

    x: float
    y: float
    scale: float

    def between(self, other: Placement, part: float) -> Placement:
        """On the way to another placement, ``part`` from 0 to 1. A point both have in common stays where it is."""
        return Placement(
            self.x + (other.x - self.x) * part,
            self.y + (other.y - self.y) * part,
            self.scale + (other.scale - self.scale) * part,
        )


@dataclass(frozen=True, slots=True)
class Space:
    """A picture (its own full size) and the window it is seen in. ``margin`` is kept free when it is fitted;
    ``ratio`` is the screen's pixels for each of the window's."""

    picture_width: int
    picture_height: int
    width: float
    height: float
    margin: float = 0.0
    ratio: float = 1.0

    @property
    def fit_scale(self) -> float:
        across = max(1.0, self.width - 2 * self.margin) / self.picture_width
        down = max(1.0, self.height - 2 * self.margin) / self.picture_height
        return min(FIT_MOST / self.ratio, across, down)

    @property
    def lowest(self) -> float:
        return min(self.fit_scale, 1 / self.ratio)

    @property
    def highest(self) -> float:
        return ZOOM_MOST / self.ratio

    def percent(self, placement: Placement) -> float:
        return placement.scale * self.ratio * 100

    def fitted(self) -> Placement:
        return self.settled(Placement(0, 0, self.fit_scale))

    def is_fitted(self, placement: Placement) -> bool:
        return abs(placement.scale / self.fit_scale - 1) < 1e-6

    def can_pan(self, placement: Placement) -> bool:
        return (
            self.picture_width * placement.scale > self.width + 0.5
            or self.picture_height * placement.scale > self.height + 0.5
        )

    def settled(self, placement: Placement) -> Placement:
        """With no more empty space than there must be: centred where the picture is smaller than the window."""
        return Placement(
            _clamped(placement.x, self.picture_width * placement.scale, self.width),
            _clamped(placement.y, self.picture_height * placement.scale, self.height),
            placement.scale,
        )

    def zoomed_to(self, placement: Placement, scale: float, at_x: float, at_y: float) -> Placement:
        """At another scale within the bounds. What lies under the point stays there, unless an edge is in the way."""
        scale = min(max(scale, self.lowest), self.highest)
        if self.is_fitted(Placement(0, 0, scale)):
            return self.fitted()
        factor = scale / placement.scale
        moved = Placement(at_x + (placement.x - at_x) * factor, at_y + (placement.y - at_y) * factor, scale)
        return self.settled(moved)

    def zoomed_by(self, placement: Placement, factor: float, at_x: float, at_y: float) -> Placement:
        """As `zoomed_to`; stops once where the picture just fits, which is easily stepped over otherwise."""
        scale, fit = placement.scale * factor, self.fit_scale
        if (placement.scale < fit * (1 - 1e-6) and scale > fit) or (placement.scale > fit * (1 + 1e-6) and scale < fit):
            scale = fit
        return self.zoomed_to(placement, scale, at_x, at_y)

    def panned(self, placement: Placement, right: float, down: float) -> Placement:
        return self.settled(Placement(placement.x + right, placement.y + down, placement.scale))

    def middle(self, placement: Placement) -> tuple[float, float]:
        """What lies in the middle of the window, in fractions of the picture."""
        return (
            (self.width / 2 - placement.x) / (self.picture_width * placement.scale),
            (self.height / 2 - placement.y) / (self.picture_height * placement.scale),
        )

    def around(self, across: float, down: float, scale: float) -> Placement:
        """With a place of the picture, in fractions, in the middle of the window as nearly as can be."""
        scale = min(max(scale, self.lowest), self.highest)
        x = self.width / 2 - across * self.picture_width * scale
        y = self.height / 2 - down * self.picture_height * scale
        return self.settled(Placement(x, y, scale))


def _clamped(start: float, length: float, window: float) -> float:
    if length <= window:
        return (window - length) / 2
    return min(0.0, max(window - length, start))
