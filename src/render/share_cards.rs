//! Share cards: the picture of a story or a quote that other sites show beside a link to it, drawn
//! from a template of the theme in SVG.
//!
//! A card shows what lists show of its story or quote. Its SVG is made from the edition, and a PNG of
//! the SVG and the fonts alone, so that one that was drawn can be kept for as long as both are the
//! same.

use std::sync::Arc;

use tera::Context;
use xxhash_rust::xxh3::xxh3_128_with_seed;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::edition::{Edition, Machine, Needs, Output, Page};
use crate::fonts::Fonts;
use crate::picture::Size;
use crate::plan::share_card_of;
use crate::quote::QuoteId;
use crate::render::template_error;
use crate::story::StoryId;
use crate::url::{Url, encoded};
use crate::view::{ShareCardView, View};

#[cfg(feature = "cards")]
mod draw;
#[cfg(all(test, feature = "cards"))]
mod tests;

/// How large every card is, in pixels: what Open Graph is shown in without being cut.
pub const SIZE: Size = Size { width: 1_200, height: 630 };

/// Counts changes of how cards are drawn; a card that was kept by another count is drawn anew.
const REVISION: u64 = 1;

/// Of what a card is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardOf {
    /// A story.
    Story(StoryId),
    /// A quote.
    Quote(QuoteId),
}

impl CardOf {
    /// The template that it is drawn from.
    pub fn template(self) -> &'static str {
        match self {
            CardOf::Story(_) => "cards/story.svg",
            CardOf::Quote(_) => "cards/quote.svg",
        }
    }
}

/// A card that can be drawn.
pub struct Drawing {
    /// What it shows, as SVG.
    pub svg: String,
    fonts: Arc<Fonts>,
    of: (Url, Option<Place>),
}

/// The card of a page that is one; none for another page.
pub fn drawing(edition: &Edition, page: &Page) -> Option<Result<Drawing, Diagnostic>> {
    let Needs::Machine(Machine::ShareCard(of)) = &page.needs else { return None };
    Some(drawing_of(edition, page, *of))
}

/// The card of a story or a quote, at its page.
///
/// # Errors
/// What went wrong in the template.
pub fn drawing_of(edition: &Edition, page: &Page, of: CardOf) -> Result<Drawing, Diagnostic> {
    let (theme, reads) = (&edition.theme, &edition.theme.reads);
    let spoken = &edition.languages[page.language];
    let template = of.template();
    let find = |name: &str| theme.templates.get(name);
    let place = find(template).map(|text| Place::file(&text.path));
    let Some(engines) = theme.engines.get(&spoken.code) else {
        let message = format!("{} has no template engine", page.url);
        return Err(Diagnostic::new(Code::RenderError, message));
    };
    let mut context = Context::new();
    context.insert_value("site", spoken.site.value(reads));
    context.insert_value("card", card_view(edition, page).value(reads));
    match of {
        CardOf::Story(id) => context.insert_value("story", edition.story_card(id).value(reads)),
        CardOf::Quote(id) => {
            context.insert_value("quote", edition.quote_card(id, page.language).value(reads))
        }
    }
    let svg = engines.plain.render(template, &context).map_err(|error| {
        let problem = template_error::render_diagnostic(&error, page.url.as_str(), &find);
        Diagnostic { place: problem.place.clone().or(place.clone()), ..problem }
    })?;
    let svg = theme.fonts.settable(&svg).into_owned();
    Ok(Drawing { svg, fonts: theme.fonts.clone(), of: (page.url.clone(), place) })
}

/// What a card's template is given beside the site and what the card is of.
fn card_view(edition: &Edition, page: &Page) -> ShareCardView {
    let spoken = &edition.languages[page.language];
    let direction = spoken.locale.direction().as_str();
    let address = &edition.site.config.base_url;
    let host = address.split("://").nth(1).unwrap_or_default().trim_end_matches('/');
    ShareCardView {
        language: spoken.code.clone(),
        direction: direction.into(),
        mark: if direction == "rtl" { "\u{202b}" } else { "" }.into(),
        address: host.strip_prefix("www.").unwrap_or(host).into(),
    }
}

impl Drawing {
    /// Tells it from every other drawing, and stays the same for as long as it is drawn alike.
    pub fn key(&self) -> u128 {
        let svg = self.svg.as_bytes();
        xxh3_128_with_seed(svg, self.fonts.digest().wrapping_add(REVISION))
    }

    /// The picture as PNG.
    ///
    /// # Errors
    /// The template does not make SVG that can be drawn.
    #[cfg(feature = "cards")]
    pub fn png(&self) -> Result<Vec<u8>, Diagnostic> {
        draw::png(&self.svg, &self.fonts).map_err(|why| self.undrawn(&why))
    }

    /// Without the feature nothing is drawn, and no page asks for it.
    ///
    /// # Errors
    /// Always.
    #[cfg(not(feature = "cards"))]
    pub fn png(&self) -> Result<Vec<u8>, Diagnostic> {
        Err(self.undrawn("newsprint was built without the feature `cards`"))
    }

    fn undrawn(&self, why: &str) -> Diagnostic {
        let (url, place) = &self.of;
        let message = format!("the share card cannot be drawn: {why}, in the page {url}");
        Diagnostic { place: place.clone(), ..Diagnostic::new(Code::RenderError, message) }
    }
}

/// The address of the card of a page, where it has one, and its size as far as it is known: one that
/// newsprint draws, else the site's own file at the same place.
pub fn card_of(edition: &Edition, page: &Url) -> Option<(String, Option<Size>)> {
    let url = share_card_of(page);
    let size = match edition.outputs.get(&url.output())? {
        Output::Page(_) => Some(SIZE),
        Output::File(_) if edition.theme.kinds.story_cards => {
            edition.site.shown(url.as_str()).and_then(|shown| shown.picture()?.size)
        }
        Output::File(_) => return None,
    };
    Some((encoded(&url.whole(&edition.site.config.base_url)), size))
}
