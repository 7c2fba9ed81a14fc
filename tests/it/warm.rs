//! Warm equals cold: whatever is edited, in whatever order, a run that takes over from the one
//! before it gives the same edition, the same problems and the same bytes as a run from nothing.
//!
//! The sites are the golden ones. A sequence of random edits runs over one of them; after each edit
//! both kinds of run are made and compared. Only pages that are told to have changed are rendered
//! again on the warm side, so that a fingerprint that leaves something out is found as well.
//!
//! `scripts/test` runs hundreds of sequences, always the same; `LONG=1` many thousands of new ones.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use newsprint::changes::Prints;
use newsprint::diagnostic::Diagnostic;
use newsprint::edition::{Edition, Page};
use newsprint::link::Touched;
use newsprint::options::Options;
use newsprint::picture::{Color, Development, Picture};
use newsprint::proof::{Proof, Run};
use newsprint::render::{self, share_cards};
use newsprint::source::{Asset, AssetBytes, SourceFile, SourceTree};
use proptest::prelude::*;
use rayon::prelude::*;

mod edits;
mod work;

use edits::Edit;

/// The golden sites and the small one that `newsprint init` makes, with every theme at hand.
static SITES: LazyLock<Vec<SourceTree>> = LazyLock::new(|| {
    let mut sites: Vec<SourceTree> = crate::golden::trees();
    let starter = Path::new(env!("CARGO_MANIFEST_DIR")).join("starter");
    sites.push(newsprint::disk::read(&starter).0);
    sites
});

/// What one edition prints: the bytes of every output, and of every page its fingerprint.
type Outputs = BTreeMap<String, (Arc<[u8]>, Option<u64>)>;

/// A site that is kept true edit by edit, as `build --watch` keeps its folder.
#[derive(Default)]
struct Warm {
    proof: Proof,
    prints: Option<Prints>,
    /// What was touched since the last edition that was printed.
    touched: Option<Touched>,
    outputs: Outputs,
}

impl Warm {
    /// Takes an edit in. Gives how many pages were rendered, or what is wrong.
    fn take(&mut self, tree: &SourceTree, options: &Options) -> Result<usize, Vec<Diagnostic>> {
        let old = std::mem::take(&mut self.proof);
        self.proof = newsprint::proof(tree, options, &old);
        let touched = match &self.touched {
            Some(before) => before.and(&self.proof.touched),
            None => self.proof.touched.clone(),
        };
        self.touched = Some(touched.clone());
        let Some(edition) = self.proof.printable().cloned() else {
            return Err(self.proof.problems.clone());
        };
        let (prints, changes) = match &self.prints {
            Some(prints) => prints.changes(&edition, &touched),
            None => (Prints::of(&edition), all(&edition)),
        };
        let pages: Vec<&Page> = changes.pages.iter().map(|index| &edition.pages[*index]).collect();
        let rendered = rendered(&edition, &pages)?;
        for gone in &changes.gone {
            self.outputs.remove(gone);
        }
        self.outputs.extend(rendered);
        self.outputs.extend(changes.files.iter().map(|index| copied(&edition, *index)));
        (self.prints, self.touched) = (Some(prints), Some(Touched::nothing()));
        Ok(pages.len())
    }
}

/// Everything is new.
fn all(edition: &Edition) -> newsprint::changes::Changes {
    newsprint::changes::Changes {
        pages: (0..edition.pages.len()).collect(),
        files: (0..edition.files.len()).collect(),
        gone: Vec::new(),
    }
}

/// The bytes of some pages, or all that is wrong with them.
fn rendered(edition: &Edition, pages: &[&Page]) -> Result<Outputs, Vec<Diagnostic>> {
    let bytes = pages.par_iter().map(|page| (page.url.output(), shown(edition, page)));
    let bytes: Vec<_> = bytes.collect();
    let mut outputs = Outputs::new();
    let mut problems = Vec::new();
    for (output, bytes) in bytes {
        match bytes {
            Ok((bytes, fingerprint)) => {
                outputs.insert(output, (bytes.into(), Some(fingerprint)));
            }
            Err(problem) => problems.push(problem),
        }
    }
    problems.sort();
    if problems.is_empty() { Ok(outputs) } else { Err(problems) }
}

