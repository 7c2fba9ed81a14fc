"""Sitemaps: by XSDs, by the protocol's limits, and by whether they lead to pages.

Two schemas are asked: the one that sitemaps.org publishes, as the package `sitemap` ships it, and a
stricter reading of the protocol in `schemas/`, which also knows the index and lets a list be empty.

`sitemap.xml` is an index, whose sitemaps together list every page that search engines may show;
`news-sitemap.xml` holds the stories of the two days before the build, at most 1,000.
"""
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from lxml import etree

from .heads import versions

SCHEMAS = Path(__file__).parent / "schemas"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
LINK = "{http://www.w3.org/1999/xhtml}link"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
# The protocol's limits of one file: addresses, and bytes when unpacked.
MOST_ADDRESSES = 50_000
MOST_BYTES = 50 * 1024 * 1024
# Google's limits of a news sitemap.
MOST_NEWS = 1_000
NEWS_AGE = timedelta(hours=48)


@cache
def schema(name):
    """An XSD, read once."""
    return etree.XMLSchema(etree.parse(SCHEMAS / f"{name}.xsd"))


def schemas(tree):
    """The schemas that a sitemap is held to. The published one has no index, and no list without pages."""
    return ("sitemap", "published") if tree.find(f"{SITEMAP}url") is not None else ("sitemap",)


def problems(text):
    """What is wrong with one sitemap by itself."""
    if len(text) > MOST_BYTES:
        yield f"is larger than {MOST_BYTES} bytes"
    try:
        tree = etree.fromstring(text)
    except etree.XMLSyntaxError as error:
        yield f"is no XML: {error}"
        return
    for name in schemas(tree):
        if not schema(name).validate(tree):
            yield from (f"line {error.line}: {error.message}" for error in schema(name).error_log)
    addresses = [loc.text for loc in tree.iter(f"{SITEMAP}loc")]
    if len(addresses) > MOST_ADDRESSES:
        yield f"lists {len(addresses)} addresses"
    if len(set(addresses)) != len(addresses):
        yield "lists an address twice"
    news = list(tree.iter(f"{NEWS}news"))
    if len(news) > MOST_NEWS:
        yield f"lists {len(news)} stories as news"


def lost(text, site):
    """Addresses that lead to nothing printed, and addresses of other sites."""
    for name in (f"{SITEMAP}loc", f"{IMAGE}loc"):
        for loc in etree.fromstring(text).iter(name):
            if site.file_at(loc.text) is None and (name.startswith(SITEMAP) or site.is_own(loc.text)):
                yield f"{loc.text} leads to nothing printed"


def old_news(text, now):
    """Stories in a news sitemap that are not of the two days before the build."""
    for date in etree.fromstring(text).iter(f"{NEWS}publication_date"):
        age = now - datetime.fromisoformat(date.text)
        if not timedelta(0) <= age <= NEWS_AGE:
            yield f"a story is {age} old"


def unlisted(site, files):
    """Pages that search engines may show, and that no sitemap lists; and the reverse."""
    listed = [site.file_at(loc.text) for file in files for loc in etree.fromstring(site.read(file)).iter(f"{SITEMAP}loc")]
    listed = {file for file in listed if file and file.endswith(".html")}
    open_pages = {file for file, page in site.pages.items() if not page.is_hidden and page.link("canonical") == [site.address(file)]}
    yield from (f"{file} is in no sitemap" for file in sorted(open_pages - listed))
    yield from (f"{file} is in a sitemap, and hidden from search engines" for file in sorted(listed - open_pages))


def other_versions(site, file):
    """Pages whose versions in other languages are not those that the page itself names."""
    for url in etree.fromstring(site.read(file)).iter(f"{SITEMAP}url"):
        page = site.pages.get(site.file_at(url.findtext(f"{SITEMAP}loc")))
        listed = {link.get("hreflang"): link.get("href") for link in url.iter(LINK)}
        if page and listed != versions(page):
            yield f"{page.file} has the versions {listed}, and itself names {versions(page)}"


def check(site):
    """Each sitemap, with what is wrong in it."""
    for file in site.matching(r"(.*/)?([a-z]+-)?sitemap(-\d+)?\.xml"):
        text = site.read(file)
        found = list(problems(text))
        if not found:
            found += [*lost(text, site), *old_news(text, site.now)]
            if file != "news-sitemap.xml":
                found += other_versions(site, file)
            if file == "sitemap.xml":
                found += unlisted(site, site.matching(r"sitemap-\d+\.xml"))
        yield file, found
