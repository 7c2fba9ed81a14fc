#!/usr/bin/env python3
"""Save to served: how long until a preview server answers with what was just saved.

    live.py --dir SITE --file STORY.md --url URL_OF_STORY [--edits 9] [--edit body|headline]
            [--save write|rename] [--json] -- SERVER COMMAND...

Starts the server in the site's folder and waits until it answers and is at rest. Each edit then
puts a new marker into the story: at the end of its last paragraph, or into its line
`title = "..."`. The file is written in place, or to another file that takes its name, as many
editors save. The clock runs from the moment before the write to the moment at which the whole page
has come with the marker in it; the page is asked for again and again, every millisecond at first
and then after each hundredth of the time that has passed, so that asking costs the server little
and adds no more than about 1 %.

Prints the least, the median and the longest time in milliseconds, the time from start to first
answer, and the peak memory of the server with all its processes. Answers other than 200 during an
edit are counted. The file is always restored and the server stopped. Exits with 1 when something
went wrong, 2 when the command line is wrong.
"""
import argparse
import http.client
import json
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

START_WITHIN = 180.0  # seconds
SHOW_WITHIN = 90.0  # seconds
ANSWER_WITHIN = 30.0  # seconds
REST_WITHIN = 60.0  # seconds
STOP_WITHIN = 10.0  # seconds


class Failed(Exception):
    """The measurement cannot go on."""


def command_line():
    usage = argparse.ArgumentParser(description="Measures the time from saving a story to the preview serving it.")
    usage.add_argument("--dir", required=True, type=Path, help="the site's folder, in which the server is started")
    usage.add_argument("--file", required=True, help="the story to edit, from the site's folder")
    usage.add_argument("--url", required=True, help="the address of the story, http://...")
    usage.add_argument("--edits", type=int, default=9)
    usage.add_argument("--edit", choices=["body", "headline"], default="body")
    usage.add_argument("--save", choices=["write", "rename"], default="write")
    usage.add_argument("--pause", type=float, default=1.0, help="seconds between edits, and up to half as much more")
    usage.add_argument("--json", action="store_true", help="print JSON, with every time")
    usage.add_argument("command", nargs="+", metavar="COMMAND", help="the server, after --")
    asked = usage.parse_args()
    if asked.edits < 1:
        usage.error("at least one edit is needed")
    return asked


