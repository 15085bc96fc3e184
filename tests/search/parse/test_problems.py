"""What can't be understood is said, in one sentence, and nothing else is lost by it."""

from __future__ import annotations

import pytest

from photorag.core.query import Query, Words
from photorag.search.parse.tree import MOST_ALTERNATIVES
from tests.search.parse.library import BARE, understood


@pytest.mark.parametrize(
    ("text", "where", "sentence", "words"),
    [
        ("dog before:soon", "before:soon", "“soon” is not a date I know, so it is left out. Try 2019", "dog"),
        ("taken:3/4/2019", "taken:3/4/2019", "Write 2019-04-03 or 2019-03-04.", ""),
        ("taken:2019-02-31", "taken:2019-02-31", "is not a date I know", ""),
        ("plase:Lisbon sea", "plase:Lisbon", "left to meaning. Did you mean “place:”?", "plase Lisbon sea"),
        ("note: milk", "note:", "“note:” is not a filter I know; it is left to meaning.", "note: milk"),
        ("pryce:<20", "pryce:<20", "Did you mean “price:”?", "pryce <20"),
        ("dog place:", "place:", "needs something after the colon", "dog"),
        ("iso:auto", "iso:auto", "is not a number I can compare, so it is left out. Try iso:>800.", ""),
        ("is:screnshot", "is:screnshot", "Did you mean is:screenshot?", ""),
        ("has:dog", "has:dog", "Try has:gps, has:text, has:caption.", ""),
        ("ext:???", "ext:???", "is not a file name's ending", ""),
        ("near:Lisbon,far near:91,0", "near:91,0", "is not a point I know", ""),
        ('near:"Lisbon",far', 'near:"Lisbon",far', "is not a distance I know", ""),
        ("category:<5", "category:<5", "can't be compared", ""),
        ("sort:oddly", "sort:oddly", "is not known", ""),
        ("0*dog", "0*dog", "“dog” is searched without one", "dog"),
        ("dog -2*cat", "2*cat", "is kept out altogether", "dog"),
        ("OR dog", "OR", "OR needs something on both sides", "dog"),
        ("dog OR", "OR", "OR needs something on both sides", "dog"),
        ("dog NOT", "NOT", "nothing after it that could be kept out", "dog"),
        ("dog ()", "()", "nothing between these brackets", "dog"),
        ('dog ""', '""', "no words between the quotation marks", "dog"),
        ("sort:size sort:name", "sort:size", "in one order only", ""),
    ],
)
def test_it_is_said_where_and_why(text: str, where: str, sentence: str, words: str) -> None:
    parsed = understood(text)
    [problem] = parsed.problems
    assert text[problem.start : problem.end] == where
    assert sentence in problem.sentence
    assert parsed.query.words == ((Words(words),) if words else ())


def test_a_price_where_nothing_has_one_is_left_to_meaning() -> None:
    parsed = understood("red jacket under $200", BARE)
    assert parsed.query == Query((Words("red jacket under $200"),))
    assert [problem.sentence for problem in parsed.problems] == [
        "No photo here has a price, so “under $200” is left to meaning."
    ]


def test_names_mean_something_only_where_the_library_has_them() -> None:
    for text in ("beach in Lisbon", "dog with my X-T4"):
        assert understood(text, BARE).query == Query((Words(text),))
        assert not understood(text, BARE).problems


def test_groups_make_no_more_alternatives_than_can_be_searched() -> None:
    most = " OR ".join(f"thing{number}" for number in range(MOST_ALTERNATIVES))
    assert len(understood(most).query.alternatives) == MOST_ALTERNATIVES
    assert not understood(most).problems
    too_many = understood(f"({most} OR another) in 2019")
    assert not too_many.query.alternatives
    assert too_many.query.words == (Words(most.replace(" OR", "") + " another"),)
    assert too_many.query.filter is not None
    assert len(too_many.problems) == 1


def test_alternatives_of_several_groups_are_counted_together() -> None:
    group = "(a1 OR a2 OR a3 OR a4 OR a5) "
    parsed = understood(group * 40)
    assert len(parsed.query.alternatives) == 5
    assert len(parsed.problems) == 39


def test_filters_alone_are_never_too_many() -> None:
    parsed = understood(" OR ".join(f"tag:t{number}" for number in range(100)))
    assert not parsed.problems
    assert not parsed.query.alternatives
