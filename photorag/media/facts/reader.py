"""Everything known of one photo besides its pixels: from the file, from what lies beside it, and from its name.

Reads headers only; runs in worker processes, as decoding does.
"""

from __future__ import annotations

import dataclasses
import logging
import os
import stat
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import reduce
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from photorag.core.errors import UnreadablePicture
from photorag.core.folding import folded
from photorag.core.photo_facts import PhotoFacts, PlaceName
from photorag.media import reasons
from photorag.media.decoders import register_decoders
from photorag.media.facts import texts
from photorag.media.facts.descriptions import read_descriptions
from photorag.media.facts.found import Found
from photorag.media.facts.headers import Headers, read_headers, read_raw_headers
from photorag.media.facts.merge import Sources, merged
from photorag.media.facts.name_dates import date_in_name
from photorag.media.facts.screenshots import is_screenshot_name
from photorag.media.facts.sidecars import sidecars_of
from photorag.media.facts.takeout import read_takeout
from photorag.media.facts.xmp import LARGEST, read_xmp
from photorag.media.formats import is_raw_name
from photorag.media.places import named_place, place_of

log = logging.getLogger(__name__)


def read_facts(path: str, root: str) -> PhotoFacts:
    """Everything known of the photo at ``path``; lists of descriptions are looked for from its folder up to ``root``.

    Damaged metadata only means fewer facts. Raises `UnreadablePicture` when the file itself can't be opened as a
    picture.
    """
    headers = _opened(path)
    beside = sidecars_of(path, root)
    folder, name = os.path.split(path)
    facts = merged(
        Sources(
            exif=headers.exif,
            xmp=headers.xmp,
            iptc=headers.iptc,
            sidecar=_first_said(_said(_read_sidecar, each) for each in beside.xmp),
            takeout=Found() if beside.takeout is None else _said(read_takeout, beside.takeout),
            described=_first_said(
                _said(lambda sidecar: read_descriptions(sidecar, path), each) for each in beside.descriptions
            ),
            named=date_in_name(name),
        )
    )
    is_screenshot = facts.screenshot or is_screenshot_name(name, Path(folder).name)
    return dataclasses.replace(facts, place=_place(facts), screenshot=is_screenshot)


def _opened(path: str) -> Headers:
    register_decoders()
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - plain strings: this runs once for every photo
        if not stat.S_ISREG(mode):  # opening a pipe would wait for a writer for ever
            raise UnreadablePicture("it is not an ordinary file")
        with _any_size(), Path(path).open("rb") as file:
            try:
                return read_raw_headers(path, file) if is_raw_name(path) else read_headers(file)
            except UnidentifiedImageError:
                raise reasons.for_unknown_content(file) from None
    except UnreadablePicture:
        raise
    except OSError as error:
        if error.errno:
            raise reasons.for_system_error(error) from error
        raise UnreadablePicture(reasons.DAMAGED) from error
    except Exception as error:  # a damaged file makes a decoder raise anything: struct.error, KeyError, ...
        raise UnreadablePicture(reasons.DAMAGED) from error


@contextmanager
def _any_size() -> Iterator[None]:
    """Headers of pictures of any size may be read: no pixel of them is decoded."""
    limit = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # "corrupt EXIF" and the like: nothing to act on
            yield
    finally:
        Image.MAX_IMAGE_PIXELS = limit


def _said(read: Callable[[str], Found], sidecar: str) -> Found:
    """A sidecar that our own readers stumble over costs what it says, never the photo."""
    try:
        return read(sidecar)
    except Exception:
        log.exception("reading %s failed", sidecar)
        return Found()


def _read_sidecar(path: str) -> Found:
    try:
        with Path(path).open("rb") as file:
            return read_xmp(file.read(LARGEST + 1))
    except OSError:
        return Found()


def _first_said(found: Iterable[Found]) -> Found:
    """Several files of one kind as one: the first, its gaps filled from the next."""
    return reduce(_filled, found, Found())


def _filled(first: Found, more: Found) -> Found:
    if first == Found():
        return more
    names = {each.key for each in first.attributes}
    gaps = {
        each.name: getattr(more, each.name)
        for each in dataclasses.fields(first)
        if getattr(first, each.name) in (None, "", ())
    }
    return dataclasses.replace(
        first,
        **gaps
        | {
            "keywords": texts.each_once((*first.keywords, *more.keywords)),
            "attributes": (*first.attributes, *(each for each in more.attributes if each.key not in names)),
        },
    )


def _place(facts: PhotoFacts) -> PlaceName | None:
    """Where the photo was taken by its position, findable by what was written down as well; else what was written."""
    written = facts.place
    if facts.latitude is None or facts.longitude is None:
        return written
    found = place_of(facts.latitude, facts.longitude)
    if found is None or written is None:
        return found or written
    known = {folded(each) for each in (found.city, found.region, found.country, *found.others)}
    more = tuple(each for each in (written.city, written.region, *written.others) if each and folded(each) not in known)
    return named_place(found.city, found.region, found.country, found.code, (*more, *found.others))
