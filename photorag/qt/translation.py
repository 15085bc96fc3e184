"""The window in the person's language: Qt's own texts and PhotoRAG's, where there is a translation of both.

The sources are English. Other languages are ``resources/translations/photorag_<language>.qm``; they are made by
``packaging/translations.py``.
"""

from __future__ import annotations

import logging

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from photorag.core.paths import resources_folder

log = logging.getLogger(__name__)

_SOURCE_LANGUAGE = "en"


def install_translations(application: QCoreApplication, language: str | None = None) -> tuple[QTranslator, ...]:
    """Call it before any text is made. The translators live as long as the application, or until they are removed.

    ``language``: "de", or another in the place of the system's; numbers and dates then follow it too.
    """
    if language is not None:
        QLocale.setDefault(QLocale(language))
    locale = QLocale.system() if language is None else QLocale(language)
    ours = _translator(application, locale)
    if ours is None:
        return ()
    qt = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    made = (qt, ours) if qt.load(f"qtbase_{ours.language()}", folder) else (ours,)
    for each in made:
        application.installTranslator(each)
    return made


def _translator(application: QCoreApplication, locale: QLocale) -> QTranslator | None:
    """For the first of the person's languages that PhotoRAG speaks; None where that is English, or none of them.

    `QTranslator.load` with a locale would pass over English, which has no file, and take what comes after it.
    """
    folder = str(resources_folder() / "translations")
    for name in locale.uiLanguages():
        language = QLocale(name).name().partition("_")[0]
        if language == _SOURCE_LANGUAGE:
            return None
        translator = QTranslator(application)
        if translator.load(f"photorag_{language}", folder):
            return translator
    return None
