"""Downloads from a Hub on the loopback: whole, broken off, gone on with, refused, damaged, cancelled."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from filelock import FileLock

from photorag.core.cancel import CancelToken
from photorag.core.errors import Cancelled, ModelError, StorageError
from photorag.core.paths import Home
from photorag.embedding.download import download_model
from photorag.embedding.download_files import ArrivingFile, Meter, RemoteFile, partial_folder
from photorag.embedding.load import ResolvedModel
from photorag.embedding.model_names import ModelReference, parse_model_name
from tests.embedding.hub_server import COMMIT, FakeHub
from tests.embedding.models import TINY_CONFIG, shell_folder

NAME = "hf-hub:acme/tiny"
WEIGHTS = "acme/tiny/open_clip_model.safetensors"
REFERENCE = parse_model_name(NAME)


def publish(hub: FakeHub, folder: Path, repository: str = "acme/tiny") -> None:
    for each in folder.iterdir():
        hub.files[f"{repository}/{each.name}"] = each.read_bytes()


@pytest.fixture
def published(hub: FakeHub, tmp_path: Path) -> FakeHub:
    """A Hub with one model: no torch will load it, and three megabytes take three reports."""
    publish(hub, shell_folder(tmp_path / "published", weights=bytes(range(256)) * 12_000))
    return hub


def download(home: Home, reference: ModelReference = REFERENCE, **more: Any) -> ResolvedModel:
    return download_model(reference, home, **{"try_model": lambda *_: None, "retry_pause": 0.0, **more})


def failing(home: Home, reference: ModelReference = REFERENCE, **more: Any) -> str:
    with pytest.raises(ModelError) as caught:
        download(home, reference, **more)
    assert "\n" not in str(caught.value)
    assert not reference.folder(home).exists()
    return str(caught.value)


def test_a_download_becomes_a_folder_that_needs_no_network(
    published: FakeHub, own_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    told: list[tuple[int, int]] = []
    model = download(own_home, progress=lambda *each: told.append(each))
    assert model.model_id.startswith(NAME + "@")
    assert (model.folder / "open_clip_model.safetensors").read_bytes() == published.files[WEIGHTS]
    assert json.loads((model.folder / "open_clip_config.json").read_text()) == TINY_CONFIG
    note = json.loads((model.folder / "photorag.json").read_text())
    assert note["files"]["open_clip_model.safetensors"]["commit"] == COMMIT
    size = len(published.files[WEIGHTS])
    assert told[0] == (0, size)
    assert told[-1] == (size, size)
    assert told == sorted(told)
    assert len(told) >= 4
    # The token is for the Hub, not for the host it redirects to; and nothing lands outside the library's own folder.
    assert {each.token for each in published.requests if each.path.startswith("/acme")} == {"Bearer hf_secret"}
    assert {each.token for each in published.requests if each.path.startswith("/cdn")} == {None}
    assert not (tmp_path / "hf-home").exists()
    assert {each.name for each in own_home.folder.iterdir()} == {"models"}
    asked = len(published.requests)
    assert download(own_home) == model
    assert len(published.requests) == asked


def test_a_broken_connection_is_gone_on_with(published: FakeHub, own_home: Home) -> None:
    published.faults[WEIGHTS] = [("cut", 1_000_000), ("status", 503), ("cut", 500_000)]
    model = download(own_home)
    assert (model.folder / "open_clip_model.safetensors").read_bytes() == published.files[WEIGHTS]
    asked = [each.range for each in published.got(WEIGHTS)]
    assert asked == [None, "bytes=1000000-", "bytes=1000000-", "bytes=1500000-"]


def test_a_download_that_broke_off_goes_on_the_next_time(published: FakeHub, own_home: Home) -> None:
    published.faults[WEIGHTS] = [("cut", 1_000_000), *[("cut", 0)] * 4]
    assert "broke off after 1.0 of 3.1 MB" in failing(own_home)
    assert partial_folder(REFERENCE.folder(own_home)).is_dir()
    before = len(published.got(WEIGHTS))
    told: list[tuple[int, int]] = []
    download(own_home, progress=lambda *each: told.append(each))
    assert [each.range for each in published.got(WEIGHTS)[before:]] == ["bytes=1000000-"]
    assert max(done for done, _ in told) == len(published.files[WEIGHTS])
    assert not partial_folder(REFERENCE.folder(own_home)).exists()


def test_what_arrived_of_another_version_is_not_gone_on_with(published: FakeHub, own_home: Home) -> None:
    published.faults[WEIGHTS] = [("cut", 1_000_000), *[("cut", 0)] * 4]
    failing(own_home)
    published.files[WEIGHTS] = (
        shell_folder(own_home.folder / "new", weights=b"new") / "open_clip_model.safetensors"
    ).read_bytes()
    before = len(published.got(WEIGHTS))
    model = download(own_home)
    assert [each.range for each in published.got(WEIGHTS)[before:]] == [None]
    assert {each.name for each in model.folder.iterdir()} == {
        "open_clip_config.json", "open_clip_model.safetensors", "photorag.json",
    }  # fmt: skip


def no_repository(hub: FakeHub) -> None:
    hub.files.clear()


def gated(hub: FakeHub) -> None:
    hub.gated.add("acme/tiny")


def server_down(hub: FakeHub) -> None:
    hub.down = 503


def no_config(hub: FakeHub) -> None:
    del hub.files["acme/tiny/open_clip_config.json"]


def other_config(hub: FakeHub) -> None:
    hub.files["acme/tiny/open_clip_config.json"] = b'{"architectures": []}'


def no_weights(hub: FakeHub) -> None:
    del hub.files[WEIGHTS]


def wrong_sum(hub: FakeHub) -> None:
    hub.wrong_sums.add(WEIGHTS)


def busy(hub: FakeHub) -> None:
    hub.faults[WEIGHTS] = [("status", 429)] * 9


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (no_repository, "is not to be found"),
        (gated, "accept its terms at http"),
        (server_down, "HTTP 503"),
        (no_config, "no open_clip model"),
        (other_config, "is not an open_clip model"),
        (no_weights, "no open_clip weights"),
        (wrong_sum, "wrong checksum"),
        (busy, "too many requests"),
    ],
)
def test_what_goes_wrong_is_told_in_one_sentence(
    published: FakeHub, own_home: Home, spoil: Callable[[FakeHub], None], said: str
) -> None:
    spoil(published)
    assert said in failing(own_home)


def test_no_network(own_home: Home, monkeypatch: pytest.MonkeyPatch, hub: FakeHub) -> None:
    import socket

    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{closed.getsockname()[1]}")
        assert "Can't reach 127.0.0.1" in failing(own_home)
    monkeypatch.setenv("HF_ENDPOINT", "http://nowhere.invalid")
    assert "Can't reach nowhere.invalid" in failing(own_home)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    assert "HF_HUB_OFFLINE" in failing(own_home)


def test_cancel_keeps_what_has_arrived(published: FakeHub, own_home: Home) -> None:
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        download(own_home, cancel=cancel, progress=lambda done, _: cancel.cancel() if done else None)
    assert not REFERENCE.folder(own_home).exists()
    before = len(published.got(WEIGHTS))
    download(own_home)
    (again,) = published.got(WEIGHTS)[before:]
    assert again.range is not None


def test_a_model_that_does_not_work_is_not_installed(published: FakeHub, own_home: Home) -> None:
    def refuse(*_: object) -> None:
        raise ModelError("It has no soul.")

    assert failing(own_home, try_model=refuse) == "It has no soul."
    before = len(published.got(WEIGHTS))
    download(own_home)
    assert len(published.got(WEIGHTS)) == before  # the weights were there, and right


def test_a_damaged_model_is_downloaded_again(published: FakeHub, own_home: Home) -> None:
    weights = download(own_home).folder / "open_clip_model.safetensors"
    whole = weights.read_bytes()
    weights.write_bytes(whole[:-5])
    published.down = 503
    with pytest.raises(ModelError, match="HTTP 503"):
        download(own_home)
    assert weights.read_bytes() == whole[:-5]
    published.down = 0
    download(own_home)
    assert weights.read_bytes() == whole
    assert {each.name for each in own_home.models.iterdir() if each.is_dir()} == {"hf-hub--acme--tiny"}


def test_a_disk_without_room(published: FakeHub, own_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")._replace(free=1000)
    monkeypatch.setattr("photorag.embedding.download_files.shutil.disk_usage", lambda _: usage)
    with pytest.raises(StorageError, match=r"The model needs 3 MB, and the disk .* has 0 MB free"):
        download(own_home)
    assert published.got(WEIGHTS) == []


def test_a_disk_that_fills_up(tmp_path: Path) -> None:
    class Full(io.BytesIO):
        def write(self, _: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    arriving = ArrivingFile(tmp_path / "w", RemoteFile("http://x", "w", 9, "", ""), Meter(9, lambda *_: None))
    with pytest.raises(StorageError, match="full"):
        arriving.write(Full(), b"123")
    assert arriving.have == 0


def test_two_at_a_time(published: FakeHub, own_home: Home) -> None:
    own_home.models.mkdir(parents=True)
    with FileLock(f"{REFERENCE.folder(own_home)}.lock"):
        assert "Another PhotoRAG is downloading" in failing(own_home)


class Table(NamedTuple):
    """Stands for open_clip's table and its configurations, which name no small model."""

    entry: dict[str, Any]
    config: dict[str, Any]

    def use(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("photorag.embedding.download.check_tag", lambda *_: self.entry)
        monkeypatch.setattr("photorag.embedding.download.architecture_config", lambda _: self.config)


def test_a_name_and_tag(published: FakeHub, own_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = {"hf_hub": "acme/tiny/", "mean": [0.5] * 3, "std": [0.5] * 3, "resize_mode": "squash", "quick_gelu": True}
    Table(entry, TINY_CONFIG["model_cfg"]).use(monkeypatch)
    model = download(own_home, parse_model_name("ViT-B-32/openai"))
    assert model.model_id.startswith("ViT-B-32/openai@")
    assert (model.input.resize_mode, model.input.mean) == ("squash", (0.5, 0.5, 0.5))
    config = json.loads((model.folder / "open_clip_config.json").read_text())
    assert config["model_cfg"] == TINY_CONFIG["model_cfg"] | {"quick_gelu": True}


def test_tokenizer_and_text_model_come_along(
    published: FakeHub, own_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    published.files |= {
        "acme/words/tokenizer.json": b"{}",
        "acme/words/config.json": b"{}",
        "acme/bert/config.json": b"{}",
    }
    text = TINY_CONFIG["model_cfg"]["text_cfg"] | {"hf_tokenizer_name": "acme/words", "hf_model_name": "acme/bert"}
    Table({"hf_hub": "acme/tiny/"}, TINY_CONFIG["model_cfg"] | {"text_cfg": text}).use(monkeypatch)
    folder = download(own_home, parse_model_name("roberta-ViT-B-32/some")).folder
    assert {"tokenizer.json", "config.json", "text_model"} <= {each.name for each in folder.iterdir()}
    assert (folder / "text_model" / "config.json").is_file()


def test_weights_at_a_plain_address(published: FakeHub, own_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    content = published.files[WEIGHTS]
    address = f"{published.endpoint}/cdn/mlfoundations/w-{hashlib.sha256(content).hexdigest()[:8]}.pt"
    published.files[address.split("/cdn/")[1]] = content
    Table({"url": address}, TINY_CONFIG["model_cfg"]).use(monkeypatch)
    reference = parse_model_name("ViT-B-32/openai")
    model = download(own_home, reference)
    assert (model.folder / "open_clip_pytorch_model.bin").read_bytes() == content
    shutil.rmtree(model.folder)
    published.files[address.split("/cdn/")[1]] = content[::-1]
    assert "wrong checksum" in failing(own_home, reference)


def test_from_the_hub_to_vectors(hub: FakeHub, tiny: Path, own_home: Home) -> None:
    """The one that loads what it downloaded, in another process, before it counts."""
    publish(hub, tiny)
    assert download_model(REFERENCE, own_home).dim == 16
