"""Everyday phrases that can only mean a filter: "in Lisbon", "from my iPhone", "rated 4 or more", "under $200".

What could mean something else is not taken: it is left to meaning. Each reader looks at a run of words from one word
on, within a bounded number of words.
"""

from __future__ import annotations

import re
from datetime import date

from photorag.core.filters import Flag, Has, Is, Known, Measure, Measured, Span
from photorag.core.understanding import Vocabulary
from photorag.search.parse import everyday_dates
from photorag.search.parse import phrasebook as book
from photorag.search.parse.names import Names, names_of, phrase_key, pieces_of_names
from photorag.search.parse.numbers import number, plain
from photorag.search.parse.operators import Operators, Trouble, Value
from photorag.search.parse.runs import Found, Run
from photorag.search.parse.tree import Neg, Node, Only, Or, Say, opposite

_LONGEST_TEXT = 12
_LONGEST_THING = 3
_MOST_THINGS = 4


class Everyday:
    """Reads the phrases of a library. ``fresh`` in its methods: nothing but phrases stands before the word."""

    def __init__(self, vocabulary: Vocabulary, today: date, operators: Operators) -> None:
        self._today = today
        self._operators = operators
        self._places = names_of(vocabulary.places)
        self._cameras = pieces_of_names(vocabulary.cameras)
        self._tags, self._albums = names_of(vocabulary.tags), names_of(vocabulary.albums)
        self._folders = names_of(vocabulary.folders)
        numeric = sorted(key for key, has_numbers in vocabulary.attributes.items() if has_numbers)
        prices = [key for start in ("price", "cost") for key in numeric if phrase_key(key).startswith(start)]
        self._price = prices[0] if prices else None
        self._measures = {phrase_key(key): key for key in numeric} | {
            "iso": "iso", "rating": "rating", "focal length": "focal", "aperture": "f"
        }  # fmt: skip
        self._measure_starts = frozenset(key.split(" ")[0] for key in self._measures)

    def at(self, run: Run, start: int, fresh: bool) -> tuple[Found, ...]:
        """The phrases that begin with this word, or none."""
        found = self.filter_at(run, start, fresh)
        if found:
            return (found,)
        return self._text(run, start) or self._without(run, start)

    def filter_at(self, run: Run, start: int, fresh: bool) -> Found | None:
        """A phrase that is one filter."""
        key = run.key(start)
        if key in book.FIRST_OF_TAKEN and (taken := run.match(book.TAKEN, start)):
            after = taken[1]
            found = self._date(run, after) or self._place(run, after) or self._camera(run, after, taken=True)
            if found:
                return found
        if (
            key[:1].isdigit()
            or key.startswith(("$", "€", "£", "¥", "f/"))
            or key in _FIRST
            or key in self._measure_starts
        ):
            for reader in (self._named, self._date, self._place, self._camera, self._price_at, self._measure):
                found = reader(run, start)
                if found:
                    return found
            return self._rating(run, start, fresh) or self._type(run, start, fresh)
        return None

    def _date(self, run: Run, start: int) -> Found | None:
        if run.key(start) in everyday_dates.STARTS or run.key(start)[:1].isdigit():
            return everyday_dates.date_at(run, start, self._today)
        return None

    def _place(self, run: Run, start: int) -> Found | None:
        key = run.key(start)
        if within := run.match(book.WITHIN, start):
            found, after = within
            name = self._place_in(run, after)
            unit = "mi" if found[2].startswith("mi") else "km" if found[2].startswith("k") else "m"
            return self._operator("near", name[0], name[1], f",{found[1]}{unit}") if name else None
        after = start + 2 if key == "close" and run.key(start + 1) == "to" else start + 1
        if key in ("near", "around", "close"):
            name = self._place_in(run, after)
            return self._operator("near", *name) if name else None
        if key not in ("in", "at", "from"):
            return None
        name = self._place_name(run, after)
        if name is None or (key == "from" and run.key(name[1]) == "to"):
            return None
        return self._places_from(run, *name)

    def _place_name(self, run: Run, start: int) -> tuple[str, int] | None:
        start += run.key(start) == "the"
        found = self._places.longest(run.name(start), 0)
        if found is None:
            return None
        name, end = found[0], start + found[1]
        if (
            end - start == 1
            and run.keys[start] in book.PLACES_THAT_ARE_WORDS
            and not run.words[start].text[0].isupper()
        ):
            return None
        return name, end

    def _place_in(self, run: Run, start: int) -> tuple[str, int] | None:
        """ "Paris" or "Paris, France"."""
        city = self._place_name(run, start)
        if city and run.words[city[1] - 1].text.endswith(",") and (country := self._place_name(run, city[1])):
            return f"{city[0]}, {country[0]}", country[1]
        return city

    def _places_from(self, run: Run, name: str, end: int) -> Found | None:
        """ "Lisbon, Portugal" is one place; "Lisbon or Porto" and "Lisbon, Porto and Faro" are any of them."""
        names, any_of = [name], False
        while True:
            joint = run.key(end) in ("or", "and") and not run.stops_before(end)
            if not joint and not run.words[end - 1].text.endswith(","):
                break
            another = self._place_name(run, end + joint)
            if another is None:
                break
            names.append(another[0])
            any_of, end = any_of or joint, another[1]
        if not any_of:
            return self._operator("place", ", ".join(names), end)
        nodes = [self._node("place", each) for each in dict.fromkeys(names)]
        known = tuple(node for node in nodes if node is not None)
        return Found(Or(known) if len(known) > 1 else known[0], end) if known else None

    def _camera(self, run: Run, start: int, taken: bool = False) -> Found | None:
        key = run.key(start)
        if key not in ("from", "with", "on", "by", "using"):
            return None
        word = run.key(start + 1)
        first = start + 2 if word in book.OWN or word in book.ARTICLES else start + 1
        named = self._camera_name(run, first)
        if named is None:
            return None
        name, end = named
        own = word in book.OWN or taken or key == "using"
        if not own and (key != "from" or (end - first == 1 and run.keys[first] in book.CAMERAS_THAT_ARE_WORDS)):
            return None  # "a girl with an iPhone", "pie from apple"
        if run.key(end) in ("camera", "phone") and not run.stops_before(end):
            end += 1
        return self._operator("camera", name, end)

    def _camera_name(self, run: Run, start: int) -> tuple[str, int] | None:
        keys = run.name(start)
        known = self._cameras.longest(keys, 0)
        count = 0
        if keys and keys[0] in book.BRANDS:
            count = 1
            while count < min(len(keys), 5) and (keys[count] in book.MODEL_WORDS or _is_model(keys[count])):
                count += 1
        if known and known[1] >= count:
            return known[0], start + known[1]
        if not count:
            return None
        brand, model = book.BRANDS[keys[0]], run.said(start + 1, start + count)
        return f"{brand} {model}".strip(), start + count

    def _named(self, run: Run, start: int) -> Found | None:
        """Tags, albums and folders by their name."""
        for pattern, key, names in (
            (book.TAGGED, "tag", self._tags),
            (book.ALBUM, "album", self._albums),
            (book.FOLDER, "folder", self._folders),
        ):
            if introduced := run.match(pattern, start):
                return self._name_after(run, introduced[1], key, names)
        if run.key(start) not in ("in", "from"):
            return None
        after = start + 1 + (run.key(start + 1) in ("the", "my", "our"))
        for noun, names in (("album", self._albums), ("folder", self._folders)):
            found = names.longest(run.name(after), 0)
            if found and run.key(after + found[1]) == noun and not run.stops_before(after + found[1]):
                return self._operator(noun, found[0], after + found[1] + 1)
        return None

    def _name_after(self, run: Run, start: int, key: str, names: Names) -> Found | None:
        if run.stops_before(start):
            return None
        if start == len(run):
            if run.quotation is None or not run.quotation.text:
                return None
            node = self._node(key, run.quotation.text)
            return Found(node, start, takes_quotation=True) if node else None
        found = names.longest(run.name(start), 0)
        if found:
            return self._operator(key, found[0], start + found[1])
        return self._operator(key, run.said(start, start + 1), start + 1)

    def _price_at(self, run: Run, start: int) -> Found | None:
        if one := run.match(book.PRICE, start):
            found, end = one
            costing, sign, before, digits, after = found.groups()
            if not (costing or before or after or sign in book.PRICE_BY_NAME):
                return None
            return self._priced(run, start, end, f"{book.SIGNS[sign]}{_number_text(digits)}")
        if two := run.match(book.PRICES, start):
            found, end = two
            costing, before, low, after, second_before, high, second_after = found.groups()
            if not (costing or before or after or second_before or second_after):
                return None
            return self._priced(run, start, end, f"{_number_text(low)}..{_number_text(high)}")
        return None

    def _priced(self, run: Run, start: int, end: int, value: str) -> Found | None:
        if self._price is None:
            said = run.said(start, end)
            return Found(None, end, problem=f"No photo here has a price, so “{said}” is left to meaning.")
        return self._operator(self._price, None, end, value)

    def _measure(self, run: Run, start: int) -> Found | None:
        """ISO 800, f/2.8, at 50 mm; a number's name and what it is compared with."""
        for pattern, measure in ((book.ISO, Measure.ISO), (book.APERTURE, Measure.F), (book.FOCAL, Measure.FOCAL)):
            if matched := run.match(pattern, start):
                value = number(next(each for each in matched[0].groups() if each))
                return Found(Only(Measured(measure, Span(value, value))), matched[1])
        if run.key(start) in self._measure_starts:
            for length in (2, 1):
                key = self._measures.get(" ".join(run.keys[start : start + length]))
                compared = (
                    run.match(book.COMPARED, start + length) if key and not run.stops_before(start + length) else None
                )
                if key and compared:
                    sign, digits = compared[0].groups()
                    return self._operator(key, None, compared[1], f"{book.SIGNS[sign]}{_number_text(digits)}")
        return None

    def _rating(self, run: Run, start: int, fresh: bool) -> Found | None:
        if rated := run.match(book.RATED, start):
            found, end = rated
            bound, stars, up, down = found.groups()
            return _stars(stars, end, sign=_bound(bound, up, down), noun=False)
        if starred := run.match(book.STARRED, start):
            found, end = starred
            least, stars, plus, up, down, photos = found.groups()
            alone = fresh and end == len(run)
            if not (least or plus or up or down or photos or alone):
                return None  # a hotel with five stars
            return _stars(stars, end, sign=_bound(least, up or plus, down), noun=True)
        if unrated := run.match(book.UNRATED, start):
            return _stars("0", unrated[1], sign="=", noun=True)
        return None

    def _type(self, run: Run, start: int, fresh: bool) -> Found | None:
        for pattern, flag, anywhere in (
            (book.FAVOURITE, Flag.FAVOURITE, True),
            (book.FAVOURITES, Flag.FAVOURITE, fresh),
            (book.SCREENSHOTS, Flag.SCREENSHOT, fresh),
            (book.VIDEOS, Flag.VIDEO, fresh),
            (book.RAW, Flag.RAW, True),
        ):
            if anywhere and (matched := run.match(pattern, start)):
                return Found(Only(Is(flag)), matched[1], noun=True)
        with_text = run.match(book.WITH_TEXT, start) if fresh and run.quotation is None else None
        if with_text and with_text[1] == len(run):
            return Found(Only(Has(Known.TEXT)), with_text[1])
        if shape := run.match(book.FORMAT, start):
            return self._operator("is", shape[0][1], shape[1])
        if suffix := run.match(book.SUFFIX, start):
            return self._operator("ext", suffix[0][1], suffix[1], noun=True)
        last = start == len(run) - 1 and start > 0 and not run.stops_before(start)
        if last and run.keys[start] in book.PLURALS and run.keys[start - 1] not in book.NOT_BEFORE_PLURAL:
            return Found(Only(Is(book.PLURALS[run.keys[start]])), start + 1)
        return None

    def _text(self, run: Run, start: int) -> tuple[Found, ...]:
        """ "that says happy birthday": up to the next phrase or punctuation."""
        if run.key(start) not in book.FIRST_OF_TEXT:
            return ()
        if quoted := run.match(book.TEXT_QUOTED, start):
            found = self._quotation_as_text(run, quoted[1])
            if found:
                return (found,)
        after = None
        for pattern in (book.TEXT, book.THE_WORDS, book.SAYS):
            after = after or run.match(pattern, start)
        if after is None and run.key(start - 1) in book.WHAT_SAYS:
            after = run.match(book.SAYING, start)
        if after is None or run.stops_before(after[1]):
            return ()
        if quotation := self._quotation_as_text(run, after[1]):
            return (quotation,)
        first = end = after[1]
        while end < min(len(run), first + _LONGEST_TEXT):
            if end > first and (run.stops_before(end) or self.filter_at(run, end, fresh=False)):
                break
            end += 1
        found = self._operator("text", run.said(first, end), end) if end > first else None
        return (found,) if found else ()

    def _quotation_as_text(self, run: Run, start: int) -> Found | None:
        if start != len(run) or run.quotation is None or not run.quotation.text:
            return None
        node = self._node("text", run.quotation.text)
        return Found(node, start, takes_quotation=True) if node else None

    def _without(self, run: Run, start: int) -> tuple[Found, ...]:
        """ "without people or cars", "but no dogs", "not in Lisbon"."""
        if run.key(start) not in book.FIRST_OF_WITHOUT:
            return ()
        after = run.match(book.WITHOUT, start) or run.match(book.WITH_NO, start)
        if after is None and (run.stops_before(start) or run.key(start + 1) in book.PEOPLE):
            after = run.match(book.NO, start)
        words_too = after is not None
        if after is None and (refused := run.match(book.NOT, start)):
            after = refused
            words_too = bool(refused[0][1]) or run.stops_before(start)
        if after is None or run.stops_before(after[1]):
            return ()
        kept_out = self.filter_at(run, after[1], fresh=True)
        if kept_out and kept_out.node is not None:
            return (Found(opposite(kept_out.node), kept_out.end),)
        return self._things(run, after[1]) if words_too else ()

    def _things(self, run: Run, start: int) -> tuple[Found, ...]:
        things: list[Found] = []
        while len(things) < _MOST_THINGS:
            end = start
            while end < min(len(run), start + _LONGEST_THING):
                if run.keys[end] in book.NOT_PART_OF_A_THING or (end > start and run.stops_before(end)):
                    break
                if end > start and self.filter_at(run, end, fresh=False):
                    break
                end += 1
            if end == start:
                break
            things.append(Found(Neg(Say(run.said(start, end))), end))
            if run.key(end) not in ("or", "nor") or run.stops_before(end):
                break
            start = end + 1
        return tuple(things)

    def _operator(self, key: str, name: str | None, end: int, rest: str = "", noun: bool = False) -> Found | None:
        """The phrase as ``key:"name"rest``, so that phrases and operators can't differ."""
        node = self._node(key, name, rest)
        return Found(node, end, noun) if node is not None else None

    def _node(self, key: str, name: str | None, rest: str = "") -> Node | None:
        reading = self._operators.read(key, key, Value(name, rest))
        return None if isinstance(reading, Trouble) else reading


_FIRST = everyday_dates.STARTS | book.FIRST


def _is_model(key: str) -> bool:
    """A model's number: 7, 13, d750, x-t4, but no year."""
    return any(each.isdigit() for each in key) and not re.fullmatch(r"(19|20)\d\d", key) and len(key) <= 8


def _number_text(digits: str) -> str:
    value = number(digits)
    return plain(value) if value is not None else digits


def _bound(least: str | None, up: str | None, down: str | None) -> str:
    said = (least or "").strip()
    if said in ("above", "over"):
        return ">"
    if said in ("below", "under"):
        return "<"
    if said or up:
        return ">="
    return "<=" if down else "="


def _stars(stars: str, end: int, sign: str, noun: bool) -> Found:
    value = float(book.NUMBERS[stars] if stars in book.NUMBERS else int(stars))
    spans: dict[str, Span] = {
        "=": Span(value, value),
        ">=": Span(low=value),
        ">": Span(low=value, includes_low=False),
        "<=": Span(high=value),
        "<": Span(high=value, includes_high=False),
    }
    return Found(Only(Measured(Measure.RATING, spans[sign])), end, noun)
