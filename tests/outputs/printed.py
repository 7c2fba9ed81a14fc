"""A printed site as the checks see it: its files, its pages, and where an address leads.

Every page is parsed once, into the few facts that more than one check asks for, so that a newsroom
of thousands of pages is read in seconds and no check has to hold a tree.
"""
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

# Where the themes that come with newsprint say when a story was published and updated.
HEADER_TIMES = "//article[1]/header//time | //*[contains(@class, 'story-meta')]//time"


@dataclass(frozen=True)
class Page:
    """What one HTML file tells machines, and the dates that it shows readers."""

    file: str
    language: str = ""
    # The `link` elements of the head: rel, href, type, hreflang.
    links: list = field(default_factory=list)
    # Name or property, and content, of the `meta` elements.
    metas: list = field(default_factory=list)
    # The texts of all scripts of JSON-LD, as they stand.
    graphs: list = field(default_factory=list)
    # The `datetime` of each `<time>` beside the headline or the byline of the page's story.
    header_times: list = field(default_factory=list)
    anchors: frozenset = frozenset()

    def link(self, rel):
        """The addresses of all links of a kind."""
        return [link["href"] for link in self.links if link["rel"] == rel]

    def meta(self, name):
        """The contents of all `meta` elements of a name or property."""
        return [content for key, content in self.metas if key == name]

    @property
    def is_hidden(self):
        """Whether search engines are asked to pass the page by: the 404 page, and those that lead on."""
        return "noindex" in " ".join(self.meta("robots"))


def page_of(file, text):
    """The facts of one page, from its text."""
    tree = html.document_fromstring(text)
    links = [
        {key: link.get(key, "") for key in ("rel", "href", "type", "hreflang", "title")}
        for link in tree.iterfind("head/link")
    ]
    metas = [
        (meta.get("property") or meta.get("name") or "", meta.get("content", ""))
        for meta in tree.iterfind("head/meta")
    ]
    # lxml gives the text of a script as browsers read it: raw, up to the end tag.
    graphs = [script.text or "" for script in tree.iter("script") if script.get("type") == "application/ld+json"]
    times = [time.get("datetime", "") for time in tree.xpath(HEADER_TIMES)]
    anchors = frozenset(tree.xpath("//@id"))
    return Page(file, tree.get("lang", ""), links, metas, graphs, times, anchors)


class Site:
    """The folder of a printed site, the address that it is published at, and the build's clock."""

    def __init__(self, name, source, folder, base, now):
        self.name, self.source, self.folder, self.now = name, Path(source), Path(folder), now
        self.base = base.rstrip("/") + "/"

    @cached_property
    def files(self):
        """All printed files, by their paths below the folder; newsprint's own notes are none."""
        found = (file.relative_to(self.folder) for file in self.folder.rglob("*") if file.is_file())
        return frozenset(file.as_posix() for file in found if not file.parts[0].startswith("."))

    def matching(self, pattern):
        """The files whose names a regular expression matches whole, in order."""
        return sorted(file for file in self.files if re.fullmatch(pattern, file))

    def read(self, file):
        """The bytes of a file."""
        return (self.folder / file).read_bytes()

    @cached_property
    def pages(self):
        """All pages, by their files."""
        return {file: page_of(file, self.read(file)) for file in self.matching(r".*\.html")}

    def address(self, file):
        """The address at which a file is found."""
        return self.base + re.sub(r"(^|/)index\.html$", r"\1", file)

    def file_at(self, address):
        """The file that an address of this site leads to; None for other sites' and for none."""
        if not address.startswith(self.base):
            return None
        path = unquote(urlsplit(address).path[len(urlsplit(self.base).path):])
        file = path + "index.html" if path == "" or path.endswith("/") else path
        return file if file in self.files else None

    def is_own(self, address):
        """Whether an address lies on this site."""
        return address.startswith(self.base)

    def is_lost(self, address):
        """Whether an address lies on this site and leads nowhere."""
        return self.is_own(address) and self.file_at(address) is None
