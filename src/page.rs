//! Free pages: About, Contact, a corrections policy.

use std::sync::Arc;

use crate::config::Query;
use crate::date::Moment;
use crate::parse::fields::At;
use crate::site::Found;
use crate::story::{Image, Origin, Prose};
use crate::url::Url;
use crate::view::Free;

/// A free page as parsed from its file.
#[derive(Clone, Debug)]
pub struct PageDocument {
    /// Where it comes from.
    pub origin: Origin,
    /// The folders below `content/pages/`, with a slash at the end.
    pub folder: Arc<str>,
    /// The title.
    pub title: Arc<str>,
    /// The sentence under it.
    pub dek: Option<Arc<str>>,
    /// When it was last updated.
    pub updated: Option<Moment>,
    /// A picture.
    pub image: Option<Image>,
    /// The last part of the URL, where it is not the file's name.
    pub slug: Option<At<Arc<str>>>,
    /// Paths that lead here too.
    pub aliases: Vec<At<Arc<str>>>,
    /// Whether it is unfinished.
    pub draft: bool,
    /// Its own template.
    pub template: Option<At<Arc<str>>>,
    /// The lists that it wants.
    pub queries: Vec<Query>,
    /// Free data.
    pub extra: Free,
    /// Every anchor in its body that a link may lead to.
    pub anchors: Vec<Arc<str>>,
    /// How many words its body has.
    pub words: usize,
}

/// A free page, linked.
#[derive(Clone, Debug)]
pub struct FreePage {
    /// What its file says.
    pub document: Arc<PageDocument>,
    /// Its URL.
    pub url: Url,
    /// The body.
    pub html: Prose,
    /// What was found while it was filled.
    pub found: Found,
}
