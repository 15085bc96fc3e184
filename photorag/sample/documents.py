"""Charts, pages of text and product cards: the pictures that are not views of anything."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache, cached_property

from PIL import Image, ImageDraw, ImageFont

from photorag.sample.palette import COLOURS, RGB, jitter, mix
from photorag.sample.shapes import Thing, draw_thing, readable_background

DOCUMENTS: tuple[str, ...] = (
    "bar chart",
    "line chart",
    "pie chart",
    "page",
    "letter",
    "table",
    "receipt",
    "screenshot",
)
_TEXT = (
    "the quiet river carries small boats past old stone bridges while people walk home through long evening light "
    "and every window keeps a little of the day for later so that nothing good is lost in the turning of the year"
)
_WORDS = _TEXT.split()
_INK: RGB = (38, 40, 46)


@cache
def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Pillow's own font, so that a picture looks the same on every machine."""
    return ImageFont.load_default(size=max(4, size))


def write(
    brush: ImageDraw.ImageDraw, at: tuple[float, float], text: str, size: float, ink: RGB, anchor: str = "la"
) -> None:
    """Write one line of text, `size` pixels tall."""
    brush.text(at, text, font=font(round(size)), fill=ink, anchor=anchor)


@dataclass(frozen=True)
class DocumentDrawing:
    """A chart, or a page of one kind."""

    kind: str
    title: str = ""
    seed: int = 0

    @cached_property
    def facts(self) -> frozenset[str]:
        found = {"document", f"doc:{self.kind}"}
        found.add("doc:chart" if self.kind.endswith("chart") else "doc:paper")
        if self.kind in ("page", "letter", "receipt"):
            found |= {"doc:page", "doc:text"}
        return frozenset(found)

    def draw(self, width: int, height: int) -> Image.Image:
        """The picture at this size."""
        rng = random.Random(self.seed)
        paper = rng.choice(((255, 255, 255), (252, 252, 250), (250, 247, 238), (244, 244, 246)))
        picture = Image.new("RGB", (width, height), paper)
        brush = ImageDraw.Draw(picture)
        margin = min(width, height) * rng.uniform(0.07, 0.12)
        box = (margin, margin, width - margin, height - margin)
        if self.kind.endswith("chart"):
            self._chart(brush, box, rng)
        elif self.kind == "table":
            self._table(brush, box, rng)
        elif self.kind == "receipt":
            self._receipt(picture, rng)
        elif self.kind == "screenshot":
            self._screenshot(brush, width, height, rng)
        else:
            self._page(brush, box, rng)
        return picture

    def _chart(self, brush: ImageDraw.ImageDraw, box: tuple[float, float, float, float], rng: random.Random) -> None:
        left, top, right, bottom = box
        size = (bottom - top) * 0.075
        if self.title or rng.random() < 0.7:
            write(brush, (left, top), self.title or _phrase(rng, 3).capitalize(), size, _INK)
            top += size * 1.8
        colours = [
            jitter(COLOURS[name], rng)
            for name in rng.sample(("blue", "orange", "green", "red", "purple", "teal", "pink", "yellow"), 6)
        ]
        if self.kind == "pie chart":
            self._pie(brush, (left, top, right, bottom), colours, rng)
            return
        left += size
        bottom -= size * 1.2
        for step in range(5):
            y = bottom - (bottom - top) * step / 4
            brush.line(
                (left, y, right, y), fill=(214, 216, 220) if step else (90, 92, 98), width=max(1, round(size * 0.06))
            )
        line_width = max(1, round(size * 0.1))
        brush.line((left, top, left, bottom), fill=(90, 92, 98), width=line_width)
        count = rng.randint(4, 9)
        if self.kind == "bar chart":
            one_colour = rng.random() < 0.6
            for index in range(count):
                x = left + (right - left) * (index + 0.18) / count
                tall = (bottom - top) * rng.uniform(0.15, 0.98)
                fill = colours[0] if one_colour else colours[index % 6]
                brush.rectangle((x, bottom - tall, x + (right - left) * 0.64 / count, bottom), fill=fill)
                write(brush, (x, bottom + size * 0.2), str(2014 + index), size * 0.5, (110, 112, 118))
        else:
            for series in range(rng.randint(1, 3)):
                value, points = rng.uniform(0.2, 0.7), []
                for index in range(count + 3):
                    value = min(0.97, max(0.05, value + rng.uniform(-0.2, 0.23)))
                    points.append((left + (right - left) * index / (count + 2), bottom - (bottom - top) * value))
                brush.line(points, fill=colours[series], width=max(2, round(size * 0.22)), joint="curve")
                for x, y in points:
                    r = size * 0.2
                    brush.ellipse((x - r, y - r, x + r, y + r), fill=colours[series])

    def _pie(
        self, brush: ImageDraw.ImageDraw, box: tuple[float, float, float, float], colours: list[RGB], rng: random.Random
    ) -> None:
        left, top, right, bottom = box
        radius = min(right - left, bottom - top) / 2
        cx, cy = left + radius + (right - left - 2 * radius) * rng.uniform(0.1, 0.6), top + radius
        parts = [rng.uniform(0.5, 2.0) for _ in range(rng.randint(3, 6))]
        angle = rng.uniform(0, 360)
        for index, part in enumerate(parts):
            end = angle + 360 * part / sum(parts)
            brush.pieslice(
                (cx - radius, cy - radius, cx + radius, cy + radius),
                angle,
                end,
                fill=colours[index],
                outline=(255, 255, 255),
                width=max(1, round(radius * 0.02)),
            )
            angle = end

    def _page(self, brush: ImageDraw.ImageDraw, box: tuple[float, float, float, float], rng: random.Random) -> None:
        left, top, right, bottom = box
        line = (bottom - top) * rng.uniform(0.026, 0.045)
        y = top
        if self.kind == "letter":
            for _ in range(3):
                write(brush, (left, y), _phrase(rng, 3).title(), line * 0.8, _INK)
                y += line * 1.2
            y += line * 1.5
            bottom -= line * 5
        elif self.title or rng.random() < 0.75:
            write(brush, (left, y), self.title or _phrase(rng, 3).capitalize(), line * 1.7, _INK)
            y += line * 3
        while y < bottom - line:
            for _ in range(rng.randint(3, 7)):
                if y >= bottom - line:
                    break
                _text_line(brush, left, y, right, line * 0.82, rng)
                y += line * 1.28
            y += line * 0.8
        if self.kind == "letter":
            write(brush, (left, bottom + line * 1.5), _phrase(rng, 2).capitalize() + ",", line * 0.8, _INK)
            points = [
                (left + (right - left) * 0.3 * i / 14, bottom + line * (3.6 + rng.uniform(-0.8, 0.8)))
                for i in range(15)
            ]
            brush.line(points, fill=(40, 60, 140), width=max(1, round(line * 0.12)), joint="curve")

    def _table(self, brush: ImageDraw.ImageDraw, box: tuple[float, float, float, float], rng: random.Random) -> None:
        left, top, right, bottom = box
        rows, columns = rng.randint(6, 11), rng.randint(3, 5)
        head = jitter(COLOURS[rng.choice(("blue", "grey", "teal", "green"))], rng)
        high, wide = (bottom - top) / rows, (right - left) / columns
        for row in range(rows):
            y = top + high * row
            fill = head if row == 0 else ((240, 242, 246) if row % 2 else (255, 255, 255))
            brush.rectangle(
                (left, y, right, y + high), fill=fill, outline=(170, 174, 182), width=max(1, round(high * 0.04))
            )
            for column in range(columns):
                x = left + wide * column
                brush.line((x, y, x, y + high), fill=(170, 174, 182), width=max(1, round(high * 0.04)))
                word = rng.choice(_WORDS) if column == 0 or row == 0 else f"{rng.uniform(1, 999):.1f}"
                write(
                    brush, (x + wide * 0.1, y + high * 0.28), word, high * 0.42, (255, 255, 255) if row == 0 else _INK
                )

    def _receipt(self, picture: Image.Image, rng: random.Random) -> None:
        width, height = picture.size
        picture.paste(mix((120, 100, 80), (170, 172, 178), rng.random()), (0, 0, width, height))
        brush = ImageDraw.Draw(picture)
        wide = min(width * 0.62, height * 0.55)
        left, right = (width - wide) / 2, (width + wide) / 2
        brush.rectangle((left, height * 0.03, right, height * 0.97), fill=(252, 252, 248))
        size = height * 0.035
        write(brush, (width / 2, height * 0.07), rng.choice(_WORDS).upper(), size * 1.4, _INK, "ma")
        y = height * 0.16
        while y < height * 0.9:
            write(brush, (left + wide * 0.08, y), _phrase(rng, 1), size, _INK)
            write(brush, (right - wide * 0.08, y), f"{rng.uniform(1, 60):.2f}", size, _INK, "ra")
            y += size * 1.5

    def _screenshot(self, brush: ImageDraw.ImageDraw, width: int, height: int, rng: random.Random) -> None:
        dark = rng.random() < 0.4
        face, ink = ((34, 36, 42), (210, 212, 218)) if dark else ((250, 250, 252), _INK)
        accent = jitter(COLOURS[rng.choice(("blue", "purple", "teal", "green"))], rng)
        bar = height * 0.09
        brush.rectangle((0, 0, width, height), fill=face)
        brush.rectangle((0, 0, width, bar), fill=mix(face, (128, 128, 132), 0.25))
        for index, dot in enumerate(((236, 96, 86), (244, 190, 70), (98, 196, 86))):
            x, r = bar * (0.5 + 0.6 * index), bar * 0.18
            brush.ellipse((x - r, bar / 2 - r, x + r, bar / 2 + r), fill=dot)
        side = width * rng.uniform(0.18, 0.28)
        brush.rectangle((0, bar, side, height), fill=mix(face, (128, 128, 132), 0.12))
        for index in range(7):
            y = bar * (1.5 + index * 1.1)
            write(brush, (side * 0.12, y), rng.choice(_WORDS), bar * 0.4, ink)
        brush.rounded_rectangle(
            (side + bar * 0.5, bar * 1.5, width - bar * 0.5, bar * 2.6), radius=bar * 0.2, fill=accent
        )
        y = bar * 3.1
        while y < height - bar:
            _text_line(brush, side + bar * 0.5, y, width - bar * 0.5, bar * 0.36, rng, ink)
            y += bar * 0.6


