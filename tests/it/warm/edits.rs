//! Random edits of a site: what editors, theme authors and version control do to its files.

use std::sync::Arc;

use newsprint::options::Options;
use newsprint::source::{Asset, AssetBytes, SourceFile, SourceTree, Text};
use proptest::prelude::*;

/// One edit. The numbers choose among what the site has at that moment.
#[derive(Clone, Debug)]
pub struct Edit {
    kind: Kind,
    file: prop::sample::Index,
    at: prop::sample::Index,
    pick: prop::sample::Index,
    length: usize,
}

/// What is done.
#[derive(Clone, Copy, Debug)]
enum Kind {
    /// Some words are added to the body of a content file.
    Write,
    /// A stretch of a file is replaced by a piece that means something.
    Mix,
    /// A line of a file goes.
    DropLine,
    /// A key of front matter is added.
    AddKey,
    /// A text of front matter is replaced.
    Reword,
    /// A file with content that is known to be good comes, or takes the place of another.
    Create,
    /// A file goes.
    Delete,
    /// A file gets another name.
    Rename,
    /// A folder gets another name.
    MoveFolder,
    /// A file becomes a copy of another one of its folder.
    Copy,
    /// A line of `site.toml` is added.
    Configure,
    /// A file of the theme, or an override of one, is written.
    Theme,
    /// A static file comes or changes.
    Static,
    /// The clock goes on, or back.
    Clock,
    /// Nothing at all.
    Nothing,
}

/// Any edit; small changes of texts are the most frequent.
pub fn edit() -> impl Strategy<Value = Edit> {
    let kinds = prop_oneof![
        6 => Just(Kind::Write), 4 => Just(Kind::Mix), 2 => Just(Kind::DropLine), 3 => Just(Kind::AddKey), 5 => Just(Kind::Reword),
        4 => Just(Kind::Create), 2 => Just(Kind::Delete), 2 => Just(Kind::Rename), 1 => Just(Kind::MoveFolder),
        1 => Just(Kind::Copy), 1 => Just(Kind::Configure), 2 => Just(Kind::Theme), 1 => Just(Kind::Static),
        1 => Just(Kind::Clock), 1 => Just(Kind::Nothing),
    ];
    let index = any::<prop::sample::Index>;
    (kinds, index(), index(), index(), 0usize..30).prop_map(|(kind, file, at, pick, length)| Edit {
        kind,
        file,
        at,
        pick,
        length,
    })
}

