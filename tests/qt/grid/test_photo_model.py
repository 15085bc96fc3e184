"""What the model asks for, keeps and says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from photorag.core.library_types import Item
from photorag.qt.grid.layout import Section
from photorag.qt.grid.photo_model import PhotoModel, Shown, spoken, tool_tip
from tests.qt.conftest import TIMEOUT
from tests.qt.grid.conftest import InstantReads, item


def shown(ids: Sequence[int]) -> Shown:
    count = len(ids)
    return Shown(ids, np.ones(count, np.float32), np.zeros(count, np.int32), (Section("", "", count),))


@pytest.mark.parametrize("ids", [[7, 3, 9], np.array([7, 3, 9])])
def test_ids_may_be_a_list_or_a_column(qtbot: QtBot, reads: InstantReads, ids: Sequence[int]) -> None:
    model = PhotoModel(reads)
    model.replace(shown(ids))
    assert model.rowCount() == 3
    assert [model.id_at(row) for row in range(3)] == [7, 3, 9]
    assert all(type(model.id_at(row)) is int for row in range(3))
    assert model.ids_at(range(1, 3)) == [3, 9]
    assert [model.row_of(each) for each in (9, 7, 8)] == [2, 0, None]
    with qtbot.waitSignal(model.items_arrived, timeout=TIMEOUT) as arrived:
        assert model.item(1) is None
    assert arrived.args == [{3}]
    found = model.item(1)
    assert found is not None and found.id == 3


def test_given_rows_are_used() -> None:
    model = PhotoModel(InstantReads())
    columns = shown([7, 3])
    model.replace(Shown(columns.ids, columns.ratios, columns.tints, columns.sections, rows={7: 0, 3: 1}))
    assert model.row_of(3) == 1


def test_only_the_newest_wishes_are_asked_for(qtbot: QtBot, reads: InstantReads) -> None:
    model = PhotoModel(reads)
    model.replace(shown(range(1, 5001)))
    with qtbot.waitSignal(model.items_arrived, timeout=TIMEOUT):
        for row in range(5000):
            model.item(row)
    assert len(reads.asked) <= 200
    assert 5000 in reads.asked and 1 not in reads.asked


def test_changed_items_are_asked_for_again(qtbot: QtBot, reads: InstantReads) -> None:
    model = PhotoModel(reads)
    model.replace(shown([1]))
    with qtbot.waitSignal(model.items_arrived, timeout=TIMEOUT):
        model.item(0)
    reads.changes[1] = {"favourite": True}
    model.forget([1])
    with qtbot.waitSignal(model.items_arrived, timeout=TIMEOUT):
        old = model.item(0)
        assert old is not None and not old.favourite  # better than nothing, for a moment
    found = model.item(0)
    assert found is not None and found.favourite
    assert reads.asked == [1, 1]


def test_a_change_during_the_answer_is_not_missed(qtbot: QtBot) -> None:
    class Late(InstantReads):
        def items(self, ids: Sequence[int]) -> dict[int, Item]:
            found = super().items(ids)
            if not self.changes:
                self.changes[1] = {"favourite": True}
                model.forget([1])  # while the old answer is on its way
            return found

    reads = Late()
    model = PhotoModel(reads)
    model.replace(shown([1]))
    for expected in (False, True):
        with qtbot.waitSignal(model.items_arrived, timeout=TIMEOUT):
            model.item(0)
        found = model.item(0)
        assert found is not None and found.favourite is expected


def test_what_is_gone_is_asked_for_once(qtbot: QtBot) -> None:
    class Empty(InstantReads):
        def items(self, ids: Sequence[int]) -> dict[int, Item]:
            self.asked.extend(ids)
            return {}

    reads = Empty()
    model = PhotoModel(reads)
    model.replace(shown([1, 2]))
    with qtbot.waitSignal(model.items_arrived, timeout=TIMEOUT):
        assert model.item(0) is None
    with qtbot.waitSignal(model.items_arrived, timeout=TIMEOUT):
        assert model.item(0) is model.item(1) is None
    assert reads.asked == [1, 2]


def test_texts(qtbot: QtBot, reads: InstantReads) -> None:
    reads.changes[1] = {"favourite": True}
    model = PhotoModel(reads)
    model.replace(shown([1]))
    with qtbot.waitSignal(model.items_arrived, timeout=TIMEOUT):
        assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole) == ""
    assert model.data(model.index(0)) == "1.jpg"
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole) == spoken(item(1, favourite=True))
    assert "1.jpg" in model.data(model.index(0), Qt.ItemDataRole.ToolTipRole)


def test_a_tool_tip_never_turns_into_html() -> None:
    assert "<img" not in tool_tip(item(1, path=Path("/<img src=x>.jpg")))
