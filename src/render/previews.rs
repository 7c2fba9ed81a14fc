//! The picture of a story, a player or a page as other sites show it beside a link.

use crate::edition::Edition;
use crate::html::whole_address;
use crate::picture::{Format, Size};
use crate::plan::image_view;
use crate::render::share_cards::card_of;
use crate::story::Image;
use crate::url::{Url, encoded, printed};

/// A picture that other sites can show.
pub struct Preview {
    /// Its whole address.
    pub url: String,
    /// Its size; none of a picture that lies on another site.
    pub size: Option<Size>,
    /// The words for those who do not see it.
    pub alt: Option<String>,
    /// Its media type; none of a picture of which it is not told.
    pub media_type: Option<&'static str>,
}

/// The share card of a page, which shows these words.
pub fn share_card(edition: &Edition, page: &Url, words: &str) -> Option<Preview> {
    let (url, size) = card_of(edition, page)?;
    Some(Preview { url, size, alt: Some(words.to_owned()), media_type: Some("image/png") })
}

/// A picture of content for other sites. These show no drawings in SVG, so that such a picture counts
/// as none.
pub fn preview(edition: &Edition, image: &Image) -> Option<Preview> {
    let site = &edition.site;
    let view = image_view(image, site);
    let shown = site.shown(&image.src.value);
    let version = shown.and_then(|shown| shown.versions.preview());
    let (src, size) = match version {
        Some(version) => {
            let path = format!("/{}", version.output);
            (printed(&path, site.config.base_path()).into(), Some(version.size))
        }
        None => (view.src, shown.and_then(|shown| shown.picture()?.size)),
    };
    is_shown(&src).then(|| Preview {
        url: encoded(&whole_address(&src, site.config.origin(), "")),
        size,
        alt: Some(view.alt.to_string()).filter(|alt| !alt.is_empty()),
        media_type: None,
    })
}

/// Whether other sites show a picture, by its name.
pub fn is_shown(src: &str) -> bool {
    let path = src.split(['?', '#']).next().unwrap_or_default();
    Format::of_name(path) != Some(Format::Svg)
}
