"""The head of every page: where it says that the page, its versions and its feeds are.

Search engines follow these without a reader who would notice that they lead nowhere: the canonical
address (RFC 6596), the versions in other languages (which Google wants to name each other), Open
Graph's `og:url`, feeds, and how to show the page elsewhere (oEmbed, 2.4).
"""
import struct
from collections import Counter

FEEDS = {"application/rss+xml", "application/atom+xml", "application/feed+json"}
OEMBED = {"application/json+oembed", "text/xml+oembed"}


def own_address(page, site, taken):
    """Problems of the address that a page gives as its own."""
    canonical = page.link("canonical")
    if page.is_hidden:
        # A page that leads on names the one that it leads to; the 404 page has no address.
        yield from (f"canonical {address} leads nowhere" for address in canonical if site.is_lost(address))
        return
    if len(canonical) != 1:
        yield f"has {len(canonical)} canonical addresses, not one"
        return
    if canonical[0] != site.address(page.file) and site.is_own(canonical[0]):
        yield f"canonical {canonical[0]} is not the page's address"
    if site.is_lost(canonical[0]):
        yield f"canonical {canonical[0]} leads nowhere"
    if taken[canonical[0]] > 1:
        yield f"canonical {canonical[0]} is that of {taken[canonical[0]]} pages"
    if page.meta("og:url") != canonical:
        yield f"og:url is {page.meta('og:url')}, and canonical {canonical[0]}"
    for name in ("og:type", "og:title", "og:site_name", "twitter:card", "viewport"):
        if len(page.meta(name)) != 1:
            yield f"has {len(page.meta(name))} of {name}, not one"


def versions(page):
    """The addresses of a page in each language."""
    found = [(link["hreflang"], link["href"]) for link in page.links if link["rel"] == "alternate" and link["hreflang"]]
    return dict(found)


def one_sided(page, site):
    """Versions in other languages that do not name this one."""
    named = versions(page)
    if not named:
        return
    if named.get(page.language) != site.address(page.file):
        yield f"hreflang {page.language} is not the page's own address"
    for language, address in named.items():
        other = site.pages.get(site.file_at(address))
        if other is None:
            yield f"hreflang {language} leads to no page: {address}"
        elif versions(other) != named:
            yield f"hreflang {language} leads to a page that names other versions: {address}"
        elif language != "x-default" and other.language != language:
            yield f"hreflang {language} leads to a page in {other.language}"


def lost_links(page, site):
    """Feeds and oEmbed that are named and not printed, and files that the page wants."""
    for link in page.links:
        for kind, types in (("feed", FEEDS), ("oEmbed", OEMBED)):
            if link["type"] in types and not (site.is_own(link["href"]) and site.file_at(link["href"])):
                yield f"{kind} {link['href']} is not printed"
        if link["rel"] in ("stylesheet", "icon") and link["href"].startswith("/"):
            if not site.file_at(site.base + link["href"][1:]):
                yield f"{link['rel']} {link['href']} is not printed"
        if link["rel"] in ("prev", "next") and link["href"].startswith("/") and not site.file_at(site.base + link["href"][1:]):
            yield f"{link['rel']} {link['href']} is not printed"
    for name in ("og:image", "twitter:image"):
        yield from (f"{name} {address} is not printed" for address in page.meta(name) if site.is_lost(address))


def untrue_pictures(page, site):
    """Pictures for other sites that have another size than is told, or no size."""
    for address in page.meta("og:image"):
        file = site.file_at(address)
        if not file or not file.endswith(".png"):
            continue
        # The size stands behind the signature and the head of the first chunk (PNG, 11.2.1).
        size = [str(number) for number in struct.unpack(">II", site.read(file)[16:24])]
        told = page.meta("og:image:width") + page.meta("og:image:height")
        if told != size:
            yield f"og:image {address} has the size {size}, and not {told}"
        if file.endswith("card.png") and page.meta("twitter:card") != ["summary_large_image"]:
            yield f"og:image {address} is shown small"


def check(site):
    """Each page, with what is wrong in its head."""
    taken = Counter(address for page in site.pages.values() if not page.is_hidden for address in page.link("canonical"))
    for file, page in site.pages.items():
        yield file, [*own_address(page, site, taken), *one_sided(page, site), *lost_links(page, site), *untrue_pictures(page, site)]
