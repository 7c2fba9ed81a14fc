//! What edits write: words, keys, whole files, settings and templates, good and broken.

/// Words and marks that reach other pages, or just not.
pub const PIECES: &[&str] = &[
    "fog ",
    "Ida Sund ",
    "Harbor Robotics ",
    "\n\n[[Ida Sund]] came.\n",
    "\n\n[[Harbor Robotics|the company]]\n",
    "\n\n[to](/players/)\n",
    "\n\n[a link](#why-it-matters)\n",
    "\n\n## Why it matters\n\nIt does.\n",
    "\n\n## The players\n\nOlaf Brandt\n: Keeps the light.\n",
    "\n\n## Timeline\n\n- 2026-01-02: it rained\n- 2026-02-03: it snowed\n",
    "\n\n> The fog is late.\n>\n> — Ida Sund, president, Dock Workers' Union (radio.example)\n",
    "\n\n> @quotes/late\n",
    "\n\n![a boat](/boat.svg)\n",
    "\n\nA note.[^9]\n\n[^9]: The note.\n",
    "*",
    "",
    "\n",
    "+++\n",
    "é",
];

/// What keys of front matter can say instead.
pub const WORDS: &[&str] = &[
    "Fog",
    "Mist",
    "Another headline",
    "Ida Sund",
    "ida-sund",
    "Harbor Robotics",
    "/boat.svg",
    "/2026/05/fog/",
    "person",
    "organization",
    "labor",
    "",
];

/// Keys of front matter that can be added.
pub const KEYS: &[&str] = &[
    "draft = true",
    "title = \"Another headline\"",
    "dek = \"Another summary.\"",
    "date = 2026-05-31T23:00:00Z",
    "date = 2026-06-02",
    "updated = 2026-05-02",
    "expires = 2026-06-03",
    "embargo = 2026-06-02",
    "authors = [\"Nora Quill\"]",
    "topics = [\"labor\", \"fog\"]",
    "place = \"Harbor City\"",
    "players = [\"Ida Sund\"]",
    "slug = \"another-slug\"",
    "aliases = [\"/old/\"]",
    "weight = 9",
    "extra = { a = 1 }",
    "kind = \"organization\"",
    "summary = \"One sentence.\"",
    "image = { src = \"/boat.svg\", alt = \"a boat\" }",
    "titel = \"x\"",
    "queries = { more = { from = \"stories\", limit = 3 } }",
    "[[corrections]]\ndate = 2026-05-03\ntext = \"It was fog.\"",
    "[[roles]]\ntitle = \"mayor\"\norganization = \"Harbor City\"\nto = 2026-06-02",
];

