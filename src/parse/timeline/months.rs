//! The names of months and weekdays that dates are written with, as data.

/// The names and abbreviations of each month in the languages of the built-in themes, lower case,
/// without the period of an abbreviation. Chinese and Japanese number their months.
#[rustfmt::skip]
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "jänner", "jän", "janvier", "janv", "enero", "ene", "janeiro",
        "gennaio", "gen", "januari", "stycznia", "styczeń", "sty", "січня", "січень", "січ", "ocak",
        "oca", "يناير", "كانون الثاني", "جانفي", "ינואר", "जनवरी", "जन"],
    &["february", "feb", "februar", "feber", "février", "fevrier", "févr", "febrero", "fevereiro",
        "fev", "febbraio", "februari", "lutego", "luty", "lut", "лютого", "лютий", "лют", "şubat",
        "şub", "فبراير", "شباط", "فيفري", "פברואר", "फ़रवरी", "फरवरी", "फ़र"],
    &["march", "mar", "märz", "mär", "maerz", "mrz", "mars", "marzo", "março", "marco", "maart",
        "mrt", "marca", "marzec", "березня", "березень", "бер", "mart", "مارس", "آذار", "מרץ", "מרס",
        "मार्च"],
    &["april", "apr", "avril", "avr", "abril", "abr", "aprile", "kwietnia", "kwiecień", "kwi",
        "квітня", "квітень", "квіт", "nisan", "nis", "أبريل", "إبريل", "نيسان", "أفريل", "אפריל",
        "अप्रैल"],
    &["may", "mai", "mayo", "maio", "maggio", "mag", "mei", "maja", "maj", "травня", "травень",
        "трав", "mayıs", "مايو", "أيار", "ماي", "מאי", "मई"],
    &["june", "jun", "juni", "juin", "junio", "junho", "giugno", "giu", "czerwca", "czerwiec", "cze",
        "червня", "червень", "черв", "haziran", "haz", "يونيو", "حزيران", "جوان", "יוני", "जून"],
    &["july", "jul", "juli", "juillet", "juil", "julio", "julho", "luglio", "lug", "lipca", "lipiec",
        "lip", "липня", "липень", "лип", "temmuz", "tem", "يوليو", "تموز", "جويلية", "يوليوز",
        "יולי", "जुलाई", "जुल"],
    &["august", "aug", "août", "aout", "agosto", "ago", "augustus", "sierpnia", "sierpień", "sie",
        "серпня", "серпень", "серп", "ağustos", "ağu", "أغسطس", "آب", "أوت", "غشت", "אוגוסט",
        "अगस्त", "अग"],
    &["september", "sep", "sept", "septembre", "septiembre", "setiembre", "setembro", "set",
        "settembre", "września", "wrzesień", "wrz", "вересня", "вересень", "вер", "eylül", "eyl",
        "سبتمبر", "أيلول", "شتنبر", "ספטמבר", "सितंबर", "सितम्बर", "सित"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre", "outubro", "out", "ottobre", "ott",
        "października", "październik", "paź", "жовтня", "жовтень", "жовт", "ekim", "eki", "أكتوبر",
        "تشرين الأول", "אוקטובר", "अक्टूबर", "अक्तूबर", "अक्तू", "अक्टू"],
    &["november", "nov", "novembre", "noviembre", "novembro", "listopada", "listopad", "lis",
        "листопада", "листопад", "лист", "kasım", "kas", "نوفمبر", "تشرين الثاني", "نونبر", "נובמבר",
        "नवंबर", "नवम्बर", "नव"],
    &["december", "dec", "dezember", "dez", "décembre", "decembre", "déc", "diciembre", "dic",
        "dezembro", "dicembre", "grudnia", "grudzień", "gru", "грудня", "грудень", "груд", "aralık",
        "ara", "ديسمبر", "كانون الأول", "دجنبر", "דצמבר", "दिसंबर", "दिसम्बर", "दिस"],
];

/// The weekdays in the same languages, as they stand before a date.
#[rustfmt::skip]
const WEEKDAYS: &[&str] = &[
    "monday", "mon", "tuesday", "tue", "tues", "wednesday", "wed", "thursday", "thu", "thur",
    "thurs", "friday", "fri", "saturday", "sat", "sunday", "sun",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag",
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    "lunes", "martes", "miércoles", "miercoles", "jueves", "viernes", "sábado", "sabado", "domingo",
    "segunda", "terça", "quarta", "quinta", "sexta",
    "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica",
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
    "poniedziałek", "wtorek", "środa", "środę", "czwartek", "piątek", "sobota", "sobotę",
    "niedziela", "niedzielę",
    "понеділок", "вівторок", "середа", "середу", "четвер", "субота", "суботу", "неділя", "неділю",
    "الاثنين", "الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد",
    "सोमवार", "मंगलवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार", "रविवार",
];

/// The weekdays that stand behind a date: `29 Ocak 2026 Perşembe`.
pub(super) const WEEKDAYS_BEHIND: &[&str] =
    &["pazartesi", "salı", "çarşamba", "perşembe", "cuma", "cumartesi", "pazar"];

/// The month, 1 to 12, that a word names, ignoring case.
pub(super) fn month(word: &str) -> Option<i8> {
    // No name has fewer or more bytes, which rules out most words at once. Those in other letters
    // than ours take two or three bytes for each.
    let longest = if word.is_ascii() { 12 } else { 32 };
    if !(3..=longest).contains(&word.len()) {
        return None;
    }
    let named = |word: &str| {
        (1..)
            .zip(MONTHS)
            .find(|(_, names)| names.iter().any(|name| same(name, word)))
            .map(|(month, _)| month)
    };
    // Hebrew writes `in` as a letter before the name.
    named(word).or_else(|| named(word.strip_prefix('ב')?))
}

/// Whether a word is the first of a month's two: `كانون الثاني`.
pub(super) fn begins_month(word: &str) -> bool {
    matches!(word, "كانون" | "تشرين")
}

/// Whether a word names a weekday, ignoring case.
pub(super) fn is_weekday(word: &str) -> bool {
    let longest = if word.is_ascii() { 10 } else { 32 };
    (3..=longest).contains(&word.len()) && WEEKDAYS.iter().any(|name| same(name, word))
}

/// Whether two words are the same, ignoring case; `name` is in lower case. The two letters i of
/// Turkish count as one: which capital is whose, only the language tells.
pub(super) fn same(name: &str, word: &str) -> bool {
    // Nearly all words differ in their first letter; of those beyond ASCII, only `İ` and `ı` are folded
    // into it.
    if let (Some(one), Some(other)) = (name.bytes().next(), word.bytes().next())
        && other.is_ascii()
        && !other.eq_ignore_ascii_case(&b'i')
        && !one.eq_ignore_ascii_case(&other)
    {
        return false;
    }
    if name.is_ascii() && word.is_ascii() {
        return name.eq_ignore_ascii_case(word);
    }
    let folded = |c: char| match c {
        'İ' | 'I' | 'ı' => 'i',
        c => c.to_lowercase().next().unwrap_or(c),
    };
    name.chars().map(folded).eq(word.chars().map(folded))
}
