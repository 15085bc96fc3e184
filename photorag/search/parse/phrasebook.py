"""The wordings of everyday phrases: patterns over word keys joined by single spaces, and sets of words.

Repetitions in the patterns are bounded, so that reading a text takes time in proportion to its length.
"""

from __future__ import annotations

import re

from photorag.core.filters import Flag
from photorag.search.parse.names import words_of
from photorag.search.parse.numbers import CURRENCY, DIGITS
from photorag.search.parse.operators import SUFFIXES

_END = r"(?= |$)"
_PHOTOS = r"(?:photos?|pictures?|images?|pics?|shots?|photographs?)"
_MY = r"(?:(?:all|of|the|my|our|only) ){0,3}"


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?:{pattern}){_END}")


# Places

PLACES_THAT_ARE_WORDS = words_of(
    """
    action april ash august autumn ball bar barking bath battle beach bed best black blue boring bridge brown bury
    center centre church college cool cork cowes deal downtown eden eye fall fly forest garden gold green ham harbor
    harbour hell hill hills home hope hull ivory jersey june la lake le light lily love male march may mill mills mobile
    moon most motion nest nice night normal of orange paradise park poole port rain reading red rest rose rugby rye sale
    san sand sandwich sandy sea silver snow split spring summer sun surprise the tours university water wells white why
    wick winter
    """
)
"""In lower case they are taken for words: "in nice weather"."""

WITHIN = _whole(r"within (\d+(?:\.\d+)?) ?(km|kilomet(?:er|re)s?|mi|miles?|m|met(?:er|re)s?) (?:of|from|around)")

# Cameras

BRANDS = {
    name.casefold(): name
    for name in words_of(
        """
        iPhone iPad Canon Nikon Sony Fujifilm Fuji Leica Olympus Panasonic Lumix Pentax GoPro Pixel Galaxy Samsung
        Huawei Xiaomi OnePlus Motorola Nokia Hasselblad Ricoh Kodak DJI Sigma Minolta Casio Nexus Oppo Redmi
        """
    )
}
MODEL_WORDS = words_of("air coolpix eos fe hero ii iii iv mark max mini note plus powershot pro se ultra xr xs")
CAMERAS_THAT_ARE_WORDS = words_of("alpha apple galaxy google hero leaf nexus note pixel red sigma x")
OWN = words_of("my our his her your their")
ARTICLES = words_of("the a an")
TAKEN = _whole(
    r"(?:(?:that|which) )?(?:(?:were|was|are|i|we|have|been|had) ){0,3}(?:taken|shot|captured|photographed|took)"
)
FIRST_OF_TAKEN = words_of("that which were was are i we have taken shot captured photographed took")

# Ratings

NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_STARS = r"(one|two|three|four|five|[0-5])"
_UP = r"( (?:or|and) (?:more|better|higher|up|above|over)| ?\+| plus)?"
_DOWN = r"( (?:or|and) (?:less|fewer|worse|lower|below|under))?"
RATED = _whole(rf"rated (at least |above |over |below |under )?{_STARS}(?:[ -]stars?)?{_UP}{_DOWN}")
STARRED = _whole(rf"(?:with )?(at least )?{_STARS}(\+)?[ -]stars?{_UP}{_DOWN}( {_PHOTOS})?")
UNRATED = _whole(rf"unrated(?: {_PHOTOS})?")

# Prices and other numbers

SIGNS = {
    **dict.fromkeys(("under", "below", "less than", "cheaper than"), "<"),
    **dict.fromkeys(("up to", "at most", "no more than", "not more than"), "<="),
    **dict.fromkeys(("over", "above", "more than", "more expensive than"), ">"),
    **dict.fromkeys(("at least", "no less than"), ">="),
}
PRICE_BY_NAME = frozenset({"cheaper than", "more expensive than"})
_SIGN = f"({'|'.join(SIGNS)})"
_AMOUNT = rf"([$€£¥])?({DIGITS})(?: ?({CURRENCY}))?"
_COSTING = r"((?:for|costing|priced|price|that costs?|which costs?)(?: at| is)? )?"
PRICE = _whole(rf"{_COSTING}{_SIGN} {_AMOUNT}")
PRICES = _whole(rf"{_COSTING}(?:between |from )?{_AMOUNT} ?(?:and|to|-|–) ?{_AMOUNT}")
COMPARED = _whole(rf"(?:(?:is|of) )?{_SIGN} [$€£¥]?({DIGITS})(?: ?(?:{CURRENCY}|kg|g|cm|mm|m|km))?")