/// Files that can come: some replace one another, some quote and name one another.
pub const FILES: &[(&str, &str)] = &[
    (
        "content/stories/fog.md",
        "+++\ntitle = \"Fog\"\ndate = 2026-05-01\ntopics = [\"weather\"]\nauthors = [\"Ana\"]\n+++\nFog, says Ida Sund.\n\n> The fog is late.\n>\n> — Ida Sund, president, Dock Workers' Union (radio.example)\n",
    ),
    (
        "content/stories/new/mist.md",
        "+++\ntitle = \"Mist\"\ndate = 2026-05-30\n+++\nMist after [[Fog]] and [fog](../fog.md).\n\n## The players\n\nIda Sund\n: Leads the union.\n\nHarbor Robotics\n: Builds robots.\n",
    ),
    ("content/stories/late.md", "+++\ntitle = \"Late\"\ndate = 2026-06-02\n+++\nTomorrow.\n"),
    (
        "content/stories/draft.md",
        "+++\ntitle = \"Draft\"\ndate = 2026-05-02\ndraft = true\n+++\nNot yet.\n",
    ),
    ("content/stories/broken.md", "+++\ntitle = \n+++\nBroken.\n"),
    (
        "content/players/ida-sund.md",
        "+++\nname = \"Ida Sund\"\nkind = \"person\"\nsummary = \"Leads the dock workers.\"\n[[roles]]\ntitle = \"president\"\norganization = \"Dock Workers' Union\"\n+++\nShe sails. Harbor Robotics knows her.\n",
    ),
    (
        "content/players/harbor-robotics.md",
        "+++\nname = \"Harbor Robotics\"\naliases = [\"the robot maker\"]\n+++\nBuilds robots.\n",
    ),
    (
        "content/quotes/late.md",
        "+++\nspeaker = \"Ida Sund\"\nsaid = 2026-04-01\ntopics = [\"weather\"]\n+++\nThe boat is *late*.\n",
    ),
    (
        "content/topics/weather.md",
        "+++\nname = \"Weather\"\nsummary = \"Rain or fog.\"\n+++\nIt rains.\n",
    ),
    ("content/authors/ana.md", "+++\nname = \"Ana\"\nemail = \"ana@bell.example\"\n+++\nWrites.\n"),
    ("content/places/bay.md", "+++\nname = \"Bay\"\n+++\nWet.\n"),
    ("content/pages/about.md", "+++\ntitle = \"About\"\n+++\nA bell. See [fog](/2026/05/fog/).\n"),
    ("content/pages/stories.md", "+++\ntitle = \"In the way\"\n+++\nTwo things at one address.\n"),
    ("data/cuts.csv", "year,cuts\n2026,3\n"),
    ("data/broken.json", "{"),
    ("data/cuts.csv", "year,cuts\n2026,4\n2027,5\n"),
    (
        "content/stories/table.md",
        "+++\ntitle = \"Table\"\ndate = 2026-04-02\nbeats = [\"Sea\"]\n+++\n```{table src=\"data/cuts.csv\"}\n```\n\n```{note title=\"Mind\"}\nIda Sund and [[Mist]].\n```\n",
    ),
    (
        "content/stories/fog.fr.md",
        "+++\ntitle = \"Brume\"\ndate = 2026-05-01\ntopics = [\"weather\"]\nauthors = [\"Ana\"]\n+++\nLa brume, dit Ida Sund. [[fog]]\n",
    ),
    (
        "content/stories/said.md",
        "+++\ntitle = \"Said\"\ndate = 2026-03-02\nauthors = [{ name = \"Ana\", role = \"Photos\" }]\n+++\n- In a list:\n\n  > The fog is late.\n  >\n  > — Ida Sund (radio.example)\n\n## The players\n\nIda Sund\n: Leads it, says\n  [[Fog]].\n",
    ),
    (
        "content/beats/sea.md",
        "+++\nname = \"Sea\"\naliases = [\"Fog\"]\nsummary = \"Salt.\"\n+++\nWaves of [[fog]].\n",
    ),
    (
        "content/authors/ana.md",
        "+++\nname = \"Ana\"\nsummary = \"Sails.\"\naliases = [\"Nora Quill\"]\nextra = { desk = 2 }\n+++\nWrites of [[Late]].\n",
    ),
    (
        "content/players/ida-sund.md",
        "+++\nname = \"Ida Sund\"\nsame_as = [\"https://sund.example/\"]\n[translations.fr]\nname = \"Ida S.\"\nsummary = \"Elle navigue.\"\n+++\nShe reads [[Fog]].\n",
    ),
    (
        "content/pages/list.md",
        "+++\ntitle = \"List\"\n[queries.heavy]\nfrom = \"stories\"\norder = \"weight\"\n[queries.said]\nfrom = \"quotes\"\nplayer = \"ida-sund\"\n+++\nSee [[fog]].\n",
    ),
];

