"""Words of a search on the command line: what the shell and the option parser would take from them."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence

_KEYED = re.compile(r"(-?\w+:)(?=[^\"\s])(.*\s.*)", re.DOTALL)
_EXCLUDED = re.compile(r"-(?=[^\"\s-])(.*\s.*)", re.DOTALL)
# Then it is more than a filter with its words: a search that was given whole, in the shell's own quotes.
_MORE = re.compile(r"[\"()]|\s(?:-[^\W\d]|-?\w+:\S|OR\s)")


def guarded(arguments: Sequence[str], commands: dict[str, argparse.ArgumentParser]) -> list[str]:
    """The command line of a search with its options first and its words behind ``--``, so that words may begin with a
    dash and stand between options."""
    name = next((each for each in arguments if each in commands), None)
    if name != "search":
        return list(arguments)
    start = list(arguments).index(name) + 1
    known = commands[name]._option_string_actions
    options: list[str] = []
    words: list[str] = []
    rest = iter(arguments[start:])
    for argument in rest:
        if argument == "--":
            words.extend(rest)
        elif argument.startswith("--") or argument in known or re.fullmatch(r"-n\d+", argument):
            options.append(argument)
            if argument in known and known[argument].nargs != 0:
                options.extend(each for each in [next(rest, None)] if each is not None)
        else:
            words.append(argument)
    return [*arguments[:start], *options, "--", *words]


def typed(words: Sequence[str]) -> str:
    """The search as it would be typed in the window: with the quotes that the shell has taken from
    ``place:"New York"`` and ``-"two words"``."""
    return " ".join(_quoted(word) for word in words)


def _quoted(word: str) -> str:
    if _MORE.search(word):
        return word
    if found := _KEYED.fullmatch(word):
        return f'{found[1]}"{found[2]}"'
    if found := _EXCLUDED.fullmatch(word):
        return f'-"{found[1]}"'
    return word
