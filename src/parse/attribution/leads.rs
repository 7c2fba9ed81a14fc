//! The words that lead to a source in each language, as data.

use crate::script::is_spaceless;

/// Words right before a link or a domain: `on [Harbor Radio](...)`, `dans [Le Phare](...)`.
#[rustfmt::skip]
const BEFORE: &[&str] = &[
    "on", "in", "to", "via", "auf", "bei", "im", "gegenüber", "dans", "sur", "à", "au", "chez",
    "en", "a", "al", "ante", "vía", "em", "no", "na", "ao", "su", "nel", "nella", "sul",
    "sulla", "op", "aan", "bij", "w", "we", "dla", "przez", "у", "в", "на", "для", "через", "في",
    "على", "عبر", "إلى", "אצל", "באתר", "אל", "在", "于", "對", "对", "向", "通过",
    "透過",
];

/// Words right behind a link, in languages whose words of this kind follow: `[हार्बर रेडियो](...) को`.
const BEHIND: &[&str] = &["को", "में", "पर", "से", "にて", "で", "に", "より", "から"];

/// What introduces a source within parentheses, with a colon.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "source", "quelle", "fuente", "fonte", "bron", "źródło", "джерело", "kaynak", "المصدر", "מקור",
    "स्रोत", "来源", "來源", "出典",
];

/// Kinds of texts and occasions, as their first or last word names them in each language.
#[rustfmt::skip]
const KINDS: &[&str] = &[
    "allocution", "communiqué", "conférence", "discours", "entretien", "lettre", "tribune",
    "carta", "comunicado", "conferencia", "declaración", "discurso", "entrevista", "rueda",
    "coletiva", "declaração", "nota", "comunicato", "conferenza", "discorso", "intervista",
    "lettera", "brief", "interview", "persbericht", "persconferentie", "toespraak", "verklaring",
    "komunikat", "konferencja", "oświadczenie", "przemówienie", "wywiad", "заява", "інтерв'ю",
    "пресконференція", "промова", "açıklama", "konuşma", "röportaj", "mektup", "بيان", "خطاب",
    "رسالة", "مقابلة", "مؤتمر", "הודעה", "הצהרה", "מכתב", "נאום", "ראיון", "साक्षात्कार", "भाषण",
    "बयान", "पत्र", "विज्ञप्ति",
];

/// The same where no spaces are set between words.
#[rustfmt::skip]
const ENDINGS: &[&str] = &[
    "采访", "採訪", "访谈", "訪談", "讲话", "講話", "声明", "聲明", "发布会", "發布會", "公报",
    "来信", "会見", "談話", "インタビュー", "演説", "取材", "発表", "書簡",
];

/// What stands before a word that leads to a source, where `text` ends with one.
pub(super) fn without_lead(text: &str) -> Option<&str> {
    BEFORE.iter().find_map(|word| {
        let rest = text.strip_suffix(word)?;
        let apart = |c: char| c.is_whitespace() || matches!(c, ',' | '،' | '，' | '、');
        (rest.is_empty() || rest.ends_with(apart) || spaceless(word)).then_some(rest)
    })
}

/// Whether a text behind a link says that the link is the source.
pub(super) fn leads_back(text: &str) -> bool {
    BEHIND.contains(&text.trim_matches(|c: char| c.is_whitespace() || ".,;:*_。，、।".contains(c)))
}

/// What follows `Source:` and the like.
pub(super) fn without_label(text: &str) -> Option<&str> {
    let (label, rest) = text.split_once([':', '：'])?;
    let label = label.trim_end().to_lowercase();
    LABELS.contains(&label.as_str()).then_some(rest)
}

/// Whether words name a kind of text or occasion: `entretien`, `conférence de presse`, `讲话`.
pub(super) fn is_kind_of_text(said: &str) -> bool {
    let lower = said.to_lowercase().replace('\u{2019}', "'");
    let mut words = lower.split_whitespace();
    let (first, last) = (words.next(), words.next_back());
    [first, last].into_iter().flatten().any(|word| KINDS.contains(&word))
        || ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

/// Whether a word is of a script that sets no spaces.
fn spaceless(word: &str) -> bool {
    word.starts_with(is_spaceless)
}
