"""The bootstrap, run as people run it: real processes and real environments, but no network and no large packages."""

from __future__ import annotations

import ast
import json
import os
import shutil
import socket
import subprocess
import sys
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"

if TYPE_CHECKING:
    from packaging import bootstrap_commands, bootstrap_console, bootstrap_venv, system_packages
    from packaging.bootstrap_venv import Environment
else:
    sys.path.insert(0, str(PACKAGING))
    import bootstrap_commands
    import bootstrap_console
    import bootstrap_venv
    import system_packages
    from bootstrap_venv import Environment

    sys.path.remove(str(PACKAGING))

PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "photorag"
version = "1.0"
dependencies = []

[project.optional-dependencies]
dev = []
"""

# A build backend in a few lines: pip can install the small checkout with it and needs no network for that.
BACKEND = """
import pathlib, zipfile

def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    name = "photorag-1.0-py3-none-any.whl"
    info = "photorag-1.0.dist-info/"
    with zipfile.ZipFile(pathlib.Path(wheel_directory) / name, "w") as wheel:
        wheel.writestr("photorag.pth", str(pathlib.Path.cwd()))
        wheel.writestr(info + "METADATA",
                       "Metadata-Version: 2.1\\nName: photorag\\nVersion: 1.0\\nProvides-Extra: dev\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "RECORD", "")
    return name
"""

PHOTORAG_MAIN = "import json, sys; print(json.dumps(sys.argv[1:])); sys.exit(7)"

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="apt is asked on Linux only")
posix_only = pytest.mark.skipif(os.name != "posix", reason="shell scripts stand in for commands")


def small_checkout(folder: Path) -> Path:
    """Make a checkout with the real bootstrap and a PhotoRAG that only repeats its arguments."""
    shutil.copytree(PACKAGING, folder / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "pyproject.toml").write_text(PYPROJECT)
    (folder / "backend.py").write_text(BACKEND)
    (folder / "hnswlib.py").touch()
    for package in ("photorag", "PySide6"):
        (folder / package).mkdir()
        (folder / package / "__init__.py").touch()
    (folder / "photorag" / "__main__.py").write_text(PHOTORAG_MAIN)
    (folder / "PySide6" / "QtWidgets.py").touch()
    return folder


def bootstrap(
    checkout: Path, *arguments: str, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the bootstrap of a checkout to its end."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("PHOTORAG_VENV", "PYTHONPATH")}
    command = [sys.executable, str(checkout / "packaging" / "bootstrap.py"), *arguments]
    return subprocess.run(
        command,
        env=inherited | {"PIP_NO_INDEX": "1"} | dict(env or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small checkout that has been set up, in a folder with a space in its name.

    Its environment was a damaged one before: its Python was gone.
    """
    checkout = small_checkout(tmp_path_factory.mktemp("boot") / "Photo RAG")
    environment = Environment(checkout / ".venv")
    environment.folder.mkdir()
    (environment.folder / "pyvenv.cfg").touch()
    (environment.folder / "leftover").touch()
    environment.write_stamp({"fingerprint": "of before", "extras": ["dev"]})
    done = bootstrap(checkout, "--skip-system", "setup")
    assert done.returncode == 0, done.stdout + done.stderr
    for step in ("[1/4]", "[2/4]", "[3/4]", "[4/4]", "Set up in"):
        assert step in done.stdout
    return checkout


def stamped(environment: Environment) -> dict[str, object]:
    return dict(environment.stamp())


# --- the face ---------------------------------------------------------------------------------------------------------


def test_help_names_the_commands() -> None:
    done = bootstrap(PACKAGING.parent, "--help")
    assert done.returncode == 0
    for word in ("demo", "run", "test", "setup", "--no-window", "PHOTORAG_VENV"):
        assert word in done.stdout


@pytest.mark.parametrize("arguments", [[], ["dance"], ["setup", "extra"]])
def test_a_wrong_command_line_is_a_usage_error(arguments: Sequence[str]) -> None:
    done = bootstrap(PACKAGING.parent, *arguments)
    assert done.returncode == 2
    assert "usage:" in done.stderr


def test_an_old_python_gets_one_sentence() -> None:
    program = f"import runpy, sys; sys.version_info = (3, 8, 1); runpy.run_path({str(PACKAGING / 'bootstrap.py')!r})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("PhotoRAG needs Python 3.11 or newer, and this is Python 3.8 (")
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_first_file_parses_on_any_python() -> None:
    """Python compiles a file whole before it runs the version check in it."""
    source = (PACKAGING / "bootstrap.py").read_bytes()
    source.decode("ascii")
    too_new = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.FunctionDef, ast.AsyncFunctionDef, ast.Match)
    assert not [node for node in ast.walk(ast.parse(source)) if isinstance(node, too_new)]


# --- one environment's life -------------------------------------------------------------------------------------------


def test_a_second_run_does_nothing(installed: Path) -> None:
    before = (installed / ".venv" / "photorag-setup.json").stat().st_mtime_ns
    done = bootstrap(installed, "setup")
    assert done.returncode == 0
    assert done.stdout == f"Everything is in place in {installed / '.venv'}.\n"
    assert (installed / ".venv" / "photorag-setup.json").stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("arguments", "received"),
    [
        (["run"], []),
        (["run", "--", "--home", "x"], ["--home", "x"]),
        (["demo", "--no-window"], ["demo", "--no-window"]),
        (["demo", "--", "--no-window", "--", "y"], ["demo", "--no-window", "--", "y"]),
    ],
)
def test_arguments_and_exit_status_are_handed_through(
    installed: Path, arguments: Sequence[str], received: Sequence[str]
) -> None:
    done = bootstrap(installed, *arguments)
    assert json.loads(done.stdout) == received
    assert done.returncode == 7


