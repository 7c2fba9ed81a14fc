//! Random changes to a site's folder.

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::age;

/// A usual number of cases, or what `PROPTEST_CASES` asks for.
pub(crate) fn cases(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual)
}

/// The names from which random paths are made: kinds, folders, what is passed over.
const NAMES: &[&str] = &[
    "site.toml",
    "content",
    "content/a.md",
    "content/a.jpg",
    "content/d",
    "content/d/b.md",
    "content/d/e",
    "content/d/e/c.md",
    "content/.hidden.md",
    "content/a.md~",
    "content/odd\\name.md",
    "data/x.csv",
    "static/a.svg",
    "static/d",
    "static/d/b.svg",
    "templates/x.html",
    "themes/broadsheet/theme.toml",
    "themes/broadsheet/static/x.js",
    "themes/own/theme.toml",
    "public/index.html",
    "other/x.md",
];

/// The bytes of random files; two have the same length, and some are no text.
const BYTES: &[&[u8]] =
    &[b"one", b"two", b"", b"three\r\n", b"\xef\xbb\xbfone", b"\xff\xfe", b"a\x80"];

/// One change to a folder.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    Write(PathBuf, Vec<u8>),
    /// Other bytes, with the time that the file had before.
    Forge(PathBuf, Vec<u8>),
    WriteAside(PathBuf, Vec<u8>),
    Grow(PathBuf),
    Remove(PathBuf),
    MakeFolder(PathBuf),
    Move(PathBuf, PathBuf),
    Link(PathBuf, PathBuf),
    SecondName(PathBuf, PathBuf),
    Pipe(PathBuf),
    Touch(PathBuf),
}

pub(crate) fn change() -> impl Strategy<Value = Change> {
    let name = || prop::sample::select(NAMES).prop_map(PathBuf::from);
    let bytes = || prop::sample::select(BYTES).prop_map(<[u8]>::to_vec);
    prop_oneof![
        12 => (name(), bytes()).prop_map(|(path, bytes)| Change::Write(path, bytes)),
        4 => (name(), bytes()).prop_map(|(path, bytes)| Change::Forge(path, bytes)),
        4 => (name(), bytes()).prop_map(|(path, bytes)| Change::WriteAside(path, bytes)),
        1 => name().prop_map(Change::Grow),
        6 => name().prop_map(Change::Remove),
        2 => name().prop_map(Change::MakeFolder),
        6 => (name(), name()).prop_map(|(from, to)| Change::Move(from, to)),
        2 => (name(), name()).prop_map(|(target, link)| Change::Link(target, link)),
        1 => (name(), name()).prop_map(|(path, other)| Change::SecondName(path, other)),
        1 => name().prop_map(Change::Pipe),
        2 => name().prop_map(Change::Touch),
    ]
}

impl Change {
    /// Makes the change, as far as the folder allows it.
    pub(crate) fn make(&self, root: &Path) -> std::io::Result<()> {
        let folder = |path: &Path| fs::create_dir_all(root.join(path).parent().unwrap());
        // Opening a pipe would wait for its other end for ever.
        let file = |path: &Path| match fs::metadata(root.join(path))? {
            metadata if metadata.is_file() => Ok(metadata),
            _ => Err(std::io::Error::other("no file")),
        };
        match self {
            Change::Write(path, bytes) => {
                folder(path)?;
                if fs::metadata(root.join(path)).is_ok() {
                    file(path)?;
                }
                fs::write(root.join(path), bytes)
            }
            Change::Forge(path, bytes) => {
                let time = file(path)?.modified()?;
                fs::write(root.join(path), bytes)?;
                File::options().write(true).open(root.join(path))?.set_modified(time)
            }
            Change::WriteAside(path, bytes) => {
                folder(path)?;
                fs::write(root.join("aside"), bytes)?;
                fs::rename(root.join("aside"), root.join(path))
            }
            Change::Grow(path) => {
                file(path)?;
                let file = File::options().write(true).open(root.join(path))?;
                file.set_len(crate::disk::MAX_TEXT + 1)
            }
            Change::Remove(path) => {
                let path = root.join(path);
                let is_folder = fs::symlink_metadata(&path)?.is_dir();
                if is_folder { fs::remove_dir_all(path) } else { fs::remove_file(path) }
            }
            Change::MakeFolder(path) => fs::create_dir_all(root.join(path)),
            Change::Move(from, to) => {
                folder(to)?;
                fs::rename(root.join(from), root.join(to))
            }
            Change::Link(target, link) => {
                folder(link)?;
                symlink(root.join(target), root.join(link))
            }
            Change::SecondName(path, other) => {
                folder(other)?;
                fs::hard_link(root.join(path), root.join(other))
            }
            Change::Pipe(path) => {
                folder(path)?;
                std::process::Command::new("mkfifo").arg(root.join(path)).output().map(|_| ())
            }
            Change::Touch(path) => {
                file(path)?;
                age(&root.join(path));
                Ok(())
            }
        }
    }
}