/// What a page is made of: its bytes, and of a share card what it is drawn from, which is the same
/// wherever the card is, and much sooner there. With it comes its fingerprint.
fn shown(edition: &Edition, page: &Page) -> Result<(Vec<u8>, u64), Diagnostic> {
    match share_cards::drawing(edition, page) {
        Some(drawing) => drawing.map(|drawing| {
            let key = drawing.key();
            (format!("{key}{}", drawing.svg).into(), key as u64)
        }),
        None => render::print(edition, page),
    }
}

fn copied(edition: &Edition, index: usize) -> (String, (Arc<[u8]>, Option<u64>)) {
    let file = &edition.files[index];
    let bytes = match &file.bytes {
        AssetBytes::Memory(bytes) => bytes.clone(),
        AssetBytes::File { path, .. } => std::fs::read(path).expect("a file of the site").into(),
    };
    (file.output.clone(), (bytes, None))
}

/// What a run from nothing prints, or everything that is wrong. As in `newsprint build`, no other run
/// follows it, and the texts of content are gone as soon as they are parsed.
fn cold(tree: &SourceTree, options: &Options) -> (Proof, Result<Outputs, Vec<Diagnostic>>) {
    let mut left = tree.clone();
    let texts = left.take_content();
    let parsed = newsprint::parsed_once(&left, texts, options);
    let proof = newsprint::proved(parsed, &left, options, Run::Once);
    let outputs = match proof.printable() {
        None => Err(proof.problems.clone()),
        Some(edition) => {
            let pages: Vec<&Page> = edition.pages.iter().collect();
            rendered(edition, &pages).map(|mut outputs| {
                let files = 0..edition.files.len();
                outputs.extend(files.map(|index| copied(edition, index)));
                outputs
            })
        }
    };
    (proof, outputs)
}

/// The pages as they can be compared and read.
fn listed(edition: Option<&Arc<Edition>>) -> Vec<String> {
    let pages = edition.into_iter().flat_map(|edition| edition.pages.iter());
    pages
        .map(|page| {
            let Page { url, kind, template, language, needs, source } = page;
            format!("{url} {kind} {template} {language} {needs:?} {source:?}")
        })
        .collect()
}

/// Compares a warm run with a cold one.
fn compare(warm: &mut Warm, tree: &SourceTree, options: &Options, after: &str) {
    let taken = warm.take(tree, options);
    let (cold, printed) = cold(tree, options);
    assert_eq!(warm.proof.problems, cold.problems, "problems after {after}");
    assert_eq!(warm.proof.until(), cold.until(), "the next change after {after}");
    assert_eq!(
        listed(warm.proof.edition.as_ref()),
        listed(cold.edition.as_ref()),
        "pages after {after}"
    );
    match (taken, printed) {
        (Ok(_), Ok(outputs)) => {
            let paths = |outputs: &Outputs| outputs.keys().cloned().collect::<Vec<_>>();
            assert_eq!(paths(&warm.outputs), paths(&outputs), "outputs after {after}");
            for (path, (bytes, _)) in &outputs {
                if warm.outputs[path].0 != *bytes {
                    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                    let (warm, cold) = (text(&warm.outputs[path].0), text(bytes));
                    panic!("{path} after {after}:\n--- warm\n{warm}\n--- cold\n{cold}");
                }
            }
            // The next build of another process knows pages by them.
            let edition = warm.proof.edition.as_ref().expect("it was printed");
            let known = warm.prints.as_ref().expect("it was printed").fingerprints();
            for (page, fingerprint) in edition.pages.iter().zip(known) {
                let (_, cold) = outputs[&page.url.output()];
                assert_eq!(*fingerprint, cold, "the fingerprint of {} after {after}", page.url);
            }
        }
        (Err(_), Err(_)) => {}
        (taken, printed) => {
            panic!("after {after}: warm {:?}, cold {:?}", taken.err(), printed.err());
        }
    }
}

