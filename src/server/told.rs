//! The problems of the newest update, as tabs are told of them.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use serde::Serialize;

use crate::config::Editor;
use crate::diagnostic::position::{Position, fitting, position};
use crate::diagnostic::text::{Paint, text};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::source::SourceTree;

/// How many problems a tab is told of. Errors come first, then those of the page's own file: with
/// thousands of warnings, nobody reads the rest in a browser.
const MOST: usize = 100;

/// Problems, and what is needed to tell of them.
#[derive(Default)]
pub(super) struct Told {
    problems: Vec<Problem>,
    tree: Arc<SourceTree>,
    desk: Desk,
}

/// Where files are opened.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Desk {
    /// The site's folder, a whole path.
    pub root: PathBuf,
    /// The editor.
    pub editor: Option<Editor>,
}

struct Problem {
    diagnostic: Diagnostic,
    /// What a tab is told of it, made when the first one is.
    json: OnceLock<Arc<str>>,
}

/// The problems that one tab is told of.
pub(super) struct Chosen {
    /// As JSON, in the order of files and places.
    pub json: Vec<Arc<str>>,
    /// Which of them are about the file of the tab's page.
    pub own: Vec<usize>,
}

/// What a tab is told of one problem.
#[derive(Serialize)]
struct Entry<'a> {
    severity: String,
    code: &'static str,
    message: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    text: &'a str,
    editor: Option<String>,
}

impl Desk {
    /// The address that opens a file of the site in the editor; `None` without an editor, or for a
    /// file that is not on disk, such as those of a built-in theme.
    pub fn link(&self, file: &str, at: Position) -> Option<String> {
        let editor = self.editor.as_ref()?;
        let path = self.root.join(file);
        path.exists().then(|| editor.link(&forward(&path), at.line, at.column))
    }
}

/// A path with forward slashes, and without the prefix that long paths have on Windows.
fn forward(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    path.strip_prefix("//?/").map(str::to_owned).unwrap_or(path)
}

impl Told {
    /// The problems of an update, sorted. What was already made of the same problems is kept.
    pub fn after(
        before: &Told,
        mut problems: Vec<Diagnostic>,
        tree: Arc<SourceTree>,
        desk: Desk,
    ) -> Told {
        problems.sort();
        problems.dedup();
        let mut old = before.problems.iter().peekable();
        let same_desk = before.desk == desk;
        let problems = problems.into_iter().map(|diagnostic| {
            while old.next_if(|old| old.diagnostic < diagnostic).is_some() {}
            let known = old.peek().filter(|old| {
                same_desk && old.diagnostic == diagnostic && same_texts(old, &before.tree, &tree)
            });
            let json = known.map_or_else(OnceLock::new, |old| old.json.clone());
            Problem { diagnostic, json }
        });
        let problems = problems.collect();
        Told { problems, tree, desk }
    }

    /// Where files are opened.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// The problems for a tab with a page from that file. `more` is what is wrong with the page
    /// alone.
    pub fn chosen(&self, file: Option<&Arc<str>>, more: Option<&Diagnostic>) -> Chosen {
        let is_own = |problem: &Diagnostic| {
            file.is_some() && problem.place.as_ref().map(|place| &place.file) == file
        };
        let weight = |problem: &Diagnostic| match problem.severity {
            Severity::Error => 0,
            _ if is_own(problem) => 1,
            _ => 2,
        };
        let more = more.filter(|more| !self.knows(more));
        let most = MOST - usize::from(more.is_some());
        let mut chosen: Vec<&Problem> = self.problems.iter().collect();
        if chosen.len() > most {
            // The sort is stable, so that within each weight the first files win.
            chosen.sort_by_key(|problem| weight(&problem.diagnostic));
            chosen.truncate(most);
            chosen.sort_by(|one, other| one.diagnostic.cmp(&other.diagnostic));
        }
        let extra = more.map(|more| Problem { diagnostic: more.clone(), json: OnceLock::new() });
        if let Some(extra) = &extra {
            let at = chosen.partition_point(|problem| problem.diagnostic < extra.diagnostic);
            chosen.insert(at, extra);
        }
        let numbered = chosen.iter().enumerate();
        let own = numbered.filter(|(_, problem)| is_own(&problem.diagnostic)).map(|(at, _)| at);
        Chosen { own: own.collect(), json: chosen.iter().map(|one| self.json(one)).collect() }
    }

    /// The problems as the terminal shows them.
    pub fn text(&self) -> String {
        let first = self.problems.iter().take(MOST).map(|problem| problem.diagnostic.clone());
        text(&first.collect::<Vec<_>>(), &self.tree, Paint::Plain)
    }

    /// One problem as the terminal shows it.
    pub fn text_of(&self, problem: &Diagnostic) -> String {
        text(std::slice::from_ref(problem), &self.tree, Paint::Plain)
    }

    /// Where a file of the site is opened.
    pub fn link(&self, file: &str) -> Option<String> {
        self.desk.link(file, Position { line: 1, column: 1 })
    }