ISO = _whole(r"(?:at )?iso ?(\d{2,6})")
APERTURE = _whole(r"(?:at )?f/(\d{1,2}(?:\.\d)?)")
FOCAL = _whole(r"at (\d{1,4}) ?mm|(?:(?:with|using) (?:(?:a|an|my|the) )?)?(\d{1,4}) ?mm lens")

# Kinds of photos

_AMONG = r"(?:(?:with|among|from|in|of|only) )?"
FAVOURITE = _whole(rf"{_AMONG}{_MY}favou?rite (?:{_PHOTOS}|ones)|{_AMONG}(?:all )?(?:of )?(?:my|our) favou?rites")
FAVOURITES = _whole("favou?rites")
SCREENSHOTS = _whole(rf"{_MY}(?:a )?screenshots?")
VIDEOS = _whole(rf"{_MY}videos|(?:a )?video(?= of )")
RAW = _whole(rf"{_MY}raw (?:files?|{_PHOTOS})|raws")
SUFFIX = _whole(rf"({'|'.join(sorted(SUFFIXES - {'md'}))})s? (?:files?|{_PHOTOS})")
FORMAT = _whole("(?:in )?(portrait|landscape|upright) (?:format|orientation)")
PLURALS = {"screenshots": Flag.SCREENSHOT, "videos": Flag.VIDEO}
NOT_BEFORE_PLURAL = words_of("a an and at in of on or showing taking the watching with")

# Text in pictures

_WITH = "(?:with|containing|showing)"
TEXT = _whole(
    rf"(?:{_WITH} )?(?:(?:the|a|some) )?(?:text|words?|writing) "
    "(?:saying|reading|that says|that reads|which says|which reads)"
)
THE_WORDS = _whole(rf"{_WITH} the (?:text|words?)")
TEXT_QUOTED = _whole(rf"{_WITH} (?:the )?(?:text|words?)")
SAYS = _whole("(?:that|which) says")
SAYING = _whole("saying|(?:that|which) say")
WITH_TEXT = _whole("with (?:any |some )?text(?: (?:in|on) (?:it|them))?")
WHAT_SAYS = words_of(
    """
    banner banners board boards cap label labels letter letters mug note notes page pages poster posters screen
    screenshot screenshots shirt sign signs t-shirt
    """
)
FIRST_OF_TEXT = words_of("a containing saying showing some text that the which with word words writing")

# What is kept out

WITHOUT = _whole("(?:but )?(?:without|excluding|except)(?: for)?(?: (?:any|the|a|an))?")
WITH_NO = _whole("(?:but|with) no")
NO = _whole("no")
# "no parking" is a sign, "no people" is a wish.
PEOPLE = words_of("people persons humans anyone anybody")
NOT = _whole("(but )?not(?: (?:a|an|any|the))?")
FIRST_OF_WITHOUT = words_of("but except excluding no not with without")
NOT_PART_OF_A_THING = words_of(
    """
    across after against along and are around at before behind between but by during except for from in inside into is
    near next nor on or out outside over that through to under wearing where which while who with without
    """
)

# Names

TAGGED = _whole("tagged(?: with| as)?|with (?:the )?tags?")
ALBUM = _whole("(?:in|from) (?:(?:the|my|our) )?album(?: called| named)?")
FOLDER = _whole("(?:in|from) (?:(?:the|my|our) )?(?:folder|directory)(?: called| named)?")

FIRST = (
    SUFFIXES
    | {f"{suffix}s" for suffix in SUFFIXES}
    | words_of(
        """
        a above all among around at below by cheaper close costing favorite favorites favourite favourites five for four
        from in iso landscape less more my near no not of on one only our over portrait price priced rated raw raws
        screenshot screenshots tagged that the three two under unrated up upright using video videos which with within
        """
    )
)
"""The words that a phrase can begin with, besides those of dates and the library's own."""
