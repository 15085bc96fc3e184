"""The rows of the details: a name on the left, what is known on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from photorag.core.library_types import Item
from photorag.core.photo_facts import DateSource, ItemFacts
from photorag.qt.details import fact_texts
from photorag.qt.details.elided_button import ElidedButton
from photorag.qt.details.selectable_text import SelectableText
from photorag.qt.details.tag_editor import TagEditor

_LABELS_WIDTH = 72


class FactsTable(QWidget):
    """Rows with nothing to say are left out. ``tags`` stay for many photos, too."""

    folder_wanted = Signal()

    def __init__(self, tags: TagEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, _LABELS_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._labels: dict[QWidget, QLabel] = {}
        self.about = self._text(self.tr("About"))
        self.taken = self._text(self.tr("Taken"))
        self.place = self._text(self.tr("Place"))
        self.camera = self._text(self.tr("Camera"))
        self.exposure = self._text(self.tr("Exposure"))
        self.rating = self._text(self.tr("Rating"))
        self.keywords = self._text(self.tr("Keywords"))
        self.attributes = self._text(self.tr("Attributes"))
        self.file = self._text(self.tr("File"))
        self.folder = ElidedButton(self)
        self.folder.clicked.connect(self._folder_clicked)
        self._add(self.tr("Folder"), self.folder)
        self.offline = self._text("")
        self.added = self._text(self.tr("Added"))
        self._add(self.tr("Tags"), tags)
        self.inside = self._text(self.tr("Text inside"))  # last: a page of a book is long

    def show_item(self, item: Item | None, known: ItemFacts | None) -> None:
        """``known`` None: it is being asked for. Its rows then stay as they were, but for what they say."""
        self._show_file(item, known)
        if item is not None and known is None:
            for waiting in self._facts_rows():
                if not waiting.isHidden():
                    waiting.say("…")
            return
        texts = [""] * len(self._facts_rows())
        if known is not None:
            facts = known.facts
            texts = [
                fact_texts.about(facts), fact_texts.place(facts), fact_texts.camera(facts), fact_texts.exposure(facts),
                fact_texts.rating(facts), ", ".join(facts.keywords), fact_texts.attributes(facts),
                fact_texts.text_inside(known.words),
            ]  # fmt: skip
        for row, text in zip(self._facts_rows(), texts, strict=True):
            self._say(row, text)

    def _facts_rows(self) -> tuple[SelectableText, ...]:
        return (
            self.about, self.place, self.camera, self.exposure, self.rating, self.keywords, self.attributes,
            self.inside,
        )  # fmt: skip

    def _show_file(self, item: Item | None, known: ItemFacts | None) -> None:
        source = known.facts.taken_from if known is not None else DateSource.CAMERA
        self._say(self.taken, fact_texts.taken(item, source) if item else "")
        lines = [item.title, fact_texts.measures(item)] if item else []
        if item is not None and item.partial:
            lines.append(self.tr("Damaged: part of the picture is missing."))
        self._say(self.file, "\n".join(lines))
        self.folder.say(str(item.path.parent) if item else "")
        self.folder.setEnabled(item is not None and not item.offline)
        self._reveal(self.folder, item is not None)
        self._say(self.offline, self.tr("This folder is offline.") if item is not None and item.offline else "")
        self._say(self.added, fact_texts.added(item) if item is not None and item.added else "")

    def _text(self, label: str) -> SelectableText:
        text = SelectableText(parent=self)
        text.setAccessibleName(label)
        self._add(label, text)
        return text

    def _add(self, label: str, widget: QWidget) -> None:
        row = self._grid.rowCount()
        named = QLabel(label, self)
        named.setProperty("kind", "factName")
        self._grid.addWidget(named, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(widget, row, 1)
        self._labels[widget] = named

    def _say(self, text: SelectableText, words: str) -> None:
        text.say(words)
        self._reveal(text, bool(words))

    def _reveal(self, widget: QWidget, shown: bool) -> None:
        widget.setVisible(shown)
        self._labels[widget].setVisible(shown)

    @Slot()
    def _folder_clicked(self) -> None:
        self.folder_wanted.emit()
