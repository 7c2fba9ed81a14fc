#!/usr/bin/env python3
"""Runs one command and says what it took, as JSON on standard output.

    run.py COMMAND...

`wall_s` and `processor_s` (user and system, with all children that ended), `peak_memory_mib` (of the
largest process), `code` and `tail`, the end of what it printed. What is measured is started from a
process of its own that holds next to nothing, because the system counts the memory of the process
that starts another as that one's too; below about 10 MiB no figure means anything.
"""
import json
import os
import subprocess
import sys
import tempfile
import time

LINES = 12


def tail(file):
    """The last lines that were printed."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 100 * LINES))
    return "\n".join(file.read().decode("utf-8", "replace").splitlines()[-LINES:])


def run(command):
    with tempfile.TemporaryFile() as output:
        start = time.monotonic()
        try:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        except OSError as error:
            return {"code": 127, "tail": f"{command[0]} cannot be started: {error.strerror}"}
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        return {
            "wall_s": wall,
            "processor_s": used.ru_utime + used.ru_stime,
            # In KiB, but in bytes on macOS.
            "peak_memory_mib": used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10),
            "code": os.waitstatus_to_exitcode(status),
            "tail": tail(output),
        }


def extent(folder):
    """Number of files and bytes below a folder."""
    sizes = [os.path.getsize(os.path.join(place, name)) for place, _, names in os.walk(folder) for name in names]
    return {"files": len(sizes), "bytes": sum(sizes)}


def measured(command):
    """What `run` says of the command, from a process of its own."""
    done = subprocess.run([sys.executable, "-S", __file__, *map(str, command)], stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("run.py: name a command")
    json.dump(run(sys.argv[1:]), sys.stdout)
