"""How the details look: of one photo, of many, of none. What is asked for, and when, is `DetailsTab`'s business."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from photorag.core.library_types import Item
from photorag.core.photo_facts import ItemFacts
from photorag.core.query import Hit, Query
from photorag.qt.bridge import LibraryBridge
from photorag.qt.details import fact_texts
from photorag.qt.details.facts_table import FactsTable
from photorag.qt.details.heart_button import HeartButton
from photorag.qt.details.panel_scroll import PanelScroll
from photorag.qt.details.preview import Preview
from photorag.qt.details.preview_stack import PreviewStack
from photorag.qt.details.selectable_text import Hint, SelectableText
from photorag.qt.details.selection_summary import Summary
from photorag.qt.details.tag_editor import ShownTag, TagEditor
from photorag.qt.details.where_matches import WhereMatches
from photorag.qt.details.why_card import WhyCard
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.texts import grouped, photos
from photorag.qt.theme import Theme


class DetailsView(PanelScroll):
    """``ask_known_tags`` is called when a tag is about to be typed."""

    def __init__(
        self, bridge: LibraryBridge, thumbnails: ThumbnailLoader, theme: Theme, ask_known_tags: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.empty = Hint(self)
        self.preview = Preview(thumbnails, theme, self)
        self.stack = PreviewStack(thumbnails, theme, self)
        self.where = WhereMatches(bridge, self.preview, self)
        self.why = WhyCard(theme, self)
        self.title = QLabel(self)
        self.title.setProperty("kind", "section")
        self.heart = HeartButton(theme, self)
        self.about = SelectableText(parent=self)
        self.tags = TagEditor(theme, ask_known_tags, self)
        self.table = FactsTable(self.tags, self)
        self._arrange()

    def show_nothing(self, text: str) -> None:
        self._reveal()
        self.empty.say(text)

    def show_photo(self, item: Item, facts: ItemFacts | None, hit: Hit | None, query: Query) -> None:
        self._reveal(one=True)
        self.preview.show_item(item)
        self.show_hit(hit, query)
        self.title.setText(self.tr("Details"))
        self.heart.show_marks(some=item.favourite, all_of_them=item.favourite)
        self.table.show_item(item, facts)
        self.tags.show_tags([ShownTag(tag) for tag in item.tags])

    def show_hit(self, hit: Hit | None, query: Query) -> None:
        """Why the photo was found, by the query that found it."""
        self.why.show_hit(hit)
        self.where.show_hit(hit, query)
        if hit is not None:
            self.why.show_verdict(liked=hit.item in query.like, unliked=hit.item in query.unlike)

    def show_many(self, count: int, first: Sequence[Item]) -> None:
        """What all of them say follows with `show_summary`; until then what was said of those before stays."""
        if self.stack.isHidden():
            self.about.say("")
            self.tags.show_tags(())
            self.heart.show_marks(some=False, all_of_them=False)
        self._reveal(many=True)
        self.title.setText(photos(count))
        self.stack.show_items(first)

    def show_summary(self, summary: Summary) -> None:
        parts = [fact_texts.size(summary.size)]
        if summary.first:
            parts.append(fact_texts.span(summary.first, summary.last))
        text = fact_texts.joined(parts)
        if summary.read < summary.count:
            text = self.tr("The first {}: {}").format(grouped(summary.read), text)
        self.about.say(text)
        self.heart.show_marks(some=summary.favourites > 0, all_of_them=summary.favourites == summary.read)
        some = self.tr("On {} of {} photos")
        self.tags.show_tags(
            [
                ShownTag(tag, "" if has == summary.read else some.format(grouped(has), grouped(summary.read)))
                for tag, has in summary.tags
            ]
        )

    def _reveal(self, *, one: bool = False, many: bool = False) -> None:
        self.empty.setVisible(not (one or many))
        self.preview.setVisible(one)
        self.stack.setVisible(many)
        self.about.setVisible(many)
        for widget in (self.title, self.heart, self.table):
            widget.setVisible(one or many)
        if not one:
            self.show_hit(None, Query())
            self.table.show_item(None, None)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.heart)
        lower = QVBoxLayout()
        lower.setSpacing(8)
        lower.addLayout(head)
        lower.addWidget(self.about)
        lower.addWidget(self.table)
        for widget in (self.empty, self.preview, self.stack, self.where, self.why):
            self.column.addWidget(widget)
        self.column.addLayout(lower)
        self.column.addStretch(1)
        QWidget.setTabOrder(self.heart, self.table.folder)
        QWidget.setTabOrder(self.table.folder, self.tags.add_button)
        QWidget.setTabOrder(self.tags.add_button, self.tags.field)
