"""Pages and style sheets by the Nu HTML checker, which is the W3C's: no error may be found in any.

It takes all files of a kind in one run, since it is a program of Java that takes a second to start.
Of a large newsroom the same pages are taken as in `presence.py`.
"""
import json
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .jsonld import graph_of
from .presence import sampled

JAR = Path(__file__).parent / "node_modules/vnu-jar/build/dist/vnu.jar"

# A run of seconds gains nothing from what Java does for runs of hours.
QUICK = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m"]


def problems(files, *options):
    """What the checker finds in each of some files, which are pages, or with `--css` style sheets."""
    if not files:
        return {}
    checker = ["java", *QUICK, "-jar", str(JAR), "--errors-only", "--format", "json", "--stdout"]
    command = [*checker, *options, *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True)
    found = {Path(file): [] for file in files}
    try:
        messages = json.loads(run.stdout)["messages"]
    except (ValueError, KeyError):
        return {file: [f"the Nu HTML checker ends with {run.returncode}: {run.stderr.strip()[:300]}"] for file in found}
    for message in messages:
        file = Path(unquote(urlsplit(message["url"]).path))
        found[file].append(f"line {message.get('lastLine', '?')}: {message['message']}")
    return found


def check(site):
    """Each page, or each of a sample, and each style sheet, with its errors."""
    pages = sampled({file: graph_of(page)[0] for file, page in site.pages.items()})
    found = problems([site.folder / file for file in pages])
    found |= problems([site.folder / file for file in site.matching(r".*\.css")], "--css")
    for file, errors in found.items():
        yield file.relative_to(site.folder).as_posix(), errors
