//! Where things of the site are: what a link, a name or a file means as a URL.

use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use crate::config::{AUTHORS, Config, PLACES, TOPICS, folded};
use crate::link::Shown;
use crate::link::cast::Cast;
use crate::link::quotes::{Gathered, Quotes, references};
use crate::link::terms::Terms;
use crate::page::PageDocument;
use crate::parse::Documents;
use crate::player::PlayerId;
use crate::quote::{QuoteId, Stands};
use crate::site::{Languages, Paths};
use crate::story::{StoryDocument, StoryId, StoryManuscript};
use crate::term::TermId;
use crate::url::Url;

/// Something that a file of the site is printed as.
#[derive(Clone, Debug)]
pub enum Target {
    /// A story.
    Story(StoryId),
    /// A player.
    Player(PlayerId),
    /// A quote.
    Quote(QuoteId),
    /// A term.
    Term(TermId),
    /// A free page.
    Page(Url),
}

/// Where everything is.
pub struct Targets {
    /// The paths of languages.
    pub paths: Paths,
    /// The site's languages, the default one first.
    pub languages: Vec<Arc<str>>,
    /// The stories' pages.
    pub stories: Vec<Url>,
    /// The languages in which each term has a page.
    pub term_languages: Vec<Languages>,
    /// The story in whose text each quote stands; none where quotes have pages of their own.
    standing: Option<Vec<Option<StoryId>>>,
    by_file: HashMap<Arc<str>, Target>,
    hidden_files: HashSet<Arc<str>>,
}

/// Which stories a title or an id means.
pub struct Titles {
    /// The stories.
    pub stories: Vec<Arc<StoryDocument>>,
    by_name: HashMap<String, Vec<StoryId>>,
}

impl Titles {
    /// The titles and ids of all stories.
    pub fn of(shown: &Shown) -> Titles {
        let mut titles: HashMap<String, Vec<StoryId>> =
            HashMap::with_capacity(2 * shown.stories.len());
        for (index, story) in shown.stories.iter().enumerate() {
            let id = StoryId(index as u32);
            titles.entry(folded(&story.title)).or_default().push(id);
            titles.entry(story.origin.id.to_string()).or_default().push(id);
        }
        let stories = shown.stories.iter().map(|story| story.document.clone()).collect();
        Titles { stories, by_name: titles }
    }

    /// The story of that title or id, in that language where there is a choice.
    pub fn find(&self, name: &str, language: &str) -> Option<StoryId> {
        let stories = self.by_name.get(&folded(name)).or_else(|| self.by_name.get(name))?;
        let spoken = |id: &&StoryId| *self.stories[id.0 as usize].origin.language == *language;
        stories.iter().find(spoken).or(stories.first()).copied()
    }
}

impl Targets {
    /// Collects all places but those of quotes.
    pub fn of(shown: &Shown, cast: &Cast, terms: &Terms, config: &Config) -> Targets {
        let languages = config.language_codes();
        let mut targets = Targets {
            paths: Paths::of(config),
            stories: Vec::with_capacity(shown.stories.len()),
            term_languages: vec![Languages::default(); terms.terms.len()],
            standing: None,
            by_file: HashMap::with_capacity(shown.stories.len() + shown.players.len()),
            hidden_files: HashSet::new(),
            languages,
        };
        for (index, story) in shown.stories.iter().enumerate() {
            let id = StoryId(index as u32);
            targets.stories.push(targets.story_url(story, config));
            targets.by_file.insert(story.origin.file.clone(), Target::Story(id));
            targets.note_terms(story, terms);
        }
        for (index, player) in cast.players.iter().enumerate() {
            if let Some(document) = &player.document {
                let target = Target::Player(PlayerId(index as u32));
                targets.by_file.insert(document.origin.file.clone(), target);
            }
        }
        for (index, term) in terms.terms.iter().enumerate() {
            if let Some(document) = &term.document {
                let target = Target::Term(TermId(index as u32));
                targets.by_file.insert(document.origin.file.clone(), target);
                targets.term_languages[index] = targets.term_languages[index].with(0);
            }
        }
        // A topic that only a quote's file names has a page, to which the quote leads.
        for quote in &shown.quotes {
            let language = targets.language(&quote.origin.language);
            let topics = quote.topics.iter().filter_map(|name| terms.find(TOPICS, &name.value));
            for topic in topics {
                let languages = &mut targets.term_languages[topic.0 as usize];
                *languages = languages.with(language);
            }
        }
        for page in &shown.pages {
            let url = targets.page_url(page);
            targets.by_file.insert(page.origin.file.clone(), Target::Page(url));
        }
        targets
    }