/// Lines of `site.toml`.
pub const SETTINGS: &[&str] = &[
    "tagline = \"All the fog\"",
    "title = \"The Gong\"",
    "timezone = \"Europe/Berlin\"",
    "language = \"de\"",
    "base_url = \"https://gong.example/sub/\"",
    "theme = \"broadsheet\"",
    "theme = \"wire\"",
    "[links]\nplayers = \"all\"",
    "[links]\nplayers = \"off\"",
    "[paging]\nstories = 2\nquotes = 2\nfront = 3",
    "[markdown]\nsmart_punctuation = false",
    "[[sections]]\nid = \"fog\"\nheading = \"Why it matters\"\nkind = \"prose\"",
    "[[taxonomies]]\nid = \"beats\"\nname = \"Beats\"",
    "[languages.fr]\ntitle = \"La Cloche\"",
    "[severities]\nguessed-kind = \"error\"",
    "[extra]\nfog = true",
    "[queries.newest]\nfrom = \"stories\"\nlimit = 2",
    "[[taxonomies]]\nid = \"beats\"\n[[taxonomies]]\nid = \"desks\"",
    "[[taxonomies]]\nid = \"desks\"\n[[taxonomies]]\nid = \"beats\"",
    "[languages.fr]\n[languages.de]\ntitle = \"Die Glocke\"",
    "[options]\naccent = \"#a1b2c3\"",
    "[options]\nown = \"x\"",
    "[urls]\nstory = \"/{slug}/\"",
    "[[menus.main]]\nname = \"Fog\"\nurl = \"/2026/05/fog/\"",
    "[severities]\nsimilar-name = \"off\"\nunknown-name = \"error\"",
    "nonsense = 1",
    "[",
];

/// Files of the themes, and overrides of them.
pub const THEME: &[(&str, &str)] = &[
    (
        "templates/story.html",
        "<h1>{{ story.title }}</h1>{% for part in story.lead %}{{ part.html }}{% endfor %}",
    ),
    ("templates/story.html", "{{ story.titel }}"),
    ("templates/story.html", "{% if %}"),
    (
        "templates/player.html",
        "{{ player.name }}: {{ player.stories | length }} {{ t(key=\"stories\") }}",
    ),
    ("templates/404.html", "nothing at {{ page.url }}"),
    ("templates/404.html", "{{ 1 / 0 }}"),
    ("templates/unused.html", "never shown"),
    ("templates/quote.html", "{{ quote.card.text }} at {{ quote.card.url }}"),
    ("templates/month.html", "{{ list.title }}"),
    ("templates/year.html", "{{ year.year }}"),
    ("themes/dump/templates/quote.html", "{{ quote | json }}"),
    ("themes/dump/templates/quote_index.html", "{{ index | json }}"),
    ("themes/dump/templates/month.html", "{{ list | json }}"),
    ("themes/dump/templates/source.html", "{{ source | json }}"),
    ("themes/dump/i18n/en.toml", "stories = \"Tales\"\n"),
    ("i18n/en.toml", "stories = \"Yarns\"\nquotes = \"Sayings\"\n"),
    ("themes/broadsheet/styles/own.css", "body { color: red }\n"),
    ("themes/broadsheet/styles/own.css", "@import \"tint.css\";\n"),
    ("themes/broadsheet/styles/own.css", "@import \"own.css\" print;\n"),
    ("themes/broadsheet/styles/tint.css", "a { color: blue }\n"),
    ("themes/dump/styles/own.css", "@import \"tint.css\" layer(a);\n"),
    ("themes/dump/styles/tint.css", "a { background: url(dot.svg) }\n"),
    ("themes/dump/theme.toml", "name = \"dump\"\n"),
    (
        "themes/dump/theme.toml",
        "[options.own]\ndefault = \"y\"\n[options.accent]\ndefault = \"#000000\"\n[queries.all]\nfrom = \"players\"\n",
    ),
    (
        "templates/components/note.html",
        "{% component note(title: string = \"\") {\"body\": \"markdown\"} -%}{{ title }}: {{ body }}{%- endcomponent note %}",
    ),
    (
        "templates/components/note.html",
        "{% component note(title: string) {\"body\": \"none\"} -%}{{ title }} on {{ page.url }}{%- endcomponent note %}",
    ),
    ("templates/components/table.html", "{% component table( %}"),
    ("templates/beats.html", "{{ term.name }}"),
    (
        "templates/page.html",
        "{% include \"parts/own.html\" %}{{ free.title }}{% for s in queries.newest %}{{ s.title }}{% endfor %}",
    ),
    ("templates/parts/own.html", "own"),
    ("templates/parts/own.html", "{{ asset(path=\"styles/own.css\") }}"),
];
