"""Where a photo's texts hold the words of a search: for the reasons shown with a hit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from photorag.core.filters import Contains, Either, Every, Filter
from photorag.core.folding import folded
from photorag.core.photo_facts import TextWord
from photorag.core.query import Source, TextMatch
from photorag.search.text_search import TextHits
from photorag.search.tokens import SHORTEST_PIECE, WORD, is_unspaced, words_of
from photorag.store.reader import Reader

_SNIPPET = 120

Range = tuple[int, int]
Box = tuple[float, float, float, float]


def contained_in(filter: Filter | None) -> tuple[Contains, ...]:
    """The texts that a filter asks for, in so far as a photo passes because of them."""
    match filter:
        case Contains():
            return (filter,)
        case Every(parts) | Either(parts):
            return tuple(each for part in parts for each in contained_in(part))
        case _:
            return ()


def matches_of(
    reader: Reader, item_ids: Sequence[int], texts_found: TextHits | None, contained: Sequence[Contains] = ()
) -> dict[int, tuple[TextMatch, ...]]:
    """For each of these items the texts in which words were found, cut to what stands around them."""
    around = _Finder.of(texts_found, [each for each in contained if not each.inside])
    inside = _Finder.of(texts_found, contained)
    if not item_ids or not inside.looks_for_something:
        return {}
    texts = reader.texts(item_ids)
    written_in = [item_id for item_id, sources in texts.items() if Source.INSIDE in sources]
    boxed = reader.words_in(written_in) if written_in else {}
    found: dict[int, tuple[TextMatch, ...]] = {}
    for item_id, sources in texts.items():
        matches = []
        for source, text in sources.items():
            finder = inside if source is Source.INSIDE else around
            if ranges := finder.ranges(text):
                boxes = finder.boxes(boxed.get(item_id, ())) if source is Source.INSIDE else ()
                matches.append(TextMatch(source, *snippet(text.replace("\n", " "), ranges), boxes))
        if matches:
            found[item_id] = tuple(matches)
    return found


def snippet(text: str, ranges: Sequence[Range]) -> tuple[str, tuple[Range, ...]]:
    """About 120 characters of a text, where the most of its ranges are, and those ranges in it."""
    if len(text) <= _SNIPPET:
        return text, tuple(ranges)
    # The window that begins a little before a range and holds the most of them.
    starts = [max(0, min(start - _SNIPPET // 4, len(text) - _SNIPPET)) for start, _ in ranges]
    start = max(starts, key=lambda at: (sum(at <= each[0] and each[1] <= at + _SNIPPET for each in ranges), -at))
    end = start + _SNIPPET
    held = [each for each in ranges if start <= each[0] and each[1] <= end]
    if not held:  # a phrase longer than that
        held = [(max(start, each[0]), min(end, each[1])) for each in ranges if each[0] < end and each[1] > start]
    blank = text.find(" ", start, held[0][0]) if start else -1  # from a whole word to a whole word
    start = blank + 1 if blank >= 0 else start
    blank = text.rfind(" ", held[-1][1], end) if end < len(text) else -1
    end = blank if blank >= 0 else end
    before, after = "…" if start else "", "…" if end < len(text) else ""
    shift = start - len(before)
    return f"{before}{text[start:end]}{after}", tuple((each[0] - shift, each[1] - shift) for each in held)


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds words in one text as the full-text tables do. ``phrases``: words that follow one another, by their stems,
    and whether the last may go on; ``parts``: what may stand within a word."""

    phrases: tuple[tuple[tuple[str, ...], bool], ...]
    parts: tuple[str, ...]

    @classmethod
    def of(cls, found: TextHits | None, contained: Sequence[Contains]) -> _Finder:
        pieces = found or TextHits.none(0)
        whole = [words_of(each) for each in (*pieces.words, *pieces.parts)]
        beginnings = [words_of(each) for each in pieces.beginnings]
        phrases = [
            *((tuple(words), False) for words in whole),
            *((tuple(words), True) for words in beginnings),
            *((tuple(words_of(each.text)), each.prefix) for each in contained),
        ]
        unspaced = [folded(each.text) for each in contained if is_unspaced(each.text)]
        return cls(
            tuple(each for each in phrases if each[0]),
            tuple(each for each in (*pieces.parts, *unspaced) if len(each) >= SHORTEST_PIECE),
        )

    @property
    def looks_for_something(self) -> bool:
        return bool(self.parts or self.phrases)

    def ranges(self, text: str) -> tuple[Range, ...]:
        """[start, end) of what was found, ascending and apart."""
        words = [(each.start(), each.end(), folded(each.group())) for each in WORD.finditer(text)]
        found = [each for phrase, goes_on in self.phrases for each in _phrase_ranges(words, phrase, goes_on)]
        return tuple(_joined((*found, *self._part_ranges(text))))

    def boxes(self, words: Sequence[TextWord]) -> tuple[Box, ...]:
        """Of words read in a picture, the boxes of those that are found; a phrase may span several."""
        joined = " ".join(word.text for word in words)
        found = self.ranges(joined)
        boxes, at = [], 0
        for word in words:
            if any(start < at + len(word.text) and end > at for start, end in found):
                boxes.append(word.box)
            at += len(word.text) + 1
        return tuple(boxes)

    def _part_ranges(self, text: str) -> Iterator[Range]:
        low = text.lower()
        if len(low) != len(text):  # a letter whose small form is two: the places would not fit
            return
        for part in self.parts:
            for each in re.finditer(re.escape(part), low):
                yield each.span()


def _phrase_ranges(words: Sequence[tuple[int, int, str]], phrase: tuple[str, ...], goes_on: bool) -> Iterator[Range]:
    stems = [_stem(each) for each in phrase]
    for at in range(len(words) - len(phrase) + 1):
        there = words[at : at + len(phrase)]
        same = [_stem(word) == stem for (_, _, word), stem in zip(there, stems, strict=True)]
        if all(same[:-1]) and (same[-1] or (goes_on and there[-1][2].startswith(phrase[-1]))):
            yield there[0][0], there[-1][1]


def _joined(ranges: Iterable[Range]) -> list[Range]:
    """Overlapping ranges made one, ascending."""
    found: list[Range] = []
    for start, end in sorted(ranges):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    """A folded word without its English ending, to see which word of a text the table has found: Porter's stemmer in
    what everyday words need (the table itself decides what is found)."""
    for ending, left in (("sses", "ss"), ("ies", "i"), ("ss", "ss"), ("s", "")):
        if word.endswith(ending):
            word = word.removesuffix(ending) + left
            break
    for ending in ("ing", "ed", "ly"):
        before = word.removesuffix(ending)
        if before != word and re.search("[aeiouy]", before):
            doubled = len(before) > 2 and before[-1] == before[-2] and before[-1] not in "lsz"
            word = before[:-1] if doubled else before
            break
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 2 and word.endswith("y") else word
