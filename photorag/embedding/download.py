"""Downloads a model into a folder of its own: the only module on this floor that talks to the network.

Files are found and named as huggingface_hub does it (so ``HF_ENDPOINT``, ``HF_TOKEN`` and proxies work as usual), but
streamed here: huggingface_hub starts a broken-off file again from nothing, and weights are gigabytes. A model appears
under its name only when every file is there, its checksum is right and the model has been loaded once; until then the
pieces lie in a folder ending in ``.part``, where the next try goes on.
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from photorag.core.cancel import CancelToken
from photorag.core.errors import ModelError, StorageError
from photorag.core.files import storage_error, write_atomically
from photorag.core.paths import Home
from photorag.embedding import download_plan as plan
from photorag.embedding.download_files import (
    ArrivingFile,
    Meter,
    Progress,
    RemoteFile,
    check_space,
    drop_others,
    partial_folder,
    put_in_place,
)
from photorag.embedding.fingerprint import file_sha256
from photorag.embedding.load import ResolvedModel, resolve_model
from photorag.embedding.model_folder import CONFIG_NAME, TEXT_MODEL_FOLDER, read_model_folder
from photorag.embedding.model_names import ModelReference
from photorag.embedding.open_clip_table import architecture_config, check_tag

log = logging.getLogger(__name__)

T = TypeVar("T")
TryModel = Callable[[Path, Home], None]  # raises ModelError when the model in the folder can't be used

_TIMEOUT = 20.0  # seconds without a byte
_RETRIES = 4  # in a row without a new byte
_FIRST_RETRIES = 1  # before the first byte


def download_model(
    reference: ModelReference,
    home: Home,
    *,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
    try_model: TryModel | None = None,
    retry_pause: float = 2.0,
) -> ResolvedModel:
    """Makes a ``NAME/TAG`` or ``hf-hub:`` model usable offline; returns at once when it already is.

    ``progress`` is called on this thread. ``try_model`` loads the finished download before it counts (in another
    process when None). ``retry_pause`` is in seconds. Raises `ModelError` for anything wrong with the name, the network
    or the model, `StorageError` for a disk that is full or not writable, `Cancelled`; whatever was usable before
    stays so, and the next call goes on where this one stopped.
    """
    if not reference.downloaded:
        return resolve_model(reference, home)
    final = reference.folder(home)
    part = partial_folder(final)
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise storage_error(error, part.parent) from error
    from filelock import FileLock, Timeout

    try:
        with FileLock(f"{final}.lock", timeout=0):
            if final.is_dir():
                try:
                    return resolve_model(reference, home)
                except ModelError as damaged:
                    log.warning("%s: downloading it again", damaged)
            network = _Network(reference, cancel or CancelToken(), retry_pause)
            _fill(part, reference, home, network, progress or _ignore)
            (try_model or _try_in_another_process)(part, home)
            network.cancel.raise_if_cancelled()
            put_in_place(part, final)
    except OSError as error:
        if isinstance(error, Timeout):
            raise ModelError(f"Another PhotoRAG is downloading {reference} already.") from None
        raise storage_error(error, home.models) from error
    return resolve_model(reference, home)


def _fill(part: Path, reference: ModelReference, home: Home, network: _Network, progress: Progress) -> None:
    """Brings everything the model needs into ``part``."""
    config, files = _plan(reference, home, network)
    try:
        part.mkdir(parents=True, exist_ok=True)
        meter = Meter(sum(each.size or 0 for each in files), progress)
        check_space(part, files)
        meter.add(0)
        for each in files:
            network.fetch(each, part, meter)
        drop_others(part, {each.kept_as.split("/")[0] for each in files})
    except StorageError:
        raise
    except OSError as error:
        raise storage_error(error, part) from error
    manifest = {
        "reference": str(reference),
        "files": {each.kept_as: {"url": each.url, "commit": each.commit, "sha256": each.sha256} for each in files},
    }
    write_atomically(part / CONFIG_NAME, json.dumps(config, indent=2).encode())
    write_atomically(part / plan.MANIFEST_NAME, json.dumps(manifest, indent=2).encode())


def _plan(reference: ModelReference, home: Home, network: _Network) -> tuple[dict[str, Any], list[RemoteFile]]:
    """The model's configuration and the files to fetch. Asks the network for their sizes and checksums."""
    if reference.kind == "tag":
        entry = check_tag(reference.value, home)
        config = plan.config_for_tag(architecture_config(reference.value.split("/")[0]), entry)
        repository, _, named = str(entry.get("hf_hub") or "").rpartition("/")
        weights = network.weights(repository, named) if repository else network.at_url(str(entry.get("url") or ""))
    else:
        repository = reference.value
        found = network.find(repository, CONFIG_NAME, CONFIG_NAME)
        if found is None:
            raise ModelError(f"{reference} is missing, or is no open_clip model: it has no {CONFIG_NAME}.")
        config = plan.read_hub_config(network.content(found), str(reference))
        weights = network.weights(repository, "")
    files = [weights]
    if tokenizer := plan.tokenizer_repository(config):
        found_parts = [network.find(tokenizer, name, name) for name in plan.TOKENIZER_NAMES]
        files += [each for each in found_parts if each is not None]
    if text_model := plan.text_model_repository(config):
        described = network.find(text_model, "config.json", f"{TEXT_MODEL_FOLDER}/config.json")
        files += [described] if described else []
    return config, files


