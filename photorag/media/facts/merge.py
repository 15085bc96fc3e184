"""Which of a photo's sources is believed, fact by fact.

Text, rating and date of an XMP sidecar come before the file's own, as in Immich, darktable and Lightroom: the sidecar
is what the person's editor wrote last. Inside the file XMP comes before IPTC before EXIF for words (the order in
which programs of today keep them up), and EXIF first for what the camera measured. Takeout's copy of a fact fills
gaps only. Descriptions and names of people are added to what there is.

A date is when the photo was taken, then when it became a file, of the first source that has one:
XMP sidecar, EXIF, XMP, IPTC, Takeout, description list, GPS clock, file name; last of all EXIF's date of change, which
any editor moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import reduce

from photorag.core.photo_facts import DateSource, PhotoFacts, PlaceName
from photorag.media.camera import CameraFacts, filled
from photorag.media.facts import texts
from photorag.media.facts.dates import local, with_zone
from photorag.media.facts.found import Found
from photorag.media.facts.written_dates import to_iso


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that was found; an empty `Found` where there was nothing."""

    exif: Found = field(default_factory=Found)
    xmp: Found = field(default_factory=Found)
    iptc: Found = field(default_factory=Found)
    sidecar: Found = field(default_factory=Found)
    takeout: Found = field(default_factory=Found)
    described: Found = field(default_factory=Found)
    named: datetime | None = None


def merged(sources: Sources) -> PhotoFacts:
    """What is believed; ``place`` as somebody wrote it down."""
    own = (sources.exif, sources.xmp, sources.iptc)
    in_words = (sources.sidecar, sources.xmp, sources.iptc, sources.exif)
    measured = (sources.sidecar, *own, sources.takeout, sources.described)
    position = next((each.position for each in measured if each.position), None)
    date, source = _date(sources, None if position is None else position[1])
    camera = reduce(filled, (each.camera for each in (sources.exif, sources.xmp, sources.sidecar)), CameraFacts())
    keywords = sources.sidecar.keywords or (*sources.xmp.keywords, *sources.iptc.keywords, *sources.exif.keywords)
    return PhotoFacts(
        taken=None if date is None else to_iso(date),
        taken_from=source,
        latitude=None if position is None else position[0],
        longitude=None if position is None else position[1],
        place=_written_place(in_words),
        camera=camera.camera,
        lens=camera.lens,
        focal_mm=camera.focal_mm,
        focal_35mm=camera.focal_35mm,
        aperture=camera.aperture,
        exposure_seconds=camera.exposure_seconds,
        iso=camera.iso,
        rating=next((each.rating for each in in_words if each.rating is not None), 0),
        title=next((each.title for each in (*in_words, sources.described) if each.title), ""),
        caption=_caption(in_words, sources),
        keywords=texts.each_once((*keywords, *sources.takeout.keywords, *sources.described.keywords)),
        attributes=sources.described.attributes,
        screenshot=any(each.screenshot for each in in_words),
    )


def _date(sources: Sources, longitude: float | None) -> tuple[datetime | None, DateSource]:
    own = (sources.exif, sources.xmp, sources.iptc)
    gps = sources.exif.utc or sources.xmp.utc
    camera = [each.original for each in own] + [each.digitised for each in own]
    found = (
        (DateSource.SIDECAR, (sources.sidecar.original, sources.sidecar.digitised)),
        (DateSource.CAMERA, camera),
        (DateSource.SIDECAR, (sources.takeout.utc,)),
        (DateSource.DESCRIPTION, (sources.described.original,)),
        (DateSource.GPS, (gps or sources.sidecar.utc,)),
        (DateSource.NAME, (sources.named,)),
        (DateSource.CAMERA, (sources.exif.changed, sources.xmp.changed)),
    )
    source, date = next(((source, date) for source, dates in found for date in dates if date), (DateSource.FILE, None))
    if date is None:
        return None, source
    if date.tzinfo is UTC and date in (sources.takeout.utc, gps, sources.sidecar.utc, sources.named):
        return local(date, longitude), source
    zoned = (sources.exif.original, sources.exif.digitised, sources.xmp.original, sources.xmp.digitised)
    return with_zone(date, zoned, gps), source  # IPTC's zones are left out: many programs write any


def _caption(in_words: Sequence[Found], sources: Sources) -> str:
    """The first caption, and what the other side of the fence says unless it is the same."""
    parts: list[str] = []
    own = next((each.caption for each in in_words if each.caption), "")
    for text in (own, sources.takeout.caption, sources.described.caption):
        if text and not any(text in part for part in parts):
            parts.append(text)
    return "\n".join(parts)[: texts.LONGEST_CAPTION]


def _written_place(in_words: Sequence[Found]) -> PlaceName | None:
    return next((each.place for each in in_words if each.place), None)
