"""Feeds in RSS and Atom: by the grammars in `schemas/`, and by `feedparser`, which readers are built on.

What a grammar cannot say is asked here: that a feed names itself by the address where it lies, that no
two entries have one id, that links lead to pages, and that what is updated was published before.
JSON Feed is checked in `json_feeds.py`; that the three formats say the same is tested in Rust, with
the parser `feed-rs` (`tests/it/feeds.rs`).
"""
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path

import feedparser
from lxml import etree

SCHEMAS = Path(__file__).parent / "schemas"
ATOM = "{http://www.w3.org/2005/Atom}"
# What feedparser calls the formats, by the file.
VERSIONS = {"feed.xml": "rss20", "atom.xml": "atom10"}


@cache
def grammar(name):
    """A RELAX NG grammar, read once."""
    return etree.RelaxNG(etree.parse(SCHEMAS / f"{name}.rng"))


def against(name, text):
    """What a grammar finds in a file."""
    try:
        tree = etree.fromstring(text, etree.XMLParser(huge_tree=True))
    except etree.XMLSyntaxError as error:
        return [f"is no XML: {error}"]
    if grammar(name).validate(tree):
        return []
    return [f"line {error.line}: {error.message}" for error in grammar(name).error_log][:5]


def misparsed(text, version):
    """What feedparser, a lenient reader, stumbles over or does not find."""
    feed = feedparser.parse(text)
    if feed.bozo:
        yield f"feedparser: {feed.bozo_exception!r}"
    if feed.version != version:
        yield f"feedparser takes it for {feed.version}, not {version}"
    if not feed.feed.get("title") or not feed.feed.get("link"):
        yield "feedparser finds no title or no link"
    ids = [entry.get("id") for entry in feed.entries]
    if len(set(ids)) != len(ids):
        yield "has two entries of one id"
    for entry in feed.entries:
        if not entry.get("id") or not entry.get("title") or not entry.get("link"):
            yield f"feedparser finds no id, title or link in {entry.get('id')}"
        if not entry.get("published_parsed") and not entry.get("updated_parsed"):
            yield f"feedparser finds no date in {entry.get('id')}"
        published, updated = entry.get("published_parsed"), entry.get("updated_parsed")
        if published and updated and updated < published:
            yield f"{entry.get('id')} was updated before it was published"


def wrong_days(text):
    """RSS dates whose day of the week is another."""
    for date in etree.fromstring(text, etree.XMLParser(huge_tree=True)).iter("pubDate", "lastBuildDate"):
        if not date.text.startswith(parsedate_to_datetime(date.text).strftime("%a")):
            yield f"{date.text} was another day of the week"


def lost(file, text, site):
    """Links that lead to nothing printed, and a feed that names another as itself."""
    tree = etree.fromstring(text, etree.XMLParser(huge_tree=True))
    links = [(link.get("rel", "alternate"), link.get("href")) for link in tree.iter(f"{ATOM}link")]
    links += [("alternate", link.text) for link in tree.iter("link")]
    for rel, address in links:
        if rel != "hub" and site.is_lost(address):
            yield f"{rel} {address} leads to nothing printed"
    if [address for rel, address in links if rel == "self"] != [site.address(file)]:
        yield "does not name itself by its address"


def authorless(text):
    """Entries of Atom without an author, in a feed without one (RFC 4287, 4.1.2)."""
    tree = etree.fromstring(text, etree.XMLParser(huge_tree=True))
    if tree.find(f"{ATOM}author") is None:
        yield from ("an entry has no author" for entry in tree.iter(f"{ATOM}entry") if entry.find(f"{ATOM}author") is None)


def problems(name, text):
    """What is wrong with a feed by itself; the name says its format."""
    found = against("rss" if name == "feed.xml" else "atom", text)
    if found:
        return found
    more = wrong_days(text) if name == "feed.xml" else authorless(text)
    return [*misparsed(text, VERSIONS[name]), *more]


def check(site):
    """Each feed in RSS and Atom, with what is wrong in it."""
    for file in site.matching(r"(.*/)?(feed|atom)\.xml"):
        text = site.read(file)
        found = problems(file.rsplit("/", 1)[-1], text)
        yield file, found or list(lost(file, text, site))
