//! Share cards, kept from build to build and drawn where they are missing.

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::Darkroom;
use crate::diagnostic::Diagnostic;
use crate::disk::Body;
use crate::render::share_cards::Drawing;

/// How often it is noted that a card is still printed: often enough that it is never taken for one
/// that is not, and seldom enough that most builds write nothing.
const NOTED: Duration = Duration::from_secs(7 * 24 * 60 * 60);

impl Darkroom {
    /// The bytes of a share card, drawn where no build has drawn it before. Where the darkroom cannot
    /// be written, every build draws it.
    ///
    /// # Errors
    /// It cannot be drawn.
    pub fn card(&self, drawing: &Drawing) -> Result<Body<'static>, Diagnostic> {
        let place = self.folder.join(format!("{:032x}-card.png", drawing.key()));
        if place.is_file() {
            note(&place);
            return Ok(Body::File(place.into()));
        }
        let png = drawing.png()?;
        let _ = fs::create_dir_all(&self.folder).and_then(|()| self.put(&place, &png));
        Ok(Body::from(png))
    }
}

/// Notes that a card is printed, by the time of its file: what none has printed for long is deleted.
fn note(place: &Path) {
    let now = SystemTime::now();
    let noted = fs::metadata(place).and_then(|about| about.modified());
    let is_long = |noted| now.duration_since(noted).is_ok_and(|age| age > NOTED);
    if noted.is_ok_and(is_long)
        && let Ok(file) = File::options().write(true).open(place)
    {
        let _ = file.set_modified(now);
    }
}
