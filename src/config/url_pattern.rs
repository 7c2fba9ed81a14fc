//! The pattern of stories' URLs, such as `{year}/{month}/{slug}`.

use crate::date::Moment;

/// A checked pattern: every placeholder is known, and one of them tells stories apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UrlPattern {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Words(String),
    Year,
    Month,
    Day,
    Slug,
    Id,
}

impl Default for UrlPattern {
    /// `{year}/{month}/{slug}`
    fn default() -> UrlPattern {
        let slash = || Part::Words("/".to_owned());
        UrlPattern { parts: vec![Part::Year, slash(), Part::Month, slash(), Part::Slug] }
    }
}

impl UrlPattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// A line that says what is wrong: an unknown placeholder, an open brace, a character that a
    /// URL cannot hold, or nothing that tells two stories apart.
    pub fn of(text: &str) -> Result<UrlPattern, String> {
        let mut parts = Vec::new();
        let mut rest = text.trim_matches('/');
        while let Some(open) = rest.find('{') {
            let close = rest[open..]
                .find('}')
                .ok_or_else(|| format!("the brace in `{text}` is never closed"))?;
            let (words, name) = (&rest[..open], &rest[open + 1..open + close]);
            if !words.is_empty() {
                parts.push(Part::Words(words.to_owned()));
            }
            parts.push(match name {
                "year" => Part::Year,
                "month" => Part::Month,
                "day" => Part::Day,
                "slug" => Part::Slug,
                "id" => Part::Id,
                other => return Err(format!("`{{{other}}}` is no part of a story's URL")),
            });
            rest = &rest[open + close + 1..];
        }
        if !rest.is_empty() {
            parts.push(Part::Words(rest.to_owned()));
        }
        let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_./".contains(c);
        for part in &parts {
            if let Part::Words(words) = part
                && (!words.chars().all(fine) || words.contains("//") || words.contains(".."))
            {
                return Err(format!("`{words}` cannot be part of a URL"));
            }
        }
        if !parts.iter().any(|part| matches!(part, Part::Slug | Part::Id)) {
            return Err("without {slug} or {id} all stories of a day would have one URL".to_owned());
        }
        Ok(UrlPattern { parts })
    }

    /// The path of a story, without slashes at its ends.
    pub fn path(&self, date: &Moment, slug: &str, id: &str) -> String {
        let day = date.date();
        let mut path = String::new();
        for part in &self.parts {
            match part {
                Part::Words(words) => path.push_str(words),
                Part::Year => path.push_str(&format!("{:04}", day.year())),
                Part::Month => path.push_str(&format!("{:02}", day.month())),
                Part::Day => path.push_str(&format!("{:02}", day.day())),
                Part::Slug => path.push_str(slug),
                Part::Id => path.push_str(id),
            }
        }
        path
    }
}
