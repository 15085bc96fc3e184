"""The text that is the truth: typed words and chosen terms, and what chips do to them."""

from __future__ import annotations

from photorag.core.filters import Every, InPlace, Taken
from photorag.core.query import Order
from photorag.core.understanding import PartKind, Vocabulary
from photorag.qt.filters.state import FilterState
from tests.qt.conftest import collected

AUGUST = Taken("2023-08-01T00:00:00", "2023-09-01T00:00:00")


def kinds(state: FilterState) -> list[PartKind]:
    return [part.kind for part in state.filters()]


def test_typed_text_and_terms_are_one_search(state: FilterState) -> None:
    state.set_typed("a dog in Lisbon")
    state.set_term(PartKind.DATE, "taken:2023-08")
    assert state.parsed.text == "a dog in Lisbon taken:2023-08"
    assert state.parsed.query.words[0].text == "a dog"
    assert state.parsed.query.filter == Every((InPlace("Lisbon"), AUGUST))
    for part in state.parsed.parts:
        assert state.parsed.text[part.start : part.end]
    assert state.parsed.text[slice(*_span(state, PartKind.DATE))] == "taken:2023-08"
    assert state.terms == "taken:2023-08"


def _span(state: FilterState, kind: PartKind) -> tuple[int, int]:
    (part,) = state.slot(kind)
    return part.start, part.end


def test_what_is_open_in_the_typed_text_does_not_swallow_a_term(state: FilterState) -> None:
    state.set_term(PartKind.DATE, "taken:2023-08")
    for typed in ('dog "on the beach', "dog OR", "(dog"):
        state.set_typed(typed)
        assert state.parsed.query.filter is not None
        assert [part.filter for part in state.slot(PartKind.DATE)] == [AUGUST]


def test_alternatives_on_both_sides_all_count(state: FilterState) -> None:
    state.set_typed("dog OR cat")
    state.set_term(PartKind.TYPE, "(is:favourite OR sunset)")
    branches = state.parsed.query.joined()
    assert sorted(" ".join(words.text for words in each.words) for each in branches) == [
        "cat", "cat sunset", "dog", "dog sunset"
    ]  # fmt: skip
    assert sum(each.filter is not None for each in branches) == 2


def test_changes_are_told_once_and_only_when_something_changed(state: FilterState) -> None:
    told = collected(state.changed)
    state.set_typed("dog")
    state.set_typed("dog")
    state.set_term(PartKind.RATING, None)
    assert len(told) == 1
    state.set_vocabulary(Vocabulary(places=frozenset({"Lisbon", "Porto", "dog"})))
    assert len(told) == 1  # a place's name alone stays a word
    state.set_typed("dog in Berlin")
    state.set_vocabulary(Vocabulary(places=frozenset({"Berlin"})))
    assert kinds(state) == [PartKind.PLACE]


def test_a_choice_takes_the_place_of_what_was_typed(state: FilterState) -> None:
    typed = collected(state.typed_changed)
    state.set_typed("dog in Lisbon without cats")
    state.set_term(PartKind.PLACE, 'place:"Porto"')
    assert typed == [state.typed]
    assert "Lisbon" not in state.parsed.text
    assert [part.filter for part in state.slot(PartKind.PLACE)] == [InPlace("Porto")]
    state.set_term(PartKind.PLACE, None)
    assert state.slot(PartKind.PLACE) == ()
    assert state.terms == ""


def test_what_must_not_be_is_no_answer_to_where(state: FilterState) -> None:
    state.set_typed("dog -place:Lisbon")
    assert state.slot(PartKind.PLACE) == ()
    assert [part.kind for part in state.extras()] == [PartKind.PLACE]
    state.set_term(PartKind.PLACE, 'place:"Porto"')
    assert "-place:Lisbon" in state.typed


def test_the_first_of_a_kind_has_the_slot_and_others_chips_of_their_own(state: FilterState) -> None:
    state.set_typed("dog after:2019 before:2021 -cat")
    (first,) = state.slot(PartKind.DATE)
    assert state.words_of(first) == "after:2019"
    assert [part.text for part in state.extras()] == ["before:2021", "-cat"]


def test_parts_are_taken_out_where_they_stand(state: FilterState) -> None:
    typed = collected(state.typed_changed)
    state.set_typed("dog -cat on the beach")
    state.set_term(PartKind.TYPE, "is:favourite (ext:heic OR is:raw)")
    state.remove(state.extras()[0])
    assert typed == ["dog on the beach"]
    assert len(state.slot(PartKind.TYPE)) == 2
    state.remove(state.slot(PartKind.TYPE)[0])
    assert state.terms == "(ext:heic OR is:raw)"
    state.remove(state.slot(PartKind.TYPE)[0])
    assert state.terms == ""
    assert typed == ["dog on the beach"]


def test_a_part_is_written_anew(state: FilterState) -> None:
    state.set_typed("dog -cat")
    state.replace(state.extras()[0], "-horse")
    assert state.typed == "dog -horse"
    state.set_term(PartKind.DATE, "taken:2023-08")
    state.replace(state.slot(PartKind.DATE)[0], "taken:2024")
    assert state.terms == "taken:2024"
    assert state.typed == "dog -horse"


def test_counts_go_by_all_but_their_own_kind(state: FilterState) -> None:
    state.set_typed("dog in Lisbon in 2023")
    state.set_term(PartKind.RATING, "rating:>=4")
    beside = state.beside(PartKind.PLACE)
    assert "InPlace" not in repr(beside.filter)
    assert "RATING" in repr(beside.filter)
    assert "Taken" in repr(beside.filter)
    assert "RATING" not in repr(state.beside(PartKind.RATING).filter)
    assert "RATING" in repr(state.parsed.query.filter)  # asking has changed nothing


def test_an_order_is_kept_until_the_search_is_left(state: FilterState) -> None:
    state.set_order(Order.OLDEST)
    state.set_typed("dog")
    assert [state.order] == [Order.OLDEST]
    state.set_typed("dog sort:name")
    assert [state.order] == [Order.NAME]  # what is typed counts
    state.set_order(Order.SIZE)
    assert (state.typed, state.order) == ("dog", Order.SIZE)
    state.forget_order()
    assert [state.order] == [Order.MATCH]


def test_clearing(state: FilterState) -> None:
    state.set_typed("dog")
    state.set_term(PartKind.DATE, "taken:2023")
    state.set_order(Order.NAME)
    state.clear_terms()
    assert (state.typed, state.terms) == ("dog", "")
    state.set_term(PartKind.DATE, "taken:2023")
    typed, told = collected(state.typed_changed), collected(state.changed)
    state.clear()
    assert (typed, len(told)) == ([""], 1)
    assert state.parsed.query.empty
    assert [state.order] == [Order.MATCH]
