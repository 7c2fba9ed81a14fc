//! The desk where briefs become files: it knows the site, and what earlier briefs of the same run
//! have brought.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;

use crate::config::{Config, folded};
use crate::date::Moment;
use crate::import::{self, Brief, Guess, PlayerStub, slug};
use crate::parse::{self, Documents};
use crate::source::{SourceTree, Text};

/// What is known while briefs are imported.
pub struct Desk {
    config: Config,
    now: Timestamp,
    /// The stories by id: the file and its text.
    stories: HashMap<String, (String, Arc<str>)>,
    /// The names, aliases and ids of players with a file, folded.
    players: HashSet<String>,
}

/// A brief as files.
pub struct Copy {
    /// Within the site's folder.
    pub path: String,
    /// The story.
    pub text: String,
    /// The players that had no file, each with the path of the new one.
    pub players: Vec<(String, PlayerStub)>,
    /// What was guessed, by line.
    pub guesses: Vec<Guess>,
    /// What found no place, by line.
    pub unplaced: Vec<import::Line>,
}

/// What came of a brief.
pub enum Sorted {
    /// Files to write.
    New(Box<Copy>),
    /// The story is there, word for word, in that file.
    There(String),
    /// The story's name belongs to another story, in that file.
    Taken(String),
    /// There is nothing in it.
    Empty,
}

impl Desk {
    /// A desk for a site, with a moment for briefs that give none.
    pub fn new(tree: &SourceTree, config: Config, now: Timestamp) -> Desk {
        let (documents, _) = parse::parse(tree, &config, None);
        let stories = documents.stories.iter().map(|story| &story.origin.file);
        let stories = stories.filter_map(|file| tree.text(file)).map(taken).collect();
        Desk { config, now, stories, players: names(&documents) }
    }

    /// Reads a brief. Its files count as written from then on.
    pub fn sort(&mut self, text: &str) -> Sorted {
        let mut brief = import::brief(text, &self.config.vocabulary);
        if brief.headline.is_empty() {
            return Sorted::Empty;
        }
        let dated = brief.date.is_some();
        self.date(&mut brief);
        let id = slug(&brief.headline);
        let text = import::markdown(&brief);
        if let Some((file, there)) = self.stories.get(&id) {
            // A story that got its date from the clock is the same one a minute later.
            let same = match dated {
                true => **there == *text,
                false => undated(there) == undated(&text),
            };
            return if same { Sorted::There(file.clone()) } else { Sorted::Taken(file.clone()) };
        }
        let path = format!("content/stories/{id}.md");
        self.stories.insert(id, (path.clone(), text.as_str().into()));
        let mut players = Vec::new();
        for stub in import::players(&brief) {
            let known =
                self.players.contains(&folded(&stub.name)) || self.players.contains(&stub.id);
            if !known {
                self.players.extend([folded(&stub.name), stub.id.clone()]);
                players.push((format!("content/players/{}.md", stub.id), stub));
            }
        }
        let Brief { mut guesses, unplaced, .. } = brief;
        guesses.sort_by_key(|guess| guess.line);
        Sorted::New(Box::new(Copy { path, text, players, guesses, unplaced }))
    }

    /// Gives a brief without a date the clock's, and tells of a date that is still ahead.
    fn date(&self, brief: &mut Brief) {
        let now = Moment::at(self.now, &self.config.zone);
        match brief.date {
            None => {
                let local = now.date().to_datetime(now.time().unwrap_or_default());
                let local = local.with().subsec_nanosecond(0).build().unwrap_or(local);
                brief.date = Some(import::Moment { local, offset: Some(now.offset()) });
                brief.guesses.push(Guess { line: 1, what: format!("dated now, {}", now.iso()) });
            }
            Some(date) => {
                let today = now.date().to_datetime(now.time().unwrap_or_default());
                if date.offset.is_none() && date.local > today {
                    let what = format!(
                        "dated {}, which is ahead: the story is shown from then on",
                        date.local
                    );
                    brief.guesses.push(Guess { line: 1, what });
                }
            }
        }
    }
}

/// A story's id with its file and text.
fn taken(text: &Text) -> (String, (String, Arc<str>)) {
    let name = text.path.rsplit('/').next().unwrap_or(&text.path);
    let id = crate::url::slug(name.strip_suffix(".md").unwrap_or(name));
    (id, (text.path.to_string(), text.text.clone()))
}

/// The names, aliases and ids of all players with a file, folded.
fn names(documents: &Documents) -> HashSet<String> {
    let mut names = HashSet::new();
    for player in &documents.players {
        names.insert(player.origin.id.to_string());
        names.insert(folded(&player.name.value));
        names.extend(player.aliases.iter().map(|alias| folded(&alias.value)));
    }
    names
}

/// A story without its date.
fn undated(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.starts_with("date = ")).collect()
}
