//! Reads `site.toml` key by key.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::{
    Config, Language, Links, Markdown, MenuEntry, Menus, Paging, RawHtml, Smart, Taxonomy,
    UrlPattern, outputs, pictures, publisher, queries, sections, serve,
};
use crate::date::Zone;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::parse::fields::{At, Fields};

pub(super) fn read(fields: &mut Fields<'_, '_>) -> Config {
    let title = fields.required_text("title").map_or_else(|| "".into(), |at| at.value);
    let base_url = base_url(fields);
    let language = language(fields);
    let zone = zone(fields);
    let taxonomies = taxonomies(fields);
    let mut languages = BTreeMap::new();
    for (code, mut below) in fields.named_tables("languages") {
        if *code.value == *language || !crate::parse::is_language_tag(&code.value) {
            let place = below.place_of(&code.span);
            let message = match *code.value == *language {
                true => format!("`{language}` is the site's own language"),
                false => format!("`{}` is no language such as fr or pt-br", code.value),
            };
            below.report(Diagnostic::new(Code::BadValue, message).at(place));
            below.all_known();
            fields.take_problems(below);
            continue;
        }
        let spoken = Language {
            title: value(below.text("title")),
            tagline: value(below.text("tagline")),
            description: value(below.text("description")),
            copyright: value(below.text("copyright")),
            menus: menus(&mut below),
        };
        fields.take_problems(below);
        languages.insert(code.value, spoken);
    }
    let paging = {
        let mut paging = Paging { stories: 50, quotes: 100, front: 13 };
        if let Some(mut below) = fields.table("paging") {
            paging.stories = below.count("stories").unwrap_or(paging.stories);
            paging.quotes = below.count("quotes").unwrap_or(paging.quotes);
            paging.front = below.count("front").unwrap_or(paging.front);
            fields.take_problems(below);
        }
        paging
    };
    let mut links = Links::First;
    if let Some(mut below) = fields.table("links") {
        match below.word("players", &["first", "all", "off"]).map(|at| at.value) {
            Some("all") => links = Links::All,
            Some("off") => links = Links::Off,
            _ => {}
        }
        fields.take_problems(below);
    }
    let mut markdown = Markdown { html: RawHtml::Sanitized, smart: Smart::On };
    if let Some(mut below) = fields.table("markdown") {
        if below.word("html", &["sanitized", "trusted"]).is_some_and(|at| at.value == "trusted") {
            markdown.html = RawHtml::Trusted;
        }
        if below.flag("smart_punctuation") == Some(false) {
            markdown.smart = Smart::Off;
        }
        fields.take_problems(below);
    }
    let mut story_url = UrlPattern::default();
    if let Some(mut below) = fields.table("urls") {
        if let Some(text) = below.text("story") {
            match UrlPattern::of(&text.value) {
                Ok(pattern) => story_url = pattern,
                Err(reason) => {
                    let place = below.place_of(&text.span);
                    below.report(Diagnostic::new(Code::BadValue, reason).at(place).hint(
                        "a pattern is made of {year}, {month}, {day}, {slug} and {id}, such as \"{year}/{month}/{slug}\"",
                    ));
                }
            }
        }
        fields.take_problems(below);
    }
    Config {
        title,
        tagline: value(fields.text("tagline")),
        description: value(fields.text("description")),
        base_url,
        language,
        zone,
        theme: fields.text("theme").unwrap_or_else(|| At::new("broadsheet".into(), 0..0)),
        copyright: value(fields.text("copyright")),
        story_url,
        paging,
        links,
        markdown,
        vocabulary: sections::vocabulary(fields),
        taxonomies,
        menus: menus(fields),
        languages,
        queries: queries(fields),
        options: fields.free_entries("options"),
        severities: severities(fields),
        publisher: publisher::publisher(fields),
        outputs: outputs::outputs(fields),
        pictures: pictures::pictures(fields),
        serve: serve::serve(fields),
        extra: fields.free_table("extra").map(|at| at.value).unwrap_or_default(),
    }
}

fn value<T>(at: Option<At<T>>) -> Option<T> {
    at.map(|at| at.value)
}

/// The base URL with a slash at the end; a site without one lies at the root of wherever it is.
fn base_url(fields: &mut Fields<'_, '_>) -> Arc<str> {
    let Some(text) = fields.text("base_url") else { return "/".into() };
    match base_url_of(text.text()) {
        Ok(url) => url,
        Err(reason) => {
            let place = fields.place_of(&text.span);
            fields.report(Diagnostic::new(Code::BadValue, reason).at(place));
            "/".into()
        }
    }
}

/// A base URL in its one form: with a scheme and a host, and a slash at the end.
///
/// # Errors
/// A line that says what is wrong with it.
pub fn base_url_of(text: &str) -> Result<Arc<str>, String> {
    let text = text.trim();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let bad = |c: char| c.is_whitespace() || matches!(c, '?' | '#' | '"' | '<' | '>' | '\\');
    match rest {
        _ if text == "/" => Ok("/".into()),
        Some(rest) if !rest.is_empty() && !rest.starts_with('/') && !rest.contains(bad) => {
            Ok(format!("{}/", text.trim_end_matches('/')).into())
        }
        _ => Err(format!("`{text}` is no base URL; it looks like https://town.example/")),
    }
}

