"""Records for programs of others: ninjs, oEmbed, and the site's own stories, players and quotes in JSON.

Each file is held to a JSON Schema: the site's own are those that the documentation shows
(`docs/schemas/`), those of ninjs 3.1 and oEmbed 1.0 are readings of these standards in `schemas/`.
Beyond the schemas: addresses of this site lead to something printed, a frame shows a printed page, and
the pages of a list together hold as many records as they say, each once.
"""
import json
from pathlib import Path

from lxml import html

from .json_feeds import against

SCHEMAS = Path(__file__).parent / "schemas"
DOCUMENTED = Path(__file__).parents[2] / "docs/schemas"
# What is an address in ninjs, oEmbed and the site's own lists. Ids that are addresses of nothing
# printed (`tag:` of ninjs) lie on no site and are passed over.
ADDRESSES = {"url", "uri", "href", "author_url", "provider_url", "thumbnail_url", "image", "previous", "next"}


def objects(value):
    """All objects in a JSON value."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from objects(inner)


def lost(record, site):
    """Addresses of this site that lead to nothing printed."""
    for thing in objects(record):
        for key in ADDRESSES & thing.keys():
            if isinstance(thing[key], str) and site.is_lost(thing[key]):
                yield f"{key} {thing[key]} leads to nothing printed"


def framed(record, site):
    """What is wrong with the frame in an answer of oEmbed."""
    if "html" not in record:
        return
    frames = list(html.fragment_fromstring(record["html"], create_parent=True).iter("iframe", "script"))
    if [frame.tag for frame in frames] != ["iframe"]:
        yield "is not one frame without scripts"
    elif site.file_at(frames[0].get("src", "")) is None:
        yield f"frames {frames[0].get('src')}, which is not printed"


def parsed(text):
    """The value of a JSON text, and what is wrong with the text."""
    try:
        return json.loads(text), []
    except ValueError as error:
        return None, [f"is no JSON: {error}"]


def of_schema(site, pattern, schema):
    """Each file of a kind with its value and what its schema finds."""
    for file in site.matching(pattern):
        record, found = parsed(site.read(file))
        found = found or against(schema, record)
        yield file, record, found or list(lost(record, site))


def check_ninjs(site):
    """Each story, and each list of stories, in ninjs."""
    for file, _, found in of_schema(site, r"(.*/)?ninjs\.json", SCHEMAS / "ninjs.schema.json"):
        yield file, found


def check_oembed(site):
    """Each answer of oEmbed; a page has to name it."""
    named = {link["href"] for page in site.pages.values() for link in page.links if link["type"] == "application/json+oembed"}
    for file, record, found in of_schema(site, r"(.*/)?oembed\.json", SCHEMAS / "oembed.schema.json"):
        found += framed(record or {}, site)
        if site.address(file) not in named:
            found.append("is named by no page")
        yield file, found


def check_lists(site):
    """The stories, players and quotes of each language, page by page."""
    for name in ("stories", "players", "quotes"):
        schema = DOCUMENTED / f"{name}.schema.json"
        records, totals = {}, {}
        for file, page, found in of_schema(site, rf"(.*/)?{name}(-\d+)?\.json", schema):
            if not found:
                folder = file.rpartition("/")[0]
                ids = records.setdefault(folder, [])
                ids += [record["id"] for record in page["records"]]
                totals[folder] = page["total"]
                if page["url"] != site.address(file):
                    found = [f"says that it lies at {page['url']}"]
            yield file, found
        for folder, ids in records.items():
            wrong = [f"the pages hold {len(ids)} records, {len(set(ids))} of them different, and not {totals[folder]}"]
            yield f"{folder}/{name}*.json", [] if len(set(ids)) == len(ids) == totals[folder] else wrong


def check(site):
    """Each file, with what is wrong in it."""
    yield from check_ninjs(site)
    yield from check_oembed(site)
    yield from check_lists(site)
