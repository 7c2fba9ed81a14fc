"""What has to be printed at all: without this, an output that vanished would pass every check.

A row is a pattern of files, and how many there are at least in the demo and in the newsroom; of what
is 0, nothing is asked. An output that is added gets a row here.
"""

EXPECTED = [
    # files, at least in the demo, at least in the newsroom
    (r".*\.html", 300, 1_200),
    (r"(.*/)?feed\.xml", 50, 200),
    (r"(.*/)?atom\.xml", 50, 200),
    (r"(.*/)?feed\.json", 50, 200),
    (r"sitemap\.xml", 1, 1),
    (r"sitemap-\d+\.xml", 1, 1),
    (r"news-sitemap\.xml", 1, 1),
    (r"robots\.txt", 1, 1),
    (r"(.*/)?llms\.txt", 2, 1),
    (r".+/index\.md", 20, 1_000),
    (r".+/ninjs\.json", 20, 1_000),
    (r"(de/)?ninjs\.json", 2, 1),
    (r".+/oembed\.json", 90, 1_000),
    (r".+/card\.png", 80, 0),
    (r"(.*/)?stories(-\d+)?\.json", 2, 1),
    (r"(.*/)?players(-\d+)?\.json", 2, 1),
    (r"(.*/)?quotes(-\d+)?\.json", 2, 3),
    (r"(de/)?search/manifest\.json", 2, 1),
    (r"(de/)?search/words/\d+\.bin", 2, 8),
]


def asked(site):
    """What a site has to have: patterns of files, and how many there are at least."""
    rows = [(pattern, in_demo if site.name == "demo" else in_newsroom) for pattern, in_demo, in_newsroom in EXPECTED]
    return [(pattern, least) for pattern, least in rows if least]


def check(site):
    """Each pattern that the site has to have, with how many files are missing."""
    for pattern, least in asked(site):
        there = len(site.matching(pattern))
        yield pattern, [] if there >= least else [f"there are {there} files, and not {least} or more"]
