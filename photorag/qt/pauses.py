"""Keeps Python itself from stopping the window: its garbage collector, and its threads in turn."""

from __future__ import annotations

import gc
import sys

_TURN_SECONDS = 0.001


def spare_what_is_loaded() -> None:
    """Takes everything that exists now out of the garbage collector's rounds.

    Modules, classes and the window stay until the end. Looking through them again and again took 65 ms each time on
    the machine it was measured on, while a hitch is seen from 16 ms on. Call it once, when the window has been made.
    """
    gc.collect()
    gc.freeze()


def take_short_turns() -> None:
    """Lets the GUI thread wait for the interpreter one millisecond at a time, not Python's five.

    Painting gives the interpreter away and takes it back many times; each time a thread that reads photos may hold it.
    """
    sys.setswitchinterval(_TURN_SECONDS)
