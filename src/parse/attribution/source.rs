//! The source of a quote: the last parenthesis of an attribution, or the link after `on`, `in`,
//! `to` or `via`.

use std::ops::Range;

use super::units::{Kind, Unit, units};
use super::{Source, leads, trimmed, words};

type Broken = (&'static str, Range<usize>);

/// Takes the source off the end of `body`, whose units are given.
pub(super) fn split(
    text: &str,
    body: Range<usize>,
    units: &[Unit],
) -> Result<(Range<usize>, Option<Source>), Broken> {
    let last = units.last().filter(|unit| {
        let tail = &text[unit.span.end..body.end];
        tail.trim_matches(|c: char| c.is_whitespace() || ".,;:*_".contains(c)).is_empty()
            || leads::leads_back(tail)
    });
    let Some(unit) = last else {
        // No link at the end, but perhaps `on radio.example`.
        let words = &text[body.clone()];
        let word = words.rsplit(char::is_whitespace).next().unwrap_or(words);
        let span = trimmed(text, body.end - word.len()..body.end);
        let span = span.start..span.start + text[span.clone()].trim_end_matches('.').len();
        let found =
            before_preposition(text, body.start..span.start).zip(domain(&text[span.clone()]));
        return Ok(match found {
            Some((rest, (name, url))) => {
                (rest, Some(Source { name: Some(name), url: Some(url), span }))
            }
            None => (body, None),
        });
    };
    let rest = trimmed(text, body.start..unit.span.start);
    let led_back = leads::leads_back(&text[unit.span.end..body.end]).then(|| rest.clone());
    match &unit.kind {
        Kind::Group { inner } => {
            let inner = trimmed(text, inner.clone());
            let follows_parts = units.iter().any(|unit| unit.kind == Kind::Comma);
            match in_parentheses(text, inner)? {
                Found::Source(source) => Ok((rest, Some(source))),
                Found::Words(source) => {
                    let said = source.name.as_deref().unwrap_or_default();
                    let own = belongs_to_part(said, &text[rest.clone()])
                        || (!follows_parts && !is_named(said) && !is_kind_of_text(said));
                    Ok(if own { (body, None) } else { (rest, Some(source)) })
                }
            }
        }
        Kind::Link { text: words, url: Some(url) } => {
            match before_preposition(text, body.start..unit.span.start).or(led_back) {
                Some(rest) => {
                    let name = words::plain(text, words.clone()).into_owned();
                    Ok((rest, Some(linked(text, name, url.clone())?.spanning(&unit.span))))
                }
                None => Ok((body, None)),
            }
        }
        Kind::Address { url } => {
            // An address that is a part of its own can be nothing but the source.
            let alone = text[..unit.span.start].trim_end().ends_with([',', '،', '，', '、']);
            let alone = alone.then_some(rest);
            match before_preposition(text, body.start..unit.span.start).or(alone).or(led_back) {
                Some(rest) => {
                    let source = linked(text, String::new(), url.clone())?;
                    Ok((rest, Some(source.spanning(&unit.span))))
                }
                None => Ok((body, None)),
            }
        }
        Kind::Link { .. } | Kind::Name { .. } | Kind::Comma => Ok((body, None)),
    }
}

impl Source {
    fn spanning(self, span: &Range<usize>) -> Source {
        Source { span: span.clone(), ..self }
    }
}

/// What stands before `on`, `dans` or `в`, where `span` ends with one of these words.
fn before_preposition(text: &str, span: Range<usize>) -> Option<Range<usize>> {
    let words = text[span.clone()].trim_end();
    let rest = leads::without_lead(words)?;
    Some(trimmed(text, span.start..span.start + rest.len()))
}

/// What a parenthesis holds.
enum Found {
    /// Something with an address or a linked name: surely a source.
    Source(Source),
    /// Plain words: a source, or something that belongs to the name or title before it.
    Words(Source),
}

fn in_parentheses(text: &str, inner: Range<usize>) -> Result<Found, Broken> {
    let (inner, introduced) = without_introduction(text, inner);
    if inner.is_empty() {
        return Err(("the parentheses of the source are empty", inner));
    }
    let parts = units(text, inner.clone())?;
    for unit in &parts {
        let before =
            || words::plain(text, trimmed(text, inner.start..unit.span.start)).into_owned();
        match &unit.kind {
            Kind::Link { text: words, url: Some(url) } => {
                let name = words::plain(text, words.clone()).into_owned();
                return Ok(Found::Source(linked(text, name, url.clone())?.spanning(&inner)));
            }
            Kind::Address { url } => {
                return Ok(Found::Source(linked(text, before(), url.clone())?.spanning(&inner)));
            }
            Kind::Name { name } => {
                let name = Some(words::plain(text, name.clone()).into_owned());
                return Ok(Found::Source(Source { name, url: None, span: inner }));
            }
            Kind::Link { .. } | Kind::Group { .. } | Kind::Comma => {}
        }
    }
    let mut at = inner.start;
    for word in text[inner.clone()].split(char::is_whitespace) {
        let span = trimmed(text, at..at + word.len());
        at += word.len() + text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
        if let Some((host, url)) = domain(&text[span.clone()]) {
            let before = words::plain(text, trimmed(text, inner.start..span.start));
            let name = Some(if before.is_empty() { host } else { before.into_owned() });
            return Ok(Found::Source(Source { name, url: Some(url), span: inner }));
        }
    }
    let name = Some(words::plain(text, inner.clone()).into_owned());
    let source = Source { name, url: None, span: inner };
    Ok(if introduced { Found::Source(source) } else { Found::Words(source) })
}

/// Words before a source that can lead to nothing else, longest first; what people write instead of
/// parentheses: `told`, `in an interview with`.
pub(crate) const INTRODUCTIONS: &[&str] = &[
    "in an interview with",
    "in a statement to",
    "in comments to",
    "in remarks to",
    "in an email to",
    "speaking with",
    "speaking to",
    "talking to",
    "as told to",
    "told to",
    "said to",
    "says to",
    "said via",
    "said on",
    "said in",
    "according to",
    "Source:",
    "source:",
    "Quelle:",
    "told",
    "tells",
    "Via",
    "via",
];

/// The stretch without words such as `via` or `source:` at its start, and whether these words can
/// only lead to a source.
fn without_introduction(text: &str, span: Range<usize>) -> (Range<usize>, bool) {
    let words = &text[span.clone()];
    let behind = |word: &str| {
        let rest = words.strip_prefix(word)?;
        rest.starts_with(char::is_whitespace)
            .then(|| trimmed(text, span.end - rest.len()..span.end))
    };
    if let Some(rest) = INTRODUCTIONS.iter().find_map(|word| behind(word)) {
        return (rest, true);
    }
    if let Some(rest) = leads::without_label(words) {
        return (trimmed(text, span.end - rest.len()..span.end), true);
    }
    let rest = ["on", "in", "to", "from"].iter().find_map(|word| behind(word));
    (rest.unwrap_or(span), false)
}

/// A source with an address; without a name, it has that of its host.
fn linked(text: &str, name: String, url: Range<usize>) -> Result<Source, Broken> {
    let written = text[url.clone()].trim();
    if written.contains(char::is_control) {
        return Err(("the source's address holds control characters", url));
    }
    let mut address = String::with_capacity(written.len());
    if written.contains(['\\', '&']) {
        let mut chars = written.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\\' if chars.peek().is_some_and(char::is_ascii_punctuation) => {}
                c => address.push(c),
            }
        }
        address = address.replace("&amp;", "&");
    } else {
        address.push_str(written);
    }
    let scheme = address
        .split_once(':')
        .map(|(scheme, _)| scheme)
        .filter(|scheme| !scheme.contains(['/', '?', '#']));
    let web = |s: &str| s.eq_ignore_ascii_case("https") || s.eq_ignore_ascii_case("http");
    if scheme.is_some_and(|scheme| !web(scheme)) {
        return Err(("a source's address begins with https:// or http://", url));
    }
    if scheme.is_none() && !address.is_empty() && !address.starts_with('/') {
        // `[Radio](radio.example/123)`
        let Some((_, whole)) = domain(&address) else {
            let reason = "a source's address begins with https://, or with / on this site";
            return Err((reason, url));
        };
        address = whole;
    }
    let name = if name.is_empty() { host(&address) } else { Some(name) };
    Ok(Source { name, url: Some(address).filter(|address| !address.is_empty()), span: url })
}

