"""The chips under the search field: one for each kind of filter and each other part, and what was not understood."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from photorag.core.query import Query
from photorag.core.understanding import Facets, Part, PartKind
from photorag.qt.details.flow_layout import FlowLayout
from photorag.qt.filters.chip import Chip
from photorag.qt.filters.chip_texts import kind_text, part_text, parts_text
from photorag.qt.filters.choice_menu import ChoiceMenu, choice_kinds
from photorag.qt.filters.date_menu import DateMenu
from photorag.qt.filters.edit_popup import EditPopup
from photorag.qt.filters.popup import FilterMenu
from photorag.qt.filters.state import SLOTS, FilterState
from photorag.qt.labels import plain_label
from photorag.qt.models.palette_icons import IconLabel
from photorag.qt.theme import Theme

_GAP = 8
_PROBLEM_MS = 700  # half a word is no mistake: it is said when the typing stops
# What is these by being said so: to look for their words is to say something else.
_WORDS_ALREADY = (PartKind.WITHOUT, PartKind.EXACT, PartKind.TEXT)


class FilterRow(QWidget):
    """Shows a `FilterState` and changes it; keeps nothing of the search itself."""

    facets_wanted = Signal(object)  # the PartKind whose menu is opened; `show_facets` answers

    judgement_dropped = Signal()  # what was called right and wrong is to count no more

    def __init__(self, state: FilterState, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._theme = state, theme
        self._open: PartKind | None = None
        self._notes: tuple[str, ...] = ()
        self._edited: Part | None = None
        self.slots = {kind: self._slot_chip(kind) for kind in SLOTS}
        self.judged = Chip(theme, self)
        self.judged.removed.connect(self.judgement_dropped)
        self.show_judged(Query())
        self.extras: list[Chip] = []
        self.menus: dict[PartKind, FilterMenu] = {PartKind.DATE: DateMenu(state.understand, theme, self)}
        self.menus |= {what.kind: ChoiceMenu(what, theme, self) for what in choice_kinds()}
        for kind, menu in self.menus.items():
            menu.term_chosen.connect(partial(self._choose, kind))
            menu.words_wanted.connect(partial(self._words_instead, kind))
            menu.closed.connect(self._menu_closed)
        self.edit = EditPopup(theme, self)
        self.edit.edited.connect(self._rewrite)
        self.edit.words_wanted.connect(self._edited_as_words)
        self.line = QWidget(parent)  # as wide as all of it: the page puts it below
        self.problem = plain_label("meta", "", self.line)
        self._problem_soon = QTimer(self, interval=_PROBLEM_MS, singleShot=True)
        self._problem_soon.timeout.connect(self._show_problems)
        self._lay_out()
        state.changed.connect(self._refresh)
        self._refresh()

    @Slot(object)
    def show_facets(self, facets: Facets) -> None:
        """The counts for the menu that is open."""
        if self._open is not None:
            self.menus[self._open].show_facets(facets)

    @Slot(object)
    def show_notes(self, notes: Sequence[str]) -> None:
        """What the search itself could not use; said beside what was not understood."""
        self._notes = tuple(notes)
        self._problem_soon.start()

    @Slot(object)
    def show_judged(self, query: Query) -> None:
        """How many photos were called right and wrong for the search that is shown."""
        parts = [
            text.format(len(items))
            for items, text in ((query.like, self.tr("{} like this")), (query.unlike, self.tr("{} not this")))
            if items
        ]
        said = ", ".join(parts)
        self.judged.say(said, self.tr("What you called right and wrong: {}").format(said), active=True)
        self.judged.setVisible(bool(parts))

    # -- chips

    @Slot()
    def _refresh(self, *_: object) -> None:
        for kind, chip in self.slots.items():
            parts, name = self._state.slot(kind), kind_text(kind)
            said = parts_text(parts)
            accessible = self.tr("{}: {}").format(name, said) if parts else self.tr("Filter by: {}").format(name)
            chip.say(said or name, accessible, active=bool(parts))
        self._show_extras(self._state.extras())
        if self._open is not None:
            self._show_chosen(self._open)
        if not self._state.parsed.text:
            self._notes = ()  # they were about the search that has gone
            self._show_problems()
        self._problem_soon.start()

    def _show_extras(self, parts: Sequence[Part]) -> None:
        while len(self.extras) > len(parts):
            chip = self.extras.pop()
            if chip.hasFocus():
                (self.extras[-1] if self.extras else self.slots[SLOTS[-1]]).setFocus()
            self._chips.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        while len(self.extras) < len(parts):
            before = self.extras[-1] if self.extras else self.slots[SLOTS[-1]]
            chip = Chip(self._theme, self)
            chip.opened.connect(partial(self._edit, chip))
            chip.removed.connect(partial(self._remove, chip))
            self.extras.append(chip)
            self._chips.addWidget(chip)
            QWidget.setTabOrder(before, chip)
            chip.show()
        for chip, part in zip(self.extras, parts, strict=True):
            chip.say(part_text(part), self.tr("Part of the search: {}").format(part_text(part)), active=True)

    def _slot_chip(self, kind: PartKind) -> Chip:
        chip = Chip(self._theme, self)
        chip.opened.connect(partial(self._open_menu, kind))
        chip.removed.connect(partial(self._clear, kind))
        return chip

    def _clear(self, kind: PartKind) -> None:
        self._state.set_term(kind, None)

    def _remove(self, chip: Chip) -> None:
        self._state.remove(self._state.extras()[self.extras.index(chip)])

    # -- menus

    def _open_menu(self, kind: PartKind) -> None:
        self._open = kind
        self._show_chosen(kind)
        menu = self.menus[kind]
        menu.show_loading()
        menu.pop_up(self.slots[kind])
        self.facets_wanted.emit(kind)

    def _show_chosen(self, kind: PartKind) -> None:
        parts = self._state.slot(kind)
        phrase = self._state.words_of(parts[0]) if parts and self._state.is_typed(parts[0]) else ""
        self.menus[kind].show_chosen(parts, phrase)

    @Slot()
    def _menu_closed(self) -> None:
        self._open = None

    def _choose(self, kind: PartKind, term: str) -> None:
        self._state.set_term(kind, term)

    def _words_instead(self, kind: PartKind) -> None:
        parts = self._state.slot(kind)
        if parts:
            self._as_words(parts[0])

    def _as_words(self, part: Part) -> None:
        words = self._state.words_of(part).replace('"', " ")
        self._state.replace(part, f'words:"{words}"')

    # -- writing a part anew

    def _edit(self, chip: Chip) -> None:
        self._edited = part = self._state.extras()[self.extras.index(chip)]
        self.edit.show_text(part.text, words=self._state.is_typed(part) and part.kind not in _WORDS_ALREADY)
        self.edit.pop_up(chip)

    @Slot(str)
    def _rewrite(self, text: str) -> None:
        if self._edited is not None:
            self._state.replace(self._edited, text)

    @Slot()
    def _edited_as_words(self) -> None:
        if self._edited is not None:
            self._as_words(self._edited)

    # -- what was not understood

    @Slot()
    def _show_problems(self) -> None:
        sentences = [*(problem.sentence for problem in self._state.parsed.problems), *self._notes]
        self.problem.setText(" ".join(dict.fromkeys(sentences)))
        self.line.setVisible(bool(sentences))

    def _lay_out(self) -> None:
        chips = QWidget(self)
        self._chips = FlowLayout(chips, _GAP)
        for chip in (*self.slots.values(), self.judged):
            self._chips.addWidget(chip)
        line = QHBoxLayout(self.line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        image = IconLabel(14, self.line)
        image.show_icon("info")
        line.addWidget(image)
        line.addWidget(self.problem, 1)
        self.line.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(chips)
