//! Terms and sources: their indexes and their pages.

use std::borrow::Cow;

use crate::config::{AUTHORS, TOPICS};
use crate::diagnostic::Diagnostic;
use crate::edition::By;
use crate::plan::{image_view, term_link};
use crate::render::views::Builder;
use crate::render::views::player::identity_link;
use crate::story::StoryId;
use crate::term::TermId;
use crate::view::{
    EntryView, LinkView, Shared, SourceIndexView, SourcePageView, SourceView, TermEntry,
    TermIndexView, TermView,
};

/// How many of a source's newest quotes its page shows.
const NEWEST_QUOTES: usize = 12;

impl Builder<'_> {
    pub(super) fn term_link(&self, id: TermId) -> LinkView {
        let edition = self.edition;
        term_link(&edition.site, &edition.paths, &edition.codes, (id, self.page.language))
    }

    /// The same for views that show it as it is: made once for all pages of the language.
    pub(super) fn shared_term_link(&self, id: TermId) -> Shared<LinkView> {
        self.edition.term_link(id, self.page.language)
    }

    /// The stories of a list that are in the page's language: in a site of one language the list
    /// itself, so that a page of a long list does not cost as much as the whole list.
    pub(super) fn spoken_stories<'s>(&self, stories: &'s [StoryId]) -> Cow<'s, [StoryId]> {
        if self.edition.languages.len() == 1 {
            return Cow::Borrowed(stories);
        }
        let site = &*self.edition.site;
        let spoken = |id: &StoryId| site.story(*id).document.origin.language == *self.code();
        stories.iter().copied().filter(spoken).collect()
    }

    pub(super) fn terms(&self, taxonomy: usize) -> TermIndexView {
        let site = &*self.edition.site;
        let terms = self.edition.lists[self.page.language].terms[taxonomy].iter();
        TermIndexView {
            taxonomy: site.config.taxonomies[taxonomy].id.clone(),
            title: self.title(),
            terms: terms
                .map(|id| TermEntry {
                    term: self.edition.term_card(*id, self.page.language),
                    count: self.spoken_stories(&site.term(*id).stories).len(),
                })
                .collect(),
        }
    }

    pub(super) fn term(&self, id: TermId, number: usize) -> Result<TermView, Diagnostic> {
        let site = &*self.edition.site;
        let term = site.term(id);
        let document = term.document.as_deref();
        let taxonomy = &site.config.taxonomies[term.taxonomy].id;
        let stories = self.spoken_stories(&term.stories);
        let size = site.config.paging.stories;
        let (shown, pager) = self.slice(&stories, number, size, &format!("{taxonomy}/{}", term.id));
        let description = match term.description.is_empty() {
            true => None,
            false => Some(self.drawing().html(&term.description)?),
        };
        let indexes = &self.edition.lists[self.page.language].quote_indexes;
        let quoted = term.taxonomy == TOPICS
            && indexes.get(&By::Topic).is_some_and(|index| index.contains_key(&term.id));
        let same_as = document.iter().flat_map(|document| &document.same_as);
        Ok(TermView {
            taxonomy: taxonomy.clone(),
            id: term.id.clone(),
            name: self.title(),
            summary: self.view.description.clone(),
            description,
            image: document.and_then(|doc| doc.image.as_ref()).map(|image| image_view(image, site)),
            email: document.filter(|_| term.taxonomy == AUTHORS).and_then(|doc| doc.email.clone()),
            same_as: same_as
                .map(|url| identity_link(&url.value, site.config.base_path()))
                .collect(),
            stories: self.story_cards(shown),
            pager,
            quotes: quoted.then(|| self.url(&format!("quotes/topics/{}", term.id))),
            extra: document.map(|document| document.extra.clone()).unwrap_or_default(),
        })
    }

    pub(super) fn sources(&self) -> SourceIndexView {
        let site = &*self.edition.site;
        let listed = self.edition.lists[self.page.language].sources.iter();
        let sources = listed.map(|listed| EntryView {
            name: site
                .source(&listed.id)
                .map_or_else(|| listed.id.clone(), |source| source.name.clone()),
            url: self.url(&format!("sources/{}", listed.id)),
            count: listed.quotes.len(),
        });
        SourceIndexView { sources: sources.collect() }
    }

    pub(super) fn source(&self, index: usize, number: usize) -> SourcePageView {
        let site = &*self.edition.site;
        let listed = &self.edition.lists[self.page.language].sources[index];
        let size = site.config.paging.stories;
        let first = format!("sources/{}", listed.id);
        let (stories, pager) = self.slice(&listed.stories, number, size, &first);
        let domain = site.source(&listed.id).and_then(|source| source.domain.clone());
        let home: Option<std::sync::Arc<str>> =
            domain.as_ref().map(|domain| format!("https://{domain}/").into());
        let newest = listed.quotes.len().min(NEWEST_QUOTES);
        SourcePageView {
            source: SourceView {
                name: self.title(),
                passage: home.clone(),
                url: home,
                domain,
                page: Some(self.url(&first)),
            },
            quotes: self.quote_cards(&listed.quotes[..newest]),
            quote_count: listed.quotes.len(),
            quotes_url: (self.edition.theme.kinds.quote_indexes)
                .then(|| self.url(&format!("quotes/sources/{}", listed.id))),
            stories: self.story_cards(stories),
            pager,
        }
    }
}
