"""A run of words taken apart: what leads in ("show me photos of"), phrases that are filters, and words for meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass

from photorag.core.understanding import Problem
from photorag.search.parse.everyday import Everyday
from photorag.search.parse.names import words_of
from photorag.search.parse.runs import Found, Run
from photorag.search.parse.tree import Node, Say

_END = r"(?= |$)"
_PHOTOS = r"(?:photos?|pictures?|images?|pics?|photographs?|snapshots?)"
_ASKED = r"(?:show (?:me|us)|find me|give me|get me|search for|look(?:ing)? for|i want to see|i am looking for)"
_ASK = re.compile(rf"(?:please )?{_ASKED}{_END}")
_ASK_FOR_PHOTOS = re.compile(
    rf"(?:please )?(?:{_ASKED}|find|search) (?:(?:all|of|the|my|our|some|any|a|an) ){{0,3}}{_PHOTOS}{_END}"
)
_LEAD = re.compile(rf"(?:(?:all|of|the|my|our|some|any|a|an|every) ){{0,3}}{_PHOTOS}{_END}")
_LINK = re.compile(rf"(?:of|about|showing|containing|with|that (?:show|contain|have)){_END}")
_JOINTS = frozenset({"and", "but", "&", "also", ",", ";", "und"})
_FIRST_OF_LEAD = words_of(
    """
    please show find give get search look looking i all of the my our some any a an every photo photos picture pictures
    image images pic pics photograph photographs snapshot snapshots
    """
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A term and where it stands in the text. ``phrase``: it was said in plain words."""

    node: Node
    start: int
    end: int
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    pieces: tuple[Piece, ...]
    problems: tuple[Problem, ...] = ()
    takes_quotation: bool = False


@dataclass(slots=True)
class _Stretch:
    """Words [first, end) of a run and what they became; None: left to meaning."""

    first: int
    end: int
    node: Node | None


def read_run(run: Run, everyday: Everyday) -> Reading:
    stretches: list[_Stretch] = []
    problems: list[Problem] = []
    takes_quotation = False
    index = lead = _lead_in(run, everyday)

    def left_to_meaning(end: int) -> None:
        nonlocal index
        if stretches and stretches[-1].node is None:
            stretches[-1].end = end
        else:
            stretches.append(_Stretch(index, end, None))
        index = end

    while index < len(run):
        fresh = not stretches or stretches[-1].node is not None
        found = everyday.at(run, index, fresh)
        if not found:
            left_to_meaning(index + 1)
            continue
        for each in found:
            if each.node is None:
                span = run.words[index].start, run.words[each.end - 1].end
                problems.append(Problem(*span, each.problem or ""))
                left_to_meaning(each.end)
                continue
            takes_quotation = takes_quotation or each.takes_quotation
            end = _past_link(run, each, everyday)
            stretches.append(_Stretch(index, end, each.node))
            index = end
    stretches[0].first = min(stretches[0].first, lead)
    return Reading(_pieces(run, _without_joints(run, stretches), lead), tuple(problems), takes_quotation)


def _lead_in(run: Run, everyday: Everyday) -> int:
    """How many words only lead in to what is looked for: "photos of", "show me"."""
    if run.key(0) not in _FIRST_OF_LEAD or everyday.filter_at(run, 0, fresh=True):
        return 0
    asked = run.match(_ASK_FOR_PHOTOS, 0)
    noun = asked or run.match(_LEAD, 0)
    if noun is None:
        ask = run.match(_ASK, 0)
        return ask[1] if ask and ask[1] < len(run) else 0
    end = noun[1]
    if end == len(run):
        return 0
    if everyday.at(run, end, fresh=True):
        return end
    link = run.match(_LINK, end)
    if link and link[1] < len(run):
        return link[1]
    return end if asked else 0


def _past_link(run: Run, found: Found, everyday: Everyday) -> int:
    """ "screenshots of invoices": the "of" goes with the screenshots, unless it begins another phrase."""
    if not found.noun or run.stops_before(found.end):
        return found.end
    link = run.match(_LINK, found.end)
    if link is None or link[1] == len(run) or everyday.at(run, found.end, fresh=True):
        return found.end
    return link[1]


def _without_joints(run: Run, stretches: list[_Stretch]) -> list[_Stretch]:
    """ "in Lisbon and in 2019": an "and" that joins phrases says nothing. It goes with the phrase next to it."""
    kept: list[_Stretch] = []
    said = False
    for at, each in enumerate(stretches):
        if each.node is None:
            first, end = each.first, each.end
            if at + 1 < len(stretches) or kept:
                while end > first and run.keys[end - 1] in _JOINTS:
                    end -= 1
            if kept and not said:
                while first < end and run.keys[first] in _JOINTS:
                    first += 1
            if kept:
                kept[-1].end = first
            if at + 1 < len(stretches):
                stretches[at + 1].first = end
            elif kept and first == end:
                kept[-1].end = each.end
            if first == end:
                continue
            said = True
            kept.append(_Stretch(first, each.end if at + 1 == len(stretches) else end, None))
        else:
            kept.append(each)
    return kept


def _pieces(run: Run, stretches: list[_Stretch], lead: int) -> tuple[Piece, ...]:
    pieces = []
    for at, each in enumerate(stretches):
        start = run.words[0 if at == 0 else each.first].start
        end = run.words[each.end - 1].end
        if each.node is None:
            typed = " ".join(word.text for word in run.words[each.first : each.end])
            trimmed = typed.rstrip(",;") if len(stretches) > 1 or lead else typed
            pieces.append(Piece(Say(trimmed.rstrip() or typed), start, end, phrase=True))
        else:
            pieces.append(Piece(each.node, start, end, phrase=True))
    return tuple(pieces)
