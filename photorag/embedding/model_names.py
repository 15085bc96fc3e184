"""The names a person gives to models, read without importing torch.

``starter`` is the model that comes with PhotoRAG; ``NAME/TAG`` one of open_clip's own, such as
``ViT-B-32-SigLIP2-256/webli``; ``hf-hub:ORG/NAME`` any open_clip model on the Hugging Face Hub; ``local-dir:PATH`` a
folder in open_clip's form.
"""

from __future__ import annotations

import difflib
import importlib.util
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from photorag.core.errors import ModelError
from photorag.core.paths import Home, resources_folder
from photorag.embedding.catalogue import RECOMMENDED

STARTER = "starter"
LOCAL_PREFIX = "local-dir:"
HUB_PREFIX = "hf-hub:"
LISTED = "`photorag models` lists the ones to choose from."

ModelKind = Literal["starter", "local-dir", "tag", "hf-hub"]

_HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)
_TAG = re.compile(r"[\w.-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class ModelReference:
    """A model as the person named it, checked for form.

    ``value`` is empty for the starter, an absolute path for "local-dir", ``NAME/TAG`` for "tag", ``ORG/NAME`` for
    "hf-hub". ``str(reference)`` reads back to the same reference.
    """

    kind: ModelKind
    value: str = ""

    def __str__(self) -> str:
        prefix = {"starter": STARTER, "local-dir": LOCAL_PREFIX, "tag": "", "hf-hub": HUB_PREFIX}[self.kind]
        return prefix + self.value

    @property
    def downloaded(self) -> bool:
        """True for the kinds that have to be downloaded before they can be used."""
        return self.kind in ("tag", "hf-hub")

    def folder(self, home: Home) -> Path:
        """Where this model lies, or would lie once downloaded."""
        if self.kind == "starter":
            return resources_folder() / STARTER
        if self.kind == "local-dir":
            return Path(self.value)
        return home.models / str(self).replace(":", "--").replace("/", "--")


def parse_model_name(text: str) -> ModelReference:
    """Reads a model's name as a person types it; paths become absolute.

    Raises `ModelError` when it has no known form, or names an architecture open_clip does not have. Whether a tag
    exists is only known to open_clip itself: see `open_clip_table.check_tag`.
    """
    name = text.strip()
    if not name:
        raise ModelError(f"A model's name is empty. {LISTED}")
    if name.casefold() == STARTER:
        return ModelReference("starter")
    if name.startswith(LOCAL_PREFIX):
        return _local(name.removeprefix(LOCAL_PREFIX))
    if name.startswith(HUB_PREFIX):
        return _hub(name.removeprefix(HUB_PREFIX))
    return _tagged(name)


@cache
def architectures() -> tuple[str, ...]:
    """The names of open_clip's architectures, from the names of its configuration files: importing it takes seconds.

    Empty when open_clip's files can't be seen from here (a frozen app may keep them elsewhere).
    """
    folder = architecture_folder()
    return tuple(sorted(each.stem for each in folder.glob("*.json"))) if folder else ()


def architecture_folder() -> Path | None:
    """The folder of open_clip's built-in configurations, found without importing open_clip."""
    spec = importlib.util.find_spec("open_clip")
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0]) / "model_configs" if places else None


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """``" Did you mean A or B?"`` with the names nearest to ``wrong``, or nothing when none is near."""
    by_folded = {each.casefold(): each for each in known}
    near = [by_folded[each] for each in difflib.get_close_matches(wrong.casefold(), by_folded, n=2, cutoff=0.6)]
    return f" Did you mean {' or '.join(near)}?" if near else ""


def _local(path: str) -> ModelReference:
    if not path.strip():
        raise ModelError(f"`{LOCAL_PREFIX}` needs the path of a folder after it, like {LOCAL_PREFIX}/models/mine.")
    return ModelReference("local-dir", os.path.abspath(_expanded(path.strip())))  # noqa: PTH100 - chosen links stay


def _expanded(path: str) -> str:
    """``path`` with ``~`` written out; as it is where that names nobody (pathlib raises there)."""
    try:
        return os.path.expanduser(path)  # noqa: PTH111
    except ValueError:  # a NUL after the ~
        return path


def _hub(value: str) -> ModelReference:
    repository = value.strip().strip("/")
    if not _HUB_NAME.fullmatch(repository) or ".." in repository:
        raise ModelError(f"`{HUB_PREFIX}` needs the form {HUB_PREFIX}ORG/NAME, which “{value}” has not.")
    return ModelReference("hf-hub", repository)


def _tagged(name: str) -> ModelReference:
    architecture, slash, tag = name.partition("/")
    known = {each.casefold(): each for each in architectures()}
    canonical = known.get(architecture.casefold()) if known else architecture
    if not canonical or (slash and not _TAG.fullmatch(tag)):
        raise ModelError(_unknown(name, architecture))
    if not slash:
        examples = [each.name for each in RECOMMENDED if each.name.startswith(canonical + "/")]
        example = f", like {examples[0]}" if examples else ""
        raise ModelError(f"{canonical} needs the name of its weights after it: {canonical}/TAG{example}. {LISTED}")
    return ModelReference("tag", f"{canonical}/{clean_tag(tag)}")


def clean_tag(tag: str) -> str:
    """open_clip's own spelling of a tag: lower case, with underscores."""
    return tag.lower().replace("-", "_")


def _unknown(name: str, architecture: str) -> str:
    if os.path.isdir(_expanded(name)):  # noqa: PTH112 - never raises, whatever was typed
        return f"There is no model named {name}. For the folder of that name, write {LOCAL_PREFIX}{name}."
    whole = did_you_mean(name, [STARTER, *(each.name for each in RECOMMENDED)])
    return f"There is no model named {name}.{whole or did_you_mean(architecture, architectures())} {LISTED}"
