//! Cards: what lists and stories show of a story, a player, a quote or a term, each built once.

use std::sync::{Arc, OnceLock};

use crate::config::{FeedText, TOPICS};
use crate::date::Locale;
use crate::edition::{Cards, Edition, PlayerLink};
use crate::link::fill::picture_path;
use crate::picture::Shown;
use crate::player::{PlayerId, PlayerKind, Role};
use crate::quote::{Quote, QuoteId, Stands, anchor};
use crate::render::dates::date_view;
use crate::site::{Languages, Paths, Site, source_id};
use crate::story::{Image, Prose, Story, StoryId};
use crate::term::{Term, TermId};
use crate::theme::Kinds;
use crate::url::{encoded, printed};
use crate::view::{
    CreditView, DateView, Html, ImageView, LinkView, PlayerCard, QuoteCard, Shared, SourceView,
    StoryCard, TermCard, VersionsView, Words,
};

impl Cards {
    /// Places for the cards of everything in a site, none of which is made yet.
    pub(super) fn unmade(site: &Site, languages: usize) -> Cards {
        fn places<T>(count: usize) -> Vec<OnceLock<T>> {
            std::iter::repeat_with(OnceLock::new).take(count).collect()
        }
        // Where feeds hold whole texts, or there are none, nothing is kept.
        let kept = site.config.outputs.feeds.lists == Some(FeedText::Summary)
            || site.config.outputs.feeds.text == FeedText::Summary;
        let entries = if kept { site.stories.len() } else { 0 };
        let of_each = |count: usize| move |_| places(count);
        Cards {
            stories: places(site.stories.len()),
            dates: places(site.stories.len()),
            story_links: places(site.stories.len()),
            term_links: (0..languages).map(|_| places(site.terms.len())).collect(),
            credits: (0..languages).map(|_| places(site.terms.len())).collect(),
            entries: std::array::from_fn(|_| places(entries)),
            quotes: places(site.quotes.len()),
            passages: places(site.quotes.len()),
            players: (0..languages).map(of_each(site.players.len())).collect(),
            player_links: (0..languages).map(|_| places(site.players.len())).collect(),
            terms: (0..languages).map(|_| places(site.terms.len())).collect(),
            printed: Arc::default(),
        }
    }
}

/// What lists show of things. Each card is made when the first page asks for it, so that a preview
/// of one page does not wait for the cards of a whole newspaper.
impl Edition {
    /// What lists show of a story.
    pub fn story_card(&self, id: StoryId) -> Shared<StoryCard> {
        let made = || Shared::new(Maker { edition: self }.story(id, self.site.story(id)));
        self.cards.stories[id.0 as usize].get_or_init(made).clone()
    }

    /// The date of a story, in its language.
    pub fn story_date(&self, id: StoryId) -> Shared<DateView> {
        let made = || {
            let document = &self.site.story(id).document;
            let language = self.paths.language(&document.origin.language);
            Shared::new(date_view(&document.date.value, &self.languages[language].locale))
        };
        self.cards.dates[id.0 as usize].get_or_init(made).clone()
    }

    /// The headline and the address of a story.
    pub fn story_link(&self, id: StoryId) -> Shared<LinkView> {
        let made = || {
            let story = self.site.story(id);
            let url = story.url.under(self.site.config.base_path());
            Shared::new(LinkView { name: story.document.title.clone(), url })
        };
        self.cards.story_links[id.0 as usize].get_or_init(made).clone()
    }

    /// The name and the address of a term in a language.
    pub fn term_link(&self, id: TermId, language: usize) -> Shared<LinkView> {
        let made = || Shared::new(term_link(&self.site, &self.paths, &self.codes, (id, language)));
        self.cards.term_links[language][id.0 as usize].get_or_init(made).clone()
    }

