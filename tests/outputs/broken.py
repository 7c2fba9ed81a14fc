"""Broken outputs, which the checks have to refuse: a check that accepts everything is worth nothing.

Of each format there is a small sound sample, which has to pass, and changes of it, each of which has to
be found. The samples are the least that is sound, so that what is refused is the change.
"""
import json
import tempfile
from contextlib import contextmanager
from datetime import datetime, timezone
from functools import partial
from pathlib import Path

from lxml import etree
from rdflib import Graph

from . import expected, feeds, heads, json_feeds, jsonld, markup, nu, presence, records, search, sitemaps, texts
from .printed import Page, Site
from .samples import ATOM, CARD, GRAPH, JSON_FEED, LLMS, NEWS_SITEMAP, NINJS, OEMBED, PAGE, ROBOTS, RSS, SEARCH, SITEMAP

BASE = "https://paper.example/"
NOW = datetime(2026, 11, 2, tzinfo=timezone.utc)


@contextmanager
def site(pages, name="samples"):
    """A site of some files, by name and text or bytes, for a while."""
    with tempfile.TemporaryDirectory() as folder:
        for file, text in pages.items():
            path = Path(folder, file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        yield Site(name, folder, folder, BASE, NOW)


def words(text):
    """Problems of a graph's words, names and dates."""
    graph = json.loads(text)
    page = Page("index.html", header_times=["2026-11-01T12:00:00Z"])
    with site({"index.html": PAGE, "favicon.svg": "<svg/>"}) as here:
        checks = (jsonld.wrong_words(graph), jsonld.lost_ids(graph, here), jsonld.lost_addresses(graph, here))
        return [problem for check in (*checks, jsonld.hidden_dates(graph, page)) for problem in check]


def gaps(text):
    """Problems of what a graph leaves out."""
    graph = json.loads(text)
    shapes = Graph().parse(presence.SHAPES)
    found = presence.missing([(0, graph)], shapes).get(0, ())
    return [*found, *presence.misnumbered("index.html", graph)]


def head(text):
    """Problems of a page's head."""
    german = PAGE.replace('<html lang="en">', '<html lang="de">')
    for name in ('canonical" href', 'og:url" content'):
        german = german.replace(f'{name}="{BASE}"', f'{name}="{BASE}de/"')
    with site({"index.html": text, "feed.xml": "", "card.png": CARD, "de/index.html": german}) as here:
        return dict(heads.check(here))["index.html"]


def html(text):
    """Problems of a page's markup."""
    with site({"index.html": text}) as here:
        page = here.folder / "index.html"
        return markup.problems([page])[page]


def by_nu(file, *options):
    """What finds the errors of a page or a style sheet of that name by the Nu HTML checker."""

    def errors(text):
        with site({file: text}) as here:
            return nu.problems([here.folder / file], *options)[here.folder / file]

    return errors


def news(text):
    """Problems of a news sitemap."""
    return list(sitemaps.problems(text)) or list(sitemaps.old_news(text, NOW))


def published(text):
    """Problems of a sitemap by the schema of sitemaps.org alone."""
    tree = etree.fromstring(text)
    schema = sitemaps.schema("published")
    return [] if schema.validate(tree) else list(schema.error_log)


def record(schema, text):
    """Problems of a record by a schema, and of its frame."""
    with site({"quotes/q/embed/index.html": PAGE}) as here:
        value = json.loads(text)
        return json_feeds.against(records.SCHEMAS / f"{schema}.schema.json", value) or list(records.framed(value, here))


def searched(text):
    """Problems of an index of searches, whose files are the values of one object; words are in hex."""
    with site({"bridge/index.html": PAGE}) as here:
        files = json.loads(text)
        for file, value in files.items():
            path = here.folder / "search" / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(bytes.fromhex(value) if file.endswith(".bin") else json.dumps(value).encode())
        return search.problems(here, "search/manifest.json")


# Name, what finds problems in a text, a sound text, and changes: what is replaced, and by what.
SAMPLES = [
    ("JSON-LD", words, GRAPH, [
        ('"headline"', '"headlin"'), ('"NewsArticle"', '"NewsArticel"'), ("/#publisher\"}", "/#nobody\"}"),
        ('"wordCount":3', '"wordCount":"three"'), ("12:00:00Z", "13:00:00Z"), ("favicon.svg", "lost.svg"),
        ('"@type":"ImageObject"', '"@type":"Person"'),
    ]),
    ("presence", gaps, GRAPH, [
        ('"headline":"Bridge opens",', ""), ('"dateModified":"2026-11-01T12:00:00Z",', ""), ('"wordCount":3', '"wordCount":0'),
        ('"isAccessibleForFree":true,', ""), ('"inLanguage":"en",', ""), ('"position":2', '"position":3'),
        ('"position":1', '"position":0'), ('"creator":{"@id":"https://paper.example/#ida"},', ""), ('"text":"We walk.",', ""),
        ('"contentUrl"', '"url"'), ('"author":[{"@type":"Person","name":"Jo Reed"}],', ""),
        ('"isPartOf":{"@id":"https://paper.example/#article"},', ""), ('"text":"The day was wrong.",', ""),
        ('"mainEntity":{"@id":"https://paper.example/#ida"},', ""), ('"name":"Ida Sund"', '"email":"ida@paper.example"'),
    ]),
    ("search", searched, SEARCH, [
        ('"version":1', '"version":2'), ('"count":1', '"count":2'), ("/bridge/", "/lost/"), ("6f70656e73", "6f70656e74"),
        ("6f70656e73", "6170656e73"), ("0102180100 00", "0102180101 00"), ("0102180100 00", "0102080100 00"), ('[2026,0]', '[2026,1]'),
        ('05 0102180100"', '04 01021801"'), ('["","00000000"]', '["c","00000000"]'), ('"Bridge opens"', '"Bridge stays open"'),
    ]),
    ("heads", head, PAGE, [
        ('rel="canonical" href="https://paper.example/"', 'rel="canonical" href="https://paper.example/de/"'),
        ('og:url" content="https://paper.example/"', 'og:url" content="https://paper.example/x/"'), ("feed.xml", "feeds.xml"),
        ('hreflang="de" href="https://paper.example/de/"', 'hreflang="de" href="https://paper.example/fr/"'),
        ('property="og:title"', 'property="og:titel"'), ("card.png", "cards.png"),
        ('width" content="1200"', 'width" content="630"'), ('<meta property="og:image:height" content="630">\n', ""),
        ('content="summary_large_image"', 'content="summary"'),
    ]),
    ("markup", html, PAGE, [("<p>Open.</p>", "<p><div>Open.</div></p>"), ("<p>Open.</p>", '<p id="x">a</p><p id="x">b</p>')]),
    ("Nu HTML checker", by_nu("index.html"), PAGE, [
        ("<p>Open.</p>", '<p id="x">a</p><p id="x">b</p>'), ("<p>Open.</p>", '<a href="/a"><button>Open.</button></a>'),
    ]),
    ("style sheets", by_nu("main.css", "--css"), "p { color: #123; inset-inline: 0 }\n", [
        ("color: #123", "colour: #123"), ("#123", "#12345"),
    ]),
    ("RSS", lambda text: feeds.problems("feed.xml", text), RSS, [
        (b"<title>Bridge opens</title>", b""), (b"Sun, 01 Nov", b"Mon, 01 Nov"), (b"2026 12:00:00 +0000", b"26 noon"),
        (b"<guid isPermaLink", b"<guid permalink"), (b"</item>", b""), (b"<item>", b"<item><headline/>"),
        (b"https://paper.example/bridge/", b"/bridge/"),
    ]),
    ("Atom", lambda text: feeds.problems("atom.xml", text), ATOM, [
        (b"<updated>2026-11-01T12:00:00Z</updated></entry>", b"</entry>"), (b"<id>tag:paper.example,2026:a</id>", b""),
        (b"<author><name>Paper</name></author>", b""), (b'type="html"', b'type="markdown"'), (b"12:00:00Z<", b"12:00<"),
    ]),
    ("JSON Feed", json_feeds.problems, JSON_FEED, [
        ('"id":"a",', ""), ('"content_html":"<p>Open.</p>",', ""), ('"version":"https://jsonfeed.org/version/1.1"', '"version":"1.1"'),
        ("2026-11-01T13", "2026-11-01T09"), ('"items":[', '"items":[{"id":7},'),
    ]),
    ("sitemap", lambda text: [*sitemaps.problems(text)], SITEMAP, [
        (b"<loc>https://paper.example/</loc>", b""), (b"2026-11-01", b"yesterday"), (b"<loc>https:", b"<loc>ftp:"),
        (b"image:loc", b"image:url"), (b"<url>", b"<uri>"), (b"/bridge/", b"/"),
        (b'hreflang="de"', b'hreflang="German"'), (b'rel="alternate" ', b""),
    ]),
    ("published sitemap", published, SITEMAP, [
        (b"<loc>https://paper.example/</loc>", b""), (b"2026-11-01", b"yesterday"), (b"image:loc", b"image:url"),
        (b"<lastmod>2026-11-01</lastmod>", b"<changed/>"),
    ]),
    ("news sitemap", news, NEWS_SITEMAP, [
        (b"<news:language>en</news:language>", b""), (b"2026-11-01T", b"2026-10-01T"), (b"<news:title>Bridge opens</news:title>", b""),
    ]),
    ("ninjs", partial(record, "ninjs"), NINJS, [
        ('"uri":"tag:paper.example,2026:a",', ""), ('"text"', '"txt"'), ("2026-11-01T12:00:00Z", "1 November"),
        ('"pubStatus"', '"status"'), ('"version":"3.1"', '"version":"2.0"'),
    ]),
    ("oEmbed", partial(record, "oembed"), OEMBED, [
        ('"version":"1.0"', '"version":1.0'), (',"width":600', ""), ("/quotes/q/embed/", "/quotes/p/embed/"),
        ("<iframe ", "<script></script><iframe "), ('"rich"', '"link"'),
    ]),
    ("robots.txt", lambda text: [*texts.crawled(text, BASE)], ROBOTS, [("Allow: /", "Disallow: /"), ("Sitemap", "Site-map")]),
    ("llms.txt", lambda text: [*texts.misshapen(text)], LLMS, [("# Paper", "Paper"), ("](https", "] (https"), ("- [", "* [")]),
]


def changed(text, old, new):
    """A sample with a change, which has to be one."""
    if old not in text:
        raise ValueError(f"the sample has no {old!r}")
    return text.replace(old, new)


def check(_):
    """Each sample and each change of it, with what was expected of the check."""
    for name, problems, sound, changes in SAMPLES:
        found = list(problems(sound))
        yield name, [f"a sound sample is refused: {found}"] if found else []
        for old, new in changes:
            accepted = not list(problems(changed(sound, old, new)))
            yield name, [f"accepts {new!r} in the place of {old!r}"] if accepted else []
    for name in ("demo", "newsroom"):
        with site({"index.html": PAGE}, name) as here:
            missing = [problems for _, problems in expected.check(here) if problems]
            every = missing and len(missing) == len(expected.asked(here))
        yield f"expected, {name}", [] if every else ["accepts a site of one page"]
