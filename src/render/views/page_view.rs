//! What every template is given as `page`: title, address, languages, the way here.

use std::sync::Arc;

use crate::edition::{By, Edition, Needs, Page, QuotesBy};
use crate::plan::taxonomy_name;
use crate::render::head;
use crate::render::views::lists::month_title;
use crate::script::shortened;
use crate::view::{Html, LanguageView, LinkView, PageView};

/// Builds the view of the page at hand.
pub fn page_view(edition: &Edition, page: &Page) -> PageView {
    let mut view = headless(edition, page);
    if edition.theme.head {
        view.head = head::head(edition, page, &view);
    }
    view
}

/// The view of a page without what machines read in its head, for those who show only its text.
pub fn headless(edition: &Edition, page: &Page) -> PageView {
    let config = &edition.site.config;
    let spoken = &edition.languages[page.language];
    let (title, description) = titles(edition, page);
    PageView {
        kind: page.kind.into(),
        title: numbered(
            edition,
            page,
            title.unwrap_or_else(|| config.title_in(&spoken.code).clone()),
        ),
        description,
        url: page.url.under(config.base_path()),
        permalink: page.url.whole(&config.base_url),
        language: spoken.code.clone(),
        direction: spoken.locale.direction().as_str().into(),
        translations: translations(edition, page),
        breadcrumbs: breadcrumbs(edition, page),
        head: Html::default(),
    }
}

/// The title of a further page of a list says which page it is, so that no two pages share one.
fn numbered(edition: &Edition, page: &Page, title: Arc<str>) -> Arc<str> {
    let number = match &page.needs {
        Needs::Stories(number)
        | Needs::Month(_, _, number)
        | Needs::Quotes(_, number)
        | Needs::Term(_, number)
        | Needs::Source(_, number) => *number,
        _ => 0,
    };
    match number {
        0 => title,
        _ => {
            let words = word(edition, page.language, "page_number");
            format!("{title} – {}", words.replace("{number}", &(number + 1).to_string())).into()
        }
    }
}

/// The title of a page without the number that further pages of a list carry.
pub fn plain_title(edition: &Edition, page: &Page) -> Arc<str> {
    titles(edition, page).0.unwrap_or_default()
}

/// The theme's word in the page's language.
pub fn word(edition: &Edition, language: usize, key: &str) -> Arc<str> {
    let words = edition.theme.words.get(&edition.languages[language].code);
    words.and_then(|words| words.find(key)).cloned().unwrap_or_else(|| key.into())
}

/// The title, where it is not the newspaper's own, and a sentence about the page.
pub fn titles(edition: &Edition, page: &Page) -> (Option<Arc<str>>, Option<Arc<str>>) {
    let site = &*edition.site;
    let word = |key: &str| word(edition, page.language, key);
    let own = site.config.languages.get(&edition.languages[page.language].code);
    let about_site =
        own.and_then(|own| own.description.clone()).or_else(|| site.config.description.clone());
    // A list has no words of its own but its title: what the newspaper is says what is in it.
    match &page.needs {
        Needs::Front => (None, about_site),
        Needs::Story(id) => {
            let document = &site.story(*id).document;
            (Some(document.title.clone()), document.dek.clone())
        }
        Needs::Stories(_) => (Some(word("all_stories")), about_site),
        Needs::Year(year) => (Some(year.to_string().into()), about_site),
        Needs::Month(year, month, _) => {
            (Some(month_title(edition, page.language, *year, *month)), about_site)
        }
        Needs::Players => (Some(word("players")), about_site),
        Needs::Player(id) => {
            let player = site.player(*id);
            let code = &edition.languages[page.language].code;
            let translation = player.document.as_ref().and_then(|doc| doc.translations.get(code));
            let name = translation.and_then(|other| other.name.clone());
            let summary = translation.and_then(|other| other.summary.clone());
            (
                Some(name.unwrap_or_else(|| player.name.clone())),
                summary.or_else(|| player.summary.clone()),
            )
        }
        Needs::Quotes(QuotesBy::All, _) => (Some(word("quotes")), about_site),
        Needs::Quotes(QuotesBy::Entry(by, id), _) => {
            let index = edition.lists[page.language].quote_indexes.get(by);
            let name = index.and_then(|index| index.get(id)).map_or(id, |entry| &entry.name);
            (Some(format!("{}: {name}", word("quotes")).into()), None)
        }
        Needs::QuoteIndex(by) => (
            Some(format!("{} {}", word("quotes"), by_words(edition, page.language, *by)).into()),
            about_site,
        ),
        Needs::Quote(id) | Needs::QuoteEmbed(id) => {
            let quote = site.quote(*id);
            let speaker = &edition.player_link(quote.speaker, page.language).name;
            (
                Some(format!("{speaker}: {}", shortened(&quote.text, 60)).into()),
                Some(shortened(&quote.text, 160).into()),
            )
        }
        Needs::Terms(taxonomy) => {
            let code = &edition.languages[page.language].code;
            (
                Some(taxonomy_name(&site.config.taxonomies[*taxonomy], &edition.theme, code)),
                about_site,
            )
        }
        Needs::Term(id, _) => {
            let term = site.term(*id);
            let code = &edition.languages[page.language].code;
            let document = term.document.as_ref();
            let translation = document.and_then(|document| document.translations.get(code));
            let summary = translation.and_then(|other| other.summary.clone());
            let name = translation.and_then(|other| other.name.clone());
            let own = document.and_then(|document| document.summary.clone());
            (Some(name.unwrap_or_else(|| term.name.clone())), summary.or(own))
        }
        Needs::Sources => (Some(word("sources")), about_site),
        Needs::Source(index, _) => {
            let id = &edition.lists[page.language].sources[*index].id;
            (site.source(id).map(|source| source.name.clone()), None)
        }
        Needs::Corrections => (Some(word("corrections")), about_site),
        Needs::Free(index) => {
            let document = &site.pages[*index].document;
            (Some(document.title.clone()), document.dek.clone())
        }
        Needs::Search => (Some(word("search")), about_site),
        Needs::NotFound => (Some(word("not_found")), None),
        Needs::Redirect(_) => (Some(word("redirect")), None),
        Needs::Machine(_) => (None, None),
    }
}

