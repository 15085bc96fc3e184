"""Whether a picture shows a screen, by its name and what its program wrote down."""

from __future__ import annotations

import re
import unicodedata

# Compared without accents and case; a name must start with them (after a date, perhaps), so that
# "my-screenshot-machine.jpg" is left alone.
_NAMES = (
    "screenshot|screen shot|screen_shot|screen-shot|screencap|screen capture|screencapture|snipping tool|snagit|"
    "bildschirmfoto|bildschirmaufnahme|bildschirmphoto|capture d.?ecran|captura de pantalla|captura de ecra|"
    "captura de tela|captura de ecran|captura_de|schermata|screenshoot|schermafbeelding|schermafdruk|skarmavbild|"
    "skarmbild|skjermbilde|skaermbillede|skærmbillede|naytt[oö]kuva|kuvakaappaus|zrzut ekranu|snimek obrazovky|"
    "snimka obrazovky|kepernyofoto|kepernyokep|ekran goruntusu|ekran resmi|снимок экрана|скриншот|знімок екрана|"
    "екранна снимка|στιγμιοτυπο|スクリーンショット|屏幕截图|屏幕快照|截屏|截图|"
    "螢幕擷取畫面|螢幕快照|截圖|스크린샷|화면 캡처|"
    "لقطة شاشة|צילום מסך|ekranas|ภาพหน้าจอ|anh chup man hinh"
)
_NAME = re.compile(rf"(?:[\d_\-. ]*|.*[_\- ])(?:{_NAMES})")
_FOLDER = re.compile(rf"(?:{_NAMES})s?$")
_PROGRAM = re.compile(
    r"screenshot|spectacle|flameshot|greenshot|sharex|snipping|ksnip|shutter|lightshot|snagit|grim\b|scrot",
    re.IGNORECASE,
)


def is_screenshot_name(name: str, folder: str = "") -> bool:
    """``name`` of the file, ``folder`` that of the one it lies in: phones keep a folder "Screenshots"."""
    return bool(_NAME.match(_fold(name)) or _FOLDER.match(_fold(folder)))


def is_screenshot_program(software: str) -> bool:
    """``software`` as a PNG's text names it."""
    return bool(_PROGRAM.search(software))


def _fold(name: str) -> str:
    if name.isascii():
        return name.lower()
    apart = unicodedata.normalize("NFKD", name[:255]).casefold().replace("ı", "i")
    return unicodedata.normalize("NFKC", "".join(each for each in apart if unicodedata.category(each) != "Mn"))
