"""Whether we read from photos what exiftool reads.

    python benchmarks/metadata.py FOLDER... [--json]

Every picture in the folders, and every XMP sidecar, is read with `read_facts` and with exiftool (Debian's
libimage-exiftool-perl), which takes whichever tag of a name it ranks first. For each field: how many files have it by
either way, how many agree, and each that does not, with the reason where it is known. Takeout's JSON files, which
exiftool does not read, are counted: how many have their photo beside them and were found by it.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from photorag.core.errors import UnreadablePicture
from photorag.core.photo_facts import PhotoFacts
from photorag.media.facts.merge import Sources, merged
from photorag.media.facts.reader import read_facts
from photorag.media.facts.sidecars import sidecars_of
from photorag.media.facts.texts import paragraphs
from photorag.media.facts.xmp import read_xmp
from photorag.media.formats import is_picture_name

_TAGS = (
    "DateTimeOriginal CreateDate DateTimeCreated DateCreated GPSDateTime CreationTime ModifyDate "
    "GPSLatitude GPSLongitude Make Model Rating Description Caption-Abstract ImageDescription UserComment XPComment "
    "Subject Keywords XPKeywords HierarchicalSubject TagsList RegionName PersonInImage"
)
_DATES = (
    "DateTimeOriginal",
    "CreateDate",
    "DateTimeCreated",
    "DateCreated",
    "GPSDateTime",
    "CreationTime",
    "ModifyDate",
)
_CAPTIONS = ("Description", "Caption-Abstract", "ImageDescription", "UserComment", "XPComment")
_KEYWORDS = ("Subject", "Keywords", "XPKeywords", "RegionName", "PersonInImage")
_PATHS = ("HierarchicalSubject", "TagsList")

_DEFAULT_TEXT = "the camera's own text, which nobody wrote: left out on purpose"
_UTF_16 = "the file is in UTF-16, which exiftool does not take for XMP"
EXPLANATIONS = {
    ("gps-datetime.jpg", "date"): "the GPS clock is in UTC: we put the moment on the clock of the place (04:30-08:00)",
    ("xmp/dates/2000.xmp", "date"): _UTF_16,
    ("xmp/dates/2010.xmp", "date"): _UTF_16,
    ("xmp/dates/2020.xmp", "date"): _UTF_16,
    ("el_torcal_rocks.jpg", "caption"): _DEFAULT_TEXT,
    ("el_torcal_rocks.jpeg", "caption"): _DEFAULT_TEXT,
    ("iso-value-array.xmp", "caption"): "a comment that stands for one that is no text: left out on purpose",
    ("PXL_20231006_063851485.jpg", "caption"): "from Takeout's JSON, which exiftool does not read",
}
"""Why we differ, by the end of the file's path and the field."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One file both ways."""

    name: str
    ours: PhotoFacts
    theirs: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """What one field of one file is by either way; ``why`` is "" where nobody knows."""

    name: str
    field: str
    ours: str
    theirs: str
    why: str


