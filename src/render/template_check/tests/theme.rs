//! Tests that the lists of Tera's own names are Tera's, and that the default theme is right.

use std::fs;
use std::path::Path;

use tera::{ErrorKind, Tera};

use super::problems;
use crate::render::template_check::filters::{FILTERS, FUNCTIONS, TESTS};
use crate::render::template_check::lexer::{TokenKind, segments};

#[test]
fn the_names_taken_for_teras_own_are_known_to_tera() {
    let of = |names: &[&str], form: fn(&str) -> String| -> Vec<(String, String)> {
        names.iter().map(|name| ((*name).to_owned(), form(name))).collect()
    };
    let mut templates = of(&FILTERS, |name| format!("{{{{ a | {name} }}}}"));
    templates.extend(of(&TESTS, |name| format!("{{{{ a is {name} }}}}")));
    templates.extend(of(&FUNCTIONS, |name| format!("{{{{ {name}() }}}}")));
    for (name, source) in templates {
        assert!(Tera::new().add_raw_template("a", &source).is_ok(), "{name}");
    }
}

#[test]
fn names_that_tera_refuses_are_reported() {
    for source in ["{{ 1 | nothing }}", "{{ nothing() }}", "{{ 1 is nothing }}"] {
        assert_eq!(problems(&[("story.html", source)]).len(), 1, "{source}");
        let error = Tera::new().add_raw_template("a", source).expect_err("an error");
        assert!(matches!(error.kind(), ErrorKind::Msg(_)));
    }
}

/// The templates of the default theme: names and texts.
fn theme() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/broadsheet/templates");
    let mut folders = vec![root.clone()];
    let mut templates = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(&root).expect("a path below").to_string_lossy();
            let name = name.replace('\\', "/");
            templates.push((name, fs::read_to_string(&path).expect("a text")));
        }
    }
    templates.sort();
    templates
}

fn problems_of(templates: &[(String, String)]) -> Vec<String> {
    let templates: Vec<(&str, &str)> =
        templates.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    problems(&templates)
        .iter()
        .map(|problem| {
            let place = problem.place.as_ref().expect("a place");
            let at = place.span.as_ref().map_or(0, |span| span.start);
            let (_, text) = templates
                .iter()
                .find(|(name, _)| *place.file == format!("templates/{name}"))
                .expect("a template");
            let line = text[..at].matches('\n').count() + 1;
            format!("{}:{line}: {}", place.file, problem.message)
        })
        .collect()
}

#[test]
fn the_default_theme_is_right() {
    let found = problems_of(&theme());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_slip_in_a_field_of_the_default_theme_is_found_unless_the_data_is_free() {
    let theme = theme();
    let (mut all, mut missed) = (0, Vec::new());
    for (at, (name, text)) in theme.iter().enumerate() {
        for segment in segments(text) {
            for pair in segment.tokens.windows(2) {
                let field = matches!(pair[0].kind, TokenKind::Sign("." | "?."));
                all += usize::from(field);
                // One in eleven, since each takes a check of the whole theme.
                if !field || all % 11 != 0 {
                    continue;
                }
                let (before, after) = text.split_at(pair[1].span.end);
                let mut wrong = theme.clone();
                wrong[at].1 = format!("{before}q{after}");
                // What a function gives is free as well.
                let record = text[..pair[0].span.start].rsplit(|c: char| !c.is_alphanumeric());
                let given = format!("set {} = lines(", record.into_iter().next().unwrap_or(""));
                let free = before.lines().last().unwrap_or_default().contains("options.")
                    || name.starts_with("components/")
                    || text.contains(&given);
                if problems_of(&wrong).is_empty() && !free {
                    missed.push(format!("{name}: {}", before.lines().last().unwrap_or_default()));
                }
            }
        }
    }
    assert!(all > 200, "{all} fields");
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
