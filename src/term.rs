//! Terms: topics, authors, places, and those of the site's own taxonomies.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::parse::fields::At;
use crate::player::Translation;
use crate::site::{Found, Languages};
use crate::story::{Image, Origin, Prose, StoryId};
use crate::view::Free;

/// A term as parsed from its file.
#[derive(Clone, Debug)]
pub struct TermDocument {
    /// Where it comes from.
    pub origin: Origin,
    /// The taxonomy.
    pub taxonomy: usize,
    /// The name.
    pub name: At<Arc<str>>,
    /// One sentence.
    pub summary: Option<Arc<str>>,
    /// Other names.
    pub aliases: Vec<At<Arc<str>>>,
    /// A picture.
    pub image: Option<Image>,
    /// Of an author: the address to write to.
    pub email: Option<Arc<str>>,
    /// An author's account in the fediverse: `@nora@town.example`.
    pub fediverse: Option<Arc<str>>,
    /// Identity links.
    pub same_as: Vec<At<Arc<str>>>,
    /// The same in other languages.
    pub translations: BTreeMap<Arc<str>, Translation>,
    /// Free data.
    pub extra: Free,
}

/// The number of a term in [`crate::site::Site::terms`], which are sorted by taxonomy and id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub u32);

/// A term, linked.
#[derive(Clone, Debug)]
pub struct Term {
    /// The taxonomy.
    pub taxonomy: usize,
    /// The id, part of the URL.
    pub id: Arc<str>,
    /// The name.
    pub name: Arc<str>,
    /// What the file says; none for a term that only stories name.
    pub document: Option<Arc<TermDocument>>,
    /// The description.
    pub description: Prose,
    /// What was found while the description was filled.
    pub found: Found,
    /// Its stories, newest first.
    pub stories: Vec<StoryId>,
    /// The languages in which its page is printed.
    pub languages: Languages,
}
