//! Pictures that are there and not what they should be: broken, disguised or enormous.

use crate::diagnostic::{Code, Diagnostic};
use crate::picture::{Development, Format, MOST_PIXELS, Shown};

/// What is wrong with the file of a picture, if anything is.
pub(super) fn problem(shown: &Shown) -> Option<Diagnostic> {
    let source = &shown.source;
    let picture = match shown.read.as_ref() {
        Ok(picture) => picture,
        Err(why) => {
            let message = format!("{source} cannot be read as a picture: {why}");
            let problem = Diagnostic::new(Code::BrokenImage, message);
            return Some(problem.hint("open it in a program for pictures and export it again"));
        }
    };
    if let Development::Failed(why) = &picture.developed {
        let message = format!("{source} is broken: {why}");
        let problem = Diagnostic::new(Code::BrokenImage, message);
        return Some(problem.hint("it is printed as it is; export it again from its original"));
    }
    let named = Format::of_name(source)?;
    if picture.format != named {
        let (is, named) = (picture.format.name(), named.name());
        let message = format!("{source} is named as {named}, and is {is}");
        let hint = format!(
            "name it `.{}`: some servers and programs go by the name",
            picture.format.ending()
        );
        return Some(Diagnostic::new(Code::DisguisedImage, message).hint(hint));
    }
    let size = picture.size.filter(|size| size.pixels() > MOST_PIXELS)?;
    let (width, height, most) = (size.width, size.height, MOST_PIXELS / 1_000_000);
    let message =
        format!("{source} has {width} × {height} pixels, which is more than {most} million");
    let hint = "it is printed as it is, without smaller versions; export it with fewer pixels";
    Some(Diagnostic::new(Code::EnormousImage, message).hint(hint))
}
