"""Phrases as people type them, with the exact query each must become, on 21 November 2026."""

from __future__ import annotations

import pytest

from photorag.core.filters import (
    Attribute,
    Contains,
    Device,
    Either,
    Every,
    Extension,
    Filter,
    Flag,
    Has,
    InAlbum,
    InFolder,
    InPlace,
    Is,
    Known,
    Measure,
    Measured,
    Near,
    Not,
    Span,
    Tagged,
    Taken,
    TakenWith,
)
from photorag.core.query import Order, Query, Words
from tests.search.parse.library import understood

Gold = dict[str, Query]


def q(
    words: str | tuple[Words, ...] = (),
    *filters: Filter,
    without: tuple[str, ...] = (),
    order: Order = Order.MATCH,
    any_of: tuple[Query, ...] = (),
) -> Query:
    return Query(
        words=(Words(words),) if isinstance(words, str) else words,
        without=without,
        filter=Every(filters) if len(filters) > 1 else (filters[0] if filters else None),
        order=order,
        alternatives=any_of,
    )


def days(start: str | None, end: str | None) -> Taken:
    return Taken(f"{start}T00:00:00" if start else None, f"{end}T00:00:00" if end else None)


def year(number: int, last: int | None = None) -> Taken:
    return days(f"{number}-01-01", f"{(last or number) + 1}-01-01")


def camera(name: str) -> TakenWith:
    return TakenWith(Device.CAMERA, name)


def measured(measure: Measure, low: float | None = None, high: float | None = None) -> Measured:
    return Measured(measure, Span(low, high))


def rating(low: float | None, high: float | None = None) -> Measured:
    return measured(Measure.RATING, low, high)


def price(low: float | None = None, high: float | None = None) -> Attribute:
    return Attribute("price", span=Span(low, high))


def inside(text: str) -> Contains:
    return Contains(text, inside=True, prefix=True)


UNDER_200 = Attribute("price", span=Span(high=200.0, includes_high=False))
OVER_50 = Attribute("price", span=Span(low=50.0, includes_low=False))
LISBON, PORTO, PORTUGAL, FRANCE = InPlace("Lisbon"), InPlace("Porto"), InPlace("Portugal"), InPlace("France")
SUMMER_2026 = days("2026-06-01", "2026-09-01")
JULY_2019 = days("2019-07-01", "2019-08-01")
FAVOURITE, SCREENSHOT = Is(Flag.FAVOURITE), Is(Flag.SCREENSHOT)

LEFT_TO_MEANING: Gold = {
    text: q(text)
    for text in (
        "the may pole",
        "may pole",
        "a march of soldiers",
        "an august portrait of an old man",
        "summer",
        "christmas",
        "christmas tree",
        "winter landscape",
        "portrait of a man",
        "portrait photos",
        "a landscape with two trees",
        "selfies",
        "girl with an iPhone",
        "man holding a Canon",
        "galaxy at night",
        "party favorites",
        "my favourite mug",
        "raw fish",
        "video game",
        "hotel with five stars",
        "flag with 13 stars",
        "in nice weather",
        "reading in bath",
        "this may be a cat",
        "before sunset",
        "after the rain",
        "on the beach at sunset",
        "from above",
        "near the river",
        "cats or dogs",
        "salt and pepper",
        "no parking sign",
        "not blurry",
        "kids that read books",
        "90s party",
        "2000 people",
        "calendar for 2019",
        "under 20 trees",
        "over 5 boats",
        "light on sun flowers",
        "sunday roast",
        "pictures on a wall",
        "photos",
        "show me",
        "IMG_20230814_174200",
        "B-MW 1234",
        "meeting at 10:30",
        "https://example.com/a:b",
        "C:\\Photos",
        "t-shirt",
        "smile :)",
        '5" pipe',
        "1/2000 s",
        "what's new, pussycat?",
        "東京タワー",
        "собака на пляже",
    )
}

