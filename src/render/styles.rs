//! The files that a theme prints beside the pages: styles, bundled, and static files, each under a
//! name that holds a hash of its content, so that browsers may keep it for ever.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::render::modules::{self, Printed};
use crate::source::{Asset, AssetBytes, SourceTree, Text};
use crate::theme::ThemeFile;
use crate::url::Url;

/// The theme's files, and their URLs by their paths in the theme (`styles/main.css`). Of files with
/// one path that of the first folder is taken.
pub fn files(
    tree: &SourceTree,
    folders: &[&str],
) -> (Vec<ThemeFile>, HashMap<String, String>, Vec<Diagnostic>) {
    let mut files = Vec::new();
    let mut urls = HashMap::new();
    let mut problems = Vec::new();
    let statics = statics(tree, folders);
    for Printed { name, path, bytes } in modules::printed(&statics) {
        let url = Url::file(&format!("assets/{path}"));
        urls.insert(format!("static/{name}"), url.as_str().to_owned());
        files.push(ThemeFile { url, bytes, source: statics[name].path.clone() });
    }
    let (mut texts, mut names) = (HashMap::new(), BTreeSet::new());
    for (layer, folder) in folders.iter().enumerate().rev() {
        let below = format!("{folder}styles/");
        let theme = folder.strip_prefix("themes/").unwrap_or(folder);
        for text in tree.texts_below(&below) {
            let Some(name) = text.path.strip_prefix(below.as_str()) else { continue };
            names.insert(name);
            texts.insert(name.to_owned(), text);
            // What a theme extends stays there under the name of its theme, to be taken in.
            if layer > 0 {
                texts.insert(format!("{theme}{name}"), text);
            }
        }
    }
    for name in names {
        let mut bundle =
            Bundle { texts: &texts, urls: &urls, open: Vec::new(), problems: &mut problems };
        let Some(css) = bundle.style(name).map(|css| compact(&css)) else { continue };
        let output = format!("assets/{}.css", name.rsplit_once('.').map_or(name, |(stem, _)| stem));
        let url = Url::file(&fingerprinted(&output, xxh3_64(css.as_bytes())));
        let source = texts[name].path.clone();
        urls.insert(format!("styles/{name}"), url.as_str().to_owned());
        files.push(ThemeFile {
            url,
            bytes: AssetBytes::Memory(Arc::from(css.into_bytes())),
            source,
        });
    }
    // A style that another one imports is found through every style that imports it.
    problems.sort();
    problems.dedup();
    (files, urls, problems)
}

/// The static files of a theme by their names.
fn statics<'t>(tree: &'t SourceTree, folders: &[&str]) -> BTreeMap<&'t str, &'t Asset> {
    let mut assets = BTreeMap::new();
    for folder in folders.iter().rev() {
        let below = format!("{folder}static/");
        let named = |asset: &'t Asset| Some((asset.path.strip_prefix(below.as_str())?, asset));
        assets.extend(tree.assets_below(&below).filter_map(named));
    }
    assets
}

/// A style without comments and without white space that says nothing. What a comment starts with an
/// exclamation mark to keep, such as a license, is kept.
fn compact(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '\'' => quoted_length(rest),
            '/' if rest.starts_with("/*") => {
                let end = rest[2..].find("*/").map_or(rest.len(), |end| end + 4);
                if !rest.starts_with("/*!") {
                    rest = &rest[end..];
                    // Between two words a comment parts them.
                    space(&mut out);
                    continue;
                }
                end
            }
            _ if first.is_ascii_whitespace() => {
                rest = rest.trim_ascii_start();
                space(&mut out);
                continue;
            }
            _ => first.len_utf8(),
        };
        if matches!(first, '{' | '}' | ';') && out.ends_with(' ') {
            out.pop();
        }
        if first == '}' && out.ends_with(';') {
            out.pop();
        }
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out.push('\n');
    out
}

/// Adds a space where one stands between words.
fn space(css: &mut String) {
    if !css.is_empty() && !css.ends_with([' ', '{', '}', ';', ',']) {
        css.push(' ');
    }
}

/// The length of the string in quotes with which a style begins.
fn quoted_length(css: &str) -> usize {
    let bytes = css.as_bytes();
    let mut at = 1;
    while at < bytes.len() && bytes[at] != bytes[0] {
        at += 1 + usize::from(bytes[at] == b'\\');
    }
    // A quote within a letter of several bytes is none, so that the end is between two letters.
    let end = (at + 1).min(bytes.len());
    (end..=bytes.len()).find(|end| css.is_char_boundary(*end)).unwrap_or(bytes.len())
}

/// `assets/main.css` with a hash: `assets/main-3f9a2b1c.css`.
pub fn fingerprinted(path: &str, hash: u64) -> String {
    let hash = format!("{:08x}", hash >> 32);
    match path.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') => format!("{stem}-{hash}.{ending}"),
        _ => format!("{path}-{hash}"),
    }
}

struct Bundle<'a> {
    /// The styles by their names, those of a theme that this one extends also by theme and name.
    texts: &'a HashMap<String, &'a Text>,
    urls: &'a HashMap<String, String>,
    /// The styles that are being read, to tell a circle of imports.
    open: Vec<String>,
    problems: &'a mut Vec<Diagnostic>,
}

