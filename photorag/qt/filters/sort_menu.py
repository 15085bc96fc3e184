"""What the photos of a search are sorted by."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from photorag.core.query import Order
from photorag.qt.filters.chip import Chip
from photorag.qt.filters.chip_texts import order_text
from photorag.qt.filters.choice_list import Choice, ChoiceList
from photorag.qt.filters.popup import Popup
from photorag.qt.theme import Theme


class SortMenu(Chip):
    """A quiet button with its menu. Without anything left to meaning there is no best match: the newest come first."""

    order_chosen = Signal(object)  # Order

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, quiet=True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)  # shortened in a narrow column
        self._order, self._matching = Order.MATCH, True
        self.popup = _Orders(theme, self)
        self.popup.list.chosen.connect(self._choose)
        self.opened.connect(self._pop_up)
        self.show_order(Order.MATCH, matching=True)

    def show_order(self, order: Order, *, matching: bool) -> None:
        """``matching``: something of the search has a best match."""
        self._matching = matching
        self._order = Order.NEWEST if order is Order.MATCH and not matching else order
        text = order_text(self._order)
        self.say(text, self.tr("Sorted: {}").format(text))

    @Slot()
    def _pop_up(self) -> None:
        orders = [order for order in Order if self._matching or order is not Order.MATCH]
        self.popup.list.show_choices([Choice(order.value, order_text(order)) for order in orders], {self._order.value})
        self.popup.list.setCurrentRow(orders.index(self._order))
        self.popup.pop_up(self)

    @Slot(str)
    def _choose(self, value: str) -> None:
        self.popup.close()
        if Order(value) is not self._order:
            self.order_chosen.emit(Order(value))


class _Orders(Popup):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName(self.tr("Sort by"))
        self.list = ChoiceList(theme, self, several=False)
        self.list.setAccessibleName(self.tr("Sort by"))
        self.list.left.connect(self.close)
        self.column.addWidget(self.list)

    def focus_first(self) -> None:
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)
