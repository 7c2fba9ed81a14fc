//! Golden sites: every folder of `tests/sites/` is a site, and what it says and prints is beside it.
//!
//! `expected.txt` holds the diagnostics and, where there is no error, the list of pages;
//! `expected/PATH` holds the output of that path. Adding a site needs no Rust; `BLESS=1` rewrites
//! what is expected. `options.toml` says at which moment and how the site is made, and which
//! outputs are kept:
//!
//! ```toml
//! at = "2026-06-01T00:00:00Z"
//! drafts = false
//! future = false
//! base_url = "https://town.example/ledger/"
//! pages = true                          # whether expected.txt lists the pages for readers
//! machines = false                      # whether it lists what is printed for machines
//! next_change = false                   # whether it says when the edition will differ
//! expected_files = ["index.html"]       # what BLESS=1 writes to expected/
//! files_of = "hidden"                   # the site whose files are taken, with other options
//! never = ["secret words"]              # what no output may hold
//! links_below = "/ledger/"              # where every link within the site has to lead
//! ```
//!
//! Besides the embedded theme every site may choose `theme = "dump"` (`tests/themes/dump/`), whose
//! pages are the views themselves; `views` writes them in few lines.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use newsprint::date::{Zone, time_argument};
use newsprint::diagnostic::text::{Paint, text};
use newsprint::diagnostic::{Code, Diagnostic, has_errors};
use newsprint::edition::{Edition, Page};
use newsprint::options::Options;
use newsprint::render::share_cards;
use newsprint::source::{AssetBytes, SourceFile, SourceTree, Text};
use newsprint::{config, disk, link, parse, render};
use rayon::prelude::*;
use walkdir::WalkDir;

mod diff;
mod views;

/// Codes of the disk edge that no plain folder in a repository can hold; `disk.rs` shows them.
const SHOWN_IN_DISK_RS: &[Code] =
    &[Code::TooLarge, Code::Unreadable, Code::SymlinkOutside, Code::SymlinkLoop];

/// What `options.toml` says.
#[derive(serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Settings {
    at: String,
    drafts: bool,
    future: bool,
    base_url: Option<String>,
    pages: bool,
    machines: bool,
    next_change: bool,
    expected_files: Vec<String>,
    files_of: Option<String>,
    never: Vec<String>,
    links_below: Option<String>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            at: "2026-06-01T00:00:00Z".to_owned(),
            drafts: false,
            future: false,
            base_url: None,
            pages: true,
            machines: false,
            next_change: false,
            expected_files: Vec::new(),
            files_of: None,
            never: Vec::new(),
            links_below: None,
        }
    }
}

