//! Symbolic links: which of them lead out of a site, and which lead in circles.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The links that make up a loop, each by its real place.
///
/// Two links of one loop are met twice in a walk, once from either end; their set is the same, so
/// that the loop is told once.
pub(super) type Loop = BTreeSet<PathBuf>;

/// The links on the way from a folder to one below it that is the same folder.
pub(super) fn loop_through(ancestor: &Path, below: &Path) -> Loop {
    below
        .ancestors()
        .take_while(|path| *path != ancestor)
        .filter(|path| path.is_symlink())
        .map(real_place)
        .collect()
}

/// The loop of a link that leads, link by link, to itself; `None` for every other link.
pub(super) fn loop_of_links(link: &Path) -> Option<Loop> {
    let mut seen = Vec::new();
    let mut at = real_place(link);
    loop {
        if let Some(first) = seen.iter().position(|known| *known == at) {
            return Some(seen.split_off(first).into_iter().collect());
        }
        let target = fs::read_link(&at).ok()?;
        let next = real_place(&at.parent()?.join(target));
        seen.push(at);
        at = next;
    }
}

/// The place of a link itself: its folder without links, and its name.
fn real_place(link: &Path) -> PathBuf {
    let parts = link.parent().zip(link.file_name());
    parts
        .and_then(|(folder, name)| Some(folder.canonicalize().ok()?.join(name)))
        .unwrap_or_else(|| link.to_path_buf())
}

/// The path without links, of which the last parts need not exist yet.
pub(crate) fn real_path(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut real = PathBuf::new();
    for part in path.components() {
        if part == std::path::Component::ParentDir {
            real.pop();
            continue;
        }
        real.push(part);
        if let Ok(resolved) = real.canonicalize() {
            real = resolved;
        }
    }
    real
}
