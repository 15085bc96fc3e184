"""The models that are on this computer: what ``photorag models list|add|remove`` and the window's model picker do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from photorag.core.errors import ModelError
from photorag.core.files import storage_error, write_atomically
from photorag.core.paths import Home
from photorag.embedding.download_files import partial_folder
from photorag.embedding.download_plan import MANIFEST_NAME
from photorag.embedding.load import ResolvedModel, resolve_model
from photorag.embedding.model_names import LISTED, ModelReference, did_you_mean, parse_model_name


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model that can be used without the network, or could be were it not for its ``problem``.

    ``name`` is what `parse_model_name` and ``photorag models use`` take. ``resolved`` is None exactly when ``problem``
    says, in one sentence, what is wrong. ``size`` is in bytes.
    """

    name: str
    reference: ModelReference
    folder: Path
    size: int
    resolved: ResolvedModel | None
    problem: str = ""


def installed_models(home: Home) -> list[InstalledModel]:
    """The starter, the downloaded models, and the added folders; each with its problem, if it has one.

    Hashes the weights of models never seen before: about a second for each gigabyte. Raises nothing.
    """
    references = [ModelReference("starter"), *sorted(_downloaded(home), key=str), *_added(home)]
    return [_look_at(each, home) for each in references]


def add_folder(home: Home, path: Path) -> InstalledModel:
    """Adds a folder in open_clip's form to the list; it stays where it is.

    Raises `ModelError` when it holds no whole model, `StorageError` when the list can't be written.
    """
    reference = parse_model_name(f"local-dir:{path}")
    resolve_model(reference, home)
    added = list(_added(home))
    if reference not in added:
        _write_added(home, [*added, reference])
    return _look_at(reference, home)


def remove(home: Home, name: str) -> InstalledModel:
    """Deletes a downloaded model, or takes an added folder off the list (its files stay). Returns what was removed.

    ``name`` is a model's name, its model id, or the name of an added folder. Removing what is in use is the caller's
    to prevent. Raises `ModelError` when there is none of that name, `StorageError`.
    """
    model = find_installed(home, name)
    if model.reference.kind == "starter":
        raise ModelError("The starter model comes with PhotoRAG and can't be removed.")
    if model.reference.kind == "local-dir":
        _write_added(home, [each for each in _added(home) if each != model.reference])
        return model
    try:
        # First out of sight in one step: half a model must never look like one.
        gone = model.folder.with_name(model.folder.name + ".removed")
        if model.folder.is_dir():
            shutil.rmtree(gone, ignore_errors=True)
            model.folder.replace(gone)
        for each in (gone, partial_folder(model.folder)):
            if each.exists():
                shutil.rmtree(each)
        model.folder.with_name(model.folder.name + ".lock").unlink(missing_ok=True)
    except OSError as error:
        raise storage_error(error, model.folder) from error
    return model


def find_installed(home: Home, name: str) -> InstalledModel:
    """The installed model of this name, model id, or (for added folders) folder name. Raises `ModelError`."""
    models = installed_models(home)
    for each in models:
        if name == each.name or (each.resolved is not None and name == each.resolved.model_id):
            return each
    by_folder = [each for each in models if each.reference.kind == "local-dir" and each.folder.name == name]
    if len(by_folder) == 1:
        return by_folder[0]
    reference = parse_model_name(name)  # forgives spelling: capitals, a relative path
    for each in models:
        if each.reference == reference:
            return each
    near = did_you_mean(name, [each.name for each in models])
    raise ModelError(f"The model {name} is not on this computer.{near} {LISTED}")


def _look_at(reference: ModelReference, home: Home) -> InstalledModel:
    folder = reference.folder(home)
    try:
        resolved, problem = resolve_model(reference, home), ""
    except ModelError as error:
        resolved, problem = None, str(error)
    return InstalledModel(str(reference), reference, folder, _size(folder), resolved, problem)


def _downloaded(home: Home) -> Iterator[ModelReference]:
    """By the note each download carries; a folder without one is not ours to list."""
    for note in home.models.glob(f"*/{MANIFEST_NAME}"):
        try:
            reference = parse_model_name(str(json.loads(note.read_text("utf-8"))["reference"]))
        except (OSError, ValueError, KeyError, TypeError, ModelError):
            continue
        if reference.downloaded and reference.folder(home) == note.parent:  # leaves out unfinished ones
            yield reference


def _added(home: Home) -> list[ModelReference]:
    try:
        paths = json.loads(_list_file(home).read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return [ModelReference("local-dir", each) for each in paths if isinstance(each, str)]


def _write_added(home: Home, references: list[ModelReference]) -> None:
    write_atomically(_list_file(home), json.dumps([each.value for each in references], indent=1).encode())


def _list_file(home: Home) -> Path:
    return home.models / "added.json"


def _size(folder: Path) -> int:
    try:
        return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())
    except OSError:
        return 0
