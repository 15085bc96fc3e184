"""The virtual environment of a checkout: made, filled with pip, and left alone while nothing has changed.

A stamp inside it decides. It is written last, so a set-up that was killed half-way is seen and done anew; what pip
leaves behind when it is killed while it installs looks complete to pip itself, so mending would not be enough.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from packaging import system_packages
    from packaging.bootstrap_console import BootstrapError, Steps, run_shown, say, tail
else:
    import system_packages
    from bootstrap_console import BootstrapError, Steps, run_shown, say, tail

OURS = "photorag-setup"  # the files of this module inside the environment begin with this
GIB = 1024**3
# Linux wheels of torch bring NVIDIA's libraries along; those of macOS and Windows do not. Measured on Linux: 3.2 GB of
# wheels, which pip keeps beside the 6.0 GB they unpack to until it is done, and once more in its cache.
DOWNLOAD, SPACE_GIB, CACHE_GIB = ("about 3 GB", 10, 4) if sys.platform.startswith("linux") else ("under 1 GB", 3, 1)

NO_SPACE = ("No space left on device", "not enough space on the disk", "Disk quota exceeded")
NO_COMPILER = ("Failed building wheel for hnswlib", "Failed to build hnswlib", "Could not build wheels for hnswlib")
NO_NETWORK = ("NewConnectionError", "NameResolutionError", "Temporary failure in name resolution", "ConnectTimeout")
NO_RELEASE = ("No matching distribution found", "requires a different Python")


class Environment:
    """Where a virtual environment keeps things, and what its stamp says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.scripts = folder / ("Scripts" if os.name == "nt" else "bin")
        self.python = self.scripts / ("python.exe" if os.name == "nt" else "python")
        self.log = folder / f"{OURS}.log"
        self._stamp = folder / f"{OURS}.json"
        self._lock = folder / f"{OURS}.lock"

    def script(self, name: str) -> Path:
        """Return the path of a command that a package installed."""
        return self.scripts / (f"{name}.exe" if os.name == "nt" else name)

    def python_version(self) -> str | None:
        """Return "3.11" or the like; None when there is no Python in the environment that starts."""
        if not (self.folder / "pyvenv.cfg").exists():
            return None
        command = [str(self.python), "-I", "-S", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
        try:
            answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=child_env())
        except (OSError, subprocess.TimeoutExpired):
            return None
        return answer.stdout.strip() if answer.returncode == 0 else None

    def has_torch(self) -> bool:
        """Tell whether the largest packages are there already."""
        site_packages = [*self.folder.glob("lib/python*/site-packages"), self.folder / "Lib" / "site-packages"]
        return any((folder / "torch" / "__init__.py").exists() for folder in site_packages)

    def stamp(self) -> dict[str, Any]:
        """Return what the last set-up left; an unreadable stamp counts as a set-up that did not end."""
        try:
            found = json.loads(self._stamp.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            return {"unfinished": True}
        return found if isinstance(found, dict) else {"unfinished": True}

    def write_stamp(self, content: dict[str, Any]) -> None:
        """Replace the stamp in one step."""
        draft = self._stamp.with_suffix(".new")
        draft.write_text(json.dumps(content), encoding="utf-8")
        draft.replace(self._stamp)

    def refuse_foreign_folder(self) -> None:
        """Stop before anything is written to, or removed from, a folder of something else named by mistake."""
        try:
            foreign = any(not path.name.startswith(OURS) for path in self.folder.iterdir())
        except FileNotFoundError:
            return
        except OSError as error:
            raise _unusable(self.folder, error) from error
        if foreign and not (self.folder / "pyvenv.cfg").exists() and not self.stamp():
            raise BootstrapError(
                f"{self.folder} is there and is no virtual environment, so nothing in it was touched: "
                "name another folder with --venv or PHOTORAG_VENV."
            )

    def clear(self) -> None:
        """Remove the environment's content, all but this module's own files."""
        for path in self.folder.iterdir():
            if path.name.startswith(OURS):
                continue
            try:
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
                    path.unlink()
            except OSError as error:
                raise BootstrapError(
                    f"The old environment could not be removed ({error}): close what runs from {self.folder} "
                    "and start again."
                ) from error

    @contextlib.contextmanager
    def locked(self) -> Iterator[int]:
        """Hold the environment for one set-up at a time, across processes; yields the lock's file descriptor."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            file = self._lock.open("a+b")
        except OSError as error:
            raise _unusable(self.folder, error) from error
        with file:
            said = False
            while not _try_lock(file.fileno()):
                if not said:
                    say(f"Another set-up is under way in {self.folder}; waiting for it ...")
                    said = True
                time.sleep(0.5)
            yield file.fileno()


def _unusable(folder: Path, error: OSError) -> BootstrapError:
    return BootstrapError(
        f"{folder} cannot hold the environment ({error.strerror}): name another folder with --venv or PHOTORAG_VENV."
    )


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def child_env() -> dict[str, str]:
    """Return the environment for children: nothing from outside that would lead Python or pip somewhere else."""
    leading_away = ("PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__", "PIP_USER", "PIP_TARGET", "PIP_PREFIX")
    env = {name: value for name, value in os.environ.items() if name not in leading_away}
    return env | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PYTHONUNBUFFERED": "1"}


def fingerprint(checkout: Path, python: str) -> str:
    """Return a hash of all that decides what must be installed, and of where an editable install points to."""
    try:
        data = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BootstrapError(f"{checkout / 'pyproject.toml'} cannot be read: {error}") from error
    fields = ("name", "version", "requires-python", "dependencies", "optional-dependencies", "scripts")
    relevant = {field: data["project"].get(field) for field in fields}
    relevant |= {"build-system": data["build-system"], "python": python, "checkout": str(checkout)}
    return hashlib.sha256(json.dumps(relevant, sort_keys=True).encode()).hexdigest()


def is_ready(environment: Environment, checkout: Path, extras: Sequence[str]) -> bool:
    """Tell whether nothing need be done: the usual case, answered in a few milliseconds."""
    stamp = environment.stamp()
    if "fingerprint" not in stamp or not set(extras) <= set(stamp.get("extras", [])):
        return False
    python = environment.python_version()
    return python is not None and stamp["fingerprint"] == fingerprint(checkout, python)


def set_up(
    environment: Environment, checkout: Path, extras: Sequence[str], *, fresh: bool = False, skip_system: bool = False
) -> None:
    """Bring the environment to what pyproject.toml says, with as many steps as that takes."""
    environment.refuse_foreign_folder()
    with _ended_by_sigterm(), environment.locked() as lock:
        if not fresh and is_ready(environment, checkout, extras):  # the set-up we waited for has done it
            return
        say(f"Setting PhotoRAG up in {environment.folder}")
        steps = Steps(4)
        with steps.step("System libraries and a C++ compiler"):
            if not skip_system:
                system_packages.ensure(environment.log)
        with steps.step("Virtual environment"):
            python = _make(environment, fresh=fresh)
        with steps.step(_packages_title(environment)):
            wanted = sorted({*extras, *environment.stamp().get("extras", [])})
            _install(environment, checkout, wanted, lock)
        with steps.step("Check"):
            _check(environment)
        environment.write_stamp({"fingerprint": fingerprint(checkout, python), "extras": wanted})


def _make(environment: Environment, *, fresh: bool) -> str:
    """Make the environment, or make it anew when it is damaged or half-done; return its Python's version."""
    python = environment.python_version()
    if python is not None and not fresh and not environment.stamp().get("unfinished"):
        return python
    # From here until all is installed the stamp says so, or a kill in between would leave one that is a lie.
    environment.write_stamp({"unfinished": True, "extras": environment.stamp().get("extras", [])})
    if environment.folder.joinpath("pyvenv.cfg").exists():
        say("      removing the one that is there")
    environment.clear()
    # Not sys.executable: that may be the Python of the very environment being replaced.
    base = str(getattr(sys, "_base_executable", sys.executable))
    made = subprocess.run(
        [base, "-m", "venv", str(environment.folder)],
        env=child_env(),
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    python = environment.python_version()
    if made.returncode or python is None:
        said = " ".join(made.stdout.split()) or "no reason given"
        raise BootstrapError(f"{base} could not make a virtual environment in {environment.folder}: {said}")
    return python


def _packages_title(environment: Environment) -> str:
    """Say beforehand how much is coming, and stop before a disk too small is full."""
    if environment.has_torch():
        return "Packages"
    free = shutil.disk_usage(environment.folder).free
    if free < SPACE_GIB * GIB:
        raise BootstrapError(
            f"The packages need about {SPACE_GIB} GB of disk space, and {free / GIB:.1f} GB are free at "
            f"{environment.folder}: make room, or name a folder on another disk with --venv or PHOTORAG_VENV."
        )
    return f"Packages: {DOWNLOAD} to download the first time, most of it torch; this takes minutes"


def _install(environment: Environment, checkout: Path, extras: list[str], lock: int) -> None:
    """Install the checkout, editable, with its dependencies."""
    before = environment.stamp()
    environment.log.unlink(missing_ok=True)
    environment.write_stamp({"unfinished": True, "extras": extras})
    target = f"{checkout}[{','.join(extras)}]" if extras else str(checkout)
    terminal = sys.stdout.isatty()
    free = shutil.disk_usage(environment.folder).free
    caching = [] if environment.has_torch() or free >= (SPACE_GIB + CACHE_GIB) * GIB else ["--no-cache-dir"]
    shown = ["--log", str(environment.log)] if terminal else ["--progress-bar", "off"]
    command = [str(environment.python), "-P", "-m", "pip", "install", *caching, *shown, "--editable", target]
    beat = _beat_with_size(environment.folder, free)
    status = run_shown(command, environment.log, env=child_env(), keep_open=[lock], terminal=terminal, beat=beat)
    if status:
        # pip has ended by itself, so it has tidied up: what was there before still holds.
        environment.write_stamp(before if "fingerprint" in before else {"extras": extras})
        if not terminal:
            for line in tail(environment.log, lines=25):
                say(f"      {line}")
        raise BootstrapError(f"{_reason(environment.log)}\n(All that pip said is in {environment.log}.)")


def _beat_with_size(folder: Path, free: int) -> Callable[[str], None]:
    """Return a heartbeat that also says how much has arrived: pip's last line stays the same while it unpacks."""

    def beat(line: str) -> None:
        used = (free - shutil.disk_usage(folder).free) / GIB
        say(f"{line} ({used:.1f} GB so far)" if used >= 0.1 else line)

    return beat


def _reason(log: Path) -> str:
    """Return what pip's failure means for a person."""
    said = "\n".join(tail(log, lines=400))
    if any(sign in said for sign in NO_SPACE):
        return f"The packages did not fit on the disk: about {SPACE_GIB} GB are needed. Make room and start again."
    if any(sign in said for sign in NO_COMPILER):
        return system_packages.compiler_advice()
    if any(sign in said for sign in NO_NETWORK):
        return "The packages could not be fetched: is this computer online? Start again when it is."
    if any(sign in said for sign in NO_RELEASE):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        return (
            f"pip found no release of a package for Python {version} on this system; its last lines name the package. "
            "A package index that cannot be reached, or a Python that is too new, are the usual causes."
        )
    return "pip could not install the packages."


def _check(environment: Environment) -> None:
    """Import what was compiled here or leans on the system, now, and not in the middle of something."""
    problem = _import_problem(environment, "photorag, hnswlib")
    if problem:
        raise BootstrapError(f"The packages are installed but do not start: {problem}")
    problem = _import_problem(environment, "PySide6.QtWidgets")
    if problem:
        say(f"      The command line works, but the window will not open here: {problem}")


def _import_problem(environment: Environment, modules: str) -> str | None:
    command = [str(environment.python), "-P", "-c", f"import {modules}"]
    answer = subprocess.run(command, env=child_env(), capture_output=True, text=True, check=False)
    if answer.returncode == 0:
        return None
    return (answer.stderr.strip().splitlines() or [f"exit status {answer.returncode}"])[-1]


@contextlib.contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """Let SIGTERM unwind like Ctrl-C, so that pip is ended too."""

    def leave(number: int, frame: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    previous = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, previous)
