//! Reads a story's file.

use std::sync::Arc;

use crate::body::Manuscript;
use crate::config::queries;
use crate::diagnostic::{Code, Diagnostic};
use crate::html::paragraphs;
use crate::parse::fields::{At, Fields, TextOrTable};
use crate::parse::opening::opening;
use crate::parse::{Part, markdown};
use crate::story::{
    Correction, Credit, DigitalSource, Genre, Image, StoryDocument, StoryManuscript, StoryNames,
    Syndicated,
};
use crate::url::{domain, scheme};

/// The keys of a story's front matter; a site's own taxonomies add theirs.
pub const KEYS: &[&str] = &[
    "title",
    "dek",
    "genre",
    "origin",
    "date",
    "updated",
    "expires",
    "embargo",
    "authors",
    "place",
    "topics",
    "players",
    "image",
    "slug",
    "aliases",
    "draft",
    "weight",
    "template",
    "corrections",
    "extra",
    "queries",
];

/// Reads a story. `None` where its headline or its date is missing, which is told.
pub fn story<'t>(
    part: &Part<'t>,
    fields: &mut Fields<'t, '_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<StoryManuscript> {
    let zone = &part.config.zone;
    let typed = fields.text("title");
    let no_words = typed.as_ref().map(|title| title.span.clone());
    let title = typed.filter(|title| !title.text().trim().is_empty());
    let title = title.map(|title| part.typeset_at(title));
    let read = markdown::story(part.markdown(), title.as_ref().map(At::text), part.config);
    problems.extend(read.problems);
    let keys = fields.keys();
    let had_date = keys.iter().any(|key| &*key.value == "date");
    let date = fields.moment("date", zone);
    let updated = fields.moment("updated", zone);
    let expires = fields.moment("expires", zone);
    let embargo = fields.moment("embargo", zone);
    if let (Some(date), Some(updated)) = (&date, &updated)
        && (updated.value.timestamp() < date.value.timestamp())
        // A day without a time means some time of that day.
        && (updated.value.time().is_some() || updated.value.date() < date.value.date())
    {
        let place = fields.place_of(&updated.span);
        let message = "`updated` lies before `date`";
        fields.report(Diagnostic::new(Code::BadValue, message).at(place));
    }
    let start = [embargo.as_ref(), date.as_ref()].into_iter().flatten();
    if let (Some(expires), Some(start)) = (&expires, start.max_by_key(|at| at.value.timestamp()))
        && expires.value.timestamp() <= start.value.timestamp()
    {
        let place = fields.place_of(&expires.span);
        let message = "`expires` ends the story before it is shown";
        let problem = Diagnostic::new(Code::BadValue, message).at(place);
        let begins = format!("it is shown from {}", start.value.rfc3339());
        fields.report(problem.related(fields.place_of(&start.span), begins).hint(
            "a day without a time begins at midnight; give the moment as 2026-01-28T20:07:00",
        ));
    }
    let authors = few(authors(fields), "authors", fields);
    let place = fields.text("place").filter(|place| !place.text().trim().is_empty());
    let mut terms = Vec::new();
    for (taxonomy, entry) in part.config.taxonomies.iter().enumerate() {
        if matches!(taxonomy, crate::config::AUTHORS | crate::config::PLACES) {
            continue;
        }
        let names = few(fields.texts(&entry.id), &entry.id, fields);
        if !names.is_empty() {
            terms.push((taxonomy, names));
        }
    }
    terms.shrink_to_fit();
    let players = fields.texts("players");
    let image = image(part, fields, "image").map(Box::new);
    let slug = own_slug(fields);
    let aliases = fields.texts("aliases");
    let draft = fields.flag("draft").unwrap_or(false);
    let weight = fields.number("weight").map_or(0, |at| at.value);
    let template = fields.text("template");
    let corrections = corrections(part, fields);
    let extra = fields.free_table("extra").map(|at| at.value).unwrap_or_default();
    let queries = queries(fields);
    let genre = fields.word("genre", &Genre::WORDS).and_then(|word| Genre::named(word.value));
    let syndicated = syndicated(fields).map(Box::new);
    let dek =
        fields.text("dek").map(|at| part.typeset(at.value)).filter(|dek| !dek.trim().is_empty());
    let opening = if dek.is_none() { opening(&read.body).map(Into::into) } else { None };
    let title = title.or(read.headline).map(|at| at.value);
    match (&title, no_words) {
        (None, Some(span)) => fields.report_empty("title", &span),
        (None, None) if !keys.iter().any(|key| &*key.value == "title") => fields.missing("title"),
        _ => {}
    }
    if date.is_none() && !had_date {
        fields.missing("date");
    }
    let document = StoryDocument {
        origin: part.origin.clone(),
        title: title?,
        dek,
        opening,
        genre,
        syndicated,
        date: date?,
        updated: updated.map(|at| at.value),
        expires: expires.map(|at| at.value),
        embargo: embargo.map(|at| at.value),
        image,
        slug,
        aliases,
        draft,
        weight,
        template,
        corrections,
        extra,
        queries,
        anchors: read.anchors,
        words: read.words,
    };
    let names = StoryNames { authors, place, terms, players };
    Some(Manuscript { document: Arc::new(document), names, body: read.body })
}

