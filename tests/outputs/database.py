"""The export of a whole site: `sqlite3` opens it and answers the questions that the documentation shows.

The demo is exported as of the day that `docs/export.md` names; each of its blocks in SQL is run by the
program `sqlite3`, and where a block with the answer follows, the answer must be the same. Of every site
the database must be sound, and the tables in CSV and the lines in JSON must hold as many rows.
"""
import collections
import csv
import json
import os
import re
import subprocess
import tempfile
from pathlib import Path

QUESTIONS = Path(__file__).parents[2] / "docs/export.md"
QUESTION = re.compile(r"```sql\n(.*?)```\n(?:\s*```text\n(.*?)```)?", re.S)
# The day of the answers in the documentation.
ANSWERED = "2026-11-20"


def sqlite(database, statement):
    """What sqlite3 prints for a statement."""
    run = subprocess.run(["sqlite3", "-batch", "-bail", str(database), statement], capture_output=True, text=True)
    return run.stdout, run.stderr.strip()


def exported(site, shape, to, at):
    """Exports a site; gives what the program says if it fails."""
    command = [os.environ["NEWSPRINT"], "--root", str(site.source), "export", "--format", shape, "-o", str(to), "--at", at]
    run = subprocess.run(command, capture_output=True, text=True)
    return [f"export ends with {run.returncode}: {run.stderr.strip()[:300]}"] if run.returncode else []


def unsound(database):
    """What sqlite3 finds in the file itself."""
    for pragma, wanted in (("integrity_check", "ok\n"), ("foreign_key_check", "")):
        said, error = sqlite(database, f"PRAGMA {pragma}")
        if said != wanted or error:
            yield f"{pragma}: {(said + error)[:200]}"


def unanswered(database, questions):
    """Questions that get an error, no row, or another answer than the documentation shows."""
    for statement, answer in questions:
        said, error = sqlite(database, statement)
        first = " ".join(statement.split())[:60]
        if error:
            yield f"{first}…: {error[:200]}"
        elif not said.strip():
            yield f"{first}… has no answer"
        elif answer and said.strip() != answer.strip():
            yield f"{first}… is answered {said.strip()[:120]!r}, and documented {answer.strip()[:120]!r}"


def rows(database):
    """How many rows each table has."""
    names, _ = sqlite(database, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    return {name: int(sqlite(database, f'SELECT count(*) FROM "{name}"')[0]) for name in names.split()}


def miscounted(counts, tables, lines):
    """Tables that have other rows in CSV or in JSON Lines."""
    csv.field_size_limit(2**31 - 1)
    found = collections.Counter(json.loads(line)["type"] for line in lines.read_text().splitlines())
    for name, count in counts.items():
        file = tables / f"{name}.csv"
        if not file.exists():
            # What tells of the export itself is no table in CSV.
            continue
        with file.open(encoding="utf-8", newline="") as text:
            records = list(csv.reader(text, strict=True))
        widths = {len(record) for record in records}
        if len(widths) != 1:
            yield f"{file.name} has rows of {sorted(widths)} fields"
        if (len(records) - 1, found[name]) != (count, count):
            yield f"{name} has {count} rows, {len(records) - 1} in CSV, {found[name]} in JSON Lines"
    if not counts.get("stories"):
        yield "holds no stories"


def check(site):
    """The export of a site in all its formats, with what is wrong in it."""
    if not QUESTIONS.exists():
        return
    at = ANSWERED if site.name == "demo" else site.now.isoformat()
    questions = QUESTION.findall(QUESTIONS.read_text()) if site.name == "demo" else []
    with tempfile.TemporaryDirectory() as folder:
        database, tables, lines = (Path(folder, name) for name in ("site.sqlite", "tables", "site.jsonl"))
        shapes = (("sqlite", database), ("csv", tables), ("jsonl", lines))
        found = [problem for shape, to in shapes for problem in exported(site, shape, to, at)]
        yield "export", found
        if found:
            return
        yield "newsprint.sqlite", [*unsound(database), *miscounted(rows(database), tables, lines)]
        for question in questions:
            yield "docs/export.md", list(unanswered(database, [question]))
