"""Lists of descriptions: description.json, one JSON object a line (or one array of them), and CSV with the same names
as columns.

``image_path`` names the photo: from the list's folder, in full, or by its file name alone. ``description`` is its
caption; a few other keys have a meaning (title, tags, category, date, latitude ...), and every key becomes an
attribute. A line that can't be read costs that line.
"""

from __future__ import annotations

import csv
import io
import json
import math
import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from photorag.core.photo_facts import PhotoAttribute
from photorag.media.facts import texts
from photorag.media.facts.dates import date_from
from photorag.media.facts.found import Found
from photorag.media.facts.numbers import number_in, position

_LARGEST = 256 * 1024 * 1024  # bytes
_PATH = ("image_path", "image", "file_name", "filename", "file", "path")
_CAPTION = ("description", "caption")
_TITLE = ("title", "name")
_KEYWORDS = ("tags", "keywords", "category")
_DATE = ("date_taken", "taken", "date")
_LATITUDE, _LONGITUDE = ("latitude", "lat"), ("longitude", "lon", "lng")
_MOST_ATTRIBUTES = 100
_LONGEST_ATTRIBUTE = 1000

_Entry = Mapping[str, object]


def read_descriptions(path: str, photo: str) -> Found:
    """What the list at ``path`` says of the photo at ``photo``; nothing where it can't be read. Each list is read
    once, until it changes."""
    try:
        found = os.stat(path)  # noqa: PTH116 - runs once for every photo
        if found.st_size > _LARGEST:
            return Found()
        entries = _parsed(path, found.st_mtime_ns, found.st_size)
    except (OSError, MemoryError):
        return Found()
    return _found(entries.of(photo))


@dataclass(slots=True)
class _Entries:
    """Entries by the photo's path, relative to the list's folder, and by bare file name.

    They stay JSON, several for one photo a line each, until they are asked for: parsed, a list of 100,000 would take
    twice the memory in every worker process.
    """

    folder: str
    by_path: dict[str, str] = field(default_factory=dict)
    by_name: dict[str, str] = field(default_factory=dict)

    def add(self, row: Mapping[str, object]) -> None:
        entry = {str(key).strip().lower(): value for key, value in row.items() if key is not None}
        named = next((value for key in _PATH if isinstance(value := entry.get(key), str) and value.strip()), None)
        if named is None:
            return
        key = _key(named.strip())
        folder = _key(self.folder).rstrip("/") + "/"
        if key.startswith(folder):
            key = key[len(folder) :]
        is_bare = "/" not in key
        if key.startswith("/") or key[1:3] == ":/":  # a path of another computer: its file name may still be right
            key, is_bare = key.rpartition("/")[2], True
        entries = self.by_name if is_bare else self.by_path
        text = json.dumps(entry, ensure_ascii=False)
        entries[key] = f"{before}\n{text}" if (before := entries.get(key)) else text

    def of(self, photo: str) -> list[_Entry]:
        relative = _key(os.path.relpath(photo, self.folder))
        found = (self.by_path.get(relative, ""), self.by_name.get(relative.rpartition("/")[2], ""))
        return [json.loads(line) for text in found for line in text.split("\n") if line]


def _key(path: str) -> str:
    plain = unicodedata.normalize("NFC", path).casefold().replace("\\", "/")
    return os.path.normpath(plain).replace("\\", "/") if "." in plain or "//" in plain else plain


@lru_cache(maxsize=8)
def _parsed(path: str, _changed: int, _size: int) -> _Entries:
    entries = _Entries(str(Path(path).parent))
    text = _text(Path(path).read_bytes())
    for row in _csv_rows(text) if path.lower().endswith(".csv") else _json_rows(text):
        entries.add(row)
    return entries


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # as a spreadsheet saves "Unicode text"
        return data.decode("utf-16", "replace")
    return texts.decoded(data)


def _json_rows(text: str) -> Iterator[dict[str, object]]:
    start = text.lstrip()
    if start.startswith("["):
        try:
            rows = json.loads(start)
        except (ValueError, RecursionError):
            rows = []
        yield from (row for row in rows if isinstance(row, dict))
        if rows:
            return
    is_read = False
    for line in io.StringIO(text):
        try:
            row = json.loads(line.strip().rstrip(","))
        except (ValueError, RecursionError):
            continue
        if isinstance(row, dict):
            is_read = True
            yield row
    if not is_read and start.startswith("{"):  # one object over many lines
        try:
            row = json.loads(start)
        except (ValueError, RecursionError):
            return
        if isinstance(row, dict):
            yield row


def _csv_rows(text: str) -> Iterator[dict[str, object]]:
    first = text.partition("\n")[0]
    separator = max((",", ";", "\t"), key=first.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            continue
        yield {key: value for key, value in row.items() if value}


def _found(entries: Iterable[_Entry]) -> Found:
    said: dict[str, object] = {}
    captions: dict[str, None] = {}
    for entry in entries:
        captions.update((text, None) for key in _CAPTION if (text := texts.paragraphs(entry.get(key))))
        said = {**entry, **said}  # of two lines for one photo, the first wins
    if not said:
        return Found()
    return Found(
        original=next((date for key in _DATE if (date := date_from(_plain(said.get(key))))), None),
        position=position(_degrees(said, _LATITUDE), _degrees(said, _LONGITUDE)),
        title=next((title for key in _TITLE if (title := texts.line(said.get(key)))), ""),
        caption="\n".join(captions),  # several lines for one photo are several captions
        keywords=texts.each_once(word for key in _KEYWORDS for word in _words(said.get(key))),
        attributes=tuple(_attributes(said)),
    )


def _attributes(said: _Entry) -> Iterator[PhotoAttribute]:
    others = ((key, value) for key, value in said.items() if key not in (*_PATH, *_CAPTION))
    for key, value in list(others)[:_MOST_ATTRIBUTES]:
        text, name = texts.line(_plain(value), _LONGEST_ATTRIBUTE), texts.line(key, texts.LONGEST_KEYWORD)
        if text and name:
            yield PhotoAttribute(name, text, number_in(text))


def _plain(value: object) -> str:
    """A value as text: words and numbers as they are, a list of them with commas, nothing for what is nested."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.15g}" if math.isfinite(value) else ""
    if isinstance(value, int):
        return str(value) if abs(value) < 10**15 else ""
    if isinstance(value, list) and all(isinstance(each, str | int | float) for each in value):
        return ", ".join(_plain(each) for each in value)
    return value if isinstance(value, str) else ""


def _words(value: object) -> list[str]:
    if isinstance(value, list):
        return [each for each in value if isinstance(each, str)]
    return value.replace(";", ",").replace("|", ",").split(",") if isinstance(value, str) else []


def _degrees(said: _Entry, names: tuple[str, ...]) -> float | None:
    return next((number for key in names if (number := number_in(_plain(said.get(key)))) is not None), None)
