//! Fills a picture of Markdown: the whole element, with the size that it is shown in.

use std::fmt::Write as _;

use crate::body::Pictured;
use crate::html::escaped;
use crate::link::fill::Filler;
use crate::link::fill::state::Filling;

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
        let alt = escaped(&pictured.alt);
        // Writing to a text cannot fail.
        let _ = write!(html, "<img src=\"{}\" alt=\"{alt}\"", escaped(&url));
        if let Some(size) = shown.and_then(|shown| shown.picture()?.size) {
            let _ = write!(html, " width=\"{}\" height=\"{}\"", size.width, size.height);
        }
        if !pictured.title.is_empty() {
            let _ = write!(html, " title=\"{}\"", escaped(&pictured.title));
        }
        html.push_str(" loading=\"lazy\" decoding=\"async\" />");
    }
}
