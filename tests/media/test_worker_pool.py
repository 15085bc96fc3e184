"""Real processes that really crash, hang and are killed."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from photorag.core.cancel import CancelToken
from photorag.core.errors import Cancelled
from photorag.media.outcome import Done, Failed, JobBug, Outcome, Refused, WorkerCrashed, WorkerTimeout
from photorag.media.worker_pool import SupervisedPool
from photorag.media.worker_process import Worker
from tests.media import worker_jobs

Job = tuple[str, Any]
needs_posix = pytest.mark.skipif(os.name == "nt", reason="signals and named pipes as POSIX has them")
REPOSITORY = Path(__file__).resolve().parents[2]


def pool_of(workers: int = 1, **options: Any) -> SupervisedPool[Job, Any]:
    return SupervisedPool(worker_jobs.work, workers=workers, **options)


def outcome_of(pool: SupervisedPool[Job, Any], kind: str, value: Any = None) -> Outcome[Job, Any]:
    return pool.submit((kind, value)).result(timeout=60)


def result_of(pool: SupervisedPool[Job, Any], kind: str, value: Any = None) -> Any:
    outcome = outcome_of(pool, kind, value)
    assert isinstance(outcome, Done), outcome
    return outcome.result


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    yield
    assert [each for each in multiprocessing.active_children() if each.name == "photorag-worker"] == []
    assert [each for each in threading.enumerate() if each.name == "photorag-workers"] == []


@pytest.fixture
def one_worker() -> Iterator[SupervisedPool[Job, Any]]:
    with pool_of() as pool:
        yield pool


def test_every_job_has_its_outcome() -> None:
    jobs: list[Job] = [("echo", number) for number in range(200)]
    with pool_of(2) as pool:
        outcomes = list(pool.map_unordered(jobs))
    assert sorted(each.result for each in outcomes if isinstance(each, Done)) == list(range(200))
    assert sorted(each.job for each in outcomes) == jobs


def test_a_worker_is_set_up_politely() -> None:
    with pool_of(initializer=worker_jobs.remember, initargs=({"model": 1},)) as pool:
        assert result_of(pool, "process") != os.getpid()
        assert result_of(pool, "started with") == [{"model": 1}]
        assert result_of(pool, "ctrl-c")
        if os.name != "nt":
            assert result_of(pool, "niceness") >= 5
        modules = set(result_of(pool, "modules"))
        assert not {"torch", "open_clip", "PySide6", "sqlite3", "pytest", "numpy", "PIL"} & modules


def test_a_worker_cannot_write_into_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    with pool_of() as pool:
        assert result_of(pool, "print", "noise") == 5
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("how", ["exit", "segfault"])
def test_a_crash_costs_its_own_job_only(how: str) -> None:
    jobs: list[Job] = [("echo", number) for number in range(30)]
    jobs.insert(7, (how, 1))
    jobs.insert(20, (how, 2))
    with pool_of(2) as pool:
        outcomes = list(pool.map_unordered(jobs))
        assert result_of(pool, "echo", "still here") == "still here"
    assert sorted(each.result for each in outcomes if isinstance(each, Done)) == list(range(30))
    failures = [each for each in outcomes if isinstance(each, Failed)]
    assert sorted(each.job for each in failures) == [(how, 1), (how, 2)]
    assert {type(each) for each in failures} == {WorkerCrashed}
    assert {each.reason for each in failures} == {"reading it crashed the decoder"}


def test_a_job_gets_a_second_chance(tmp_path: Path) -> None:
    with pool_of() as pool:
        assert result_of(pool, "crash once", str(tmp_path / "marker")) == "second time"


def test_a_hang_ends_when_its_time_is_up() -> None:
    jobs: list[Job] = [("hang", None), *(("echo", number) for number in range(10))]
    with pool_of(2, seconds=1.0) as pool:
        outcomes = list(pool.map_unordered(jobs))
    assert len(outcomes) == 11
    (failure,) = [each for each in outcomes if isinstance(each, Failed)]
    assert failure == WorkerTimeout(("hang", None), "reading it took longer than 1 second")


def test_the_clock_is_each_jobs_own() -> None:
    with pool_of(seconds=5) as pool:
        process = result_of(pool, "process")
        for _ in pool.map_unordered([("echo", number) for number in range(2000)]):
            pass
        assert process != result_of(pool, "process")  # recycled at 500, and never timed out


def test_a_refusal_and_a_bug_are_told_apart(one_worker: SupervisedPool[Job, Any]) -> None:
    assert outcome_of(one_worker, "refuse", "the file is empty") == Refused(
        ("refuse", "the file is empty"), "the file is empty"
    )
    for kind, value, clue in (
        ("bug", "oops", "ValueError: oops"),
        ("unpicklable", None, "the result can't be pickled"),
        ("unloadable", None, "the result can't be unpickled"),
        ("sys.exit", 1, "SystemExit"),
    ):
        outcome = outcome_of(one_worker, kind, value)
        assert isinstance(outcome, JobBug)
        assert clue in outcome.traceback
    unpicklable = outcome_of(one_worker, "echo", lambda: None)
    assert isinstance(unpicklable, JobBug)
    assert "the job can't be pickled" in unpicklable.traceback
    assert result_of(one_worker, "echo", 1) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="no address space limit here")
def test_a_bomb_meets_the_memory_limit() -> None:
    with pool_of(memory_limit=1 << 30) as pool:
        process = result_of(pool, "process")
        outcome = outcome_of(pool, "allocate", 8 << 30)
        assert isinstance(outcome, Refused)
        assert "memory" in outcome.reason
        assert result_of(pool, "process") == process


def test_workers_are_recycled() -> None:
    with pool_of(recycle_after=3) as pool:
        processes = [result_of(pool, "process") for _ in range(7)]
    assert [len(set(processes[start : start + 3])) for start in (0, 3, 6)] == [1, 1, 1]
    assert len(set(processes)) == 3


def test_large_jobs_and_results_pass(one_worker: SupervisedPool[Job, Any]) -> None:
    jobs: list[Job] = [("echo", bytes(3_000_000)) for _ in range(6)]
    assert [len(each.result) for each in one_worker.map_unordered(jobs) if isinstance(each, Done)] == [3_000_000] * 6
    assert len(result_of(one_worker, "large", 20_000_000)) == 20_000_000


def test_jobs_are_read_as_they_are_needed(one_worker: SupervisedPool[Job, Any]) -> None:
    read: list[int] = []

    def endless() -> Iterator[Job]:
        for number in count():
            read.append(number)
            yield "echo", number

    outcomes = one_worker.map_unordered(endless(), look_ahead=4)
    for taken in range(1, 20):
        next(outcomes)
        assert len(read) <= taken + 4
    outcomes.close()
    assert len(read) <= 24
    assert result_of(one_worker, "echo", "next") == "next"


def test_closing_early_does_not_wait_for_a_hang() -> None:
    with pool_of(2, seconds=600) as pool:
        outcomes = pool.map_unordered([("echo", 1), ("hang", None), ("hang", None), ("echo", 2)])
        assert isinstance(next(outcomes), Done)
        outcomes.close()


def test_an_error_in_the_jobs_themselves_is_the_callers(one_worker: SupervisedPool[Job, Any]) -> None:
    def broken() -> Iterator[Job]:
        yield "echo", 1
        raise LookupError

    with pytest.raises(LookupError):
        list(one_worker.map_unordered(broken()))
    assert result_of(one_worker, "echo", 1) == 1


def test_a_cancel_token_ends_the_wait() -> None:
    cancel = CancelToken()
    with pool_of(seconds=600) as pool:
        outcomes = pool.map_unordered([("echo", 1), ("hang", None)], cancel=cancel)
        next(outcomes)
        cancel.cancel()
        with pytest.raises(Cancelled):
            next(outcomes)


@needs_posix
def test_close_ends_a_job_in_the_middle(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    pool = pool_of(seconds=600)
    running, queued = pool.submit(("hang", str(pipe))), [pool.submit(("echo", number)) for number in range(5)]
    with pipe.open("rb") as reader:
        assert reader.read(5) == b"begun"
        pool.close()
        assert reader.read() == b""  # the process that held the other end is gone
    with pytest.raises(Cancelled):
        running.result(timeout=10)
    for future in queued:
        assert future.cancelled() or isinstance(future.exception(timeout=10), Cancelled)
    pool.close()
    with pytest.raises(RuntimeError):
        pool.submit(("echo", 1))


def test_a_map_in_another_thread_ends_when_the_pool_is_closed() -> None:
    pool = pool_of(seconds=600)
    begun, ended = threading.Event(), threading.Event()

    def consume() -> None:
        try:
            for _ in pool.map_unordered([("echo", 1), ("hang", None), ("echo", 2)]):
                begun.set()
        except Cancelled:
            ended.set()

    thread = threading.Thread(target=consume)
    thread.start()
    assert begun.wait(60)
    pool.close()
    thread.join(60)
    assert ended.is_set()


@pytest.mark.parametrize("initializer", [worker_jobs.fail_to_start, worker_jobs.die_at_start])
def test_workers_that_never_start_fail_the_jobs_instead_of_looping(initializer: Any) -> None:
    with pool_of(2, initializer=initializer) as pool:
        outcomes = list(pool.map_unordered([("echo", number) for number in range(5)]))
    assert len(outcomes) == 5
    for outcome in outcomes:
        assert isinstance(outcome, JobBug)
        assert "could not be started" in outcome.reason
        assert ("no decoder here" in outcome.traceback) == (initializer is worker_jobs.fail_to_start)


def test_an_unused_pool_starts_nothing() -> None:
    pool = pool_of(4)
    assert multiprocessing.active_children() == []
    pool.close()


def test_only_importable_functions_are_taken() -> None:
    functions: list[Any] = [lambda job: job, "".join, [].append]
    for function in functions:
        with pytest.raises(ValueError, match="at the top of a module"):
            SupervisedPool(function)


SCRIPT = """
import os, sys
from photorag.media.worker_pool import SupervisedPool
from photorag.media.worker_process import Worker
from tests.media import worker_jobs
print("main", flush=True)
"""


def run_script(tmp_path: Path, text: str) -> subprocess.Popen[str]:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT + text)
    return subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        start_new_session=os.name != "nt",
    )


def test_a_plain_script_without_a_guard_works(tmp_path: Path) -> None:
    script = run_script(
        tmp_path,
        "pool = SupervisedPool(worker_jobs.work, workers=2)\n"
        'print(sorted(o.result for o in pool.map_unordered([("echo", n) for n in range(4)])))\n',  # and never closed
    )
    output, errors = script.communicate(timeout=60)
    assert output == "main\n[0, 1, 2, 3]\n"
    assert errors == ""
    assert script.returncode == 0


@needs_posix
def test_ctrl_c_reaches_the_parent_alone(tmp_path: Path) -> None:
    script = run_script(
        tmp_path,
        "pool = SupervisedPool(worker_jobs.work, workers=1, recycle_after=10**9)\n"
        'before = {o.result for o in pool.map_unordered([("process", 0)] * 20)}\n'
        "try:\n"
        '    print("ready", flush=True)\n'
        '    for outcome in pool.map_unordered(("echo", n) for n in iter(int, 1)):\n'
        "        pass\n"
        "except KeyboardInterrupt:\n"
        '    after = {o.result for o in pool.map_unordered([("process", 0)] * 20)}\n'
        '    print("interrupted", after == before)\n'
        "pool.close()\n",
    )
    assert script.stdout is not None
    assert [script.stdout.readline() for _ in range(2)] == ["main\n", "ready\n"]
    os.killpg(script.pid, signal.SIGINT)
    output, errors = script.communicate(timeout=60)
    assert output == "interrupted True\n"
    assert errors == ""
    assert script.returncode == 0


@needs_posix
def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    script = run_script(
        tmp_path,
        "pool = SupervisedPool(worker_jobs.work, workers=1, seconds=600)\n"
        f'pool.submit(("hang", {str(pipe)!r})).result()\n',
    )
    with pipe.open("rb") as reader:
        assert reader.read(5) == b"begun"
        script.kill()
        script.communicate(timeout=60)
        assert reader.read() == b""  # the worker's end closed with it


def test_a_process_the_system_refuses_once_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else would wake the supervisor: there is no worker whose pipe could tell it anything."""
    refusals = count()

    def start(*arguments: Any) -> Worker:
        if next(refusals) == 0:
            raise OSError(errno.EAGAIN, "no more processes")
        return Worker(*arguments)

    monkeypatch.setattr("photorag.media.supervisor.Worker", start)
    with pool_of() as pool:
        assert result_of(pool, "echo", 7) == 7