def test_a_damaged_environment_is_made_anew(installed: Path) -> None:
    """What lay in it is not trusted, but that somebody had wanted the tools of a contributor is remembered."""
    environment = Environment(installed / ".venv")
    assert not (environment.folder / "leftover").exists()
    assert environment.python_version() == f"{sys.version_info.major}.{sys.version_info.minor}"
    assert stamped(environment)["extras"] == ["dev"]
    environment.python.rename(environment.python.with_suffix(".away"))
    try:
        assert not bootstrap_venv.is_ready(environment, installed, [])
    finally:
        environment.python.with_suffix(".away").rename(environment.python)


def test_a_failed_installation_is_one_sentence_and_keeps_what_was_there(installed: Path) -> None:
    """A new dependency cannot be fetched: the old environment stays, and its stamp says that it is out of date."""
    environment = Environment(installed / ".venv")
    stamp, pyproject = stamped(environment), installed / "pyproject.toml"
    try:
        pyproject.write_text(PYPROJECT.replace("requires = []", 'requires = ["no-such-package-of-ours"]'))
        done = bootstrap(installed, "--skip-system", "setup")
    finally:
        pyproject.write_text(PYPROJECT)
    assert done.returncode == 1
    assert "pip found no release of a package" in done.stderr
    assert "Traceback" not in done.stderr
    assert stamped(environment) == stamp


def test_a_folder_of_something_else_is_not_touched(installed: Path, tmp_path: Path) -> None:
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "to grandmother.txt").touch()
    done = bootstrap(installed, "--fresh", "setup", env={"PHOTORAG_VENV": str(letters)})
    assert done.returncode == 1
    assert "is no virtual environment" in done.stderr
    assert [path.name for path in letters.iterdir()] == ["to grandmother.txt"]


def test_a_file_cannot_be_the_environment(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = bootstrap(installed, "--venv", str(tmp_path / "file"), "setup")
    assert done.returncode == 1
    assert "name another folder" in done.stderr


# --- the stamp --------------------------------------------------------------------------------------------------------


def write_pyproject(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "pyproject.toml").write_text(text)
    return folder


def test_fingerprint_follows_what_is_installed_and_nothing_else(tmp_path: Path) -> None:
    checkout = write_pyproject(tmp_path, PYPROJECT)
    first = bootstrap_venv.fingerprint(checkout, "3.11")
    write_pyproject(tmp_path, PYPROJECT + "\n[tool.ruff]\nline-length = 88\n")
    assert bootstrap_venv.fingerprint(checkout, "3.11") == first
    assert bootstrap_venv.fingerprint(checkout, "3.12") != first
    for old, new in (("dependencies = []", 'dependencies = ["a"]'), ("1.0", "1.1"), ("dev = []", 'dev = ["b"]')):
        write_pyproject(tmp_path, PYPROJECT.replace(old, new, 1))
        assert bootstrap_venv.fingerprint(checkout, "3.11") != first
    moved = write_pyproject(tmp_path / "moved", PYPROJECT)
    assert bootstrap_venv.fingerprint(moved, "3.11") != first


def test_a_broken_pyproject_is_an_error_for_people(tmp_path: Path) -> None:
    with pytest.raises(bootstrap_console.BootstrapError, match="cannot be read"):
        bootstrap_venv.fingerprint(write_pyproject(tmp_path, "[project"), "3.11")


@pytest.mark.parametrize(
    ("stamp", "extras", "ready"),
    [
        ({"extras": []}, [], True),
        ({"extras": []}, ["dev"], False),
        ({"extras": ["dev"]}, [], True),
        ({"extras": ["dev"]}, ["dev"], True),
        ({"extras": ["dev"], "fingerprint": "another"}, [], False),
        (None, [], False),
    ],
)
def test_ready_only_with_the_extras_asked_for(
    installed: Path, tmp_path: Path, stamp: dict[str, object] | None, extras: Sequence[str], ready: bool
) -> None:
    environment = Environment(tmp_path / "env")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment.folder)], check=True)
    if stamp is not None:
        python = environment.python_version()
        assert python is not None
        environment.write_stamp({"fingerprint": bootstrap_venv.fingerprint(installed, python)} | stamp)
    assert bootstrap_venv.is_ready(environment, installed, extras) is ready


