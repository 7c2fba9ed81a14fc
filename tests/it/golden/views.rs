//! Views in few lines: what the `dump` theme prints as JSON becomes text that a diff can show.
//!
//! What is none or empty is left out, and what stands in many places (links, dates, cards) takes
//! one line each.

use serde_json::{Map, Value};

/// A view as text; an output that is no JSON object stays as it is.
pub fn readable(output: &str) -> String {
    match serde_json::from_str::<Value>(output) {
        Ok(Value::Object(fields)) => {
            let mut lines = String::new();
            record(&fields, 0, &mut lines);
            lines
        }
        _ => output.to_owned(),
    }
}

fn record(fields: &Map<String, Value>, depth: usize, lines: &mut String) {
    // A story's parts are shown; what is the same in one piece is shown by the theme wire. What is in
    // a page's head is shown by the site `heads`.
    let is_shown = |(name, value): &(&String, &Value)| {
        !is_empty(value)
            && *name != "head"
            && (!fields.contains_key("sections")
                || !["content", "unlisted"].contains(&name.as_str()))
    };
    for (name, value) in fields.iter().filter(is_shown) {
        lines.push_str(&"  ".repeat(depth));
        lines.push_str(name);
        lines.push(':');
        entry(value, depth, lines);
    }
}

/// What stands after `name:` or `-`.
fn entry(value: &Value, depth: usize, lines: &mut String) {
    let line = match value {
        Value::Object(fields) => one_line(fields),
        Value::Array(_) => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    };
    let indent = "  ".repeat(depth + 1);
    if let Some(line) = line {
        match line.trim_end_matches('\n').contains('\n') {
            false => lines.push_str(&format!(" {}\n", line.trim_end())),
            true => {
                for line in line.lines() {
                    lines.push('\n');
                    lines.push_str(format!("{indent}{line}").trim_end());
                }
                lines.push('\n');
            }
        }
        return;
    }
    lines.push('\n');
    match value {
        Value::Object(fields) => record(fields, depth + 1, lines),
        Value::Array(list) => {
            for value in list {
                lines.push_str(&format!("{indent}-"));
                entry(value, depth + 1, lines);
            }
        }
        _ => {}
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}

/// One field as plain text; empty where it is not there.
fn word(fields: &Map<String, Value>, name: &str) -> String {
    match fields.get(name) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Object(below)) => one_line(below).unwrap_or_default(),
        Some(Value::Array(list)) => {
            let words = list.iter().map(|value| match value {
                Value::Object(below) => one_line(below).unwrap_or_default(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            });
            words.collect::<Vec<_>>().join(", ")
        }
        Some(other) => other.to_string(),
    }
}

/// A record that is known well enough to take one line.
fn one_line(fields: &Map<String, Value>) -> Option<String> {
    let names: Vec<&str> = fields.keys().map(String::as_str).collect();
    let word = |name: &str| word(fields, name);
    let with = |before: &str, name: &str| match word(name) {
        text if text.is_empty() => text,
        text => format!("{before}{text}"),
    };
    Some(match names[..] {
        ["name", "url"] => format!("{} -> {}", word("name"), word("url")),
        ["name", "url", "count"] => {
            format!("{} ({}) -> {}", word("name"), word("count"), word("url"))
        }
        ["name", "url", "role"] => {
            format!("{}{} -> {}", word("name"), with(" / ", "role"), word("url"))
        }
        ["code", "name", "url"] => {
            format!("{} {} -> {}", word("code"), word("name"), word("url"))
        }
        ["iso", "day", "time", ..] => {
            format!("{} ({}, {}{})", word("iso"), word("weekday"), word("day"), with(", ", "time"))
        }
        ["iso", "precision", "text"] => {
            format!("{} ({}, {})", word("iso"), word("precision"), word("text"))
        }
        ["date", "until", "html"] => {
            format!("{}{}: {}", word("date"), with(" – ", "until"), word("html"))
        }
        ["date", "html", "kind"] => {
            format!("{} {}: {}", word("kind"), word("date"), word("html"))
        }
        ["player", "description"] => format!("{} ~ {}", word("player"), word("description")),
        ["player", "stories", "quotes"] => {
            format!("{} ~ {} stories, {} quotes", word("player"), word("stories"), word("quotes"))
        }
        ["player", "count"] => format!("{} ~ {}", word("player"), word("count")),
        ["term", "count"] => format!("{} ~ {}", word("term"), word("count")),
        ["html", "story"] => format!("{} ~ {}", word("story"), word("html")),
        ["story", "correction"] => format!("{} ~ {}", word("story"), word("correction")),
        ["number", "url", "gap"] => match (word("gap").as_str(), word("url")) {
            ("true", _) => "...".to_owned(),
            (_, url) if url.is_empty() => format!("[{}]", word("number")),
            _ => word("number"),
        },
        ["number", "pages", "total", ..] => format!(
            "{} of {}, {} in all{}{}{}",
            word("number"),
            word("pages"),
            word("total"),
            with("; previous ", "previous"),
            with("; next ", "next"),
            with("; ", "links")
        ),
        ["name", "url", "passage", "domain", "page"] => format!(
            "{}{}{}{}{}",
            word("name"),
            with(" -> ", "url"),
            with(", linked as ", "passage"),
            with(", domain ", "domain"),
            with(", page ", "page")
        ),
        ["id", "title", "dek", "url", "date", ..] => format!(
            "story {} `{}` -> {}{}{}{}{}{}{}{}{}",
            word("id"),
            word("title"),
            word("url"),
            with("; ", "date"),
            with("; dek: ", "dek"),
            with("; updated ", "updated"),
            with("; by ", "authors"),
            with("; in ", "place"),
            with("; on ", "topics"),
            with("; picture ", "image"),
            if word("corrected") == "true" { "; corrected" } else { "" }
        ),
        ["id", "name", "kind", "url", "summary", ..] => format!(
            "{} {} `{}` ({}) -> {}{}{}{}{}",
            word("kind"),
            word("id"),
            word("name"),
            word("monogram"),
            word("url"),
            with("; ", "title"),
            with(" at ", "organization"),
            with("; ", "summary"),
            with("; picture ", "image")
        ),
        ["id", "name", "url", "summary", "image"] => format!(
            "term {} `{}` -> {}{}{}",
            word("id"),
            word("name"),
            word("url"),
            with("; ", "summary"),
            with("; picture ", "image")
        ),
        ["id", "url", "anchor", "html", "text", "speaker", ..] => {
            let speaker = fields.get("speaker").and_then(|speaker| speaker.get("name"));
            format!(
                "quote {} -> {}{} ({})\n{}\n-- {}{}{}{}{}{}{}",
                word("id"),
                word("url"),
                with(", anchor ", "anchor"),
                word("language"),
                word("html").trim_end(),
                speaker.and_then(Value::as_str).unwrap_or_default(),
                with(" / title: ", "title"),
                with(" / organization: ", "organization"),
                with(" -> ", "organization_url"),
                with(" / source: ", "source"),
                with(" / said: ", "said"),
                with(" / in: ", "stories")
            )
        }
        ["media_type", "srcset"] => format!("{} {}", word("media_type"), word("srcset")),
        ["src", "width", "height", "color", "srcset", "versions", "alt", ..] => format!(
            "{}{}{}{}{}{} `{}`{}{}{}",
            word("src"),
            with(" ", "width"),
            with("×", "height"),
            with(" ", "color"),
            with(" in ", "srcset"),
            with(" and ", "versions"),
            word("alt"),
            with("; ", "caption"),
            with("; credit ", "credit"),
            with("; license ", "license")
        ),
        _ => return None,
    })
}
