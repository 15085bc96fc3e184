"""``photorag status``, ``roots``, ``doctor`` and ``models``."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from photorag.core.paths import Home
from photorag.embedding.load import ResolvedModel
from photorag.embedding.model_names import ModelReference
from tests.cli.conftest import Photorag
from tests.embedding.models import shell_folder
from tests.fakes import ColourEmbedder

Paint = Callable[..., Path]


def test_status(photorag: Photorag, album: Path, own_home: Home) -> None:
    (album / "red.jpg").unlink()
    photorag("index")
    told = photorag("status", "--json").objects
    assert len(told) == 1
    scanned = told[0]["roots"][0].pop("scanned")
    assert scanned > 0
    assert told[0].pop("database_bytes") > 0
    assert told[0] == {
        "home": str(own_home.folder),
        "model": "starter",
        "model_id": "colours@1",
        "items": 2,
        "searchable": 2,
        "removed": 1,
        "failures": 1,
        "roots": [{"path": str(album), "state": "online", "items": 2, "failures": 1}],
    }
    out = photorag("status").out
    for part in ("2 photos, 2 searchable", "1 photo, kept for 30 days", "1 file could not be read", f"  {album}: 2"):
        assert part in out


def test_status_of_nothing(photorag: Photorag, own_home: Home) -> None:
    told = photorag("status", "--json").objects[0]
    assert (told["items"], told["failures"], told["roots"]) == (0, 0, [])
    assert "No folders yet" in photorag("roots").out
    assert photorag("status", "--failures").out == "Every file could be read.\n"
    assert photorag("status", "--failures", "--json").out == ""


def test_failures_with_their_reasons(photorag: Photorag, album: Path) -> None:
    assert photorag("status", "--failures").out == f"{album / 'empty.jpg'}: the file is empty\n"
    listed = photorag("status", "--failures", "--json").objects
    assert len(listed) == 1
    assert listed[0].pop("at") > 0
    assert listed[0] == {"path": str(album / "empty.jpg"), "reason": "the file is empty", "attempts": 1}


def test_roots(photorag: Photorag, album: Path, paint: Paint) -> None:
    other = paint("../other/one.jpg", "yellow").parent.resolve()
    assert photorag("roots", "add", other, "--json").objects == [{"path": str(other)}]
    assert photorag("roots", "list", "--json").objects == [
        {"path": str(other), "state": "online", "items": 0, "failures": 0},
        {"path": str(album), "state": "online", "items": 3, "failures": 1},
    ]
    assert photorag("roots", "list").out == f"{other}: 0 photos\n{album}: 3 photos\n"
    assert photorag("index", "--json").objects[-1]["added"] == 1
    assert photorag("roots", "remove", album, "--json").objects == [{"removed": 3}]
    assert photorag("roots", "remove", other).out == "Forgot 1 photo. The files themselves are untouched.\n"
    assert (album / "red.jpg").exists()
    assert photorag("roots", "remove", other).sentence.endswith("`photorag roots` lists them.")
    assert photorag("roots", "add", other / "missing").sentence.startswith("There is no folder")


def test_a_root_inside_another_is_that_one(photorag: Photorag, album: Path) -> None:
    assert photorag("roots", "add", album / "trips", "--json").objects == [{"path": str(album)}]


def test_a_healthy_library(photorag: Photorag, album: Path) -> None:
    assert photorag("doctor").out.startswith("✓ ")
    assert photorag("doctor", "--json").objects == [{"ok": True, "problems": [], "repaired": []}]
    assert photorag("doctor", "--repair", "--json").objects == [{"ok": True, "problems": [], "repaired": []}]


def test_missing_thumbnails_are_found_and_made_again(photorag: Photorag, album: Path, own_home: Home) -> None:
    next(own_home.thumbnails.glob("*/*.jpg")).unlink()
    found = photorag("doctor")
    assert found.code == 1
    assert "✗ 1 thumbnails are missing" in found.out
    assert "photorag doctor --repair" in found.out
    told = photorag("doctor", "--json")
    assert (told.code, told.objects[0]["ok"]) == (1, False)
    assert [each["mendable"] for each in told.objects[0]["problems"]] == [True]
    photorag("doctor", "--repair")
    assert photorag("index", "--json").objects[-1]["updated"] == 1
    assert photorag("doctor").code == 0


def test_a_damaged_database_is_said_by_every_command(photorag: Photorag, album: Path, own_home: Home) -> None:
    for name in ("library.db-wal", "library.db-shm"):
        (own_home.folder / name).unlink(missing_ok=True)
    own_home.database.write_bytes(b"this was a database once. " * 1000)
    for command in (["status"], ["search", "red"], ["index"], ["roots"]):
        sentence = photorag(*command).sentence
        assert "is damaged" in sentence
        assert "your photos are untouched" in sentence
    for options in ([], ["--repair"]):
        ran = photorag("doctor", *options)
        assert (ran.code, ran.err) == (1, "")
        assert "✗ The database" in ran.out
        assert "photorag index FOLDER" in ran.out
    told = photorag("doctor", "--json").objects[0]
    assert told["ok"] is False
    assert [each["mendable"] for each in told["problems"]] == [False]


def test_a_library_of_a_newer_photorag_is_left_alone(photorag: Photorag, album: Path, own_home: Home) -> None:
    with closing(sqlite3.connect(own_home.database)) as database, database:
        database.execute("PRAGMA user_version = 999")
    for command in (["status"], ["search", "red"], ["index"], ["doctor"], ["doctor", "--repair"], ["roots"]):
        assert "written by a newer PhotoRAG" in photorag(*command).sentence
    with closing(sqlite3.connect(own_home.database)) as database, database:
        assert database.execute("PRAGMA user_version").fetchone() == (999,)


def test_the_list_of_models(photorag: Photorag) -> None:
    listed = photorag("models", "list", "--json").objects
    here = [each for each in listed if each["installed"]]
    assert [(each["name"], each["in_use"], each["problem"]) for each in here] == [("starter", True, "")]
    assert set(here[0]) == {"name", "installed", "in_use", "model_id", "dim", "bytes", "folder", "problem"}
    offered = [each for each in listed if not each["installed"]]
    assert offered and all(set(each) == {"name", "installed", "download_mb", "licence"} for each in offered)
    out = photorag("models").out
    assert "  * starter" in out
    assert all(each["name"] in out for each in offered)


def test_models_are_added_and_removed(photorag: Photorag, tmp_path: Path) -> None:
    folder = shell_folder(tmp_path / "mine")
    name = f"local-dir:{folder}"
    assert photorag("models", "add", folder).out == f"Added {name}. Use it with: photorag models use {name}\n"
    assert photorag("models", "add", folder, "--json").objects[0]["name"] == name
    assert f"    {name}" in photorag("models").out
    assert photorag("models", "remove", "mine", "--json").objects == [{"removed": name}]
    assert name not in photorag("models").out
    assert folder.is_dir()
    assert photorag("models", "remove", "mine").sentence
    assert photorag("models", "remove", "starter").sentence.startswith("starter is in use.")
    assert photorag("models", "add", tmp_path / "none").sentence.startswith("There is no model folder")


def test_choosing_a_model(
    photorag: Photorag, album: Path, own_home: Home, embedder: ColourEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shell_folder(own_home.folder.parent / "mine")

    def resolve(reference: ModelReference, _: Home) -> ResolvedModel:
        return ResolvedModel(reference, folder, f"{reference.kind}@1", embedder.dim, embedder.input)

    monkeypatch.setattr("photorag.model_in_use.resolve_model", resolve)
    chosen = f"local-dir:{folder}"
    assert photorag("models", "use", chosen, "--json").objects == [
        {"model": chosen, "searching": chosen, "model_id": "local-dir@1", "searchable": 0, "items": 3}
    ]
    assert json.loads(own_home.settings.read_text())["model"] == chosen
    assert photorag("models", "use", chosen).out == (
        f"{chosen} is in use from now on.\n3 photos are to be read with it: photorag index\n"
    )
    assert photorag("index", "--json").objects[-1]["updated"] == 3
    assert photorag("status", "--json").objects[0]["searchable"] == 3


@pytest.mark.parametrize("name", ["nothing-like-it", "ViT-B-32", "local-dir:/nowhere/at/all", "hf-hub:nobody", " "])
def test_a_model_that_does_not_exist_leaves_the_old_one_in_use(photorag: Photorag, own_home: Home, name: str) -> None:
    assert photorag("models", "use", name).sentence
    assert not own_home.settings.exists()
    assert "  * starter" in photorag("models").out


def test_a_model_that_can_not_be_downloaded(
    photorag: Photorag, own_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:1")
    sentence = photorag("models", "use", "hf-hub:nobody/nothing").sentence
    assert sentence.startswith("Can't reach 127.0.0.1:1 to download hf-hub:nobody/nothing")
    assert not own_home.settings.exists()


def test_settings_that_are_no_settings(photorag: Photorag, own_home: Home) -> None:
    own_home.folder.mkdir()
    own_home.settings.write_text("{ this is not JSON")
    for command in (["status"], ["index"], ["models"], ["search", "red"]):
        assert "Mend it, or delete it to start afresh." in photorag(*command).sentence
