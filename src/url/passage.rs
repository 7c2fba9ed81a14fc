//! Links to words on a page: text fragments, `#:~:text=first,last`, by the WICG's draft "URL Fragment
//! Text Directives". A browser scrolls to the words and marks them; one that knows nothing of it, or
//! does not find them, shows the page as it would have been shown.

use std::borrow::Cow;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::url::{encoded, scheme};

/// Up to so many words a passage is named in full, else by its first and last words.
const WHOLE: usize = 12;

/// How many words stand for the beginning of a passage, and how many for its end.
const ENDS: usize = 5;

/// So many words, or so many letters, are enough to look for.
const FEWEST: (usize, usize) = (3, 10);

/// How many characters either of them has at most. Some scripts have no spaces between words.
const LONGEST: usize = 80;

/// The address of some words on the page at an address; `None` where there is none: for addresses
/// that browsers do not open as pages, for those that name words already, and for words of which
/// there is nothing to look for.
pub fn passage(address: &str, words: &str) -> Option<String> {
    if !matches!(scheme(address).as_deref(), Some("http" | "https")) || address.contains(":~:") {
        return None;
    }
    let (start, end) = named(words)?;
    let address = encoded(address.trim());
    // What names a part of the page stays, for pages whose own scripts read it.
    let divider = if address.contains('#') { ":~:text=" } else { "#:~:text=" };
    let escapes = 2 * (start.len() + end.len());
    let mut link = String::with_capacity(address.len() + divider.len() + escapes + 1);
    link.push_str(&address);
    link.push_str(divider);
    add_part(&mut link, &start);
    if !end.is_empty() {
        link.push(',');
        add_part(&mut link, &end);
    }
    Some(link)
}

/// The words that the directive names: all, or the first and the last.
fn named(words: &str) -> Option<(String, String)> {
    if is_one_run(words) {
        return ends(telling(words)?, None);
    }
    let clean = match words.contains(is_ignored) {
        true => Cow::Owned(words.replace(is_ignored, "")),
        false => Cow::Borrowed(words),
    };
    let clean = without_insertions(&clean);
    let mut runs = runs(&clean).filter_map(telling);
    let first = runs.next()?;
    ends(first, runs.last())
}

/// Whether nothing in words divides them or is left out: so are nearly all in English.
fn is_one_run(words: &str) -> bool {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'[' | b']');
    words.bytes().all(is_plain) && memchr::memmem::find(words.as_bytes(), b"...").is_none()
}

/// The words of a run, where they are enough to look for.
fn telling(run: &str) -> Option<Vec<&str>> {
    // Words have about six letters, with the space behind them.
    let mut words = Vec::with_capacity(run.len() / 4 + 1);
    words.extend(run.split_whitespace());
    trim(&mut words);
    is_telling(&words).then_some(words)
}

/// All words of the first run where it is short and the only one, else its first ones and the last ones
/// of the last run.
fn ends(first: Vec<&str>, last: Option<Vec<&str>>) -> Option<(String, String)> {
    let count = first.len();
    let is_short =
        || first.iter().map(|word| word.chars().count() + 1).sum::<usize>() <= 2 * LONGEST;
    if last.is_none() && count <= WHOLE && is_short() {
        return Some((first.join(" "), String::new()));
    }
    let start = opening(first[..count.min(ENDS)].join(" "))?;
    // Of one run, the two parts must not share a word: the second is looked for behind the first.
    let (last, from) = last.as_ref().map_or((&first, count.min(ENDS)), |last| (last, 0));
    let end = last[last.len().saturating_sub(ENDS).max(from)..].join(" ");
    match end.is_empty() {
        true => Some((start, end)),
        false => Some((start, closing(end)?)),
    }
}

/// Whether words are unlikely to stand elsewhere on the page too, where the browser would find them
/// first.
fn is_telling(words: &[&str]) -> bool {
    let letters = words.iter().flat_map(|word| word.chars()).filter(|c| c.is_alphanumeric());
    words.len() >= FEWEST.0 || letters.count() >= FEWEST.1
}

/// The stretches of words that stand so on the page: an editor leaves words out (`…`), and a text cannot
/// be found across the end of a paragraph.
fn runs(words: &str) -> impl Iterator<Item = &str> {
    words.split(['…', '\n']).flat_map(|run| run.split("..."))
}