def pictures_and_sidecars(folder: Path) -> Iterator[Path]:
    """Files to compare; those that hold nothing are left out."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.stat().st_size and (is_picture_name(path.name) or path.suffix.lower() == ".xmp"):
            yield path


def read_both(folders: Sequence[Path]) -> list[Reading]:
    """Files that are no pictures after all are left out."""
    found = []
    for folder in folders:
        paths = list(pictures_and_sidecars(folder))
        command = ["exiftool", "-j", "-n", "-q", "-api", "LargeFileSupport=1", *(f"-{tag}" for tag in _TAGS.split())]
        answer = subprocess.run([*command, *map(str, paths)], capture_output=True, check=False).stdout
        theirs = {each["SourceFile"]: each for each in json.loads(answer)}
        for path in paths:
            try:
                ours = _read_ours(path)
            except UnreadablePicture:
                continue
            found.append(Reading(str(path.relative_to(folder.parent)), ours, theirs.get(str(path), {})))
    return found


def _read_ours(path: Path) -> PhotoFacts:
    if path.suffix.lower() == ".xmp":
        return merged(Sources(sidecar=read_xmp(path.read_bytes())))
    return read_facts(str(path), str(path.parent))


def date_pair(reading: Reading) -> tuple[str, str]:
    """The local date and time to the second: exiftool mixes tags with a zone and tags without."""
    theirs = next((text for tag in _DATES if (text := _date(reading.theirs.get(tag)))), "")
    return (reading.ours.taken or "")[:19].replace("T", " "), theirs


def _date(value: object) -> str:
    text = str(value or "")[:19]
    return f"{text[:10].replace(':', '-')}{text[10:]}" if len(text) == 19 and not text.startswith("0000") else ""


def position_pair(reading: Reading) -> tuple[str, str]:
    """Degrees to four digits, 11 m."""
    here = (reading.ours.latitude, reading.ours.longitude)
    there = tuple(reading.theirs.get(tag) for tag in ("GPSLatitude", "GPSLongitude"))
    return _degrees(here), _degrees(there)


def _degrees(place: Sequence[object]) -> str:
    numbers = [each for each in place if isinstance(each, int | float) and math.isfinite(each)]
    return " ".join(f"{each:.4f}" for each in numbers) if len(numbers) == 2 else ""


def camera_pair(reading: Reading) -> tuple[str, str]:
    """The model, which our name of a camera holds."""
    make, model = (" ".join(str(reading.theirs.get(tag, "")).split()) for tag in ("Make", "Model"))
    theirs = model or make
    same = bool(theirs) and theirs.casefold() in reading.ours.camera.casefold()
    return (theirs if same else reading.ours.camera), theirs


def rating_pair(reading: Reading) -> tuple[str, str]:
    """Stars; no rating and no stars are the same."""
    theirs = reading.theirs.get("Rating") or 0
    return str(reading.ours.rating or ""), str(round(float(theirs)) or "")


def caption_pair(reading: Reading) -> tuple[str, str]:
    """As one line."""
    theirs = next((text for tag in _CAPTIONS if (text := paragraphs(str(reading.theirs.get(tag, ""))))), "")
    return " ".join(reading.ours.caption.split()), " ".join(theirs.split())


def keyword_pair(reading: Reading) -> tuple[str, str]:
    """Each once, in alphabetical order."""
    theirs = {str(word) for tag in _KEYWORDS for word in _listed(reading.theirs.get(tag), ";")}
    theirs |= {part for tag in _PATHS for path in _listed(reading.theirs.get(tag), "") for part in _parts(str(path))}
    ours, them = ({" ".join(word.split()).casefold() for word in words} for words in (reading.ours.keywords, theirs))
    return ", ".join(sorted(ours)), ", ".join(sorted(them - {""}))


def _listed(value: object, separator: str) -> Sequence[object]:
    if isinstance(value, list):
        return value
    text = "" if value is None else str(value)
    return text.split(separator) if separator else [text]


def _parts(path: str) -> list[str]:
    return path.replace("|", "/").split("/")


FIELDS: dict[str, Callable[[Reading], tuple[str, str]]] = {
    "date": date_pair,
    "GPS": position_pair,
    "camera": camera_pair,
    "rating": rating_pair,
    "caption": caption_pair,
    "keywords": keyword_pair,
}


def compare(readings: Sequence[Reading]) -> tuple[dict[str, dict[str, int]], list[Difference]]:
    """For each field how many files have it by either way and how many agree; and the differences."""
    table, differences = {}, []
    for field, pair in FIELDS.items():
        pairs = [(reading.name, *pair(reading)) for reading in readings]
        with_it = [(name, ours, theirs) for name, ours, theirs in pairs if ours or theirs]
        apart = [each for each in with_it if each[1] != each[2]]
        table[field] = {"files": len(readings), "with": len(with_it), "agree": len(with_it) - len(apart)}
        differences += [Difference(name, field, ours, theirs, _why(name, field)) for name, ours, theirs in apart]
    return table, differences


def _why(name: str, field: str) -> str:
    return next((why for (end, of), why in EXPLANATIONS.items() if of == field and name.endswith(end)), "")


def takeout_files(folders: Sequence[Path]) -> tuple[int, int]:
    """Takeout's JSON files that stand for a photo, and how many of them a photo in their folder found."""
    photos = [path for folder in folders for path in folder.rglob("*") if path.is_file() and is_picture_name(path.name)]
    found = {sidecars_of(str(path), str(path.parent)).takeout for path in photos} - {None}
    folders_of = {path.parent for path in photos}
    there = [
        path
        for folder in folders
        for path in folder.rglob("*.json")
        if path.parent in folders_of and "photoTakenTime" in path.read_text("utf-8") and ".mp4." not in path.name
    ]
    return len(there), len(found & {str(path) for path in there})


def report(table: dict[str, dict[str, int]], differences: Sequence[Difference], takeout: tuple[int, int]) -> str:
    """A table for people."""
    lines = [f"{'':10}{'files':>8}{'with it':>9}{'agree':>8}{'explained':>11}"]
    for field, row in table.items():
        explained = sum(bool(each.why) for each in differences if each.field == field)
        lines.append(f"{field:10}{row['files']:8}{row['with']:9}{row['agree']:8}{explained:11}")
    lines.append(f"\nTakeout's JSON beside pictures: {takeout[0]}, found by theirs: {takeout[1]}")
    for each in differences:
        lines += [
            f"\n{each.field}: {each.name}",
            f"  ours     {each.ours[:150] or '-'}",
            f"  exiftool {each.theirs[:150] or '-'}",
            f"  {each.why or '(not explained)'}",
        ]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if shutil.which("exiftool") is None:
        print(
            "exiftool is needed to compare with: install libimage-exiftool-perl (Debian) or exiftool.", file=sys.stderr
        )
        return 0
    folders = [folder.resolve() for folder in options.folders]
    table, differences = compare(read_both(folders))
    takeout = takeout_files(folders)
    if options.json:
        listed = [{name: getattr(each, name) for name in each.__slots__} for each in differences]
        print(json.dumps({"fields": table, "takeout": takeout, "differences": listed}, indent=2))
    else:
        print(report(table, differences, takeout))
    return 0 if all(each.why for each in differences) else 1


if __name__ == "__main__":
    sys.exit(main())