QUOTED_WEIGHTED_AND_KEPT_OUT: Gold = {
    "": q(),
    "   ": q(),
    "dog at the lake": q("dog at the lake"),
    '"exact words"': q((), Contains("exact words")),
    "“curly   quotes”": q((), Contains("curly quotes")),
    "„so auch“ und so": q("und so", Contains("so auch")),
    '"say ""hi"" now"': q((), Contains('say "hi" now')),
    '"never closed': q((), Contains("never closed")),
    'beach "happy birthday" cake': q("beach cake", Contains("happy birthday")),
    "beach -people": q("beach", without=("people",)),
    'beach -"red car" -dog': q("beach", without=("red car", "dog")),
    "beach −people": q("beach", without=("people",)),
    "beach - people": q("beach - people"),
    "beach NOT people": q("beach", without=("people",)),
    "NOT in Lisbon": q((), Not(LISBON)),
    "NOT NOT dog": q("dog"),
    "2*dog": q((Words("dog", 2.0),)),
    '2*dog lake 0.5*"two boats" evening light': q(
        (Words("dog", 2.0), Words("lake"), Words("two boats", 0.5), Words("evening light"))
    ),
    "0,5*dog": q((Words("dog", 0.5),)),
    'words:"in Portugal"': q("in Portugal"),
    'beach words:"last summer"': q("beach last summer"),
    "words:may": q("may"),
    "beach without people": q("beach", without=("people",)),
    "beach without people at sunset": q("beach at sunset", without=("people",)),
    "beach without any people or cars in Portugal": q("beach", PORTUGAL, without=("people", "cars")),
    "beach, no dogs": q("beach", without=("dogs",)),
    "beach no people": q("beach", without=("people",)),
    "no people": q(without=("people",)),
    "beach but no dogs": q("beach", without=("dogs",)),
    "street with no cars": q("street", without=("cars",)),
    "street but not crowded": q("street", without=("crowded",)),
    "cats except black cats": q("cats", without=("black cats",)),
    "invoices without screenshots": q("invoices", Not(SCREENSHOT)),
    "dogs, not cats ,": q("dogs", without=("cats",)),
    "beach not in Lisbon": q("beach", Not(LISBON)),
    "sunsets but not from 2019": q("sunsets", Not(year(2019))),
}

