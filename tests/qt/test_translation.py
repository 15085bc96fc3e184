"""The window in German: complete, in step with the sources, and really shown."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QWidget

from photorag.qt import texts
from photorag.qt.main_window import MainWindow
from photorag.qt.places.failure_texts import reason_text
from photorag.qt.start.pictures_button import PicturesButton
from photorag.qt.translation import install_translations

CHECKOUT = Path(__file__).resolve().parents[2]

if TYPE_CHECKING:
    from packaging import translations
else:
    sys.path.insert(0, str(CHECKOUT / "packaging"))
    import translations

GERMAN = translations.FOLDER / "photorag_de.ts"

# What takes text for people, and no text of people's own making.
SHOWING = {
    "QAction", "QCheckBox", "QGroupBox", "QLabel", "QMenu", "QPushButton", "QRadioButton", "addAction", "addButton",
    "addMenu", "addTab", "drawText", "setAccessibleDescription", "setAccessibleName", "setHeaderLabels",
    "setInformativeText", "setPlaceholderText", "setStatusTip", "setTabText", "setText", "setTitle", "setToolTip",
    "setWhatsThis", "setWindowTitle",
}  # fmt: skip
NAMES = {"PhotoRAG"}


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    installed = install_translations(qapp, "de")
    assert len(installed) == 2
    yield
    remove(qapp, installed)
    QLocale.setDefault(before)


def remove(application: QCoreApplication, installed: tuple[QTranslator, ...]) -> None:
    for each in installed:
        application.removeTranslator(each)
        each.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


# -- the files


def test_german_is_complete_and_compiled() -> None:
    texts = translations.texts_of()
    assert len(texts.messages) > 400
    assert list(translations.problems_of(GERMAN, texts)) == []


def test_what_is_compiled_is_what_qt_finds(qapp: QApplication) -> None:
    translator = QTranslator()
    assert translator.load(str(GERMAN.with_suffix(".qm")))
    for message, translation in translations.read(GERMAN).items():
        assert translator.translate(message.context, message.source) == translation.text


def test_no_text_passes_by_the_translations() -> None:
    assert [line for path in sorted(translations.SOURCES.rglob("*.py")) for line in untranslated(path)] == []


def untranslated(path: Path) -> Iterator[str]:
    """Literals with letters in them that are shown as they stand."""
    for call in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(call, ast.Call) or ast.unparse(call.func).rsplit(".", 1)[-1] not in SHOWING:
            continue
        for argument in call.args:
            for text in plain_texts(argument):
                words = re.sub(r"<[^>]*>", "", text)
                if any(letter.isalpha() for letter in words) and words not in NAMES:
                    yield f"{path.name}:{call.lineno}: {text!r}"


def plain_texts(node: ast.AST) -> Iterator[str]:
    """The literals of an expression, those inside of calls left out: a call may translate, or look something up."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        yield from plain_texts(node.func.value)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    elif isinstance(node, ast.IfExp | ast.BinOp | ast.BoolOp | ast.List | ast.Tuple):
        for child in ast.iter_child_nodes(node):
            yield from plain_texts(child)


@pytest.mark.parametrize(
    "code",
    [
        'label.setText("Nothing found")',
        'QLabel(f"{count} photos")',
        'menu.addAction("Quit" if alone else self.tr("Close"))',
        'self.setToolTip("{} free".format(size))',
    ],
)
def test_the_check_for_untranslated_texts_sees_them(tmp_path: Path, code: str) -> None:
    file = tmp_path / "some.py"
    file.write_text(code)
    assert len(list(untranslated(file))) == 1
    file.write_text('label.setText(self.tr("Nothing found"))\nlabel.setText(f"{name}, {place}")')
    assert list(untranslated(file)) == []


# -- collecting and updating


