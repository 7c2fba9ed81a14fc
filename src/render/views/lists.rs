//! Lists of stories, archives, corrections, and the small pages.

use std::sync::Arc;

use crate::config::Search;
use crate::diagnostic::Diagnostic;
use crate::edition::Edition;
use crate::plan::{SEARCH_MANIFEST, image_view, page_of, search_file};
use crate::render::dates::date_view;
use crate::render::views::Builder;
use crate::story::StoryId;
use crate::url::Url;
use crate::view::{
    CorrectionEntry, CorrectionView, CorrectionsView, EntryView, FreePageView, NotFoundView,
    PagerLink, PagerView, RedirectView, SearchView, Shared, StoryCard, StoryListView, YearView,
};

impl Builder<'_> {
    pub(super) fn story_cards(&self, stories: &[StoryId]) -> Vec<Shared<StoryCard>> {
        stories.iter().map(|id| self.edition.story_card(*id)).collect()
    }

    /// One page of a list and where it stands.
    pub(super) fn slice<'s, T>(
        &self,
        list: &'s [T],
        number: usize,
        size: usize,
        first: &str,
    ) -> (&'s [T], PagerView) {
        let pages = list.len().div_ceil(size).max(1);
        let start = (number * size).min(list.len());
        let end = (start + size).min(list.len());
        let base = self.edition.site.config.base_path();
        let first = self.edition.paths.page(self.code(), first);
        let url = |number: usize| page_of(&first, number).under(base);
        let pager = PagerView {
            number: number + 1,
            pages,
            total: list.len(),
            previous: (number > 0).then(|| url(number - 1)),
            next: (number + 1 < pages).then(|| url(number + 1)),
            links: pager_links(number, pages, url),
        };
        (&list[start..end], pager)
    }

    pub(super) fn stories(&self, number: usize) -> StoryListView {
        let lists = &self.edition.lists[self.page.language];
        let size = self.edition.site.config.paging.stories;
        let (stories, pager) = self.slice(&lists.stories, number, size, "stories");
        StoryListView {
            title: self.title(),
            stories: self.story_cards(stories),
            pager,
            years: lists.years.clone(),
        }
    }

    pub(super) fn month(&self, year: i16, month: i8, number: usize) -> StoryListView {
        let lists = &self.edition.lists[self.page.language];
        let size = self.edition.site.config.paging.stories;
        let all = lists.archive.get(&year).and_then(|months| months.get(&month));
        let all = all.map_or(&[][..], Vec::as_slice);
        let (stories, pager) = self.slice(all, number, size, &format!("{year:04}/{month:02}"));
        StoryListView {
            title: self.title(),
            stories: self.story_cards(stories),
            pager,
            years: lists.years.clone(),
        }
    }

    pub(super) fn year(&self, year: i16) -> YearView {
        let lists = &self.edition.lists[self.page.language];
        let months = lists.archive.get(&year).into_iter().flatten().rev();
        let locale = &self.edition.languages[self.page.language].locale;
        YearView {
            year: usize::try_from(year).unwrap_or(0),
            months: months
                .map(|(month, stories)| EntryView {
                    name: locale.month(*month).into(),
                    url: self.url(&format!("{year:04}/{month:02}")),
                    count: stories.len(),
                })
                .collect(),
            years: lists.years.clone(),
        }
    }

    pub(super) fn corrections(&self) -> CorrectionsView {
        let site = &*self.edition.site;
        let locale = &self.edition.languages[self.page.language].locale;
        let stories = &self.edition.lists[self.page.language].stories;
        let mut entries: Vec<(jiff::Timestamp, CorrectionEntry)> = Vec::new();
        for id in stories {
            for correction in &site.story(*id).document.corrections {
                let entry = CorrectionEntry {
                    story: self.edition.story_card(*id),
                    correction: CorrectionView {
                        date: date_view(&correction.date, locale),
                        html: correction.html.clone(),
                        kind: correction.kind.clone(),
                    },
                };
                entries.push((correction.date.timestamp(), entry));
            }
        }
        entries.sort_by_key(|(moment, _)| std::cmp::Reverse(*moment));
        CorrectionsView { entries: entries.into_iter().map(|(_, entry)| entry).collect() }
    }

    pub(super) fn free(&self, index: usize) -> Result<FreePageView, Diagnostic> {
        let page = &self.edition.site.pages[index];
        let document = &page.document;
        let locale = &self.edition.languages[self.page.language].locale;
        Ok(FreePageView {
            title: document.title.clone(),
            dek: document.dek.clone(),
            html: self.drawing().html(&page.html)?,
            image: document.image.as_ref().map(|image| image_view(image, &self.edition.site)),
            updated: document.updated.as_ref().map(|moment| date_view(moment, locale)),
            extra: document.extra.clone(),
        })
    }

    pub(super) fn search(&self) -> SearchView {
        let config = &self.edition.site.config;
        let index = search_file(&self.page.url, SEARCH_MANIFEST).under(config.base_path());
        SearchView {
            index: (config.outputs.search == Search::Own).then_some(index),
            stories: self.url("stories"),
            players: self.url("players"),
            quotes: self.url("quotes"),
            years: self.edition.lists[self.page.language].years.clone(),
        }
    }

    pub(super) fn not_found(&self) -> NotFoundView {
        let stories = &self.edition.lists[self.page.language].stories;
        NotFoundView { stories: self.story_cards(&stories[..stories.len().min(5)]) }
    }

    pub(super) fn redirect(&self, target: &Url) -> RedirectView {
        let config = &self.edition.site.config;
        RedirectView {
            target: target.under(config.base_path()),
            permalink: target.whole(&config.base_url),
        }
    }
}

/// A month as a title: `January 2026`.
pub fn month_title(edition: &Edition, language: usize, year: i16, month: i8) -> Arc<str> {
    let locale = &edition.languages[language].locale;
    match jiff::civil::Date::new(year, month, 1) {
        Ok(day) => locale.month_year(day).into(),
        Err(_) => format!("{year}-{month:02}").into(),
    }
}

/// The first page, the last, and two on both sides of this one, with gaps between them.
fn pager_links(number: usize, pages: usize, url: impl Fn(usize) -> Arc<str>) -> Vec<PagerLink> {
    if pages < 2 {
        return Vec::new();
    }
    let near = |other: usize| other == 0 || other + 1 == pages || other.abs_diff(number) <= 2;
    let from = number.saturating_sub(3);
    let shown =
        std::iter::once(0).chain(from..(number + 4).min(pages)).chain(std::iter::once(pages - 1));
    let mut numbers: Vec<usize> = shown.filter(|other| near(*other)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut links = Vec::new();
    let mut last = None;
    for other in numbers {
        if last.is_some_and(|last| last + 1 < other) {
            links.push(PagerLink { number: 0, url: None, gap: true });
        }
        last = Some(other);
        let url = (other != number).then(|| url(other));
        links.push(PagerLink { number: other + 1, url, gap: false });
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(number: usize, pages: usize) -> String {
        let links = pager_links(number, pages, |number| number.to_string().into());
        let words = links.iter().map(|link| match (link.gap, &link.url) {
            (true, _) => "…".to_owned(),
            (_, None) => format!("[{}]", link.number),
            _ => link.number.to_string(),
        });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn pagers_show_both_ends_and_what_is_near() {
        assert_eq!(numbers(0, 1), "");
        assert_eq!(numbers(0, 3), "[1] 2 3");
        assert_eq!(numbers(9, 20), "1 … 8 9 [10] 11 12 … 20");
        assert_eq!(numbers(2, 20), "1 2 [3] 4 5 … 20");
    }
}
