//! What is served: an edition, and what a path leads to in it.

use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::changes;
use crate::edition::{CopiedFile, Edition, Needs, Output, Page};
use crate::source::SourceTree;

/// What browsers escape in a path, and the percent sign, since our paths are written plain.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'}');

/// Whether an edition may be shown to anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Soundness {
    /// It has no errors.
    Sound,
    /// It has errors, and there has been none without.
    Broken,
}

/// An edition that is served.
pub(super) struct Served {
    /// The number of the update that it came with.
    pub number: u64,
    /// The edition.
    pub edition: Arc<Edition>,
    /// The files that it was made from.
    pub tree: Arc<SourceTree>,
    /// Whether it has errors.
    pub soundness: Soundness,
    /// The site's base path, decoded.
    base: String,
}

/// What a path leads to.
pub(super) enum Found<'a> {
    /// A page.
    Page(&'a Page),
    /// A copied file.
    File(&'a CopiedFile),
    /// The same thing under its proper address, a path as browsers write it.
    Elsewhere(String),
    /// Nothing; the page that says so in the right language, where there is one.
    Nothing(Option<&'a Page>),
}

impl Served {
    /// An edition, after the one that was served before; and the paths, as browsers write them, of
    /// copied files that are new or not what they were.
    pub fn after(
        before: Option<&Served>,
        edition: Arc<Edition>,
        tree: Arc<SourceTree>,
        soundness: Soundness,
    ) -> (Served, Vec<Arc<str>>) {
        let base = decoded(edition.site.config.base_path()).unwrap_or_else(|| "/".to_owned());
        let served = Served {
            number: before.map_or(0, |before| before.number) + 1,
            edition,
            tree,
            soundness,
            base,
        };
        let changed = before.map(|before| changes::files(&before.edition, &served.edition));
        // No tab can hold other bytes under a name that holds their hash.
        let stale = |at: &usize| !served.edition.files[*at].named_by_hash;
        let changed = changed.into_iter().flatten().filter(stale);
        let paths = changed.map(|at| served.file_path(at)).collect();
        (served, paths)
    }

    fn file_path(&self, at: usize) -> Arc<str> {
        self.printed(&format!("/{}", self.edition.files[at].output)).into()
    }

    /// A path within the site as browsers write it, under the base path.
    pub fn printed(&self, within: &str) -> String {
        let base = self.edition.site.config.base_path().trim_end_matches('/');
        format!("{base}{}", utf8_percent_encode(within, ESCAPED))
    }

    /// A decoded path without the base path; `None` for one that does not lie under it.
    pub fn within<'p>(&self, path: &'p str) -> Option<&'p str> {
        let within = path.strip_prefix(self.base.trim_end_matches('/'))?;
        (within.is_empty() || within.starts_with('/')).then_some(within)
    }

    /// What a decoded path leads to.
    pub fn find(&self, path: &str) -> Found<'_> {
        let within = match self.within(path) {
            Some("") => return Found::Elsewhere(self.printed("/")),
            Some(within) => within,
            None if path == "/" => return Found::Elsewhere(self.printed("/")),
            None => return Found::Nothing(self.not_found(path)),
        };
        if let Some(page) = self.edition.page(within) {
            return Found::Page(page);
        }
        // Hosts of static files give a folder's page under its file's name, too.
        let folder = within.strip_suffix("index.html").filter(|folder| folder.ends_with('/'));
        if let Some(page) = folder.and_then(|folder| self.edition.page(folder)) {
            return Found::Page(page);
        }
        let output = &within[1..];
        let index = if within.ends_with('/') { "index.html" } else { "" };
        if let Some(file) = self.file(&format!("{output}{index}")) {
            return Found::File(file);
        }
        let folder = format!("{within}/");
        let is_folder = !within.ends_with('/')
            && (self.edition.page(&folder).is_some()
                || self.file(&format!("{output}/index.html")).is_some());
        match is_folder {
            true => Found::Elsewhere(self.printed(&folder)),
            false => Found::Nothing(self.not_found(within)),
        }
    }

    fn file(&self, output: &str) -> Option<&CopiedFile> {
        match self.edition.outputs.get(output)? {
            Output::File(at) => self.edition.files.get(*at),
            Output::Page(_) => None,
        }
    }

    /// The page for addresses that lead nowhere, in the language that the path is in.
    fn not_found(&self, within: &str) -> Option<&Page> {
        let paths = &self.edition.paths;
        let of = |code: &str| self.edition.page(&format!("/{}404.html", paths.prefix(code)));
        let codes = self.edition.codes.iter();
        let own = codes.filter(|code| {
            let prefix = paths.prefix(code);
            !prefix.is_empty() && within.get(1..).is_some_and(|rest| rest.starts_with(prefix))
        });
        let own = own.map(|code| &**code).next();
        let first = self.edition.codes.first().map(|code| &**code);
        own.or(first).and_then(of).filter(|page| page.needs == Needs::NotFound)
    }
}

/// A path as browsers write it, decoded; `None` for what is no path of any file: bytes that are no
/// UTF-8, control characters, escapes that are none.
pub(super) fn decoded(path: &str) -> Option<String> {
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_hexdigit());
            if !(digit(rest.next()) && digit(rest.next())) {
                return None;
            }
        }
    }
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    (!decoded.contains(char::is_control)).then(|| decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_a_path_is_decoded() {
        assert_eq!(decoded("/caf%C3%A9/").as_deref(), Some("/café/"));
        assert_eq!(decoded("/a%2fb").as_deref(), Some("/a/b"));
        for bad in ["/%", "/%1", "/%zz", "/%c3", "/%00", "/a%0ab", "/%+1"] {
            assert_eq!(decoded(bad), None, "{bad}");
        }
        // Decoded once: what is escaped twice stays escaped once.
        assert_eq!(decoded("/%252e%252e/").as_deref(), Some("/%2e%2e/"));
    }
}
