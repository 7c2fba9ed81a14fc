//! The source tree: the files that a site is made from, as read and before anything is understood.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::path::PathBuf;
use std::sync::Arc;

use xxhash_rust::xxh3::{Xxh3Default, xxh3_128};

use crate::picture;

/// All files of a site, by path within the site's folder, with forward slashes.
///
/// The embedded themes stand in it as `themes/broadsheet/...` and `themes/wire/...` unless the site
/// has a folder of that name, so that no later stage knows where a file came from.
#[derive(Clone, Debug, Default)]
pub struct SourceTree {
    /// The files, sorted by path.
    pub files: BTreeMap<Arc<str>, SourceFile>,
}

/// One file as read.
#[derive(Clone, Debug)]
pub enum SourceFile {
    /// A text that newsprint reads: content, settings, templates, styles, data.
    Text(Text),
    /// A file that is only copied: pictures, fonts, whatever lies in `static/`.
    Asset(Asset),
}

/// The word that every waiver starts with.
pub const WAIVER: &str = "newsprint-allow";

/// A text with the hash of its bytes.
#[derive(Clone, Debug)]
pub struct Text {
    /// The file's path within the source tree.
    pub path: Arc<str>,
    /// The text, without a byte order mark.
    pub text: Arc<str>,
    /// XXH3 of the bytes: two texts of one hash are taken as equal.
    pub hash: u128,
    /// Whether the text may hold a waiver. It is looked for once, when the text is read, so that no
    /// run has to search all texts of a site again.
    pub waives: bool,
}

impl Text {
    /// A text under a path. A byte order mark goes, and lines end with `\n` alone, so that places
    /// mean the same however an editor ends its lines; lines and columns are those of the file.
    pub fn new(path: &str, text: &str) -> Text {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let hash = xxh3_128(text.as_bytes());
        let text: Arc<str> = match text.contains("\r\n") {
            true => text.replace("\r\n", "\n").into(),
            false => text.into(),
        };
        let waives = memchr::memmem::find(text.as_bytes(), WAIVER.as_bytes()).is_some();
        Text { path: path.into(), text, hash, waives }
    }
}

/// A file to be copied. Two are equal if, as far as can be told without reading them, they have the
/// same bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// The file's path within the source tree.
    pub path: Arc<str>,
    /// Where the bytes are.
    pub bytes: AssetBytes,
    /// What its bytes say of the picture in them; none for other files than pictures.
    pub picture: Option<Arc<picture::Read>>,
}

impl Asset {
    /// A file in memory.
    pub fn in_memory(path: Arc<str>, bytes: Arc<[u8]>) -> Asset {
        let picture = picture::read(&path, &bytes).map(Arc::new);
        Asset { path, bytes: AssetBytes::Memory(bytes), picture }
    }
}

/// The bytes of an asset; large files stay where they are until they are copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssetBytes {
    /// On disk, as it was when it was listed.
    File {
        /// Where it is.
        path: PathBuf,
        /// Its length in bytes.
        length: u64,
        /// When it was last changed, in nanoseconds since the epoch. It tells a changed file from
        /// the same one before, and is for nothing else: an edition does not depend on it.
        modified: i128,
    },
    /// In memory: files of the embedded theme, and everything in tests.
    Memory(Arc<[u8]>),
}

impl AssetBytes {
    /// How many there are.
    pub fn length(&self) -> u64 {
        match self {
            AssetBytes::File { length, .. } => *length,
            AssetBytes::Memory(bytes) => bytes.len() as u64,
        }
    }
}

/// Feeds bytes into a digest with their length, so that a file's name and what it holds cannot run
/// together.
pub(crate) fn feed(digest: &mut Xxh3Default, bytes: &[u8]) {
    digest.update(&(bytes.len() as u64).to_le_bytes());
    digest.update(bytes);
}

impl SourceTree {
    /// A tree of texts, for tests and for tools that hold a site in memory.
    pub fn of_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> SourceTree {
        let files = texts.into_iter().map(|(path, text)| {
            let text = Text::new(path, text);
            (text.path.clone(), SourceFile::Text(text))
        });
        SourceTree { files: files.collect() }
    }

    /// The text at `path`, if there is one.
    pub fn text(&self, path: &str) -> Option<&Text> {
        match self.files.get(path) {
            Some(SourceFile::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Takes those texts of content out that nobody asks for once they are parsed: all in which
    /// nothing can be waived, in the order of their paths.
    pub fn take_content(&mut self) -> Vec<Text> {
        let is_taken = |file: &SourceFile| match file {
            SourceFile::Text(text) => text.path.starts_with("content/") && !text.waives,
            SourceFile::Asset(_) => false,
        };
        let taken = self.files.extract_if(.., |_, file| is_taken(file));
        let texts = taken.filter_map(|(_, file)| match file {
            SourceFile::Text(text) => Some(text),
            SourceFile::Asset(_) => None,
        });
        texts.collect()
    }

    /// The texts below a folder, in the order of their paths. `folder` ends with a slash.
    pub fn texts_below<'t>(&'t self, folder: &str) -> impl Iterator<Item = &'t Text> {
        self.below(folder).filter_map(|file| match file {
            SourceFile::Text(text) => Some(text),
            SourceFile::Asset(_) => None,
        })
    }

    /// The assets below a folder, in the order of their paths. `folder` ends with a slash.
    pub fn assets_below<'t>(&'t self, folder: &str) -> impl Iterator<Item = &'t Asset> {
        self.below(folder).filter_map(|file| match file {
            SourceFile::Asset(asset) => Some(asset),
            SourceFile::Text(_) => None,
        })
    }

    /// Whether anything lies below a folder. `folder` ends with a slash.
    pub fn below_any(&self, folder: &str) -> bool {
        self.below(folder).next().is_some()
    }

    /// The names of all themes, the built-in ones among them, in their order.
    pub fn themes(&self) -> impl Iterator<Item = &str> {
        self.texts_below("themes/").filter_map(|text| {
            let name = text.path.strip_prefix("themes/")?.strip_suffix("/theme.toml")?;
            (!name.contains('/')).then_some(name)
        })
    }

    /// Everything below a folder: one stretch of the sorted map.
    pub(crate) fn below<'t>(&'t self, folder: &str) -> impl Iterator<Item = &'t SourceFile> {
        self.files
            .range::<str, _>((Bound::Included(folder), Bound::Unbounded))
            .take_while(move |(path, _)| path.starts_with(folder))
            .map(|(_, file)| file)
    }
}
