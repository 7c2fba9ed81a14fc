//! `newsprint new`: a file to write in, with everything that its front matter may say.

use clap::{Args, Subcommand, ValueEnum};

use crate::cli::clock::now;
use crate::cli::folder::Folder;
use crate::cli::new_file::new_file;
use crate::cli::{Ending, Failure, Global, report};
use crate::config::folded;
use crate::date::{Moment, moment_in_text};
use crate::diagnostic::nearest;
use crate::import::slug;
use crate::parse::{self, Documents};

mod forms;

/// Makes a file for a story, a player, a quote or a page
///
/// The file has comments on everything that its front matter may say. Its path is printed. A file
/// that exists is never written over.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  newsprint new story \"Ferry drops the 7:10\"
  newsprint new player \"Ida Sund\"
  newsprint new player \"Harbor Robotics\" --kind organization
  newsprint new quote \"Labor Day speech\" --speaker \"Ida Sund\" --date 2026-09-07
  newsprint new page \"Corrections policy\"")]
pub struct New {
    #[command(subcommand)]
    pub what: What,
}

/// What is made.
#[derive(Debug, Subcommand)]
pub enum What {
    /// A story, as a draft
    Story(Story),
    /// A person or an organization in the news
    Player(Player),
    /// Words that stand on their own, from a speech or an interview, as a draft
    Quote(Quote),
    /// A page such as About
    Page(Page),
}

/// The arguments for a story.
#[derive(Debug, Args)]
pub struct Story {
    /// The headline
    pub title: String,
    /// When it is published, in the site's zone [default: now]
    #[arg(long, value_name = "TIME")]
    pub date: Option<String>,
}

/// The arguments for a player.
#[derive(Debug, Args)]
pub struct Player {
    /// The name
    #[arg(value_name = "NAME")]
    pub title: String,
    /// Somebody or something
    #[arg(long, value_enum, default_value_t, value_name = "KIND")]
    pub kind: Kind,
}

/// The arguments for a quote.
#[derive(Debug, Args)]
pub struct Quote {
    /// What the quote is about; the file's name and the URL are made from it
    pub title: String,
    /// Who said it: a player's name, alias or id
    #[arg(long, value_name = "NAME")]
    pub speaker: String,
    /// The day on which it was said [default: today]
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
}

/// The arguments for a page.
#[derive(Debug, Args)]
pub struct Page {
    /// The title
    pub title: String,
}

/// Somebody or something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Somebody.
    #[default]
    Person,
    /// A company, an agency, a union, a team.
    Organization,
}

/// Runs the command.
pub fn new(args: &New, global: &Global) -> Result<Ending, Failure> {
    let folder = Folder::read(global.root.as_deref())?;
    let config = folder.config()?;
    let (documents, _) = parse::parse(&folder.tree, &config, None);
    let moment = |text: &Option<String>| match text {
        Some(text) => moment_in_text(text, &config.zone)
            .map(|(moment, _)| moment)
            .map_err(|wrong| Failure::new(format!("--date: {wrong}"))),
        None => Ok(Moment::at(now(None, &config.zone)?, &config.zone)),
    };
    let (below, title, text) = match &args.what {
        What::Story(story) => {
            free_story(&documents, &file_name(&story.title)?)?;
            ("stories", &story.title, forms::story(&story.title, &moment(&story.date)?))
        }
        What::Player(player) => {
            free_player(&documents, &player.title)?;
            ("players", &player.title, forms::player(&player.title, player.kind))
        }
        What::Quote(quote) => {
            known_speaker(&folder, &quote.speaker)?;
            ("quotes", &quote.title, forms::quote(&quote.speaker, &moment(&quote.date)?))
        }
        What::Page(page) => {
            free_page(&folder, &file_name(&page.title)?)?;
            ("pages", &page.title, forms::page(&page.title))
        }
    };
    let within = format!("content/{below}/{}.md", file_name(title)?);
    let path = folder.path(&within);
    new_file(&path, text.as_bytes())?;
    report::answer(&format!("{}\n", path.display()))?;
    Ok(Ending::Fine)
}

/// The stem of the file for a title.
fn file_name(title: &str) -> Result<String, Failure> {
    if crate::url::slug(title).is_empty() {
        return Err(Failure::new(format!("nothing in `{title}` can be a file's name"))
            .hint("use letters or digits"));
    }
    Ok(slug(title))
}

/// Refuses a story whose id another one has, in whatever folder.
fn free_story(documents: &Documents, id: &str) -> Result<(), Failure> {
    match documents.stories.iter().find(|story| *story.origin.id == *id) {
        None => Ok(()),
        Some(story) => {
            Err(Failure::new(format!("the id `{id}` is taken by {}", story.origin.file))
                .hint("choose another headline; the file can be renamed later"))
        }
    }
}

/// Refuses a player that has a file already.
fn free_player(documents: &Documents, name: &str) -> Result<(), Failure> {
    let name = folded(name);
    let found = documents.players.iter().find(|player| {
        let aliases = player.aliases.iter().map(|alias| &alias.value);
        aliases.chain([&player.name.value]).any(|known| folded(known) == name)
    });
    match found {
        None => Ok(()),
        Some(player) => {
            let file = &player.origin.file;
            Err(Failure::new(format!("{} has a file already: {file}", player.name.value)))
        }
    }
}

/// Refuses a speaker whom the site does not know: the quote could not be built.
fn known_speaker(folder: &Folder, name: &str) -> Result<(), Failure> {
    let showing = crate::cli::clock::Showing { at: None, drafts: true, future: true };
    let (edition, _) = folder.edition(&showing.options(&folder.zone())?);
    let Some(edition) = edition else { return Ok(()) };
    let wanted = folded(name);
    let mut known = Vec::new();
    for player in &edition.site.players {
        known.extend([&player.id, &player.name]);
        known.extend(player.aliases());
    }
    if known.iter().any(|known| folded(known) == wanted) {
        return Ok(());
    }
    let failure = Failure::new(format!("there is no player `{name}`"));
    Err(match nearest(name, known.iter().map(|known| &***known)) {
        Some(near) => failure.hint(format!("did you mean `{near}`?")),
        None => failure.hint(format!("`newsprint new player \"{name}\"` makes one")),
    })
}

/// Refuses a page where the site has one of another kind.
fn free_page(folder: &Folder, id: &str) -> Result<(), Failure> {
    let showing = crate::cli::clock::Showing { at: None, drafts: true, future: true };
    let (edition, _) = folder.edition(&showing.options(&folder.zone())?);
    let url =
        match id.strip_suffix("index").filter(|above| above.is_empty() || above.ends_with('/')) {
            Some(above) => format!("/{above}"),
            None => format!("/{id}/"),
        };
    let taken = edition.as_ref().and_then(|edition| edition.page(&url));
    match taken {
        None => Ok(()),
        Some(page) => {
            let of = match &page.source {
                Some(file) => file.to_string(),
                None => format!("the page of the kind `{}`", page.kind),
            };
            Err(Failure::new(format!("{url} is taken by {of}")).hint("choose another title"))
        }
    }
}