    /// Whether a problem of the same kind at the same place is already told. A template's fault is
    /// found once for each page, each time in other words.
    fn knows(&self, problem: &Diagnostic) -> bool {
        self.problems.iter().any(|known| {
            known.diagnostic.code == problem.code
                && known.diagnostic.place == problem.place
                && (problem.place.is_some() || known.diagnostic.message == problem.message)
        })
    }

    fn json(&self, problem: &Problem) -> Arc<str> {
        problem.json.get_or_init(|| self.written(&problem.diagnostic).into()).clone()
    }

    fn written(&self, problem: &Diagnostic) -> String {
        let place = problem.place.as_ref();
        let at = place.and_then(|place| at(place, &self.tree));
        let start = at.unwrap_or(Position { line: 1, column: 1 });
        let text = self.text_of(problem);
        let entry = Entry {
            severity: problem.severity.to_string(),
            code: problem.code.as_str(),
            message: &problem.message,
            file: place.map(|place| &*place.file),
            line: at.map(|at| at.line),
            column: at.map(|at| at.column),
            text: text.trim_end(),
            editor: place.and_then(|place| self.desk.link(&place.file, start)),
        };
        // Texts and numbers can always be written.
        serde_json::to_string(&entry).unwrap_or_else(|_| "null".to_owned())
    }
}

/// Where a place begins, as editors count.
fn at(place: &Place, tree: &SourceTree) -> Option<Position> {
    let text = tree.text(&place.file)?;
    let span = fitting(&text.text, place.span.as_ref()?);
    Some(position(&text.text, span.start))
}

/// Whether all files that a problem shows lines of are what they were.
fn same_texts(problem: &Problem, before: &SourceTree, now: &SourceTree) -> bool {
    problem.diagnostic.places().all(|place| {
        let hash = |tree: &SourceTree| tree.text(&place.file).map(|text| text.hash);
        hash(before) == hash(now)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    fn tree() -> Arc<SourceTree> {
        Arc::new(SourceTree::of_texts([("a.md", "one\ntwo\n"), ("b.md", "three\n")]))
    }

    fn warning(file: &str, at: usize) -> Diagnostic {
        Diagnostic::new(Code::SimilarName, format!("warning {at}"))
            .at(Place::span(&file.into(), at..at + 1))
    }

    fn told(problems: Vec<Diagnostic>) -> Told {
        Told::after(&Told::default(), problems, tree(), Desk::default())
    }

    #[test]
    fn a_problem_is_told_with_its_place_and_as_the_terminal_shows_it() {
        let problem = Diagnostic::new(Code::UnknownName, "no `two`")
            .at(Place::span(&"a.md".into(), 4..7))
            .hint("did you mean `one`?");
        let json = told(vec![problem]).chosen(None, None).json;
        let entry: serde_json::Value = serde_json::from_str(&json[0]).unwrap();
        assert_eq!(entry["severity"], "error");
        assert_eq!(entry["code"], "unknown-name");
        assert_eq!((&entry["line"], &entry["column"]), (&2.into(), &1.into()));
        let text = entry["text"].as_str().unwrap();
        assert!(text.starts_with("error[unknown-name]: no `two`\n --> a.md:2:1\n"), "{text}");
        assert!(text.ends_with("= help: did you mean `one`?"), "{text}");
        assert!(entry["editor"].is_null());
    }

    #[test]
    fn errors_and_the_pages_own_problems_come_before_the_rest() {
        let mut problems: Vec<Diagnostic> = (0..300).map(|at| warning("a.md", at)).collect();
        problems.push(warning("b.md", 1));
        let error = Diagnostic::new(Code::DeadLink, "dead").at(Place::span(&"c.md".into(), 0..1));
        problems.push(error);
        let chosen = told(problems).chosen(Some(&"b.md".into()), None);
        assert_eq!(chosen.json.len(), MOST);
        assert_eq!(chosen.own, [MOST - 2]);
        assert!(chosen.json[MOST - 1].contains("dead-link"));
    }

    #[test]
    fn what_fails_on_the_page_alone_is_told_once() {
        let place = Place::span(&"a.md".into(), 0..3);
        let on = |page: &str| {
            Diagnostic::new(Code::RenderError, format!("no number, in the page {page}"))
                .at(place.clone())
        };
        let one = on("/b/");
        assert_eq!(told(vec![on("/a/")]).chosen(None, Some(&one)).json.len(), 1);
        assert_eq!(told(vec![warning("b.md", 0)]).chosen(None, Some(&one)).json.len(), 2);
    }

    #[test]
    fn what_was_made_is_kept_only_while_the_lines_are_the_same() {
        let before = told(vec![warning("a.md", 0), warning("b.md", 0)]);
        let first = before.chosen(None, None).json;
        let mut texts = (*tree()).clone();
        texts.files.extend(SourceTree::of_texts([("b.md", "four\n")]).files);
        let problems = vec![warning("a.md", 0), warning("b.md", 0)];
        let after = Told::after(&before, problems, Arc::new(texts), Desk::default());
        let second = after.chosen(None, None).json;
        assert!(Arc::ptr_eq(&first[0], &second[0]));
        assert!(second[1].contains("four") && first[1].contains("three"));
    }
}
