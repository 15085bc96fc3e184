"""The library's doctor: what can go wrong with it, and how it is mended.

The database is the truth. Everything else is made again from it or from the photos, which are never touched.
"""

from __future__ import annotations

from dataclasses import dataclass

from photorag.core.cancel import CancelToken
from photorag.model_in_use import ModelInUse
from photorag.store.reader import Reader
from photorag.store.thumbnails import ThumbnailStore
from photorag.workers import Writing


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be. ``mendable``: `repair` can put it right."""

    text: str
    mendable: bool


def find_problems(reader: Reader, thumbnails: ThumbnailStore, model: ModelInUse) -> list[Finding]:
    """Checks the database itself, that shown items can be found, the index against the database, the thumbnails."""
    findings = [Finding(f"Database: {text}", False) for text in reader.integrity_problems()]
    lost = _unfindable(reader, model)
    if lost:
        findings.append(Finding(f"{len(lost)} photos have no usable vector; they need to be read again.", True))
    findings += [Finding(text, True) for text in model.feed.check(reader)]
    if not reader.text_index_is_whole():
        findings.append(Finding("The index of texts is not in step with the library; it needs to be made again.", True))
    missing = thumbnails.missing(reader.contents())
    if missing:
        findings.append(Finding(f"{len(missing)} thumbnails are missing; their photos need to be read again.", True))
    return findings


def repair(writing: Writing, thumbnails: ThumbnailStore, model: ModelInUse) -> list[str]:
    """Mends what can be mended without reading photos, and marks the rest for the next index run."""
    done: list[str] = []
    reader = writing.reader
    again = set(_unfindable(reader, model))
    by_content = reader.contents()
    again |= {by_content[content] for content in thumbnails.missing(by_content)}
    if again:
        writing.catalogue.read_again(sorted(again))
        done.append(f"{len(again)} photos will be read again by the next `photorag index`.")
    orphans = thumbnails.remove_orphans(set(by_content))
    if orphans:
        done.append(f"Thumbnails of photos that are gone, removed: {orphans}.")
    if not reader.text_index_is_whole():
        writing.catalogue.rebuild_texts()
        done.append("Made the index of texts again.")
    model.feed.maintain(reader, CancelToken())
    if model.feed.check(reader):
        model.feed.rebuild(reader, CancelToken())
        done.append("Made the search index again from the database.")
    return done


def _unfindable(reader: Reader, model: ModelInUse) -> list[int]:
    key = reader.model_key(model.resolved.model_id)
    wrong = reader.bad_vectors(key, model.resolved.dim) if key is not None else []
    return [*reader.items_without_segment(), *wrong]
