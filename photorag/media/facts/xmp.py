"""What an XMP packet says, inside a photo or in a file beside it.

Namespaces and properties: XMP specification parts 1 and 2, CIPA DC-010 (EXIF), the MWG's regions, and what Lightroom,
digiKam, darktable and Windows write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from photorag.media.camera import CameraFacts, camera_name
from photorag.media.facts import texts
from photorag.media.facts.dates import date_from
from photorag.media.facts.exif import stars_of_percent
from photorag.media.facts.found import Found
from photorag.media.facts.numbers import degrees, position, ratio
from photorag.media.places import named_place

LARGEST = 8 * 1024 * 1024  # bytes; editors' histories make packets of megabytes
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DC = "{http://purl.org/dc/elements/1.1/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_EXIF = "{http://ns.adobe.com/exif/1.0/}"
_EXIF_EX = "{http://cipa.jp/exif/1.0/}"
_AUX = "{http://ns.adobe.com/exif/1.0/aux/}"
_TIFF = "{http://ns.adobe.com/tiff/1.0/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_EXTENSION = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
_LIGHTROOM = "{http://ns.adobe.com/lightroom/1.0/}"
_DIGIKAM = "{http://www.digikam.org/ns/1.0/}"
_MICROSOFT = "{http://ns.microsoft.com/photo/1.0/}"
_MICROSOFT_SHORT = "{http://ns.microsoft.com/photo/1.0}"
_MEDIA_PRO = "{http://ns.iview-multimedia.com/mediapro/1.0/}"
_REGION = "{http://www.metadataworkinggroup.com/schemas/regions/}"
_MICROSOFT_REGION = "{http://ns.microsoft.com/photo/1.2/t/Region#}"
_PATHS = (
    (_LIGHTROOM + "hierarchicalSubject", "|"),
    (_DIGIKAM + "TagsList", "/"),
    (_MICROSOFT + "LastKeywordXMP", "/"),
    (_MEDIA_PRO + "CatalogSets", "|"),
)
_NOT_SHOWN = ("focus", "barcode")  # regions that are not somebody

_Properties = dict[str, list[str]]


def read_xmp(packet: bytes | str) -> Found:
    """The facts in a packet; nothing where it is not XML, is too large, or holds what no packet needs (entities)."""
    tree = _parsed(packet)
    if tree is None:
        return Found()
    has = _properties(tree)

    def first(*names: str) -> str:
        return next((value for name in names for value in has.get(name, ()) if value.strip()), "")

    def date(*names: str) -> datetime | None:
        return next((found for name in names if (found := date_from(first(name)))), None)

    return Found(
        original=date(_EXIF + "DateTimeOriginal", _PHOTOSHOP + "DateCreated"),
        digitised=date(_EXIF + "DateTimeDigitized", _XMP + "CreateDate"),
        changed=date(_TIFF + "DateTime"),
        utc=_gps_moment(first(_EXIF + "GPSTimeStamp", _EXIF + "GPSDateTime")),
        position=position(degrees(first(_EXIF + "GPSLatitude")), degrees(first(_EXIF + "GPSLongitude"))),
        place=named_place(
            texts.line(first(_PHOTOSHOP + "City", _CORE + "Location")),
            texts.line(first(_PHOTOSHOP + "State")),
            texts.line(first(_PHOTOSHOP + "Country")),
            texts.line(first(_CORE + "CountryCode")),
            (texts.line(first(_CORE + "Location")),),
        ),
        camera=_camera(has),
        rating=_rating(first(_XMP + "Rating"), first(_MICROSOFT + "Rating", _MICROSOFT_SHORT + "Rating")),
        title=texts.line(first(_DC + "title", _PHOTOSHOP + "Headline")),
        caption=next(filter(None, map(texts.caption, _captions(has))), ""),
        keywords=texts.each_once((*_keywords(has), *_people(tree, has))),
        screenshot=first(_EXIF + "UserComment").strip().casefold() == "screenshot",
    )


def _parsed(packet: bytes | str) -> Element | None:
    if len(packet) > LARGEST:
        return None
    text = packet if isinstance(packet, str) else _text(packet)
    # Without what stands around it: padding, zeros, a wrapper in another encoding.
    start = re.search(r"<(?:\w+:)?(?:xmpmeta|xapmeta|RDF)\b", text)
    end = max(text.rfind(f":{name}>") + len(name) + 2 for name in ("xmpmeta", "xapmeta", "RDF"))
    if not start or end < start.start():
        return None
    body = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", " ", text[start.start() : end])
    try:
        tree: Element = fromstring(body)
    except (ParseError, DefusedXmlException, ValueError, RecursionError):
        return None
    return tree


def _text(packet: bytes) -> str:
    if packet.startswith((b"\xff\xfe", b"\xfe\xff")):
        return packet.decode("utf-16", "replace")
    if packet.startswith((b"<\x00", b"\x00<")):
        return packet.decode("utf-16-le" if packet[1] == 0 else "utf-16-be", "replace")
    return packet.decode("utf-8-sig", "replace")


def _properties(tree: Element) -> _Properties:
    """Every property with its values, written as an attribute, an element or a list alike."""
    found: _Properties = {}
    for description in tree.iter(_RDF + "Description"):
        for name, value in description.attrib.items():
            found.setdefault(name, []).append(value)
        for each in description:
            found.setdefault(each.tag, []).extend(_values(each))
    return found


def _values(element: Element) -> list[str]:
    items = [(item.get(_LANGUAGE, ""), "".join(item.itertext())) for item in element.iter(_RDF + "li")]
    if not items:
        return [element.text or ""] if not len(element) else []
    items.sort(key=lambda item: item[0] != "x-default")  # stable: the default language, then as written
    return [text for _, text in items]


def _captions(has: _Properties) -> Iterator[str]:
    for name in (_DC + "description", _EXIF + "UserComment"):
        yield from has.get(name, ())[:1]


def _keywords(has: _Properties) -> Iterator[str]:
    """Single words, then every part of a path: "Places|Portugal|Lisbon" is found by each of its three."""
    yield from has.get(_DC + "subject", ())
    for name, separator in _PATHS:
        for path in has.get(name, ()):
            yield from reversed(path.split(separator))


def _people(tree: Element, has: _Properties) -> Iterator[str]:
    yield from has.get(_EXTENSION + "PersonInImage", ())
    yield from has.get(_MEDIA_PRO + "People", ())
    for element in tree.iter():
        for name in (_REGION + "Name", _MICROSOFT_REGION + "PersonDisplayName"):
            shown = element.get(name) or element.findtext(name)
            kind = element.get(_REGION + "Type") or element.findtext(_REGION + "Type") or ""
            if shown and kind.casefold() not in _NOT_SHOWN:
                yield shown


def _rating(stars: str, percent: str) -> int | None:
    number = ratio(stars)
    if number is not None and -1 <= number <= 5:
        return round(number)
    share = ratio(percent)
    return None if share is None else stars_of_percent(share)


def _gps_moment(text: str) -> datetime | None:
    """GPS time is UTC, whether or not the text says so."""
    date = date_from(text) if re.search(r"\d[ T]\d", text) else None
    return None if date is None else date_from(f"{date.replace(tzinfo=None).isoformat()}Z") if not date.tzinfo else date


def _camera(has: _Properties) -> CameraFacts:
    def first(*names: str) -> str:
        return next((value for name in names for value in has.get(name, ()) if value.strip()), "")

    def number(least: float, most: float, *names: str) -> float | None:
        value = ratio(first(*names))
        return value if value is not None and least <= value <= most else None

    lens = texts.line(first(_AUX + "Lens", _EXIF_EX + "LensModel", _EXIF + "LensModel", _AUX + "LensID"), 80)
    iso = number(1, 1e7, _EXIF_EX + "PhotographicSensitivity", _EXIF + "ISOSpeedRatings", _EXIF + "ISOSpeed")
    return CameraFacts(
        camera=camera_name(texts.line(first(_TIFF + "Make"), 80), texts.line(first(_TIFF + "Model"), 80)),
        lens="" if lens.replace(".", "").isdecimal() else lens,  # a number in a maker's own list says nothing here
        focal_mm=number(0.5, 5000, _EXIF + "FocalLength"),
        focal_35mm=number(0.5, 5000, _EXIF + "FocalLengthIn35mmFilm"),
        aperture=number(0.5, 128, _EXIF + "FNumber"),
        exposure_seconds=number(1e-7, 86_400, _EXIF + "ExposureTime"),
        iso=None if iso is None else round(iso),
    )
