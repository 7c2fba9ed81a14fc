//! A story's whole text in one piece, for themes that show it as it comes and for readers elsewhere.
//!
//! Only elements of HTML, with the classes `callout` and `timeline` for what has no element of its
//! own. It is written straight from the story: a theme that puts the parts together itself pays for
//! a record of each of them.

use crate::config::SectionKind;
use crate::diagnostic::Diagnostic;
use crate::edition::PlayerLink;
use crate::html::escaped;
use crate::player::PlayerId;
use crate::quote::QuoteId;
use crate::render::views::Builder;
use crate::story::{Part, Story, StoryEvent};
use crate::view::Html;

impl Builder<'_> {
    /// The text from the first word to the last section, without footnotes.
    pub(super) fn content(&self, story: &Story) -> Result<Html, Diagnostic> {
        let mut html = String::with_capacity(8 * 1024);
        self.write_parts(&story.lead, &mut html)?;
        for section in &story.sections {
            let heading = self.drawing().html(&section.heading)?;
            let anchor = escaped(&section.anchor);
            let is_callout = section.kind == SectionKind::Callout;
            if is_callout {
                add(&mut html, &["\n<aside class=\"callout\" aria-labelledby=\"", &anchor, "\">"]);
            }
            add(&mut html, &["\n<h2 id=\"", &anchor, "\">", &heading, "</h2>\n"]);
            self.write_parts(&section.parts, &mut html)?;
            if is_callout {
                html.push_str("\n</aside>");
            }
        }
        Ok(html.into())
    }

    fn write_parts(&self, parts: &[Part], html: &mut String) -> Result<(), Diagnostic> {
        for part in parts {
            match part {
                Part::Prose(prose) => html.push_str(&self.drawing().html(prose)?),
                Part::Timeline(events) => self.write_timeline(events, html)?,
                Part::Players(players) => {
                    html.push_str("<dl>");
                    for (player, words) in players {
                        html.push_str("\n<dt>");
                        write_link(self.player_link(*player), html);
                        let words = self.description(*player, Some(words))?;
                        add(html, &["</dt><dd>", &words, "</dd>"]);
                    }
                    html.push_str("\n</dl>");
                }
                Part::Quote(quote, anchor) => self.write_quote(*quote, anchor.as_deref(), html),
            }
        }
        Ok(())
    }

    fn write_timeline(&self, events: &[StoryEvent], html: &mut String) -> Result<(), Diagnostic> {
        let locale = &self.edition.languages[self.page.language].locale;
        html.push_str("<ol class=\"timeline\">");
        for event in events {
            let (iso, date) = (event.date.iso(), locale.partial(event.date));
            add(html, &["\n<li><time datetime=\"", &iso, "\">", &escaped(&date)]);
            if let Some(until) = event.until {
                add(html, &[" – ", &escaped(&locale.partial(until))]);
            }
            html.push_str("</time><div>");
            add(html, &[&self.drawing().html(&event.html)?, "</div></li>"]);
        }
        html.push_str("\n</ol>");
        Ok(())
    }

    /// The words, who said them, as whom, and who published them first.
    fn write_quote(&self, id: QuoteId, anchor: Option<&str>, html: &mut String) {
        let site = &*self.edition.site;
        let story = self.page.needs.story();
        let quote = site.quote_in(story, id);
        html.push_str("<blockquote");
        if let Some(anchor) = anchor {
            add(html, &[" id=\"", &escaped(anchor), "\""]);
        }
        if quote.language != *self.code() {
            add(html, &[" lang=\"", &quote.language, "\" dir=\"auto\""]);
        }
        add(html, &[">", &self.edition.quote_words(quote), "<footer>— "]);
        let language = self.page.language;
        write_link(self.edition.player_link(quote.speaker, language), html);
        if let Some(title) = &quote.title {
            add(html, &[", ", &escaped(title)]);
        }
        if let Some(name) = &quote.organization {
            html.push_str(", ");
            match quote.organization_player {
                Some(player) => {
                    let url = &self.edition.player_link(player, language).url;
                    add(html, &["<a href=\"", &escaped(url), "\">", &escaped(name), "</a>"]);
                }
                None => html.push_str(&escaped(name)),
            }
        }
        if let Some(source) = &quote.source {
            let name = escaped(&source.name);
            match self.edition.passage_in(story, id) {
                Some(url) => {
                    add(
                        html,
                        &[" (<a href=\"", &escaped(&url), "\" rel=\"external\">", &name, "</a>)"],
                    );
                }
                None => add(html, &[" (", &name, ")"]),
            }
        }
        html.push_str("</footer></blockquote>");
    }

    fn player_link(&self, player: PlayerId) -> &PlayerLink {
        self.edition.player_link(player, self.page.language)
    }
}

fn write_link(link: &PlayerLink, html: &mut String) {
    add(html, &["<a href=\"", &escaped(&link.url), "\">", &escaped(&link.name), "</a>"]);
}

fn add(html: &mut String, pieces: &[&str]) {
    pieces.iter().for_each(|piece| html.push_str(piece));
}
