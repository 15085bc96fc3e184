"""What was typed as a tree, and the query it makes.

A query has one layer of alternatives, so the tree is brought into disjunctive form; where alternatives differ only in
filters, they stay one filter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from photorag.core.filters import Contains, Either, Every, Filter, Not
from photorag.core.query import Order, Query, Words

MOST_ALTERNATIVES = 16
"""Each alternative is a search of its own."""


@dataclass(frozen=True, slots=True)
class Say:
    """Words left to meaning. Without a weight they form one phrase with their neighbours."""

    text: str
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Exact:
    """A quotation: a filter, and with ``-`` an exclusion by meaning and text like any other words."""

    text: str


@dataclass(frozen=True, slots=True)
class Only:
    """Photos that pass a filter only."""

    filter: Filter


@dataclass(frozen=True, slots=True)
class Sort:
    order: Order


@dataclass(frozen=True, slots=True)
class And:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Neg:
    node: Node


Node = Say | Exact | Only | Sort | And | Or | Neg


def every(nodes: Sequence[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else And(tuple(nodes))


def opposite(node: Node) -> Node:
    """What is kept out is kept out by its words, quoted or not."""
    match node:
        case Neg(inner):
            return inner
        case Exact(text) | Say(text):
            return Neg(Say(text))
        case _:
            return Neg(node)


def leaves(node: Node) -> Iterator[Node]:
    match node:
        case And(nodes) | Or(nodes):
            for each in nodes:
                yield from leaves(each)
        case Neg(inner):
            yield from leaves(inner)
        case _:
            yield node


def without_order(node: Node) -> Node | None:
    """The node without what sorts: an order is the whole search's, wherever it was typed."""
    match node:
        case Sort():
            return None
        case And(nodes) | Or(nodes):
            kept = [each for each in map(without_order, nodes) if each is not None]
            return (every(kept) if isinstance(node, And) or len(kept) < 2 else Or(tuple(kept))) if kept else None
        case Neg(inner):
            left = without_order(inner)
            return Neg(left) if left is not None else None
        case _:
            return node


def filter_of(node: Node, negated: bool = False) -> Filter | None:  # noqa: PLR0911 - one case for each kind
    """The node as one filter; None when it has words in it, or a quotation to be kept out. ``negated``: an odd number
    of negations stands before it."""
    match node:
        case Only(only):
            return only
        case Exact(text):
            return None if negated else Contains(text)
        case Neg(Neg(inner)):
            return filter_of(inner, negated)
        case Neg(inner):
            filter = filter_of(inner, not negated)
            return Not(filter) if filter is not None else None
        case And(nodes) | Or(nodes):
            filters = [filter_of(each, negated) for each in nodes]
            known = tuple(dict.fromkeys(filter for filter in filters if filter is not None))
            if not known or None in filters:
                return None
            if len(known) == 1:
                return known[0]
            return Every(known) if isinstance(node, And) else Either(known)
        case _:
            return None


def alternatives(node: Node) -> int:
    """How many alternatives a term brings; counted without making them."""
    return _count(_normal(node))


def query_of(nodes: Sequence[Node], order: Order) -> Query:
    """The query of terms that must all hold. They may have `MOST_ALTERNATIVES` together."""
    if not nodes:
        return Query(order=order)
    normal = _normal(And(tuple(nodes)))
    terms = normal.nodes if isinstance(normal, And) else (normal,)
    choices = [_branches(each) for each in terms if isinstance(each, Or)]
    branches = [[leaf for branch in chosen for leaf in branch] for chosen in product(*choices)] if choices else []
    base, others = _conjunction(terms, order), tuple(dict.fromkeys(map(_conjunction, branches)))
    if len({(each.words, each.without) for each in others}) == 1:
        return _one_of_filters(base, others)
    return replace(base, alternatives=others)


def _one_of_filters(base: Query, others: Sequence[Query]) -> Query:
    """Alternatives that differ only in filters are one query."""
    filters = [each.filter for each in others if each.filter is not None]
    either: Filter | None = None
    if len(filters) == len(others):  # one without a filter lets everything pass
        either = Either(tuple(filters)) if len(filters) > 1 else filters[0]
    return base.joined_with(Query(others[0].words, without=others[0].without, filter=either))


def _normal(node: Node, negated: bool = False) -> Node:
    """Negations stand before leaves only, what is one filter is one leaf, And and Or are flat."""
    if isinstance(node, Neg):
        return _normal(node.node, not negated)
    filter = filter_of(node, negated)
    if filter is not None:
        return Only(Not(filter)) if negated else Only(filter)
    if isinstance(node, And | Or):
        kind = Or if isinstance(node, And) == negated else And
        flat: list[Node] = []
        for each in node.nodes:
            normal = _normal(each, negated)
            flat += normal.nodes if isinstance(normal, kind) else (normal,)
        return kind(tuple(flat)) if len(flat) > 1 else flat[0]
    return Neg(node) if negated else node


def _count(node: Node) -> int:
    match node:
        case Or(nodes):
            return sum(_count(each) for each in nodes)
        case And(nodes):
            total = 1
            for each in nodes:
                total *= _count(each)
            return total
        case _:
            return 1


def _branches(node: Node) -> list[list[Node]]:
    match node:
        case Or(nodes):
            return [branch for each in nodes for branch in _branches(each)]
        case And(nodes):
            chosen = product(*(_branches(each) for each in nodes))
            return [[leaf for branch in each for leaf in branch] for each in chosen]
        case _:
            return [[node]]


def _conjunction(nodes: Sequence[Node], order: Order = Order.MATCH) -> Query:
    words: list[Words] = []
    run: list[str] = []
    without: list[str] = []
    filters: list[Filter] = []

    def end_run() -> None:
        if run:
            words.append(Words(" ".join(run)))
            run.clear()

    for node in nodes:
        match node:
            case Say(text, None):
                run.append(text)
            case Say(text, float(weight)):
                end_run()
                words.append(Words(text, weight))
            case Neg(Say(text) | Exact(text)):
                without.append(text)
            case Only(filter):
                filters.append(filter)
            case Or():
                end_run()
            case _:
                raise AssertionError(f"not a leaf: {node}")
    end_run()
    distinct = tuple(dict.fromkeys(filters))
    return Query(
        words=tuple(words),
        without=tuple(dict.fromkeys(without)),
        filter=Every(distinct) if len(distinct) > 1 else (distinct[0] if distinct else None),
        order=order,
    )
