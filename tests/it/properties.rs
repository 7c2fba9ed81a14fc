//! Properties: whatever is written, nothing panics, every place lies in its file, and the same
//! input gives the same bytes.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use newsprint::diagnostic::{Diagnostic, has_errors};
use newsprint::edition::Edition;
use newsprint::export::jsonl::Jsonl;
use newsprint::options::Options;
use newsprint::source::{SourceFile, SourceTree, Text};
use proptest::prelude::*;

/// The demo newspaper, with everything that a site can have.
static DEMO: LazyLock<SourceTree> = LazyLock::new(|| {
    let (tree, problems) = newsprint::disk::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    assert_eq!(problems, []);
    tree
});

fn options() -> Options {
    Options::at("2026-11-20T12:00:00Z".parse().expect("a moment"))
}

fn with(tree: &SourceTree, path: &str, text: &str) -> SourceTree {
    let mut tree = tree.clone();
    let text = Text::new(path, text);
    tree.files.insert(text.path.clone(), SourceFile::Text(text));
    tree
}

/// A site of one story beside a player, a quote and a page.
fn small_site(story: &str) -> SourceTree {
    let themes = DEMO.files.iter().filter(|(path, _)| path.starts_with("themes/broadsheet/"));
    let mut tree = SourceTree { files: themes.map(|(p, f)| (p.clone(), f.clone())).collect() };
    for (path, text) in [
        (
            "site.toml",
            "title = \"The Bell\"\nbase_url = \"https://bell.example/sub/\"\ntimezone = \"Europe/Berlin\"\n",
        ),
        (
            "content/players/ida-sund.md",
            "+++\nname = \"Ida Sund\"\nkind = \"person\"\n+++\n[[Ida Sund]] sails.\n",
        ),
        (
            "content/quotes/late.md",
            "+++\nspeaker = \"Ida Sund\"\nstories = [\"fog\"]\n+++\nThe fog is *late*.\n",
        ),
        ("content/pages/about.md", "+++\ntitle = \"About\"\n+++\nA bell.\n"),
        ("content/stories/fog.md", story),
    ] {
        tree = with(&tree, path, text);
    }
    tree
}

/// Renders everything, and checks what holds for every edition.
fn checked(tree: &SourceTree) -> (Option<Arc<Edition>>, Vec<Diagnostic>) {
    let (edition, mut problems) = newsprint::edition(tree, &options());
    if let Some(edition) = &edition
        && !has_errors(&problems)
    {
        for page in edition.pages.iter() {
            match crate::golden::readable(edition, page) {
                // The words of an index are no text.
                Ok(_) if page.url.as_str().ends_with(".bin") => {}
                Ok(html) => assert!(std::str::from_utf8(&html).is_ok(), "{} is UTF-8", page.url),
                Err(problem) => problems.push(problem),
            }
        }
        exported(edition);
    }
    for problem in &problems {
        for place in problem.place.iter().chain(problem.related.iter().map(|(place, _)| place)) {
            let Some(span) = &place.span else { continue };
            let text = &tree.text(&place.file).expect("a place lies in a text").text;
            assert!(span.start <= span.end && span.end <= text.len(), "{problem:?}");
            assert!(
                text.is_char_boundary(span.start) && text.is_char_boundary(span.end),
                "{problem:?}"
            );
        }
    }
    let _ = newsprint::diagnostic::text::text(
        &problems,
        tree,
        newsprint::diagnostic::text::Paint::Plain,
    );
    (edition, problems)
}

/// Pieces that mean something, so that random texts reach deep.
const PIECES: &[&str] = &[
    "## The players\n",
    "## Timeline\n",
    "## What they're saying\n",
    "### Ida Sund\n",
    "# H\n",
    "\n\n",
    "\n",
    " ",
    "Ida Sund",
    "Harbor Co",
    "\n: builds boats\n",
    "- **Rolf Berg**: a welder\n",
    "- 2026-01-02: it rained\n",
    "- **May 2026**",
    "- On January 29, 2026 it snowed.\n",
    "> words\n",
    ">\n",
    "> — Ida Sund, mayor, Harbor Co (radio.example)\n",
    "— ",
    "-- ",
    "— , x",
    "(",
    ")",
    "{#id}",
    "[[Ida Sund]]",
    "[[",
    "]]",
    "|",
    "[[nobody|x]]",
    "> @quotes/late\n",
    "> @quotes/none\n",
    "```{table src=\"x.csv\"}\n",
    "```{gallery}\n[[images]]\nsrc=\"/a.svg\"\n",
    "```\n",
    "{",
    "}",
    "<b>",
    "</b>",
    "<div id=\"a\">",
    "<script>",
    "<a href=\"javascript:x\">",
    "[a](b.md)",
    "[a](/about/#x)",
    "![p](/p.svg \"t\")",
    "[^1]",
    "[^1]: note\n",
    "\u{1}0\u{2}",
    "&#1;9&#2;",
    "“",
    "”",
    "\"",
    "'",
    "’",
    "*",
    "**",
    "_",
    "`",
    "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "\t",
    "    ",
    "1. ",
    "- ",
    "* ",
    "é",
    "日本",
    "\u{202e}",
    "🛥",
    "\0",
    "\r\n",
    "\u{feff}",
    "---\n",
    "+++\n",
    "~~",
    "\\",
];

