//! How a language writes dates, sorts names and runs across the page.

use std::cmp::Ordering;
use std::sync::{Arc, PoisonError, RwLock};

use hashbrown::HashMap;
use icu_calendar::{Date as IcuDate, Gregorian};
use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_datetime::fieldsets::{E, M, T, Y, YM, YMD};
use icu_datetime::input::Time as IcuTime;
use icu_datetime::options::YearStyle;
use icu_datetime::{
    DateTimeFormatterLoadError, DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter,
    NoCalendarFormatter,
};
use icu_locale_core::Locale as Tag;
use jiff::civil::{Date, Time};
use unicode_normalization::UnicodeNormalization;

use super::partial::PartialDate;

mod language;
mod letters;

pub use language::{Direction, comma};

type Formatter<F> = FixedCalendarDateTimeFormatter<Gregorian, F>;

/// A day in each of the ways that a language writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenDay {
    /// As [`Locale::day`] writes it.
    pub day: Arc<str>,
    /// As [`Locale::short`] writes it.
    pub short: Arc<str>,
    /// As [`Locale::weekday`] names it.
    pub weekday: Arc<str>,
}

/// What a page's language needs. It is built once for each language of a site and shared; no
/// method reads any data that is not already in memory.
///
/// Days are those of the Gregorian calendar in every language, since URLs and feeds are too.
pub struct Locale {
    tag: String,
    direction: Direction,
    day: Formatter<YMD>,
    short: Formatter<YMD>,
    month_year: Formatter<YM>,
    year: Formatter<Y>,
    time: NoCalendarFormatter<T>,
    months: [String; 12],
    weekdays: [String; 7],
    /// Days as written so far: a newspaper has the same few thousand days again and again.
    written: RwLock<HashMap<Date, WrittenDay>>,
    collator: CollatorBorrowed<'static>,
    /// Tells letters apart, not accents or case.
    letters: CollatorBorrowed<'static>,
    /// The same without the customs of any language.
    root_letters: CollatorBorrowed<'static>,
}

impl Locale {
    /// The locale of a language tag such as `en`, `de-AT` or `zh-Hant`.
    ///
    /// A tag that is malformed or names a language without data writes dates as English does, and
    /// keeps its tag.
    pub fn new(tag: &str) -> Locale {
        let known = tag.parse::<Tag>().ok().and_then(|parsed| Formats::new(&parsed).ok());
        let (formats, parsed) = match known.filter(Formats::is_of_a_language) {
            Some(formats) => (formats, tag.parse::<Tag>().unwrap_or(Tag::UNKNOWN)),
            None => {
                let english = Tag::from(icu_locale_core::langid!("en"));
                let formats = Formats::new(&english).expect("English is built in");
                (formats, english)
            }
        };
        // Traditional Chinese is sorted by strokes, for which an index has no letters.
        let sorted = match language::primary(tag) {
            "zh" => "zh-u-co-pinyin".parse().unwrap_or_else(|_| parsed.clone()),
            _ => parsed,
        };
        Locale {
            tag: tag.to_owned(),
            direction: language::direction(tag),
            collator: collator(&sorted, Strength::Tertiary),
            letters: collator(&sorted, Strength::Primary),
            root_letters: collator(&Tag::UNKNOWN, Strength::Primary),
            months: formats.months(),
            weekdays: formats.weekdays(),
            written: RwLock::default(),
            day: formats.day,
            short: formats.short,
            month_year: formats.month_year,
            year: formats.year,
            time: formats.time,
        }
    }

    /// The language tag, as it was given.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Which way the language runs.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// The language's own name for itself, such as `Deutsch`; the tag where it is not known.
    pub fn language_name(&self) -> &str {
        language::own_name(&self.tag).unwrap_or(&self.tag)
    }

