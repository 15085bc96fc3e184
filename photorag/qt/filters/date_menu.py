"""The menu of dates: when the photos were taken, some usual spans, and two fields for any other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from photorag.core.filters import Taken
from photorag.core.understanding import Facets, Parsed, Part
from photorag.qt.details.flow_layout import FlowLayout
from photorag.qt.filters.dates import (
    BY_MONTH,
    joined,
    month_bars,
    months_of,
    number_of_months,
    span_of,
    span_of_months,
    year_bars,
)
from photorag.qt.filters.histogram import Histogram
from photorag.qt.filters.popup import FilterMenu
from photorag.qt.labels import plain_label
from photorag.qt.theme import Theme
from photorag.search.parse.dates import text

_SUMMER, _AUTUMN = 6, 9  # their first months
_DAY = timedelta(days=1)


class DateMenu(FilterMenu):
    """``understand`` reads what is typed into the fields: anything that "taken:" takes."""

    def __init__(self, understand: Callable[[str], Parsed], theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, self.tr("Any date"))
        self.setAccessibleName(self.tr("Dates"))
        self._understand = understand
        self._months: tuple[tuple[int, int], ...] | None = None
        self._span: Taken | None = None
        self._years: tuple[int, int] | None = None  # whose months are shown, of more years
        self.histogram = Histogram(theme, self)
        self.histogram.setAccessibleName(self.tr("Photos by date"))
        self.histogram.chosen.connect(self._choose_bars)
        self.note = plain_label("muted", "", self)
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.note.setFixedHeight(self.histogram.sizeHint().height())
        self.note.hide()
        self.back = QPushButton(self.tr("All years"), self)
        self.back.setProperty("kind", "inline")
        self.back.clicked.connect(self._show_years)
        self.back.hide()
        self.presets: list[QPushButton] = []
        self.start, self.end = self._field(self.tr("From")), self._field(self.tr("To"))
        self.trouble = plain_label("meta", "", self)
        self.trouble.hide()
        self._lay_out()

    def focus_first(self) -> None:
        self.histogram.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_chosen(self, parts: Sequence[Part], phrase: str) -> None:
        super().show_chosen(parts, phrase)
        self._span = joined([span_of(part.filter) for part in parts])
        span = self._span or Taken(None, None)
        self.start.setText(span.start[:10] if span.start else "")
        self.end.setText((date.fromisoformat(span.end[:10]) - _DAY).isoformat() if span.end else "")
        self._name_presets(date.today())
        self._show_bars()
        self.fit()

    def show_loading(self) -> None:
        """What was counted before stays until it is counted again."""
        if self._months is None:
            self._say(self.tr("Counting…"))

    def show_facets(self, facets: Facets) -> None:
        self._months = facets.months
        self._show_bars()

    # -- the histogram

    def _show_bars(self) -> None:
        months = [each for each in self._months or () if each[0] > 0]
        if self._months is None:
            return
        if not months:
            self._say(self.tr("No date is known for these photos"))
            return
        self._say("")
        first, last = months[0][0], months[-1][0]
        chosen = months_of(self._span)
        by_year = number_of_months(first, last) > BY_MONTH
        if by_year and chosen is not None and number_of_months(*self._within(chosen, first, last)) <= BY_MONTH:
            shown = self._within(chosen, first, last)
            self._years = shown[0] // 100, shown[1] // 100
        self.back.setVisible(by_year and self._years is not None)
        if by_year and self._years is None:
            years = None if chosen is None else (chosen[0] // 100, chosen[1] // 100)
            self.histogram.show_bars(year_bars(months), years)
        elif by_year and self._years is not None:
            start, end = self._years
            self.histogram.show_bars(month_bars(months, start * 100 + 1, end * 100 + 12), chosen)
        else:
            self.histogram.show_bars(month_bars(months, first, last), chosen)
        self.fit()

    @staticmethod
    def _within(chosen: tuple[int, int], first: int, last: int) -> tuple[int, int]:
        return max(first, min(chosen[0], last)), min(last, max(chosen[1], first))

    @Slot()
    def _show_years(self) -> None:
        """All photos again, to choose another year."""
        self._years = None
        months = [each for each in self._months or () if each[0] > 0]
        chosen = months_of(self._span)
        self.histogram.show_bars(year_bars(months), None if chosen is None else (chosen[0] // 100, chosen[1] // 100))
        self.back.hide()
        self.fit()
        self.histogram.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int, int)
    def _choose_bars(self, first: int, last: int) -> None:
        if first < 10_000:  # years
            first, last = first * 100 + 1, last * 100 + 12
        self.term_chosen.emit(text(span_of_months(first, last)))

    def _say(self, sentence: str) -> None:
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))
        self.histogram.setVisible(not sentence)

    # -- usual spans

    def _name_presets(self, today: date) -> None:
        for button, (name, first, last) in zip(self.presets, self._spans(today), strict=True):
            button.setText(name)
            button.setProperty("months", [first, last])
            button.setChecked(months_of(self._span) == (first, last))

    def _spans(self, today: date) -> list[tuple[str, int, int]]:
        """Names with their first and last month."""
        this = today.year * 100 + today.month
        before = (today.replace(day=1) - _DAY).timetuple()
        last = before.tm_year * 100 + before.tm_mon
        summer = today.year if today.month >= _SUMMER else today.year - 1
        name = self.tr("This summer") if _SUMMER <= today.month < _AUTUMN else self.tr("Last summer")
        return [
            (self.tr("This month"), this, this),
            (self.tr("Last month"), last, last),
            (name, summer * 100 + _SUMMER, summer * 100 + _AUTUMN - 1),
            (self.tr("This year"), today.year * 100 + 1, today.year * 100 + 12),
            (self.tr("Last year"), today.year * 100 - 99, today.year * 100 - 88),
        ]

    @Slot()
    def _choose_preset(self) -> None:
        first, last = self.sender().property("months")
        self.close()
        self.term_chosen.emit(text(span_of_months(int(first), int(last))))

    # -- the two fields

    @Slot()
    def _choose_typed(self) -> None:
        """What cannot be understood is said, and stays to be mended."""
        fields = (self.start, self.end)
        spans = [self._read(field) for field in fields]
        for field, span in zip(fields, spans, strict=True):
            if span is None and field.text().strip():
                self._complain(
                    self.tr("“{}” is no date: try 2019, 2019-07 or 14 July 2019.").format(field.text().strip())
                )
                return
        first, last = (span or Taken(None, None) for span in spans)
        if first.start is not None and last.end is not None and last.end <= first.start:
            self._complain(self.tr("The end is before the beginning."))
            return
        self._complain("")
        self.close()
        chosen = Taken(first.start, last.end)
        self.term_chosen.emit("" if chosen == Taken(None, None) else text(chosen))

    def _read(self, field: QLineEdit) -> Taken | None:
        typed = field.text().replace('"', " ").strip()
        if not typed:
            return None
        parsed = self._understand(f'taken:"{typed}"')
        return None if parsed.problems else span_of(parsed.query.filter)

    def _complain(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))
        self.fit()

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName("filterField")
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        field.returnPressed.connect(self._choose_typed)
        return field

    def _lay_out(self) -> None:
        presets = QWidget(self)
        flow = FlowLayout(presets, 6)
        for _ in self._spans(date.today()):
            button = QPushButton(presets)
            button.setProperty("kind", "pill")
            button.setCheckable(True)
            button.clicked.connect(self._choose_preset)
            self.presets.append(button)
            flow.addWidget(button)
        fields = QHBoxLayout()
        fields.setSpacing(8)
        fields.addWidget(self.start, 1)
        fields.addWidget(self.end, 1)
        for widget in (self.histogram, self.note, self.back, presets):
            self.column.addWidget(widget)
        self.column.addLayout(fields)
        self.column.addWidget(self.trouble)
        self.add_footer()
