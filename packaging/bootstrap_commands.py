"""The bootstrap's commands: set up when that is due, then open the demo or the window, or run every check."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from packaging import bootstrap_venv
    from packaging.bootstrap_console import BootstrapError, duration, ended_with_us, say
    from packaging.bootstrap_venv import Environment
else:
    import bootstrap_venv
    from bootstrap_console import BootstrapError, duration, ended_with_us, say
    from bootstrap_venv import Environment

CHECKOUT = Path(__file__).resolve().parent.parent
INTERRUPTED = 130

COMMANDS = """\
commands:
  demo    draw a small sample library, index it, open it in the window
          (demo --no-window prints a search and its hits instead)
  run     open the window on your own library
  test    run the linters, the type checker and the tests; what follows goes to pytest
  setup   only install what the others need

What follows the command is passed on, after "--" if you like: bootstrap.py test -- -k search
"""


class Check(NamedTuple):
    """One command of the test run, under the name that people know it by."""

    name: str
    command: Sequence[str]


def main(argv: Sequence[str]) -> int:
    """Do what the command line says and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a path with letters that this console lacks is no reason to stop
    options = _parse(argv)
    try:
        return _carry_out(options)
    except BootstrapError as error:
        print(f"\n{error}", file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr, flush=True)
        return INTERRUPTED


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bootstrap.py",
        description="Install PhotoRAG into its own checkout and start it.",
        epilog=COMMANDS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--venv", type=Path, help="where the environment goes (PHOTORAG_VENV, else .venv here)")
    parser.add_argument("--fresh", action="store_true", help="throw the environment away and make it anew")
    parser.add_argument("--skip-system", action="store_true", help="do not look for system libraries and a compiler")
    parser.add_argument("command", choices=["demo", "run", "test", "setup"], metavar="demo|run|test|setup")
    parser.add_argument("more", nargs=argparse.REMAINDER, metavar="...", help="passed on to the command")
    options = parser.parse_args(argv)
    if options.more[:1] == ["--"]:
        del options.more[0]
    if options.command == "setup" and options.more:
        parser.error(f"setup takes no more arguments: {' '.join(options.more)}")
    return options


def _carry_out(options: argparse.Namespace) -> int:
    folder = options.venv or Path(os.environ.get("PHOTORAG_VENV") or CHECKOUT / ".venv")
    environment = Environment(folder.absolute())
    extras = ["dev"] if options.command == "test" else []
    ready = not options.fresh and bootstrap_venv.is_ready(environment, CHECKOUT, extras)
    if not ready:
        started = time.monotonic()
        bootstrap_venv.set_up(environment, CHECKOUT, extras, fresh=options.fresh, skip_system=options.skip_system)
        say(f"Set up in {duration(time.monotonic() - started)}.\n")
    if options.command == "setup":
        if ready:
            say(f"Everything is in place in {environment.folder}.")
        return 0
    if options.command == "test":
        env = bootstrap_venv.child_env() | {"QT_QPA_PLATFORM": "offscreen"}
        return run_checks(checks(environment, options.more), CHECKOUT, env)
    first = ["demo"] if options.command == "demo" else []
    # -P: the folder somebody stands in may hold a queue.py of their own, and is no place to import from.
    return _become([str(environment.python), "-P", "-m", "photorag", *first, *options.more])


def _become(command: list[str]) -> int:
    """Let PhotoRAG take this process's place; on Windows, where that confuses consoles, wait for it instead."""
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "__PYVENV_LAUNCHER__")}
    if os.name == "posix":
        os.execve(command[0], command, env)
    with ended_with_us(subprocess.Popen(command, env=env)) as process:
        return process.wait()


def checks(environment: Environment, pytest_arguments: Sequence[str]) -> list[Check]:
    """Return what CI asks of a change, the quick ones first."""
    python = str(environment.python)
    return [
        Check("ruff check", [python, "-m", "ruff", "check", "."]),
        Check("ruff format", [python, "-m", "ruff", "format", "--check", "."]),
        Check("lint-imports", [str(environment.script("lint-imports"))]),
        Check("mypy", [python, "-m", "mypy"]),
        Check("pytest", [python, "-m", "pytest", *pytest_arguments]),
    ]


def run_checks(wanted: Sequence[Check], cwd: Path, env: Mapping[str, str]) -> int:
    """Run them all, also after one has failed: people want to know everything that is wrong."""
    started = time.monotonic()
    results: list[tuple[str, int, float]] = []
    for name, command in wanted:
        say(f"== {name}")
        begun = time.monotonic()
        try:
            with ended_with_us(subprocess.Popen(command, cwd=cwd, env=env)) as process:
                status = process.wait()
        except OSError as error:
            say(str(error))
            status = 1
        results.append((name, status, time.monotonic() - begun))
        say()
    for name, status, seconds in results:
        say(f"{'ok' if status == 0 else 'FAILED':<7} {name:<13} {duration(seconds)}")
    failed = [name for name, status, _ in results if status]
    total = duration(time.monotonic() - started)
    if failed:
        say(f"\n{len(failed)} of {len(results)} checks failed in {total}: {', '.join(failed)}")
        return 1
    say(f"\nAll {len(results)} checks passed in {total}.")
    return 0