@pytest.mark.parametrize("text", ["", "{", "[]", '{"unfinished": true, "extras": []}'])
def test_a_stamp_that_cannot_be_trusted_means_unfinished(tmp_path: Path, text: str) -> None:
    environment = Environment(tmp_path)
    (tmp_path / "photorag-setup.json").write_text(text)
    assert environment.stamp()["unfinished"] is True
    assert not bootstrap_venv.is_ready(environment, tmp_path, [])


def test_a_killed_set_up_leaves_an_unfinished_stamp(tmp_path: Path) -> None:
    """pip kills the bootstrap while it works: the next run must not believe what it finds."""
    checkout = small_checkout(tmp_path / "checkout")
    environment = Environment(checkout / ".venv")
    killer = "import os, signal\nos.kill(os.getppid(), signal.SIGKILL if os.name == 'posix' else signal.SIGTERM)\n"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment.folder)], check=True)
    pip = next(environment.folder.glob("[Ll]ib*/**/site-packages")) / "pip"
    pip.mkdir()
    (pip / "__init__.py").touch()
    (pip / "__main__.py").write_text(killer)
    environment.write_stamp({"fingerprint": "old", "extras": ["dev"]})
    done = bootstrap(checkout, "--skip-system", "setup")
    assert done.returncode != 0
    assert environment.stamp() == {"unfinished": True, "extras": ["dev"]}


def test_one_set_up_at_a_time(tmp_path: Path) -> None:
    program = textwrap.dedent(f"""
        import pathlib, sys
        sys.path.insert(0, {str(PACKAGING)!r})
        import bootstrap_venv
        with bootstrap_venv.Environment(pathlib.Path({str(tmp_path)!r})).locked():
            print("mine")
    """)
    with Environment(tmp_path).locked():
        other = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
        assert other.stdout is not None
        assert "Another set-up is under way" in other.stdout.readline()
        assert other.poll() is None
    rest, _ = other.communicate(timeout=60)
    assert rest == "mine\n"


def test_too_little_space_is_said_before_anything_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=2 * bootstrap_venv.GIB)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(bootstrap_console.BootstrapError, match=r"need about \d+ GB .*, and 2\.0 GB are free"):
        bootstrap_venv._packages_title(Environment(tmp_path))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "did not fit on the disk"),
        ("error: command 'gcc' failed\nERROR: Failed building wheel for hnswlib", "hnswlib, the vector index"),
        ("urllib3.exceptions.NewConnectionError('...')\nNo matching distribution found", "is this computer online"),
        ("ERROR: No matching distribution found for torch>=2.6", "found no release"),
        ("something else", "pip could not install"),
    ],
)
def test_what_pip_said_becomes_a_reason(tmp_path: Path, said: str, sentence: str) -> None:
    (tmp_path / "log").write_text(said)
    assert sentence in bootstrap_venv._reason(tmp_path / "log")


# --- system packages --------------------------------------------------------------------------------------------------


def fake_commands(folder: Path, *, root_allowed: bool = True) -> Path:
    """Make a PATH with an apt-get that notes what it is asked, and a sudo that allows it or does not."""
    folder.mkdir()
    sudo = 'shift; exec "$@"' if root_allowed else "exit 1"
    for name, body in {"apt-get": f'echo "$@" >> "{folder}/asked"', "sudo": sudo, "true": "exit 0"}.items():
        (folder / name).write_text(f"#!/bin/sh\n{body}\n")
        (folder / name).chmod(0o755)
    return folder


@linux_only
def test_apt_is_asked_for_exactly_what_is_missing(tmp_path: Path) -> None:
    """No compiler is on this PATH; apt-get does not bring one either, and that is said too."""
    checkout, path = small_checkout(tmp_path / "checkout"), fake_commands(tmp_path / "bin")
    done = bootstrap(checkout, "setup", env={"PATH": str(path), "CXX": ""})
    update, install = (path / "asked").read_text().splitlines()
    assert update.split()[-1] == "update"
    assert " install -y --no-install-recommends " in install
    assert "g++" in install.split()
    assert done.returncode == 1
    assert "apt could not install what PhotoRAG needs (g++" in done.stderr
    assert not (checkout / ".venv" / "pyvenv.cfg").exists()


