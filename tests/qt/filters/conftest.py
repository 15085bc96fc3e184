"""A row of filters that is shown, over the real parser, in a library that knows two places."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from photorag.core.understanding import Count, Facets, Vocabulary
from photorag.qt.filters.row import FilterRow
from photorag.qt.filters.state import FilterState
from photorag.qt.theme import Theme
from photorag.search.parse.parser import parse
from tests.qt.conftest import TIMEOUT

FACETS = Facets(
    months=((202307, 3), (202308, 40), (202311, 1)),
    countries=(Count("Portugal", "Portugal", 50),),
    places=(Count("Lisbon", "Lisbon, Portugal", 40), Count("Porto", "Porto, Portugal", 10)),
    cameras=(Count("iPhone 13", "iPhone 13", 44),),
    types=(
        Count("is:favourite", "", 4), Count("is:portrait", "", 20), Count("is:landscape", "", 24),
        Count("is:raw", "", 0), Count("ext:heic", "HEIC", 30), Count("ext:jpg", "JPG", 14),
    ),
    ratings=(Count("5", "5", 2), Count("4", "4", 3), Count("0", "0", 39)),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def state(qtbot: QtBot) -> FilterState:
    state = FilterState(parse)
    state.set_vocabulary(Vocabulary(places=frozenset({"Lisbon", "Porto"})))
    return state


@pytest.fixture
def row(qtbot: QtBot, theme: Theme, state: FilterState) -> FilterRow:
    row = FilterRow(state, theme)
    qtbot.addWidget(row)
    row.resize(900, 60)
    row.show()
    row.activateWindow()
    qtbot.waitUntil(row.isVisible, timeout=TIMEOUT)
    return row
