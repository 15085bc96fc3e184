"""The pieces of a typed search that are worth looking for in texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from photorag.core.folding import folded
from photorag.core.query import Words

SHORTEST_PIECE = 3
"""The trigram table knows nothing shorter."""
WORD = re.compile(r"[^\W_]+")
"""A word as the full-text table cuts them: letters and digits."""

_MOST_TOKENS = 32

# Words that say nothing about a photo, in the languages captions and queries are most often in. None of them names a
# thing in the other language: "man", "hat", "war" and "bin" are no fillers, whatever they are in German.
_ENGLISH = """
a an and are as at be been being but by can could did do does for from had has have he her hers him his how i if in
into is it its itself just me my no nor not of on onto or our ours out over she so some such than that the their theirs
them then there these they this those through to too under up us was we were what when where which while who whose will
with would you your yours image images photo photos picture pictures
"""
_GERMAN = """
am aber alle als also an auch auf aus bei beim bis da das dass dein dem den der des die diese dieser dieses doch du
durch ein eine einem einen einer eines er es euer für haben ich ihr ihre im in ins ist ja kann kein keine mein
meine meinem meinen meiner mit nach neben nicht noch nur ob oder ohne sein seine sich sie sind so über um und uns unser
unsere unter vom von vor waren was wenn wer wie wir wird wo zu zum zur zwischen bild bilder foto fotos
"""
_STOP_WORDS = frozenset(folded(each) for each in f"{_ENGLISH} {_GERMAN}".split())

# Number plates, names that cameras give, serial numbers: nobody can see in a photo what they mean.
_LONG_NUMBER = re.compile(r"\d{4}")

# Written without blanks between words: the table has whole sentences of Thai, Chinese or Japanese as one word.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Token:
    """What stands between two blanks, folded, with its weight. ``last``: it may still be being typed."""

    text: str
    weight: float = 1.0
    last: bool = False

    @property
    def has_digits(self) -> bool:
        return any(each.isdigit() for each in self.text)

    @property
    def has_long_number(self) -> bool:
        return bool(_LONG_NUMBER.search(self.text))


def tokens_of(words: Sequence[Words]) -> tuple[Token, ...]:
    """The pieces worth looking for, each once. Stop words only where there is nothing else; nothing of words that lead
    away."""
    wanted = [(piece, each.weight) for each in words if each.weight > 0 for piece in _pieces(each.text)]
    telling = [each for each in wanted if each[0] not in _STOP_WORDS] or wanted
    found: dict[str, Token] = {}
    for at, (piece, weight) in enumerate(telling):
        last = at == len(telling) - 1 and telling[at] == wanted[-1]
        found[piece] = Token(piece, weight, last)
    return tuple(found.values())[:_MOST_TOKENS]


def is_unspaced(text: str) -> bool:
    """Whether it holds letters of a script that puts no blanks between words."""
    return bool(_UNSPACED.search(text))


def words_of(text: str) -> list[str]:
    """Folded words."""
    return WORD.findall(folded(text))


def _pieces(text: str) -> Iterator[str]:
    """What stands between blanks, folded, without the punctuation around it."""
    for chunk in folded(text).split():
        words = list(WORD.finditer(chunk))
        if words:
            yield chunk[words[0].start() : words[-1].end()]