@posix_only
def test_without_rights_the_line_to_run_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(fake_commands(tmp_path / "bin", root_allowed=False)))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system_packages, "missing_libraries", lambda: ["libEGL.so.1", "libgthread-2.0.so.0"])
    monkeypatch.setattr(system_packages, "missing_build_packages", lambda: ["g++", "libglib2.0-0"])
    with pytest.raises(bootstrap_console.BootstrapError) as caught:
        system_packages.ensure(tmp_path / "log")
    lines = [line.strip() for line in str(caught.value).splitlines()]
    install = "apt-get install -y --no-install-recommends g++ libegl1 libglib2.0-0"
    assert f"sudo apt-get update && sudo {install}" in lines
    (tmp_path / "bin" / "sudo").unlink()
    assert system_packages.root_prefix() is None
    assert system_packages.line_to_run(["g++"]).startswith("su - -c 'apt-get update && apt-get install ")


@posix_only
def test_other_systems_are_told_and_not_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system_packages, "missing_libraries", lambda: ["libxcb-cursor.so.0"])
    system_packages.ensure(tmp_path / "log")
    assert "libxcb-cursor.so.0" in capsys.readouterr().out


@linux_only
def test_the_linker_answers_for_libraries() -> None:
    assert system_packages.loads("libc.so.6")
    assert not system_packages.loads("libno-such-library-of-ours.so.1")
    missing = system_packages.missing_libraries(lambda soname: soname != "libEGL.so.1")
    assert missing == ["libEGL.so.1"]


@pytest.mark.parametrize(
    ("platform", "words"), [("darwin", "xcode-select --install"), ("win32", "Build Tools"), ("linux", "C++ compiler")]
)
def test_advice_for_every_system_without_a_compiler(monkeypatch: pytest.MonkeyPatch, platform: str, words: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert words in system_packages.compiler_advice()


# --- children ---------------------------------------------------------------------------------------------------------


def test_a_heartbeat_tells_that_a_silent_child_is_alive(tmp_path: Path) -> None:
    """The child ends only after a heartbeat has been seen, whatever the machine's speed."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        program = (
            "import socket, sys; print('unpacking torch', flush=True); "
            f"s = socket.create_connection(('127.0.0.1', {port})); s.sendall(b'.'); s.recv(1); sys.exit(5)"
        )
        beats: list[str] = []

        def beat(line: str) -> None:
            if not beats:
                with server.accept()[0] as child:
                    child.recv(1)  # it has printed by now
            beats.append(line)

        status = bootstrap_console.run_shown(
            [sys.executable, "-c", program], tmp_path / "log", heartbeat=0.01, beat=beat, terminal=False
        )
    assert status == 5
    assert beats and bootstrap_console.tail(tmp_path / "log", lines=1) == ["unpacking torch"]


def test_a_child_does_not_outlive_an_interruption() -> None:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    with pytest.raises(SystemExit), bootstrap_console.ended_with_us(process):
        raise SystemExit(143)
    assert process.poll() is not None
    assert process.stdin is not None
    process.stdin.close()


def test_tail_and_duration(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("one\n\n 10%\r 90%\n\ntwo\n")
    assert bootstrap_console.tail(tmp_path / "log", lines=2) == [" 90%", "two"]
    assert bootstrap_console.tail(tmp_path / "none", lines=2) == []
    assert bootstrap_console.duration(3.14) == "3.1 s"
    assert bootstrap_console.duration(125) == "2 min 05 s"


def test_all_checks_run_even_after_one_has_failed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    check = bootstrap_commands.Check
    good, bad = [sys.executable, "-c", "print('fine')"], [sys.executable, "-c", "raise SystemExit(3)"]
    wanted = [check("bad", bad), check("gone", [str(tmp_path / "gone")]), check("good", good)]
    assert bootstrap_commands.run_checks(wanted, tmp_path, os.environ) == 1
    out = capfd.readouterr().out
    assert "fine" in out
    assert "2 of 3 checks failed" in out
    assert out.rstrip().endswith("bad, gone")
    assert bootstrap_commands.run_checks([check("good", good)], tmp_path, os.environ) == 0
    assert "All 1 checks passed" in capfd.readouterr().out


def test_pytest_gets_the_arguments(tmp_path: Path) -> None:
    wanted = bootstrap_commands.checks(Environment(tmp_path), ["-k", "search"])
    assert [check.name for check in wanted] == ["ruff check", "ruff format", "lint-imports", "mypy", "pytest"]
    assert list(wanted[-1].command)[-2:] == ["-k", "search"]
