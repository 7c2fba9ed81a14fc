//! Fills a picture of Markdown: the whole element, with the size that it is shown in, and with its
//! smaller versions. The theme's component `img` prints the same for pictures of front matter.

use std::fmt::Write as _;
use std::sync::Arc;

use tera::Value;
use tera::value::Key;

use crate::body::Pictured;
use crate::html::escaped;
use crate::link::fill::Filler;
use crate::link::fill::state::{Filling, picture_path};
use crate::picture::{Offer, Shown};
use crate::url::encoded;
use crate::view::table;

/// How wide a picture in text is shown. Browsers that know `auto` see it for themselves; the rest is
/// for the others.
const SIZES: &str = "auto, (min-width: 44rem) 42rem, 100vw";

impl Filler<'_> {
    /// Writes the element of a picture. Its size makes browsers leave room for it, so that the text
    /// below does not move when it comes.
    pub(super) fn picture(
        &self,
        pictured: &Pictured,
        filling: &mut Filling<'_>,
        html: &mut String,
    ) {
        let src = &pictured.src;
        let path = filling.picture(&src.value, &src.span);
        let shown = path.as_ref().and_then(|path| self.around.pictures.at(path));
        let url = path.map_or_else(|| src.value.to_string(), |path| self.under(&path));
        let (own, modern) = shown.map(Shown::offers_apart).unwrap_or_default();
        // Writing to a text cannot fail.
        if !modern.is_empty() {
            html.push_str("<picture>");
        }
        for Offer { format, srcset } in modern {
            let (kind, srcset) = (format.media_type(), escaped(srcset));
            let _ =
                write!(html, "<source type=\"{kind}\" srcset=\"{srcset}\" sizes=\"{SIZES}\" />");
        }
        let _ = write!(html, "<img src=\"{}\"", escaped(&encoded(&url)));
        if let Some(Offer { srcset, .. }) = own {
            let _ = write!(html, " srcset=\"{}\" sizes=\"{SIZES}\"", escaped(srcset));
        }
        let _ = write!(html, " alt=\"{}\"", escaped(&pictured.alt));
        if let Some(size) = shown.and_then(|shown| shown.picture()?.size) {
            let _ = write!(html, " width=\"{}\" height=\"{}\"", size.width, size.height);
        }
        if let Some(color) = shown.and_then(|shown| shown.color.as_ref()) {
            let _ = write!(html, " style=\"background:{color}\"");
        }
        if !pictured.title.is_empty() {
            let _ = write!(html, " title=\"{}\"", escaped(&pictured.title));
        }
        html.push_str(" loading=\"lazy\" decoding=\"async\" />");
        if !modern.is_empty() {
            html.push_str("</picture>");
        }
    }

    /// What is known of the picture that a table of a component names, under the names that views of
    /// pictures have. What the block says itself goes before it.
    pub(super) fn known_of_picture(&self, map: &tera::Map) -> Vec<(Arc<str>, Value)> {
        let src = map.get(&Key::Str("src")).and_then(Value::as_str);
        let Some(shown) = src.and_then(|src| self.around.pictures.at(&picture_path(src)?)) else {
            return Vec::new();
        };
        let (own, modern) = shown.offers_apart();
        let text = |text: &str| Value::normal_string(text);
        let size = shown.picture().and_then(|picture| picture.size);
        let side = |side: u32| Value::from(u64::from(side));
        let versions = modern.iter().map(|offer| {
            table([
                ("media_type".into(), text(offer.format.media_type())),
                ("srcset".into(), text(&offer.srcset)),
            ])
        });
        let versions: Vec<Value> = versions.collect();
        let credit = shown.picture().and_then(|picture| picture.credit.as_deref());
        let known = [
            ("width", size.map(|size| side(size.width))),
            ("height", size.map(|size| side(size.height))),
            ("credit", credit.map(text)),
            ("color", shown.color.as_deref().map(text)),
            ("srcset", own.map(|own| text(&own.srcset))),
            ("versions", (!versions.is_empty()).then(|| versions.into())),
        ];
        let known = known.into_iter().filter(|(name, _)| !map.contains_key(&Key::Str(name)));
        known.filter_map(|(name, value)| Some((name.into(), value?))).collect()
    }
}