def test_texts_are_collected_under_the_contexts_that_qt_asks_for(tmp_path: Path) -> None:
    (tmp_path / "words.py").write_text(
        'def tr(text):\n    return QCoreApplication.translate("words", text)\ndef own():\n    return tr("own")\n'
    )
    (tmp_path / "view.py").write_text(
        "from words import tr\n"
        'LATER = QT_TRANSLATE_NOOP("later", "marked")\n'
        "class Outer:\n"
        "    class Inner:\n"
        '        def a(self): return self.tr("in" "ner")\n'
        '    def b(self): return self.tr("outer"), tr("imported"), QCoreApplication.translate("direct", "given")\n'
        'def look_up(): return QCoreApplication.translate("later", LATER)\n'
    )
    found = translations.texts_of(tmp_path, tmp_path)
    assert found.problems == []
    assert set(found.messages) == {
        ("words", "own"), ("words", "imported"), ("later", "marked"), ("Inner", "inner"), ("Outer", "outer"),
        ("direct", "given"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "call",
    ["self.tr(text)", "self.tr(f'{text}')", "other.tr('text')", "tr('text')", "QCoreApplication.translate('a', b)"],
)
def test_texts_that_nobody_could_translate_are_a_problem(tmp_path: Path, call: str) -> None:
    (tmp_path / "view.py").write_text(f"class View:\n    def a(self, text): return {call}\n")
    found = translations.texts_of(tmp_path, tmp_path)
    assert len(found.problems) == 1 and found.messages == []


def test_updating_keeps_translations_drops_what_is_gone_and_marks_what_is_new(tmp_path: Path) -> None:
    file = tmp_path / "some_de.ts"
    kept, gone, moved, new = (
        translations.Message(*each) for each in (("A", "kept <&>"), ("A", "gone"), ("B", "gone"), ("B", "new"))
    )
    done = translations.Translation("behalten „<&>“", finished=True)
    translations.write(file, "de", {kept: done, gone: translations.Translation("weg", finished=True)})
    after = translations.updated([kept, moved, new], translations.read(file))
    translations.write(file, "de", after)
    assert translations.read(file) == {
        kept: done,
        moved: translations.Translation("weg", finished=False),
        new: translations.Translation("", finished=False),
    }


@pytest.mark.parametrize(
    ("source", "translation", "fine"),
    [
        ("{} of {}", "{} von {}", True),
        ("{} of {}", "{1}: davon {0}", True),
        ("{} of {}", "{} von", False),
        ("{tag} of {}", "{} hat {tag}", True),
        ("{tag}", "{schlagwort}", False),
        ("Stopping…", "Wird angehalten", False),
        ("Done.", "Fertig", False),
        ("Done", "Fertig ", False),
    ],
)
def test_faults_of_a_translation_are_seen(source: str, translation: str, fine: bool) -> None:
    assert (translations.fault_of(source, translation) == "") is fine


# -- shown


@pytest.mark.usefixtures("german")
def test_the_window_speaks_german(make_window: Callable[[], MainWindow]) -> None:
    window = make_window()
    assert window.page.field.words.placeholderText().startswith("Foto")
    said = everything_said(window)
    assert {"Alle Fotos", "Favoriten", "Neuzugänge", "Menü", "Modelle…", "Beenden"} <= said
    assert not {"All photos", "Favourites", "Menu", "Models…", "Quit"} & said


@pytest.mark.usefixtures("german")
def test_functions_inherited_texts_numbers_and_qts_own_buttons_speak_german(qapp: QApplication) -> None:
    assert texts.photos(12_430) == "12.430 Fotos"
    assert texts.month_title(202308) == "August 2023"
    assert texts.search_time(1.25) in ("1,2 s", "1,3 s")
    assert reason_text("the file is empty") == "Die Datei ist leer"
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert buttons.button(QDialogButtonBox.StandardButton.Cancel).text() == "Abbrechen"

    class Derived(PicturesButton):
        """PySide looks under the names of the base classes too."""

    assert Derived().accessibleName() == "Bilder verwenden"


def test_without_its_translators_everything_is_english_again(qapp: QApplication) -> None:
    before = QLocale()
    installed = install_translations(qapp, "de")
    assert texts.photos(2) == "2 Fotos"
    remove(qapp, installed)
    QLocale.setDefault(before)
    assert texts.photos(2) == "2 photos"


def everything_said(window: QWidget) -> set[str]:
    said: set[str] = set()
    for widget in (window, *window.findChildren(QWidget)):
        said |= {widget.accessibleName(), widget.toolTip(), *(action.text() for action in widget.actions())}
        text = getattr(widget, "text", None)
        if callable(text) and isinstance(shown := text(), str):
            said.add(shown)
    return said


# -- which language


@pytest.mark.skipif(sys.platform != "linux", reason="the variables are Linux's")
@pytest.mark.parametrize(
    ("variables", "first"),
    [
        ({"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"}, "Öffnen"),
        ({"LC_ALL": "en_US.UTF-8", "LANGUAGE": "de_AT"}, "Öffnen"),
        ({"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "en:de"}, "Open"),
        ({"LC_ALL": "fr_FR.UTF-8", "LANGUAGE": "fr"}, "Open"),
        ({"LC_ALL": "fr_FR.UTF-8", "LANGUAGE": "fr:de:en"}, "Öffnen"),
        ({"LC_ALL": "C.UTF-8", "LANGUAGE": ""}, "Open"),
    ],
)
def test_the_systems_language_decides(variables: dict[str, str], first: str) -> None:
    program = (
        "from PySide6.QtCore import QCoreApplication\n"
        "from photorag.qt.translation import install_translations\n"
        "from photorag.qt.texts import tr\n"
        "application = QCoreApplication([])\n"
        "install_translations(application)\n"
        "import gc; gc.collect()\n"
        "print(ascii(tr('Open')))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, **variables}, cwd=CHECKOUT, capture_output=True, text=True,
        timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == ascii(first)
