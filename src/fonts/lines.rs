//! A text broken into lines, as a newspaper sets a headline: in the largest size in which it fits,
//! lines of about one length, no word cut where a smaller size can hold it whole.

use std::ops::Range;

/// A text with the widths of its parts, in ems: times a size, these are pixels.
pub struct Measured {
    /// The text, in one line.
    pub text: String,
    /// How wide everything before each byte is, and at the end how wide all of it is.
    pub before: Vec<f64>,
    /// Where a line may end, ascending; the last is the end of the text.
    pub breaks: Vec<usize>,
    /// Where a word may be cut that is wider than a line, ascending.
    pub cuts: Vec<usize>,
    /// How wide a hyphen is.
    pub hyphen: f64,
    /// What stands for the rest of a text, and how wide it is.
    pub ellipsis: (&'static str, f64),
}

/// How a text is to be set.
pub struct Wanted<'w> {
    /// How wide lines may be, in pixels.
    pub width: f64,
    /// The sizes to choose from, in pixels, the one that is liked best first.
    pub sizes: &'w [f64],
    /// The distance of lines, in parts of the size.
    pub leading: f64,
    /// How many lines there may be.
    pub most: usize,
    /// How high all lines together may be, in pixels.
    pub height: f64,
}

/// A text as it is set.
#[derive(Debug, PartialEq)]
pub struct Lines {
    /// Its lines.
    pub lines: Vec<String>,
    /// The size, in pixels.
    pub size: f64,
    /// From one line to the next, in whole pixels.
    pub step: f64,
    /// Whether not all of it is there.
    pub is_cut: bool,
}

/// A line of a text.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    part: Range<usize>,
    /// Whether it ends within a word.
    is_within: bool,
}

impl Measured {
    /// The text in lines. In the last of the sizes words are cut where they have to be, and what
    /// does not fit is left out.
    pub fn lines(&self, wanted: &Wanted<'_>) -> Lines {
        let smallest = wanted.sizes.len().saturating_sub(1);
        let mut set = Lines { lines: Vec::new(), size: 0.0, step: 0.0, is_cut: false };
        for (place, size) in wanted.sizes.iter().copied().enumerate() {
            let step = (size * wanted.leading).round().max(1.0);
            let room = (wanted.height / step).floor().max(1.0);
            let most = wanted.most.min(room as usize).max(1);
            let width = wanted.width / size;
            let lines = self.broken(width);
            let is_whole = lines.iter().all(|line| !line.is_within);
            let fits = lines.len() <= most;
            if !(fits && is_whole || place == smallest) {
                continue;
            }
            let lines = match fits {
                true => self.balanced(width, lines).iter().map(|line| self.shown(line)).collect(),
                false => self.cut(width, &lines[..most]),
            };
            set = Lines { lines, size, step, is_cut: !fits };
            break;
        }
        set
    }

    /// As few lines as the width allows.
    fn broken(&self, width: f64) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut breaks = self.breaks.iter().copied().peekable();
        let mut start = self.after_space(0);
        while start < self.text.len() {
            let mut end = None;
            while let Some(next) =
                breaks.next_if(|next| *next <= start || self.width(start..*next) <= width)
            {
                end = Some(next).filter(|next| *next > start);
            }
            let line = match end {
                Some(end) => Line { part: start..end, is_within: false },
                None => {
                    let next = breaks.peek().copied().unwrap_or(self.text.len());
                    Line { part: start..self.within(start, width - self.hyphen), is_within: true }
                        .or_whole(next)
                }
            };
            start = self.after_space(line.part.end);
            lines.push(line);
        }
        lines
    }

    /// The lines with the smallest width that takes no more of them, so that none is much shorter
    /// than the others.
    fn balanced(&self, width: f64, lines: Vec<Line>) -> Vec<Line> {
        let cut = |lines: &[Line]| lines.iter().filter(|line| line.is_within).count();
        let (mut narrow, mut wide, mut best) = (0.0, width, lines);
        for _ in 0..12 {
            let middle = (narrow + wide) / 2.0;
            let lines = self.broken(middle);
            if lines.len() <= best.len() && cut(&lines) <= cut(&best) {
                (wide, best) = (middle, lines);
            } else {
                narrow = middle;
            }
        }
        best
    }

    /// The lines that there is room for; the last says that there were more.
    fn cut(&self, width: f64, lines: &[Line]) -> Vec<String> {
        let Some((last, whole)) = lines.split_last() else { return Vec::new() };
        let (sign, sign_width) = self.ellipsis;
        let start = last.part.start;
        let fits = |end: &&usize| **end > start && self.width(start..**end) + sign_width <= width;
        let end = self.breaks.iter().rev().find(fits).or_else(|| self.cuts.iter().rev().find(fits));
        let words =
            self.text[start..end.copied().unwrap_or(last.part.end)].trim_end_matches(|c: char| {
                c.is_whitespace()
                    || matches!(c, ',' | ';' | ':' | '.' | '–' | '—' | '、' | '。' | '،')
            });
        let mut lines: Vec<String> = whole.iter().map(|line| self.shown(line)).collect();
        lines.push(format!("{words}{sign}"));
        lines
    }

    /// How wide a part is, without the spaces at its end.
    fn width(&self, part: Range<usize>) -> f64 {
        let end = part.start + self.text[part.clone()].trim_end().len();
        self.before[end] - self.before[part.start]
    }

    /// The last place at which a word can be cut so that what is before it has a width; at least one
    /// letter is.
    fn within(&self, start: usize, width: f64) -> usize {
        let first = self.cuts.partition_point(|cut| *cut <= start);
        let fit = self.cuts[first..].partition_point(|cut| self.width(start..*cut) <= width);
        let chosen = self.cuts[first..].get(fit.max(1) - 1);
        chosen.copied().unwrap_or(self.text.len())
    }

    fn after_space(&self, place: usize) -> usize {
        let rest = &self.text[place..];
        place + rest.len() - rest.trim_start().len()
    }

    /// A line as it is printed.
    fn shown(&self, line: &Line) -> String {
        let words = self.text[line.part.clone()].trim_end();
        let is_alphabetic = |c: Option<char>| {
            c.is_some_and(|c| c.is_alphabetic() && !crate::script::is_spaceless(c))
        };
        let (last, next) = (words.chars().next_back(), self.text[line.part.end..].chars().next());
        match line.is_within && is_alphabetic(last) && is_alphabetic(next) {
            true => format!("{words}-"),
            false => words.to_owned(),
        }
    }
}

impl Line {
    /// The line; where it reaches the place at which it may end anyway, it ends there.
    fn or_whole(self, next: usize) -> Line {
        match self.part.end >= next {
            true => Line { part: self.part.start..next, is_within: false },
            false => self,
        }
    }
}