fn authors(fields: &mut Fields<'_, '_>) -> Vec<Credit> {
    let entries = fields.texts_or_tables("authors");
    let mut authors = Vec::with_capacity(entries.len());
    for entry in entries {
        match entry {
            TextOrTable::Text(name) => authors.push(Credit { name, role: None }),
            TextOrTable::Table(mut below) => {
                let name = below.required_text("name");
                let role = below.text("role").map(|at| at.value);
                authors.extend(name.map(|name| Credit { name, role }));
                fields.take_problems(below);
            }
        }
    }
    authors
}

/// Where a story was published first: an address, or a table with `url` and `name`.
fn syndicated(fields: &mut Fields<'_, '_>) -> Option<Syndicated> {
    let (url, name) = match fields.texts_or_tables("origin").into_iter().next()? {
        TextOrTable::Text(url) => (url, None),
        TextOrTable::Table(mut below) => {
            let url = below.required_text("url");
            let name = below.text("name").map(|at| at.value);
            fields.take_problems(below);
            (url?, name.filter(|name| !name.trim().is_empty()))
        }
    };
    let is_web = matches!(scheme(&url.value).as_deref(), Some("https" | "http"));
    match domain(&url.value).filter(|_| is_web) {
        Some(domain) => Some(Syndicated { name: name.unwrap_or_else(|| domain.into()), url }),
        None => {
            let place = fields.place_of(&url.span);
            let message = format!("`{}` is no whole address", url.value);
            let problem = Diagnostic::new(Code::BadValue, message).at(place);
            fields.report(problem.hint("the first publication is at https://herald.example/story"));
            None
        }
    }
}

/// File systems take names of 255 bytes; a slug leaves room for what stands around it.
const LONGEST_SLUG: usize = 200;

/// A `slug` key that can be part of a URL.
pub fn own_slug(fields: &mut Fields<'_, '_>) -> Option<At<Arc<str>>> {
    let slug = fields.text("slug")?;
    let good = crate::url::slug(slug.text());
    if good == *slug.value && (1..=LONGEST_SLUG).contains(&good.len()) {
        return Some(slug);
    }
    let place = fields.place_of(&slug.span);
    let problem = Diagnostic::new(Code::BadValue, format!("`{}` is no slug", slug.value)).at(place);
    fields.report(if good.len() > LONGEST_SLUG {
        problem.hint(format!("a slug has at most {LONGEST_SLUG} letters"))
    } else if good.is_empty() {
        problem.hint("a slug is made of lower-case letters, digits and hyphens")
    } else {
        problem.hint(format!("did you mean `{good}`?"))
    });
    None
}

/// A picture: a path, or a table with `src` and more.
pub fn image<'t>(part: &Part<'_>, fields: &mut Fields<'t, '_>, key: &'t str) -> Option<Image> {
    match fields.texts_or_tables(key).into_iter().next()? {
        TextOrTable::Text(src) => fields.is_safe(&src).then_some(Image {
            src,
            alt: None,
            caption: None,
            credit: None,
            license: None,
            digital_source: None,
        }),
        TextOrTable::Table(mut below) => {
            let src = below.required_text("src");
            let mut text = |key| below.text(key).map(|at| part.typeset(at.value));
            let (alt, caption) = (text("alt"), text("caption"));
            let (credit, license) = (text("credit"), text("license"));
            let digital_source = below.word("digital_source", &DigitalSource::WORDS);
            let digital_source = digital_source.and_then(|word| DigitalSource::named(word.value));
            let src = src.filter(|src| below.is_safe(src));
            fields.take_problems(below);
            Some(Image { src: src?, alt, caption, credit, license, digital_source })
        }
    }
}

/// How many terms of a kind a story may have. Each is on every list that shows the story, and has a
/// page of its own, so that the output grows with the square.
const MOST_TERMS: usize = 100;

/// The names of a list of terms that is not longer than anybody means.
fn few<T>(mut names: Vec<T>, key: &str, fields: &mut Fields<'_, '_>) -> Vec<T> {
    if names.len() > MOST_TERMS {
        let message =
            format!("`{key}` has {} names; a story has at most {MOST_TERMS}", names.len());
        let place = fields.keys().into_iter().find(|at| &*at.value == key);
        let place = place.map(|at| fields.place_of(&at.span));
        fields.report(Diagnostic { place, ..Diagnostic::new(Code::BadValue, message) });
        names.truncate(MOST_TERMS);
    }
    names
}

fn corrections(part: &Part<'_>, fields: &mut Fields<'_, '_>) -> Vec<Correction> {
    let mut corrections = Vec::new();
    for mut below in fields.tables("corrections") {
        let date = below.moment("date", &part.config.zone);
        if date.is_none() && !below.keys().iter().any(|key| &*key.value == "date") {
            below.missing("date");
        }
        let text = below.required_text("text");
        let kind = below.text("kind").map_or_else(|| "correction".into(), |at| at.value);
        if let (Some(date), Some(text)) = (date, text) {
            let text = part.typeset(text.value);
            let html = paragraphs(&text).into();
            corrections.push(Correction { date: date.value, text, html, kind });
        }
        fields.take_problems(below);
    }
    corrections.sort_by_key(|correction| std::cmp::Reverse(correction.date.timestamp()));
    corrections
}
