"""One parser for everything that is typed into the search.

======================================  ==============================================================================
``dog at the lake``                     left to meaning, and looked for in texts
``"exact words"``                       these words, one after the other, in a photo's texts
``-people`` ``-"red car"`` ``NOT x``    kept out, by meaning and by text
``2*dog`` ``0.5*"wooden table"``        weighted words
``key:value``                           filters: `photorag.search.parse.operators`
``cat OR dog`` ``cat | dog``            any of them
``( … )`` ``-( … )``                    a group
``words:"in Portugal"``                 left to meaning although it could be understood
======================================  ==============================================================================

Terms that stand next to one another must all hold. OR joins the term before it and the term after it, where a run of
plain words is one term: ``red car OR blue boat before:2019`` is (a red car or a blue boat) before 2019. What is said in
plain words of the first or of the last alternative alone ("cat OR dog in 2019") is said of all, as in English.

Everyday phrases in plain words are `photorag.search.parse.everyday`; lower-case "or" is a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from photorag.core.query import Order
from photorag.core.understanding import Parsed, Part, Problem, Vocabulary
from photorag.search.parse import dates
from photorag.search.parse import lexemes as lexing
from photorag.search.parse.everyday import Everyday
from photorag.search.parse.lexemes import SPACE, Close, Lexeme, Minus, Open, Operator, Quoted, Weighted, Word
from photorag.search.parse.names import word_key
from photorag.search.parse.operators import Operators, Trouble, Value
from photorag.search.parse.phrases import Piece, Reading, read_run
from photorag.search.parse.runs import Run
from photorag.search.parse.tree import (
    MOST_ALTERNATIVES,
    Exact,
    Node,
    Or,
    Say,
    Sort,
    alternatives,
    every,
    filter_of,
    leaves,
    opposite,
    query_of,
    without_order,
)
from photorag.search.parse.wording import Canonical, kind, label

_GREATEST_WEIGHT = 100.0


def parse(text: str, vocabulary: Vocabulary, today: date | None = None) -> Parsed:
    """How a typed search is understood in a library. Never raises: what can't be understood is left to meaning or left
    out, and `Parsed.problems` says so. Every letter that was typed lies in a part or in a problem."""
    return _Parser(vocabulary, today or date.today()).parse(text)


@dataclass(frozen=True, slots=True)
class _Term:
    """What OR joins: a run of plain words (its pieces), or one piece."""

    pieces: tuple[Piece, ...]

    @property
    def node(self) -> Node:
        return every([piece.node for piece in self.pieces])


class _Parser:
    def __init__(self, vocabulary: Vocabulary, today: date) -> None:
        self._today = today
        self._operators = Operators(vocabulary, today)
        self._everyday = Everyday(vocabulary, today, self._operators)
        self._lexemes: list[Lexeme] = []
        self._at = 0
        self._problems: list[Problem] = []

    def parse(self, text: str) -> Parsed:
        self._lexemes, self._problems = lexing.lexemes(text, self._operators.knows)
        pieces = self._sequence()
        order, pieces = self._take_orders(pieces)
        pieces = self._within_limits(pieces)
        nodes = [each for each in (without_order(piece.node) for piece in pieces) if each is not None]
        query = query_of(nodes, order or Order.MATCH)
        texts = Canonical(self._is_plain).texts([piece.node for piece in pieces])
        parts = tuple(_part(piece, said) for piece, said in zip(pieces, texts, strict=True))
        return Parsed(text, query, parts, tuple(sorted(self._problems, key=lambda problem: problem.start)))

    def _is_plain(self, words: str) -> bool:
        """Whether words alone, as canonical text, are left to meaning just as they are. Brackets may close a group that
        they are put into."""
        if "(" in words or ")" in words:
            return False
        found, problems = lexing.lexemes(words, self._operators.knows)
        run = [each for each in found if isinstance(each, Word)]
        if problems or len(run) != len(found) or " ".join(each.text for each in run) != words:
            return False
        reading = read_run(Run(run, Quoted(0, 0, "anything")), self._everyday)
        return [piece.node for piece in reading.pieces] == [Say(words)] and not reading.problems

    def _problem(self, lexeme: Lexeme | Piece, sentence: str) -> None:
        self._problems.append(Problem(lexeme.start, lexeme.end, sentence))

    def _sequence(self) -> list[Piece]:
        """Terms up to the end of the group or text."""
        chains: list[list[_Term]] = []
        joint: lexing.Or | None = None
        while self._at < len(self._lexemes) and not isinstance(self._lexemes[self._at], Close):
            lexeme = self._lexemes[self._at]
            if isinstance(lexeme, lexing.Or):
                self._at += 1
                if joint is not None or not chains:
                    self._problem(lexeme, "OR needs something on both sides; it is left out.")
                else:
                    joint = lexeme
                continue
            term = self._term()
            if term is None:
                continue
            if joint is not None:
                chains[-1].append(term)
                joint = None
            else:
                chains.append([term])
        if joint is not None:
            self._problem(joint, "OR needs something on both sides; it is left out.")
        return [piece for chain in chains for piece in _joined(chain)]

    def _term(self) -> _Term | None:
        """The next term; None where nothing could be made of it, which a problem says."""
        lexeme = self._lexemes[self._at]
        if isinstance(lexeme, Word):
            return self._run()
        if isinstance(lexeme, Minus):
            return self._negated()
        piece = self._single()
        return _Term((piece,)) if piece else None

    def _words(self) -> Run:
        """The run of plain words from here on; stays where it is."""
        end = self._at
        words: list[Word] = []
        while end < len(self._lexemes) and isinstance(word := self._lexemes[end], Word):
            words.append(word)
            end += 1
        after = self._lexemes[end] if end < len(self._lexemes) else None
        return Run(words, after if isinstance(after, Quoted) else None)

    def _run(self) -> _Term:
        run = self._words()
        reading = read_run(run, self._everyday)
        self._problems += reading.problems
        self._at += len(run)
        return _Term(self._with_quotation(reading, run))

    def _with_quotation(self, reading: Reading, run: Run) -> tuple[Piece, ...]:
        if not reading.takes_quotation or run.quotation is None:
            return reading.pieces
        self._at += 1
        return (*reading.pieces[:-1], replace(reading.pieces[-1], end=run.quotation.end))

    def _negated(self) -> _Term | None:
        """``-term``; NOT before plain words takes the phrase or the one word that follows."""
        signs: list[Lexeme] = []
        while self._at < len(self._lexemes) and isinstance(self._lexemes[self._at], Minus):
            signs.append(self._lexemes[self._at])
            self._at += 1
        piece = self._after_minus(in_words=signs[-1].end - signs[-1].start > 1)
        if piece is None:
            nothing = Lexeme(signs[0].start, signs[-1].end)
            self._problem(nothing, "There is nothing after it that could be kept out, so it is left out.")
            return None
        node = opposite(piece.node) if len(signs) % 2 else piece.node
        return _Term((Piece(node, signs[0].start, piece.end),))

    def _after_minus(self, in_words: bool) -> Piece | None:
        lexeme = self._lexemes[self._at] if self._at < len(self._lexemes) else None
        if lexeme is None or isinstance(lexeme, Close | lexing.Or):
            return None
        if isinstance(lexeme, Word):
            run = self._words()
            found = self._everyday.filter_at(run, 0, fresh=True) if in_words else None
            if found and found.node is not None and not found.takes_quotation:
                self._at += found.end
                return Piece(found.node, lexeme.start, run.words[found.end - 1].end)
            self._at += 1
            return Piece(Say(lexeme.text.rstrip(",;") or lexeme.text), lexeme.start, lexeme.end)
        if isinstance(lexeme, Weighted) and lexeme.text:
            self._at += 1
            self._problem(lexeme, f"What is kept out has no weight; “{lexeme.text}” is kept out altogether.")
            return Piece(Say(lexeme.text), lexeme.start, lexeme.end)
        return self._single()

    def _single(self) -> Piece | None:
        lexeme = self._lexemes[self._at]
        self._at += 1
        match lexeme:
            case Quoted(text=text):
                if text:
                    return Piece(Exact(text), lexeme.start, lexeme.end)
                self._problem(lexeme, "There are no words between the quotation marks; they are left out.")
            case Weighted():
                return self._weighted(lexeme)
            case Operator():
                return self._operator(lexeme)
            case Open():
                return self._group(lexeme)
            case _:
                raise AssertionError(f"not a term: {lexeme}")
        return None

    def _weighted(self, lexeme: Weighted) -> Piece | None:
        if not lexeme.text:
            self._problem(lexeme, "There are no words after the weight; it is left out.")
            return None
        if 0 < lexeme.weight <= _GREATEST_WEIGHT:
            return Piece(Say(lexeme.text, lexeme.weight), lexeme.start, lexeme.end)
        self._problem(lexeme, f"A weight lies above 0 and is at most 100; “{lexeme.text}” is searched without one.")
        return Piece(Say(lexeme.text), lexeme.start, lexeme.end)

    def _group(self, opened: Lexeme) -> Piece | None:
        inner = self._sequence()
        closed = self._lexemes[self._at]  # the lexer closes every group
        self._at += 1
        if inner:
            return Piece(every([piece.node for piece in inner]), opened.start, closed.end)
        outside = [each for each in self._problems if not opened.start <= each.start < closed.end]
        if len(outside) < len(self._problems):  # what is inside has been said
            self._problem(opened, "Nothing between these brackets could be used.")
            if closed.end > closed.start:
                self._problem(closed, "Nothing between these brackets could be used.")
        else:
            self._problems.append(Problem(opened.start, closed.end, "There is nothing between these brackets."))
        return None

    def _operator(self, lexeme: Operator) -> Piece | None:
        value, end = self._whole_value(lexeme)
        reading = self._operators.read(lexeme.key, lexeme.typed_key, value)
        if isinstance(reading, Trouble):
            self._problems.append(Problem(lexeme.start, end, reading.sentence))
            words = SPACE.sub(" ", reading.words or "").strip()
            return Piece(Say(words), lexeme.start, end) if words else None
        nodes = [reading]
        for other in lexeme.others:
            another = self._operators.read(lexeme.key, lexeme.typed_key, Value(None, other))
            if isinstance(another, Trouble):
                self._problems.append(Problem(lexeme.start, end, another.sentence))
            elif not isinstance(another, Sort):
                nodes.append(another)
        return Piece(Or(tuple(nodes)) if len(nodes) > 1 else reading, lexeme.start, end)

    def _whole_value(self, lexeme: Operator) -> tuple[Value, int]:
        """``before:last summer``, ``place:New York``, ``album: Holidays``: a value goes on as long as it is a date or a
        name of the library; after a space, one word or quotation is the value in any case."""
        value = Value(lexeme.quoted, lexeme.rest)
        after = self._lexemes[self._at] if self._at < len(self._lexemes) else None
        if lexeme.quoted is not None or lexeme.others or not self._operators.knows(lexeme.key):
            return value, lexeme.end
        if isinstance(after, Quoted) and not lexeme.rest and after.text:
            self._at += 1
            return Value(after.text, ""), after.end
        run = self._words()
        if not len(run) or lexeme.rest[-1:] in (",", ";"):
            return value, lexeme.end
        count = self._words_of_value(lexeme, run)
        if not count:
            return value, lexeme.end
        self._at += count
        typed = [lexeme.rest] if lexeme.rest else []
        typed += [word.text for word in run.words[:count]]
        return Value(None, " ".join(typed).rstrip(",;")), run.words[count - 1].end

    def _words_of_value(self, lexeme: Operator, run: Run) -> int:
        """How many words of the run belong to the value."""
        own = [word_key(lexeme.rest)] if lexeme.rest else []
        keys = [*own, *run.name(0)]
        found: int | None = None
        if self._operators.is_date(lexeme.key):
            if not own or any(each.isalpha() for each in own[0]) or len(own[0]) < 4:
                the = keys[0] == "the"
                dated = dates.longest(keys, int(the), self._today)
                found = dated[1] if dated else None
        elif names := self._operators.names(lexeme.key):
            named = names.longest(keys, 0)
            found = named[1] if named else None
        if found is not None:
            return max(found - len(own), 0)
        return 0 if own else 1

    def _take_orders(self, pieces: list[Piece]) -> tuple[Order | None, list[Piece]]:
        """The order that was typed last; those before it are left out."""
        orders = [leaf.order for piece in pieces for leaf in leaves(piece.node) if isinstance(leaf, Sort)]
        if not orders:
            return None, pieces
        kept, last = [], len(pieces) - 1
        while not isinstance(pieces[last].node, Sort) and last > 0:
            last -= 1
        for at, piece in enumerate(pieces):
            if isinstance(piece.node, Sort) and at != last:
                self._problem(piece, "Photos can be in one order only; the last one holds.")
            else:
                kept.append(piece)
        return orders[-1], kept

    def _within_limits(self, pieces: list[Piece]) -> list[Piece]:
        """Groups that would make too many alternatives are left to meaning as words."""
        total = 1
        kept = []
        for piece in pieces:
            bare = without_order(piece.node)
            count = alternatives(bare) if bare is not None else 1
            if total * count <= MOST_ALTERNATIVES:
                total *= count
                kept.append(piece)
                continue
            said = " ".join(leaf.text for leaf in leaves(piece.node) if isinstance(leaf, Say | Exact))
            self._problem(
                piece, f"At most {MOST_ALTERNATIVES} alternatives can be searched at once; these are left to meaning."
            )
            kept.append(replace(piece, node=Say(said)))
        return kept


def _joined(chain: Sequence[_Term]) -> list[Piece]:
    """The pieces of terms with OR between them: a group, and what holds for all alternatives."""
    if len(chain) == 1:
        return list(chain[0].pieces)
    before, after = _shared(chain)
    terms = list(chain)
    terms[0] = _Term(terms[0].pieces[len(before) :])
    terms[-1] = _Term(terms[-1].pieces[: len(terms[-1].pieces) - len(after)])
    group = Piece(Or(tuple(term.node for term in terms)), terms[0].pieces[0].start, terms[-1].pieces[-1].end)
    return [*before, group, *after]


def _shared(chain: Sequence[_Term]) -> tuple[Sequence[Piece], Sequence[Piece]]:
    """Phrases before the words of the first alternative, or after those of the last, when no other has any."""
    with_phrases = [term for term in chain if any(not isinstance(piece.node, Say) for piece in term.pieces)]
    if len(with_phrases) != 1:
        return (), ()
    term = with_phrases[0]
    said = [at for at, piece in enumerate(term.pieces) if isinstance(piece.node, Say)]
    if len(said) != 1:
        return (), ()
    if term is chain[0] and said[0] == len(term.pieces) - 1:
        return term.pieces[: said[0]], ()
    if term is chain[-1] and said[0] == 0:
        return (), term.pieces[1:]
    return (), ()


def _part(piece: Piece, text: str) -> Part:
    node = piece.node
    bare = without_order(node)
    return Part(
        kind(node),
        piece.start,
        piece.end,
        text,
        label(node),
        filter_of(bare) if bare is not None else None,
        node.order if isinstance(node, Sort) else None,
    )
