"""The ground floor: settings, atomic files, tokens, events, homes."""

from __future__ import annotations

import errno
import json
import threading
from pathlib import Path

import pytest

from photorag.core.cancel import CancelToken, PauseGate
from photorag.core.errors import Cancelled, PhotoRagError, StorageError
from photorag.core.events import Events, ItemsChanged, RootsChanged
from photorag.core.files import replacing, write_atomically
from photorag.core.paths import HOME_VARIABLE, resolve_home, resources_folder
from photorag.core.query import Picture, Query, Words
from photorag.core.settings import Settings, load_settings, save_settings


def test_settings_come_back_as_saved(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    settings = Settings(model="ViT-B-32/openai", exclude=("a", "b/c"), decode_workers=3, rescan_minutes=5)
    save_settings(path, settings)
    assert load_settings(path) == settings


def test_absent_settings_are_the_defaults_and_unknown_keys_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    assert load_settings(path) == Settings()
    path.write_text(json.dumps({"model": "starter", "from_the_future": 1}))
    assert load_settings(path) == Settings()


@pytest.mark.parametrize(
    "content",
    ["{", "[]", '{"model": 3}', '{"exclude": "jpg"}', '{"decode_workers": 0}', '{"rescan_minutes": "often"}'],
)
def test_settings_that_make_no_sense_are_said_not_dropped(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(content)
    with pytest.raises(PhotoRagError, match=r"settings\.json"):
        load_settings(path)
    assert path.read_text() == content


def test_a_failed_replacement_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_atomically(path, b"old")
    with pytest.raises(RuntimeError), replacing(path) as temporary:
        temporary.write_bytes(b"half")
        raise RuntimeError
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_a_full_disk_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_atomically(path, b"old")
    with pytest.raises(StorageError, match="is full"), replacing(path):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert path.read_bytes() == b"old"


def test_a_folder_that_is_a_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError, match="Could not write"):
        write_atomically(tmp_path / "file" / "below", b"x")


def test_tokens_follow_others() -> None:
    program, person = CancelToken(), CancelToken()
    run = CancelToken(program, None, person)
    assert not run.cancelled
    program.cancel()
    assert run.cancelled and not person.cancelled
    with pytest.raises(Cancelled):
        run.raise_if_cancelled()


def test_a_paused_worker_goes_on_when_resumed_or_cancelled() -> None:
    for release in ("resume", "cancel"):
        gate, cancel = PauseGate(), CancelToken()
        gate.pause()
        worker = threading.Thread(target=gate.wait, args=(cancel,))
        worker.start()
        assert worker.is_alive() and gate.paused
        (gate.resume if release == "resume" else cancel.cancel)()
        worker.join(10)
        assert not worker.is_alive()


def test_events_reach_their_listeners_and_a_bad_listener_harms_none() -> None:
    events = Events()
    seen: list[ItemsChanged] = []

    def bad(_: ItemsChanged) -> None:
        raise RuntimeError

    events.subscribe(ItemsChanged, bad)
    stop = events.subscribe(ItemsChanged, seen.append)
    events.subscribe(RootsChanged, lambda _: pytest.fail("not for roots"))
    events.publish(ItemsChanged((1,)))
    stop()
    events.publish(ItemsChanged((2,)))
    assert seen == [ItemsChanged((1,))]


def test_homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "from variable"))
    assert resolve_home().folder == tmp_path / "from variable"
    assert resolve_home(tmp_path / "given").folder == tmp_path / "given"
    monkeypatch.delenv(HOME_VARIABLE)
    assert resolve_home().folder.is_absolute()
    assert resources_folder().is_dir()


def test_queries() -> None:
    assert Query.from_text("  red   fox ").words == (Words("red fox"),)
    assert Query.from_text("\n").empty
    assert not Query(pictures=(Picture(item=1),)).empty
    with pytest.raises(ValueError, match="exactly one"):
        Picture()
    with pytest.raises(ValueError, match="exactly one"):
        Picture(item=1, data=b"")