class _Network:
    """The Hub, and plain web addresses, for one download. Its errors are sentences."""

    def __init__(self, reference: ModelReference, cancel: CancelToken, retry_pause: float) -> None:
        # Read by huggingface_hub when it is first imported.
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        os.environ.setdefault("HF_HUB_DISABLE_XET", "1")
        import huggingface_hub
        from huggingface_hub import errors
        from huggingface_hub.utils import (  # type: ignore[attr-defined]  # documented, but not in an __all__
            build_hf_headers,
            hf_raise_for_status,
        )

        self._hub = huggingface_hub
        self._errors = errors
        self._build_headers = build_hf_headers
        self._raise_for_status = hf_raise_for_status
        # huggingface_hub 1.x rides on httpx, 2.x on httpx2: its own error class knows which one's base it is.
        self._http_error: type[Exception] = errors.HfHubHTTPError.__mro__[1]
        self._endpoint = os.environ.get("HF_ENDPOINT", "https://huggingface.co").rstrip("/")
        self._host = urlsplit(self._endpoint).netloc or self._endpoint
        self._reference = reference
        self._pause = retry_pause
        self._commits: dict[str, str] = {}
        self.cancel = cancel

    def weights(self, repository: str, named: str) -> RemoteFile:
        for name in plan.weights_names(named):
            found = self.find(repository, name, plan.kept_weights_name(name))
            if found:
                return found
        raise ModelError(
            f"{self._reference} is not to be found: {self._host} has no open_clip weights in {repository}."
        )

    def find(self, repository: str, name: str, kept_as: str) -> RemoteFile | None:
        """A file of a Hub repository, or None when the repository has none of that name. Raises `ModelError`."""
        # All files of a repository come from the commit the first one came from.
        revision = self._commits.get(repository)
        url = self._hub.hf_hub_url(repository, name, revision=revision, endpoint=self._endpoint)

        def ask() -> Any:
            try:
                return self._hub.get_hf_file_metadata(url, timeout=_TIMEOUT, endpoint=self._endpoint)
            except self._errors.RepositoryNotFoundError:
                raise
            except self._errors.HfHubHTTPError as error:
                if error.response.status_code == 404:
                    return None
                raise

        facts = self._patiently(ask, repository)
        if facts is None:
            return None
        commit = facts.commit_hash or ""
        if commit:
            self._commits.setdefault(repository, commit)
        etag = facts.etag or ""
        sha256 = etag if _is_sha256(etag) else ""  # other etags are git's, of the small files
        return RemoteFile(url, kept_as, facts.size, sha256, etag or commit, repository, commit)

    def at_url(self, url: str) -> RemoteFile:
        """A file at a plain address. Raises `ModelError`."""
        if not url:
            raise ModelError(f"open_clip does not say where the weights of {self._reference} are.")

        def ask() -> int | None:
            response = self._hub.get_session().head(url, timeout=_TIMEOUT, follow_redirects=True)
            length = response.headers.get("Content-Length", "")
            return int(length) if response.status_code == 200 and length.isdigit() else None

        size = self._patiently(ask, "")
        return RemoteFile(url, plan.kept_weights_name(url), size, plan.checksum_in_url(url), url)

    def content(self, file: RemoteFile) -> bytes:
        """A small file, in memory. Raises `ModelError`."""

        def ask() -> bytes:
            response = self._hub.get_session().get(
                file.url, headers=self._headers(file), timeout=_TIMEOUT, follow_redirects=True
            )
            self._raise_for_status(response)
            return bytes(response.content)

        return self._patiently(ask, file.repository)

    def fetch(self, file: RemoteFile, folder: Path, meter: Meter) -> None:
        """Brings ``file`` into ``folder``, going on with what is there.

        Raises `ModelError`, `StorageError`, OSError for a failed write, `Cancelled`.
        """
        target = folder / file.kept_as
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.sha256 and target.is_file() and file_sha256(target).startswith(file.sha256):
            meter.add(file.size or 0)
            return
        version = "".join(each for each in file.version if each.isalnum())[-20:]
        arriving = target.with_name(f"{target.name}.{version}.arriving")
        stream = ArrivingFile(arriving, file, meter)
        stream.count_what_is_here()
        self._patiently(lambda: self._stream(stream), file.repository, stream)
        if file.size is not None and stream.have != file.size:
            raise ModelError(self._broken_off(stream, "the server sent less than it promised"))
        if file.sha256 and not file_sha256(arriving).startswith(file.sha256):
            arriving.unlink()
            raise ModelError(f"{file.kept_as} of {self._reference} arrived damaged (wrong checksum): try again.")
        arriving.replace(target)

    def _stream(self, stream: ArrivingFile) -> None:
        file = stream.file
        if file.size is not None and stream.have >= file.size:
            return
        headers = self._headers(file) | {"Accept-Encoding": "identity"}
        if stream.have:
            headers["Range"] = f"bytes={stream.have}-"
        session = self._hub.get_session()
        with session.stream("GET", file.url, headers=headers, timeout=_TIMEOUT, follow_redirects=True) as response:
            if response.status_code == 416:  # what is here is no beginning of what is there
                stream.start_over()
            self._raise_for_status(response)
            if stream.have and response.status_code != 206:
                stream.start_over()
            with stream.path.open("ab") as out:
                for chunk in response.iter_bytes():
                    self.cancel.raise_if_cancelled()
                    stream.write(out, chunk)

    def _headers(self, file: RemoteFile) -> dict[str, str]:
        # A token is for the Hub alone. huggingface_hub's session drops it when it is sent on to another host.
        return dict(self._build_headers(library_name="photorag")) if file.repository else {}

    def _patiently(self, ask: Callable[[], T], repository: str, stream: ArrivingFile | None = None) -> T:
        """Calls ``ask``, again a few times when the network or the server fails in a way that may pass."""
        failures, had = 0, -1
        while True:
            self.cancel.raise_if_cancelled()
            try:
                return ask()
            except (self._http_error, self._errors.OfflineModeIsEnabled) as error:
                have = stream.have if stream else 0
                failures, had = (1 if have > had else failures + 1), have
                # Without a single byte there is little hope, and a person who waits.
                if not _may_pass(error) or failures > (_RETRIES if have else _FIRST_RETRIES):
                    raise self._sentence(error, repository, stream) from error
                log.info("%s: trying again (%s)", self._reference, error)
            self._wait(self._pause * failures)

    def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.cancel.raise_if_cancelled()
            time.sleep(min(left, 0.1))

    def _sentence(self, error: Exception, repository: str, stream: ArrivingFile | None) -> ModelError:
        name = self._reference
        host = urlsplit(stream.file.url).netloc if stream else self._host
        status = _status(error)
        if isinstance(error, self._errors.OfflineModeIsEnabled):
            text = f"{name} can't be downloaded while HF_HUB_OFFLINE is set."
        elif isinstance(error, self._errors.GatedRepoError) or status == 403:
            page = f"{self._endpoint}/{repository}"
            text = f"{name} asks for your consent first: accept its terms at {page}, and set HF_TOKEN."
        elif isinstance(error, self._errors.RepositoryNotFoundError) or status in (401, 404):
            text = f"{name} is not to be found: {host} has no open model {repository}."
        elif status == 429:
            text = f"{host} has had too many requests from here: try again in a few minutes."
        elif status is not None:
            text = f"{host} can't give {name} at the moment (HTTP {status}): try again later."
        elif stream and stream.have:
            text = self._broken_off(stream, "the connection was lost")
        else:
            text = f"Can't reach {host} to download {name}: check the internet connection, then try again."
        return ModelError(text)

    def _broken_off(self, stream: ArrivingFile, why: str) -> str:
        whole = f" of {stream.file.size / 1e6:,.1f}" if stream.file.size else ""
        return (
            f"The download of {self._reference} broke off after {stream.have / 1e6:,.1f}{whole} MB ({why}): "
            "try again, and it goes on from there."
        )


def _status(error: Exception) -> int | None:
    response = getattr(error, "response", None)
    return int(response.status_code) if response is not None else None


def _may_pass(error: Exception) -> bool:
    """True for a lost or refused connection, and for a server in trouble."""
    status = _status(error)
    return status in (408, 416, 429) or status >= 500 if status is not None else not isinstance(error, OSError)


def _is_sha256(etag: str) -> bool:
    return len(etag) == 64 and all(each in "0123456789abcdef" for each in etag)


def _try_in_another_process(part: Path, home: Home) -> None:
    from photorag.embedding.host import try_model

    read_model_folder(part)
    try_model(ModelReference("local-dir", str(part)), home)


def _ignore(done: int, total: int) -> None:
    """The listener of a download nobody watches."""
