"""The window's languages: collects its texts from the sources, and makes what Qt loads from their translations.

    translations.py update    bring resources/translations/*.ts up to date with the sources; then translate what is new
    translations.py compile   make the .qm files, which the window loads, from the .ts files
    translations.py check     say what is missing or wrong, and fail if anything is

Qt's lupdate does not follow functions such as `photorag.qt.texts.tr`, and files their texts under no context, where
they are not found again. This reads the sources the way Python does.
"""

from __future__ import annotations

import argparse
import ast
import itertools
import shutil
import string
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

CHECKOUT = Path(__file__).resolve().parent.parent
SOURCES = CHECKOUT / "photorag" / "qt"
FOLDER = CHECKOUT / "resources" / "translations"

_ENDS = (".", "…", "?", ":")


class Message(NamedTuple):
    """A text of the window. Qt finds its translation by both; the context of ``self.tr`` is its class."""

    context: str
    source: str


class Texts(NamedTuple):
    messages: Sequence[Message]  # each once, in the order of contexts, then of the sources
    problems: Sequence[str]


class Translation(NamedTuple):
    text: str
    finished: bool


def texts_of(sources: Path = SOURCES, checkout: Path = CHECKOUT) -> Texts:
    """Every text below a folder of sources."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted(sources.rglob("*.py"))}
    own = {_module(path, checkout): context for path, tree in trees.items() if (context := _own_context(tree))}
    found: dict[Message, None] = {}
    problems: list[str] = []
    for path, tree in trees.items():
        reader = _Reader(path.relative_to(checkout).as_posix(), _context_of_tr(tree, _module(path, checkout), own))
        reader.visit(tree)
        found.update(dict.fromkeys(reader.messages))
        problems += reader.problems
    return Texts(sorted(found, key=lambda each: (each.context.casefold(), each.context)), problems)


def _module(path: Path, checkout: Path) -> str:
    return ".".join(path.relative_to(checkout).with_suffix("").parts)


def _own_context(tree: ast.Module) -> str:
    """The context of the ``tr`` that a module defines for itself and others; empty where it has none."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == "tr":
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and _called(call) == "translate" and (context := _literal(call.args[0])):
                    return context
    return ""


def _context_of_tr(tree: ast.Module, module: str, own: Mapping[str, str]) -> str:
    """What a plain ``tr(...)`` in this module stands under: its own function, or the one that it imports."""
    imported = [
        node.module
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module and any(alias.name == "tr" for alias in node.names)
    ]
    return next((own[name] for name in (module, *imported) if name in own), "")


class _Reader(ast.NodeVisitor):
    """Walks one module."""

    def __init__(self, name: str, context_of_tr: str) -> None:
        self.messages: list[Message] = []
        self.problems: list[str] = []
        self._name, self._context_of_tr = name, context_of_tr
        self._classes: list[str] = []
        self._later: set[str] = set()  # contexts of texts that are marked here and looked up elsewhere

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if node.name != "tr":
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        called = _called(node)
        if called == "tr" and isinstance(node.func, ast.Name):
            self._take(node, self._context_of_tr, node.args[0])
        elif called == "tr":
            itself = ast.unparse(node.func) == "self.tr" and bool(self._classes)
            self._take(node, self._classes[-1] if itself else "", node.args[0])
        elif called == "QT_TRANSLATE_NOOP":
            self._later.add(_literal(node.args[0]))
            self._take(node, _literal(node.args[0]), node.args[1])
        elif ast.unparse(node.func) == "QCoreApplication.translate":
            context, text = node.args[:2]
            if _literal(text) or _literal(context) not in self._later:
                self._take(node, _literal(context), text)
        self.generic_visit(node)

    def _take(self, call: ast.Call, context: str, text: ast.expr) -> None:
        source = _literal(text)
        if context and source:
            self.messages.append(Message(context, source))
        else:
            what = "no literal text" if context else "no context that can be told"
            self.problems.append(f"{self._name}:{call.lineno}: {ast.unparse(call)}: {what}")


