//! Writing one new file: whole or not at all, and never over another.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use crate::cli::Failure;
use crate::cli::report::reason;

/// Writes a file that does not exist yet, with the folders that it lies in.
///
/// The file appears under its name when it is complete. Where there is one already, of whatever
/// kind, it stays as it is.
///
/// # Errors
/// There is a file of that name, or the system refused.
pub fn new_file(path: &Path, text: &[u8]) -> Result<(), Failure> {
    write(path, text).map_err(|error| {
        if error.kind() == ErrorKind::AlreadyExists && fs::symlink_metadata(path).is_ok() {
            return Failure::new(format!("there is a file `{}` already", path.display()))
                .hint("newsprint never writes over it: rename one of the two");
        }
        Failure::new(format!("cannot write `{}`: {}", path.display(), reason(&error)))
    })
}

fn write(path: &Path, text: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    // Hidden, so that a build that runs meanwhile passes it over.
    let beside = folder.join(format!(".{name}.{}.new", std::process::id()));
    let linked = write_fresh(&beside, text).and_then(|()| fs::hard_link(&beside, path));
    let _ = fs::remove_file(&beside);
    match linked {
        Ok(()) => Ok(()),
        // Some file systems have no hard links; there a kill could leave half a file.
        Err(error)
            if matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::PermissionDenied) =>
        {
            write_fresh(path, text)
        }
        Err(error) => Err(error),
    }
}

/// Writes a file that must not exist, and takes it away again where that fails halfway.
fn write_fresh(path: &Path, text: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text).inspect_err(|_| {
        let _ = fs::remove_file(path);
    })
}
