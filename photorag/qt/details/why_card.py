"""Why a photo was found: how strongly it matched, what the match came from, and the person's word on it.

A raw cosine means nothing to a person: unrelated photos reach 0.2 with words and 0.6 with pictures. So the bar of the
whole is the hit's strength, which is judged against the library. Where words and a picture were given, each has a bar
too: its share of the sum of the two. Texts that hold words of the query have a bar for each place they stand in, and
are quoted with those words marked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from photorag.core.query import Hit, Source, TextMatch
from photorag.qt.details.quote import Quote
from photorag.qt.texts import tr
from photorag.qt.theme import Theme

_STRONG, _GOOD = 0.8, 0.5  # "good" begins where the best matches do
_BAR = 6
_MOST_TEXTS = 3
_BY_WORTH = (
    Source.INSIDE, Source.CAPTION, Source.TAGS, Source.TITLE, Source.KEYWORDS, Source.PLACE, Source.ATTRIBUTES,
    Source.NAME, Source.FOLDER,
)  # fmt: skip
_QUOTED = (Source.CAPTION, Source.TITLE, Source.INSIDE)  # the others are said whole by their bar's word
_LONGEST_WORD = 16  # more would leave no room for the bars; the quotes have all of it


@dataclass(frozen=True, slots=True)
class Reason:
    """``share`` 0 to 1 is the bar's length."""

    label: str
    share: float
    word: str


def reasons(hit: Hit) -> tuple[Reason, ...]:
    return (*_by_meaning(hit), *_by_text(hit))


def _by_meaning(hit: Hit) -> tuple[Reason, ...]:
    parts = {name: max(0.0, hit.why[name]) for name in ("words", "picture") if name in hit.why}
    whole = strength_word(hit.strength)
    if not parts:
        return ()
    if len(parts) == 1:
        return (Reason(tr("Like the picture") if "picture" in parts else tr("Looks like"), hit.strength, whole),)
    total = sum(parts.values()) or 1.0
    names = {"words": tr("From the words"), "picture": tr("From the picture")}
    return (
        Reason(tr("Match"), hit.strength, whole),
        *(
            Reason(names[name], part / total, tr("{} %").format(round(100 * part / total)))
            for name, part in parts.items()
        ),
    )


def _by_text(hit: Hit) -> tuple[Reason, ...]:
    share = hit.why.get("text", 1.0)
    return tuple(Reason(source_name(match.source), share, _found(match)) for match in _telling(hit))


def _telling(hit: Hit) -> tuple[TextMatch, ...]:
    """The texts that say most about the photo itself: the same word often stands in many of them."""
    return tuple(sorted(hit.matches, key=lambda match: _BY_WORTH.index(match.source))[:_MOST_TEXTS])


def _found(match: TextMatch) -> str:
    words = ", ".join(dict.fromkeys(match.text[start:end] for start, end in match.found))
    return tr("“{}”").format(words if len(words) <= _LONGEST_WORD else words[:_LONGEST_WORD].rstrip() + "…")


def source_name(source: Source) -> str:
    return {
        Source.TITLE: tr("Title"), Source.CAPTION: tr("Caption"), Source.KEYWORDS: tr("Keywords"),
        Source.TAGS: tr("Tags"), Source.INSIDE: tr("Text inside"), Source.PLACE: tr("Place"), Source.NAME: tr("Name"),
        Source.FOLDER: tr("Folder"), Source.ATTRIBUTES: tr("Attributes"),
    }[source]  # fmt: skip


def strength_word(strength: float) -> str:
    if strength >= _STRONG:
        return tr("strong")
    return tr("good") if strength >= _GOOD else tr("weak")


class WhyCard(QWidget):
    """``show_verdict`` says what the person has called the photo; pressing the same button again takes it back."""

    more_wanted = Signal(bool)  # "more like this", or no longer
    not_wanted = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        title = QLabel(self.tr("Why it matched"), self)
        title.setProperty("kind", "section")
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(6)
        self._rows.setColumnStretch(1, 1)
        self._quotes = QVBoxLayout()
        self._quotes.setSpacing(4)
        self.more = self._verdict(self.tr("More like this"), self.more_wanted)
        self.unlike = self._verdict(self.tr("Not this"), self.not_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.more)
        buttons.addWidget(self.unlike)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(title)
        column.addLayout(self._rows)
        column.addLayout(self._quotes)
        column.addLayout(buttons)
        self._cells: list[QWidget] = []
        self._hit: Hit | None = None
        self.shown: tuple[Reason, ...] = ()

    @property
    def quotes(self) -> tuple[str, ...]:
        return tuple(cell.match.text for cell in self._cells if isinstance(cell, Quote))

    def show_hit(self, hit: Hit | None) -> None:
        wanted = reasons(hit) if hit is not None else ()
        self.setVisible(bool(wanted))  # what only passed the filters needs no reason
        before, self._hit = self._hit, hit
        same = before is not None and hit is not None and before.matches == hit.matches
        if same and wanted == self.shown:
            return
        self.shown = wanted
        self._empty()
        for row, reason in enumerate(self.shown):
            self._add_row(row, reason)
        for match in _telling(hit) if hit is not None else ():
            if match.source in _QUOTED:
                quote = Quote(match, self._theme, self)
                self._quotes.addWidget(quote)
                self._keep((quote,))

    def show_verdict(self, *, liked: bool, unliked: bool) -> None:
        self.more.setChecked(liked)
        self.unlike.setChecked(unliked)

    # -- inside

    def _verdict(self, text: str, wanted: SignalInstance) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("kind", "pill")
        button.setCheckable(True)
        button.clicked.connect(wanted)
        return button

    def _add_row(self, row: int, reason: Reason) -> None:
        label, word = QLabel(reason.label, self), QLabel(reason.word, self)
        label.setProperty("kind", "fact")
        word.setProperty("kind", "meta")
        word.setTextFormat(Qt.TextFormat.PlainText)
        cells = (label, _Bar(reason, self._theme, self), word)
        for column, cell in enumerate(cells):
            self._rows.addWidget(cell, row, column, Qt.AlignmentFlag.AlignVCenter)
        self._keep(cells)

    def _keep(self, cells: Iterable[QWidget]) -> None:
        for cell in cells:
            cell.show()
            self._cells.append(cell)

    @Slot()
    def _empty(self) -> None:
        for cell in self._cells:
            self._rows.removeWidget(cell)
            self._quotes.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells = []


class _Bar(QWidget):
    def __init__(self, reason: Reason, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._share, self._theme = min(1.0, max(0.0, reason.share)), theme
        self.setAccessibleName(tr("{}: {}").format(reason.label, reason.word))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(80, _BAR)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("line"))
        painter.drawRoundedRect(QRectF(0, 0, self.width(), _BAR), _BAR / 2, _BAR / 2)
        painter.setBrush(self._theme.colour("accent"))
        if self._share > 0:
            filled = max(float(_BAR), self.width() * self._share)
            painter.drawRoundedRect(QRectF(0, 0, filled, _BAR), _BAR / 2, _BAR / 2)
        painter.end()
