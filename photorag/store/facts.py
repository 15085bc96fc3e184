"""What is known of an item besides its pixels, as rows: facts, attributes, keywords, and texts for full-text search.

Functions over a connection's ``execute``: the writing ones belong inside a transaction of the caller's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from sqlite3 import Cursor
from typing import Any

from photorag.core.filters import Span
from photorag.core.photo_facts import (
    FACTS_VERSION,
    DateSource,
    ItemFacts,
    PhotoAttribute,
    PhotoFacts,
    PlaceName,
    TextWord,
)
from photorag.core.query import Source

Execute = Callable[..., Cursor]

_COLUMNS = (
    "version, taken_from, latitude, longitude, city, region, country, code, place_names, camera, lens, focal, "
    "focal_35, aperture, exposure, iso, rating, title, caption, keywords, screenshot"
)
_BETWEEN = " · "


# -- writing


def save_facts(execute: Execute, item_id: int, facts: PhotoFacts) -> None:
    """Replaces what is known of an item, its date too."""
    path, root = execute(
        "SELECT i.path, r.path FROM items i JOIN roots r ON r.id = i.root_id WHERE i.id = ?", [item_id]
    ).fetchone()
    place = facts.place or PlaceName()
    values = [
        FACTS_VERSION, facts.taken_from, facts.latitude, facts.longitude, place.city, place.region, place.country,
        place.code, json.dumps(place.others, ensure_ascii=False), facts.camera, facts.lens, facts.focal_mm,
        facts.focal_35mm, facts.aperture, facts.exposure_seconds, facts.iso, facts.rating, facts.title, facts.caption,
        json.dumps(facts.keywords, ensure_ascii=False), int(facts.screenshot),
    ]  # fmt: skip
    execute(f"INSERT OR REPLACE INTO facts (item_id, {_COLUMNS}) VALUES (?{', ?' * len(values)})", [item_id, *values])
    execute("DELETE FROM attributes WHERE item_id = ?", [item_id])
    for each in facts.attributes:
        execute(
            "INSERT OR REPLACE INTO attributes (item_id, key, text, folded, number) VALUES (?, ?, ?, ?, ?)",
            [item_id, each.key.casefold(), each.text, each.text.casefold(), each.number],
        )
    execute("DELETE FROM keywords WHERE item_id = ?", [item_id])
    for keyword in facts.keywords:
        execute(
            "INSERT OR IGNORE INTO keywords (item_id, key, keyword) VALUES (?, ?, ?)",
            [item_id, keyword.casefold(), keyword],
        )
    execute("UPDATE items SET taken = ? WHERE id = ? AND taken IS NOT ?", [facts.taken, item_id, facts.taken])
    _save_texts(execute, item_id, root, path, facts)


def copy_reading(execute: Execute, item_id: int, content: bytes) -> None:
    """A copy of a picture in which text was read already need not be read again."""
    row = execute(
        """
        SELECT r.item_id FROM items i JOIN readings r ON r.item_id = i.id WHERE i.content = ? AND i.id != ? LIMIT 1
        """,
        [content, item_id],
    ).fetchone()
    if row is None:
        return
    execute(
        "INSERT OR IGNORE INTO readings (item_id, version, words) SELECT ?, version, words FROM readings "
        "WHERE item_id = ?",
        [item_id, row[0]],
    )
    execute(
        "UPDATE texts SET inside = COALESCE((SELECT inside FROM texts WHERE item_id = ?), '') WHERE item_id = ?",
        [row[0], item_id],
    )


def forget_reading(execute: Execute, item_id: int) -> None:
    """The picture is another one now: what was read in it counts no more."""
    execute("DELETE FROM readings WHERE item_id = ?", [item_id])
    execute("UPDATE texts SET inside = '' WHERE item_id = ? AND inside != ''", [item_id])


def _save_texts(execute: Execute, item_id: int, root: str, path: str, facts: PhotoFacts) -> None:
    file, above = Path(path), Path(root).parent  # the root's own name is one to find photos by
    folders = file.parent.relative_to(above).parts if file.is_relative_to(above) else file.parent.parts[1:]
    place = facts.place
    values = {
        "title": facts.title,
        "caption": facts.caption,
        "keywords": _BETWEEN.join(facts.keywords),
        "place": "" if place is None else _BETWEEN.join(
            dict.fromkeys(part for part in (place.city, place.region, place.country, *place.others) if part)
        ),
        "name": file.name,
        "folder": _BETWEEN.join(folders),
        "attributes": _BETWEEN.join(f"{each.key}: {each.text}" for each in facts.attributes),
    }  # fmt: skip
    columns = ", ".join(values)
    changed = ", ".join(f"{column} = excluded.{column}" for column in values)
    excluded = ", ".join(f"excluded.{column}" for column in values)
    execute(
        f"INSERT INTO texts (item_id, {columns}) VALUES (?{', ?' * len(values)}) "
        # What has not changed is not indexed again.
        f"ON CONFLICT (item_id) DO UPDATE SET {changed} WHERE ({columns}) IS NOT ({excluded})",
        [item_id, *values.values()],
    )


# -- reading


def facts_of(execute: Execute, item_id: int) -> ItemFacts | None:
    """None where the item's metadata has not been read yet."""
    row = execute(
        f"SELECT {_COLUMNS}, (SELECT taken FROM items WHERE id = item_id) FROM facts WHERE item_id = ?", [item_id]
    ).fetchone()
    if row is None:
        return None
    attributes = execute(
        "SELECT key, text, number FROM attributes WHERE item_id = ? ORDER BY key", [item_id]
    ).fetchall()
    reading = execute("SELECT words FROM readings WHERE item_id = ?", [item_id]).fetchone()
    return ItemFacts(
        _facts(row, tuple(PhotoAttribute(*each) for each in attributes)),
        words_of(reading[0]) if reading else (),
    )


