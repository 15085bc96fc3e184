"""The first start: what this is, that nothing leaves the computer, where to begin. And quiet pages with a sentence."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from photorag.qt.texts import model_title

_CENTRE = Qt.AlignmentFlag.AlignCenter
_WIDTH = 600


class EmptyPage(QScrollArea):
    """Scrolls where the window is too low for it."""

    choose_wanted = Signal()
    folder_wanted = Signal(object)  # a Path

    def __init__(self, model: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.choose = QPushButton(self.tr("Choose a folder…"))
        self.choose.clicked.connect(self.choose_wanted)
        self.pictures = QPushButton(self.tr("Use Pictures"))
        self.pictures.setProperty("kind", "main")
        self.pictures.clicked.connect(self._use_pictures)
        self._pictures_folder = _pictures_folder()
        self.pictures.setVisible(self._pictures_folder is not None)
        if self._pictures_folder is None:
            self.choose.setProperty("kind", "main")
        inside = QWidget()
        inside.setFixedWidth(_WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 24, 0, 24)
        column.addStretch(1)
        column.addWidget(_label(self.tr("Find any photo by describing it"), "title"))
        column.addSpacing(8)
        column.addWidget(
            _label(
                self.tr(
                    "By words, by a picture, or by both. Your photos are read on this computer and stay here, "
                    "unchanged. Nothing leaves it."
                ),
                "lead",
                wrap=True,
            )
        )
        column.addSpacing(24)
        column.addWidget(self._drop_card())
        column.addSpacing(20)
        column.addWidget(self._model_card(model))
        column.addStretch(2)
        page = QWidget()
        # Centred by stretches: a layout asks an aligned widget how high it is at the full width, and cuts wrapped text.
        row = QHBoxLayout(page)
        row.addStretch(1)
        row.addWidget(inside)
        row.addStretch(1)
        self.setWidget(page)

    def _drop_card(self) -> QWidget:
        card = QFrame()
        card.setObjectName("dropCard")
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        buttons.addWidget(self.pictures)
        buttons.addWidget(self.choose)
        buttons.addStretch(1)
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 36, 24, 36)
        column.setSpacing(6)
        column.addWidget(_label(self.tr("Drop a folder here"), "big"))
        column.addWidget(_label(self.tr("or several; the folders inside are included"), "muted"))
        column.addSpacing(14)
        column.addLayout(buttons)
        return card

    def _model_card(self, model: str) -> QWidget:
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(6)
        title = _label(self.tr("Understanding: {}").format(model_title(model)), "section")
        text = _label(self._about(model), "muted", wrap=True)
        for label in (title, text):
            label.setAlignment(Qt.AlignmentFlag.AlignLeft)
        column.addWidget(title)
        column.addWidget(text)
        return card

    def _about(self, model: str) -> str:
        if model == "starter":
            return self.tr(
                "It comes with PhotoRAG and works at once, offline. It knows colours, shapes, patterns and simple "
                "scenes such as a beach, a sunset or snow. It does not recognise people, animals or most things in "
                "real photos. A full model does: “photorag models” on the command line lists the ones to choose from."
            )
        return self.tr("This is the model you chose. “photorag models” on the command line lists the others.")

    def focus_first(self) -> None:
        (self.choose if self._pictures_folder is None else self.pictures).setFocus()

    @Slot()
    def _use_pictures(self) -> None:
        self.folder_wanted.emit(self._pictures_folder)


class SentencePage(QWidget):
    """A quiet page: a heading and a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.title = _label("", "big")
        self.text = _label("", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 0, 48, 0)
        column.addStretch(2)
        column.addWidget(self.title)
        column.addSpacing(4)
        column.addWidget(self.text)
        column.addStretch(3)

    def say(self, title: str, text: str) -> None:
        self.title.setText(title)
        self.text.setText(text)
        self.setAccessibleName(f"{title}. {text}")


def _label(text: str, kind: str, *, wrap: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("kind", kind)
    label.setAlignment(_CENTRE)
    label.setWordWrap(wrap)
    return label


def _pictures_folder() -> Path | None:
    """The system's Pictures folder. Where there is none, Qt names the home folder, which nobody means."""
    named = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    folder = Path(named) if named else None
    return folder if folder is not None and folder != Path.home() and folder.is_dir() else None
