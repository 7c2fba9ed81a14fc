//! The site that a command works on: its folder, what is in it, and what came of that.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hashbrown::HashMap;

use crate::cli::Failure;
use crate::config::{self, Config};
use crate::date::Zone;
use crate::diagnostic::{Diagnostic, Severity};
use crate::disk;
use crate::edition::Edition;
use crate::options::Options;
use crate::proof::{Proof, Run};
use crate::source::{SourceFile, SourceTree};

/// A site's folder with its files as read.
pub struct Folder {
    /// The folder.
    pub root: PathBuf,
    /// Its files.
    pub tree: SourceTree,
    /// What could not be read.
    pub unread: Vec<Diagnostic>,
    /// The texts that were let go, each with its hash.
    gone: HashMap<Arc<str>, u128>,
}

impl Folder {
    /// Reads the site at `root`, or without one the site that the current folder belongs to.
    ///
    /// # Errors
    /// There is no site.
    pub fn read(root: Option<&Path>) -> Result<Folder, Failure> {
        let root = site_folder(root)?;
        let (tree, unread) = disk::read(&root);
        Ok(Folder { root, tree, unread, gone: HashMap::new() })
    }

    /// The site's settings, as far as they can be understood.
    ///
    /// # Errors
    /// `site.toml` could not be read at all.
    pub fn config(&self) -> Result<Config, Failure> {
        config::config(&self.tree).0.ok_or_else(|| {
            let of_site = |problem: &&Diagnostic| {
                problem.place.as_ref().is_some_and(|place| &*place.file == "site.toml")
            };
            let why = self.unread.iter().find(of_site).map(|problem| problem.message.as_str());
            Failure::new(format!("cannot read site.toml: {}", why.unwrap_or("it is no file")))
        })
    }

    /// The site's zone, even where other settings are wrong.
    pub fn zone(&self) -> Zone {
        config::config(&self.tree).0.map_or_else(Zone::utc, |config| config.zone)
    }

    /// The edition of the site, and every problem of reading and making it, sorted.
    pub fn edition(&self, options: &Options) -> (Option<Arc<Edition>>, Vec<Diagnostic>) {
        let (proof, problems) = self.proof(options);
        (proof.edition, problems)
    }

    /// The whole run, and every problem of reading and of the run, sorted.
    pub fn proof(&self, options: &Options) -> (Proof, Vec<Diagnostic>) {
        self.with_unread(crate::proof(&self.tree, options, &Proof::default()))
    }

    /// The same, for a run that is the only one. The texts of content go as soon as they are
    /// parsed, so that their memory is there for the rest.
    pub fn only_proof(&mut self, options: &Options) -> (Proof, Vec<Diagnostic>) {
        let texts = self.tree.take_content();
        self.gone = texts.iter().map(|text| (text.path.clone(), text.hash)).collect();
        let parsed = crate::parsed_once(&self.tree, texts, options);
        self.with_unread(crate::proved(parsed, &self.tree, options, Run::Once))
    }

    /// The site's files with those texts that problems are shown beside. One that was let go and has
    /// changed since is left out: the place of a problem would be another one there.
    pub fn tree_beside(&mut self, problems: &[Diagnostic]) -> &SourceTree {
        for file in problems.iter().flat_map(Diagnostic::places).map(|place| &place.file) {
            let Some((path, hash)) = self.gone.remove_entry(file) else { continue };
            let text = disk::read_text(&self.root, &path).filter(|text| text.hash == hash);
            self.tree.files.extend(text.map(|text| (path, SourceFile::Text(text))));
        }
        &self.tree
    }

    /// A proof, and its problems with those of reading.
    fn with_unread(&self, mut proof: Proof) -> (Proof, Vec<Diagnostic>) {
        let mut problems = std::mem::take(&mut proof.problems);
        problems.extend(self.unread_as_set());
        problems.sort();
        problems.dedup();
        (proof, problems)
    }

    /// What could not be read, as severe as the site's settings say.
    fn unread_as_set(&self) -> Vec<Diagnostic> {
        // Settings are read again only where there is something to set.
        let config = if self.unread.is_empty() { None } else { config::config(&self.tree).0 };
        as_set(self.unread.clone(), config.as_ref())
    }

    /// A path within the site as it can be shown and opened from the current folder.
    pub fn path(&self, within: &str) -> PathBuf {
        if self.root == Path::new(".") { PathBuf::from(within) } else { self.root.join(within) }
    }
}

/// The folder of the site at `root`, or without one of the site that the current folder belongs to.
///
/// # Errors
/// There is no site.
pub fn site_folder(root: Option<&Path>) -> Result<PathBuf, Failure> {
    let root = root.map_or_else(current, Path::to_path_buf);
    match disk::missing_site(&root) {
        Some(missing) => Err(Failure { message: missing.message, hints: missing.hints }),
        None => Ok(root),
    }
}

/// Problems of reading, as severe as the site's settings say.
pub fn as_set(mut problems: Vec<Diagnostic>, config: Option<&Config>) -> Vec<Diagnostic> {
    for problem in &mut problems {
        let set = config.and_then(|config| config.severities.get(&problem.code));
        problem.severity = *set.unwrap_or(&problem.severity);
    }
    problems.retain(|problem| problem.severity != Severity::Off);
    problems
}

/// The current folder, or the nearest one above it that holds a `site.toml`.
fn current() -> PathBuf {
    let here = PathBuf::from(".");
    if here.join("site.toml").exists() {
        return here;
    }
    let Ok(absolute) = env::current_dir() else { return here };
    let above = absolute.ancestors().find(|folder| folder.join("site.toml").is_file());
    above.map_or(here, Path::to_path_buf)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::diagnostic::text::{Paint, text};

    const STORY: &str = "content/stories/fog.md";

    /// A site with a problem in a story, proved once, and then edited.
    fn told_after(edit: impl FnOnce(&Path)) -> (String, String) {
        let site = tempfile::tempdir().expect("a folder");
        let story = site.path().join(STORY);
        fs::create_dir_all(site.path().join("content/stories")).expect("folders");
        fs::write(site.path().join("site.toml"), "title = \"Ledger\"\n").expect("settings");
        let front = "+++\ntitle = \"Fog\"\ndate = 2026-01-29\nplaces = \"Pier 7\"\n+++\n\nFog.\n";
        fs::write(&story, front).expect("a story");
        let mut folder = Folder::read(Some(site.path())).expect("a site");
        let options = Options::at("2026-02-01T00:00:00Z".parse().expect("a moment"));
        let whole = folder.proof(&options).1;
        let beside_whole = text(&whole, &folder.tree, Paint::Plain);
        let (_, problems) = folder.only_proof(&options);
        assert_eq!(problems, whole);
        assert!(folder.tree.text(STORY).is_none(), "the text is let go");
        edit(&story);
        let told = text(&problems, folder.tree_beside(&problems), Paint::Plain);
        (told, beside_whole)
    }

    #[test]
    fn a_problem_is_shown_beside_the_text_that_was_let_go() {
        let (told, whole) = told_after(|_| ());
        assert_eq!(told, whole);
        assert!(told.contains("4 | places = \"Pier 7\""), "{told}");
    }

    #[test]
    fn a_problem_of_a_text_that_has_changed_since_is_shown_without_it() {
        let changed = |story: &Path| fs::write(story, "+++\n").expect("another story");
        for edit in [changed, |story: &Path| fs::remove_file(story).expect("no story")] {
            let (told, _) = told_after(edit);
            assert!(told.contains("unknown key `places`"), "{told}");
            assert!(told.contains(STORY) && !told.contains("Pier 7"), "{told}");
        }
    }
}