    /// A day in all ways at once; each day is written once.
    pub fn written(&self, day: Date) -> WrittenDay {
        let known = self.written.read().unwrap_or_else(PoisonError::into_inner).get(&day).cloned();
        known.unwrap_or_else(|| {
            let written = WrittenDay {
                day: self.day(day).into(),
                short: self.short(day).into(),
                weekday: self.weekday(day).into(),
            };
            let mut all = self.written.write().unwrap_or_else(PoisonError::into_inner);
            all.insert(day, written.clone());
            written
        })
    }

    /// A day in full: `January 28, 2026`, `28. Januar 2026`.
    pub fn day(&self, day: Date) -> String {
        let written = gregorian(day).map(|date| spaced(self.day.format(&date)));
        written.map_or_else(|| day.to_string(), |written| self.with_ordinal(day, written))
    }

    /// A day for lists: `Jan 28, 2026`, `28.01.2026`.
    pub fn short(&self, day: Date) -> String {
        let written = gregorian(day).map(|date| spaced(self.short.format(&date)));
        written.map_or_else(|| day.to_string(), |written| self.with_ordinal(day, written))
    }

    /// The first of a month is the only day that some languages count: `1er janvier`. CLDR leaves
    /// the ending out.
    fn with_ordinal(&self, day: Date, written: String) -> String {
        let rest = written.strip_prefix("1 ").filter(|_| day.day() == 1);
        match rest.zip(language::first_of_month(&self.tag)) {
            Some((rest, first)) => format!("{first} {rest}"),
            None => written,
        }
    }

    /// A time to the minute: `8:07 PM`, `20:07`. The space is a no-break space.
    pub fn time(&self, time: Time) -> String {
        let field = |value: i8| value.unsigned_abs();
        match IcuTime::try_new(field(time.hour()), field(time.minute()), 0, 0) {
            Ok(time) => spaced(self.time.format(&time)).replace(' ', "\u{a0}"),
            Err(_) => time.to_string(),
        }
    }

    /// The weekday: `Wednesday`, `Mittwoch`.
    pub fn weekday(&self, day: Date) -> &str {
        let index = usize::from(day.weekday().to_monday_zero_offset().unsigned_abs());
        self.weekdays.get(index).map_or("", String::as_str)
    }

    /// The name of a month, 1 to 12, as it stands alone: `January`, `Januar`. Empty for any other
    /// number.
    pub fn month(&self, month: i8) -> &str {
        let index = usize::from(month.unsigned_abs()).wrapping_sub(1);
        self.months.get(index).map_or("", String::as_str)
    }

    /// A month with its year: `January 2026`. Any day of the month will do.
    pub fn month_year(&self, day: Date) -> String {
        gregorian(day).map_or_else(|| day.to_string(), |date| spaced(self.month_year.format(&date)))
    }

    /// A date as far as it is known: `January 29, 2026`, `January 2026` or `2026`.
    pub fn partial(&self, date: PartialDate) -> Arc<str> {
        let day = date.first_day();
        match (date.month(), date.day()) {
            (None, _) => {
                let year = gregorian(day).map(|first| spaced(self.year.format(&first)));
                year.unwrap_or_else(|| date.iso()).into()
            }
            (Some(_), None) => self.month_year(day).into(),
            (Some(_), Some(_)) => self.written(day).day,
        }
    }