DATES: Gold = {
    "taken:2019": q((), year(2019)),
    "taken:2019-07": q((), JULY_2019),
    "on:2019-07-14": q((), days("2019-07-14", "2019-07-15")),
    "on:14.7.2019": q((), days("2019-07-14", "2019-07-15")),
    "taken:14/7/2019": q((), days("2019-07-14", "2019-07-15")),
    "taken:7/14/2019": q((), days("2019-07-14", "2019-07-15")),
    "taken:7/2019": q((), JULY_2019),
    "before:2019": q((), days(None, "2019-01-01")),
    "after:2019": q((), days("2020-01-01", None)),
    "since:2019": q((), days("2019-01-01", None)),
    "until:2019": q((), days(None, "2020-01-01")),
    "taken:<2019": q((), days(None, "2019-01-01")),
    "taken:>=2019-07": q((), days("2019-07-01", None)),
    "vor:2019": q((), days(None, "2019-01-01")),
    'before:"last summer"': q((), days(None, "2026-06-01")),
    "before:last summer dogs": q("dogs", days(None, "2026-06-01")),
    "taken: july 2019": q((), JULY_2019),
    "taken:july": q((), days("2026-07-01", "2026-08-01")),
    "taken:december": q((), days("2025-12-01", "2026-01-01")),
    "taken:2018..2020": q((), year(2018, 2020)),
    "taken:2018-2020": q((), year(2018, 2020)),
    "taken:2020..2018": q((), year(2018, 2020)),
    "taken:2018..": q((), days("2018-01-01", None)),
    "taken:..2018": q((), days(None, "2019-01-01")),
    "taken:2019-06..2019-08": q((), days("2019-06-01", "2019-09-01")),
    'taken:"june to august 2019"': q((), days("2019-06-01", "2019-09-01")),
    "taken:1990s": q((), year(1990, 1999)),
    "taken:today": q((), days("2026-11-21", "2026-11-22")),
    "taken:yesterday": q((), days("2026-11-20", "2026-11-21")),
    'taken:"this week"': q((), days("2026-11-16", "2026-11-23")),
    'taken:"last month"': q((), days("2026-10-01", "2026-11-01")),
    "taken:weekend": q((), days("2026-11-21", "2026-11-23")),
    "taken:easter 2021": q((), days("2021-04-02", "2021-04-06")),
    "taken:winter 2021": q((), days("2021-12-01", "2022-03-01")),
    "taken:Weihnachten 2022": q((), days("2022-12-24", "2022-12-27")),
    "-taken:2019": q((), Not(year(2019))),
    "in 2019": q((), year(2019)),
    "beach in 2019": q("beach", year(2019)),
    "dogs in july 2019": q("dogs", JULY_2019),
    "dogs in July": q("dogs", days("2026-07-01", "2026-08-01")),
    "picnic in may": q("picnic", days("2026-05-01", "2026-06-01")),
    "picnic May 2019": q("picnic", days("2019-05-01", "2019-06-01")),
    "the summer of 2021": q((), days("2021-06-01", "2021-09-01")),
    "christmas 2022": q((), days("2022-12-24", "2022-12-27")),
    "tree at christmas 2022": q("tree", days("2022-12-24", "2022-12-27")),
    "last christmas": q((), days("2025-12-24", "2025-12-27")),
    "new year's eve 2020": q((), days("2020-12-31", "2021-01-01")),
    "last summer": q((), SUMMER_2026),
    "last summer's picnic": q("picnic", SUMMER_2026),
    "last winter": q((), days("2025-12-01", "2026-03-01")),
    "this spring": q((), days("2026-03-01", "2026-06-01")),
    "dinner yesterday": q("dinner", days("2026-11-20", "2026-11-21")),
    "the day before yesterday": q((), days("2026-11-19", "2026-11-20")),
    "two years ago": q((), year(2024)),
    "3 months ago": q((), days("2026-08-01", "2026-09-01")),
    "two summers ago": q((), days("2025-06-01", "2025-09-01")),
    "a week ago": q((), days("2026-11-09", "2026-11-16")),
    "in the last 3 months": q((), days("2026-08-22", "2026-11-22")),
    "past week": q((), days("2026-11-15", "2026-11-22")),
    "last saturday": q((), days("2026-11-14", "2026-11-15")),
    "hike last weekend": q("hike", days("2026-11-14", "2026-11-16")),
    "last year": q((), year(2025)),
    "between 2018 and 2020": q((), year(2018, 2020)),
    "from 2015 to 2017": q((), year(2015, 2017)),
    "snow from december to february 2020": q("snow", days("2019-12-01", "2020-03-01")),
    "2015-2017": q((), year(2015, 2017)),
    "before March": q((), days(None, "2026-03-01")),
    "before christmas": q((), days(None, "2025-12-24")),
    "since 2020": q((), days("2020-01-01", None)),
    "after July 2019": q((), days("2019-08-01", None)),
    "until 2015": q((), days(None, "2016-01-01")),
    "on 14 July 2019": q((), days("2019-07-14", "2019-07-15")),
    "July 4th 2020": q((), days("2020-07-04", "2020-07-05")),
    "July 14, 2019": q((), days("2019-07-14", "2019-07-15")),
    "fireworks on July 4": q("fireworks", days("2026-07-04", "2026-07-05")),
    "2019-07-14": q((), days("2019-07-14", "2019-07-15")),
    "in the 90s": q((), year(1990, 1999)),
    "cars from the 1980s": q("cars", year(1980, 1989)),
    "wedding 2018": q("wedding", year(2018)),
    "2018": q((), year(2018)),
}

