"""Prints the demo newspaper and a newsroom, and holds every output to what others expect of it.

    python -m outputs            all checks
    python -m outputs NAME       the checks whose names hold NAME

Before it trusts a check, it shows it broken outputs (`broken.py`), which the check has to refuse. Each
problem is a line `site, check: file: message`; with any, the exit code is 1. `scripts/test-outputs`
installs what is needed and runs this.
"""
import multiprocessing
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from . import broken, database, expected, feeds, heads, json_feeds, jsonld, markup, nu, presence, records, search, sitemaps, sites, texts

# How many of the sites a check looks at, in their order: the demo and the newsroom; the newsroom in the
# other theme too, since pages differ by theme; and the demo in the other theme too, of which every page
# is read, and not a sample.
MODEL, PAGES, MARKUP = 2, 3, 4
# Name, check, and the sites that it looks at. The slowest are first, so that two processes end together.
CHECKS = [
    ("feeds", feeds.check, MODEL),
    ("JSON-LD", jsonld.check, PAGES),
    ("markup", markup.check, MARKUP),
    ("Nu HTML checker", nu.check, MARKUP),
    ("export", database.check, MODEL),
    ("presence", presence.check, PAGES),
    ("records", records.check, MODEL),
    ("search", search.check, MODEL),
    ("JSON feeds", json_feeds.check, MODEL),
    ("heads", heads.check, PAGES),
    ("sitemaps", sitemaps.check, MODEL),
    ("texts", texts.check, MODEL),
    ("expected", expected.check, MODEL),
]
# At most so many problems of one check are told; the rest are counted.
TOLD = 20


def outcome(check, site):
    """How many files passed, and the problems of the others, by file."""
    results = list(check(site))
    return sum(not problems for _, problems in results), [(file, problems) for file, problems in results if problems]


def tell(title, failed):
    """Prints problems."""
    lines = [f"{title}: {file}: {problem}" for file, problems in failed for problem in problems]
    print(*lines[:TOLD], sep="\n")
    if len(lines) > TOLD:
        print(f"{title}: and {len(lines) - TOLD} more")


def run(checks):
    """Runs checks on all sites; gives how many files passed and failed."""
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="newsprint-outputs-") as folder:
        printed = sites.all_sites(Path(folder))
        for site in printed:
            # Read before the processes part, so that all of them have the pages.
            site.pages  # noqa: B018
        tasks = [
            (f"{site.name}, {name}", check, site)
            for name, check, count in checks
            for site in printed[:count]
        ]
        with ProcessPoolExecutor(2, multiprocessing.get_context("fork")) as pool:
            outcomes = [(title, pool.submit(outcome, check, site)) for title, check, site in tasks]
            for title, future in outcomes:
                good, bad = future.result()
                if bad:
                    tell(title, bad)
                else:
                    print(f"{title}: {good} passed")
                passed, failed = passed + good, failed + len(bad)
    return passed, failed


def main():
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    checks = [check for check in CHECKS if wanted in check[0]]
    if not checks:
        print("0 passed, 0 failed")
        return
    passed, bad = outcome(broken.check, None)
    print(f"broken samples: {passed} refused")
    tell("broken samples", bad)
    failed = len(bad)
    try:
        more, worse = run(checks)
    except sites.BuildFailed as error:
        print(error)
        more, worse = 0, 1
    print(f"{passed + more} passed, {failed + worse} failed")
    sys.exit(1 if failed + worse else 0)


if __name__ == "__main__":
    main()
