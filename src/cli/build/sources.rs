//! A digest of everything that an edition is made of, by which a build knows that nothing changed, and
//! of the program that makes it.

use std::path::Path;
use std::time::UNIX_EPOCH;

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3Default;

use crate::disk::Record;
use crate::options::Options;
use crate::source::{AssetBytes, SourceFile, SourceTree, feed};

/// The digest of all files as read, of all options but the clock, and of the program itself. Files
/// that are only copied are read for it. `None` where something cannot be read.
pub fn digest(tree: &SourceTree, options: &Options) -> Option<u128> {
    let Options { now: _, drafts, future, base_url } = options;
    let mut digest = Xxh3Default::new();
    digest.update(&program()?.to_le_bytes());
    feed(&mut digest, &[u8::from(*drafts), u8::from(*future), u8::from(base_url.is_some())]);
    feed(&mut digest, base_url.as_deref().unwrap_or_default().as_bytes());
    let files: Vec<_> = tree.files.iter().collect();
    let records = files.par_iter().map(|(_, file)| match file {
        SourceFile::Text(text) => Some((text.text.len() as u64, text.hash)),
        SourceFile::Asset(asset) => {
            // Pictures have been read whole already.
            if let Some(Ok(picture)) = asset.picture.as_deref() {
                return Some((asset.bytes.length(), picture.hash));
            }
            let record = match &asset.bytes {
                AssetBytes::Memory(bytes) => Record::of(bytes),
                AssetBytes::File { path, .. } => Record::of_file(Path::new(path)).ok()?,
            };
            Some((record.length, record.hash))
        }
    });
    let records: Vec<(u64, u128)> = records.collect::<Option<_>>()?;
    for ((path, file), (length, hash)) in files.iter().zip(records) {
        feed(&mut digest, path.as_bytes());
        digest.update(&[u8::from(matches!(file, SourceFile::Text(_)))]);
        digest.update(&length.to_le_bytes());
        digest.update(&hash.to_le_bytes());
    }
    Some(digest.digest128())
}

/// What tells this program from one that would print other pages of the same files. `None` where the
/// system does not tell which file it is.
pub fn program() -> Option<u128> {
    let own = std::env::current_exe().and_then(std::fs::metadata).ok()?;
    let built = own.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let mut digest = Xxh3Default::new();
    feed(&mut digest, env!("CARGO_PKG_VERSION").as_bytes());
    digest.update(&own.len().to_le_bytes());
    digest.update(&built.as_nanos().to_le_bytes());
    Some(digest.digest128())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(moment: &str) -> Options {
        Options::at(moment.parse().expect("a moment"))
    }

    #[test]
    fn files_and_options_count_and_the_clock_does_not() {
        let tree = SourceTree::of_texts([("site.toml", "title = 'L'"), ("content/a.md", "b")]);
        let options = at("2026-01-29T10:00:00Z");
        let known = digest(&tree, &options);
        assert!(known.is_some());
        assert_eq!(known, digest(&tree, &at("2027-01-29T10:00:00Z")));
        let others = [
            SourceTree::of_texts([("site.toml", "title = 'L'"), ("content/a.md", "c")]),
            SourceTree::of_texts([("site.toml", "title = 'L'"), ("content/ab.md", "")]),
            SourceTree::of_texts([("site.toml", "title = 'L'")]),
        ];
        for other in others {
            assert_ne!(known, digest(&other, &options));
        }
        for other in [
            Options { drafts: true, ..options.clone() },
            Options { future: true, ..options.clone() },
            Options { base_url: Some("/".into()), ..options.clone() },
        ] {
            assert_ne!(known, digest(&tree, &other));
        }
    }
}
