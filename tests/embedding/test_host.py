"""The model host: order, crashes, endings. The process is real; the model in it does as it is told."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photorag.core.errors import ModelError
from photorag.core.paths import Home
from photorag.embedding.host import HostedEmbedder, HostState
from photorag.embedding.host_jobs import MAX_SLICE, Job, JobQueue, SliceSize
from photorag.embedding.host_process import Loader
from photorag.embedding.model_names import ModelReference
from tests.embedding.models import load_crashing, load_obedient, load_refusing, shell_folder

Make = Callable[..., HostedEmbedder]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shell_folder(tmp_path / "obedient")


@pytest.fixture
def make(folder: Path, own_home: Home) -> Iterator[Make]:
    """Makes hosts, and closes them when the test is over."""
    made: list[HostedEmbedder] = []

    def one(loader: Loader = load_obedient, on_state: Callable[[HostState, str], None] | None = None) -> HostedEmbedder:
        reference = ModelReference("local-dir", str(folder))
        made.append(HostedEmbedder(reference, own_home, on_state=on_state, loader=loader))
        return made[-1]

    yield one
    for each in made:
        each.close()
    assert not [each for each in threading.enumerate() if each.name == "photorag-model-host"]
    assert not [each for each in multiprocessing.active_children() if each.name == "photorag-model"]


def log_of(folder: Path) -> list[str]:
    log = folder / "log"
    return log.read_text().splitlines() if log.exists() else []


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.005)


def pictures(count: int, gated: bool = False) -> np.ndarray:
    batch = np.zeros((count, 32, 32, 3), np.uint8)
    batch[:, 0, 0, 0] = gated
    batch[:, 0, 0, 1] = np.arange(count)
    return batch


def test_answers_come_from_the_process(make: Make, folder: Path) -> None:
    host = make()
    assert (host.dim, host.input.height) == (16, 32)
    assert host.state == "idle"
    assert log_of(folder) == []
    assert host.embed_texts(["a", "four"])[:, 0].tolist() == [1, 4]
    assert host.embed_images(pictures(200))[:, 0].tolist() == list(range(200))
    assert host.embed_images([Image.new("RGB", (50, 40), (0, 7, 0))])[0, 0] == 7
    assert host.embed_texts([]).shape == host.embed_images([]).shape == (0, 16)
    assert host.process_id != os.getpid()


def test_a_query_goes_before_the_next_slice(make: Make, folder: Path) -> None:
    host = make()
    with ThreadPoolExecutor() as pool:
        batch = pool.submit(host.embed_images, pictures(100, gated=True))
        until(lambda: len(log_of(folder)) == 2)  # loaded, and at the first slice
        words = pool.submit(host.embed_texts, ["words"])
        until(lambda: len(host._queue) == 2)
        (folder / "gate").touch()
        assert words.result()[0, 0] == 5
        assert batch.result()[:, 0].tolist() == list(range(100))
    kinds = [line.split()[0] for line in log_of(folder)]
    assert kinds[:4] == ["load", "images", "texts", "images"]


def test_a_crash_costs_its_own_request(make: Make) -> None:
    host = make()
    first = host.process_id
    with pytest.raises(ModelError, match="crashed"):
        host.embed_texts(["crash"])
    assert host.embed_texts(["fine"])[0, 0] == 4
    assert host.process_id != first


def test_after_three_crashes_in_a_row_it_stays_down(make: Make, folder: Path) -> None:
    host = make()
    for _ in range(3):
        with pytest.raises(ModelError, match="crashed"):
            host.embed_texts(["crash"])
    with pytest.raises(ModelError, match="crashed 3 times in a row"):
        host.embed_texts(["fine"])
    assert log_of(folder).count("load") == 3
    assert (host.state, "3 times" in host.failure) == ("failed", True)
    host.start()
    assert host.embed_texts(["fine"])[0, 0] == 4


def test_crashes_with_answers_between_them_do_not_add_up(make: Make) -> None:
    host = make()
    for _ in range(4):
        with pytest.raises(ModelError, match="crashed"):
            host.embed_texts(["crash"])
        host.embed_texts(["fine"])


def test_a_crash_while_loading(make: Make) -> None:
    host = make(load_crashing)
    with pytest.raises(ModelError, match="exit code 3"):
        host.embed_texts(["a"])


def test_a_model_that_can_not_be_loaded_fails_everyone_who_waits(make: Make) -> None:
    states: list[tuple[HostState, str]] = []
    host = make(load_refusing, lambda *told: states.append(told))
    with ThreadPoolExecutor() as pool:
        asked = [pool.submit(host.embed_texts, ["a"]), pool.submit(host.embed_images, pictures(9))]
        for each in asked:
            with pytest.raises(ModelError, match="not for me"):
                each.result()
    assert states[:2] == [("starting", ""), ("failed", "These weights are not for me.")]


def test_failures_are_sentences_and_the_process_lives(make: Make, folder: Path) -> None:
    host = make()
    with pytest.raises(ModelError, match="has no answer"):
        host.embed_texts(["fail"])
    with pytest.raises(ModelError, match="failed on this request"):
        host.embed_texts(["bug"])
    host.embed_texts(["fine"])
    assert log_of(folder).count("load") == 1


def test_unload_frees_the_process_and_the_next_request_starts_another(make: Make, folder: Path) -> None:
    states: list[str] = []
    host = make(on_state=lambda state, _: states.append(state))
    host.unload()
    host.embed_texts(["a"])
    host.unload()
    assert (host.state, host.process_id) == ("idle", None)
    host.embed_texts(["a"])
    assert log_of(folder).count("load") == 2
    assert states == ["starting", "ready", "idle", "starting", "ready"]


def test_start_does_not_wait_but_tells(make: Make) -> None:
    ready = threading.Event()
    host = make(on_state=lambda state, _: ready.set() if state == "ready" else None)
    host.start()
    assert ready.wait(60)
    assert host.state == "ready"


def test_close_ends_what_waits(make: Make, folder: Path) -> None:
    host = make()
    with ThreadPoolExecutor() as pool:
        batch = pool.submit(host.embed_images, pictures(100, gated=True))
        until(lambda: len(log_of(folder)) == 2)
        host.close()
        with pytest.raises(ModelError, match="closed"):
            batch.result()
    with pytest.raises(ModelError, match="closed"):
        host.embed_texts(["a"])
    with pytest.raises(ModelError, match="closed"):
        host.start()
    host.unload()
    host.close()


def test_requests_from_many_threads(make: Make) -> None:
    host = make()
    with ThreadPoolExecutor(8) as pool:
        texts = [pool.submit(host.embed_texts, ["x" * n]) for n in range(1, 30)]
        batches = [pool.submit(host.embed_images, pictures(n)) for n in range(1, 30)]
        assert [each.result()[0, 0] for each in texts] == list(range(1, 30))
        assert [len(each.result()) for each in batches] == list(range(1, 30))


def test_wrong_arguments_are_bugs(make: Make) -> None:
    with pytest.raises(ValueError, match="uint8"):
        make().embed_images(np.zeros((1, 8, 8, 3), np.uint8))
    with pytest.raises(TypeError):
        make().embed_texts("one text")


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_does_not_reach_it(make: Make) -> None:
    host = make()
    host.embed_texts(["a"])
    process = host.process_id
    assert process is not None
    os.kill(process, signal.SIGINT)
    host.embed_texts(["a"])
    assert host.process_id == process


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("busy", [False, True])
def test_it_dies_with_its_parent(folder: Path, own_home: Home, busy: bool) -> None:
    code = f"""
