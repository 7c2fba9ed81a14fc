//! What the symbolic links of a site lead to, which may lie outside the site's own folders.
//!
//! A file that is reached by a link changes at a place that is no path of the site. Which path is
//! then another file is not worked out: whatever happens at such a place, everything may have
//! changed. Links are rare.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;
use xxhash_rust::xxh3::Xxh3Default;

use super::ears::Reach;
use crate::disk::{Stamp, is_of_site, real_path};

/// What links lead to.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// The places: where each link points, step by step.
    pub(super) places: BTreeSet<PathBuf>,
    /// The hash of everything that is there by name and metadata, where it is not in the site's own
    /// folders.
    pub(super) hash: u64,
}

/// Follows links of the site in a folder. `hear` is called for each folder in which a change may be
/// one of the site.
pub(super) fn beside(
    root: &Path,
    links: Vec<PathBuf>,
    hear: &mut dyn FnMut(&Path, Reach),
) -> Beside {
    let mut places = BTreeSet::new();
    let mut hasher = Xxh3Default::new();
    let mut open = links;
    while let Some(link) = open.pop() {
        let Some(place) = place(&link) else { continue };
        // A link out of the site or to a folder that it is in is a problem, and is not followed.
        if !place.starts_with(root) || link.starts_with(&place) || !places.insert(place.clone()) {
            continue;
        }
        for folder in place.ancestors().skip(1).take_while(|folder| *folder != root) {
            hear(folder, Reach::Entries);
        }
        let within = place.strip_prefix(root).map(Path::to_string_lossy);
        if within.is_ok_and(|path| is_of_site(&path.replace('\\', "/"))) && !place.is_symlink() {
            continue;
        }
        // A link that ends in itself is there, and cannot be walked.
        fs::read_link(&place).ok().hash(&mut hasher);
        for entry in WalkDir::new(&place).sort_by_file_name().into_iter().flatten() {
            let Ok(metadata) = entry.metadata() else { continue };
            let at = entry.path();
            at.hash(&mut hasher);
            if metadata.is_dir() {
                hear(at, if entry.depth() == 0 { Reach::Tree } else { Reach::OfTree });
            } else {
                let stamp = Stamp::of(&metadata);
                (stamp.modified(), stamp.length).hash(&mut hasher);
            }
            if metadata.is_symlink() {
                open.push(at.to_path_buf());
            }
        }
    }
    Beside { places, hash: hasher.finish() }
}

/// Where a link points: the folder without links, and the name in it, which may be one again.
fn place(link: &Path) -> Option<PathBuf> {
    let target = link.parent()?.join(fs::read_link(link).ok()?);
    Some(match (target.parent(), target.file_name()) {
        (Some(folder), Some(name)) => real_path(folder).join(name),
        _ => real_path(&target),
    })
}
