#!/usr/bin/env python3
"""Makes one table of medians of what `benches/preview` measured.

Reads lines of `STORIES<tab>SERVER<tab>JSON` from standard input, where JSON is what `live.py --json`
prints or `{"save_to_changed_dom_ms": NUMBER}`, and prints a table in Markdown: the median of each
measure over all runs, and Hugo's as a multiple of newsprint's.
"""
import collections
import json
import statistics
import sys


def measures(found):
    """Each measure of one run, by name; the names are in the order of the table."""
    if "save_to_changed_dom_ms" in found:
        return {"save to changed DOM, ms": found["save_to_changed_dom_ms"]}
    times, edit = found["save_to_served_ms"], found["edit"]
    measured = {
        "first answer, s": found["first_answer_s"],
        f"save to served, {edit}, ms": times["median"],
        f"save to served, {edit}, slowest, ms": times["max"],
    }
    if found["peak_memory_mib"] is not None:
        measured["peak memory, MiB"] = found["peak_memory_mib"]
    return measured


ORDER = ["first answer, s", "save to served, body, ms", "save to served, body, slowest, ms",
         "save to served, headline, ms", "save to served, headline, slowest, ms", "save to changed DOM, ms",
         "peak memory, MiB"]


def figure(value):
    """A number with about three digits; a dash for none."""
    if value is None:
        return "–"
    digits = 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:,.{digits}f}"


def main():
    runs = collections.defaultdict(list)
    for line in sys.stdin:
        stories, server, found = line.rstrip("\n").split("\t", 2)
        for measure, value in measures(json.loads(found)).items():
            runs[int(stories), measure, server].append(value)
    if not runs:
        sys.exit("table.py: nothing was measured")
    medians = {key: statistics.median(values) for key, values in runs.items()}
    print("| stories | measure | newsprint | Hugo | Hugo / newsprint |")
    print("|---:|---|---:|---:|---:|")
    for stories, measure in sorted({key[:2] for key in medians}, key=lambda row: (row[0], ORDER.index(row[1]))):
        ours, theirs = (medians.get((stories, measure, server)) for server in ("newsprint", "hugo"))
        ratio = theirs / ours if ours and theirs else None
        print(f"| {stories:,} | {measure} | {figure(ours)} | {figure(theirs)} | {figure(ratio)} |")


if __name__ == "__main__":
    main()
