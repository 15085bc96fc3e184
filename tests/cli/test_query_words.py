"""Searches on the command line: what begins with a dash, and quotes that the shell has taken."""

from __future__ import annotations

import pytest

from photorag.cli.main import build_parser
from photorag.cli.query_words import guarded, typed


@pytest.mark.parametrize(
    ("arguments", "text", "number"),
    [
        (["beach", "-people"], "beach -people", 20),
        (["-people", "beach", "-n", "5"], "-people beach", 5),
        (["beach", "-n5", "-night"], "beach -night", 5),
        (["place:New York", "beach"], 'place:"New York" beach', 20),
        (["-place:New York"], '-place:"New York"', 20),
        (["-red car", "beach"], '-"red car" beach', 20),
        (['"exact words"', "in 2019"], '"exact words" in 2019', 20),
        (["beach", "--number", "3", "--sort", "newest"], "beach", 3),
        (["rating:>=4", "2*red"], "rating:>=4 2*red", 20),
        (["a", "--", "-b", "--image"], "a -b --image", 20),
        (["-"], "-", 20),
        (["place:New York rating:>=4"], "place:New York rating:>=4", 20),
        (["place:Lisbon -people"], "place:Lisbon -people", 20),
        (['is:favourite OR tag:"my trip"'], 'is:favourite OR tag:"my trip"', 20),
        (["-(cat OR dog)", "near:38.7, -9.1"], '-(cat OR dog) near:"38.7, -9.1"', 20),
    ],
)
def test_words_and_options_are_told_apart(arguments: list[str], text: str, number: int) -> None:
    parser, commands = build_parser()
    options = parser.parse_args(guarded(["--home", "/x", "search", *arguments], commands.choices))
    assert (typed(options.words), options.number) == (text, number)


def test_other_commands_keep_their_options() -> None:
    _, commands = build_parser()
    assert guarded(["similar", "-x"], commands.choices) == ["similar", "-x"]


def test_an_unknown_long_option_is_still_wrong_usage() -> None:
    parser, commands = build_parser()
    with pytest.raises(SystemExit):
        parser.parse_args(guarded(["search", "--people"], commands.choices))
