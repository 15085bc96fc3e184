# -*- coding: ascii -*-
"""One command from a fresh clone to a working window, or to the tests.

    python3 packaging/bootstrap.py demo     # sample library, indexed, in the window (--no-window: printed)
    python3 packaging/bootstrap.py test     # linters, types, floors, tests

This file only checks the version of Python, so all of it must parse on every Python that somebody's ``python3`` may
turn out to be, 2.7 included: no annotations, no f-strings. The work is in bootstrap_commands.py beside it.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        "PhotoRAG needs Python 3.11 or newer, and this is Python %d.%d (%s): install a newer one from python.org or "  # noqa: UP031
        "with your system's package manager, and run this again with it."
        % (sys.version_info[0], sys.version_info[1], sys.executable)
    )

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a type checker sees this folder as a namespace; at run time it is the script's own folder
    from packaging import bootstrap_commands
else:
    import bootstrap_commands

if __name__ == "__main__":
    sys.exit(bootstrap_commands.main(sys.argv[1:]))