/// `by speaker`, in the page's language.
pub fn by_words(edition: &Edition, language: usize, by: By) -> Arc<str> {
    word(edition, language, &format!("by_{}", by.as_str()))
}

/// The same page in other languages, as far as search engines may be told: a story that was published
/// first elsewhere is to be found there, and is no version of any page here.
pub fn versions(edition: &Edition, page: &Page) -> Vec<LanguageView> {
    let is_copy = |page: &Page| match &page.needs {
        Needs::Story(id) => edition.site.story(*id).document.syndicated.is_some(),
        _ => false,
    };
    if is_copy(page) {
        return Vec::new();
    }
    let base = edition.site.config.base_path().trim_end_matches('/');
    let mut versions = translations(edition, page);
    versions.retain(|other| {
        let url = other.url.strip_prefix(base).unwrap_or(&other.url);
        !edition.page(url).is_some_and(is_copy)
    });
    versions
}

/// The same page in other languages.
pub fn translations(edition: &Edition, page: &Page) -> Vec<LanguageView> {
    if edition.languages.len() < 2 {
        return Vec::new();
    }
    let site = &*edition.site;
    let base = site.config.base_path();
    let others = (0..edition.languages.len()).filter(|language| *language != page.language);
    let view = |language: usize, url: Arc<str>| LanguageView {
        code: edition.languages[language].code.clone(),
        name: edition.languages[language].locale.language_name().into(),
        url,
    };
    let code = |language: usize| &edition.languages[language].code;
    let path = |language: usize, path: &str| edition.paths.page(code(language), path).under(base);
    let found = others.filter_map(|language| {
        let url = match &page.needs {
            Needs::Front => path(language, ""),
            Needs::Stories(0) => path(language, "stories"),
            Needs::Players => path(language, "players"),
            Needs::Quotes(QuotesBy::All, 0) => path(language, "quotes"),
            Needs::Sources => path(language, "sources"),
            Needs::Corrections => path(language, "corrections"),
            Needs::Search => path(language, "search"),
            Needs::Terms(taxonomy) => path(language, &site.config.taxonomies[*taxonomy].id),
            Needs::Story(id) => {
                let same = site.translations.get(site.story(*id).id())?;
                let spoken = |id: &&crate::story::StoryId| {
                    site.story(**id).document.origin.language == *code(language)
                };
                site.story(*same.iter().find(spoken)?).url.under(base)
            }
            Needs::Player(id) if site.player(*id).languages.has(language) => {
                path(language, &format!("players/{}", site.player(*id).id))
            }
            Needs::Term(id, 0) if site.term(*id).languages.has(language) => {
                let term = site.term(*id);
                let taxonomy = &site.config.taxonomies[term.taxonomy].id;
                path(language, &format!("{taxonomy}/{}", term.id))
            }
            Needs::Free(index) => {
                let own = &site.pages[*index].document;
                let same = site.pages.iter().find(|other| {
                    let other = &other.document;
                    other.origin.id == own.origin.id
                        && other.folder == own.folder
                        && other.origin.language == *code(language)
                });
                same?.url.under(base)
            }
            _ => return None,
        };
        Some(view(language, url))
    });
    found.collect()
}

/// The way from the front page.
fn breadcrumbs(edition: &Edition, page: &Page) -> Vec<LinkView> {
    let site = &*edition.site;
    let code = &edition.languages[page.language].code;
    let base = site.config.base_path();
    let link = |name: Arc<str>, path: &str| LinkView {
        name,
        url: edition.paths.page(code, path).under(base),
    };
    let words = |key: &str| word(edition, page.language, key);
    let year = |year: i16| link(year.to_string().into(), &format!("{year:04}"));
    match &page.needs {
        Needs::Story(id) => {
            let story = site.story(*id);
            let day = story.document.date.value.date();
            let stories = link(words("stories"), "stories");
            if !edition.theme.kinds.archive {
                return vec![stories];
            }
            let month = month_title(edition, page.language, day.year(), day.month());
            vec![stories, link(month, &format!("{:04}/{:02}", day.year(), day.month()))]
        }
        Needs::Year(_) => vec![link(words("stories"), "stories")],
        Needs::Month(number, _, _) => vec![link(words("stories"), "stories"), year(*number)],
        Needs::Player(_) => vec![link(words("players"), "players")],
        Needs::QuoteIndex(_) | Needs::Quote(_) => vec![link(words("quotes"), "quotes")],
        Needs::Quotes(QuotesBy::Entry(by, _), _) => vec![
            link(words("quotes"), "quotes"),
            link(by_words(edition, page.language, *by), &format!("quotes/{}", by.path())),
        ],
        Needs::Term(id, _) => {
            let taxonomy = &site.config.taxonomies[site.term(*id).taxonomy];
            vec![link(taxonomy_name(taxonomy, &edition.theme, code), &taxonomy.id)]
        }
        Needs::Source(_, _) => vec![link(words("sources"), "sources")],
        _ => Vec::new(),
    }
}
