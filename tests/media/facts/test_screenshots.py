from __future__ import annotations

import unicodedata

import pytest

from photorag.media.facts.screenshots import is_screenshot_name, is_screenshot_program


@pytest.mark.parametrize(
    "name",
    [
        "Screenshot_2023-08-14-17-42-00.png",
        "Screenshot (14).png",
        "Screen Shot 2017-03-02 at 5.42.10 PM.png",
        "20230814_screenshot.png",
        "Bildschirmfoto 2023-08-14 um 17.42.00.png",
        "Capture d’écran 2023-08-14 à 17.42.00.png",
        "Capture d'écran (3).png",
        "Captura de pantalla 2023-08-14.png",
        "Captura de Tela 2023-08-14.png",
        "Schermata 2023-08-14.png",
        "Schermafbeelding 2023-08-14.png",
        "Skärmavbild 2023-08-14.png",
        "Näyttökuva 2023.png",
        "Ekran Görüntüsü (2).png",
        "Снимок экрана 2023.png",
        "スクリーンショット 2023.png",
        "屏幕截图 2023.png",
        "스크린샷 2023.png",
        "لقطة شاشة 2023.png",
    ],
)
def test_names_in_many_languages(name: str) -> None:
    assert is_screenshot_name(name)
    assert is_screenshot_name(unicodedata.normalize("NFD", name))  # as a Mac keeps it


@pytest.mark.parametrize("name", ["IMG_1.png", "captured.jpg", "myscreenshots.jpg", "Schermack.jpg", "écran.png", ""])
def test_other_names(name: str) -> None:
    assert not is_screenshot_name(name)


def test_the_folder_of_a_phone() -> None:
    assert is_screenshot_name("1692034920.png", "Screenshots")
    assert not is_screenshot_name("1692034920.png", "Screenshots of 2019 (not)")


def test_programs() -> None:
    assert is_screenshot_program("gnome-screenshot")
    assert is_screenshot_program("Greenshot")
    assert not is_screenshot_program("Adobe Photoshop")
