"""What holds for any text that can be typed."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from photorag.core.understanding import Parsed, Part, Vocabulary
from photorag.search.parse.everyday import Everyday
from photorag.search.parse.lexemes import SPACE
from photorag.search.parse.parser import parse
from photorag.search.parse.runs import Found, Run
from tests.search.parse.library import BARE, TODAY, VOCABULARY, understood

_TYPED = """
dog beach red car in on at from near with without and or but not no OR NOT AND | || ( ) (( )) -( - -- " "" “ ” „ « » 2*
0.5* 0* 999* -dog -"red -"red_car" "exact words" 2*dog 2*"two words" before: after:2019 since: until:2199 taken:
before:soon taken:2018..2020 taken:>2019 after:2199 last summer yesterday christmas 2022 2019 july may 14 14.7.2019
3/4/2019 two years ago between from to 2015 2017 this week weekend the 90s place: place:New York City "New York" Lisbon,
Portugal Porto Nice near:Lisbon near:"Lisbon",10km near:38.7,-9.1,5km near:1,2x iPhone my Canon shot taken that I took a
Pixel 7 camera:canon lens:50 iso:>800 iso: iso:auto f:1.8 f/2.8 focal:>=50mm rating:>=4 rating:5 5 star stars photos
rated four or more and up is:favourite is:blurry is: type:jpeg ext:heic ext:??? my favourites screenshots about of
videos raw files in: in:"Old_Photos" folder album: album Holidays Summer Trip tag: tag:family|dogs tag:a|b
tagged family text:
text:"a""b" that says saying sign has:gps has: price:<200 price: price:cheap price:<x category:tools category:<5
product_name:x under $200 between $10 and $20 cheaper than sort:date sort:size sort:oddly words:"in Portugal" words:
words:"OR" plase:Lisbon note: https://a.b/c:d 10:30 C:\\Photos :) :( foo(1) (1).jpg IMG_1.jpg * ** : , ; . ' '' año Köln
ёж 東京 😀 👨‍👩‍👧 שלום مرحبا \u202e \u200f \x00 \ud800 é e\u0301 ﬁ ２０１９ ² ½ photos show me find pictures a the all
"""
_PIECES = _TYPED.split()

searches = st.lists(st.sampled_from(_PIECES), max_size=12).map(
    lambda pieces: " ".join(piece.replace("_", " ") for piece in pieces)
)
glued = st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=10).map("".join)
texts = searches | glued | st.text(max_size=60)


@given(texts)
@settings(max_examples=600, deadline=None)
@example("in before:soon 2019")
@example('words:"sign that says" "stop"')
@example('-"OR" -"NOT" 2*"OR"')
@example("that says that says that says stop in Lisbon")
@example("in july " * 20)
@example('near:new,york near:"Foo,10km",25km near:"a"')
@example("(sort:date OR beach) sort:name")
@example("(()) -() (before:soon) -(sort:date)")
@example("OR NOT -(OR) NOT")
def test_what_was_understood_can_be_typed_again(text: str) -> None:
    parsed = understood(text)
    again = understood(parsed.canonical)
    assert again.query == parsed.query
    assert not again.problems
    assert again.canonical == parsed.canonical


@given(texts)
@settings(max_examples=400, deadline=None)
@example("(((((((((((((((((((((a)")
@example("OR | OR")
def test_every_letter_is_understood_or_said_not_to_be(text: str) -> None:
    parsed = understood(text)
    _assert_in_order(parsed)
    rest = list(text)
    for part in parsed.parts:
        rest[part.start : part.end] = " " * (part.end - part.start)
    for problem in parsed.problems:
        assert 0 <= problem.start <= problem.end <= len(text)
        assert problem.sentence.endswith((".", "?"))
        rest[problem.start : problem.end] = " " * (problem.end - problem.start)
    assert not SPACE.sub("", "".join(rest))


def _assert_in_order(parsed: Parsed) -> None:
    end = 0
    for part in parsed.parts:
        assert end <= part.start < part.end <= len(parsed.text)
        assert part.text
        assert part.label
        end = part.end


@given(texts)
@settings(max_examples=200, deadline=None)
def test_any_library_will_do(text: str) -> None:
    odd = Vocabulary(
        places=frozenset({"", "!", text[:20], "(", "a b c d e f g h i j k"}),
        cameras=frozenset({"", text[:10], "x"}),
        tags=frozenset({'"', text[:5]}),
        attributes={"": True, "dog": True, "before": True, "year": True, "a:b": False, text[:6].casefold(): False},
    )
    for vocabulary in (odd, BARE):
        parsed = parse(text, vocabulary, TODAY)
        assert parse(parsed.canonical, vocabulary, TODAY).query == parsed.query


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)), searches)
@settings(max_examples=300, deadline=None)
def test_any_day_will_do(today: date, text: str) -> None:
    parsed = parse(text, VOCABULARY, today)
    assert parse(parsed.canonical, VOCABULARY, today).query == parsed.query
    for part in parsed.parts:
        start, end = getattr(part.filter, "start", None), getattr(part.filter, "end", None)
        assert start is None or end is None or start < end


_CHIPS = (
    "taken:2019", "place:Lisbon", "-people", '"exact words"', "is:raw", "rating:>=4", "tag:family", "2*dog",
    "iso:100-400", "beach", "(cat OR dog)", "in Porto", "price:<20", "sort:size", "text:invoice", 'words:"in may"',
)  # fmt: skip


@given(st.lists(st.sampled_from(_CHIPS), min_size=1, max_size=6, unique=True), st.data())
@settings(max_examples=300, deadline=None)
def test_a_part_that_is_taken_out_is_gone_and_the_others_stay(chips: list[str], data: st.DataObject) -> None:
    parsed = understood(" ".join(chips))
    part = data.draw(st.sampled_from(parsed.parts))
    left = understood(parsed.without(part))
    others = [each for each in parsed.parts if each is not part]
    assert [_meant(each) for each in left.parts] == [_meant(each) for each in others]
    for _ in others:
        left = understood(left.without(left.parts[0]))
    assert left.query.empty


def _meant(part: Part) -> tuple[str, str]:
    return part.kind.value, part.text


@pytest.mark.parametrize(
    "unit",
    [
        "dog ", "in Lisbon ", "( ", "(a OR b) ", '"', '"a" ', "-", "-dog ", "a:b ", "before: ", "the ", "last ", "a|",
        "1,", "that says ", "without ", "in Lisbon, ", "NOT ", "OR ", "my ", "photos of ", "place:New ", "x" * 50, ")",
        "2*", "from 2015 to ", "between $1 and ", "(" * 40, "tag:a|b|", "\u0301", "near:1,", "iso:1-", "=", "1" * 30,
        "sort:date ",
    ],
)  # fmt: skip
def test_a_very_long_text_is_read_like_any_other(unit: str) -> None:
    text = (unit * (10_000 // len(unit) + 1))[:10_000]
    parsed = understood(text)
    _assert_in_order(parsed)
    assert understood(parsed.canonical).query == parsed.query


@pytest.mark.parametrize(
    "unit", ["last ", "in Lisbon, ", "that says ", "without dog ", "my ", "a:b ", "(a OR b) ", "NOT a "]
)
def test_twice_the_text_is_twice_the_work(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0
    at = Everyday.filter_at

    def counting(self: Everyday, run: Run, start: int, fresh: bool) -> Found | None:
        nonlocal looked
        looked += 1
        return at(self, run, start, fresh)

    monkeypatch.setattr(Everyday, "filter_at", counting)
    counts = []
    for times in (200, 400):
        looked = 0
        understood(unit * times)
        counts.append(looked)
    assert counts[1] <= 2 * counts[0] + 50


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC"])
def test_how_accents_are_encoded_makes_no_difference(form: str) -> None:
    typed = unicodedata.normalize(form, "strand in são paulo place:köln")  # type: ignore[arg-type]
    assert understood(typed).canonical == 'strand place:"São Paulo" place:"Köln"'
