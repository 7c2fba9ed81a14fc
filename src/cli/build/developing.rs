//! Makes the versions of pictures that an edition prints and no build before has made.

use std::collections::BTreeSet;

use crate::cli::Failure;
use crate::disk::Darkroom;
use crate::edition::Edition;

/// Makes what is missing; the files of the pictures, of which more is known now. Where there are any,
/// they have to be read again, and the edition made anew.
///
/// # Errors
/// The darkroom cannot be written.
#[cfg(feature = "pictures")]
pub fn develop(edition: &Edition, darkroom: &Darkroom) -> Result<BTreeSet<String>, Failure> {
    use crate::cli::progress::Progress;

    let rolls = darkroom.missing(edition);
    if rolls.is_empty() {
        return Ok(BTreeSet::new());
    }
    let progress = Progress::new("developing pictures", rolls.len());
    darkroom.develop(&rolls, || progress.step()).map_err(|error| {
        Failure::new(format!("cannot keep pictures in .newsprint/pictures: {error}"))
            .hint("`versions = false` below [pictures] in site.toml prints them in their own size")
    })?;
    Ok(rolls.iter().map(|roll| roll.source.to_owned()).collect())
}

/// Without the feature there is nothing to be made.
#[cfg(not(feature = "pictures"))]
pub fn develop(_: &Edition, _: &Darkroom) -> Result<BTreeSet<String>, Failure> {
    Ok(BTreeSet::new())
}
