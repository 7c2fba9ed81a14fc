//! The words of an attribution: Markdown taken off, and the suffixes that belong to what stands
//! before them.

use std::borrow::Cow;
use std::ops::Range;

use super::units::{Kind, whole};

/// The words of a stretch without Markdown, with single spaces.
pub(super) fn plain(text: &str, span: Range<usize>) -> Cow<'_, str> {
    let source = &text[span.clone()];
    if is_plain(source) {
        return Cow::Borrowed(source);
    }
    let unlinked = unlinked(text, span);
    let mut out = String::with_capacity(unlinked.len());
    let mut chars = unlinked.char_indices();
    while let Some((at, c)) = chars.next() {
        let rest = &unlinked[at + c.len_utf8()..];
        match c {
            '\\' if rest.starts_with(|c: char| c.is_ascii_punctuation()) => {
                out.extend(chars.next().map(|(_, c)| c));
            }
            '*' | '`' => {}
            // An underscore within a word is part of it.
            '_' if !(unlinked[..at].ends_with(char::is_alphanumeric)
                && rest.starts_with(char::is_alphanumeric)) => {}
            '~' if rest.starts_with('~') => {
                chars.next();
            }
            '<' if rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')
                && rest.contains('>') =>
            {
                chars.by_ref().find(|(_, c)| *c == '>');
            }
            '&' => match entity(rest) {
                Some((decoded, length)) => {
                    push(&mut out, decoded);
                    // Entities are ASCII, so their bytes are characters.
                    chars.by_ref().nth(length - 1);
                }
                None => out.push('&'),
            },
            c => push(&mut out, c),
        }
    }
    out.truncate(out.trim_end().len());
    Cow::Owned(out)
}

/// Whether a stretch, trimmed by its reader, says what it says without any Markdown.
fn is_plain(source: &str) -> bool {
    let mut last = ' ';
    source.chars().all(|c| {
        let plain = match c {
            '\\' | '*' | '`' | '_' | '~' | '<' | '&' | '[' | ':' => false,
            ' ' => last != ' ',
            c => !c.is_whitespace(),
        };
        last = c;
        plain
    }) && last != ' '
}

/// Adds a character; any white space is one space, and none at the start.
fn push(out: &mut String, c: char) {
    if !c.is_whitespace() {
        out.push(c);
    } else if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

/// The stretch with each link replaced by what it says.
fn unlinked(text: &str, span: Range<usize>) -> String {
    let mut out = String::with_capacity(span.len());
    let mut at = span.start;
    while at < span.end {
        if let Some(unit) = whole(text, at..span.end) {
            match unit.kind {
                Kind::Link { text: words, .. } => out.push_str(&text[words]),
                Kind::Name { name } => out.push_str(&text[name]),
                Kind::Address { url } => out.push_str(&text[url]),
                Kind::Comma | Kind::Group { .. } => {}
            }
            at = unit.span.end;
            continue;
        }
        let mut chars = text[at..span.end].chars();
        let Some(c) = chars.next() else { break };
        out.push(c);
        at += c.len_utf8();
        if let Some(next) = chars.next().filter(|next| c == '\\' && next.is_ascii_punctuation()) {
            out.push(next);
            at += 1;
        }
    }
    out
}

/// The character that an entity stands for, and the bytes of `rest` that it takes; `rest` begins
/// after the ampersand. Only what turns up in names and titles is known.
fn entity(rest: &str) -> Option<(char, usize)> {
    let end = rest.bytes().take(12).position(|b| b == b';')?;
    let name = &rest[..end];
    let decoded = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "rsquo" => '’',
        "lsquo" => '‘',
        "ldquo" => '“',
        "rdquo" => '”',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control())?
        }
    };
    Some((decoded, end + 1))
}

