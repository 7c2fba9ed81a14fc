//! Render: one page into bytes, a pure function of the edition.

use tera::{Context, Value};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::edition::{Edition, Needs, Page};
use crate::render::views::Shown;
use crate::view::View;

pub mod dates;
pub mod draw;
pub mod feeds;
pub mod functions;
pub mod head;
pub mod llms;
pub mod machine;
pub mod markdown;
pub mod modules;
pub mod ninjs;
pub mod oembed;
pub mod once;
pub mod previews;
pub mod queries;
pub mod quick;
pub mod quote_filter;
pub mod records;
pub mod robots;
#[cfg(feature = "sass")]
pub mod sass;
pub mod search;
pub mod share_cards;
pub mod sitemap;
pub mod social;
pub mod structured_data;
pub mod styles;
pub mod template_check;
pub mod template_error;
pub mod templates;
pub mod theme;
pub mod views;
pub mod xml;

/// The bytes of a page: HTML, or what an output for machines is made of.
///
/// # Errors
/// What went wrong in the template, with the place in it and the name of the page.
pub fn render(edition: &Edition, page: &Page) -> Result<Vec<u8>, Diagnostic> {
    match &page.needs {
        Needs::Machine(machine) => machine::machine(edition, page, machine),
        _ => html(edition, page, views::shown::<views::ForTemplate>(edition, page)?),
    }
}

/// The bytes of a page with its fingerprint. Both together cost little more than one: what a page
/// shows is gathered once.
///
/// # Errors
/// Those of [`render`].
pub fn print(edition: &Edition, page: &Page) -> Result<(Vec<u8>, u64), Diagnostic> {
    if let Needs::Machine(machine) = &page.needs {
        let bytes = machine::machine(edition, page, machine)?;
        let fingerprint = xxh3_64(&bytes);
        return Ok((bytes, fingerprint));
    }
    let shown = views::shown::<views::ForPrint>(edition, page)?;
    let fingerprint = fingerprint_of(edition, page, &shown, shown.main.1);
    let html = html(edition, page, shown.map(|(value, _)| value))?;
    Ok((html, fingerprint))
}

/// What the page's template makes of what the page shows.
fn html(edition: &Edition, page: &Page, shown: Shown<Value>) -> Result<Vec<u8>, Diagnostic> {
    let mut html = Vec::with_capacity(16 * 1024);
    let context = context(edition, page, shown);
    let spoken = &edition.languages[page.language];
    let Some(engines) = edition.theme.engines.get(&spoken.code) else {
        return Err(Diagnostic::new(
            Code::RenderError,
            format!("{} has no template engine", page.url),
        ));
    };
    let quick = once::with(&engines.quick, &edition.cards.printed, || {
        engines.quick.render_to(&page.template, &context, &mut html)
    });
    if quick.is_ok() {
        return Ok(html);
    }
    html.clear();
    let find = |name: &str| edition.theme.templates.get(name);
    engines.plain.render_to(&page.template, &context, &mut html).map_err(|error| {
        let problem = template_error::render_diagnostic(&error, page.url.as_str(), &find);
        // What Tera gives no place for went wrong somewhere below the page's template.
        let place = find(&page.template).map(|text| Place::file(&text.path));
        Diagnostic { place: problem.place.clone().or(place), ..problem }
    })?;
    Ok(html)
}

/// What the page's template is given.
fn context(edition: &Edition, page: &Page, shown: Shown<Value>) -> Context {
    let reads = &edition.theme.reads;
    let mut context = Context::new();
    context.insert_value("site", edition.languages[page.language].site.value(reads));
    context.insert_value("page", shown.page.value(reads));
    context.insert_value("queries", shown.queries.0);
    let variable = templates::page_template(page.kind).map_or("view", |template| template.variable);
    context.insert_value(variable, shown.main);
    context
}

/// The fingerprint of a page: the same for as long as the page shows the same, in any process.
///
/// It covers what the theme gives to the page's template, everything in the views, and nothing else.
///
/// # Errors
/// What went wrong in a component that the page shows.
pub fn fingerprint(edition: &Edition, page: &Page) -> Result<u64, Diagnostic> {
    if let Some(drawing) = share_cards::drawing(edition, page) {
        // What is drawn is known before it is drawn.
        return Ok(drawing?.key() as u64);
    }
    if let Needs::Machine(machine) = &page.needs {
        // No view says what it shows, and to write it costs little.
        return Ok(xxh3_64(&machine::machine(edition, page, machine)?));
    }
    let shown = views::shown::<views::ForFingerprint>(edition, page)?;
    Ok(fingerprint_of(edition, page, &shown, shown.main))
}

/// The fingerprint of a page of which `main` is the digest of its main view.
fn fingerprint_of<M>(edition: &Edition, page: &Page, shown: &Shown<M>, main: u64) -> u64 {
    let mut digest = Xxh3::new();
    let template = edition.theme.digests.get(&page.template).copied().unwrap_or_default();
    digest.update(&template.to_le_bytes());
    digest.update(page.template.as_bytes());
    edition.languages[page.language].site.digest(&mut digest);
    shown.page.digest(&mut digest);
    shown.queries.digest(&mut digest);
    digest.update(&main.to_le_bytes());
    digest.digest()
}