    /// The authors of a story by name and page, in the story's language, with what each did where it
    /// is not the writing.
    pub fn authors<'a>(
        &self,
        story: &'a Story,
    ) -> impl Iterator<Item = (LinkView, Option<&'a Arc<str>>)> {
        let language = self.paths.language(&story.document.origin.language);
        story.authors.iter().map(move |(author, role)| {
            let place = (*author, language);
            (term_link(&self.site, &self.paths, &self.codes, place), role.as_ref())
        })
    }

    /// The byline of a story in a language. Nearly all credits are for the writing, and the same for
    /// all stories of the author.
    pub fn credits(&self, story: &Story, language: usize) -> Vec<Shared<CreditView>> {
        let credit = |author: TermId, role: Option<Arc<str>>| {
            let place = (author, language);
            let LinkView { name, url } = term_link(&self.site, &self.paths, &self.codes, place);
            Shared::new(CreditView { name, url, role })
        };
        let credits = story.authors.iter().map(|(author, role)| match role {
            Some(role) => credit(*author, Some(role.clone())),
            None => {
                let known = &self.cards.credits[language][author.0 as usize];
                known.get_or_init(|| credit(*author, None)).clone()
            }
        });
        credits.collect()
    }

    /// What lists and stories show of a quote to readers of a language, which is nearly always that of
    /// its words.
    pub fn quote_card(&self, id: QuoteId, language: usize) -> Shared<QuoteCard> {
        let quote = self.site.quote(id);
        let maker = Maker { edition: self };
        let made = || Shared::new(maker.quote(quote, self.passage(id).cloned(), language));
        let own = *self.codes[language] == *quote.language;
        // Where a quote is in two lists alone, to make its card again costs less than its memory.
        let Kinds { quote_pages, quote_indexes, .. } = self.theme.kinds;
        match own && (quote_pages || quote_indexes) {
            true => self.cards.quotes[id.0 as usize].get_or_init(made).clone(),
            false => made(),
        }
    }

    /// The same where a story may say the quote: on the page of one, as the story does.
    pub fn quote_card_in(
        &self,
        story: Option<StoryId>,
        id: QuoteId,
        language: usize,
    ) -> Shared<QuoteCard> {
        let Some(quote) = self.site.own_quote(story, id) else {
            return self.quote_card(id, language);
        };
        let passage = self.passage_in(story, id);
        let mut card = Maker { edition: self }.quote(quote, passage, language);
        if let Some(source) = &mut card.source {
            // A page of sources lists what the first story says.
            let first = self.quote_card(id, language);
            let first = first.source.as_ref().filter(|first| first.url == source.url);
            source.page = first.and_then(|first| first.page.clone());
        }
        Shared::new(card)
    }

    /// Where links to the source of a quote lead: to its words there, where they can be named. To name
    /// them costs a look at each, and a quote is shown in many places.
    pub fn passage(&self, id: QuoteId) -> Option<&Arc<str>> {
        let base = self.site.config.base_path();
        let made = || self.site.quote(id).passage(base).map(Arc::from);
        self.cards.passages[id.0 as usize].get_or_init(made).as_ref()
    }

    /// The same of the source that a story gives.
    pub fn passage_in(&self, story: Option<StoryId>, id: QuoteId) -> Option<Arc<str>> {
        match self.site.own_quote(story, id) {
            Some(quote) => quote.passage(self.site.config.base_path()).map(Arc::from),
            None => self.passage(id).cloned(),
        }
    }

    /// What lists and stories show of a player in a language.
    pub fn player_card(&self, id: PlayerId, language: usize) -> Shared<PlayerCard> {
        let made = || Shared::new(Maker { edition: self }.player(id, language));
        self.cards.players[language][id.0 as usize].get_or_init(made).clone()
    }

    /// The name and the profile of a player in a language.
    pub(crate) fn player_link(&self, id: PlayerId, language: usize) -> &PlayerLink {
        let made = || Maker { edition: self }.player_link(id, language);
        self.cards.player_links[language][id.0 as usize].get_or_init(made)
    }

    /// The words of a quote, which are shown in places where nothing else may stand: what the theme
    /// would have to draw inside them is left out.
    pub fn quote_words(&self, quote: &Quote) -> Html {
        plain_words(&quote.html)
    }

    /// What lists show of a term in a language.
    pub fn term_card(&self, id: TermId, language: usize) -> Shared<TermCard> {
        let made = || Shared::new(Maker { edition: self }.term(self.site.term(id), language));
        self.cards.terms[language][id.0 as usize].get_or_init(made).clone()
    }
}

#[derive(Clone, Copy)]
struct Maker<'a> {
    edition: &'a Edition,
}

