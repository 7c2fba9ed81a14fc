//! The letters of an index where the alphabet alone does not tell them: Chinese by pinyin, Japanese
//! by rows of kana, the two letters i of Turkish, the alif of Arabic.

use icu_collator::CollatorBorrowed;

use crate::script::is_han;

/// The first character of each letter in the order of pinyin. No syllable begins with I, U or V.
const PINYIN: [(char, char); 23] = [
    ('A', '阿'),
    ('B', '八'),
    ('C', '嚓'),
    ('D', '咑'),
    ('E', '妸'),
    ('F', '发'),
    ('G', '旮'),
    ('H', '哈'),
    ('J', '丌'),
    ('K', '咔'),
    ('L', '垃'),
    ('M', '妈'),
    ('N', '拏'),
    ('O', '噢'),
    ('P', '妑'),
    ('Q', '七'),
    ('R', '呥'),
    ('S', '仨'),
    ('T', '他'),
    ('W', '穵'),
    ('X', '夕'),
    ('Y', '丫'),
    ('Z', '帀'),
];

/// The rows of kana: the last character of each, with its voiced and small forms.
const ROWS: [(char, char); 10] = [
    ('お', 'あ'),
    ('ご', 'か'),
    ('ぞ', 'さ'),
    ('ど', 'た'),
    ('の', 'な'),
    ('ぽ', 'は'),
    ('も', 'ま'),
    ('よ', 'や'),
    ('ろ', 'ら'),
    ('ん', 'わ'),
];

/// The letter of a first character by a custom of the language alone; `None` where it has none.
pub(super) fn by_custom(language: &str, first: char) -> Option<char> {
    match language {
        "tr" | "az" | "crh" | "tt" => match first {
            'i' | 'İ' => Some('İ'),
            'ı' | 'I' => Some('I'),
            _ => None,
        },
        "ar" => matches!(first, 'آ' | 'أ' | 'إ' | 'ٱ' | 'ا').then_some('ا'),
        "ja" => kana_row(first).or_else(|| is_han(first).then_some('他')),
        _ => None,
    }
}

/// The letter of a name in Chinese characters, in a collator's order of pinyin. The whole name
/// decides, since the order knows that `重` is another sound in `重庆` than alone.
pub(super) fn by_pinyin(collator: &CollatorBorrowed<'_>, name: &str) -> Option<char> {
    name.chars().next().filter(|first| is_han(*first))?;
    let mut buffer = [0; 4];
    let after = PINYIN.partition_point(|(_, begins)| {
        let begins: &str = begins.encode_utf8(&mut buffer);
        collator.compare(begins, name).is_le()
    });
    PINYIN.get(after.checked_sub(1)?).map(|(letter, _)| *letter)
}

/// The row that a kana is in, `か` for `が`, `カ` and `ガ`.
fn kana_row(first: char) -> Option<char> {
    let hiragana = match first {
        'ァ'..='ヶ' => char::from_u32(u32::from(first) - 0x60)?,
        // The halfwidth forms begin with a few that have no row of their own.
        '\u{ff66}'..='\u{ff9d}' => return halfwidth_row(first),
        'ぁ'..='ゖ' => first,
        _ => return None,
    };
    match hiragana {
        'ゔ' => Some('あ'),
        'ゕ' | 'ゖ' => Some('か'),
        other => ROWS.iter().find(|(last, _)| other <= *last).map(|(_, row)| *row),
    }
}

fn halfwidth_row(first: char) -> Option<char> {
    use unicode_normalization::UnicodeNormalization;
    std::iter::once(first).nfkc().next().filter(|whole| *whole != first).and_then(kana_row)
}