const KEYS: &[&str] = &[
    "title = \"Fog\"\n",
    "date = 2026-01-02\n",
    "date = 2026-03-29T02:30:00\n",
    "date = 2026-10-25T02:30:00\n",
    "date = 2026-02-30\n",
    "dek = \"x\"\n",
    "authors = [\"Ana\", { name = \"Bo\", role = \"photos\" }]\n",
    "place = \"Bay\"\n",
    "topics = [\"a\", \"\"]\n",
    "players = [\"ida-sund\"]\n",
    "players = [\"Nobody\"]\n",
    "image = { src = \"/x.svg\", alt = \"\" }\n",
    "slug = \"A b\"\n",
    "aliases = [\"/x/\", \"../y\", \"\"]\n",
    "draft = true\n",
    "weight = 9999999999999999999\n",
    "template = \"none\"\n",
    "[[corrections]]\ndate = 2026-01-03\ntext = \"so\"\n",
    "[extra]\na = [1, 2.5, {b = true}]\n",
    "titel = 1\n",
    "date = \"\n",
    "=\n",
    "[queries.x]\nfrom = \"stories\"\ntopic = \"a\"\n",
    "embargo = 2031-01-01\n",
    "expires = 2020-01-01\n",
];

/// Blocks with HTML that would run, and such that are read apart from what is around them.
const RUNNING: &[&str] = &[
    "<script>alert(1)</script>",
    "<div onclick=\"x()\">",
    "</div>",
    "<a href=\"java&#1;x&#2;script:x()\">a</a>",
    "<div title=\"&#1;0&#x2;\">",
    "Words <b onclick=\"x()\">bold</b>.",
    "- 2026-01-01: One <i onclick=\"x()\">i</i>.\n- 2026-01-02: Two.",
    "- One <i onclick=\"x()\">i</i>.\n- Two.",
    "> Said <i onclick=\"x()\">so</i>.\n>\n> — Ida Sund, mayor",
    "> Said plainly.\n\n— Ida Sund, mayor",
    "- A list:\n\n  > Said in it.\n  >\n  > — Ida Sund, mayor",
    "## The players",
    "## How <i onclick=\"x()\">it</i> went",
    "Ida Sund\n: Leads <i onclick=\"x()\">them</i>.",
    "### Bo Lind",
    "- **Bo Lind**: Rows <i onclick=\"x()\">boats</i>.",
    "A note.[^a]",
    "[^a]: Said <i onclick=\"x()\">below</i>.",
    "> @quotes/late",
    "A plain line.",
];

fn pieces(known: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
    let piece =
        prop_oneof![6 => prop::sample::select(known).prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..most).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(64), ..ProptestConfig::default() })]

    #[test]
    fn any_story_gives_an_edition_or_problems(front in pieces(KEYS, 10), body in pieces(PIECES, 40)) {
        checked(&small_site(&format!("+++\n{front}+++\n{body}")));
        checked(&small_site(&format!("+++\ntitle = \"Fog\"\ndate = 2026-01-02\n+++\n{body}")));
    }

    #[test]
    fn no_html_that_runs_is_printed_whatever_stands_around_it(
        blocks in prop::collection::vec(prop::sample::select(RUNNING), 1..9),
    ) {
        let body = blocks.join("\n\n");
        let story = format!("+++\ntitle = \"Fog\"\ndate = 2026-01-02\n+++\n{body}\n");
        let (edition, _) = newsprint::edition(&small_site(&story), &options());
        let edition = edition.expect("settings without errors");
        for path in ["/sub/2026/01/fog/", "/sub/quotes/", "/sub/players/ida-sund/", "/sub/feed.xml"] {
            let path = path.strip_prefix("/sub").unwrap_or(path);
            let Some(page) = edition.page(path) else { continue };
            let Ok(bytes) = newsprint::render::render(&edition, page) else { continue };
            let html = String::from_utf8(bytes).expect("UTF-8");
            let runs = ["onclick", "alert(", "javascript:"].iter().any(|word| html.contains(word));
            prop_assert!(!runs, "{path} of {body}");
        }
    }

    #[test]
    fn any_text_in_any_file_gives_an_edition_or_problems(
        text in pieces(PIECES, 20),
        path in prop::sample::select(vec![
            "site.toml", "content/players/ida-sund.md", "content/quotes/late.md", "content/pages/about.md",
            "content/topics/a.md", "data/x.csv", "data/x.json", "data/x.toml", "templates/story.html",
            "templates/components/own.html", "themes/broadsheet/theme.toml", "themes/broadsheet/i18n/en.toml",
            "themes/broadsheet/styles/main.css",
        ]),
    ) {
        let story = "+++\ntitle = \"Fog\"\ndate = 2026-01-02\n+++\nFog.\n";
        checked(&with(&small_site(story), path, &text));
    }

    #[test]
    fn a_demo_file_cut_and_mixed_gives_an_edition_or_problems(
        file in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(),
        length in 0usize..40, insert in pieces(PIECES, 3),
    ) {
        let texts: Vec<&Text> = DEMO.files.values().filter_map(|file| match file {
            SourceFile::Text(text) if !text.path.starts_with("themes/") => Some(text),
            _ => None,
        }).collect();
        let text = texts[file.index(texts.len())];
        let boundary = |at: usize| (0..=at.min(text.text.len())).rev().find(|at| text.text.is_char_boundary(*at)).unwrap_or(0);
        let start = boundary(at.index(text.text.len() + 1));
        let end = boundary(start + length).max(start);
        let mixed = format!("{}{insert}{}", &text.text[..start], &text.text[end..]);
        checked(&with(&DEMO, &text.path, &mixed));
    }
}

