//! A proof: everything that came of one run over a source tree. The next run takes over what is
//! still true of it, so that it does no more work than an edit asks for.

use std::sync::Arc;

use xxhash_rust::xxh3::Xxh3Default;

use crate::config::{self, Config};
use crate::data::{self, Data};
use crate::diagnostic::{Diagnostic, has_errors};
use crate::edition::Edition;
use crate::link::{Linked, Touched};
use crate::options::Options;
use crate::parse::Documents;
use crate::picture::Pictures;
use crate::source::{AssetBytes, SourceFile, SourceTree, feed};
use crate::theme::Theme;
use crate::{plan, render};

/// Everything that came of one run.
#[derive(Clone, Default)]
pub struct Proof {
    /// The edition, as far as one could be made. With errors among the problems it must not be
    /// printed. There is none where the settings or the theme cannot be read at all.
    pub edition: Option<Arc<Edition>>,
    /// Everything that is wrong, as it is told: with the site's severities, without what is waived,
    /// sorted by file and place.
    pub problems: Vec<Diagnostic>,
    /// What may differ from the edition of the proof that was taken over.
    pub touched: Touched,
    /// What each stage made, for the next run.
    pub(crate) kept: Stages,
}

/// What came of the files of a tree one by one: the first half of a run.
pub struct Parsed {
    /// The settings, where they can be understood.
    pub(crate) config: Option<Arc<Config>>,
    /// What each stage made so far; what is not made yet is that of the earlier run.
    pub(crate) kept: Stages,
    /// What is wrong.
    pub(crate) problems: Vec<Diagnostic>,
}

/// Whether other runs stand around a run.
#[derive(Clone, Copy)]
pub enum Run<'a> {
    /// It takes over what is still true of an earlier one, and keeps all that the next can take.
    After(&'a Proof),
    /// It is the only one: there is nothing to take over, and nothing is kept.
    Once,
}

/// What each stage made.
#[derive(Clone, Default)]
pub(crate) struct Stages {
    pub(crate) config: Kept<Option<Arc<Config>>>,
    pub(crate) theme: Kept<Option<Arc<Theme>>>,
    pub(crate) data: Kept<Arc<Data>>,
    pub(crate) pictures: Kept<Arc<Pictures>>,
    /// The settings that the documents were parsed with.
    pub(crate) reader: Option<Arc<Config>>,
    pub(crate) documents: Documents,
    pub(crate) linked: Option<Linked>,
    /// The problems of the plan.
    pub(crate) planned: Vec<Diagnostic>,
}

/// The product of a stage, with a digest of what it was made from.
#[derive(Clone, Default)]
pub(crate) struct Kept<T> {
    pub(crate) value: T,
    pub(crate) problems: Vec<Diagnostic>,
    /// None as long as nothing was made.
    from: Option<u128>,
}

impl<T: Clone> Kept<T> {
    /// The same product where it would be made from the same things, else a new one.
    fn or_made(&self, from: u128, make: impl FnOnce() -> (T, Vec<Diagnostic>)) -> Kept<T> {
        if self.from == Some(from) {
            return self.clone();
        }
        let (value, problems) = make();
        Kept { value, problems, from: Some(from) }
    }
}

impl Stages {
    /// The settings.
    pub(crate) fn config(&self, tree: &SourceTree, options: &Options) -> Kept<Option<Arc<Config>>> {
        let mut digest = Xxh3Default::new();
        digest.update(&tree.text("site.toml").map_or(0, |text| text.hash).to_le_bytes());
        digest.update(options.base_url.as_deref().unwrap_or_default().as_bytes());
        self.config.or_made(digest.digest128(), || {
            let (config, problems) = config::config(tree);
            let base_url = options.base_url.clone();
            let config = config.map(|config| match base_url {
                Some(base_url) => Config { base_url, ..config },
                None => config,
            });
            (config.map(Arc::new), problems)
        })
    }

