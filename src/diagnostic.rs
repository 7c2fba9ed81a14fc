//! Diagnostics: problems as data, each with a code, a severity, a place and hints.
//!
//! Every stage returns its value and all its diagnostics. Nothing here prints; `text` and `json`
//! turn a list of diagnostics into what a person or a machine reads.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

pub mod code;
pub mod json;
pub mod position;
pub mod text;

pub use code::Code;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something is wrong and nothing is written.
    Error,
    /// Something looks wrong; the site is written all the same.
    Warning,
    /// Something was decided that an editor may want to know.
    Note,
    /// Not reported at all; only settings give this.
    Off,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
            Severity::Off => "off",
        })
    }
}

/// A stretch of a source file, in bytes from the start of the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The file's path within the source tree, with forward slashes.
    pub file: Arc<str>,
    /// The bytes; `None` where the whole file is meant.
    pub span: Option<Range<usize>>,
}

impl Place {
    /// A stretch of a file.
    pub fn span(file: &Arc<str>, span: Range<usize>) -> Place {
        Place { file: file.clone(), span: Some(span) }
    }

    /// A whole file.
    pub fn file(file: &Arc<str>) -> Place {
        Place { file: file.clone(), span: None }
    }
}

impl PartialOrd for Diagnostic {
    fn partial_cmp(&self, other: &Diagnostic) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// By file, then by place in the file; what has no place comes first.
impl Ord for Diagnostic {
    fn cmp(&self, other: &Diagnostic) -> std::cmp::Ordering {
        let key = |d: &Diagnostic| {
            let file = d.place.as_ref().map(|place| place.file.clone());
            let start = d.place.as_ref().and_then(|place| place.span.clone());
            (file, start.map(|span| (span.start, span.end)), d.code, d.message.clone())
        };
        key(self).cmp(&key(other))
    }
}

/// A problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of problem it is; stable.
    pub code: Code,
    /// How bad it is, after the site's settings.
    pub severity: Severity,
    /// What is wrong, in one line: lower case, no final period.
    pub message: String,
    /// Where it is.
    pub place: Option<Place>,
    /// A few words under the caret.
    pub label: Option<String>,
    /// Other places that take part, such as the first of two equal names.
    pub related: Vec<(Place, String)>,
    /// What to do about it.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// Its place and the related ones.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        self.place.iter().chain(self.related.iter().map(|(place, _)| place))
    }

    /// A problem without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity(),
            message: message.into(),
            place: None,
            label: None,
            related: Vec::new(),
            hints: Vec::new(),
        }
    }

    /// The same problem, at a place.
    pub fn at(self, place: Place) -> Diagnostic {
        Diagnostic { place: Some(place), ..self }
    }

    /// The same problem with words under the caret.
    pub fn label(self, label: impl Into<String>) -> Diagnostic {
        Diagnostic { label: Some(label.into()), ..self }
    }

    /// The same problem with one more place that takes part.
    pub fn related(mut self, place: Place, words: impl Into<String>) -> Diagnostic {
        self.related.push((place, words.into()));
        self
    }

    /// The same problem with one more hint.
    pub fn hint(mut self, hint: impl Into<String>) -> Diagnostic {
        self.hints.push(hint.into());
        self
    }

    /// The same problem with the hint "did you mean", where a near name is known.
    pub fn did_you_mean<'a>(
        self,
        word: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Diagnostic {
        match nearest(word, known) {
            Some(near) => self.hint(format!("did you mean `{near}`?")),
            None => self,
        }
    }
}

/// Whether any of them is an error.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

/// The known word that `word` was most likely meant to be, if any is near enough.
///
/// Near enough is a Damerau-Levenshtein distance of at most a third of the word, ignoring case,
/// which takes in one slip in a short word and a few in a long name.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let limit = (lower.chars().count() / 3).max(1);
    known
        .into_iter()
        .filter(|candidate| {
            // The lengths alone rule most candidates out, which keeps long lists cheap.
            candidate.len().abs_diff(word.len()) <= 2 * limit + 2
        })
        .map(|candidate| (strsim::osa_distance(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}