    /// How two names sort in the language. Quotation marks and the like at the start of a name are
    /// passed over, as an index does; equal names sort by their bytes, so that the order is the
    /// same in every run. In Chinese, names in Latin letters stand among those that are spelled so.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let spelled = match self.letters_are_spelled_out() {
            true => self.spelled(a).cmp(&self.spelled(b)),
            false => Ordering::Equal,
        };
        spelled
            .then_with(|| self.collated(a, b))
            .then_with(|| self.collator.compare(a, b))
            .then_with(|| a.cmp(b))
    }

    fn collated(&self, a: &str, b: &str) -> Ordering {
        self.collator.compare(without_marks(a), without_marks(b))
    }

    /// The letter under which an index lists a name: upper case, without accents unless the
    /// language counts the accented letter as one of its own (`Ö` is under O in German, and itself
    /// in Swedish). Names that begin with a digit or a symbol are under `#`.
    ///
    /// Names in the order of [`Locale::compare`] have equal letters side by side, apart from
    /// letters written with two characters, such as the Danish `aa`.
    pub fn letter(&self, name: &str) -> String {
        let Some(first) = without_marks(name).chars().next().filter(|c| c.is_alphabetic()) else {
            return "#".to_owned();
        };
        if let Some(letter) = letters::by_custom(language::primary(&self.tag), first) {
            return letter.to_string();
        }
        if first.is_ascii() {
            return first.to_ascii_uppercase().to_string();
        }
        let own = || first.to_uppercase().next().unwrap_or(first).to_string();
        if self.letters_are_spelled_out() {
            return match self.spelled(name) {
                Spelled::Letter(letter) => letter.to_string(),
                Spelled::Mark | Spelled::Foreign => own(),
            };
        }
        let mut buffer = [0; 4];
        let written: &str = first.encode_utf8(&mut buffer);
        let latin = is_latin(first);
        // The letter below the accent; of letters without parts, such as `ø`, what sounds alike.
        let below = first.to_lowercase().nfd().next().filter(|c| *c != first && c.is_alphabetic());
        let base = match below {
            Some(base) if !latin || base.is_ascii() => base.to_string(),
            _ if latin => {
                let sound = deunicode::deunicode_char(first).unwrap_or("");
                sound
                    .chars()
                    .next()
                    .filter(char::is_ascii_alphabetic)
                    .map(String::from)
                    .unwrap_or_default()
            }
            _ => return own(),
        };
        if base.is_empty() {
            return own();
        }
        let upper = || base.to_uppercase();
        if self.letters.compare(written, &base).is_eq() {
            return upper();
        }
        if latin && let Some(same) = self.same_letter(written) {
            return same;
        }
        if !latin || self.root_letters.compare(written, &base).is_eq() {
            return own();
        }
        // `Æ` and `ß` are no accented letters anywhere. They are listed where they sort, unless
        // that is behind Z.
        let follows_z = self.letters.compare(written, "z").is_gt();
        if follows_z { own() } else { upper() }
    }

    /// The letter of the alphabet as which the language counts a foreign one: in Swedish, `Ø` is
    /// Ö and `Ü` is Y. Only letters that some language counts so are tried.
    fn same_letter(&self, written: &str) -> Option<String> {
        const ALPHABET: &str = "dvyåäæöø";
        let lower = written.to_lowercase();
        let mut buffer = [0; 4];
        ALPHABET
            .chars()
            .find(|c| {
                let own: &str = c.encode_utf8(&mut buffer);
                self.letters.compare(own, &lower).is_eq()
                    && self.collator.compare(own, &lower).is_lt()
            })
            .map(|c| c.to_uppercase().collect())
    }

    /// The letter under which an index by pinyin has a name.
    fn spelled(&self, name: &str) -> Spelled {
        let Some(first) = without_marks(name).chars().next().filter(|c| c.is_alphabetic()) else {
            return Spelled::Mark;
        };
        let sound = || {
            let sound = deunicode::deunicode_char(first).unwrap_or("").chars().next();
            sound.filter(char::is_ascii_alphabetic).map(|letter| letter.to_ascii_uppercase())
        };
        letters::by_pinyin(&self.collator, without_marks(name))
            .or_else(sound)
            .map_or(Spelled::Foreign, Spelled::Letter)
    }

    /// Whether names are sorted by how they are spelled in Latin letters: Chinese, by pinyin.
    fn letters_are_spelled_out(&self) -> bool {
        language::primary(&self.tag).eq_ignore_ascii_case("zh")
    }
}

