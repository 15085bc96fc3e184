"""What the window says of models and their downloads."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from photorag.embedding.catalogue import recommended
from photorag.embedding.model_names import LISTED
from photorag.qt.bridge import sentence
from photorag.qt.models.model_state import Download
from photorag.qt.texts import duration, model_title


def row_title(name: str) -> str:
    """As `title`, standing alone."""
    return QCoreApplication.translate("models", "Starter") if name == "starter" else model_title(name)


def byte_size(count: float) -> str:
    """ "9.6 MB", "605 MB", "1.5 GB", in the person's own way."""
    places = 1 if count < 1e7 or 1e9 <= count < 1e10 else 0
    return QLocale().formattedDataSize(round(count), places, QLocale.DataSizeFormat.DataSizeSIFormat)


def download_size(name: str) -> str:
    """What a download brings, where that is known; else empty."""
    known = recommended(name)
    return byte_size(known.download_mb * 1e6) if known else ""


def languages(name: str) -> str:
    """The languages words may be in; empty where nobody has said."""
    known = recommended(name)
    if known is None:
        return QCoreApplication.translate("models", "English") if name == "starter" else ""
    return QCoreApplication.translate("models", "English") if known.languages == "English" else "100+"


def licence(name: str) -> str:
    known = recommended(name)
    return known.licence if known else ""


def in_one_line(name: str) -> str:
    """What sets this model apart, with its licence."""
    said = {
        "starter": QCoreApplication.translate("models", "Built in. Colours, shapes, simple scenes"),
        "ViT-B-32-SigLIP2-256/webli": QCoreApplication.translate("models", "Recommended. Everyday photos, fast."),
        "ViT-B-16-SigLIP2-256/webli": QCoreApplication.translate("models", "Finer details, about four times the work."),
        "ViT-SO400M-16-SigLIP2-256/webli": QCoreApplication.translate("models", "Best. Wants a graphics card."),
        "PE-Core-B-16/meta": QCoreApplication.translate("models", "Exact on English descriptions."),
        "ViT-B-32-256/datacomp_s34b_b86k": QCoreApplication.translate("models", "Small download, English only, fast."),
        "ViT-B-32/laion2b_s34b_b79k": QCoreApplication.translate("models", "Small, English only, widely used."),
        "ViT-B-32/openai": QCoreApplication.translate("models", "The first CLIP: small, English only."),
    }
    if name in said:
        return f"{said[name]} {licence(name)}".rstrip()
    if name.startswith("local-dir:"):
        return name.removeprefix("local-dir:")
    return QCoreApplication.translate("models", "An open_clip model you chose.")


def privacy() -> str:
    return QCoreApplication.translate("models", "Downloads from huggingface.co. Your photos are not sent.")


def reason(error: BaseException) -> str:
    """Why something with a model failed, in a sentence, without the command line's advice."""
    return sentence(error).replace(LISTED, "").strip()


def amount(download: Download) -> str:
    """ "412 MB of 1.5 GB"."""
    text = QCoreApplication.translate("models", "{} of {}")
    return text.format(byte_size(download.done), byte_size(download.total))


def pace(download: Download) -> str:
    """ "8.2 MB/s · 3 min left"; empty until it can be told."""
    if download.seconds_left is None:
        return ""
    speed = QCoreApplication.translate("models", "{}/s").format(byte_size(download.per_second))
    left = QCoreApplication.translate("models", "{} left").format(duration(download.seconds_left))
    return f"{speed} · {left}"