/// The host of an address, lower case, without `www.`.
fn host(address: &str) -> Option<String> {
    let rest = address.split_once("//").map(|(_, rest)| rest)?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let host = host.split(':').next().unwrap_or(host).to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!host.is_empty()).then(|| host.to_owned())
}

/// The name and the address of a bare domain, with or without a path.
pub(crate) fn domain(word: &str) -> Option<(String, String)> {
    let length = word.find(['/', '?', '#']).unwrap_or(word.len());
    let (host, path) = word.split_at(length);
    let mut labels = host.split('.');
    let top = labels.next_back()?;
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let mut below = labels.peekable();
    below.peek()?;
    let shouted = host.chars().all(|c| !c.is_lowercase());
    let top_level = top.starts_with("xn--")
        || top.chars().count() >= 2
            && top.chars().all(char::is_alphabetic)
            // `B.Sc` and `St.Paul` are no domains; `RADIO.EXAMPLE` is.
            && (top.chars().all(char::is_lowercase) || (shouted && top.chars().count() >= 3));
    const FILES: &[&str] =
        &["csv", "doc", "docx", "html", "jpeg", "jpg", "mp3", "mp4", "pdf", "png", "txt", "xlsx"];
    if !top_level || !label(top) || !below.all(label) || FILES.contains(&top) {
        return None;
    }
    let host = host.to_lowercase();
    let name = host.strip_prefix("www.").filter(|rest| rest.contains('.')).unwrap_or(&host);
    let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
    Some((name.to_owned(), format!("https://{host}{path}")))
}