fn language(fields: &mut Fields<'_, '_>) -> Arc<str> {
    let Some(text) = fields.text("language") else { return "en".into() };
    if crate::parse::is_language_tag(text.text()) {
        return text.value;
    }
    let message = format!("`{}` is no language such as en or pt-br", text.value);
    let place = fields.place_of(&text.span);
    fields.report(Diagnostic::new(Code::BadValue, message).at(place));
    "en".into()
}

fn zone(fields: &mut Fields<'_, '_>) -> Zone {
    let Some(text) = fields.text("timezone") else { return Zone::utc() };
    Zone::named(text.text()).unwrap_or_else(|| {
        let place = fields.place_of(&text.span);
        let names = Zone::names();
        let message = format!("there is no time zone `{}`", text.text());
        let problem = Diagnostic::new(Code::BadValue, message)
            .at(place)
            .did_you_mean(text.text(), names.iter().map(String::as_str))
            .hint("time zones have IANA names such as America/New_York");
        fields.report(problem);
        Zone::utc()
    })
}

fn taxonomies(fields: &mut Fields<'_, '_>) -> Vec<Taxonomy> {
    let built_in = ["topics", "authors", "places"].map(|id| Taxonomy { id: id.into(), name: None });
    let mut all = Vec::from(built_in);
    for mut below in fields.tables("taxonomies") {
        let id = below.required_text("id");
        let name = value(below.text("name"));
        if let Some(id) = id {
            if all.iter().any(|taxonomy| taxonomy.id == id.value) || reserved(id.text()) {
                let place = below.place_of(&id.span);
                let message =
                    format!("the taxonomy `{}` cannot be added: the word is taken", id.value);
                below.report(Diagnostic::new(Code::BadValue, message).at(place));
            } else if crate::url::slug(id.text()) != *id.value {
                let place = below.place_of(&id.span);
                let message = "a taxonomy's id is made of lower-case letters, digits and hyphens";
                below.report(Diagnostic::new(Code::BadValue, message).at(place));
            } else {
                let name = name.unwrap_or_else(|| id.value.clone());
                all.push(Taxonomy { id: id.value, name: Some(name) });
            }
        }
        fields.take_problems(below);
    }
    all
}

/// Words that stories' keys and the site's folders already use.
fn reserved(id: &str) -> bool {
    let folders = [
        "stories",
        "players",
        "quotes",
        "pages",
        "sources",
        "corrections",
        "search",
        "assets",
        "page",
    ];
    let keys = crate::parse::story::KEYS;
    // Numbers are years.
    let is_number = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    folders.contains(&id) || keys.contains(&id) || is_number
}

fn menus(fields: &mut Fields<'_, '_>) -> Menus {
    let Some(mut below) = fields.table("menus") else { return Menus::new() };
    let mut menus = Menus::new();
    for name in below.keys() {
        // A menu's name is the site's own, so the key is looked up under its own name.
        let mut links = Vec::new();
        for mut entry in below.named_list(&name.value) {
            let (words, url) = (entry.required_text("name"), entry.required_text("url"));
            if let (Some(words), Some(url)) = (words, url.filter(|url| entry.is_safe(url))) {
                links.push(MenuEntry { name: words.value, url });
            }
            below.take_problems(entry);
        }
        menus.insert(name.value, links);
    }
    fields.take_problems(below);
    menus
}

fn severities(fields: &mut Fields<'_, '_>) -> BTreeMap<Code, Severity> {
    let Some(mut below) = fields.table("severities") else { return BTreeMap::new() };
    let mut severities = BTreeMap::new();
    for key in below.keys() {
        let Some(word) = below.named_text(&key.value) else { continue };
        let severity = match word.text() {
            "error" => Some(Severity::Error),
            "warning" => Some(Severity::Warning),
            "note" => Some(Severity::Note),
            "off" => Some(Severity::Off),
            _ => None,
        };
        match (Code::named(&key.value), severity) {
            (Some(code), Some(severity)) => {
                severities.insert(code, severity);
            }
            (None, _) => {
                let message = format!("there is no diagnostic `{}`", key.value);
                let known = Code::ALL.iter().map(|code| code.as_str());
                let problem = Diagnostic::new(Code::BadValue, message)
                    .at(below.place_of(&key.span))
                    .did_you_mean(&key.value, known);
                below.report(problem);
            }
            (_, None) => {
                let message = format!("`{}` is no severity", word.value);
                let problem = Diagnostic::new(Code::BadValue, message)
                    .at(below.place_of(&word.span))
                    .hint("severities are error, warning, note and off");
                below.report(problem);
            }
        }
    }
    fields.take_problems(below);
    severities
}