impl Maker<'_> {
    fn site(&self) -> &Site {
        &self.edition.site
    }

    fn locale(&self, language: usize) -> &Locale {
        &self.edition.languages[language].locale
    }

    fn url(&self, language: usize, path: &str) -> Arc<str> {
        let base = self.site().config.base_path();
        self.edition.paths.page(&self.edition.codes[language], path).under(base)
    }

    fn story(&self, id: StoryId, story: &Story) -> StoryCard {
        let document = &story.document;
        let language = self.edition.paths.language(&document.origin.language);
        let locale = self.locale(language);
        // What few stories have takes one word in the cards of all others.
        let updated = document.updated.as_ref();
        let image = document.image.as_ref();
        StoryCard {
            id: story.id().clone(),
            title: document.title.clone(),
            dek: document.dek.clone(),
            genre: document.label().map(Into::into),
            url: story.url.under(self.site().config.base_path()),
            date: self.edition.story_date(id),
            updated: updated.map(|moment| Shared::new(date_view(moment, locale))),
            authors: self.edition.credits(story, language),
            place: story.place.map(|place| self.edition.term_link(place, language)),
            topics: story
                .terms_of(TOPICS)
                .iter()
                .map(|id| self.edition.term_link(*id, language))
                .collect(),
            image: image.map(|image| Shared::new(image_view(image, self.site()))),
            corrected: !document.corrections.is_empty(),
        }
    }

    fn term(&self, term: &Term, language: usize) -> TermCard {
        let taxonomy = &self.site().config.taxonomies[term.taxonomy].id;
        let printed = best(term.languages, language);
        let document = term.document.as_ref();
        let translation =
            document.and_then(|doc| doc.translations.get(&self.edition.codes[language]));
        let own = document.and_then(|document| document.summary.clone());
        TermCard {
            id: term.id.clone(),
            name: translation
                .and_then(|other| other.name.clone())
                .unwrap_or_else(|| term.name.clone()),
            url: self.url(printed, &format!("{taxonomy}/{}", term.id)),
            summary: translation.and_then(|other| other.summary.clone()).or(own),
            image: document
                .and_then(|document| document.image.as_ref())
                .map(|image| image_view(image, self.site())),
        }
    }

    fn player_link(&self, id: PlayerId, language: usize) -> PlayerLink {
        let player = self.site().player(id);
        let document = player.document.as_ref();
        let translation =
            document.and_then(|doc| doc.translations.get(&self.edition.codes[language]));
        let name = translation.and_then(|other| other.name.clone());
        let url = self.url(best(player.languages, language), &format!("players/{}", player.id));
        PlayerLink { name: name.unwrap_or_else(|| player.name.clone()), url: Words::from(&*url) }
    }

    fn player(&self, id: PlayerId, language: usize) -> PlayerCard {
        let player = self.site().player(id);
        let document = player.document.as_ref();
        let translation =
            document.and_then(|doc| doc.translations.get(&self.edition.codes[language]));
        let PlayerLink { name, url } = self.edition.player_link(id, language);
        // An ended role would be a false title, and one to come a premature one.
        let held = |(role, _): &&(Role, Option<PlayerId>)| role.holds_on(self.site().today);
        let role = player.roles.iter().find(held);
        PlayerCard {
            id: player.id.clone(),
            kind: player.kind.as_str().into(),
            url: url.clone(),
            summary: translation
                .and_then(|other| other.summary.clone())
                .or_else(|| player.summary.clone()),
            title: role.and_then(|(role, _)| role.title.clone()),
            organization: role.and_then(|(role, organization)| match organization {
                Some(id) => Some(self.edition.player_link(*id, language).name.clone()),
                None => role.organization.as_ref().map(|name| name.value.clone()),
            }),
            image: document
                .and_then(|document| document.image.as_ref())
                .map(|image| image_view(image, self.site())),
            monogram: monogram(name, player.kind).into(),
            name: name.clone(),
        }
    }

    /// The day of a quote: nearly always that of the first story with it, whose date is there.
    fn said(&self, quote: &Quote, language: usize) -> Option<Shared<DateView>> {
        let said = quote.said.as_ref()?;
        let first = quote.stories.last().filter(|id| {
            let document = &self.site().story(**id).document;
            document.date.value == *said && document.origin.language == self.edition.codes[language]
        });
        Some(match first {
            Some(id) => self.edition.story_date(*id),
            None => Shared::new(date_view(said, self.locale(language))),
        })
    }

    fn quote(&self, quote: &Quote, passage: Option<Arc<str>>, language: usize) -> QuoteCard {
        // Sources are listed with the quotes of a language.
        let own = self.edition.paths.language(&quote.language);
        let base = self.site().config.base_path();
        QuoteCard {
            id: quote.id.clone(),
            url: quote.address(base),
            anchor: (quote.stands == Stands::OnProfile).then(|| anchor(&quote.id).into()),
            html: plain_words(&quote.html),
            text: quote.text.clone(),
            speaker: self.edition.player_card(quote.speaker, language),
            title: quote.title.clone(),
            organization: quote.organization.clone(),
            organization_url: quote
                .organization_player
                .map(|id| self.edition.player_link(id, language).url.clone()),
            source: quote.source.as_ref().map(|source| {
                let id = source_id(source).filter(|_| self.edition.theme.kinds.sources);
                let page = id.map(|id| self.url(own, &format!("sources/{id}")));
                SourceView {
                    name: source.name.clone(),
                    url: source.url.as_ref().map(|url| printed(url, base).into()),
                    passage,
                    domain: source.domain.clone(),
                    page,
                }
            }),
            said: self.said(quote, language),
            stories: quote.stories.iter().map(|id| self.edition.story_link(*id)).collect(),
            language: quote.language.clone(),
        }
    }
}

