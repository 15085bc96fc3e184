"""What PhotoRAG needs from the system below Python: Qt's shared libraries, a C++ compiler, Python's headers.

Linux wheels of Qt bring Qt itself and expect these libraries from the distribution; hnswlib is published as source
only, so installing it compiles it. On Debian and its relatives the missing packages are installed when that is
allowed without asking; everywhere else people get a sentence that says what to do.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from packaging.bootstrap_console import BootstrapError, run_shown, say, tail
else:
    from bootstrap_console import BootstrapError, run_shown, say, tail

# What libQt6Gui, libQt6Network, libQt6XcbQpa and libqxcb of the PySide6 wheels name as needed, and the Debian package
# of each.
SHARED_LIBRARIES: Mapping[str, str] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}

INSTALL = ("apt-get", "-o", "DPkg::Lock::Timeout=120", "install", "-y", "--no-install-recommends")
UPDATE = ("apt-get", "-o", "DPkg::Lock::Timeout=120", "update")


def loads(soname: str) -> bool:
    """Tell whether the dynamic linker finds a library: the question Qt will ask, on any distribution."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing_libraries(found: Callable[[str], bool] = loads) -> list[str]:
    """Return the shared libraries that the window needs and this computer lacks."""
    return [soname for soname in SHARED_LIBRARIES if not found(soname)]


def has_compiler() -> bool:
    """Tell whether any C++ compiler is at hand."""
    named = [os.environ.get("CXX", ""), str(sysconfig.get_config_var("CXX") or ""), "c++", "g++", "clang++"]
    return any(shutil.which(words[0]) for words in map(shlex.split, named) if words)


def missing_build_packages() -> list[str]:
    """Return the Debian packages without which the environment cannot be made or hnswlib not be compiled.

    Python's headers and ensurepip are packages of their own only for Debian's Python; another one (pyenv, python.org)
    brings both, or apt could not help.
    """
    packages = [] if has_compiler() else ["g++"]
    if sys.base_prefix == "/usr":
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        if not (Path(sysconfig.get_paths()["include"]) / "Python.h").exists():
            packages.append(f"{version}-dev")
        if importlib.util.find_spec("ensurepip") is None:
            packages.append(f"{version}-venv")
    return packages


def missing_packages(libraries: Sequence[str]) -> list[str]:
    """Return all the Debian packages to install, sorted, for these missing libraries and for building."""
    return sorted({SHARED_LIBRARIES[soname] for soname in libraries} | set(missing_build_packages()))


def root_prefix() -> list[str] | None:
    """Return what to put before a command to run it as root without a question; None when that is not allowed."""
    if sys.platform != "win32" and os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        answer = subprocess.run([sudo, "-n", "true"], capture_output=True, check=False, timeout=20)
        if answer.returncode == 0:
            return [sudo, "-n"]
    return None


def line_to_run(packages: Sequence[str]) -> str:
    """Return the shell line that installs the packages, for a person to copy."""
    install = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if shutil.which("sudo"):
        return f"sudo apt-get update && sudo {install}"
    return f"su - -c 'apt-get update && {install}'"


def ensure(log: Path) -> None:
    """Install what is missing where apt is and may be used; otherwise say what to do, and stop if it is needed."""
    if not sys.platform.startswith("linux"):
        return
    libraries = missing_libraries()
    if shutil.which("apt-get") is None:
        if libraries:
            say("      The window will need shared libraries that this system lacks; its package manager has them:")
            say(f"      {' '.join(libraries)}")
        return
    packages = missing_packages(libraries)
    if not packages:
        return
    prefix = root_prefix()
    if prefix is None:
        raise BootstrapError(
            "PhotoRAG needs system packages that are missing here, and installing them takes an administrator. "
            f"Run this line, then start again:\n\n    {line_to_run(packages)}\n\n"
            "(If you know better, --skip-system goes on without them.)"
        )
    install(packages, prefix, log)


def install(packages: Sequence[str], prefix: Sequence[str], log: Path) -> None:
    """Install packages with apt, and make sure that they were what was missing."""
    say(f"      installing with apt: {' '.join(packages)}")
    # Through sudo the environment does not arrive: env(1) sets it on the other side.
    command = [*prefix, "/usr/bin/env", "DEBIAN_FRONTEND=noninteractive"]
    run_shown([*command, *UPDATE], log)  # one broken third-party source fails an update that is good enough for us
    status = run_shown([*command, *INSTALL, *packages], log)
    left = missing_packages(missing_libraries())
    if status == 0 and not left:
        return
    for line in tail(log, lines=15):
        say(f"      {line}")
    raise BootstrapError(
        f"apt could not install what PhotoRAG needs ({' '.join(left or packages)}). Try by hand, then start again:\n\n"
        f"    {line_to_run(left or packages)}"
    )


def compiler_advice() -> str:
    """Return the sentence for somebody whose computer could not compile hnswlib."""
    need = "hnswlib, the vector index, is compiled while it is installed. It needs "
    if sys.platform == "darwin":
        return need + "Apple's command line tools: run `xcode-select --install`, then start again."
    if sys.platform == "win32":
        return need + (
            'the Microsoft C++ Build Tools with the workload "Desktop development with C++" '
            "(https://visualstudio.microsoft.com/visual-cpp-build-tools/): install them, then start again."
        )
    if shutil.which("apt-get"):
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        return need + f"a C++ compiler and Python's headers:\n\n    {line_to_run(['g++', f'{version}-dev'])}"
    return need + (
        "a C++ compiler and the headers of this Python (Fedora: gcc-c++ python3-devel, Arch: base-devel): "
        "install them, then start again."
    )
