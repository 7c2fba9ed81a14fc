//! The functions and filters that templates have beside Tera's own.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::fonts::Fonts;
use crate::source::Text;
use crate::theme::Words;

mod type_setting;

/// The names of the functions.
pub const FUNCTIONS: &[&str] = &["t", "asset", "link", "lines"];

/// The endings of templates in which texts are escaped: as XML the same signs have to be as in HTML.
pub const ESCAPED: [&str; 4] = [".html", ".htm", ".xml", ".svg"];

/// The names of the filters.
pub const FILTERS: &[&str] = &["date", "number", "slugify", "json", "striptags", "urlencode"];

/// Everything but the unreserved characters of RFC 3986, section 2.3.
const UNRESERVED: &percent_encoding::AsciiSet =
    &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What the functions of one language look things up in.
#[derive(Clone)]
pub struct Surroundings {
    /// The words of the language.
    pub words: Arc<Words>,
    /// The printed URL of each file of the theme, by its path in the theme.
    pub assets: Arc<HashMap<String, String>>,
    /// What share cards are set in.
    pub fonts: Arc<Fonts>,
    /// The site's base path.
    pub base_path: Arc<str>,
}

/// Registers all functions and filters.
pub fn register(tera: &mut Tera, around: Surroundings) {
    tera.autoescape_on(ESCAPED);
    let Surroundings { words, base_path, fonts, .. } = around.clone();
    let numbers = words.numbers.clone();
    tera.register_function("t", move |kwargs: Kwargs, _: &State| translated(&words, &kwargs));
    tera.register_function("asset", move |kwargs: Kwargs, _: &State| {
        let path = kwargs.must_get::<&str>("path")?;
        let url = asset_url(&around, path);
        url.ok_or_else(|| Error::message(format!("the theme has no file `{path}`")))
    });
    tera.register_function("link", move |kwargs: Kwargs, _: &State| -> TeraResult<String> {
        Ok(link_url(&base_path, kwargs.must_get::<&str>("path")?))
    });
    tera.register_function("lines", move |kwargs: Kwargs, _: &State| {
        type_setting::lines(&fonts, &kwargs)
    });
    tera.register_filter("date", |iso: String, kwargs: Kwargs, _: &State| -> TeraResult<String> {
        let format = kwargs.must_get::<String>("format")?;
        crate::date::formatted(&iso, &format).map_err(Error::message)
    });
    tera.register_filter("number", move |value: Value, _: Kwargs, _: &State| {
        value.as_i64().map_or(value, |number| Value::from(numbers.count(number)))
    });
    tera.register_filter("slugify", |text: String, _: Kwargs, _: &State| crate::url::slug(&text));
    tera.register_filter("striptags", |html: String, _: Kwargs, _: &State| without_tags(&html));
    tera.register_filter("urlencode", |text: String, _: Kwargs, _: &State| {
        percent_encoding::utf8_percent_encode(&text, UNRESERVED).to_string()
    });
    tera.register_filter("json", |value: Value, _: Kwargs, _: &State| -> TeraResult<Value> {
        let json = serde_json::to_string(&value).map_err(Error::message)?;
        // `<` is escaped so that JSON in a script element cannot end the element.
        Ok(Value::safe_string(&json.replace('<', "\\u003c")))
    });
}

/// Where a file of the theme is printed; `None` where the theme has no such file.
pub fn asset_url(around: &Surroundings, path: &str) -> Option<String> {
    let url = around.assets.get(path)?;
    Some(format!("{}{url}", around.base_path.trim_end_matches('/')))
}

/// A path under the site's base path.
pub fn link_url(base_path: &str, path: &str) -> String {
    format!("{}/{}", base_path.trim_end_matches('/'), path.trim_start_matches('/'))
}

/// The words of a key, with nothing put into their braces.
pub fn words_for<'w>(words: &'w Words, key: &str, count: Option<i64>) -> Option<&'w Arc<str>> {
    match count {
        Some(count) => words.counted(key, count),
        None => words.find(key).or_else(|| words.counted(key, 2)),
    }
}

/// `t(key="stories_count", count=3, name="x")`: the words of a key with what stands in braces.
fn translated(words: &Words, kwargs: &Kwargs) -> TeraResult<String> {
    let key = kwargs.must_get::<&str>("key")?;
    let Some(text) = words_for(words, key, kwargs.get::<i64>("count")?) else {
        return Err(Error::message(format!("there are no words for `{key}`")));
    };
    if !text.contains('{') {
        return Ok(text.to_string());
    }
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest: &str = text;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else { break };
        filled.push_str(&rest[..open]);
        let name = &rest[open + 1..open + length];
        match kwargs.get::<Value>(name)? {
            Some(value) => filled.push_str(&written(words, name, &value)),
            None => filled.push_str(&rest[open..=open + length]),
        }
        rest = &rest[open + length + 1..];
    }
    filled.push_str(rest);
    Ok(filled)
}

/// A value as it stands in words: numbers as the language writes them, years without groups.
fn written(words: &Words, name: &str, value: &Value) -> String {
    match value.as_i64().filter(|_| value.is_number()) {
        Some(year) if name == "year" => words.numbers.plain(year),
        Some(count) => words.numbers.count(count),
        None => value.to_string(),
    }
}

/// The text of HTML.
fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            other if !in_tag => text.push(other),
            _ => {}
        }
    }
    text
}

/// Words and files that templates ask for by a literal name and that are not there.
pub fn problems(
    templates: &BTreeMap<Arc<str>, Text>,
    words: &BTreeMap<Arc<str>, Arc<Words>>,
    assets: &HashMap<String, String>,
) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for text in templates.values() {
        for (name, at) in literals(&text.text, "t(key=") {
            for (language, words) in words {
                if !words.knows(name) {
                    let message = format!("there are no words for `{name}` in `{language}`");
                    let known = words.words.keys().map(|key| key.split('.').next().unwrap_or(key));
                    let problem = Diagnostic::new(Code::UnknownWords, message)
                        .at(Place::span(&text.path, at..at + name.len()))
                        .did_you_mean(name, known);
                    problems.push(problem);
                }
            }
        }
        for (name, at) in literals(&text.text, "asset(path=") {
            if !assets.contains_key(name) {
                let problem =
                    Diagnostic::new(Code::UnknownAsset, format!("the theme has no file `{name}`"))
                        .at(Place::span(&text.path, at..at + name.len()))
                        .did_you_mean(name, assets.keys().map(String::as_str));
                problems.push(problem);
            }
        }
    }
    problems
}

/// The literal texts that follow a call, with their places.
fn literals<'a>(text: &'a str, call: &'a str) -> impl Iterator<Item = (&'a str, usize)> {
    text.match_indices(call).filter_map(move |(at, _)| {
        // `t(` must be a word of its own: `count(key=` is another function.
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            return None;
        }
        let start = at + call.len();
        let quote = text[start..].chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
        let end = text[start + 1..].find(quote)?;
        let literal = &text[start + 1..start + 1 + end];
        // What follows the literal makes it part of an expression, such as `"by_" ~ index.by`.
        let after = text[start + 2 + end..].trim_start();
        matches!(after.chars().next(), Some(',' | ')')).then_some((literal, start + 1))
    })
}
