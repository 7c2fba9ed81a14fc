//! The smaller versions of the pictures that content shows, as files to be printed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::edition::{CopiedFile, Made};
use crate::picture::Shown;
use crate::site::Site;
use crate::source::{SourceFile, SourceTree};

/// Every version of every picture that content names, by the pictures' files. Pictures that nothing
/// shows have none.
pub(super) fn versions(tree: &SourceTree, site: &Site) -> Vec<CopiedFile> {
    let shown = named(site).filter_map(|target| site.pictures.at(target));
    let shown: BTreeMap<&str, &Shown> = shown.map(|shown| (&*shown.source, shown)).collect();
    let mut files = Vec::new();
    // The same picture under one name in two folders has the same versions.
    let mut taken = BTreeSet::new();
    for (source, shown) in shown {
        let Some(SourceFile::Asset(asset)) = tree.files.get(source) else { continue };
        let versions = shown.versions.all().filter(|version| taken.insert(version.output.as_str()));
        files.extend(versions.map(|version| CopiedFile {
            output: version.output.clone(),
            bytes: asset.bytes.clone(),
            source: asset.path.clone(),
            named_by_hash: true,
            made: Made::Version(shown.read.clone(), version.clone()),
        }));
    }
    files
}

/// Whether two sites show the same pictures, so that the same versions are printed.
pub(super) fn are_the_same(old: &Site, new: &Site) -> bool {
    Arc::ptr_eq(&old.pictures, &new.pictures) && named(old).eq(named(new))
}

/// The pictures that content names.
fn named(site: &Site) -> impl Iterator<Item = &str> {
    site.found().flat_map(|found| &found.pictures).map(|picture| &*picture.target)
}