def words_of(stored: str) -> tuple[TextWord, ...]:
    """The words of a ``readings`` row."""
    return tuple(
        TextWord(text, (left, top, right, bottom), int(line), score)
        for text, left, top, right, bottom, line, score in json.loads(stored)
    )


def _facts(row: Sequence[Any], attributes: tuple[PhotoAttribute, ...]) -> PhotoFacts:
    (
        _, taken_from, latitude, longitude, city, region, country, code, others, camera, lens, focal, focal_35,
        aperture, exposure, iso, rating, title, caption, keywords, screenshot, taken,
    ) = row  # fmt: skip
    known = any((city, region, country, code))
    return PhotoFacts(
        taken=taken,
        taken_from=DateSource(taken_from),
        latitude=latitude,
        longitude=longitude,
        place=PlaceName(city, region, country, code, tuple(json.loads(others))) if known else None,
        camera=camera,
        lens=lens,
        focal_mm=focal,
        focal_35mm=focal_35,
        aperture=aperture,
        exposure_seconds=exposure,
        iso=iso,
        rating=rating,
        title=title,
        caption=caption,
        keywords=tuple(json.loads(keywords)),
        attributes=attributes,
        screenshot=bool(screenshot),
    )


def texts_of(execute: Execute, ids: str) -> dict[int, dict[Source, str]]:
    """Item id -> its texts by source, without empty ones. ``ids`` is a JSON list."""
    columns = ", ".join(source.value for source in Source)
    rows = execute(f"SELECT item_id, {columns} FROM texts WHERE item_id IN (SELECT value FROM json_each(?))", [ids])
    return {
        row[0]: {source: text for source, text in zip(Source, row[1:], strict=True) if text} for row in rows.fetchall()
    }


def ids_with_attribute(execute: Execute, key: str, text: str | None, span: Span | None) -> list[int]:
    """Items whose attribute ``key`` equals ``text``, ignoring case, or has its number in ``span``; with neither, those
    that have it at all."""
    where, values = ["key = ?"], [key.casefold()]  # type: list[str], list[object]
    if text is not None:
        where.append("folded = ?")
        values.append(text.casefold())
    if span is not None:
        where.append("number IS NOT NULL")
        for bound, sign in (
            (span.low, ">=" if span.includes_low else ">"),
            (span.high, "<=" if span.includes_high else "<"),
        ):
            if bound is not None:
                where.append(f"number {sign} ?")
                values.append(bound)
    rows = execute(f"SELECT item_id FROM attributes WHERE {' AND '.join(where)} ORDER BY item_id", values)
    return [row[0] for row in rows]