/// What a site says and prints.
struct Made {
    said: String,
    outputs: BTreeMap<String, String>,
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// The folders of all golden sites, sorted.
fn sites() -> Vec<PathBuf> {
    let entries = fs::read_dir(tests().join("sites")).expect("the folder of golden sites");
    let folders = entries.map(|entry| entry.expect("an entry").path());
    let mut sites: Vec<PathBuf> = folders.filter(|path| path.is_dir()).collect();
    sites.sort();
    sites
}

fn name(site: &Path) -> String {
    site.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn settings(site: &Path) -> Settings {
    match fs::read_to_string(site.join("options.toml")) {
        Ok(text) => {
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", site.display()))
        }
        Err(_) => Settings::default(),
    }
}

/// The files of the theme that prints views, as files of a site.
fn dump_theme() -> Vec<Text> {
    let folder = tests().join("themes/dump");
    let files =
        WalkDir::new(&folder).into_iter().map(|entry| entry.expect("an entry of the theme"));
    let files = files.filter(|entry| entry.file_type().is_file());
    let texts = files.map(|entry| {
        let path = entry.path().strip_prefix(&folder).expect("a file of the theme");
        let path = path.to_string_lossy().replace('\\', "/");
        Text::new(&format!("themes/dump/{path}"), &fs::read_to_string(entry.path()).expect("UTF-8"))
    });
    texts.collect()
}

/// The files of every golden site that can be read, for tests that edit them.
pub fn trees() -> Vec<SourceTree> {
    let trees = sites().into_iter().filter(|site| site.join("site.toml").exists());
    trees.map(|site| tree(&site).0).collect()
}

/// The files of a site with the theme that prints views, and what could not be read.
fn tree(folder: &Path) -> (SourceTree, Vec<Diagnostic>) {
    let (mut tree, problems) = disk::read(folder);
    for text in dump_theme() {
        tree.files.entry(text.path.clone()).or_insert(SourceFile::Text(text));
    }
    (tree, problems)
}

/// Makes a site: everything that it says, and every page that it prints.
fn made(site: &Path, settings: &Settings) -> Made {
    let files = settings.files_of.as_ref().map(|other| site.with_file_name(other));
    let (tree, mut problems) = tree(files.as_deref().unwrap_or(site));
    let now = time_argument(&settings.at, &Zone::utc()).expect("a moment in options.toml");
    let options = Options {
        drafts: settings.drafts,
        future: settings.future,
        base_url: settings.base_url.as_deref().map(Into::into),
        ..Options::at(now)
    };
    let (edition, more) = newsprint::edition(&tree, &options);
    problems.extend(more);
    let mut outputs = BTreeMap::new();
    if let Some(edition) = edition.as_ref().filter(|_| !has_errors(&problems)) {
        let printed = edition.pages.par_iter().map(|page| (page, readable(edition, page)));
        outputs.extend(edition.files.iter().filter_map(|file| {
            let bytes = match &file.bytes {
                AssetBytes::Memory(bytes) => bytes.to_vec(),
                AssetBytes::File { path, .. } => fs::read(path).ok()?,
            };
            Some((file.output.clone(), String::from_utf8(bytes).ok()?))
        }));
        for (page, html) in printed.collect::<Vec<_>>() {
            match html {
                Ok(svg) if page.url.as_str().ends_with(".png") => {
                    let svg = String::from_utf8(svg).expect("SVG is UTF-8");
                    outputs.insert(page.url.output().replace(".png", ".svg"), svg);
                }
                // The words of an index are no text.
                Ok(_) if page.url.as_str().ends_with(".bin") => {}
                Ok(html) => {
                    let html = String::from_utf8(html).expect("pages are UTF-8");
                    outputs.insert(page.url.output(), views::readable(&html));
                }
                Err(problem) => problems.push(problem),
            }
        }
    }
    problems.sort();
    let mut said = text(&problems, &tree, Paint::Plain);
    if has_errors(&problems) {
        outputs.clear();
    } else {
        let edition = edition.as_ref().filter(|_| settings.pages);
        said.extend(edition.map(|edition| pages(edition, settings.machines)));
        if settings.next_change {
            said.push_str(&next_change(&tree, &options));
        }
    }
    // What is read is told with its path on this machine.
    let folder = tests().join("sites").canonicalize().expect("the folder of golden sites");
    let repository = folder.ancestors().nth(2).unwrap_or(&folder).display().to_string();
    let said = said.replace(&site.display().to_string(), "SITE").replace(&repository, "REPOSITORY");
    Made { said, outputs }
}

/// What a page is made of; of a share card the drawing, which can be read.
pub fn readable(edition: &Edition, page: &Page) -> Result<Vec<u8>, Diagnostic> {
    match share_cards::drawing(edition, page) {
        Some(drawing) => drawing.map(|drawing| drawing.svg.into_bytes()),
        None => render::render(edition, page),
    }
}

/// The pages, one line each.
fn pages(edition: &Edition, machines: bool) -> String {
    let listed = edition.pages.iter().filter(|page| machines || !page.is_for_machines());
    listed.fold(String::from("pages:\n"), |mut pages, page| {
        let line = format!("{} {} {}", page.url, page.kind, page.template);
        let _ = writeln!(pages, "{}", line.trim_end());
        pages
    })
}

/// When an edition of the same files will differ.
fn next_change(tree: &SourceTree, options: &Options) -> String {
    let (config, _) = config::config(tree);
    let config = config.expect("a site without errors has settings");
    let (documents, _) = parse::parse(tree, &config, None);
    match link::visible::next_change(&documents, options, &config) {
        Some(moment) => format!("next change: {moment}\n"),
        None => "next change: never\n".to_owned(),
    }
}

/// Compares one site with what is expected of it; what differs, as a report.
fn differences(site: &Path) -> String {
    let settings = settings(site);
    let made = made(site, &settings);
    let mut report = unwanted(site, &settings, &made);
    report += &compared(site, "expected.txt", Some(&made.said));
    for path in expected_files(site) {
        report += &compared(site, &format!("expected/{path}"), made.outputs.get(&path));
    }
    report
}

/// What stands in an output that must not.
fn unwanted(site: &Path, settings: &Settings, made: &Made) -> String {
    let mut report = String::new();
    for (path, output) in &made.outputs {
        for words in settings.never.iter().filter(|words| output.contains(words.as_str())) {
            let _ = writeln!(report, "--- {}: {path} holds `{words}`", name(site));
        }
        for url in settings.links_below.iter().flat_map(|below| links_elsewhere(output, below)) {
            let _ = writeln!(report, "--- {}: {path} has a link to {url}", name(site));
        }
    }
    report
}

/// The paths that an output links to and that do not lie below a path.
fn links_elsewhere<'o>(output: &'o str, below: &str) -> Vec<&'o str> {
    let openings = ["href=\"", "src=\"", "poster=\"", "action=\"", "url(\"", "url=", " -> "];
    let starts = openings.iter().flat_map(|opening| output.match_indices(opening));
    let urls = starts.filter_map(|(at, opening)| {
        let rest = &output[at + opening.len()..];
        rest.split(|c: char| c.is_whitespace() || "\"'),;<>".contains(c)).next()
    });
    let paths = urls.filter(|url| url.starts_with('/') && !url.starts_with("//"));
    paths.filter(|path| !path.starts_with(below)).collect()
}