PLACES_AND_CAMERAS: Gold = {
    "place:Lisbon": q((), LISBON),
    "place:lisbon beach": q("beach", LISBON),
    "place:New York City": q((), InPlace("New York City")),
    'place:"new york"': q((), InPlace("New York")),
    "place: San Francisco fog": q("fog", InPlace("San Francisco")),
    "place:Atlantis": q((), InPlace("Atlantis")),
    "ort:koln": q((), InPlace("Köln")),
    "country:France": q((), FRANCE),
    "beach in Portugal": q("beach", PORTUGAL),
    "beach in portugal last summer": q("beach", PORTUGAL, SUMMER_2026),
    "in sao paulo": q((), InPlace("São Paulo")),
    "skyline in New York City": q("skyline", InPlace("New York City")),
    "in the New York": q((), InPlace("New York")),
    "in Nice": q((), InPlace("Nice")),
    "food in Lisbon, Portugal": q("food", InPlace("Lisbon, Portugal")),
    "food in Lisbon or Porto": q("food", Either((LISBON, PORTO))),
    "food in Lisbon, Porto and Faro": q("food", Either((LISBON, PORTO, InPlace("Faro")))),
    "dogs in Lisbon and cats": q("dogs and cats", LISBON),
    "in Lisbon and in 2019": q((), LISBON, year(2019)),
    "flight from Lisbon to Porto": q("flight from Lisbon to Porto"),
    "near Lisbon": q((), Near("Lisbon")),
    "cafe near Paris, France": q("cafe", Near("Paris, France")),
    "cliffs within 10 km of Lisbon": q("cliffs", Near("Lisbon", 10.0)),
    "near:Lisbon": q((), Near("Lisbon")),
    'near:"Lisbon",10km': q((), Near("Lisbon", 10.0)),
    "near:Lisbon,500m": q((), Near("Lisbon", 0.5)),
    "near:38.7,-9.1,5km": q((), Near("", 5.0, 38.7, -9.1)),
    "near:38.7,-9.1": q((), Near("", 25.0, 38.7, -9.1)),
    "has:gps -place:Portugal": q((), Has(Known.GPS), Not(PORTUGAL)),
    "camera:canon": q((), camera("canon")),
    'camera:"iphone 13"': q((), camera("iphone 13")),
    "kamera:nikon d750": q((), camera("NIKON D750")),
    'lens:"xf 35mm"': q((), TakenWith(Device.LENS, "XF 35mm")),
    "photos from my iPhone": q((), camera("iPhone")),
    "photos from my iPhone with my favourites": q((), camera("iPhone"), FAVOURITE),
    "with my canon eos r5": q((), camera("Canon EOS R5")),
    "taken with the X-T4": q((), camera("X-T4")),
    "shot on a Pixel 7": q((), camera("Pixel 7")),
    "from iPhone 13": q((), camera("iPhone 13")),
    "photos I took in Lisbon with my Canon camera": q((), LISBON, camera("Canon")),
    "iso:>800": q((), Measured(Measure.ISO, Span(low=800.0, includes_low=False))),
    "iso:100-400": q((), measured(Measure.ISO, 100.0, 400.0)),
    "iso:100..400": q((), measured(Measure.ISO, 100.0, 400.0)),
    "iso:800": q((), measured(Measure.ISO, 800.0, 800.0)),
    "f:<2.8": q((), Measured(Measure.F, Span(high=2.8, includes_high=False))),
    "f:1.8": q((), measured(Measure.F, 1.8, 1.8)),
    "f:f/1.8": q((), measured(Measure.F, 1.8, 1.8)),
    "focal:>=50mm": q((), measured(Measure.FOCAL, 50.0)),
    "portrait at 85mm f/1.8 iso 200": q(
        "portrait", measured(Measure.FOCAL, 85, 85), measured(Measure.F, 1.8, 1.8), measured(Measure.ISO, 200, 200)
    ),
}

