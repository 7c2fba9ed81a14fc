//! The pictures of a site, by the addresses under which content names them.

use std::collections::BTreeMap;
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use xxhash_rust::xxh3::Xxh3Default;

use super::{Color, Development, Offer, Picture, Read, Versions};
use crate::config::Config;
use crate::source::{SourceTree, feed};

/// The pictures of a site that are shown as they are named: those in `static/`.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    /// By path within the site: `/images/boat.jpg`.
    by_path: BTreeMap<Arc<str>, Shown>,
}

/// A picture of the site.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The file within the source tree: `static/images/boat.jpg`.
    pub source: Arc<str>,
    /// What is known of it.
    pub read: Arc<Read>,
    /// Its smaller versions.
    pub versions: Versions,
    /// How pages offer them.
    pub offers: Vec<Offer>,
    /// Its mean color as CSS writes it.
    pub color: Option<Arc<str>>,
}

impl Shown {
    /// Its facts; none of one that cannot be read.
    pub fn picture(&self) -> Option<&Picture> {
        self.read.as_ref().as_ref().ok()
    }

    /// The offer in the picture's own format, and those in formats that take fewer bytes.
    pub fn offers_apart(&self) -> (Option<&Offer>, &[Offer]) {
        match self.offers.split_last() {
            Some((own, modern)) => (Some(own), modern),
            None => (None, &[]),
        }
    }
}

impl Pictures {
    /// The pictures of a source tree.
    pub fn of(tree: &SourceTree, config: &Config) -> Pictures {
        let pictures = tree.assets_below("static/").filter_map(|asset| {
            let read = asset.picture.clone()?;
            let path = Arc::from(asset.path.strip_prefix("static")?);
            let versions = match read.as_ref() {
                Ok(picture) => Versions::of(&asset.path, picture, &config.pictures),
                Err(_) => Versions::default(),
            };
            let offers = versions.offers(config.base_path());
            let color = match read.as_ref() {
                Ok(Picture { developed: Development::Done(Some(color)), .. }) => {
                    Some(color.css().into())
                }
                _ => None,
            };
            Some((path, Shown { source: asset.path.clone(), read, versions, offers, color }))
        });
        Pictures { by_path: pictures.collect() }
    }

    /// The picture at a path within the site, as [`picture_path`](crate::link::fill::picture_path)
    /// gives it: `%20` and the like may be in it, and what only browsers look at behind it.
    pub fn at(&self, path: &str) -> Option<&Shown> {
        if let Some(shown) = self.by_path.get(path) {
            return Some(shown);
        }
        let path = path.split(['?', '#']).next().unwrap_or_default();
        self.by_path.get(&*percent_decode_str(path).decode_utf8().ok()?)
    }

    /// A digest of all that the pictures of a tree are made from.
    pub fn digest(tree: &SourceTree, config: &Config) -> u128 {
        let mut digest = Xxh3Default::new();
        feed(&mut digest, config.base_path().as_bytes());
        feed(&mut digest, format!("{:?}", config.pictures).as_bytes());
        for asset in tree.assets_below("static/") {
            let Some(read) = &asset.picture else { continue };
            feed(&mut digest, asset.path.as_bytes());
            match read.as_ref() {
                Ok(picture) => {
                    digest.update(&picture.hash.to_le_bytes());
                    match &picture.developed {
                        Development::Undone => digest.update(b"u"),
                        Development::Done(None) => digest.update(b"d"),
                        Development::Done(Some(Color(color))) => digest.update(color),
                        Development::Failed(why) => feed(&mut digest, why.as_bytes()),
                    }
                }
                Err(why) => feed(&mut digest, why.as_bytes()),
            }
        }
        digest.digest128()
    }
}
