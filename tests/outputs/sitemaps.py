"""Sitemaps: by the XSDs in `schemas/`, by the protocol's limits, and by whether they lead to pages.

`sitemap.xml` is an index, whose sitemaps together list every page that search engines may show;
`news-sitemap.xml` holds the stories of the two days before the build, at most 1,000.
"""
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from lxml import etree

SCHEMA = Path(__file__).parent / "schemas/sitemap.xsd"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
# The protocol's limits of one file: addresses, and bytes when unpacked.
MOST_ADDRESSES = 50_000
MOST_BYTES = 50 * 1024 * 1024
# Google's limits of a news sitemap.
MOST_NEWS = 1_000
NEWS_AGE = timedelta(hours=48)


@cache
def schema():
    """The XSD, read once."""
    return etree.XMLSchema(etree.parse(SCHEMA))


def problems(text):
    """What is wrong with one sitemap by itself."""
    if len(text) > MOST_BYTES:
        yield f"is larger than {MOST_BYTES} bytes"
    try:
        tree = etree.fromstring(text)
    except etree.XMLSyntaxError as error:
        yield f"is no XML: {error}"
        return
    if not schema().validate(tree):
        yield from (f"line {error.line}: {error.message}" for error in schema().error_log)
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


def check(site):
    """Each sitemap, with what is wrong in it."""
    for file in site.matching(r"(.*/)?([a-z]+-)?sitemap(-\d+)?\.xml"):
        text = site.read(file)
        found = list(problems(text))
        if not found:
            found += [*lost(text, site), *old_news(text, site.now)]
            if file == "sitemap.xml":
                found += unlisted(site, site.matching(r"sitemap-\d+\.xml"))
        yield file, found
