//! A small newspaper in a folder of its own, and the program that prints it: what the tests that
//! look at newsprint from outside have in common.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant, SystemTime};

use tempfile::TempDir;

/// How long a run may take before it counts as hanging. Generous: a debug build on a busy machine.
/// With `LONG=1` it is five times as long, since some tests then print far more.
fn patience() -> Duration {
    Duration::from_secs(if std::env::var_os("LONG").is_some() { 600 } else { 120 })
}

/// The moment at which every test newspaper is printed.
pub const NOW: &str = "2030-01-01T00:00:00Z";

/// A site in a temporary folder.
pub struct Paper {
    folder: TempDir,
}

/// How a run of the program ended.
#[derive(Debug)]
pub struct Run {
    /// The exit code; none if a signal or the end of our patience ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
    /// Whether it had to be stopped.
    pub hung: bool,
}

/// The printed files: bytes and the time of the last change, by path.
pub type Printed = BTreeMap<String, (Vec<u8>, SystemTime)>;

impl Paper {
    /// A folder with these files.
    pub fn of<B: AsRef<[u8]>>(files: &[(&str, B)]) -> Paper {
        let paper = Paper { folder: tempfile::tempdir().expect("a temporary folder") };
        for (path, bytes) in files {
            paper.put(path, bytes);
        }
        paper
    }

    /// A small newspaper without a fault.
    pub fn small() -> Paper {
        Paper::of(SMALL)
    }

    /// The newspaper that `init` makes.
    pub fn starter() -> Paper {
        let paper = Paper::of::<&str>(&[]);
        assert_eq!(paper.run(&["init", "."]).code, Some(0));
        paper
    }

    /// The site's folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A path below the site's folder.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a file, over the one that may be there.
    pub fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }

    /// The program in the site's folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
        command.args(arguments);
        self.settle(&mut command);
        command
    }

    /// Puts a command into the site's folder, with no settings of the machine.
    pub fn settle(&self, command: &mut Command) {
        command.current_dir(self.root()).stdin(Stdio::null());
        command.env_remove("SOURCE_DATE_EPOCH").env_remove("NO_COLOR");
        command.env_remove("CLICOLOR_FORCE").env_remove("RUST_BACKTRACE");
    }

    /// Runs the program in the site's folder.
    pub fn run(&self, arguments: &[&str]) -> Run {
        ended(self.command(arguments))
    }

    /// Prints the site to `public/`.
    pub fn build(&self) -> Run {
        self.run(&["build", "--at", NOW])
    }

    /// Prints the site, which has to succeed.
    #[track_caller]
    pub fn fine_build(&self) -> Printed {
        let run = self.build();
        assert_eq!(run.code, Some(0), "{}", run.err);
        self.printed()
    }

    /// What was printed to `public/`, and the manifest, but not what a run keeps for itself.
    pub fn printed(&self) -> Printed {
        printed(&self.path("public"))
    }

    /// What a `list ... --format json` answers.
    #[track_caller]
    pub fn list(&self, what: &str) -> Vec<serde_json::Value> {
        let run = self.run(&["list", what, "--format", "json"]);
        assert_eq!(run.code, Some(0), "{}", run.err);
        serde_json::from_str(&run.out).expect("an array of JSON")
    }
}

/// The files below an output folder.
pub fn printed(folder: &Path) -> Printed {
    let mut found = Printed::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok) {
        let path = entry.path().strip_prefix(folder).expect("a path below the folder");
        let path = path.to_string_lossy().into_owned();
        let own = path.starts_with(".newsprint") && path != ".newsprint/manifest";
        if entry.file_type().is_file() && !own {
            let changed = entry.metadata().expect("metadata").modified().expect("a time");
            found.insert(path, (fs::read(entry.path()).expect("a printed file"), changed));
        }
    }
    found
}

/// Runs a command to its end, or to the end of our patience.
pub fn ended(mut command: Command) -> Run {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = |name: &str| File::create(folder.path().join(name)).expect("a file for output");
    let child = command.stdout(file("out")).stderr(file("err")).spawn();
    let mut child = child.expect("the program starts");
    let start = Instant::now();
    let mut hung = false;
    let status: ExitStatus = loop {
        match child.try_wait().expect("the program can be waited for") {
            Some(status) => break status,
            None if start.elapsed() > patience() => {
                hung = true;
                child.kill().expect("the program can be stopped");
                break child.wait().expect("it ends");
            }
            None => std::thread::sleep(Duration::from_millis(3)),
        }
    };
    let text = |name: &str| {
        let bytes = fs::read(folder.path().join(name)).expect("the output can be read");
        String::from_utf8_lossy(&bytes).into_owned()
    };
    Run { code: status.code(), out: text("out"), err: text("err"), hung }
}

/// A newspaper of one story.
const SMALL: &[(&str, &str)] = &[
    (
        "site.toml",
        "title = \"The Fog Post\"\nbase_url = \"https://fog.example/\"\ntimezone = \"America/New_York\"\n",
    ),
    (
        "content/stories/fog.md",
        "+++\ntitle = \"Fog comes in\"\ndate = 2026-01-05T06:00:00\nauthors = [\"Nora Quill\"]\ntopics = [\"weather\"]\n+++\n\nThe harbor is gone, says Ida Sund.\n\n> It was here at noon.\n>\n> — Ida Sund, pilot (https://radio.example/5)\n",
    ),
    (
        "content/players/ida-sund.md",
        "+++\nname = \"Ida Sund\"\nkind = \"person\"\nsummary = \"Steers by ear.\"\n+++\n\nA pilot of long standing.\n",
    ),
    (
        "content/pages/about.md",
        "+++\ntitle = \"About\"\n+++\n\n## Who we are\n\nA post about fog.\n",
    ),
    ("static/images/fog.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
];
