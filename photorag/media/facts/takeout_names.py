"""Which of Google Takeout's JSON files belongs to which photo. Their names are bent in many ways:

"a.jpg" has "a.jpg.json" or "a.jpg.supplemental-metadata.json"; either is cut to 46 letters before ".json", within the
added words, the suffix or the name. The second photo of a name is "a(1).jpg" and its JSON "a.jpg(1).json". An edited
copy, "a-edited.jpg" in the account's language, shares the JSON of "a.jpg"; so do the halves of a live photo.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from photorag.media.formats import suffix_of

_SUPPLEMENT = "supplemental-metadata"
_CUT = 46
_NEARLY_CUT = _CUT - 5  # names of pictures are cut too, with their suffix and a number: a little earlier
_NUMBER = re.compile(r"\(\d{1,4}\)$")
_EDITED = re.compile(
    "-(edited|effects|smile|mix|collage|animation|bearbeitet|modifié|modifie|modificato|editado|editada|bewerkt|"
    "redigerad|redigeret|redigert|muokattu|edytowane|upraveno|upravené|szerkesztett|editat|düzenlendi|изменено|"
    "отредактировано|відредаговано|編集済み|已编辑|已編輯|수정됨)$"
)
_HALVES = ("heic", "jpg", "jpeg", "png", "dng", "mp4", "mov", "mp")  # of live photos


def name_key(name: str) -> str:
    """One spelling for names that differ in case, or in how a Mac and others write accents."""
    return name.lower() if name.isascii() else unicodedata.normalize("NFC", name).casefold()


class TakeoutNames:
    """The JSON files of one folder, to be asked for each of its photos."""

    def __init__(self, names: Iterable[str]) -> None:
        self._whole: dict[str, str] = {}
        self._cut: list[tuple[str, str, str]] = []
        for name in sorted(names, key=len):  # of several for one photo, the plainest
            base = name_key(name).removesuffix(".json")
            number = _number(base)
            title = _without_supplement(base.removesuffix(number))
            self._whole.setdefault(title + number, name)
            if len(title) >= _NEARLY_CUT:
                self._cut.append((title, number, name))

    def of(self, photo: str) -> str | None:
        """The name of the JSON for the photo of this name, or None."""
        key = name_key(photo)
        whole = next((self._whole[title] for title in _titles(key) if title in self._whole), None)
        return whole or self._cut_one(key)

    def _cut_one(self, photo: str) -> str | None:
        stem = photo.rpartition(".")[0]
        number = _number(stem)
        original = _EDITED.sub("", stem.removesuffix(number))
        if len(original) < _NEARLY_CUT:
            return None
        fitting = (
            name
            for title, its_number, name in self._cut
            if its_number == number and (photo.startswith(title) or _begin_alike(original, title))
        )
        return next(fitting, None)


def _titles(photo: str) -> Iterator[str]:
    """What may stand in the JSON's name, without what Takeout adds to it, the likeliest first."""
    stem, _, suffix = photo.rpartition(".")
    number = _number(stem)
    plain = stem.removesuffix(number)
    original = _EDITED.sub("", plain)
    yield photo
    yield f"{plain}.{suffix}{number}"
    yield f"{original}.{suffix}{number}"
    yield f"{original}{number}.{suffix}"  # it was called "a(1).jpg" before it came to Google
    for other in _HALVES:
        yield f"{original}.{other}{number}"
    yield f"{original}{number}"


def _number(base: str) -> str:
    found = _NUMBER.search(base)
    return found.group() if found else ""


def _without_supplement(title: str) -> str:
    """Without ".supplemental-metadata" or what was left of it; it only ever follows a file's suffix."""
    before, dot, last = title.rpartition(".")
    return before if dot and _SUPPLEMENT.startswith(last) and suffix_of(before) else title


def _begin_alike(stem: str, title: str) -> bool:
    """Both were cut, each at its own length."""
    return stem.startswith(title) or (title.startswith(stem) and "." not in title[len(stem) + 1 :])