/// Words that end in a period of their own, lower case.
const ABBREVIATIONS: &[&str] = &[
    "adm", "assn", "asst", "atty", "bros", "capt", "cie", "cmdr", "co", "col", "corp", "cpl",
    "dept", "dir", "dist", "div", "dr", "esq", "etc", "gen", "gov", "hon", "inc", "ind", "inst",
    "intl", "jr", "lt", "ltd", "maj", "mfg", "mgr", "mr", "mrs", "ms", "mt", "natl", "pres",
    "prof", "rep", "ret", "rev", "sen", "sgt", "sr", "st", "supt", "univ", "vs", "ala", "ariz",
    "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "kan", "ky", "la", "mass", "md",
    "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa", "tenn", "va", "vt",
    "wash", "wis", "wyo",
];

/// The stretch without a period at its end, unless the period belongs to the last word.
pub(super) fn without_final_period(text: &str, span: Range<usize>) -> Range<usize> {
    let Some(stem) = text[span.clone()].strip_suffix('.') else { return span };
    let word =
        stem.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '（')).next().unwrap_or(stem);
    let known = ABBREVIATIONS.iter().any(|known| known.eq_ignore_ascii_case(word));
    if known || word.contains('.') || word.chars().count() < 2 {
        return span;
    }
    span.start..span.end - 1
}

/// Suffixes of a name that tell generations apart. In print they follow without a comma.
pub(super) fn is_generation(piece: &str) -> bool {
    let stem = piece.strip_suffix('.').unwrap_or(piece);
    ["jr", "sr", "jun", "sen"].iter().any(|known| known.eq_ignore_ascii_case(stem))
        && stem.starts_with(|c: char| c.is_uppercase() || piece.ends_with('.'))
        || ["II", "III", "IV", "V", "VI"].contains(&piece)
}

/// Degrees, licenses, orders and honors that follow a name after a comma, without periods and
/// hyphens, upper case. Those that are also states or words (`MA`, `PA`, `DO`, `MS`) are left out.
const DEGREES: &[&str] = &[
    "AIA", "APRN", "BSN", "CBE", "CEBS", "CFA", "CFP", "CPA", "DBE", "DDS", "DMD", "DMIN", "DNP",
    "DPHIL", "DPT", "DSC", "DVM", "EDD", "EMT", "ESQ", "FACS", "FAIA", "FRS", "JD", "KBE", "KC",
    "LCSW", "LLB", "LLD", "LLM", "LMFT", "LPN", "MBA", "MBE", "MD", "MFA", "MPA", "MPH", "MSC",
    "MSN", "MSW", "NP", "OBE", "OD", "OFM", "OP", "PE", "PHARMD", "PHD", "PMP", "PSYD", "QC", "RD",
    "RN", "SJ", "USA", "USAF", "USMC", "USN", "VMD",
];

/// Whether a piece is nothing but degrees, such as `M.D.` or `Ph.D. RN`.
pub(super) fn is_degree(piece: &str) -> bool {
    let degree = |word: &str| {
        let bare: String = word.chars().filter(|c| !matches!(c, '.' | '-')).collect();
        let upper = bare.to_ascii_uppercase();
        DEGREES.contains(&upper.as_str())
            && (bare.starts_with(|c: char| c.is_ascii_uppercase()) || bare == "esq")
    };
    !piece.is_empty() && piece.split_whitespace().all(degree)
}

/// Whether a piece is the legal form of a company, such as `Inc.`.
pub(super) fn is_company_form(piece: &str) -> bool {
    const FORMS: &[&str] = &[
        "AG", "BV", "CO", "CORP", "EV", "GMBH", "INC", "LLC", "LLP", "LP", "LTD", "NA", "NV",
        "OYJ", "PC", "PLC", "PLLC", "SA", "SARL", "SE", "SPA",
    ];
    let bare: String = piece.chars().filter(|c| !matches!(c, '.' | '/')).collect();
    let cased = piece.starts_with(|c: char| c.is_ascii_uppercase()) || piece.starts_with("e.");
    cased && FORMS.contains(&bare.to_ascii_uppercase().as_str())
}
