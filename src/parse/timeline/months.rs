//! The names of months and weekdays that dates are written with, as data.

/// The names and abbreviations of each month in English, German, French and Spanish, lower case,
/// without the period of an abbreviation.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "jänner", "jän", "janvier", "janv", "enero", "ene"],
    &["february", "feb", "februar", "feber", "février", "fevrier", "févr", "febrero"],
    &["march", "mar", "märz", "mär", "maerz", "mrz", "mars", "marzo"],
    &["april", "apr", "avril", "avr", "abril", "abr"],
    &["may", "mai", "mayo"],
    &["june", "jun", "juni", "juin", "junio"],
    &["july", "jul", "juli", "juillet", "juil", "julio"],
    &["august", "aug", "août", "aout", "agosto", "ago"],
    &["september", "sep", "sept", "septembre", "septiembre", "setiembre"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre"],
    &["november", "nov", "novembre", "noviembre"],
    &["december", "dec", "dezember", "dez", "décembre", "decembre", "déc", "diciembre", "dic"],
];

/// The weekdays in the same languages.
const WEEKDAYS: &[&str] = &[
    "monday",
    "mon",
    "tuesday",
    "tue",
    "tues",
    "wednesday",
    "wed",
    "thursday",
    "thu",
    "thur",
    "thurs",
    "friday",
    "fri",
    "saturday",
    "sat",
    "sunday",
    "sun",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonnabend",
    "sonntag",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunes",
    "martes",
    "miércoles",
    "miercoles",
    "jueves",
    "viernes",
    "sábado",
    "sabado",
    "domingo",
];

/// The month, 1 to 12, that a word names, ignoring case.
pub(super) fn month(word: &str) -> Option<i8> {
    // No name has more bytes than `septiembre`, which rules out most words at once.
    if !(3..=10).contains(&word.len()) {
        return None;
    }
    (1..).zip(MONTHS).find(|(_, names)| names.iter().any(|name| same(name, word))).map(|(m, _)| m)
}

/// Whether a word names a weekday, ignoring case.
pub(super) fn is_weekday(word: &str) -> bool {
    (3..=10).contains(&word.len()) && WEEKDAYS.iter().any(|name| same(name, word))
}

fn same(name: &str, word: &str) -> bool {
    name.len() == word.len()
        && (name.eq_ignore_ascii_case(word)
            || !word.is_ascii() && word.chars().flat_map(char::to_lowercase).eq(name.chars()))
}
