"""Texts for machines: `robots.txt`, `llms.txt`, and stories and free pages as Markdown.

`robots.txt` is read by the parser of Python's library (RFC 9309 as crawlers in Python have it);
`llms.txt` by the rules of llmstxt.org: one title, a blockquote, then headings with lists of links.
Markdown has no grammar that a text can break, so what is asked is that it is one title over a text
without markup of HTML, and that links of this site lead to something printed.
"""
import re
from urllib.robotparser import RobotFileParser

LINK = re.compile(r"\]\((https?://[^)\s]+)\)|<(https?://[^>\s]+)>")
LISTED = re.compile(r"- \[(?:[^\[\]\\]|\\.)+\]\(https?://[^\s()]+\)(?:: \S.*)?")


def crawled(text, base):
    """What is wrong with a robots.txt for a site that lets search engines in."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    for line in lines:
        if not re.fullmatch(r"(User-agent|Allow|Disallow|Sitemap|Crawl-delay): ?\S*", line):
            yield f"has a line that crawlers do not know: {line[:80]}"
    parser = RobotFileParser()
    parser.parse(text.splitlines())
    if not parser.can_fetch("Googlebot", base):
        yield "keeps search engines out"
    if not parser.site_maps():
        yield "names no sitemap"


def check_robots(site):
    """The robots.txt, if there is one."""
    for file in site.matching(r"robots\.txt"):
        text = site.read(file).decode()
        found = list(crawled(text, site.base))
        parser = RobotFileParser()
        parser.parse(text.splitlines())
        found += [f"{address} is not printed" for address in parser.site_maps() or () if not site.file_at(address)]
        yield file, found


def misshapen(text):
    """Where a text is not an llms.txt."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines or not lines[0].startswith("# "):
        yield "does not begin with a title"
    if sum(line.startswith("# ") for line in lines) != 1:
        yield "has more than one title"
    lists = False
    for line in lines:
        lists = lists or line.startswith("## ")
        if lists and not line.startswith("## ") and not LISTED.fullmatch(line):
            yield f"has a line among the lists that is no link: {line[:80]}"


def lost(text, site):
    """Links of this site that lead to nothing printed."""
    for match in LINK.finditer(text):
        address = match[1] or match[2]
        if site.is_lost(address):
            yield f"{address} leads to nothing printed"


def check(site):
    """Each text, with what is wrong in it."""
    yield from check_robots(site)
    for file in site.matching(r"(.*/)?llms\.txt"):
        text = site.read(file).decode()
        yield file, [*misshapen(text), *lost(text, site)]
    for file in site.matching(r"(.*/)?index\.md"):
        text = site.read(file).decode()
        found = list(lost(text, site))
        if not text.startswith("# "):
            found.append("does not begin with a title")
        if file.removesuffix("md") + "html" not in site.pages:
            found.append("lies beside no page")
        yield file, found