/// Words with a sign for what is left out in place of all that an editor has put in: `[the mayor]`. A
/// word of which a part is put in (`[T]he`, `boat[s]`) goes whole: browsers find whole words alone.
fn without_insertions(words: &str) -> Cow<'_, str> {
    if !words.contains(['[', ']']) {
        return Cow::Borrowed(words);
    }
    let mut kept = String::with_capacity(words.len());
    let (mut is_inserted, mut is_cut) = (false, false);
    for c in words.chars() {
        match c {
            '[' | ']' => {
                kept.truncate(kept.trim_end_matches(is_joined).len());
                kept.push('…');
                (is_inserted, is_cut) = (c == '[', c == ']');
            }
            _ if is_inserted => {}
            c if is_cut && is_joined(c) => {}
            c => {
                is_cut = false;
                kept.push(c);
            }
        }
    }
    Cow::Owned(kept)
}

/// Whether a letter and its neighbor are of one word. In Chinese and Japanese, each may be a word.
fn is_joined(c: char) -> bool {
    c.is_alphanumeric()
        && !matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
        || matches!(c, '\'' | '’' | '-' | '\u{2011}')
}

/// What finding words takes no notice of, and what no page can show: controls, the marks of
/// directions, soft hyphens.
fn is_ignored(c: char) -> bool {
    let is_mark = matches!(c, '\u{ad}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    is_mark || c.is_control() && !c.is_whitespace()
}

/// Takes away the words at either end that are punctuation alone.
fn trim(words: &mut Vec<&str>) {
    let has_letters = |word: &&str| word.contains(char::is_alphanumeric);
    let end = words.iter().rposition(has_letters).map_or(0, |at| at + 1);
    words.truncate(end);
    let start = words.iter().position(has_letters).unwrap_or(end);
    words.drain(..start);
}

/// The beginning of words that are long, up to punctuation: half a word is not found.
fn opening(mut words: String) -> Option<String> {
    let Some((limit, _)) = words.char_indices().nth(LONGEST) else { return Some(words) };
    words.truncate(words[..limit].rfind(is_divider)?);
    Some(words).filter(|words| !words.is_empty())
}

/// The end of words that are long, from punctuation on.
fn closing(words: String) -> Option<String> {
    let Some((limit, _)) = words.char_indices().rev().nth(LONGEST) else { return Some(words) };
    let start = limit + words[limit..].find(is_divider)?;
    let rest = words[start..].trim_start_matches(is_divider);
    Some(rest.to_owned()).filter(|words| !words.is_empty())
}

fn is_divider(c: char) -> bool {
    // An apostrophe stands within a word, and a mark on a letter belongs to it.
    c.is_whitespace()
        || c.is_ascii_punctuation() && c != '\''
        || matches!(c, '\u{3000}'..='\u{3003}'
        | '\u{3008}'..='\u{3011}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff1f}'
        | '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{964}' | '\u{2013}' | '\u{2014}')
}

/// Adds a part of the directive. In it, `-`, `,` and `&` mean something and have to be escaped; all
/// other punctuation may be. At its ends punctuation is left out: another paper sets it otherwise.
fn add_part(link: &mut String, words: &str) {
    let words = words.trim_matches(|c: char| c.is_whitespace() || is_edge(c));
    link.extend(utf8_percent_encode(words, NON_ALPHANUMERIC));
}

/// Punctuation around words, which a page may have otherwise.
fn is_edge(c: char) -> bool {
    is_divider(c) || matches!(c, '\'' | '"' | '\u{2018}'..='\u{201f}' | '«' | '»' | '‹' | '›')
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "https://radio.example/show";

    fn of(words: &str) -> Option<String> {
        let link = passage(PAGE, words)?;
        let text = link.strip_prefix(&format!("{PAGE}#:~:text=")).expect("the directive");
        Some(text.to_owned())
    }

    #[test]
    fn a_short_passage_is_named_in_full_and_a_long_one_by_its_ends() {
        assert_eq!(of("The boats stay in.").as_deref(), Some("The%20boats%20stay%20in"));
        let long = "One two three four five six seven eight nine ten eleven twelve thirteen.";
        let ends = "One%20two%20three%20four%20five,nine%20ten%20eleven%20twelve%20thirteen";
        assert_eq!(of(long).as_deref(), Some(ends));
    }

    #[test]
    fn what_means_something_in_a_directive_is_escaped() {
        let words = "Half-done, A&B: 100% of #1? \"Yes\" <b>";
        let expected = "Half%2Ddone%2C%20A%26B%3A%20100%25%20of%20%231%3F%20%22Yes%22%20%3Cb";
        assert_eq!(of(words).as_deref(), Some(expected));
        let link = passage("https://a.example/?q=a b&c=\"d\"", "It is so").expect("a link");
        assert_eq!(link, "https://a.example/?q=a%20b&c=%22d%22#:~:text=It%20is%20so");
    }

    #[test]
    fn a_fragment_stays_and_a_directive_is_not_added_to() {
        let link = passage("https://a.example/p#part-2", "It is so").expect("a link");
        assert_eq!(link, "https://a.example/p#part-2:~:text=It%20is%20so");
        assert_eq!(passage("https://a.example/p#:~:text=It", "It is so"), None);
        assert_eq!(passage("https://a.example/p#x:~:text=It", "It is so"), None);
    }

    #[test]
    fn only_pages_have_passages() {
        for address in ["/sources/x/", "mailto:a@b.example", "ftp://a.example/", "javascript:x", ""]
        {
            assert_eq!(passage(address, "It is so"), None, "{address}");
        }
        for words in
            ["", " \n ", "…", "— — —", "[inaudible]", "\u{1}\u{200f}", "?!", "No.", "So ... no"]
        {
            assert_eq!(passage(PAGE, words), None, "{words:?}");
        }
    }

    #[test]
    fn words_that_an_editor_left_out_or_put_in_are_not_looked_for() {
        let cut = "We all said […] it would rain … and it did.";
        assert_eq!(of(cut).as_deref(), Some("We%20all%20said,and%20it%20did"));
        let put = "[The mayor] came too late for us";
        assert_eq!(of(put).as_deref(), Some("came%20too%20late%20for%20us"));
        let paragraphs = "It rained all day.\n\nThen it stopped.";
        assert_eq!(of(paragraphs).as_deref(), Some("It%20rained%20all%20day,Then%20it%20stopped"));
        assert_eq!(of("So... we went home.").as_deref(), Some("we%20went%20home"));
        assert_eq!(of("We never did [closed").as_deref(), Some("We%20never%20did"));
        // Browsers find whole words alone, and the page has `The` and `boat`.
        let cut = of("[T]he boats stay in the harbor.");
        assert_eq!(cut.as_deref(), Some("boats%20stay%20in%20the%20harbor"));
        let cut = of("Harbor Robotics boat[s] stay in port all week.");
        assert_eq!(cut.as_deref(), Some("Harbor%20Robotics,stay%20in%20port%20all%20week"));
        assert_eq!(
            of("It is the captain’[s] word that counts").as_deref(),
            Some("It%20is%20the,word%20that%20counts")
        );
        assert_eq!(
            of("船今天[不]出海，明天也不出海").as_deref(),
            of("船今天…出海，明天也不出海").as_deref()
        );
    }

    #[test]
    fn right_to_left_words_lose_their_marks_of_direction_alone() {
        let words = "\u{202b}\u{200f}السفن \u{2067}تبقى\u{2069}، هنا\u{202c}";
        let plain = utf8_percent_encode("السفن تبقى، هنا", NON_ALPHANUMERIC).to_string();
        assert_eq!(of(words), Some(plain));
    }

    #[test]
    fn ten_thousand_characters_make_a_short_link() {
        let words = "a long day on the water ".repeat(420);
        let link = passage(PAGE, &words).expect("a link");
        assert!(link.len() < 200, "{link}");
        assert!(
            link.ends_with(",a%20long%20day%20on%20the%20water") || link.contains(','),
            "{link}"
        );
        // A text without any place to cut it at is not cut in the middle of a word.
        assert_eq!(passage(PAGE, &"a".repeat(10_000)), None);
        let chinese = "船今天不出海。".repeat(1_500);
        let link = passage(PAGE, &chinese).expect("a link");
        assert!(link.len() < 1_700, "{} bytes", link.len());
        let emoji = "🚢".repeat(10_000);
        assert_eq!(passage(PAGE, &emoji), None);
    }
}