KINDS_RATINGS_AND_NAMES: Gold = {
    "is:favourite": q((), FAVOURITE),
    "is:favorite": q((), FAVOURITE),
    "is:portrait": q((), Is(Flag.PORTRAIT)),
    "is:landscape": q((), Is(Flag.LANDSCAPE)),
    "is:document": q((), Is(Flag.DOCUMENT)),
    "-is:photo": q((), Not(Is(Flag.PHOTO))),
    "type:video": q((), Is(Flag.VIDEO)),
    "type:jpeg": q((), Extension("jpg")),
    "ext:.HEIC": q((), Extension("heic")),
    "my favourites": q((), FAVOURITE),
    "my favorite photos of dogs": q("dogs", FAVOURITE),
    "screenshots": q((), SCREENSHOT),
    "screenshots about invoices": q("invoices", SCREENSHOT),
    "screenshots about invoices before March": q("invoices", SCREENSHOT, days(None, "2026-03-01")),
    "invoice screenshots": q("invoice", SCREENSHOT),
    "videos of cats": q("cats", Is(Flag.VIDEO)),
    "raw files": q((), Is(Flag.RAW)),
    "raw photos of birds": q("birds", Is(Flag.RAW)),
    "heic photos": q((), Extension("heic")),
    "boats in portrait format": q("boats", Is(Flag.PORTRAIT)),
    "rating:>=4": q((), rating(4.0)),
    "rating:4+": q((), rating(4.0)),
    "stars:5": q((), rating(5.0, 5.0)),
    "rated 4 or more": q((), rating(4.0)),
    "sunsets rated 5": q("sunsets", rating(5.0, 5.0)),
    "5 star photos of dogs": q("dogs", rating(5.0, 5.0)),
    "4 stars and up": q((), rating(4.0)),
    "at least three stars": q((), rating(3.0)),
    "unrated photos": q((), rating(0.0, 0.0)),
    "photos with 5 stars": q((), rating(5.0, 5.0)),
    'in:"Old Photos"': q((), InFolder("Old Photos")),
    "in:scans": q((), InFolder("Scans")),
    "folder:2019/Summer": q((), InFolder("2019/Summer")),
    "receipts in the folder Scans": q("receipts", InFolder("Scans")),
    "receipts in the Scans folder": q("receipts", InFolder("Scans")),
    "album:Holidays": q((), InAlbum("Holidays")),
    "in album Summer Trip": q((), InAlbum("Summer Trip")),
    "dogs from my Summer Trip album": q("dogs", InAlbum("Summer Trip")),
    "tag:family": q((), Tagged("family")),
    "tag:best of dogs": q("dogs", Tagged("best of")),
    "keyword:urlaub": q((), Tagged("Urlaub")),
    "tag:family|dogs": q((), Either((Tagged("family"), Tagged("dogs")))),
    "tagged family": q((), Tagged("family")),
    'picnic tagged "red wine"': q("picnic", Tagged("red wine")),
    "text:invoice": q((), inside("invoice")),
    'ocr:"happy birthday"': q((), inside("happy birthday")),
    "with text saying happy birthday": q((), inside("happy birthday")),
    "a sign that says stop": q("a sign", inside("stop")),
    'sign that says "stop here" at night': q("sign at night", inside("stop here")),
    "screenshots that say invoice": q((), SCREENSHOT, inside("invoice")),
    "photos with text": q((), Has(Known.TEXT)),
    "poster saying freedom in Lisbon": q("poster", inside("freedom"), LISBON),
    "has:text": q((), Has(Known.TEXT)),
    "has:location has:title": q((), Has(Known.GPS), Has(Known.CAPTION)),
    "sort:newest": q(order=Order.NEWEST),
    "dogs sort:date": q("dogs", order=Order.NEWEST),
    "sort:rating cats": q("cats", order=Order.RATING),
    "sort:match": q(),
}

ATTRIBUTES: Gold = {
    "price:<200": q((), UNDER_200),
    "price:<$200": q((), UNDER_200),
    "price:<200€": q((), UNDER_200),
    "price:10..20": q((), price(10.0, 20.0)),
    "price:1,299.99": q((), price(1299.99, 1299.99)),
    "weight:>=2.5kg": q((), Attribute("weight", span=Span(low=2.5))),
    "price:unknown": q((), Attribute("price", text="unknown")),
    "category:tools": q((), Attribute("category", text="tools")),
    'Category:"power tools"': q((), Attribute("category", text="power tools")),
    "product_name:hammer": q((), Attribute("product name", text="hammer")),
    "-category:tools": q((), Not(Attribute("category", text="tools"))),
    "red leather jacket under $200": q("red leather jacket", UNDER_200),
    "jackets over 50 dollars": q("jackets", OVER_50),
    "shoes cheaper than 200": q("shoes", UNDER_200),
    "lamp between $10 and $20": q("lamp", price(10.0, 20.0)),
    "lamp for less than 200 euros": q("lamp", UNDER_200),
    "lamp $10-$20": q("lamp", price(10.0, 20.0)),
    "price under 200": q((), UNDER_200),
    "boxes weight over 5 kg": q("boxes", Attribute("weight", span=Span(low=5.0, includes_low=False))),
}