/// Runs a sequence of edits over a site.
fn run(site: &SourceTree, edits: &[Edit]) {
    let mut tree = site.clone();
    let mut options = Options::at("2026-06-01T00:00:00Z".parse().expect("a moment"));
    let mut warm = Warm::default();
    compare(&mut warm, &tree, &options, "nothing");
    for edit in edits {
        let what = edit.apply(&mut tree, &mut options);
        compare(&mut warm, &tree, &options, &what);
    }
}

/// A usual number of cases, or what `PROPTEST_CASES` asks for.
fn cases(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(300), ..ProptestConfig::default() })]

    #[test]
    fn a_warm_run_gives_what_a_cold_one_gives(
        site in any::<prop::sample::Index>(),
        edits in prop::collection::vec(edits::edit(), 1..9),
    ) {
        run(&SITES[site.index(SITES.len())], &edits);
    }
}

proptest! {
    // A page of a real theme takes longer, so there are fewer cases.
    #![proptest_config(ProptestConfig { cases: cases(40) / 2, ..ProptestConfig::default() })]

    #[test]
    fn a_warm_run_with_the_default_theme_gives_what_a_cold_one_gives(
        edits in prop::collection::vec(edits::edit(), 1..7),
    ) {
        run(SITES.last().expect("the starter"), &edits);
    }
}

#[test]
fn a_file_moved_away_and_back_gives_the_same_edition() {
    for site in SITES.iter() {
        let options = Options::at("2026-06-01T00:00:00Z".parse().expect("a moment"));
        let mut warm = Warm::default();
        compare(&mut warm, site, &options, "nothing");
        let stories = |path: &str| path.starts_with("content/stories/");
        let mut without = site.clone();
        without.files.retain(|path, _| !stories(path));
        compare(&mut warm, &without, &options, "the stories gone");
        compare(&mut warm, site, &options, "the stories back");
    }
}

#[test]
fn a_correction_that_waits_for_its_date_waits_after_edits_too() {
    let path = "content/stories/gulls.md";
    let later = |site: &&SourceTree| {
        site.text(path).is_some_and(|story| story.text.contains("Nobody knows this yet."))
    };
    let site = SITES.iter().find(later).expect("the golden site `corrections`");
    let options = Options::at("2026-06-01T00:00:00Z".parse().expect("a moment"));
    let mut warm = Warm::default();
    compare(&mut warm, site, &options, "nothing");
    let story = site.text(path).expect("a story").text.to_string();
    let edited = with(site, path, &format!("{story}\nThey are loud.\n"));
    compare(&mut warm, &edited, &options, "an edit");
    let sooner = with(site, path, &story.replace("2031-01-30", "2026-07-01"));
    compare(&mut warm, &sooner, &options, "another date");
    let then = Options::at("2026-08-01T00:00:00Z".parse().expect("a moment"));
    compare(&mut warm, &sooner, &then, "that date");
}

#[test]
fn pages_that_a_theme_leaves_out_go_and_come_back() {
    let of_theme = "themes/dump/templates/";
    let groups = [&["year", "month"][..], &["quote_index"], &["quote"], &["sources", "source"]];
    // In a site of another theme nothing would go.
    let asks = |site: &&SourceTree| {
        site.text("site.toml").is_some_and(|settings| settings.text.contains("theme = \"dump\""))
    };
    for site in SITES.iter().filter(asks) {
        let options = Options::at("2026-06-01T00:00:00Z".parse().expect("a moment"));
        let mut warm = Warm::default();
        compare(&mut warm, site, &options, "nothing");
        for group in groups {
            let gone = |path: &str| {
                let name = path.strip_prefix(of_theme).and_then(|name| name.strip_suffix(".html"));
                name.is_some_and(|name| group.contains(&name))
            };
            let mut without = site.clone();
            without.files.retain(|path, _| !gone(path));
            compare(&mut warm, &without, &options, &format!("{group:?} gone"));
            compare(&mut warm, site, &options, &format!("{group:?} back"));
        }
    }
}

