//! A quote's page, the quote index, and the indexes by speaker, organization, source, topic, year.

use crate::diagnostic::Diagnostic;
use crate::edition::{By, QuotesBy};
use crate::plan::in_order;
use crate::quote::QuoteId;
use crate::render::oembed::frame;
use crate::render::quote_filter;
use crate::render::views::Builder;
use crate::render::views::page_view::{by_words, word};
use crate::story::Part;
use crate::view::{
    ContextView, EmbedView, EntryView, Html, LinkView, QuoteCard, QuoteEmbedView, QuoteFilterView,
    QuoteIndexView, QuoteListView, QuoteView, Shared,
};

/// How many other quotes of the speaker a quote's page shows.
const MORE: usize = 6;
/// In how many of the stories that carry a quote its context is looked for.
const CARRIERS: usize = 3;
/// A story of more quotes than this is not searched for each of them.
const MOST_QUOTES: usize = 200;

impl Builder<'_> {
    pub(super) fn quote_cards(&self, quotes: &[QuoteId]) -> Vec<Shared<QuoteCard>> {
        quotes.iter().map(|id| self.quote_card(*id)).collect()
    }

    /// What the page shows of a quote, which in a story's page is what the story says of it.
    pub(super) fn quote_card(&self, id: QuoteId) -> Shared<QuoteCard> {
        self.edition.quote_card_in(self.page.needs.story(), id, self.page.language)
    }

    fn indexes(&self) -> Vec<LinkView> {
        if !self.edition.theme.kinds.quote_indexes {
            return Vec::new();
        }
        let language = self.page.language;
        let all =
            LinkView { name: word(self.edition, language, "all_quotes"), url: self.url("quotes") };
        let ways = By::ALL.into_iter().map(|by| LinkView {
            name: by_words(self.edition, language, by),
            url: self.url(&format!("quotes/{}", by.path())),
        });
        std::iter::once(all).chain(ways).collect()
    }

    pub(super) fn quotes(&self, which: &QuotesBy, number: usize) -> QuoteListView {
        let lists = &self.edition.lists[self.page.language];
        let (by, all, first) = match which {
            QuotesBy::All => ("all", lists.quotes.as_slice(), "quotes".to_owned()),
            QuotesBy::Entry(by, id) => {
                let entry = lists.quote_indexes.get(by).and_then(|index| index.get(id));
                let quotes = entry.map_or(&[][..], |entry| entry.quotes.as_slice());
                (by.as_str(), quotes, format!("quotes/{}/{id}", by.path()))
            }
        };
        let size = self.edition.site.config.paging.quotes;
        let (quotes, pager) = self.slice(all, number, size, &first);
        QuoteListView {
            title: self.title(),
            by: by.into(),
            quotes: self.quote_cards(quotes),
            pager,
            indexes: self.indexes(),
            filter: (*which == QuotesBy::All
                && number == 0
                && self.edition.theme.kinds.quote_filter)
                .then(|| QuoteFilterView {
                    url: self.url("quotes/filter"),
                    files: quote_filter::files(all),
                }),
        }
    }

    pub(super) fn quote_index(&self, by: By) -> QuoteIndexView {
        let lists = &self.edition.lists[self.page.language];
        let locale = &self.edition.languages[self.page.language].locale;
        let entries = lists.quote_indexes.get(&by).map(|index| in_order(by, index, locale));
        let entries = entries.unwrap_or_default().into_iter().map(|(id, entry)| EntryView {
            name: entry.name.clone(),
            url: self.url(&format!("quotes/{}/{id}", by.path())),
            count: entry.quotes.len(),
        });
        QuoteIndexView {
            by: by.as_str().into(),
            title: self.title(),
            entries: entries.collect(),
            indexes: self.indexes(),
        }
    }

    /// The paragraph that stands before the quote in the newest story that has one there.
    fn context(&self, id: QuoteId) -> Result<Option<ContextView>, Diagnostic> {
        let site = &*self.edition.site;
        let carriers = site.quote(id).stories.iter().take(CARRIERS).map(|id| site.story(*id));
        for story in carriers.filter(|story| story.quotes.len() <= MOST_QUOTES) {
            let sections = story.sections.iter().map(|section| section.parts.as_slice());
            for parts in std::iter::once(story.lead.as_slice()).chain(sections) {
                let Some((before, _)) = parts
                    .iter()
                    .zip(parts.iter().skip(1))
                    .find(|(_, part)| matches!(part, Part::Quote(quote, _) if *quote == id))
                else {
                    continue;
                };
                let Part::Prose(prose) = before else { continue };
                let html = self.drawing().html(prose)?;
                if let Some(paragraph) = last_paragraph(&html) {
                    let url = story.url.under(site.config.base_path());
                    let story = LinkView { name: story.document.title.clone(), url };
                    return Ok(Some(ContextView { html: Html::from(paragraph.to_owned()), story }));
                }
            }
        }
        Ok(None)
    }

    pub(super) fn quote(&self, id: QuoteId) -> Result<QuoteView, Diagnostic> {
        let site = &*self.edition.site;
        let quote = site.quote(id);
        let speaker = site.player(quote.speaker);
        let day = quote.said.as_ref().map(crate::date::Moment::date);
        let mut same_day = Vec::new();
        let mut more = Vec::new();
        // Quotes are numbered newest first: those of the same day stand next to this one, so that
        // only the neighborhood is looked at, however much a speaker has said.
        let at = speaker.quotes.binary_search(&id).unwrap_or(0);
        let near = at.saturating_sub(MORE)..(at + MORE + 1).min(speaker.quotes.len());
        for other in speaker.quotes[near].iter().filter(|other| **other != id) {
            let said = site.quote(*other).said.as_ref().map(crate::date::Moment::date);
            if site.quote(*other).language != quote.language {
                continue;
            }
            if day.is_some() && said == day {
                same_day.push(*other);
            } else if more.len() < MORE {
                more.push(*other);
            }
        }
        Ok(QuoteView {
            card: self.quote_card(id),
            context: self.context(id)?,
            stories: self.story_cards(&quote.stories),
            topics: quote.topics.iter().map(|topic| self.shared_term_link(*topic)).collect(),
            same_day: self.quote_cards(&same_day),
            more: self.quote_cards(&more),
            embed: self.edition.theme.kinds.quote_embeds.then(|| {
                let frame = frame(self.edition, quote);
                EmbedView {
                    code: frame.html().into(),
                    url: frame.url.into(),
                    width: frame.width,
                    height: frame.height,
                }
            }),
        })
    }

    pub(super) fn quote_embed(&self, id: QuoteId) -> QuoteEmbedView {
        QuoteEmbedView { card: self.quote_card(id) }
    }
}

/// The paragraph with which prose ends, if it ends with one. One with a note is none: its number
/// would lead to a note that stands elsewhere.
fn last_paragraph(html: &str) -> Option<&str> {
    let html = html.trim_end();
    let start = html.rfind("<p>")?;
    let paragraph = &html[start..];
    let is_last = paragraph.ends_with("</p>") && paragraph.matches("</p>").count() == 1;
    (is_last && !paragraph.contains("doc-noteref")).then_some(paragraph)
}
