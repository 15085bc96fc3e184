"""Why a file could not be read and what to do about it, in the person's language.

The reasons are written down, in English, when the file is read (`photorag.media`); here they meet their translation.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_COPY = QT_TRANSLATE_NOOP("failures", "Copy it again from where it came from: the camera, the phone, or a backup.")
_EXPORT = QT_TRANSLATE_NOOP("failures", "Save it as a JPEG or PNG beside it to find it here.")
_SMALLER = QT_TRANSLATE_NOOP("failures", "Save a smaller copy of it to find it here.")
_OTHER_KIND = QT_TRANSLATE_NOOP("failures", "Nothing to do: only its name looks like that of a picture.")
_OPEN_IT = QT_TRANSLATE_NOOP("failures", "See whether another program opens it. If so, save it again from there.")

# How a reason begins, its translation where it is always the same, and what to do.
_KNOWN: tuple[tuple[str, object | None, object], ...] = (
    ("the picture is damaged", QT_TRANSLATE_NOOP("failures", "The picture is damaged"), _COPY),
    ("the file is empty", QT_TRANSLATE_NOOP("failures", "The file is empty"), _COPY),
    ("the file holds nothing but zeros", QT_TRANSLATE_NOOP("failures", "The file holds nothing but zeros"), _COPY),
    (
        "the file is gone",
        QT_TRANSLATE_NOOP("failures", "The file is gone"),
        QT_TRANSLATE_NOOP("failures", "It was moved or deleted. Trying again takes it off this list."),
    ),
    (
        "no permission to read it",
        QT_TRANSLATE_NOOP("failures", "No permission to read it"),
        QT_TRANSLATE_NOOP("failures", "Allow yourself to read the file, then try again."),
    ),
    (
        "the disk could not read it",
        None,
        QT_TRANSLATE_NOOP("failures", "Check the disk and its cable, then try again. Make a backup soon."),
    ),
    ("reading it needs more memory", QT_TRANSLATE_NOOP("failures", "It needs too much memory"), _SMALLER),
    ("too large", None, _SMALLER),
    ("reading it took longer", QT_TRANSLATE_NOOP("failures", "Reading it takes too long"), _SMALLER),
    ("reading it crashed", QT_TRANSLATE_NOOP("failures", "Reading it makes the decoder crash"), _OPEN_IT),
    ("this RAW file has no preview", QT_TRANSLATE_NOOP("failures", "A RAW file without a readable preview"), _EXPORT),
    ("a Photoshop file", QT_TRANSLATE_NOOP("failures", "A Photoshop file, which can't be read"), _EXPORT),
    ("a PostScript file", QT_TRANSLATE_NOOP("failures", "A PostScript file, which can't be read"), _EXPORT),
    ("a JPEG XL picture", QT_TRANSLATE_NOOP("failures", "A JPEG XL picture, which can't be read yet"), _EXPORT),
    ("not a picture (it is a PDF", QT_TRANSLATE_NOOP("failures", "Not a picture: a PDF document"), _OTHER_KIND),
    ("not a picture (it is a ZIP", QT_TRANSLATE_NOOP("failures", "Not a picture: a ZIP archive"), _OTHER_KIND),
    ("not a picture (it is a video", QT_TRANSLATE_NOOP("failures", "Not a picture: a video"), _OTHER_KIND),
    ("not a picture (it is a sound", QT_TRANSLATE_NOOP("failures", "Not a picture: a sound file"), _OTHER_KIND),
    ("not a picture (it is a web", QT_TRANSLATE_NOOP("failures", "Not a picture: a web page"), _OTHER_KIND),
    ("not a picture (it looks", QT_TRANSLATE_NOOP("failures", "Not a picture: it looks like text"), _OTHER_KIND),
    ("not a kind of picture", QT_TRANSLATE_NOOP("failures", "Not a kind of picture that can be read"), _EXPORT),
)


def reason_text(reason: str) -> str:
    """The reason, with a capital, translated where it is a known one."""
    known = next((text for start, text, _ in _KNOWN if reason.startswith(start)), None)
    return QCoreApplication.translate("failures", str(known)) if known else reason[:1].upper() + reason[1:]


def advice_text(reason: str) -> str:
    """What to do about it; empty where nobody knows."""
    advice = next((text for start, _, text in _KNOWN if reason.startswith(start)), None)
    return QCoreApplication.translate("failures", str(advice)) if advice else ""
