"""A window with a large library opens without importing torch."""

from __future__ import annotations

import subprocess
import sys

LIGHT = [
    "catalogue",
    "download",
    "fingerprint",
    "host",
    "host_process",
    "installed",
    "load",
    "model_folder",
    "model_names",
    "open_clip_table",
    "picture_input",
    "protocol",
]
HEAVY = ("torch", "open_clip", "timm", "transformers", "huggingface_hub", "torchvision")


def test_the_light_modules_import_nothing_heavy() -> None:
    code = (
        f"import sys\nfor name in {LIGHT}: __import__('photorag.embedding.' + name)\n"
        "from photorag.embedding.model_names import parse_model_name\n"
        "parse_model_name('ViT-B-32/openai')\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