/// Exports an edition, and checks that the lines are JSON and that the database takes every row: no
/// two share a key, and what they refer to is there.
fn exported(edition: &Edition) {
    let mut lines = Vec::new();
    newsprint::export::export(edition, &mut Jsonl::new(&mut lines)).expect("lines in memory");
    for line in lines.split_inclusive(|byte| *byte == b'\n') {
        let object: serde_json::Value = serde_json::from_slice(line).expect("JSON in UTF-8");
        assert!(object["type"].is_string(), "{object}");
    }
    #[cfg(feature = "sqlite")]
    {
        let base = rusqlite::Connection::open_in_memory().expect("a database");
        let mut tables = newsprint::export::sqlite::Sqlite::start(&base).expect("a database");
        newsprint::export::export(edition, &mut tables).expect("rows that fit");
        tables.finish().expect("indexes");
        let broken = base.query_row("PRAGMA foreign_key_check", [], |row| row.get::<_, String>(0));
        assert_eq!(broken, Err(rusqlite::Error::QueryReturnedNoRows));
    }
}

/// A usual number of cases, or what `PROPTEST_CASES` asks for.
fn cases(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual)
}

fn printed(tree: &SourceTree, threads: usize) -> Vec<(Arc<str>, Vec<u8>)> {
    use rayon::prelude::*;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
    pool.install(|| {
        let (edition, problems) = newsprint::edition(tree, &options());
        assert!(!has_errors(&problems), "{problems:?}");
        let edition = edition.expect("an edition");
        let print = |page: &newsprint::edition::Page| {
            let html = crate::golden::readable(&edition, page).expect("a page");
            (Arc::from(page.url.as_str()), html)
        };
        edition.pages.par_iter().map(print).collect()
    })
}

#[test]
fn the_same_input_gives_the_same_bytes_on_any_number_of_threads() {
    let one = printed(&DEMO, 1);
    for threads in [2, 3, 8] {
        assert!(one == printed(&DEMO, threads), "{threads} threads print other bytes than one");
    }
}

#[test]
fn fingerprints_are_the_same_for_the_same_edition_and_change_with_what_a_page_shows() {
    let fingerprint = |tree: &SourceTree, url: &str| {
        let (edition, _) = newsprint::edition(tree, &options());
        let edition = edition.expect("an edition");
        let page = edition.page(url).expect("the page");
        newsprint::render::fingerprint(&edition, page).expect("a fingerprint")
    };
    let old = small_site("+++\ntitle = \"Fog\"\ndate = 2026-01-02\n+++\nFog at noon.\n");
    let body = small_site("+++\ntitle = \"Fog\"\ndate = 2026-01-02\n+++\nFog at night.\n");
    let title = small_site("+++\ntitle = \"Mist\"\ndate = 2026-01-02\n+++\nFog at noon.\n");
    let story = "/2026/01/fog/";
    assert_eq!(fingerprint(&old, story), fingerprint(&old, story));
    assert_ne!(fingerprint(&old, story), fingerprint(&body, story));
    for list in ["/", "/stories/", "/2026/01/"] {
        assert_eq!(fingerprint(&old, list), fingerprint(&body, list), "{list} shows no body");
        assert_ne!(fingerprint(&old, list), fingerprint(&title, list), "{list} shows the headline");
    }
}