/// Words and marks that reach other pages, or just not.
const PIECES: &[&str] = &[
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
const WORDS: &[&str] = &[
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

const KEYS: &[&str] = &[
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
const FILES: &[(&str, &str)] = &[
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
];

const SETTINGS: &[&str] = &[
    "tagline = \"All the fog\"",
    "title = \"The Gong\"",
    "timezone = \"Europe/Berlin\"",
    "language = \"de\"",
    "base_url = \"https://gong.example/sub/\"",
    "theme = \"broadsheet\"",
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
    "nonsense = 1",
    "[",
];

const THEME: &[(&str, &str)] = &[
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
    ("themes/dump/i18n/en.toml", "stories = \"Tales\"\n"),
    ("themes/broadsheet/styles/own.css", "body { color: red }\n"),
];

impl Edit {
    /// Edits a site; says what was done.
    pub fn apply(&self, tree: &mut SourceTree, options: &mut Options) -> String {
        match self.kind {
            Kind::Write => {
                self.text(tree, |text| format!("{} fog {}\n", text.trim_end(), self.length))
            }
            Kind::Mix => self.text(tree, |text| {
                let start = boundary(text, self.at.index(text.len() + 1));
                let end = boundary(text, (start + self.length).min(text.len())).max(start);
                format!("{}{}{}", &text[..start], self.one_of(PIECES), &text[end..])
            }),
            Kind::DropLine => self.text(tree, |text| {
                let lines: Vec<&str> = text.split_inclusive('\n').collect();
                let drop = self.at.index(lines.len().max(1));
                let kept = lines.iter().enumerate().filter(|(index, _)| *index != drop);
                kept.map(|(_, line)| *line).collect()
            }),
            Kind::AddKey => self.text(tree, |text| {
                text.replacen("+++\n", &format!("+++\n{}\n", self.one_of(KEYS)), 1)
            }),
            Kind::Reword => self.text(tree, |text| {
                let lines: Vec<&str> = text.split_inclusive('\n').collect();
                let texts = lines.iter().enumerate();
                let texts =
                    texts.filter(|(_, line)| line.contains(" = \"") && !line.starts_with('>'));
                let texts: Vec<usize> = texts.map(|(index, _)| index).collect();
                if texts.is_empty() {
                    return text.to_owned();
                }
                let at = texts[self.at.index(texts.len())];
                let key = lines[at].split(" = ").next().unwrap_or_default();
                let line = format!("{key} = \"{}\"\n", self.one_of(WORDS));
                let edited = lines.iter().enumerate();
                edited.map(|(index, old)| if index == at { line.as_str() } else { old }).collect()
            }),
            Kind::Create => {
                let (path, text) = FILES[self.pick.index(FILES.len())];
                put(tree, path, text)
            }
            Kind::Theme => {
                let (path, text) = THEME[self.pick.index(THEME.len())];
                put(tree, path, text)
            }
            Kind::Delete => match self.own(tree) {
                Some(path) => {
                    tree.files.remove(&path);
                    format!("{path} deleted")
                }
                None => "nothing".to_owned(),
            },
            Kind::Rename => self.renamed(tree),
            Kind::MoveFolder => moved_folder(tree),
            Kind::Copy => self.copied(tree),
            Kind::Configure => {
                let Some(text) = tree.text("site.toml").map(|text| text.text.clone()) else {
                    return "nothing".to_owned();
                };
                let line = self.one_of(SETTINGS);
                // Half of the time the former lines of such edits go again.
                let first = text.split("# edit\n").next().unwrap_or_default();
                let base = if self.length.is_multiple_of(2) { first } else { &text };
                match line.starts_with('[') {
                    true => put(tree, "site.toml", &format!("{base}\n# edit\n{line}\n")),
                    false => put(tree, "site.toml", &format!("{line}\n{base}")),
                }
            }
            Kind::Static => {
                let bytes = format!("<svg>{}</svg>", self.length % 3);
                let path: Arc<str> = "static/boat.svg".into();
                let bytes = AssetBytes::Memory(bytes.into_bytes().into());
                let asset = SourceFile::Asset(Asset { path: path.clone(), bytes });
                tree.files.insert(path, asset);
                "static/boat.svg written".to_owned()
            }
            Kind::Clock => {
                let hours = self.at.index(80) as i64 - 8;
                options.now += jiff::SignedDuration::from_hours(hours);
                format!("{hours} hours")
            }
            Kind::Nothing => "nothing".to_owned(),
        }
    }

    fn one_of(&self, pieces: &'static [&'static str]) -> &'static str {
        pieces[self.pick.index(pieces.len())]
    }

    /// A file of the site's own; never one of a theme, of which most edits would only break it.
    fn own(&self, tree: &SourceTree) -> Option<Arc<str>> {
        let own = tree.files.keys().filter(|path| !path.starts_with("themes/"));
        let own: Vec<&Arc<str>> = own.filter(|path| &***path != "site.toml").collect();
        (!own.is_empty()).then(|| own[self.file.index(own.len())].clone())
    }

    fn text(&self, tree: &mut SourceTree, edited: impl FnOnce(&str) -> String) -> String {
        let Some(path) = self.own(tree) else { return "nothing".to_owned() };
        let Some(text) = tree.text(&path).map(|text| text.text.clone()) else {
            return "nothing".to_owned();
        };
        put(tree, &path, &edited(&text))
    }

    fn renamed(&self, tree: &mut SourceTree) -> String {
        let Some(path) = self.own(tree) else { return "nothing".to_owned() };
        let Some((stem, ending)) = path.rsplit_once('.') else { return "nothing".to_owned() };
        let name = match self.length % 3 {
            0 => format!("{stem}-2.{ending}"),
            1 => format!("{stem}.fr.{ending}"),
            _ => stem
                .strip_suffix("-2")
                .map_or(format!("{stem}-3.{ending}"), |s| format!("{s}.{ending}")),
        };
        let Some(file) = tree.files.remove(&path) else { return "nothing".to_owned() };
        insert(tree, &name, &file);
        format!("{path} is {name} now")
    }

    fn copied(&self, tree: &mut SourceTree) -> String {
        let Some(path) = self.own(tree) else { return "nothing".to_owned() };
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let beside = tree.files.keys().filter(|other| other.starts_with(&folder));
        let beside: Vec<Arc<str>> = beside.cloned().collect();
        let other = &beside[self.at.index(beside.len())];
        let Some(file) = tree.files.get(other).cloned() else { return "nothing".to_owned() };
        insert(tree, &path, &file);
        format!("{path} is a copy of {other} now")
    }
}

/// The folder `content/stories/new/` becomes `content/stories/moved/`, or back.
fn moved_folder(tree: &mut SourceTree) -> String {
    let (new, moved) = ("content/stories/new/", "content/stories/moved/");
    let (from, to) = if tree.below_any(new) { (new, moved) } else { (moved, new) };
    let paths: Vec<Arc<str>> =
        tree.files.keys().filter(|path| path.starts_with(from)).cloned().collect();
    for path in paths {
        if let Some(file) = tree.files.remove(&path) {
            insert(tree, &path.replacen(from, to, 1), &file);
        }
    }
    format!("{from} is {to} now")
}

fn put(tree: &mut SourceTree, path: &str, text: &str) -> String {
    let text = Text::new(path, text);
    let what = format!("{path} is now:\n{}\n", text.text);
    tree.files.insert(text.path.clone(), SourceFile::Text(text));
    what
}

/// A file under another path.
fn insert(tree: &mut SourceTree, path: &str, file: &SourceFile) {
    let path: Arc<str> = path.into();
    let file = match file {
        SourceFile::Text(text) => SourceFile::Text(Text { path: path.clone(), ..text.clone() }),
        SourceFile::Asset(asset) => {
            SourceFile::Asset(Asset { path: path.clone(), ..asset.clone() })
        }
    };
    tree.files.insert(path, file);
}

fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