/// Whether plain words in a parenthesis explain what stands before them: a party or state
/// (`D-Calif.`), an abbreviation (`Ind.`), an age, pronouns (`she/her`), or the initials of the
/// organization that was just named.
fn belongs_to_part(said: &str, before: &str) -> bool {
    let single = !said.contains(char::is_whitespace);
    let party = || {
        let (party, state) = said.split_once('-').unwrap_or((said, ""));
        party.chars().count() == 1
            && party.chars().all(char::is_uppercase)
            && state.chars().all(|c| c.is_alphabetic() || c == '.')
    };
    let initials = || {
        let part = before.rsplit([',', '،', '，', '、']).next().unwrap_or(before);
        let first = part.split(|c: char| c.is_whitespace() || c == '-');
        let first = first.filter_map(|word| word.chars().find(|c| c.is_alphabetic()));
        let all: String = first.clone().flat_map(char::to_uppercase).collect();
        let capital: String = first.filter(|c| c.is_uppercase()).collect();
        said.chars().count() > 1 && (said == capital || said == all)
    };
    said.chars().all(|c| !c.is_alphabetic())
        || single && (said.ends_with('.') || said.contains('/') || party() || initials())
}

/// Whether plain words are the name of something that publishes: `Harbor Radio`, `AP`; unlike `née
/// Lind`, `Retired` or `formerly Harbor Board`.
fn is_named(said: &str) -> bool {
    const OF_PERSONS: &[&str] = &[
        "conservative",
        "democrat",
        "former",
        "formerly",
        "green",
        "independent",
        "labor",
        "labour",
        "left",
        "liberal",
        "libertarian",
        "née",
        "pictured",
        "republican",
        "ret",
        "retired",
        "right",
        "socialist",
    ];
    let mut words = said.split_whitespace();
    let first = words.next().unwrap_or_default().to_lowercase();
    // `B.Sc` is a degree, or something as short.
    let is_abbreviation = words.next().is_none() && said.contains('.');
    !is_abbreviation
        && said.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        && !OF_PERSONS.contains(&first.trim_end_matches(['.', ',']))
}

/// Whether words name a kind of text or occasion, which can only be a source: `press release`.
fn is_kind_of_text(said: &str) -> bool {
    const KINDS: &[&str] = &[
        "address",
        "appearance",
        "blog",
        "book",
        "briefing",
        "broadcast",
        "call",
        "column",
        "complaint",
        "conference",
        "diary",
        "documents",
        "e-mail",
        "editor",
        "editorial",
        "email",
        "erklärung",
        "essay",
        "filing",
        "hearing",
        "interview",
        "letter",
        "meeting",
        "memo",
        "memoir",
        "message",
        "minutes",
        "mitteilung",
        "newsletter",
        "op-ed",
        "phone",
        "podcast",
        "post",
        "pressemitteilung",
        "rede",
        "records",
        "release",
        "remarks",
        "report",
        "sermon",
        "speech",
        "statement",
        "testimony",
        "transcript",
        "video",
    ];
    let last = said.rsplit(char::is_whitespace).next().unwrap_or(said).to_lowercase();
    KINDS.contains(&last.as_str()) || leads::is_kind_of_text(said)
}
