"""The sound samples of `broken.py`: the least that each format wants, all of one story."""

GRAPH = """[
{"@type":"ProfilePage","@id":"https://paper.example/","url":"https://paper.example/","name":"Ida Sund","inLanguage":"en","mainEntity":{"@id":"https://paper.example/#ida"},"isPartOf":{"@id":"https://paper.example/#website"}},
{"@type":"WebPage","@id":"https://paper.example/#page","url":"https://paper.example/","name":"Bridge opens","inLanguage":"en","isPartOf":{"@id":"https://paper.example/#website"}},
{"@type":"WebSite","@id":"https://paper.example/#website","url":"https://paper.example/","name":"Paper","inLanguage":"en","publisher":{"@id":"https://paper.example/#publisher"}},
{"@type":"NewsMediaOrganization","@id":"https://paper.example/#publisher","name":"Paper","url":"https://paper.example/","logo":{"@type":"ImageObject","contentUrl":"https://paper.example/favicon.svg"}},
{"@type":"Person","@id":"https://paper.example/#ida","name":"Ida Sund","url":"https://paper.example/"},
{"@type":"BreadcrumbList","@id":"https://paper.example/#breadcrumb","itemListElement":[
{"@type":"ListItem","position":1,"name":"Paper","item":"https://paper.example/"},{"@type":"ListItem","position":2,"name":"Bridge opens","item":"https://paper.example/"}]},
{"@type":"NewsArticle","@id":"https://paper.example/#article","headline":"Bridge opens","url":"https://paper.example/","mainEntityOfPage":{"@id":"https://paper.example/#page"},"datePublished":"2026-11-01T12:00:00Z","dateModified":"2026-11-01T12:00:00Z","inLanguage":"en","isAccessibleForFree":true,"wordCount":3,"author":[{"@type":"Person","name":"Jo Reed"}],"publisher":{"@id":"https://paper.example/#publisher"},
"hasPart":[{"@id":"https://paper.example/#quote"}],"correction":[{"@type":"CorrectionComment","text":"The day was wrong.","datePublished":"2026-11-01"}]},
{"@type":"Quotation","@id":"https://paper.example/#quote","text":"We walk.","spokenByCharacter":{"@id":"https://paper.example/#ida"},"creator":{"@id":"https://paper.example/#ida"},"isPartOf":{"@id":"https://paper.example/#article"},"inLanguage":"en"}
]"""

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bridge opens</title>
<link rel="canonical" href="https://paper.example/">
<link rel="alternate" hreflang="en" href="https://paper.example/">
<link rel="alternate" hreflang="de" href="https://paper.example/de/">
<link rel="alternate" type="application/rss+xml" href="https://paper.example/feed.xml">
<meta property="og:url" content="https://paper.example/">
<meta property="og:type" content="article">
<meta property="og:title" content="Bridge opens">
<meta property="og:site_name" content="Paper">
<meta property="og:image" content="https://paper.example/card.png">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta name="twitter:card" content="summary_large_image">
</head>
<body><p>Open.</p></body>
</html>
"""

# The start of a PNG of 1200 × 630 pixels.
CARD = b"\x89PNG\r\n\x1a\n" + bytes([0, 0, 0, 13]) + b"IHDR" + bytes([0, 0, 4, 176, 0, 0, 2, 118])

RSS = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>Paper</title><link>https://paper.example/</link><description>News</description>
<atom:link rel="self" href="https://paper.example/feed.xml"/>
<item><title>Bridge opens</title><link>https://paper.example/bridge/</link>
<guid isPermaLink="false">tag:paper.example,2026:a</guid><pubDate>Sun, 01 Nov 2026 12:00:00 +0000</pubDate></item>
</channel></rss>
"""

ATOM = b"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>https://paper.example/atom.xml</id><title>Paper</title>
<updated>2026-11-01T12:00:00Z</updated><author><name>Paper</name></author>
<link rel="self" href="https://paper.example/atom.xml"/><link rel="alternate" href="https://paper.example/"/>
<entry><id>tag:paper.example,2026:a</id><title>Bridge opens</title><link href="https://paper.example/bridge/"/>
<content type="html">&lt;p&gt;Open.&lt;/p&gt;</content><updated>2026-11-01T12:00:00Z</updated></entry></feed>
"""

JSON_FEED = (
    '{"version":"https://jsonfeed.org/version/1.1","title":"Paper","home_page_url":"https://paper.example/",'
    '"feed_url":"https://paper.example/feed.json","language":"en","authors":[{"name":"Paper"}],"items":['
    '{"id":"a","url":"https://paper.example/bridge/","content_html":"<p>Open.</p>",'
    '"date_published":"2026-11-01T12:00:00Z","date_modified":"2026-11-01T13:00:00Z"}]}'
)

SITEMAP = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"
 xmlns:xhtml="http://www.w3.org/1999/xhtml">
<url><loc>https://paper.example/</loc><lastmod>2026-11-01</lastmod><xhtml:link rel="alternate" hreflang="de" href="https://paper.example/de/"/></url>
<url><loc>https://paper.example/bridge/</loc><image:image><image:loc>https://paper.example/b.jpg</image:loc></image:image></url>
</urlset>
"""

NEWS_SITEMAP = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://paper.example/bridge/</loc><news:news>
<news:publication><news:name>Paper</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-11-01T12:00:00Z</news:publication_date><news:title>Bridge opens</news:title>
</news:news></url></urlset>
"""

NINJS = (
    '{"standard":{"name":"ninjs","version":"3.1","schema":"http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"},'
    '"uri":"tag:paper.example,2026:a","type":"text","pubStatus":"usable","language":"en","title":"Bridge opens",'
    '"firstCreated":"2026-11-01T12:00:00Z","versionCreated":"2026-11-01T12:00:00Z",'
    '"headlines":[{"role":"main","value":"Bridge opens"}],"bodies":[{"contentType":"text/plain","value":"Open."}]}'
)

OEMBED = (
    '{"version":"1.0","type":"rich","title":"Ida Sund","provider_name":"Paper","provider_url":"https://paper.example/",'
    '"html":"<iframe src=\\"https://paper.example/quotes/q/embed/\\"></iframe>","width":600,"height":200}'
)

ROBOTS = "User-agent: *\nAllow: /\n\nSitemap: https://paper.example/sitemap.xml\n"

LLMS = "# Paper\n\n> News\n\n## Stories\n\n- [Bridge opens](https://paper.example/bridge/): It is open.\n"

# An index of one story: the words `bridge` and `opens`, each said strongly (8) by the story of number 0.
SEARCH = """{"manifest.json":{"version":1,"size":32,"words":[["","00000000"]],"common":[],
"stories":{"count":1,"years":[[2026,0]]},"players":{"count":0,"years":[]},"quotes":{"count":0,"years":[]},"topics":[]},
"words/0.bin":"00 06 627269646765 05 0102180100 00 05 6f70656e73 05 0102180100",
"stories/0.json":[["/bridge/","Bridge opens","","2026-11-01",""]]}"""
