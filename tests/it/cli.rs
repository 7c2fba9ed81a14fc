//! The program from outside: what each command prints, writes and answers with, on good input and
//! on bad.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

mod build;
mod export;
mod import;
mod init_and_new;
mod list;
mod others;
mod photographs;
#[cfg(feature = "cards")]
mod share_cards;

/// A moment at which everything in the starter and in the briefs is published.
const NOW: &str = "1800000000";

/// The program in a folder, with a clock that stands still and no settings of the machine.
fn program(folder: &Path) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    program.current_dir(folder).env("SOURCE_DATE_EPOCH", NOW);
    program.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    program
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    program(folder).args(arguments).output().unwrap()
}

/// What a run that must end with that code printed, as standard output and standard error.
#[track_caller]
fn ended(code: i32, output: Output) -> (String, String) {
    let out = String::from_utf8(output.stdout).unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "--- stdout\n{out}--- stderr\n{err}");
    (out, err)
}

#[track_caller]
fn fine(folder: &Path, arguments: &[&str]) -> String {
    ended(0, run(folder, arguments)).0
}

#[track_caller]
fn json(folder: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&fine(folder, arguments)).unwrap()
}

/// The one line of a command that gave up, without its hints.
#[track_caller]
fn failure(folder: &Path, arguments: &[&str]) -> String {
    let (out, err) = ended(2, run(folder, arguments));
    assert_eq!(out, "", "something was printed: {err}");
    let mut lines = err.lines();
    let line = lines.next().unwrap().to_owned();
    assert!(line.starts_with("error: ") && !line.ends_with('.'), "{err}");
    assert!(lines.all(|line| line.starts_with("  hint: ")), "{err}");
    line
}

/// A folder with a site that has these files beside its settings.
fn site(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let settings = "title = \"The Fog Post\"\ntimezone = \"America/New_York\"\n";
    put(folder.path(), "site.toml", settings);
    for (path, text) in files {
        put(folder.path(), path, text);
    }
    folder
}

/// The newspaper that `init` makes.
fn starter() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fine(folder.path(), &["init", "."]);
    folder
}

fn put(folder: &Path, path: &str, text: impl AsRef<[u8]>) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// All files below a folder with their bytes, but for the output's own housekeeping.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let all = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    all.filter_entry(|entry| entry.file_name() != ".newsprint")
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.is_file())
        .map(|path| (path.strip_prefix(folder).unwrap().to_path_buf(), fs::read(&path).unwrap()))
        .collect()
}

fn brief(name: &str) -> String {
    format!("{}/tests/fixtures/briefs/{name}.txt", env!("CARGO_MANIFEST_DIR"))
}

const FOG: &str = "+++\ntitle = \"Fog\"\ndate = 2026-01-05T06:00:00\n+++\n\nFog came in.\n";
