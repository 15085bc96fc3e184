"""Why a photo was found: how strongly it matched, and what the match came from.

A raw cosine means nothing to a person: unrelated photos reach 0.2 with words and 0.6 with pictures. So the bar of the
whole is the hit's strength, which is judged against the library. Where words and a picture were given, each has a bar
too: its share of the hit's score, which is the sum of the two.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from photorag.core.query import Hit
from photorag.qt.texts import tr
from photorag.qt.theme import Theme

_STRONG, _GOOD = 0.8, 0.5  # "good" begins where the best matches do
_BAR = 6


@dataclass(frozen=True, slots=True)
class Reason:
    """``share`` 0 to 1 is the bar's length."""

    label: str
    share: float
    word: str


def reasons(hit: Hit) -> tuple[Reason, ...]:
    whole = strength_word(hit.strength)
    if len(hit.why) < 2:
        label = tr("Like the picture") if "picture" in hit.why else tr("Looks like")
        return (Reason(label, hit.strength, whole),)
    parts = {name: max(0.0, cosine) for name, cosine in hit.why.items()}
    total = sum(parts.values()) or 1.0
    names = {"words": tr("From the words"), "picture": tr("From the picture")}
    return (
        Reason(tr("Match"), hit.strength, whole),
        *(
            Reason(names.get(name, name), part / total, tr("{} %").format(round(100 * part / total)))
            for name, part in sorted(parts.items(), reverse=True)  # the words first
        ),
    )


def strength_word(strength: float) -> str:
    if strength >= _STRONG:
        return tr("strong")
    return tr("good") if strength >= _GOOD else tr("weak")


class WhyCard(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        title = QLabel(self.tr("Why it matched"), self)
        title.setProperty("kind", "section")
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(6)
        self._rows.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(title)
        column.addLayout(self._rows)
        self._cells: list[QWidget] = []
        self.shown: tuple[Reason, ...] = ()

    def show_hit(self, hit: Hit | None) -> None:
        self.setVisible(hit is not None)
        wanted = reasons(hit) if hit is not None else ()
        if wanted == self.shown:
            return
        self.shown = wanted
        for cell in self._cells:
            self._rows.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells = []
        for row, reason in enumerate(self.shown):
            label, word = QLabel(reason.label, self), QLabel(reason.word, self)
            label.setProperty("kind", "fact")
            word.setProperty("kind", "meta")
            bar = _Bar(reason, self._theme, self)
            for column, cell in enumerate((label, bar, word)):
                self._rows.addWidget(cell, row, column, Qt.AlignmentFlag.AlignVCenter)
                cell.show()
                self._cells.append(cell)


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
