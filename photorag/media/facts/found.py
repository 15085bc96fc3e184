"""What one source says of a photo: its EXIF, an XMP packet, a sidecar."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from photorag.core.photo_facts import PhotoAttribute, PlaceName
from photorag.media.camera import CameraFacts


@dataclass(frozen=True, slots=True)
class Found:
    """None, "" and () where the source says nothing.

    Dates are local, with a zone where it is known: ``original`` is when it was taken, ``digitised`` when it became a
    file, ``changed`` when the file was last edited; ``utc`` is exact but says nothing of the local clock. ``rating`` 0
    means that somebody took the stars away.
    """

    original: datetime | None = None
    digitised: datetime | None = None
    changed: datetime | None = None
    utc: datetime | None = None
    position: tuple[float, float] | None = None
    place: PlaceName | None = None
    camera: CameraFacts = field(default_factory=CameraFacts)
    rating: int | None = None
    title: str = ""
    caption: str = ""
    keywords: tuple[str, ...] = ()
    attributes: tuple[PhotoAttribute, ...] = ()
    screenshot: bool = False