LEAD_INS: Gold = {
    "photos of dogs": q("dogs"),
    "show me photos of my dog": q("my dog"),
    "show me dogs": q("dogs"),
    "find pictures of a red car": q("a red car"),
    "a picture of the sea": q("the sea"),
    "photos from 2019 of dogs": q("of dogs", year(2019)),
    "all my photos from 2019": q((), year(2019)),
    "photos with dogs": q("dogs"),
    'words:"photos of dogs"': q("photos of dogs"),
}

GROUPS: Gold = {
    "cat OR dog": q(any_of=(q("cat"), q("dog"))),
    "cat|dog": q(any_of=(q("cat"), q("dog"))),
    "cat | dog | bird": q(any_of=(q("cat"), q("dog"), q("bird"))),
    "red car OR blue boat": q(any_of=(q("red car"), q("blue boat"))),
    "cat OR dog before:2019": q((), days(None, "2019-01-01"), any_of=(q("cat"), q("dog"))),
    "cat OR dog in 2019": q((), year(2019), any_of=(q("cat"), q("dog"))),
    "in 2019 cat OR dog": q((), year(2019), any_of=(q("cat"), q("dog"))),
    "beach in Portugal OR mountains in France": q(any_of=(q("beach", PORTUGAL), q("mountains", FRANCE))),
    "beach in Portugal OR beach in France": q("beach", Either((PORTUGAL, FRANCE))),
    "place:Lisbon OR place:Porto": q((), Either((LISBON, PORTO))),
    "(place:Lisbon OR place:Porto) beach": q("beach", Either((LISBON, PORTO))),
    "(beach) (in Lisbon)": q("beach", LISBON),
    "beach (tag:family OR (is:raw rating:5))": q(
        "beach", Either((Tagged("family"), Every((Is(Flag.RAW), rating(5.0, 5.0)))))
    ),
    "(cat OR dog) (sea OR lake)": q(any_of=(q("cat sea"), q("cat lake"), q("dog sea"), q("dog lake"))),
    "(cat OR is:raw) evening": q("evening", any_of=(q("cat"), q((), Is(Flag.RAW)))),
    "-(cat OR dog)": q(without=("cat", "dog")),
    "-(tag:family OR tag:dogs)": q((), Not(Either((Tagged("family"), Tagged("dogs"))))),
    "-(red car)": q(without=("red car",)),
    "beach -(people tag:family)": q("beach", any_of=(q(without=("people",)), q((), Not(Tagged("family"))))),
    "NOT (cat | tag:dogs)": q((), Not(Tagged("dogs")), without=("cat",)),
    "(cat OR dog": q(any_of=(q("cat"), q("dog"))),
    "cat OR dog sort:size": q(order=Order.SIZE, any_of=(q("cat"), q("dog"))),
    "IMG_1234 (1).jpg": q("IMG_1234 1 .jpg"),
    "foo(1) bar": q("foo(1) bar"),
}

ALL = (
    LEFT_TO_MEANING
    | QUOTED_WEIGHTED_AND_KEPT_OUT
    | DATES
    | PLACES_AND_CAMERAS
    | KINDS_RATINGS_AND_NAMES
    | ATTRIBUTES
    | LEAD_INS
    | GROUPS
)


@pytest.mark.parametrize("text", ALL)
def test_understood(text: str) -> None:
    parsed = understood(text)
    assert parsed.query == ALL[text]
    assert not parsed.problems
    assert understood(parsed.canonical).query == ALL[text]


def test_there_are_many() -> None:
    assert len(ALL) >= 300