fn compared(site: &Path, file: &str, made: Option<&String>) -> String {
    let expected = fs::read_to_string(site.join(file)).unwrap_or_default();
    match made {
        None => format!("--- {}/{file} is no output of the site\n", name(site)),
        Some(made) if *made == expected => String::new(),
        Some(made) => format!("--- {}/{file}\n{}", name(site), diff::diff(&expected, made)),
    }
}

/// The paths below `expected/`.
fn expected_files(site: &Path) -> Vec<String> {
    let folder = site.join("expected");
    let entries = WalkDir::new(&folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let paths = files.map(|entry| {
        let path = entry.path().strip_prefix(&folder).expect("a file below the folder");
        path.to_string_lossy().replace('\\', "/")
    });
    paths.collect()
}

/// Writes what a site says and prints as what is expected from now on.
fn bless(site: &Path) {
    let settings = settings(site);
    let made = made(site, &settings);
    let write = |file: &Path, text: &str| {
        if fs::read_to_string(file).ok().as_deref() != Some(text) {
            fs::create_dir_all(file.parent().expect("a folder")).expect("a writable folder");
            fs::write(file, text).expect("a writable file");
        }
    };
    write(&site.join("expected.txt"), &made.said);
    let kept = expected_files(site);
    for path in kept.iter().chain(&settings.expected_files) {
        let file = site.join("expected").join(path);
        match made.outputs.get(path) {
            Some(output) => write(&file, output),
            None => drop(fs::remove_file(file)),
        }
    }
}

#[test]
fn every_site_says_and_prints_what_is_expected_of_it() {
    let sites = sites();
    assert!(sites.len() >= 90, "only {} golden sites were found", sites.len());
    if std::env::var_os("BLESS").is_some() {
        sites.par_iter().for_each(|site| bless(site));
    }
    let reports: Vec<String> = sites.par_iter().map(|site| differences(site)).collect();
    let report = reports.concat();
    assert!(report.is_empty(), "BLESS=1 rewrites these once they have been read:\n{report}");
}

#[test]
fn every_listed_output_is_kept() {
    for site in sites() {
        let kept = expected_files(&site);
        for path in settings(&site).expected_files {
            assert!(kept.contains(&path), "{}: there is no expected/{path}", name(&site));
        }
    }
}

#[test]
fn every_code_has_a_site_of_its_name_that_shows_it() {
    let without: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| !SHOWN_IN_DISK_RS.contains(code))
        .map(|code| code.as_str())
        .filter(|code| {
            let expected = tests().join("sites").join(code).join("expected.txt");
            let said = fs::read_to_string(expected).unwrap_or_default();
            !said.contains(&format!("[{code}]"))
        })
        .collect();
    assert!(without.is_empty(), "no golden site shows {}", without.join(", "));
    let disk = fs::read_to_string(tests().join("it/disk.rs")).expect("disk.rs");
    for code in SHOWN_IN_DISK_RS {
        assert!(disk.contains(&format!("Code::{code:?}")), "disk.rs does not show {code}");
    }
}
