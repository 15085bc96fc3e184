"""Functions for the worker process of text reading: they must be importable there."""

from __future__ import annotations

import os
from pathlib import Path

from photorag.core.errors import UnreadablePicture
from photorag.core.photo_facts import TextWord
from photorag.media.text_in_pictures import ReadTextJob, TextRead


def read_name(job: ReadTextJob) -> TextRead:
    """Reads the file's name in place of its picture; some names do something else."""
    path = Path(job.path)
    with (path.parent / "asked").open("a") as asked:
        asked.write(path.stem + "\n")
    if path.stem.startswith("refused"):
        raise UnreadablePicture("the file is damaged")
    if path.stem.startswith("crash"):
        os._exit(1)
    if path.stem.startswith("bug"):
        raise ValueError(path.stem)
    if path.stem.startswith("plain"):
        return TextRead((), likely=False)
    return TextRead((TextWord(path.stem, (0.0, 0.0, 1.0, 1.0), 0, 1.0),), likely=True)
