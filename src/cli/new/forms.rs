//! What new files hold: front matter with comments, and a body to write over.

use crate::cli::new::Kind;
use crate::date::Moment;
use crate::import::toml_string;

/// A story.
pub fn story(title: &str, date: &Moment) -> String {
    format!(
        r#"+++
title = {title}
# One sentence under the headline that sums the story up.
# dek = ""
date = {date}
# Delete this line when the story is ready; until then only `--drafts` shows it.
draft = true

# Names or ids. What has no file yet gets a page all the same.
# authors = ["Nora Quill"]
# place = "Harbor City"
# topics = ["labor", "automation"]

# A picture in static/, with words for those who do not see it.
# image = {{ src = "/images/NAME.jpg", alt = "", caption = "", credit = "" }}

# When it was last changed, when it goes, and before when it must not be seen.
# updated = 2026-01-29T09:00:00
# expires = 2026-12-31
# embargo = 2026-01-29T06:00:00
+++

The lead: what happened, to whom, and since when.

## Why it matters

## The details

## What's next
"#,
        title = toml(title),
        date = date.iso(),
    )
}

/// A player.
pub fn player(name: &str, kind: Kind) -> String {
    let (kind, roles) = match kind {
        Kind::Person => ("person", ROLES),
        Kind::Organization => ("organization", ""),
    };
    format!(
        r#"+++
name = {name}
kind = "{kind}"
# One sentence; shown where a story says nothing of its own.
# summary = ""
# Other names that mean the same player.
# aliases = []
# The same on other sites: the official one, Wikidata.
# same_as = ["https://town.example/"]
# image = {{ src = "/images/NAME.jpg", alt = "" }}
{roles}+++
"#,
        name = toml(name),
    )
}

/// What the file of a person says about titles.
const ROLES: &str = r#"
# Titles in time: a quote shows the one that was held on its day.
# [[roles]]
# title = "president"
# organization = "Dock Workers' Union"
# from = 2019-01-15
"#;

/// A quote.
pub fn quote(speaker: &str, said: &Moment) -> String {
    format!(
        r#"+++
speaker = {speaker}
said = {said}
# Delete this line when the words are right; until then only `--drafts` shows them.
draft = true

# As they were on that day; without them the speaker's own roles say it.
# title = "president"
# organization = "Dock Workers' Union"

# Who published the words first.
# source = {{ url = "https://radio.example/123", name = "Harbor Radio" }}

# The stories that carry the quote, by id, and what it is about.
# stories = []
# topics = []
+++

The words, as they were said.
"#,
        speaker = toml(speaker),
        said = said.date(),
    )
}

/// A free page.
pub fn page(title: &str) -> String {
    format!(
        r#"+++
title = {title}
# One sentence under the title.
# dek = ""
# A menu in site.toml can lead to the page.
+++

What the page says.
"#,
        title = toml(title),
    )
}

/// A text as a TOML string on one line.
fn toml(text: &str) -> String {
    toml_string(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_title_is_a_toml_string_on_one_line() {
        for title in ["It's \"late\"", "back\\slash", "two\nlines", "\u{1}\u{7f}", "'''", "\"\"\""]
        {
            let written = toml(title);
            assert!(!written.contains('\n'), "{written}");
            let table: toml::Table = format!("x = {written}").parse().unwrap();
            let expected = title.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(table["x"].as_str(), Some(&*expected));
        }
    }
}
