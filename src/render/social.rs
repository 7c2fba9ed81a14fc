//! What other sites show of a link to a page: Open Graph (ogp.me) with its article and profile
//! properties, the card of X, and Mastodon's `fediverse:creator`.

use crate::config::{AUTHORS, TOPICS};
use crate::edition::{Edition, Needs, Page};
use crate::html::whole_address;
use crate::link::fill::picture_path;
use crate::picture::Size;
use crate::player::PlayerKind;
use crate::render::head::Head;
use crate::render::previews::{Preview, is_shown, preview, share_card};
use crate::story::StoryId;
use crate::url::{encoded, printed};
use crate::view::PageView;

/// Adds it to a page's head; `canonical` is the address that the page names as its own.
pub fn social(
    edition: &Edition,
    page: &Page,
    view: &PageView,
    (head, canonical): (&mut Head, &str),
) {
    let config = &edition.site.config;
    let whole = config.has_base_url();
    head.meta("property", "og:type", og_type(edition, page));
    head.meta("property", "og:site_name", config.title_in(&view.language));
    head.meta("property", "og:title", &view.title);
    if let Some(description) = &view.description {
        head.meta("property", "og:description", description);
    }
    // The address of a page is a whole one or none at all.
    if whole {
        head.meta("property", "og:url", canonical);
    }
    locales(view, head);
    let picture = picture(edition, page, view).filter(|_| whole);
    let card = if picture.is_some() { "summary_large_image" } else { "summary" };
    if let Some(Preview { url, size, alt, media_type }) = picture {
        head.meta("property", "og:image", &url);
        if let Some(media_type) = media_type {
            head.meta("property", "og:image:type", media_type);
        }
        if let Some(Size { width, height }) = size {
            head.meta("property", "og:image:width", &width.to_string());
            head.meta("property", "og:image:height", &height.to_string());
        }
        if let Some(alt) = alt {
            head.meta("property", "og:image:alt", &alt);
        }
    }
    match &page.needs {
        Needs::Story(id) => article(edition, *id, head),
        Needs::Player(id) if edition.site.player(*id).kind == PlayerKind::Person => {
            head.meta("property", "profile:username", &edition.site.player(*id).id);
        }
        Needs::Term(id, _) if edition.site.term(*id).taxonomy == AUTHORS => {
            head.meta("property", "profile:username", &edition.site.term(*id).id);
        }
        _ => {}
    }
    head.meta("name", "twitter:card", card);
    if let Some(account) = &config.publisher.twitter {
        head.meta("name", "twitter:site", account);
    }
}

fn og_type(edition: &Edition, page: &Page) -> &'static str {
    let site = &edition.site;
    match &page.needs {
        Needs::Story(_) => "article",
        Needs::Player(id) if site.player(*id).kind == PlayerKind::Person => "profile",
        Needs::Term(id, _) if site.term(*id).taxonomy == AUTHORS => "profile",
        _ => "website",
    }
}

/// Who wrote a story, when, and about what.
fn article(edition: &Edition, id: StoryId, head: &mut Head) {
    let site = &edition.site;
    let story = site.story(id);
    let document = &story.document;
    let language = edition.paths.language(&document.origin.language);
    head.meta("property", "article:published_time", &document.date.value.iso());
    if let Some(updated) = &document.updated {
        head.meta("property", "article:modified_time", &updated.iso());
    }
    if let Some(expires) = &document.expires {
        head.meta("property", "article:expiration_time", &expires.iso());
    }
    // Whoever did something other than write is no author, and a path is no address.
    let credits = edition.credits(story, language).into_iter();
    let has_address = site.config.has_base_url();
    for credit in credits.filter(|credit| credit.role.is_none() && has_address) {
        let address = format!("{}{}", site.config.origin(), credit.url);
        head.meta("property", "article:author", &encoded(&address));
    }
    let topics = story.terms_of(TOPICS).iter().map(|id| edition.term_link(*id, language));
    for (at, topic) in topics.enumerate() {
        if at == 0 {
            head.meta("property", "article:section", &topic.name);
        }
        head.meta("property", "article:tag", &topic.name);
    }
    let accounts = story.authors.iter().filter_map(|(author, _)| {
        site.term(*author).document.as_ref().and_then(|document| document.fediverse.as_ref())
    });
    let mut accounts = accounts.peekable();
    let newspaper = site.config.publisher.fediverse.iter().filter(|_| accounts.peek().is_none());
    let newspaper: Vec<_> = newspaper.collect();
    for account in accounts.chain(newspaper) {
        head.meta("name", "fediverse:creator", account);
    }
}

/// The languages as `fr_CA`, where they have a territory: Open Graph takes none without.
fn locales(view: &PageView, head: &mut Head) {
    let locale = |code: &str| {
        let (language, territory) = code.rsplit_once('-')?;
        let is_territory =
            territory.len() == 2 && territory.chars().all(|c| c.is_ascii_alphabetic());
        let language = language.split('-').next().unwrap_or(language);
        is_territory.then(|| format!("{language}_{}", territory.to_ascii_uppercase()))
    };
    if let Some(own) = locale(&view.language) {
        head.meta("property", "og:locale", &own);
    }
    for other in view.translations.iter().filter_map(|other| locale(&other.code)) {
        head.meta("property", "og:locale:alternate", &other);
    }
}

/// The page's share card, else its own picture, else the newspaper's.
fn picture(edition: &Edition, page: &Page, view: &PageView) -> Option<Preview> {
    let config = &edition.site.config;
    if matches!(page.needs, Needs::Story(_) | Needs::Quote(_))
        && let Some(card) = share_card(edition, &page.url, &view.title)
    {
        return Some(card);
    }
    if let Some(own) = edition.image_of(page).and_then(|image| preview(edition, image)) {
        return Some(own);
    }
    let usual = config.publisher.image.as_ref().filter(|usual| is_shown(&usual.value))?;
    let path = picture_path(&usual.value).unwrap_or_else(|| usual.value.to_string());
    Some(Preview {
        url: encoded(&whole_address(&printed(&path, config.base_path()), config.origin(), "")),
        size: edition.site.shown(&usual.value).and_then(|shown| shown.picture()?.size),
        alt: None,
        media_type: None,
    })
}