    /// The theme that these settings ask for.
    pub(crate) fn theme(
        &self,
        tree: &SourceTree,
        config: &Arc<Config>,
    ) -> Kept<Option<Arc<Theme>>> {
        let known = self.config.value.as_ref().is_some_and(|known| Arc::ptr_eq(known, config));
        let kept = if known { self.theme.clone() } else { Kept::default() };
        kept.or_made(folders_digest(tree, &["fonts/", "i18n/", "templates/", "themes/"]), || {
            let (theme, problems) = render::theme::theme(tree, config);
            (theme.map(Arc::new), problems)
        })
    }

    /// The data files.
    pub(crate) fn data(&self, tree: &SourceTree) -> Kept<Arc<Data>> {
        self.data.or_made(folders_digest(tree, &["data/"]), || {
            let (data, problems) = data::data(tree);
            (Arc::new(data), problems)
        })
    }

    /// The pictures that content may show.
    pub(crate) fn pictures(&self, tree: &SourceTree, config: &Config) -> Kept<Arc<Pictures>> {
        let pictures = || (Arc::new(Pictures::of(tree, config)), Vec::new());
        self.pictures.or_made(Pictures::digest(tree, config), pictures)
    }

    /// The documents, where they were parsed with settings that read files as these do.
    pub(crate) fn documents_for(&self, config: &Config) -> Option<&Documents> {
        let alike = self.reader.as_ref().is_some_and(|reader| reader.reads_like(config));
        alike.then_some(&self.documents)
    }
}

impl Proof {
    /// This proof's edition with the site that was linked since, where nothing but the inside of
    /// documents has changed, and with what may differ. `None` where the pages have to be listed
    /// anew.
    pub(crate) fn replanned(&self, new: &Stages, tree: &SourceTree) -> Option<(Edition, Touched)> {
        let (old, linked) = (self.edition.as_ref()?, new.linked.as_ref()?);
        let same_theme = new.theme.value.as_ref().is_some_and(|new| Arc::ptr_eq(new, &old.theme));
        let same_data = Arc::ptr_eq(&new.data.value, &self.kept.data.value);
        // What the plan had to say has places in files that may have changed since.
        if !same_theme || !same_data || !self.kept.planned.is_empty() {
            return None;
        }
        let edition = plan::again(old, linked, tree)?;
        Some((edition, linked.touched.clone()))
    }

    /// The edition, where it may be printed.
    pub fn printable(&self) -> Option<&Arc<Edition>> {
        self.edition.as_ref().filter(|_| !has_errors(&self.problems))
    }

    /// The settings, as far as they can be understood.
    pub fn config(&self) -> Option<&Config> {
        self.kept.config.value.as_deref()
    }

    /// The next moment after which another edition would be made of the same files.
    pub fn until(&self) -> Option<jiff::Timestamp> {
        // Without settings nothing was linked in this run: what is kept is of an earlier one.
        self.config().and(self.kept.linked.as_ref()).and_then(|linked| linked.until)
    }

    /// How many files were parsed in this run.
    pub fn parsed(&self) -> usize {
        self.kept.documents.parsed
    }
}

/// A digest of everything below some folders, whose names end with a slash.
fn folders_digest(tree: &SourceTree, folders: &[&str]) -> u128 {
    let mut digest = Xxh3Default::new();
    for file in folders.iter().flat_map(|folder| tree.below(folder)) {
        match file {
            SourceFile::Text(text) => {
                feed(&mut digest, text.path.as_bytes());
                digest.update(&text.hash.to_le_bytes());
            }
            SourceFile::Asset(asset) => {
                feed(&mut digest, asset.path.as_bytes());
                match &asset.bytes {
                    AssetBytes::Memory(bytes) => feed(&mut digest, bytes),
                    AssetBytes::File { path, length, modified } => {
                        feed(&mut digest, path.as_os_str().as_encoded_bytes());
                        digest.update(&length.to_le_bytes());
                        digest.update(&modified.to_le_bytes());
                    }
                }
            }
        }
    }
    digest.digest128()
}
