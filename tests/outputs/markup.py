"""The markup of pages, by html-validate: elements where HTML lets them be, names that are unique.

Two of its rules are off in `.htmlvalidate.json`: how `doctype` is spelled, which HTML leaves open, and
how long a title may be, which is for the editors to say. Of a large newsroom the same pages are taken
as in `presence.py`.
"""
import json
import subprocess
import tempfile
from pathlib import Path

from .jsonld import graph_of
from .presence import sampled

HERE = Path(__file__).parent
PROGRAM = HERE / "node_modules/.bin/html-validate"


def problems(files):
    """What html-validate finds in each of some files."""
    command = [str(PROGRAM), "--config", str(HERE / ".htmlvalidate.json"), "--formatter", "json", *map(str, files)]
    # Into a file: html-validate ends before a pipe has taken all that it says.
    with tempfile.TemporaryFile("w+") as said:
        run = subprocess.run(command, stdout=said, stderr=subprocess.PIPE, text=True, cwd=HERE)
        said.seek(0)
        report = said.read()
    try:
        reports = json.loads(report)
    except ValueError:
        return {file: [f"html-validate ends with {run.returncode}: {run.stderr.strip()[:300]}"] for file in files}
    found = {
        Path(report["filePath"]): [f"line {it['line']}: {it['ruleId']}: {it['message']}" for it in report["messages"]]
        for report in reports
    }
    return {file: found.get(file, []) for file in files}


def check(site):
    """Each page, or each of a sample, with what is wrong in its markup."""
    pages = sampled({file: graph_of(page)[0] for file, page in site.pages.items()})
    found = problems([site.folder / file for file in pages])
    for file in pages:
        yield file, found[site.folder / file]
