"""What every command is given, and how it prints."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from photorag.core.paths import Home

if TYPE_CHECKING:
    from photorag.library import Library

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


@dataclass(frozen=True, slots=True)
class Context:
    """``model`` stands in for the model in the settings; ``json`` asks for output that scripts read."""

    home: Home
    model: str | None
    json: bool

    def library(self, *, hosted: bool = False) -> Library:
        """Opens the library. Imported here, so that ``--help`` and usage errors answer at once."""
        from photorag.library import Library

        return Library.open(self.home, self.model, hosted=hosted)


Command: TypeAlias = Callable[[Context, argparse.Namespace], int]


def add_command(
    commands: Commands, name: str, command: Command, shared: argparse.ArgumentParser, help_text: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, parents=[shared], help=help_text, description=help_text)
    parser.set_defaults(command=command)
    return parser


def print_json(value: Any) -> None:
    """One JSON object on one line; with other letters as they are where the stream can hold them all."""
    holds_all = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
    print(json.dumps(value, ensure_ascii=not holds_all), flush=True)


def counted(number: int, one: str, many: str | None = None) -> str:
    """``counted(2, "photo")`` is "2 photos"; thousands are set apart."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def human_bytes(number: int) -> str:
    """1,234,567 -> "1.2 MB"."""
    size = float(number)
    for unit in ("bytes", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"


def human_seconds(seconds: float) -> str:
    """75 -> "1 min 15 s"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
