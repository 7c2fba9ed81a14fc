"""Feeds in JSON Feed 1.1, by the JSON Schema that the package `jsonfeed-schema` ships.

The schema says what types there are; what the text of jsonfeed.org asks beyond them is asked here: the
version, an address of its own, ids that differ, dates in RFC 3339, links that lead to pages.
"""
import json
from datetime import datetime
from functools import cache
from pathlib import Path

from jsonschema import validators

SCHEMA = Path(__file__).parent / "node_modules/jsonfeed-schema/schema-v1.1.json"
VERSION = "https://jsonfeed.org/version/1.1"


@cache
def validator(path):
    """The validator of a JSON Schema's file, which checks formats such as dates too."""
    schema = json.loads(Path(path).read_text())
    kind = validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


def against(path, value):
    """What a JSON Schema finds in a value, each with its place."""
    return [f"{error.json_path}: {error.message[:200]}" for error in validator(path).iter_errors(value)][:5]


def problems(text):
    """What is wrong with a feed by itself."""
    try:
        feed = json.loads(text)
    except ValueError as error:
        return [f"is no JSON: {error}"]
    found = against(SCHEMA, feed)
    if found:
        return found
    if feed["version"] != VERSION:
        found.append(f"is of {feed['version']}")
    # "Strongly recommended": a reader cannot come back to a feed that does not say where it is.
    found += [f"has no {key}" for key in ("feed_url", "home_page_url", "language", "authors") if not feed.get(key)]
    ids = [item["id"] for item in feed["items"]]
    if len(set(ids)) != len(ids):
        found.append("has two items of one id")
    for item in feed["items"]:
        if not item.get("content_html") and not item.get("content_text"):
            found.append(f"{item['id']} has no content")
        dates = [item.get(key) for key in ("date_published", "date_modified")]
        if None in dates or "T" not in dates[0] or datetime.fromisoformat(dates[1]) < datetime.fromisoformat(dates[0]):
            found.append(f"{item['id']} was published {dates[0]} and modified {dates[1]}")
    return found


def lost(file, text, site):
    """Links that lead to nothing printed, and a feed that names another as itself."""
    feed = json.loads(text)
    addresses = [feed.get("home_page_url"), *(item.get(key) for item in feed["items"] for key in ("url", "image"))]
    yield from (f"{address} leads to nothing printed" for address in addresses if address and site.is_lost(address))
    if feed.get("feed_url") != site.address(file):
        yield "does not name itself by its address"


def check(site):
    """Each JSON Feed, with what is wrong in it."""
    for file in site.matching(r"(.*/)?feed\.json"):
        text = site.read(file)
        found = problems(text)
        yield file, found or list(lost(file, text, site))
