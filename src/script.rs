//! What a character tells of its script: whether spaces are set between words, and what belongs to
//! a word; the first words of a text.

/// Whether a character is of a script that sets no spaces between words: Chinese characters and
/// kana.
pub(crate) fn is_spaceless(c: char) -> bool {
    is_han(c)
        || matches!(c, '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9d}')
}

/// Whether a character is a Chinese one, with the sign that repeats one and the sign for nought.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3005}' | '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character is a letter, or a mark that stands on one and is part of the word all the
/// same: accents, the vowel signs of Arabic and Hebrew, the virama of Hindi.
pub(crate) fn is_letter(c: char) -> bool {
    c.is_alphabetic()
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{5b0}'..='\u{5bd}' | '\u{64b}'..='\u{652}'
            | '\u{93c}' | '\u{94d}')
}

/// How many words a text has. Where no spaces are set, every character counts as one, as editors of
/// Chinese and Japanese count.
pub(crate) fn words_in(text: &str) -> usize {
    if text.is_ascii() {
        return ascii_words_in(text);
    }
    // No character of those scripts begins with a lower byte, and looking at bytes is quick.
    if !text.bytes().any(|byte| byte >= 0xe3) {
        return text.split_whitespace().count();
    }
    // Marks of those scripts touch what they belong to, with no space between.
    let mark = |c: char| {
        matches!(c, '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{ff01}'..='\u{ff0f}'
            | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}')
    };
    let (mut words, mut last) = (0, ' ');
    for c in text.chars() {
        let tight = is_spaceless(last) || mark(last);
        let begins = is_spaceless(c)
            || if tight {
                c.is_alphanumeric()
            } else {
                last.is_whitespace() && !c.is_whitespace() && !mark(c)
            };
        words += usize::from(begins);
        // Another mark behind a character is passed over as if it were not there.
        if begins || c.is_whitespace() || mark(c) || !tight {
            last = c;
        }
    }
    words
}

/// The first words of a text, whole words only.
pub(crate) fn shortened(text: &str, limit: usize) -> String {
    let mut start = String::with_capacity(2 * limit);
    let mut length = 0;
    for word in text.split_whitespace() {
        if length > 0 {
            start.push(' ');
            length += 1;
        }
        start.push_str(word);
        length += word.chars().count();
        // However long the text is, no more of it can be shown.
        if length > limit {
            break;
        }
    }
    if length <= limit {
        return start;
    }
    let cut: String = start.chars().take(limit).collect();
    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", words.trim_end_matches([',', ';', ':', '.', '-', '–', '—']))
}

fn ascii_words_in(text: &str) -> usize {
    // What divides words in ASCII: the space, and from the tab to the carriage return. Whole
    // stretches are counted at once, each too short for its count to overflow a byte.
    let divides = |byte: &u8| (*byte == b' ') | (byte.wrapping_sub(b'\t') < 5);
    let bytes = text.as_bytes();
    let (before, after) = (bytes, bytes.get(1..).unwrap_or_default());
    let stretches = before.chunks(255).zip(after.chunks(255)).map(|(before, after)| {
        let starts = before.iter().zip(after).map(|(one, next)| divides(one) & !divides(next));
        usize::from(starts.map(u8::from).sum::<u8>())
    });
    stretches.sum::<usize>() + usize::from(bytes.first().is_some_and(|first| !divides(first)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_what_white_space_divides(text in "[ -~\t\n\x0b\x0c\r\x1céü—’\u{a0}]*") {
            prop_assert_eq!(words_in(&text), text.split_whitespace().count());
        }

        #[test]
        fn a_text_with_other_scripts_has_no_more_words_than_characters(text in "\\PC{0,40}") {
            prop_assert!(words_in(&text) <= text.chars().count());
        }
    }

    #[test]
    fn characters_count_as_words_where_no_spaces_are_set() {
        for (text, words) in [
            ("港口关闭了。", 5),
            ("他说：“港口，关闭了！”", 7),
            ("「港」が閉鎖された。", 7),
            ("2026年1月29日", 6),
            ("Harbor Radio 报道", 4),
            ("サトウ、カトウ", 6),
            ("。。。", 0),
            ("Порт закрито сьогодні", 3),
            ("बंदरगाह बंद हुआ", 3),
        ] {
            assert_eq!(words_in(text), words, "{text}");
        }
    }
}
