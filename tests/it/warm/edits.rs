//! Random edits of a site: what editors, theme authors and version control do to its files.

use std::sync::Arc;

use newsprint::options::Options;
use newsprint::source::{Asset, SourceFile, SourceTree, Text};
use proptest::prelude::*;

mod pieces;

use pieces::{FILES, KEYS, PIECES, SETTINGS, THEME, WORDS};

/// One edit. The numbers choose among what the site has at that moment.
#[derive(Clone, Debug)]
pub struct Edit {
    kind: Kind,
    file: prop::sample::Index,
    at: prop::sample::Index,
    pick: prop::sample::Index,
    length: usize,
}

/// What is done.
#[derive(Clone, Copy, Debug)]
enum Kind {
    /// Some words are added to the body of a content file.
    Write,
    /// A stretch of a file is replaced by a piece that means something.
    Mix,
    /// A line of a file goes.
    DropLine,
    /// A key of front matter is added.
    AddKey,
    /// A text of front matter is replaced.
    Reword,
    /// A file with content that is known to be good comes, or takes the place of another.
    Create,
    /// A file goes.
    Delete,
    /// A file gets another name.
    Rename,
    /// A folder gets another name.
    MoveFolder,
    /// A file becomes a copy of another one of its folder.
    Copy,
    /// A line of `site.toml` is added.
    Configure,
    /// `site.toml` goes, or is there again.
    Settings,
    /// A file of the theme, or an override of one, is written.
    Theme,
    /// One of those goes again.
    Untheme,
    /// A static file comes or changes, of the site or of its theme.
    Static,
    /// The clock goes on, or back.
    Clock,
    /// Nothing at all.
    Nothing,
}

/// Any edit; small changes of texts are the most frequent.
pub fn edit() -> impl Strategy<Value = Edit> {
    let kinds = prop_oneof![
        6 => Just(Kind::Write), 4 => Just(Kind::Mix), 2 => Just(Kind::DropLine), 3 => Just(Kind::AddKey), 5 => Just(Kind::Reword),
        4 => Just(Kind::Create), 2 => Just(Kind::Delete), 2 => Just(Kind::Rename), 1 => Just(Kind::MoveFolder),
        1 => Just(Kind::Copy), 2 => Just(Kind::Configure), 2 => Just(Kind::Theme), 1 => Just(Kind::Static),
        1 => Just(Kind::Clock), 1 => Just(Kind::Nothing),
        1 => Just(Kind::Settings), 1 => Just(Kind::Untheme),
    ];
    let index = any::<prop::sample::Index>;
    (kinds, index(), index(), index(), 0usize..30).prop_map(|(kind, file, at, pick, length)| Edit {
        kind,
        file,
        at,
        pick,
        length,
    })
}

impl Edit {
    /// Edits a site; says what was done.
    pub fn apply(&self, tree: &mut SourceTree, options: &mut Options) -> String {
        match self.kind {
            Kind::Write => {
                self.text(tree, |text| format!("{} fog {}\n", text.trim_end(), self.length))
            }
            Kind::Mix => self.text(tree, |text| {
                let start = boundary(text, self.at.index(text.len() + 1));
                let end = boundary(text, (start + self.length).min(text.len())).max(start);
                format!("{}{}{}", &text[..start], self.one_of(PIECES), &text[end..])
            }),
            Kind::DropLine => self.text(tree, |text| {
                let lines: Vec<&str> = text.split_inclusive('\n').collect();
                let drop = self.at.index(lines.len().max(1));
                let kept = lines.iter().enumerate().filter(|(index, _)| *index != drop);
                kept.map(|(_, line)| *line).collect()
            }),
            Kind::AddKey => self.text(tree, |text| {
                text.replacen("+++\n", &format!("+++\n{}\n", self.one_of(KEYS)), 1)
            }),
            Kind::Reword => self.text(tree, |text| {
                let lines: Vec<&str> = text.split_inclusive('\n').collect();
                let texts = lines.iter().enumerate();
                let texts =
                    texts.filter(|(_, line)| line.contains(" = \"") && !line.starts_with('>'));
                let texts: Vec<usize> = texts.map(|(index, _)| index).collect();
                if texts.is_empty() {
                    return text.to_owned();
                }
                let at = texts[self.at.index(texts.len())];
                let key = lines[at].split(" = ").next().unwrap_or_default();
                let line = format!("{key} = \"{}\"\n", self.one_of(WORDS));
                let edited = lines.iter().enumerate();
                edited.map(|(index, old)| if index == at { line.as_str() } else { old }).collect()
            }),
            Kind::Create => {
                let (path, text) = FILES[self.pick.index(FILES.len())];
                put(tree, path, text)
            }
            Kind::Theme => {
                let (path, text) = THEME[self.pick.index(THEME.len())];
                put(tree, path, text)
            }
            Kind::Untheme => gone(tree, THEME[self.pick.index(THEME.len())].0),
            Kind::Delete => match self.own(tree) {
                Some(path) => gone(tree, &path),
                None => "nothing".to_owned(),
            },
            Kind::Settings => match tree.text("site.toml").is_some() {
                true => gone(tree, "site.toml"),
                false => put(tree, "site.toml", "title = \"The Bell\"\ntheme = \"dump\"\n"),
            },
            Kind::Rename => self.renamed(tree),
            Kind::MoveFolder => moved_folder(tree),
            Kind::Copy => self.copied(tree),
            Kind::Configure => {
                let Some(text) = tree.text("site.toml").map(|text| text.text.clone()) else {
                    return "nothing".to_owned();
                };
                let line = self.one_of(SETTINGS);
                // Half of the time the former lines of such edits go again.
                let first = text.split("# edit\n").next().unwrap_or_default();
                let base = if self.length.is_multiple_of(2) { first } else { &text };
                match line.starts_with('[') {
                    true => put(tree, "site.toml", &format!("{base}\n# edit\n{line}\n")),
                    false => put(tree, "site.toml", &format!("{line}\n{base}")),
                }
            }
            Kind::Static => {
                let files = ["static/boat.svg", "themes/dump/static/dot.svg", "static/2026/05/fog"];
                let path: Arc<str> = self.one_of(&files).into();
                // A name and a text that run into one another as others do.
                let (path, text): (Arc<str>, _) = match self.length % 4 {
                    0 => (format!("{path}1").into(), "2".to_owned()),
                    1 => (path, "12".to_owned()),
                    length => (path, format!("<svg>{length}</svg>")),
                };
                let asset = Asset::in_memory(path.clone(), text.into_bytes().into());
                tree.files.insert(path.clone(), SourceFile::Asset(asset));
                format!("{path} written")
            }
            Kind::Clock => {
                let hours = self.at.index(80) as i64 - 8;
                options.now += jiff::SignedDuration::from_hours(hours);
                format!("{hours} hours")
            }
            Kind::Nothing => "nothing".to_owned(),
        }
    }

