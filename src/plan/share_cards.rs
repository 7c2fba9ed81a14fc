//! Lists the share cards: of which stories and quotes one can be drawn, and of which not for want of
//! letters.

use std::collections::BTreeMap;

use hashbrown::HashSet;

use crate::config::ShareCards;
use crate::diagnostic::text::counted_word;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::edition::{CopiedFile, Edition, Machine, Needs, Output, Page};
use crate::render::previews;
use crate::render::share_cards::CardOf;
use crate::site::Site;
use crate::theme::Theme;
use crate::url::Url;

/// Where the share card of a page lies: beside it.
pub fn share_card_of(page: &Url) -> Url {
    Url::file(&format!("{}card.png", page.as_str()))
}

/// Every share card that is to be printed, and why others are not; `pages` are those for readers.
pub(super) fn share_cards(
    site: &Site,
    theme: &Theme,
    pages: &[Page],
    files: &[CopiedFile],
) -> (Vec<Page>, Vec<Diagnostic>) {
    let own: HashSet<&str> = files.iter().map(|file| file.output.as_str()).collect();
    let (mut cards, mut unset) = (Vec::new(), BTreeMap::new());
    for page in pages {
        let Some(of) = wanted(site, theme, page) else { continue };
        let url = share_card_of(&page.url);
        // A file in `static/` at the same place is the site's own.
        if own.contains(url.output().as_str()) {
            continue;
        }
        match missing(site, theme, of) {
            None => {
                let machine = Machine::ShareCard(of);
                let kind = machine.kind();
                let (template, needs) = (of.template().into(), Needs::Machine(machine));
                let source = None;
                cards.push(Page { url, kind, template, language: page.language, needs, source });
            }
            Some(letter) => {
                unset.entry(script(letter)).or_insert_with(Vec::new).push((letter, page))
            }
        }
    }
    let problems = unset.into_iter().map(|(script, unset)| problem(theme, script, &unset));
    (cards, problems.collect())
}

/// Whether an edition that shows other words on the same pages has the same share cards.
pub(super) fn are_the_same(edition: &Edition) -> bool {
    let (site, theme) = (&*edition.site, &*edition.theme);
    if !theme.kinds.story_cards && !theme.kinds.quote_cards {
        return true;
    }
    let is_drawn = |page: &Page| {
        wanted(site, theme, page).is_some_and(|of| missing(site, theme, of).is_none())
    };
    edition.pages.iter().filter(|page| !page.is_for_machines()).all(|page| {
        match edition.outputs.get(&share_card_of(&page.url).output()) {
            Some(Output::File(_)) => true,
            drawn => is_drawn(page) == drawn.is_some(),
        }
    })
}

/// The card that a page is to have.
fn wanted(site: &Site, theme: &Theme, page: &Page) -> Option<CardOf> {
    match page.needs {
        Needs::Story(id) if theme.kinds.story_cards => {
            let image = site.story(id).document.image.as_ref();
            let is_shown = image.is_some_and(|image| previews::is_shown(&image.src.value));
            let is_wanted = site.config.outputs.share_cards == ShareCards::All || !is_shown;
            is_wanted.then_some(CardOf::Story(id))
        }
        Needs::Quote(id) if theme.kinds.quote_cards => Some(CardOf::Quote(id)),
        _ => None,
    }
}

/// A letter that a card needs and no font has.
fn missing(site: &Site, theme: &Theme, of: CardOf) -> Option<char> {
    let fonts = &theme.fonts;
    let any = |texts: &[Option<&str>]| texts.iter().flatten().find_map(|text| fonts.missing(text));
    match of {
        CardOf::Story(id) => {
            let document = &site.story(id).document;
            any(&[Some(&document.title), document.dek.as_deref()])
        }
        CardOf::Quote(id) => {
            let quote = site.quote(id);
            let speaker = &site.player(quote.speaker).name;
            let (title, organization) = (quote.title.as_deref(), quote.organization.as_deref());
            any(&[Some(&quote.text), Some(speaker), title, organization])
        }
    }
}

/// Why some pages have no card: their letters in one script, each with a page that has it.
fn problem(theme: &Theme, script: &str, unset: &[(char, &Page)]) -> Diagnostic {
    let count = counted_word(unset.len(), "share card");
    let of = unset.iter().find_map(|(letter, page)| Some((*letter, page.source.as_ref()?)));
    let letter = of.map_or(unset[0].0, |(letter, _)| letter);
    let first = of.map_or_else(|| unset[0].1.url.to_string(), |(_, source)| source.to_string());
    let message = match theme.fonts.is_empty() {
        true => format!("{count} cannot be drawn: there is no font to set them in"),
        false => {
            format!("{count} cannot be drawn: no font has `{letter}` ({script}), which {first} has")
        }
    };
    Diagnostic::new(Code::UndrawnCard, message)
        .hint("put a font that has the letters into `fonts/`, in TrueType or OpenType: `fonts/display.ttf` for headlines, `fonts/text.ttf` for the rest, or one font under any name for both")
        .at(Place::file(&"site.toml".into()))
}

/// The script of a letter, in English.
#[cfg(feature = "cards")]
fn script(letter: char) -> &'static str {
    unicode_script::UnicodeScript::script(&letter).full_name()
}

/// Without the feature no card is wanted.
#[cfg(not(feature = "cards"))]
fn script(_: char) -> &'static str {
    ""
}