    /// The same places with those of quotes that have a file, and with the files that have none.
    pub fn with_quotes(mut self, documents: &Documents, quotes: &Quotes) -> Targets {
        for quote in &quotes.quotes {
            if let Some(id) = quotes.find(&quote.id)
                && matches!(quote.from, crate::link::quotes::From::File(_))
            {
                self.by_file.insert(quote.place.file.clone(), Target::Quote(id));
            }
        }
        let stories = documents.stories.iter().map(|story| &story.origin.file);
        let pages = documents.pages.iter().map(|page| &page.origin.file);
        let quotes = documents.quotes.iter().map(|quote| &quote.origin.file);
        let files = stories.chain(pages).chain(quotes);
        let hidden = files.filter(|file| !self.by_file.contains_key(*file));
        self.hidden_files = hidden.cloned().collect();
        self
    }

    /// The same places for quotes without pages of their own: each is where its words stand, in
    /// the newest story that has them in its text.
    pub fn with_quotes_in_place(self, shown: &Shown, quotes: &Quotes) -> Targets {
        let mut standing = vec![None; quotes.quotes.len()];
        for (index, story) in shown.stories.iter().enumerate() {
            let said = quotes.of_story.get(index).into_iter().flatten().copied();
            let named = references(story).filter_map(|id| quotes.find(&id.value));
            for quote in said.chain(named) {
                standing[quote.0 as usize].get_or_insert(StoryId(index as u32));
            }
        }
        Targets { standing: Some(standing), ..self }
    }

    /// The page on which a quote stands by itself or among others, and which of these it is.
    pub fn quote(&self, id: QuoteId, quote: &Gathered) -> (Url, Stands) {
        let page = |path: String| self.paths.page(&quote.language, &path);
        match self.standing.as_ref().map(|standing| standing[id.0 as usize]) {
            None => (page(format!("quotes/{}", quote.id)), Stands::ByItself),
            Some(Some(story)) => (self.stories[story.0 as usize].clone(), Stands::InStory),
            Some(None) => (page(format!("players/{}", quote.speaker_id)), Stands::OnProfile),
        }
    }

    fn note_terms(&mut self, story: &StoryManuscript, terms: &Terms) {
        let (language, names) = (self.language(&story.origin.language), &story.names);
        let mut note = |taxonomy: usize, name: &str| {
            if let Some(term) = terms.find(taxonomy, name) {
                let languages = &mut self.term_languages[term.0 as usize];
                *languages = languages.with(language);
            }
        };
        names.authors.iter().for_each(|author| note(AUTHORS, &author.name.value));
        names.place.iter().for_each(|place| note(PLACES, &place.value));
        for (taxonomy, named) in &names.terms {
            named.iter().for_each(|name| note(*taxonomy, &name.value));
        }
    }

    /// The place of a language among the site's.
    pub fn language(&self, code: &str) -> usize {
        self.paths.language(code)
    }

    fn story_url(&self, story: &StoryDocument, config: &Config) -> Url {
        let slug = story.slug.as_ref().map_or(&story.origin.id, |slug| &slug.value);
        let path = config.story_url.path(&story.date.value, slug, &story.origin.id);
        self.paths.page(&story.origin.language, &path)
    }

    /// The URL of a free page.
    pub fn page_url(&self, page: &PageDocument) -> Url {
        let own = page.slug.as_ref().map_or(&page.origin.id, |slug| &slug.value);
        // `index.md` is the page of its folder.
        let own = if **own == *"index" { "" } else { own };
        self.paths.page(&page.origin.language, &format!("{}{own}", page.folder))
    }

    /// What a file of the site is printed as.
    pub fn file(&self, path: &str) -> Option<&Target> {
        self.by_file.get(path)
    }

    /// Whether a file is there and not part of this edition.
    pub fn is_hidden(&self, path: &str) -> bool {
        self.hidden_files.contains(path)
    }

    /// The files of the edition, for "did you mean".
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.by_file.keys().map(|path| &**path)
    }

    /// The language in which a page is linked: the wanted one where the page is printed in it,
    /// else the first in which it is.
    pub fn best(&self, printed: Languages, wanted: &str) -> &Arc<str> {
        let wanted = self.language(wanted);
        if printed.has(wanted) {
            return &self.languages[wanted];
        }
        let first = (0..self.languages.len()).find(|language| printed.has(*language));
        &self.languages[first.unwrap_or(0)]
    }

    /// A term's page.
    pub fn term_url(&self, id: TermId, terms: &Terms, config: &Config, wanted: &str) -> Url {
        let term = &terms.terms[id.0 as usize];
        let language = self.best(self.term_languages[id.0 as usize], wanted);
        let taxonomy = &config.taxonomies[term.taxonomy].id;
        self.paths.page(language, &format!("{taxonomy}/{}", term.id))
    }
}

/// The order in which `[[Name]]` looks through taxonomies: topics first.
pub fn taxonomies(config: &Config) -> impl Iterator<Item = usize> + use<> {
    let count = config.taxonomies.len();
    std::iter::once(TOPICS).chain((0..count).filter(|taxonomy| *taxonomy != TOPICS))
}
