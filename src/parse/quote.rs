//! Reads a quote's file: a speech, an interview, words that stand on their own.

use std::sync::Arc;

use crate::body::{Block, Manuscript, Source};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::parse::attribution::domain;
use crate::parse::fields::{At, Fields, TextOrTable};
use crate::parse::{Part, markdown};
use crate::quote::QuoteDocument;
use crate::url::scheme;

/// Reads a quote. `None` where the speaker or the words are missing, which is told.
pub fn quote(
    part: &Part<'_>,
    fields: &mut Fields<'_, '_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Manuscript<QuoteDocument>> {
    let speaker = fields.required_text("speaker");
    let title = fields.text("title").map(|at| part.typeset(at.value));
    let organization = fields.text("organization");
    let source = source(fields);
    let said = fields.moment("said", &part.config.zone).map(|at| at.value);
    let stories = fields.texts("stories");
    let topics = fields.texts("topics");
    let draft = fields.flag("draft").unwrap_or(false);
    let read = markdown::quote(part.markdown(), part.config);
    problems.extend(read.problems);
    if !read.body.lead.iter().any(|block| matches!(block, Block::Prose(_))) {
        problems.push(
            Diagnostic::new(Code::MissingKey, "this quote has no words")
                .at(Place::file(&part.text.path))
                .hint("write the words below the front matter"),
        );
        return None;
    }
    let text = markdown::text(part.markdown());
    let document = QuoteDocument {
        origin: part.origin.clone(),
        speaker: speaker?,
        title,
        organization,
        source,
        said,
        stories,
        topics,
        draft,
        text: text.into(),
    };
    Some(Manuscript::new(document, read.body))
}

/// An address with its scheme, or one on this site.
fn whole(url: &str) -> Option<String> {
    match domain(url) {
        _ if scheme(url).is_some() || url.starts_with('/') => Some(url.to_owned()),
        found => found.map(|(_, whole)| whole),
    }
}

/// A URL, a domain as attributions have it, a name, or a table with name and URL.
fn source(fields: &mut Fields<'_, '_>) -> Option<Arc<Source>> {
    match fields.texts_or_tables("source").into_iter().next()? {
        TextOrTable::Text(at) => {
            let text = at.text().trim();
            if !fields.is_safe(&at) {
                return None;
            }
            match domain(text) {
                _ if text.contains("://") || text.starts_with('/') => Source::of(None, Some(text)),
                Some((name, url)) => Source::of(Some(&name), Some(&url)),
                None => Source::of(Some(text), None),
            }
        }
        TextOrTable::Table(mut below) => {
            let url = below.text("url");
            let name = below.text("name");
            let url = url.filter(|url| below.is_safe(url));
            let address = url.as_ref().map(|at| (at, whole(at.text().trim())));
            if let Some((at, None)) = &address {
                let message = format!("`{}` is no address", at.value);
                let place = below.place_of(&at.span);
                let hint = "a source's address begins with https://, or with / on this site";
                below.report(Diagnostic::new(Code::BadValue, message).at(place).hint(hint));
            }
            let address = address.and_then(|(_, address)| address);
            let source = Source::of(name.as_ref().map(At::text), address.as_deref());
            fields.take_problems(below);
            source
        }
    }
}