def _called(call: ast.Call) -> str:
    """The last name of what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _literal(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


# -- translations


def read(file: Path) -> dict[Message, Translation]:
    known: dict[Message, Translation] = {}
    for context in ElementTree.parse(file).iter("context"):
        for entry in context.iter("message"):
            message = Message(context.findtext("name") or "", entry.findtext("source") or "")
            translation = entry.find("translation")
            assert translation is not None
            known[message] = Translation(translation.text or "", translation.get("type") is None)
    return known


def updated(messages: Sequence[Message], known: Mapping[Message, Translation]) -> dict[Message, Translation]:
    """Drops what the sources no longer say. What is new begins with what the same words are elsewhere, unfinished."""
    elsewhere = {message.source: translation.text for message, translation in known.items()}
    return {
        message: known.get(message) or Translation(elsewhere.get(message.source, ""), finished=False)
        for message in messages
    }


def write(file: Path, language: str, translations: Mapping[Message, Translation]) -> None:
    """In the order given, without line numbers: a change of the sources alone changes nothing here."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ElementTree.Element("context")
    for message, translation in translations.items():
        if context.findtext("name") != message.context:
            context = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(context, "name").text = message.context
        entry = ElementTree.SubElement(context, "message")
        ElementTree.SubElement(entry, "source").text = message.source
        marks = {} if translation.finished else {"type": "unfinished"}
        ElementTree.SubElement(entry, "translation", marks).text = translation.text
    ElementTree.indent(root, "    ")
    text = ElementTree.tostring(root, encoding="unicode")
    file.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', "utf-8", newline="\n")


def release(file: Path, made: Path) -> None:
    """Qt's lrelease, which comes with PySide6."""
    program = shutil.which("pyside6-lrelease", path=sysconfig.get_path("scripts"))
    if program is None:
        raise SystemExit("pyside6-lrelease is missing: install PySide6_Essentials into this environment.")
    subprocess.run([program, "-silent", "-nounfinished", str(file), "-qm", str(made)], check=True)


# -- checks


def problems_of(file: Path, texts: Texts) -> Iterator[str]:
    """Everything that keeps a language from being complete."""
    known = read(file)
    yield from texts.problems
    for message in texts.messages:
        translation = known.get(message)
        if translation is None or not translation.finished or not translation.text:
            yield f"{file.name}: {message.context}: not translated: {message.source!r}"
        elif fault := fault_of(message.source, translation.text):
            yield f"{file.name}: {message.context}: {fault}: {message.source!r} -> {translation.text!r}"
    for message in known.keys() - set(texts.messages):
        yield f"{file.name}: {message.context}: no longer in the sources: {message.source!r}"
    made = file.with_suffix(".qm")
    if not made.is_file() or made.read_bytes() != _released(file):
        yield f"{made.name} is not what {file.name} says: run translations.py compile"


def fault_of(source: str, translation: str) -> str:
    """What is wrong with a translation, as far as a machine can tell."""
    if placeholders(source) != placeholders(translation):
        return "other placeholders"
    if any(source.endswith(end) != translation.endswith(end) for end in _ENDS):
        return "another end"
    return "blanks at an end" if translation != translation.strip() else ""


def placeholders(text: str) -> list[tuple[str, str]]:
    """Names and formats. ``{}`` counts through, so that a translation may put ``{1}`` before ``{0}``."""
    counted = itertools.count()
    fields = [(name, form or "") for _, name, form, _ in string.Formatter().parse(text) if name is not None]
    return sorted((name or str(next(counted)), form) for name, form in fields)


def _released(file: Path) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.qm"
        release(file, made)
        return made.read_bytes()


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("update", "compile", "check"))
    command = parser.parse_args(argv).command
    texts = texts_of()
    problems = list(texts.problems)
    for file in sorted(FOLDER.glob("*.ts")):
        if command == "update":
            after = updated(texts.messages, read(file))
            write(file, file.stem.rsplit("_", 1)[-1], after)
            problems += [
                f"{file.name}: to do: {each.context}: {each.source!r}" for each, t in after.items() if not t.finished
            ]
        elif command == "compile":
            release(file, file.with_suffix(".qm"))
        else:
            problems += problems_of(file, texts)
    print("\n".join(dict.fromkeys(problems)) or "Nothing to do.")
    return 1 if problems and command == "check" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