import threading
import numpy as np
from pathlib import Path
from photorag.core.paths import Home
from photorag.embedding.host import HostedEmbedder
from photorag.embedding.model_names import ModelReference
from tests.embedding.models import load_obedient
if __name__ == "__main__":
    reference = ModelReference("local-dir", {str(folder)!r})
    host = HostedEmbedder(reference, Home(Path({str(own_home.folder)!r})), loader=load_obedient)
    host.embed_texts(["a"])
    print(host.process_id, flush=True)
    if {busy}:
        host.embed_images(np.ones((9, 32, 32, 3), np.uint8))
    threading.Event().wait()
"""
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    host = int(parent.stdout.readline())
    if busy:
        until(lambda: "images 4" in log_of(folder))
    parent.kill()
    parent.wait()
    parent.stdout.close()
    until(lambda: not alive(host))


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")  # a container may have nobody to bury orphans
    return not (status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] == "Z")


def test_slices_grow_to_what_a_query_can_wait_for() -> None:
    size = SliceSize()
    first = size.pictures
    for _ in range(20):
        size.learn(4, 4 * 0.01)
    assert first < size.pictures == 16
    for _ in range(20):
        size.learn(4, 4 * 0.0001)
    assert size.pictures == MAX_SLICE
    for _ in range(20):
        size.learn(1, 5.0)
    assert size.pictures == 1


def test_order_of_jobs() -> None:
    queue = JobQueue()
    batch, query, picture = Job(np.zeros((9, 1, 1, 3), np.uint8)), Job(["a"]), Job(np.zeros((1, 1, 1, 3), np.uint8))
    for each in (batch, query, picture):
        queue.put(each)
    taken = []
    while len(queue):
        taken.append(queue.first())
        queue.drop(taken[-1])
    assert taken == [query, picture, batch]