/// A term's name and page in a language.
pub fn term_link(
    site: &Site,
    paths: &Paths,
    codes: &[Arc<str>],
    (id, language): (TermId, usize),
) -> LinkView {
    let term = site.term(id);
    let taxonomy = &site.config.taxonomies[term.taxonomy].id;
    let document = term.document.as_ref();
    let translation = document.and_then(|doc| doc.translations.get(&codes[language]));
    let printed = &codes[best(term.languages, language)];
    LinkView {
        name: translation.and_then(|other| other.name.clone()).unwrap_or_else(|| term.name.clone()),
        url: paths.page(printed, &format!("{taxonomy}/{}", term.id)).under(site.config.base_path()),
    }
}

/// The wanted language where something is printed in it, else the first in which it is.
pub fn best(printed: Languages, wanted: usize) -> usize {
    match printed.has(wanted) {
        true => wanted,
        false => (0..64).find(|language| printed.has(*language)).unwrap_or(0),
    }
}

/// A picture with its printed address.
pub fn image_view(image: &Image, site: &Site) -> ImageView {
    let path = picture_path(&image.src.value);
    let src = match &path {
        Some(path) => encoded(&printed(path, site.config.base_path())).into(),
        None => encoded(&image.src.value).into(),
    };
    let shown = path.as_ref().and_then(|path| site.pictures.at(path));
    let picture = shown.and_then(Shown::picture);
    let size = picture.and_then(|picture| picture.size);
    let (own, modern) = shown.map(Shown::offers_apart).unwrap_or_default();
    let versions = modern.iter().map(|offer| VersionsView {
        media_type: offer.format.media_type().into(),
        srcset: offer.srcset.clone(),
    });
    ImageView {
        src,
        width: size.map(|size| size.width as usize),
        height: size.map(|size| size.height as usize),
        color: shown.and_then(|shown| shown.color.clone()),
        srcset: own.map(|own| own.srcset.clone()),
        versions: versions.collect(),
        alt: image.alt.clone().unwrap_or_else(|| "".into()),
        caption: image.caption.clone(),
        credit: site.credit(image).cloned(),
        license: image.license.clone(),
    }
}

/// The words of a quote. What the theme would have to draw inside them is left out: a quote is
/// shown in places where nothing else may stand.
pub fn plain_words(prose: &Prose) -> Html {
    match prose {
        Prose::Done(html) => html.clone(),
        Prose::Open(pieces) => {
            let html = pieces.iter().filter_map(|piece| match piece {
                crate::story::Drawn::Html(html) => Some(&**html),
                _ => None,
            });
            html.collect::<String>().into()
        }
    }
}

/// Two letters that stand in for a portrait: first and last name of a person, the first two
/// important words of an organization.
pub fn monogram(name: &str, kind: PlayerKind) -> String {
    let small = ["of", "the", "and", "for", "von", "de", "der", "und", "&"];
    let words: Vec<&str> = name
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter(|word| !small.contains(&word.to_lowercase().as_str()))
        .filter(|word| word.chars().next().is_some_and(char::is_alphanumeric))
        .collect();
    let suffix = |word: &&&str| {
        !matches!(word.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV" | "M.D" | "Ph.D")
    };
    let first = words.first();
    let last = match kind {
        PlayerKind::Person => words.iter().skip(1).rfind(suffix),
        PlayerKind::Organization => words.get(1),
    };
    let letters = first.into_iter().chain(last).filter_map(|word| word.chars().next());
    let mut monogram = String::new();
    for letter in letters {
        // Arabic letters would join into what looks like a word.
        if monogram.ends_with(|c: char| ('\u{600}'..='\u{6ff}').contains(&c)) {
            monogram.push('\u{200c}');
        }
        monogram.extend(letter.to_uppercase());
    }
    monogram
}
