"""``photorag`` with the fake embedder, as a program: all else is real, and it starts without torch in a second."""

from __future__ import annotations

import tempfile
from pathlib import Path
from unittest.mock import patch

from photorag.cli.main import run
from photorag.embedding.load import ResolvedModel
from photorag.embedding.model_names import ModelReference
from tests.fakes import ColourEmbedder


def main() -> None:
    fake = ColourEmbedder()
    resolved = ResolvedModel(
        ModelReference("starter"), Path(tempfile.gettempdir()), fake.model_id, fake.dim, fake.input
    )
    with (
        patch("photorag.model_in_use.resolve_model", lambda *_: resolved),
        patch("photorag.model_in_use.load_embedder", lambda *_, **__: fake),
    ):
        run()


if __name__ == "__main__":
    main()