#[test]
fn settings_that_cannot_be_read_wait_for_no_story() {
    let tree = SourceTree::of_texts([
        ("site.toml", "title = \"The Bell\"\n"),
        ("content/stories/late.md", "+++\ntitle = \"Late\"\ndate = 2026-06-02\n+++\nTomorrow.\n"),
    ]);
    let mut options = Options::at("2026-06-01T00:00:00Z".parse().expect("a moment"));
    let mut warm = Warm::default();
    compare(&mut warm, &tree, &options, "nothing");
    assert!(warm.proof.until().is_some());
    let broken = with(&tree, "site.toml", "[");
    compare(&mut warm, &broken, &options, "broken settings");
    options.now += jiff::SignedDuration::from_hours(48);
    compare(&mut warm, &broken, &options, "two days");
    compare(&mut warm, &tree, &options, "mended settings");
}

#[test]
fn a_theme_file_whose_name_and_bytes_run_together_as_before_is_another_file() {
    let site = SITES.iter().find(|site| site.text("themes/dump/theme.toml").is_some());
    let site = with(site.expect("a site"), "site.toml", "title = \"The Bell\"\ntheme = \"dump\"\n");
    let with_file = |path: &str, bytes: &str| {
        let mut tree = site.clone();
        let bytes = bytes.as_bytes().into();
        let asset = Asset::in_memory(path.into(), bytes);
        tree.files.insert(path.into(), SourceFile::Asset(asset));
        tree
    };
    let options = Options::at("2026-06-01T00:00:00Z".parse().expect("a moment"));
    let mut warm = Warm::default();
    let one = with_file("themes/dump/static/dot1", "2");
    compare(&mut warm, &one, &options, "a file");
    let other = with_file("themes/dump/static/dot", "12");
    compare(&mut warm, &other, &options, "another name");
}

/// A tree with one more text, or another one in its place.
fn with(tree: &SourceTree, path: &str, text: &str) -> SourceTree {
    let mut tree = tree.clone();
    let text = newsprint::source::Text::new(path, text);
    tree.files.insert(text.path.clone(), SourceFile::Text(text));
    tree
}

#[test]
fn a_picture_that_is_replaced_lost_or_developed_is_another_on_every_page() {
    let is_of_photographs =
        |site: &&SourceTree| site.files.contains_key("static/images/turned.jpg");
    let site = SITES.iter().find(is_of_photographs).expect("the site of photographs");
    let (lead, other) = ("static/images/turned.jpg", "static/images/the ferry.jpg");
    let asset = |path: &str| match &site.files[path] {
        SourceFile::Asset(asset) => asset.clone(),
        SourceFile::Text(text) => panic!("{} is a text", text.path),
    };
    let put = |asset: Asset| {
        let mut tree = site.clone();
        tree.files.insert(asset.path.clone(), SourceFile::Asset(asset));
        tree
    };
    let replaced = put(Asset { path: lead.into(), ..asset(other) });
    let unseen = put(Asset { path: "static/images/unseen.jpg".into(), ..asset(other) });
    let developed = |developed: Development| {
        let picture = asset(lead).picture.expect("a picture").as_ref().clone().expect("a picture");
        put(Asset { picture: Some(Arc::new(Ok(Picture { developed, ..picture }))), ..asset(lead) })
    };
    let seen = developed(Development::Done(Some(Color([74, 90, 98]))));
    let broken = developed(Development::Failed("it breaks off".into()));
    let mut lost = site.clone();
    lost.files.remove(lead);
    let options = Options::at("2026-06-01T00:00:00Z".parse().expect("a moment"));
    let mut warm = Warm::default();
    compare(&mut warm, site, &options, "nothing");
    for (tree, what) in [
        (&replaced, "another picture"),
        (site, "the first again"),
        (&seen, "its color"),
        (&broken, "it is broken"),
        (&unseen, "mended, and one that nobody shows"),
        (&lost, "no picture"),
        (site, "the first again"),
    ] {
        compare(&mut warm, tree, &options, what);
    }
}
