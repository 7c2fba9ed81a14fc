//! What a language tag alone tells: the language's name for itself, and which way it runs.

/// Which way a language runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir`: `ltr` or `rtl`.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

/// The first subtag: the language itself.
pub(super) fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

/// Which way the script of a tag runs: the script that it names, else that of its language.
pub(super) fn direction(tag: &str) -> Direction {
    const SCRIPTS: &[&str] =
        &["adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa"];
    const LANGUAGES: &[&str] = &[
        "ar", "arc", "arz", "ckb", "dv", "fa", "glk", "he", "iw", "khw", "ks", "lrc", "mzn", "nqo",
        "pnb", "ps", "sd", "syr", "ug", "ur", "yi",
    ];
    let is_in = |list: &[&str], subtag: &str| list.iter().any(|s| s.eq_ignore_ascii_case(subtag));
    let script = tag
        .split(['-', '_'])
        .skip(1)
        .find(|subtag| subtag.len() == 4 && subtag.bytes().all(|b| b.is_ascii_alphabetic()));
    let rtl = match script {
        Some(script) => is_in(SCRIPTS, script),
        None => is_in(LANGUAGES, primary(tag)),
    };
    if rtl { Direction::Rtl } else { Direction::Ltr }
}

/// What stands between two names in a language, or between a name and a title, with its space.
pub fn comma(tag: &str) -> &'static str {
    match primary(tag) {
        "ar" | "ckb" | "fa" | "ps" | "sd" | "ug" | "ur" => "، ",
        "zh" => "，",
        "ja" => "、",
        _ => ", ",
    }
}

/// How the first day of a month is written before the month, where it is an ordinal number and all
/// other days are not. Portuguese has it in Brazil, whose customs those of `pt` are.
pub(super) fn first_of_month(tag: &str) -> Option<&'static str> {
    match primary(tag) {
        "fr" => Some("1er"),
        "it" => Some("1º"),
        "pt" if tag.len() == 2 || tag.eq_ignore_ascii_case("pt-br") => Some("1º"),
        _ => None,
    }
}

/// What speakers call their language, for the links between the versions of a page. The longest
/// tag comes before its own beginning.
const NAMES: &[(&str, &str)] = &[
    ("ar", "العربية"),
    ("bg", "Български"),
    ("bn", "বাংলা"),
    ("ca", "Català"),
    ("cs", "Čeština"),
    ("cy", "Cymraeg"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("eu", "Euskara"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fil", "Filipino"),
    ("fr", "Français"),
    ("ga", "Gaeilge"),
    ("gl", "Galego"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("ht", "Kreyòl ayisyen"),
    ("hu", "Magyar"),
    ("id", "Bahasa Indonesia"),
    ("is", "Íslenska"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("ms", "Bahasa Melayu"),
    ("nb", "Norsk bokmål"),
    ("nl", "Nederlands"),
    ("nn", "Norsk nynorsk"),
    ("no", "Norsk"),
    ("pl", "Polski"),
    ("pt-br", "Português (Brasil)"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("so", "Soomaali"),
    ("sq", "Shqip"),
    ("sr", "Српски"),
    ("sv", "Svenska"),
    ("sw", "Kiswahili"),
    ("ta", "தமிழ்"),
    ("th", "ไทย"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh-hans", "简体中文"),
    ("zh-hant", "繁體中文"),
    ("zh", "中文"),
];

/// The language's own name, where it is in the table.
pub(super) fn own_name(tag: &str) -> Option<&'static str> {
    let lower = tag.to_ascii_lowercase().replace('_', "-");
    NAMES
        .iter()
        .find(|(known, _)| {
            lower.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })
        .map(|(_, name)| *name)
}
