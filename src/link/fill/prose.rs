//! Fills one fragment: what stands in its holes, and the mentions between them.

use std::sync::Arc;

use crate::body::Hole;
use crate::config::Links;
use crate::html::{Fragment, Piece, escaped};
use crate::link::fill::Filler;
use crate::link::fill::state::{Filling, NamesIn};
use crate::link::mentions::Scan;
use crate::quote::QuoteId;
use crate::story::{Drawn, Prose};
use crate::url::encoded;

impl Filler<'_> {
    /// Fills one fragment. One in which nothing is open and nobody is linked is shown as it was
    /// parsed, and not copied.
    pub(super) fn prose(&self, fragment: &Fragment, filling: &mut Filling<'_>) -> Prose {
        let mut html = std::mem::take(&mut filling.buffer);
        html.clear();
        filling.scan = Scan::default();
        let prose = match fragment.is_open() {
            true => self.open_prose(fragment, filling, &mut html),
            false => Prose::Done(match self.mentions(&fragment.0, filling, &mut html) {
                true => html.as_str().into(),
                false => fragment.0.clone(),
            }),
        };
        filling.buffer = html;
        prose
    }

    /// Fills one fragment piece by piece; `html` is an empty buffer.
    fn open_prose(
        &self,
        fragment: &Fragment,
        filling: &mut Filling<'_>,
        html: &mut String,
    ) -> Prose {
        let mut drawn: Vec<Drawn> = Vec::new();
        for piece in fragment.pieces() {
            let number = match piece {
                Piece::Html(text) => {
                    if !self.mentions(text, filling, html) {
                        html.push_str(text);
                    }
                    continue;
                }
                Piece::Hole(number) => number,
            };
            let body = filling.body;
            match body.holes.get(number) {
                Some(Hole::Href(target)) => {
                    let url = self.href(target, filling);
                    html.push_str(&escaped(&url));
                }
                Some(Hole::Src(target)) => {
                    let url = filling.picture(&target.value, &target.span);
                    let url = url.map_or_else(|| target.value.to_string(), |url| self.under(&url));
                    html.push_str(&escaped(&encoded(&url)));
                }
                Some(Hole::Picture(pictured)) => self.picture(pictured, filling, html),
                Some(Hole::Name(name)) => {
                    let words = match self.named(&name.value, filling) {
                        Some((url, words)) => {
                            html.push_str(&format!(
                                "<a href=\"{}\">{}</a>",
                                escaped(&url),
                                escaped(&words)
                            ));
                            continue;
                        }
                        None => self.unknown_name(name, filling),
                    };
                    html.push_str(&escaped(&words));
                }
                Some(Hole::NameOpen(name)) => match self.named(&name.value, filling) {
                    Some((url, _)) => html.push_str(&format!("<a href=\"{}\">", escaped(&url))),
                    None => {
                        self.unknown_name(name, filling);
                        html.push_str("<a>");
                    }
                },
                Some(Hole::NameClose) => html.push_str("</a>"),
                Some(Hole::Component(call)) => {
                    if let Some(component) = self.component(call, filling) {
                        close(html, &mut drawn);
                        drawn.push(Drawn::Component(Arc::new(component)));
                    }
                }
                Some(Hole::Quote(number)) => {
                    if let Some(quote) = filling.said.get(*number).copied() {
                        self.place(quote, filling, html);
                        close(html, &mut drawn);
                        drawn.push(Drawn::Quote(quote));
                    }
                }
                Some(Hole::Reference(id)) => {
                    if let Some(quote) = self.reference(id, filling) {
                        self.place(quote, filling, html);
                        close(html, &mut drawn);
                        drawn.push(Drawn::Quote(quote));
                    }
                }
                None => {}
            }
        }
        if drawn.is_empty() {
            return Prose::Done(html.as_str().into());
        }
        close(html, &mut drawn);
        Prose::Open(drawn.into())
    }

    /// Writes the anchor of a quote that stands within other text. The theme draws it without one,
    /// since the same component shows quotes on pages where they have no anchor.
    fn place(&self, quote: QuoteId, filling: &mut Filling<'_>, html: &mut String) {
        if let Some(anchor) = filling.anchor(quote, &self.quotes.quotes[quote.0 as usize].id) {
            html.push_str(&format!("<span id=\"{}\"></span>", escaped(&anchor)));
        }
    }

    /// Writes HTML with links of the mentions in it. `false`, and nothing written, where there are
    /// none.
    pub(super) fn mentions(&self, text: &str, filling: &mut Filling<'_>, out: &mut String) -> bool {
        let about = match filling.names {
            NamesIn::Nothing => return false,
            NamesIn::Prose => None,
            NamesIn::WordsAbout(player) => Some(player),
        };
        let mut scan = std::mem::take(&mut filling.scan);
        let linked = self.mentions.linked(text, &mut scan, out, |player| {
            if about == Some(player) {
                return None;
            }
            let first = filling.seen.insert(player);
            if first {
                filling.mentioned.push(player);
            }
            let link = match self.around.config.links {
                Links::First => first,
                Links::All => true,
                Links::Off => false,
            };
            link.then(|| self.under(self.player_url(player, filling).as_str()))
        });
        filling.scan = scan;
        linked
    }
}

/// Ends the HTML before something that the theme draws.
fn close(html: &mut String, drawn: &mut Vec<Drawn>) {
    if !html.is_empty() {
        drawn.push(Drawn::Html(html.as_str().into()));
        html.clear();
    }
}
