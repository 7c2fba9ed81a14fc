//! What a story says, as plain text. Of what a theme draws, the words that stand in the content are
//! taken: those of a component's body and those of a quote.

use crate::edition::Edition;
use crate::html::{escaped, text_of};
use crate::quote::{Quote, QuoteId};
use crate::story::{Drawn, Part, Prose, StoryId};

/// Makes text of what one language shows.
#[derive(Clone, Copy)]
pub struct Reading<'e> {
    edition: &'e Edition,
    /// The place of the language in [`Edition::languages`].
    language: usize,
    /// The story that is read.
    story: Option<StoryId>,
}

impl<'e> Reading<'e> {
    /// Reads as pages of that language do.
    pub fn of(edition: &'e Edition, language: &str) -> Reading<'e> {
        Reading { edition, language: edition.paths.language(language), story: None }
    }

    /// Reads a story in its language.
    pub fn of_story(edition: &'e Edition, story: StoryId, language: &str) -> Reading<'e> {
        Reading { story: Some(story), ..Reading::of(edition, language) }
    }

    /// The text of prose.
    pub fn prose(self, prose: &Prose) -> String {
        match prose {
            Prose::Done(html) => text_of(html),
            Prose::Open(_) => {
                let mut html = String::new();
                self.write(prose, &mut html);
                text_of(&html)
            }
        }
    }

    /// The text of prose; nothing where there is none.
    pub fn some_prose(self, prose: &Prose) -> Option<String> {
        Some(self.prose(prose)).filter(|text| !text.is_empty())
    }

    /// The text of parts of a story.
    pub fn parts(self, parts: &[Part]) -> String {
        let mut html = String::new();
        for part in parts {
            match part {
                Part::Prose(prose) => self.write(prose, &mut html),
                Part::Timeline(events) => {
                    for event in events {
                        add(&mut html, &["<p>", &event.date.iso()]);
                        if let Some(until) = event.until {
                            add(&mut html, &[" – ", &until.iso()]);
                        }
                        add(&mut html, &[": ", &escaped(&event.text)]);
                        html.push_str("</p>");
                    }
                }
                Part::Players(players) => {
                    for (player, words) in players {
                        let name = &self.edition.player_link(*player, self.language).name;
                        add(&mut html, &["<p>", &escaped(name), "<br>"]);
                        self.write(words, &mut html);
                        html.push_str("</p>");
                    }
                }
                Part::Quote(quote, _) => self.write_quote(*quote, &mut html),
            }
        }
        text_of(&html)
    }

    /// Prose as HTML in one piece, since an element may begin in one piece of it and end in another.
    fn write(self, prose: &Prose, html: &mut String) {
        let pieces = match prose {
            Prose::Done(done) => return html.push_str(done),
            Prose::Open(pieces) => pieces,
        };
        for piece in pieces {
            match piece {
                Drawn::Html(done) => html.push_str(done),
                Drawn::Quote(quote) => self.write_quote(*quote, html),
                Drawn::Component(component) => {
                    if let Some(body) = &component.body {
                        html.push_str("<div>");
                        self.write(body, html);
                        html.push_str("</div>");
                    }
                }
            }
        }
    }

    /// The words, then who said them.
    fn write_quote(self, id: QuoteId, html: &mut String) {
        let quote = self.edition.site.quote_in(self.story, id);
        for words in quote.text.split("\n\n") {
            add(html, &["<p>", &escaped(words), "</p>"]);
        }
        add(html, &["<p>— ", &escaped(&self.attribution(quote)), "</p>"]);
    }

    /// `Ida Sund, president, Dock Workers' Union`.
    fn attribution(self, quote: &Quote) -> String {
        let name = &self.edition.player_link(quote.speaker, self.language).name;
        let as_whom = [&quote.title, &quote.organization].into_iter().flatten();
        as_whom.fold(name.to_string(), |line, words| format!("{line}, {words}"))
    }
}

fn add(html: &mut String, pieces: &[&str]) {
    pieces.iter().for_each(|piece| html.push_str(piece));
}
