"""The sites whose outputs are checked: the demo newspaper, and a made-up newsroom of 1,000 stories.

Both are printed with every output for machines on, at a fixed moment at which the news sitemap is not
empty, and in the other theme that comes with newsprint too, because pages differ by theme; what is no
page is the same there, and is checked once.
"""
import os
import re
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from .printed import Site

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benches"))
import newsroom  # noqa: E402 (it lies beside the benchmarks, in no package)

# What is off unless it is asked for. Share cards are drawn for the demo alone, by its own settings: 3,500
# more would take minutes, and all come from the same two templates.
SWITCHED_ON = {"ninjs": "true", "markdown": "true"}
STORIES = 1_000
# The day after the newest story of the demo, and half an hour after that of the newsroom.
DEMO_NOW = datetime.fromisoformat("2026-11-12T00:00:00+00:00")
NEWSROOM_NOW = datetime.fromisoformat("2026-11-01T12:30:00+00:00")


class BuildFailed(Exception):
    """A site that newsprint does not print, with what it says."""


def printed(name, source, base, now):
    """Prints a site beside its source."""
    out = source.with_name(f"{source.name}-printed")
    command = [os.environ["NEWSPRINT"], "--root", str(source), "build", "--at", now.isoformat(), "-o", str(out)]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        raise BuildFailed(f"{name}: newsprint build ends with {run.returncode}:\n{run.stderr}")
    return Site(name, source, out, base, now)


def switched_on(settings):
    """Settings with every output on, whether they have a table of outputs or not."""
    keys = "".join(f"{key} = {value}\n" for key, value in SWITCHED_ON.items())
    if re.search(r"^\[outputs\]$", settings, re.M):
        named = "|".join(SWITCHED_ON)
        settings = re.sub(rf"^(?:{named}) *=.*\n", "", settings, flags=re.M)
        return re.sub(r"^\[outputs\]\n", lambda table: table[0] + keys, settings, flags=re.M)
    return f"{settings}\n[outputs]\n{keys}"


def demo(folder, theme="broadsheet"):
    """The demo newspaper of this repository, in a theme."""
    source = folder / f"demo-{theme}"
    source.mkdir()
    for part in ("content", "data", "static"):
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, source / part)
    settings = (ROOT / "site.toml").read_text().replace('theme = "broadsheet"', f'theme = "{theme}"')
    (source / "site.toml").write_text(switched_on(settings))
    name = "demo" if theme == "broadsheet" else f"demo in {theme}"
    return printed(name, source, "https://ledger.example", DEMO_NOW)


def newsrooms(folder):
    """The newsroom in each theme."""
    source = folder / "newsroom"
    newsroom.make("newsprint", STORIES, source, seed=newsroom.SEED)
    for theme in ("broadsheet", "wire"):
        path, settings = newsroom.newsprint_settings(theme, SWITCHED_ON)
        (source / path).write_text(settings)
        site = printed(f"newsroom in {theme}", source, "https://bench.example", NEWSROOM_NOW)
        site.folder = site.folder.rename(folder / f"printed-{theme}")
        yield site


def all_sites(folder):
    """All sites, each printed below a folder."""
    return [demo(folder), *newsrooms(folder), demo(folder, "wire")]
