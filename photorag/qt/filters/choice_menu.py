"""The menus of places, cameras, types and ratings: values with their counts, one or several to be chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from photorag.core.filters import Flag
from photorag.core.understanding import Count, Facets, Part, PartKind
from photorag.qt.filters.chip_texts import flag_text, stars_text, tr, values_of
from photorag.qt.filters.choice_list import Choice, ChoiceList
from photorag.qt.filters.popup import FilterMenu
from photorag.qt.labels import plain_label
from photorag.qt.theme import Theme

_SEARCHED_FROM = 9  # choices: fewer are seen at a glance
_SHAPES, _MARKS = ("is:portrait", "is:landscape"), ("is:favourite", "is:screenshot")


@dataclass(frozen=True, slots=True)
class ChoiceKind:
    """What a menu of choices offers. ``term`` writes the chosen values in the query language."""

    kind: PartKind
    name: str
    search: str
    empty: str
    any: str
    several: bool
    choices: Callable[[Facets], Sequence[Choice]]
    term: Callable[[Sequence[str]], str]


def choice_kinds() -> tuple[ChoiceKind, ...]:
    return (
        ChoiceKind(
            PartKind.PLACE, tr("Places"), tr("Find a place"), tr("No place is known for these photos"),
            tr("Any place"), True, _places, lambda values: _either([f"place:{quoted(value)}" for value in values]),
        ),
        ChoiceKind(
            PartKind.CAMERA, tr("Cameras"), tr("Find a camera"), tr("No camera is known for these photos"),
            tr("Any camera"), True,
            lambda facets: [Choice(each.value, each.title, each.photos) for each in facets.cameras],
            lambda values: _either([f"camera:{quoted(value)}" for value in values]),
        ),
        ChoiceKind(
            PartKind.TYPE, tr("Types"), tr("Find a type"), tr("No photos here"), tr("Any type"), True, _types, type_term
        ),
        ChoiceKind(
            PartKind.RATING, tr("Ratings"), "", tr("No photos here"), tr("Any rating"), False, _ratings, "".join
        ),
    )  # fmt: skip


class ChoiceMenu(FilterMenu):
    def __init__(self, what: ChoiceKind, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, what.any)
        self.what = what
        self.setAccessibleName(what.name)
        self._choices: Sequence[Choice] | None = None
        self._chosen: dict[str, str] = {}  # by its lower case
        self.search = _SearchLine(self)
        self.search.setObjectName("filterField")
        self.search.setPlaceholderText(what.search)
        self.search.setAccessibleName(what.search or what.name)
        self.search.textChanged.connect(self._narrow)
        self.search.hide()
        self.note = plain_label("muted", "", self)
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.note.setMinimumHeight(64)
        self.list = ChoiceList(theme, self, several=what.several)
        self.list.setAccessibleName(what.name)
        for widget in (self.search, self.note, self.list):
            self.column.addWidget(widget)
        self.add_footer()
        self.list.chosen.connect(self._choose)
        self.list.toggled.connect(self._toggle)
        self.list.left.connect(self.close)
        self.list.typed.connect(self._type_on)
        self.list.went_up.connect(self._go_up)
        self.search.entered.connect(self._enter)
        self.search.went_down.connect(self.list.setFocus)

    def focus_first(self) -> None:
        (self.list if self.search.isHidden() else self.search).setFocus(Qt.FocusReason.PopupFocusReason)

    def show_chosen(self, parts: Sequence[Part], phrase: str) -> None:
        super().show_chosen(parts, phrase)
        self._chosen = {value: value for part in parts for value in values_of(part.filter)}
        self._name_chosen()
        self.list.show_chosen(self._chosen)
        self.fit()

    def show_loading(self) -> None:
        """What was counted before stays until it is counted again."""
        if self._choices is None:
            self._say(self.tr("Counting…"))

    def show_facets(self, facets: Facets) -> None:
        self._choices = self.what.choices(facets)
        searched = bool(self.what.search) and len(self._choices) >= _SEARCHED_FROM
        self.search.setVisible(searched)
        self._name_chosen()
        self._narrow(self.search.text() if searched else "")
        self.fit()
        if self.isVisible():
            self.focus_first()

    # -- inside

    def _name_chosen(self) -> None:
        """Filters are compared in lower case; what is written is as the library writes it."""
        for choice in self._choices or ():
            if choice.value.casefold() in self._chosen:
                self._chosen[choice.value.casefold()] = choice.value

    @Slot(str)
    def _narrow(self, text: str) -> None:
        every, wanted = self._choices or (), text.casefold().split()
        found = [each for each in every if not wanted or (each.value and _has(each.title.casefold(), wanted))]
        if found:
            self.list.show_choices(found, self._chosen)
        self._say("" if found else self.tr("Nothing by that name") if wanted else self.what.empty)

    def _say(self, sentence: str) -> None:
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))
        self.list.setVisible(not sentence)

    @Slot(str)
    def _choose(self, value: str) -> None:
        self.close()
        only = list(self._chosen) == [value.casefold()]
        self.term_chosen.emit("" if only else self.what.term([value]))

    @Slot(str)
    def _toggle(self, value: str) -> None:
        if self._chosen.pop(value.casefold(), None) is None:
            self._chosen[value.casefold()] = value
        self.list.show_chosen(self._chosen)
        values = list(self._chosen.values())
        self.term_chosen.emit(self.what.term(values) if values else "")

    @Slot()
    def _enter(self) -> None:
        if not self.list.isHidden() and self.list.currentRow() >= 0:
            self._choose(self.list.value_at(self.list.currentRow()))

    @Slot()
    def _go_up(self) -> None:
        if not self.search.isHidden():
            self.search.setFocus(Qt.FocusReason.BacktabFocusReason)

    @Slot(str)
    def _type_on(self, text: str) -> None:
        if not self.search.isHidden():
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.insert(text)


class _SearchLine(QLineEdit):
    entered = Signal()
    went_down = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down:
                self.went_down.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.entered.emit()
                return True
        return super().eventFilter(watched, event)


def quoted(value: str) -> str:
    """A value as the query language takes it whole. It has no way to write a quotation mark inside of one."""
    return '"' + value.replace('"', " ") + '"'


def _has(title: str, words: Sequence[str]) -> bool:
    return all(word in title for word in words)


def type_term(values: Sequence[str]) -> str:
    """Portrait or landscape, one of the formats, and each mark by itself: "is:favourite (ext:heic OR is:raw)"."""
    shapes = [value for value in values if value in _SHAPES]
    formats = [value for value in values if value not in _SHAPES and value not in _MARKS]
    terms = [*(value for value in values if value in _MARKS), _either(shapes), _either(formats)]
    return " ".join(term for term in terms if term)


def _either(terms: Sequence[str]) -> str:
    return f"({' OR '.join(terms)})" if len(terms) > 1 else "".join(terms)


def _places(facets: Facets) -> list[Choice]:
    countries = [_choice(each) for each in facets.countries]
    known = {each.value for each in facets.countries}
    places = [_choice(each) for each in facets.places if each.value not in known]
    if not countries or not places:
        return [*countries, *places]
    return [Choice("", tr("Countries")), *countries, Choice("", tr("Cities and regions")), *places]


def _types(facets: Facets) -> list[Choice]:
    """What a photo is and how it is held, then the files' formats."""
    found = [Choice(each.value, _type_title(each), each.photos) for each in facets.types if each.photos]
    formats = [each for each in found if each.value.startswith("ext:")]
    others = [each for each in found if each not in formats]
    if not others or not formats:
        return found
    return [*others, Choice("", tr("File formats")), *formats]


def _type_title(count: Count) -> str:
    name, _, value = count.value.partition(":")
    if name == "is" and value in set(Flag):
        return flag_text(Flag(value))
    return value.upper() if name == "ext" else count.title


def _ratings(facets: Facets) -> list[Choice]:
    """ "★★★ and up" counts all that have as many stars or more."""
    exactly = {int(each.value.rpartition(":")[2]): each.photos for each in facets.ratings}
    choices, photos = [], 0
    for stars in range(5, 0, -1):
        photos += exactly.get(stars, 0)
        choices.append(Choice(f"rating:>={stars}" if stars < 5 else "rating:5", stars_text(stars), photos))
    return [*choices, Choice("rating:0", stars_text(0, 0), exactly.get(0, 0))]


def _choice(count: Count) -> Choice:
    return Choice(count.value, count.title, count.photos)
