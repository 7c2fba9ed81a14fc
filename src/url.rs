//! URLs within the site: slugs, paths and the files that they are printed to.

use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

mod passage;

pub use passage::passage;

/// A page's path within the site, without the base path: `/2026/01/robots-arrive/` or `/404.html`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url(Arc<str>);

impl Url {
    /// The URL of a path whose parts are known to be good: `players/ida-sund`.
    pub fn page(path: &str) -> Url {
        let path = path.trim_matches('/');
        Url(if path.is_empty() { "/".into() } else { format!("/{path}/").into() })
    }

    /// The URL of a single file: `404.html`.
    pub fn file(path: &str) -> Url {
        Url(format!("/{}", path.trim_start_matches('/')).into())
    }

    /// The path, with a slash in front.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The URL under the site's base path, as links are printed.
    pub fn under(&self, base_path: &str) -> Arc<str> {
        if base_path == "/" {
            return self.0.clone();
        }
        format!("{}{}", base_path.trim_end_matches('/'), self.0).into()
    }

    /// The whole URL under the site's base URL.
    pub fn whole(&self, base_url: &str) -> Arc<str> {
        format!("{}{}", base_url.trim_end_matches('/'), self.0).into()
    }

    /// The file in the output folder.
    pub fn output(&self) -> String {
        let path = self.0.trim_start_matches('/');
        match self.0.ends_with('/') {
            true => [path, "index.html"].concat(),
            false => path.to_owned(),
        }
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text as part of a URL: lower-case ASCII letters and digits, words joined by hyphens.
///
/// Other scripts are transliterated. Nothing usable gives an empty text.
pub fn slug(text: &str) -> String {
    let ascii = if text.is_ascii() { text.to_owned() } else { in_latin(text) };
    let mut slug = String::with_capacity(ascii.len());
    for c in ascii.chars() {
        match c {
            // An apostrophe belongs to its word: `workers'` and `it's`.
            '\'' => {}
            c if c.is_ascii_alphanumeric() => slug.push(c.to_ascii_lowercase()),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// A text in ASCII letters, as it sounds.
fn in_latin(text: &str) -> String {
    let mut latin = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // An alif has no sound of its own, but words without any vowel are hard to tell apart.
            'ا' | 'أ' | 'إ' | 'آ' | 'ٱ' | 'ى' | 'ع' => latin.push('a'),
            // The sign for a stop within a word would part it.
            'ע' | 'ء' | 'ؤ' | 'ئ' => {}
            c if c.is_ascii() => latin.push(c),
            c => latin.push_str(deunicode::deunicode_char(c).unwrap_or("-")),
        }
    }
    latin
}

/// An address as it is printed: a path of the site gets the site's base path in front.
pub fn printed(address: &str, base_path: &str) -> String {
    match address.starts_with('/') && !address.starts_with("//") {
        true => format!("{}{address}", base_path.trim_end_matches('/')),
        false => address.to_owned(),
    }
}

/// What an address may not hold as it is (RFC 3986); other letters than ASCII never may.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// An address in which everything is escaped that has to be, and nothing twice.
pub fn encoded(url: &str) -> String {
    if is_encoded(url) {
        return url.to_owned();
    }
    let escaped = utf8_percent_encode(url, ESCAPED).to_string();
    match escaped.bytes().any(|byte| matches!(byte, b'%' | b'#' | b'[' | b']')) {
        true => in_place(&escaped),
        false => escaped,
    }
}

/// Whether nothing in an address has to be escaped, as far as one look at each byte can tell: nearly
/// always.
pub fn is_encoded(url: &str) -> bool {
    let is_doubtful = |byte: u8| {
        !(b'!'..=b'~').contains(&byte)
            || matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}')
            || matches!(byte, b'%' | b'[' | b']')
    };
    // A loop that never stops early is one that the processor does for many bytes at once.
    let (doubtful, fragments) = url.bytes().fold((false, 0), |(doubtful, fragments), byte| {
        (doubtful | is_doubtful(byte), fragments + usize::from(byte == b'#'))
    });
    !doubtful && fragments < 2
}

/// An address in which those characters are escaped that may stand in some places alone: `%` before
/// two digits of an escape, one `#`, and brackets around the numbers of a host.
fn in_place(url: &str) -> String {
    let host = url.find("://").map_or(0, |at| at + 3);
    let path = url[host..].find(['/', '?', '#']).map_or(url.len(), |at| host + at);
    let path = if host == 0 { 0 } else { path };
    let fragment = url.find('#').unwrap_or(url.len());
    let mut clean = String::with_capacity(url.len() + 8);
    for (at, c) in url.char_indices() {
        let is_escape = || {
            let digits = url.as_bytes().get(at + 1..at + 3);
            digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        };
        match c {
            '%' if !is_escape() => clean.push_str("%25"),
            '#' if at != fragment => clean.push_str("%23"),
            '[' if at >= path => clean.push_str("%5B"),
            ']' if at >= path => clean.push_str("%5D"),
            other => clean.push(other),
        }
    }
    clean
}

/// The scheme of a URL in lower case, where it has one; what browsers skip in a scheme is skipped.
pub fn scheme(url: &str) -> Option<String> {
    // Browsers drop control characters and spaces around and tabs and newlines within a scheme,
    // so that `java\nscript:` runs; the same characters are dropped here before judging.
    let letters = url.chars().filter(|c| !c.is_control() && !c.is_whitespace());
    let mut scheme = String::new();
    for letter in letters {
        match letter {
            ':' => return Some(scheme).filter(|scheme| !scheme.is_empty()),
            'a'..='z' | 'A'..='Z' => scheme.push(letter.to_ascii_lowercase()),
            '0'..='9' | '+' | '-' | '.' if !scheme.is_empty() => scheme.push(letter),
            _ => return None,
        }
    }
    None
}

/// Whether following the URL would run a script in the page.
pub fn runs_script(url: &str) -> bool {
    match scheme(url).as_deref() {
        Some("javascript" | "vbscript") => true,
        // Pictures as data are harmless; pages as data are not.
        Some("data") => !url.trim_start().to_ascii_lowercase().starts_with("data:image/"),
        _ => false,
    }
}

/// The domain of a URL in lower case, without `www.` and port.
pub fn domain(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!host.is_empty()).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_lower_case_words_joined_by_hyphens() {
        assert_eq!(slug("Dock Workers' Union"), "dock-workers-union");
        assert_eq!(slug("  Åse Öberg — M.D. "), "ase-oberg-m-d");
        assert_eq!(slug("!!!"), "");
    }

    #[test]
    fn slugs_of_other_scripts_are_spelled_as_they_sound() {
        for (text, spelled) in [
            ("Маяк знову світить", "maiak-znovu-svitit"),
            ("Işık İpek", "isik-ipek"),
            ("أسعار الميناء", "asaar-almyna"),
            ("בועז סלע", "bvz-sl"),
            ("北京 大学", "bei-jing-da-xue"),
            ("さとう あおい", "satou-aoi"),
            ("लाल क़िला", "laal-kilaa"),
            ("a\u{e000}b", "a-b"),
        ] {
            assert_eq!(slug(text), spelled, "{text}");
        }
    }

    #[test]
    fn script_urls_are_seen_through_disguises() {
        assert!(runs_script("java\nscript:alert(1)"));
        assert!(runs_script(" \u{1}JAVASCRIPT:alert(1)"));
        assert!(runs_script("data:text/html,x"));
        assert!(!runs_script("data:image/png;base64,AA"));
        assert!(!runs_script("/players/javascript:x"));
        assert!(!runs_script("https://javascript.example/"));
    }

    #[test]
    fn addresses_are_escaped_where_they_have_to_be() {
        let every: String = (0..=0x17f).filter_map(char::from_u32).collect();
        for c in every.chars() {
            let one = c.to_string();
            assert!(!is_encoded(&one) || encoded(&one) == one, "{c:?}");
            let is_plain = utf8_percent_encode(&one, ESCAPED).to_string() == one;
            assert!(is_encoded(&one) == is_plain || "%[]".contains(c), "{c:?}");
        }
        assert!(is_encoded("/a#b") && !is_encoded("/a#b#c"));
    }

    #[test]
    fn an_address_is_escaped_where_it_has_to_be_and_not_twice() {
        let same = ["https://a.example/%20?b=%5b#c", "https://[::1]:80/a", "/a/b.html?c=1&d=2#e"];
        for address in same {
            assert_eq!(encoded(address), address);
        }
        assert_eq!(encoded("https://a.example/ü b"), "https://a.example/%C3%BC%20b");
        assert_eq!(encoded("/100%/[a]#b#c%2"), "/100%25/%5Ba%5D#b%23c%252");
        let once = encoded("https://[::1]/%zz [x]#y#z");
        assert_eq!(encoded(&once), once);
    }

    #[test]
    fn pages_lie_in_folders_and_files_do_not() {
        assert_eq!(Url::page("players/ida").output(), "players/ida/index.html");
        assert_eq!(Url::page("").output(), "index.html");
        assert_eq!(Url::file("404.html").output(), "404.html");
        assert_eq!(&*Url::page("a").under("/ledger/"), "/ledger/a/");
    }
}