impl Bundle<'_> {
    /// A style with what it imports in place of its `@import` lines.
    fn style(&mut self, name: &str) -> Option<String> {
        let text = *self.texts.get(name)?;
        self.open.push(name.to_owned());
        let css = match name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("css") => Some(self.inlined(text)),
            Some("scss" | "sass") => self.compiled(text),
            _ => None,
        };
        self.open.pop();
        css.map(|css| self.with_urls(&css, text))
    }

    fn inlined(&mut self, text: &Text) -> String {
        let mut css = String::with_capacity(text.text.len());
        let mut at = 0;
        for line in text.text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let Some((name, rest)) = imported(line) else {
                css.push_str(line);
                continue;
            };
            let place = Place::span(&text.path, start..start + line.trim_end().len());
            if self.open.iter().any(|open| open == name) {
                let problem = Diagnostic::new(Code::BadStyle, format!("`{name}` imports itself"));
                self.problems.push(problem.at(place));
            } else if let Some(inner) = self.style(name) {
                // Layers and media of an import go on around what is imported.
                match rest {
                    "" => css.push_str(&inner),
                    rest => {
                        match rest.strip_prefix("layer(").and_then(|layer| layer.strip_suffix(')'))
                        {
                            Some(layer) => css.push_str(&format!("@layer {layer} {{\n{inner}}}\n")),
                            None => css.push_str(&format!("@media {rest} {{\n{inner}}}\n")),
                        }
                    }
                }
                if !css.ends_with('\n') {
                    css.push('\n');
                }
            } else {
                let problem =
                    Diagnostic::new(Code::BadStyle, format!("there is no style `{name}`"))
                        .at(place)
                        .did_you_mean(name, self.texts.keys().map(String::as_str));
                self.problems.push(problem);
            }
        }
        css
    }

    #[cfg(feature = "sass")]
    fn compiled(&mut self, text: &Text) -> Option<String> {
        // A file that starts with an underscore is part of others only.
        if text.path.rsplit('/').next().is_some_and(|name| name.starts_with('_')) {
            return None;
        }
        let files = crate::render::sass::Files::of(self.texts);
        match crate::render::sass::compiled(text, &files) {
            Ok(css) => Some(css),
            Err(reason) => {
                let problem = Diagnostic::new(Code::BadStyle, reason).at(Place::file(&text.path));
                self.problems.push(problem);
                None
            }
        }
    }

    #[cfg(not(feature = "sass"))]
    fn compiled(&mut self, text: &Text) -> Option<String> {
        let problem = Diagnostic::new(Code::BadStyle, "this newsprint is built without Sass")
            .at(Place::file(&text.path))
            .hint("write plain CSS, or build newsprint with `--features sass`");
        self.problems.push(problem);
        None
    }

    /// The style with the theme's own files under their printed names.
    fn with_urls(&self, css: &str, text: &Text) -> String {
        let mut printed = String::with_capacity(css.len());
        let mut rest = css;
        while let Some(at) = rest.find("url(") {
            let start = at + "url(".len();
            let Some(length) = rest[start..].find(')') else { break };
            let inner = &rest[start..start + length];
            let path = inner.trim().trim_matches(['"', '\'']);
            let own = path.trim_start_matches("./").trim_start_matches("../");
            let own = own.strip_prefix("static/").unwrap_or(own);
            printed.push_str(&rest[..start]);
            match self.urls.get(&format!("static/{own}")) {
                // Styles and files lie in one folder, so that no base path is needed.
                Some(url) => {
                    printed.push('"');
                    printed.push_str(url.trim_start_matches("/assets/"));
                    printed.push('"');
                }
                None => printed.push_str(inner),
            }
            rest = &rest[start + length..];
        }
        let _ = text;
        printed.push_str(rest);
        printed
    }
}

/// The file and the conditions of an `@import "x.css" screen;` line; imports from elsewhere stay.
fn imported(line: &str) -> Option<(&str, &str)> {
    let rest = line.trim().strip_prefix("@import")?.trim_start();
    let rest = rest.strip_suffix(';').unwrap_or(rest).trim_end();
    let rest = rest.strip_prefix("url(").map_or(rest, |rest| rest);
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let end = rest[1..].find(quote)?;
    let name = &rest[1..=end];
    let conditions = rest[end + 2..].trim_start_matches(')').trim();
    let elsewhere = name.contains("://") || name.starts_with("//");
    (!elsewhere).then_some((name.trim_start_matches("./"), conditions))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing_is_left_out_of_a_style() {
        for (css, compacted) in [
            ("/* a */\na , b > c {\n  color : red ;\n}\n", "a ,b > c{color : red}\n"),
            ("a :hover{b:c}/* x */d{e:f}", "a :hover{b:c}d{e:f}\n"),
            ("a{b:calc(1px + 2px);}", "a{b:calc(1px + 2px)}\n"),
            ("a::before{content:\"/* ; } \\\" */\"}", "a::before{content:\"/* ; } \\\" */\"}\n"),
            ("/*! kept */ a{b:url( 'x  y' )}", "/*! kept */ a{b:url( 'x  y' )}\n"),
            ("a{b:c/**/d}", "a{b:c d}\n"),
            ("\"é\\é", "\"é\\é\n"),
            ("a { b: c /* open", "a{b: c \n"),
        ] {
            assert_eq!(compact(css), compacted, "{css}");
        }
    }
}