class Page:
    """A page of the preview."""

    def __init__(self, url):
        parts = urllib.parse.urlsplit(url)
        if parts.scheme != "http" or not parts.hostname:
            raise Failed(f"{url} is no http:// address")
        self.url, self.host, self.port = url, parts.hostname, parts.port or 80
        self.path = parts.path or "/"

    def answer(self):
        """Status and text, on a connection of its own; status 0 when there is no whole answer."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=ANSWER_WITHIN)
        try:
            connection.request("GET", self.path)
            response = connection.getresponse()
            return response.status, response.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            connection.close()


class Server:
    """The preview server, in a process group of its own."""

    def __init__(self, command, folder):
        self.output = tempfile.TemporaryFile()
        self.started = time.monotonic()
        try:
            self.process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=self.output,
                                            stderr=subprocess.STDOUT, start_new_session=True)
        except OSError as error:
            raise Failed(f"{command[0]} cannot be started: {error.strerror}") from error

    def last_words(self):
        """The end of what the server printed."""
        # Read by place, because the server writes at the one that a seek would move.
        file = self.output.fileno()
        printed = os.pread(file, os.fstat(file).st_size, 0)
        return "\n".join(printed.decode("utf-8", "replace").splitlines()[-10:])

    def must_run(self):
        code = self.process.poll()
        if code is not None:
            raise Failed(f"the server ended with {code}:\n{self.last_words()}")

    def processes(self):
        """The folders below /proc of the group's processes; none where there is no /proc."""
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                fields = entry.joinpath("stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[2]) == self.process.pid:
                yield entry, fields

    def peak_memory(self):
        """In MiB, the sum of its processes; None where the system does not tell."""
        peaks = []
        for entry, _ in self.processes():
            try:
                peaks += re.findall(r"VmHWM:\s+(\d+) kB", entry.joinpath("status").read_text())
            except OSError:
                continue
        return round(sum(map(int, peaks)) / 1024) if peaks else None

    def processor_time(self):
        """In seconds, of all processes in the group that still run."""
        ticks = sum(int(fields[11]) + int(fields[12]) for _, fields in self.processes())
        return ticks / os.sysconf("SC_CLK_TCK")

    def rest(self):
        """Waits until it has done next to nothing for a second: what it does after the first answer is done."""
        until = time.monotonic() + REST_WITHIN
        quiet, before = 0, self.processor_time()
        while quiet < 2 and time.monotonic() < until:
            time.sleep(.5)
            now = self.processor_time()
            quiet, before = (quiet + 1 if now - before <= .02 else 0), now
        self.must_run()

    def stop(self):
        """Asks it to end, then ends what is left of its group."""
        self.signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            pass
        self.signal(signal.SIGKILL)
        self.process.wait()
        self.output.close()

    def signal(self, number):
        try:
            os.killpg(self.process.pid, number)
        except (ProcessLookupError, PermissionError):
            pass  # Nothing of it runs.


class Story:
    """The file that is edited, and what it held before."""

    def __init__(self, path, edit, save):
        self.path, self.save = path, save
        try:
            self.original = path.read_bytes()
            self.mode = path.stat().st_mode & 0o7777
        except OSError as error:
            raise Failed(f"{path} cannot be read: {error.strerror}") from error
        if edit == "body":
            text = self.original.rstrip()
            self.before, self.after = text + b" ", self.original[len(text):] or b"\n"
        else:
            title = re.search(rb'^title = "(?:[^"\\\n]|\\.)*(?=")', self.original, re.MULTILINE)
            if not title:
                raise Failed(f'{path} has no line title = "..."')
            self.before, self.after = self.original[:title.end()] + b" ", self.original[title.end():]

    def write(self, data):
        if self.save == "write":
            self.path.write_bytes(data)
            return
        # Hidden and with a foreign ending, as editors name it.
        beside = self.path.with_name(f".{self.path.name}.{os.getpid()}.tmp")
        try:
            beside.write_bytes(data)
            beside.chmod(self.mode)
            beside.replace(self.path)
        finally:
            beside.unlink(missing_ok=True)

    def mark(self, marker):
        self.write(self.before + marker.encode() + self.after)

    def restore(self):
        if self.path.read_bytes() != self.original:
            self.write(self.original)


def wait_for(server, page, shown, within):
    """Asks for the page until it is as wanted. Returns seconds, and the number of answers other than 200."""
    start, others = time.monotonic(), 0
    while True:
        status, text = page.answer()
        passed = time.monotonic() - start
        if status == 200 and shown(text):
            return passed, others
        others += status != 200
        if passed > within:
            raise Failed(f"{page.url} was not as wanted within {within:.0f} s; the last answer had status {status}:\n"
                         f"{server.last_words()}")
        server.must_run()
        time.sleep(max(.001, passed / 100))


def measure(asked):
    page = Page(asked.url)
    story = Story(asked.dir / asked.file, asked.edit, asked.save)
    if page.answer()[0]:
        raise Failed(f"something answers at {page.host}:{page.port} before the server is started; take another port")
    server = Server(asked.command, asked.dir)
    try:
        wait_for(server, page, lambda text: True, START_WITHIN)
        first_answer = time.monotonic() - server.started
        server.rest()
        times, others = [], 0
        # Uneven pauses, so that edits do not keep step with a server that looks at files in turns.
        chance = random.Random(1)
        for edit in range(asked.edits):
            marker = f"MARK{os.getpid()}x{edit}x"
            start = time.monotonic()
            story.mark(marker)
            _, answers = wait_for(server, page, lambda text: marker in text, SHOW_WITHIN)
            times.append((time.monotonic() - start) * 1000)
            others += answers
            time.sleep(asked.pause * (1 + chance.random() / 2))
        server.must_run()
        return {
            "edit": asked.edit,
            "save": asked.save,
            "edits": asked.edits,
            "first_answer_s": round(first_answer, 3),
            "save_to_served_ms": {
                "min": round(min(times), 2),
                "median": round(statistics.median(times), 2),
                "max": round(max(times), 2),
                "all": [round(one, 2) for one in times],
            },
            "answers_other_than_200": others,
            "peak_memory_mib": server.peak_memory(),
        }
    finally:
        try:
            story.restore()
        finally:
            server.stop()


def report(found):
    times = found["save_to_served_ms"]
    peak = found["peak_memory_mib"]
    lines = [
        f"first answer after {found['first_answer_s']:.2f} s",
        f"save to served ({found['edit']}, {found['save']}, {found['edits']} edits), ms: "
        f"min {times['min']:.1f} median {times['median']:.1f} max {times['max']:.1f}",
        f"peak memory {peak} MiB" if peak is not None else "peak memory unknown",
    ]
    if found["answers_other_than_200"]:
        lines.append(f"answers other than 200 during edits: {found['answers_other_than_200']}")
    return "; ".join(lines)


def main():
    asked = command_line()
    # Ends by the way of `finally`, so that the file is restored and the server stopped.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGHUP, lambda *_: sys.exit(129))
    try:
        found = measure(asked)
    except Failed as failed:
        sys.exit(f"live.py: {failed}")
    except KeyboardInterrupt:
        sys.exit(130)
    print(json.dumps(found) if asked.json else report(found))


if __name__ == "__main__":
    main()