def _phrase(rng: random.Random, words: int) -> str:
    return " ".join(rng.choice(_WORDS) for _ in range(words))


def _text_line(
    brush: ImageDraw.ImageDraw, left: float, y: float, right: float, size: float, rng: random.Random, ink: RGB = _INK
) -> None:
    """Words until the line is full. Too small to read, it is a bar: that is how it looks, and quicker."""
    end = right if rng.random() < 0.85 else left + (right - left) * rng.uniform(0.3, 0.8)
    if size < 5:
        x = left
        while x < end:
            wide = size * rng.uniform(1.0, 4.0)
            brush.line(
                (x, y + size / 2, min(x + wide, end), y + size / 2),
                fill=mix(ink, (255, 255, 255), 0.25),
                width=max(1, round(size * 0.5)),
            )
            x += wide + size * 0.5
        return
    words: list[str] = []
    used = 0.0
    face = font(round(size))
    while True:
        word = rng.choice(_WORDS)
        used += face.getlength(word + " ")
        if used > end - left:
            break
        words.append(word)
    brush.text((left, y), " ".join(words), font=face, fill=ink)


@dataclass(frozen=True)
class CardDrawing:
    """A product card: a thing, its name, its category and its price."""

    thing: Thing
    name: str = "Product"
    category: str = "Things"
    price: str = "$9.99"
    background: str = "white"
    beside: bool = False
    seed: int = 0

    @cached_property
    def facts(self) -> frozenset[str]:
        return self.thing.facts | {"product", "count:1"}

    def draw(self, width: int, height: int) -> Image.Image:
        """The picture at this size."""
        rng = random.Random(self.seed)
        fill = jitter(COLOURS[self.thing.colour], rng, 0.5)
        desk = readable_background(self.background, [(255, 255, 255)], rng)
        picture = Image.new("RGB", (width, height), desk)
        brush = ImageDraw.Draw(picture)
        unit = min(width, height)
        edge = unit * rng.uniform(0.02, 0.06)
        face = (255, 255, 255) if self.thing.colour != "white" else (214, 216, 222)
        line = mix(face, (0, 0, 0), 0.18)
        brush.rounded_rectangle(
            (edge, edge, width - edge, height - edge),
            radius=unit * 0.04,
            fill=face,
            outline=line,
            width=max(1, round(unit * 0.006)),
        )
        inner = (edge * 1.6, edge * 1.6, width - edge * 1.6, height - edge * 1.6)
        ink = (34, 36, 42)
        if self.beside:
            split = inner[0] + (inner[2] - inner[0]) * 0.56
            middle, room = ((inner[0] + split) / 2, height / 2), min(split - inner[0], inner[3] - inner[1]) / 2
            text, top, anchor = (split + unit * 0.02, height * 0.32, "la")
        else:
            split = inner[1] + (inner[3] - inner[1]) * rng.uniform(0.64, 0.7)
            middle, room = (width / 2, (inner[1] + split) / 2), min(split - inner[1], inner[2] - inner[0]) / 2
            text, top, anchor = (width / 2, split + unit * 0.01, "ma")
        if rng.random() < 0.5:
            back = mix(face, (90, 110, 150), rng.uniform(0.04, 0.12))
            box = (middle[0] - room, middle[1] - room, middle[0] + room, middle[1] + room)
            brush.rounded_rectangle(box, radius=unit * 0.03, fill=back)
        draw_thing(picture, self.thing, fill, middle, room * rng.uniform(0.8, 0.9), rng.uniform(-3, 3), rng)
        size = unit * 0.075
        write(brush, (text, top), self.name, size, ink, anchor)
        write(brush, (text, top + size * 1.25), self.category, size * 0.62, (112, 116, 124), anchor)
        write(brush, (text, top + size * 2.15), self.price, size * 0.95, mix(ink, (20, 110, 60), 0.6), anchor)
        return picture