impl std::fmt::Debug for Locale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Locale").field(&self.tag).finish()
    }
}

/// Where an index by pinyin has a name.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Spelled {
    /// It begins with a digit or a mark.
    Mark,
    Letter(char),
    /// It has no sound that is known.
    Foreign,
}

/// The formatters of a language.
struct Formats {
    day: Formatter<YMD>,
    short: Formatter<YMD>,
    month_year: Formatter<YM>,
    year: Formatter<Y>,
    time: NoCalendarFormatter<T>,
    month: Formatter<M>,
    weekday: Formatter<E>,
}

impl Formats {
    fn new(tag: &Tag) -> Result<Formats, DateTimeFormatterLoadError> {
        let language = || DateTimeFormatterPreferences::from(tag);
        Ok(Formats {
            day: Formatter::try_new(language(), YMD::long())?,
            short: Formatter::try_new(language(), YMD::medium())?,
            month_year: Formatter::try_new(language(), YM::long())?,
            year: Formatter::try_new(language(), Y::long().with_year_style(YearStyle::Full))?,
            time: NoCalendarFormatter::try_new(language(), T::hm())?,
            month: Formatter::try_new(language(), M::long())?,
            weekday: Formatter::try_new(language(), E::long())?,
        })
    }

    /// Whether there is data of the language itself. The fallback of all languages calls January
    /// `M01`.
    fn is_of_a_language(&self) -> bool {
        self.months()[0] != "M01"
    }

    fn months(&self) -> [String; 12] {
        let mut month = 0;
        [(); 12].map(|()| {
            month += 1;
            IcuDate::try_new_gregorian(2026, month, 1)
                .map_or_else(|_| String::new(), |day| self.month.format(&day).to_string())
        })
    }

    fn weekdays(&self) -> [String; 7] {
        // The fifth of January 2026 is a Monday.
        let mut day = 4;
        [(); 7].map(|()| {
            day += 1;
            IcuDate::try_new_gregorian(2026, 1, day)
                .map_or_else(|_| String::new(), |day| self.weekday.format(&day).to_string())
        })
    }
}

/// The collator of a language.
fn collator(tag: &Tag, strength: Strength) -> CollatorBorrowed<'static> {
    let mut options = CollatorOptions::default();
    options.strength = Some(strength);
    CollatorBorrowed::try_new(CollatorPreferences::from(tag), options)
        .or_else(|_| CollatorBorrowed::try_new(CollatorPreferences::default(), options))
        .expect("the order of all languages is built in")
}

/// A day as the formatters take it.
fn gregorian(day: Date) -> Option<IcuDate<Gregorian>> {
    let field = |value: i8| value.unsigned_abs();
    IcuDate::try_new_gregorian(i32::from(day.year()), field(day.month()), field(day.day())).ok()
}

/// The text with no-break spaces for the narrow ones that the data has before `PM`. Many fonts
/// lack the narrow one and show a box; a plain space would let `8:07` and `PM` part at the end of
/// a line.
fn spaced(formatted: impl std::fmt::Display) -> String {
    let text = formatted.to_string();
    if text.contains('\u{202f}') { text.replace('\u{202f}', "\u{a0}") } else { text }
}

/// The name without quotation marks and the like at its start.
fn without_marks(name: &str) -> &str {
    let bare = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() { name } else { bare }
}

/// Whether a letter is of the Latin script, as far as names have them.
fn is_latin(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | '\u{aa}' | '\u{ba}' | '\u{c0}'..='\u{24f}'
        | '\u{250}'..='\u{2af}' | '\u{1e00}'..='\u{1eff}' | '\u{2c60}'..='\u{2c7f}'
        | '\u{a720}'..='\u{a7ff}' | '\u{fb00}'..='\u{fb06}' | '\u{ff21}'..='\u{ff3a}'
        | '\u{ff41}'..='\u{ff5a}')
}

#[cfg(test)]
mod tests;
