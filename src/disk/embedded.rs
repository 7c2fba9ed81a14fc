//! The themes that come with newsprint, embedded in the binary.

use std::collections::BTreeSet;
use std::ops::Bound::{Included, Unbounded};
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use super::names::{Kind, is_passed_over, kind};
use super::read::path_of;
use crate::source::{Asset, SourceFile, SourceTree, Text};

/// The folder of themes as it was when newsprint was built.
static THEMES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// The embedded files as source files; made once, and shared by every tree of a long run.
static FILES: LazyLock<Vec<SourceFile>> = LazyLock::new(|| {
    let mut files = Vec::new();
    collect(&THEMES, &mut files);
    files
});

/// Adds the embedded themes that the tree has no folder for.
///
/// A theme comes whole from one place: with some files of the site and the rest of ours, an update
/// of newsprint would change half a theme. Single files are overridden in `templates/` instead.
pub(super) fn add_to(tree: &mut SourceTree) {
    let folders: BTreeSet<&str> = FILES.iter().map(|file| theme_folder(path_of(file))).collect();
    let absent: BTreeSet<&str> =
        folders.into_iter().filter(|folder| !has_folder(tree, folder)).collect();
    for file in FILES.iter().filter(|file| absent.contains(theme_folder(path_of(file)))) {
        tree.files.insert(path_of(file).clone(), file.clone());
    }
}

/// Whether a tree holds any file below a folder, whose name ends with a slash.
fn has_folder(tree: &SourceTree, folder: &str) -> bool {
    let next = tree.files.range::<str, _>((Included(folder), Unbounded)).next();
    next.is_some_and(|(path, _)| path.starts_with(folder))
}

/// The folder `themes/NAME/` of a path below it.
fn theme_folder(path: &str) -> &str {
    let end = path.match_indices('/').nth(1).map_or(path.len(), |(slash, _)| slash + 1);
    &path[..end]
}

/// Collects the files of an embedded folder and of those below it.
fn collect(folder: &Dir<'static>, files: &mut Vec<SourceFile>) {
    for file in folder.files() {
        let path = format!("themes/{}", file.path().to_string_lossy().replace('\\', "/"));
        if is_passed_over(&path) {
            continue;
        }
        let text = std::str::from_utf8(file.contents()).ok().filter(|_| kind(&path) == Kind::Text);
        files.push(match text {
            Some(text) => SourceFile::Text(Text::new(&path, text)),
            None => SourceFile::Asset(Asset::in_memory(path.into(), file.contents().into())),
        });
    }
    for below in folder.dirs() {
        collect(below, files);
    }
}
