"""The side bar's card: an offer, then how far it has come, then what is still to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photorag.embedding.catalogue import DEFAULT_MODEL
from photorag.qt.models.model_card import ModelCard
from photorag.qt.models.model_state import Download, ModelPhase, ModelState
from photorag.qt.theme import Theme
from tests.qt.conftest import collected

OFFERING = ModelState(ModelPhase.IDLE, "starter")
LEFT = Qt.MouseButton.LeftButton


def card_showing(qtbot: QtBot, state: ModelState) -> ModelCard:
    card = ModelCard()
    qtbot.addWidget(card)
    card.show_state(state)
    return card


def test_the_full_model_is_offered_while_the_starter_is_in_use(qtbot: QtBot, theme: Theme) -> None:
    card = card_showing(qtbot, ModelState())
    assert card.isHidden()  # the library has not said yet
    card.show_state(OFFERING)
    assert card.isVisible()
    said = " ".join((card.title.text(), card.text.text(), card.note.text(), card.main.text()))
    for part in ("SigLIP 2 · B/32", "100+ languages", "Apache-2.0", "1.5 GB", "Your photos are not sent"):
        assert part in said
    wanted = collected(card.get_wanted)
    QTest.mouseClick(card.main, LEFT)
    assert wanted == [DEFAULT_MODEL]
    card.show_state(ModelState(ModelPhase.IDLE, DEFAULT_MODEL))
    assert card.isHidden()


def test_not_now(qtbot: QtBot, theme: Theme) -> None:
    card = card_showing(qtbot, OFFERING)
    with qtbot.waitSignal(card.dismissed):
        QTest.mouseClick(card.other, LEFT)
    assert card.isHidden()
    card.show_state(OFFERING)
    assert card.isHidden()
    card.show_state(ModelState(ModelPhase.STARTING, "starter", DEFAULT_MODEL))  # started on the models page
    assert card.isVisible()
    card.set_dismissed(False)
    card.show_state(OFFERING)
    assert card.isVisible()


def test_a_download_with_speed_time_and_stop(qtbot: QtBot, theme: Theme) -> None:
    download = Download(1_200_000_000, 4_580_000_000, 8.2e6, 412.0)
    card = card_showing(qtbot, ModelState(ModelPhase.DOWNLOADING, "starter", DEFAULT_MODEL, download))
    assert card.title.text() == "Getting SigLIP 2 · B/32"
    assert card.progress.amount.text() == "1.2 GB of 4.6 GB"
    assert card.progress.pace.text() == "8.2 MB/s · 7 min left"
    assert card.progress.bar.value() / card.progress.bar.maximum() == 0.262
    with qtbot.waitSignal(card.stop_wanted):
        QTest.mouseClick(card.progress.stop, LEFT)
    card.show_state(ModelState(ModelPhase.STOPPING, "starter", DEFAULT_MODEL, download))
    assert card.progress.stop.isHidden()
    card.show_state(ModelState(ModelPhase.IDLE, "starter", DEFAULT_MODEL, kept=1_200_000_000))
    assert "1.2 GB have arrived" in card.note.text()
    assert card.main.text() == "Go on"


def test_reading_again(qtbot: QtBot, theme: Theme) -> None:
    card = card_showing(qtbot, ModelState(ModelPhase.READING, "starter", DEFAULT_MODEL, read=204, to_read=812))
    assert card.text.text() == "With SigLIP 2 · B/32: 204 of 812."
    assert card.note.text() == "Searches use the starter model meanwhile."
    assert card.main.isHidden()
    card.show_state(ModelState(ModelPhase.WAITING, "starter", DEFAULT_MODEL))
    with qtbot.waitSignal(card.read_wanted):
        QTest.mouseClick(card.main, LEFT)


def test_a_failure_with_another_try(qtbot: QtBot, theme: Theme) -> None:
    card = card_showing(qtbot, ModelState(ModelPhase.FAILED, "starter", "hf-hub:acme/tiny", sentence="No way."))
    assert card.text.text() == "No way."
    wanted = collected(card.get_wanted)
    QTest.mouseClick(card.main, LEFT)
    assert wanted == ["hf-hub:acme/tiny"]
    with qtbot.waitSignal(card.failure_seen):
        QTest.mouseClick(card.other, LEFT)


def test_the_card_fits_its_column(qtbot: QtBot, theme: Theme) -> None:
    """208 pixels wide: nothing may ask for more."""
    download = Download(999_000_000, 4_580_000_000, 88.2e6, 7_100.0)
    for state in (
        OFFERING,
        ModelState(ModelPhase.IDLE, "starter", DEFAULT_MODEL, kept=1_200_000_000),
        ModelState(ModelPhase.DOWNLOADING, "starter", DEFAULT_MODEL, download),
        ModelState(ModelPhase.READING, "starter", DEFAULT_MODEL, read=99_204, to_read=100_812),
        ModelState(ModelPhase.WAITING, "starter", DEFAULT_MODEL),
        ModelState(ModelPhase.FAILED, "starter", DEFAULT_MODEL, sentence="Can't reach huggingface.co. " * 4),
    ):
        assert card_showing(qtbot, state).minimumSizeHint().width() <= 208, state
