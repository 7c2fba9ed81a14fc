//! Waivers: a comment in a file that names a code and gives a reason, and so accepts every problem
//! of that code in that file.
//!
//! In Markdown: `<!-- newsprint-allow dead-link: the archive moves in May -->`.
//! In TOML: `# newsprint-allow unknown-key: read by our own scripts`.

use std::sync::Arc;

use hashbrown::HashMap;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{SourceFile, SourceTree, WAIVER};

struct Waiver {
    code: Code,
    place: Place,
    used: bool,
}

/// The problems without those that are waived, and with those of the waivers themselves.
pub fn without_waived(problems: Vec<Diagnostic>, tree: &SourceTree) -> Vec<Diagnostic> {
    let mut kept = Vec::new();
    let mut waivers: HashMap<Arc<str>, Vec<Waiver>> = HashMap::new();
    for file in tree.files.values() {
        let SourceFile::Text(text) = file else { continue };
        let content = text.path.starts_with("content/") || *text.path == *"site.toml";
        if !content || !text.waives {
            continue;
        }
        for (at, _) in text.text.match_indices(WAIVER) {
            let line = text.text[at..].lines().next().unwrap_or_default();
            let words = line[WAIVER.len()..].trim().trim_end_matches("-->").trim();
            let place = Place::span(&text.path, at..at + line.len());
            match waiver(words) {
                Ok(code) => waivers.entry(text.path.clone()).or_default().push(Waiver {
                    code,
                    place,
                    used: false,
                }),
                Err(reason) => kept.push(
                    Diagnostic::new(Code::BadWaiver, reason)
                        .at(place)
                        .hint(format!("write `{WAIVER} CODE: why this is fine`")),
                ),
            }
        }
    }
    if waivers.is_empty() {
        kept.extend(problems);
        return kept;
    }
    for problem in problems {
        let of_file = problem.place.as_ref().and_then(|place| waivers.get_mut(&place.file));
        let waiver =
            of_file.and_then(|list| list.iter_mut().find(|waiver| waiver.code == problem.code));
        match waiver {
            Some(waiver) => waiver.used = true,
            None => kept.push(problem),
        }
    }
    // An error may have stopped what a waiver is for from being looked at.
    let complete = !crate::diagnostic::has_errors(&kept);
    let unused = waivers.into_values().flatten().filter(|waiver| complete && !waiver.used);
    kept.extend(unused.map(|waiver| {
        Diagnostic::new(
            Code::UnusedWaiver,
            format!("nothing here needs the waiver of `{}`", waiver.code),
        )
        .at(waiver.place)
        .hint("delete it")
    }));
    kept
}

/// The code of `CODE: reason`.
fn waiver(words: &str) -> Result<Code, String> {
    let (code, reason) = words.split_once(':').unwrap_or((words, ""));
    let code = code.trim();
    let known = Code::named(code).ok_or_else(|| format!("there is no diagnostic `{code}`"))?;
    match reason.trim() {
        "" => Err(format!("the waiver of `{code}` gives no reason")),
        _ => Ok(known),
    }
}
