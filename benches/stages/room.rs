//! The newsroom that is measured: its folder, its files, and what each stage makes of them.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, OnceLock};
use std::{env, fs};

use newsprint::config::{self, Config};
use newsprint::data::{self, Data};
use newsprint::diagnostic::text::{Paint, text};
use newsprint::diagnostic::{Diagnostic, has_errors};
use newsprint::edition::Edition;
use newsprint::link::{self, Surroundings};
use newsprint::options::Options;
use newsprint::parse::{self, Documents};
use newsprint::picture::Pictures;
use newsprint::render::theme;
use newsprint::site::Site;
use newsprint::source::{SourceFile, SourceTree, Text};
use newsprint::theme::Theme;
use newsprint::{disk, plan};
use tempfile::TempDir;

use crate::newsroom;

/// The themes that are measured.
pub const THEMES: [&str; 2] = ["wire", "broadsheet"];

/// The folder of a newsroom that was made for this run, until it is cleared.
static MADE: Mutex<Option<TempDir>> = Mutex::new(None);

/// The newsroom's folder: that of `NEWSROOM`, else one that is made.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| match env::var_os("NEWSROOM") {
    Some(folder) => PathBuf::from(folder),
    None => {
        let made = tempfile::tempdir().expect("a folder for the newsroom");
        for (path, text) in newsroom::files(stories()) {
            let path = made.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file of the newsroom");
        }
        let path = made.path().to_path_buf();
        *MADE.lock().expect("the folder") = Some(made);
        path
    }
});

static TREE: LazyLock<SourceTree> = LazyLock::new(|| {
    let (tree, problems) = disk::read(&FOLDER);
    fine(&problems, &tree);
    tree
});

static ROOMS: [LazyLock<Room>; 2] =
    [LazyLock::new(|| Room::of(THEMES[0])), LazyLock::new(|| Room::of(THEMES[1]))];

/// What each stage makes of the newsroom with one theme, which is what the next stage starts from.
pub struct Room {
    pub tree: SourceTree,
    pub options: Options,
    pub config: Arc<Config>,
    pub theme: Arc<Theme>,
    pub data: Arc<Data>,
    /// The pictures.
    pub pictures: Arc<Pictures>,
    pub documents: Documents,
    site: OnceLock<Arc<Site>>,
}

/// How many stories are made.
fn stories() -> usize {
    let stories = env::var("NEWSROOM_STORIES").ok();
    stories.map_or(1000, |stories| stories.parse().expect("NEWSROOM_STORIES is a number"))
}

/// The newsroom's folder.
pub fn folder() -> &'static Path {
    &FOLDER
}

/// The newsroom with one of the themes.
pub fn room(theme: &str) -> &'static Room {
    &ROOMS[THEMES.iter().position(|known| *known == theme).expect("one of the themes")]
}

/// Deletes the folder that was made, which nobody would if it were left to a static value.
pub fn clear() {
    drop(MADE.lock().expect("the folder").take());
}

/// Ends the run where the newsroom has errors: no such edition would be printed.
fn fine(problems: &[Diagnostic], tree: &SourceTree) {
    assert!(!has_errors(problems), "{}", text(problems, tree, Paint::Plain));
}

impl Room {
    fn of(theme: &str) -> Room {
        let tree = with_theme(&TREE, theme);
        // Nothing of a newsroom is hidden, whenever its stories are dated.
        let now = "2026-11-02T00:00:00Z".parse().expect("a moment");
        let options = Options { future: true, ..Options::at(now) };
        let (_, problems) = newsprint::edition(&tree, &options);
        fine(&problems, &tree);
        let config = Arc::new(config::config(&tree).0.expect("settings"));
        let theme = Arc::new(theme::theme(&tree, &config).0.expect("a theme"));
        let data = Arc::new(data::data(&tree).0);
        let pictures = Arc::new(Pictures::of(&tree, &config));
        let documents = parse::parse(&tree, &config, None).0;
        Room { tree, options, config, theme, data, pictures, documents, site: OnceLock::new() }
    }

    /// What linking needs beside the documents.
    pub fn around(&self) -> Surroundings<'_> {
        Surroundings {
            config: &self.config,
            options: &self.options,
            signatures: &self.theme.signatures,
            kinds: self.theme.kinds,
            data: &self.data,
            pictures: &self.pictures,
        }
    }

    /// All documents, linked.
    pub fn site(&self) -> Arc<Site> {
        let linked = || link::link(&self.documents, self.around(), None).site;
        self.site.get_or_init(linked).clone()
    }

    /// An edition of which no page has been asked for yet.
    pub fn edition(&self) -> Edition {
        plan::plan(self.site(), self.theme.clone(), &self.tree, &self.data).0
    }

    /// How many bytes the texts of `content/` have.
    pub fn bytes(&self) -> usize {
        self.tree.texts_below("content/").map(|text| text.text.len()).sum()
    }
}

/// The same files, with another theme in the settings.
fn with_theme(tree: &SourceTree, theme: &str) -> SourceTree {
    let mut tree = tree.clone();
    let settings = tree.text("site.toml").expect("settings");
    // Tables come after the settings that belong to none.
    let (own, tables) =
        settings.text.split_at(settings.text.find("\n[").unwrap_or(settings.text.len()));
    let is_theme = |line: &&str| line.split_once('=').is_some_and(|(key, _)| key.trim() == "theme");
    let own: Vec<&str> = own.lines().filter(|line| !is_theme(line)).collect();
    let text = format!("theme = \"{theme}\"\n{}\n{tables}\n", own.join("\n"));
    let settings = Text::new("site.toml", &text);
    tree.files.insert(settings.path.clone(), SourceFile::Text(settings));
    tree
}