    fn one_of<'p>(&self, pieces: &[&'p str]) -> &'p str {
        pieces[self.pick.index(pieces.len())]
    }

    /// A file of the site's own; never one of a theme, of which most edits would only break it.
    fn own(&self, tree: &SourceTree) -> Option<Arc<str>> {
        let own = tree.files.keys().filter(|path| !path.starts_with("themes/"));
        let own: Vec<&Arc<str>> = own.filter(|path| &***path != "site.toml").collect();
        (!own.is_empty()).then(|| own[self.file.index(own.len())].clone())
    }

    fn text(&self, tree: &mut SourceTree, edited: impl FnOnce(&str) -> String) -> String {
        let Some(path) = self.own(tree) else { return "nothing".to_owned() };
        let Some(text) = tree.text(&path).map(|text| text.text.clone()) else {
            return "nothing".to_owned();
        };
        put(tree, &path, &edited(&text))
    }

    fn renamed(&self, tree: &mut SourceTree) -> String {
        let Some(path) = self.own(tree) else { return "nothing".to_owned() };
        let Some((stem, ending)) = path.rsplit_once('.') else { return "nothing".to_owned() };
        let name = match self.length % 3 {
            0 => format!("{stem}-2.{ending}"),
            1 => format!("{stem}.fr.{ending}"),
            _ => stem
                .strip_suffix("-2")
                .map_or(format!("{stem}-3.{ending}"), |s| format!("{s}.{ending}")),
        };
        let Some(file) = tree.files.remove(&path) else { return "nothing".to_owned() };
        insert(tree, &name, &file);
        format!("{path} is {name} now")
    }

    fn copied(&self, tree: &mut SourceTree) -> String {
        let Some(path) = self.own(tree) else { return "nothing".to_owned() };
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let beside = tree.files.keys().filter(|other| other.starts_with(&folder));
        let beside: Vec<Arc<str>> = beside.cloned().collect();
        let other = &beside[self.at.index(beside.len())];
        let Some(file) = tree.files.get(other).cloned() else { return "nothing".to_owned() };
        insert(tree, &path, &file);
        format!("{path} is a copy of {other} now")
    }
}

/// The folder `content/stories/new/` becomes `content/stories/moved/`, or back.
fn moved_folder(tree: &mut SourceTree) -> String {
    let (new, moved) = ("content/stories/new/", "content/stories/moved/");
    let (from, to) = if tree.below_any(new) { (new, moved) } else { (moved, new) };
    let paths: Vec<Arc<str>> =
        tree.files.keys().filter(|path| path.starts_with(from)).cloned().collect();
    for path in paths {
        if let Some(file) = tree.files.remove(&path) {
            insert(tree, &path.replacen(from, to, 1), &file);
        }
    }
    format!("{from} is {to} now")
}

fn gone(tree: &mut SourceTree, path: &str) -> String {
    match tree.files.remove(path) {
        Some(_) => format!("{path} deleted"),
        None => "nothing".to_owned(),
    }
}

fn put(tree: &mut SourceTree, path: &str, text: &str) -> String {
    let text = Text::new(path, text);
    let what = format!("{path} is now:\n{}\n", text.text);
    tree.files.insert(text.path.clone(), SourceFile::Text(text));
    what
}

/// A file under another path.
fn insert(tree: &mut SourceTree, path: &str, file: &SourceFile) {
    let path: Arc<str> = path.into();
    let file = match file {
        SourceFile::Text(text) => SourceFile::Text(Text { path: path.clone(), ..text.clone() }),
        SourceFile::Asset(asset) => {
            SourceFile::Asset(Asset { path: path.clone(), ..asset.clone() })
        }
    };
    tree.files.insert(path, file);
}

fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
