//! Tests: each kind of Tera's errors becomes a diagnostic at the right words.

use std::collections::BTreeMap;

use tera::{Context, Tera};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::render::template_error::{load_diagnostics, render_diagnostic, syntax_errors};
use crate::source::Text;

/// Templates by their names; each file lies under `templates/`.
fn texts(templates: &[(&str, &str)]) -> BTreeMap<String, Text> {
    let text = |name: &str, text: &str| Text::new(&format!("templates/{name}"), text);
    templates.iter().map(|(name, source)| ((*name).to_owned(), text(name, source))).collect()
}

fn words<'t>(texts: &'t BTreeMap<String, Text>, place: &Place) -> &'t str {
    let text = texts.values().find(|text| text.path == place.file).expect("a file");
    &text.text[place.span.clone().expect("a span")]
}

fn loaded(templates: &[(&str, &str)]) -> Vec<(Code, String)> {
    let texts = texts(templates);
    let error = Tera::new().add_raw_templates(templates.iter().copied()).expect_err("an error");
    load_diagnostics(&error, &|name| texts.get(name))
        .iter()
        .map(|d| (d.code, words(&texts, d.place.as_ref().expect("a place")).to_owned()))
        .collect()
}

#[test]
fn load_errors_point_at_the_words_that_are_wrong() {
    type Case<'c> = (&'c [(&'c str, &'c str)], &'c [(Code, &'c str)]);
    let cases: &[Case] = &[
        (&[("a.html", "é {{ b. }}")], &[(Code::TemplateSyntax, "}}")]),
        (&[("a.html", "{% if a %}")], &[(Code::TemplateSyntax, "%}")]),
        (
            &[("a.html", "é {{ b | uper }}\n\n{{ x() }}"), ("b.html", "{% include \"c.html\" %}")],
            &[
                (Code::UnknownFunction, "uper"),
                (Code::UnknownFunction, "x()"),
                (Code::UnknownTemplate, "\"c.html\""),
            ],
        ),
        (&[("a.html", "{% extends 'b.html' %}")], &[(Code::UnknownTemplate, "'b.html'")]),
        (
            &[("a.html", "{% extends 'b.html' %}"), ("b.html", "{% extends 'a.html' %}")],
            &[(Code::TemplateSyntax, "'b.html'")],
        ),
        (
            &[("a.html", "{% include 'b.html' %}"), ("b.html", "{% include 'a.html' %}")],
            &[(Code::TemplateSyntax, "'b.html'")],
        ),
        (
            &[
                ("a.html", "{% component c() %}{% endcomponent %}"),
                ("b.html", "{% component c() %}{% endcomponent %}"),
            ],
            &[(Code::TemplateSyntax, "component c")],
        ),
        (
            &[("a.html", ""), ("b.html", "{% extends 'a.html' %}{% block c %}{% endblock %}")],
            &[(Code::TemplateSyntax, "c")],
        ),
    ];
    for (templates, expected) in cases {
        let expected: Vec<(Code, String)> =
            expected.iter().map(|(code, words)| (*code, (*words).to_owned())).collect();
        assert_eq!(loaded(templates), expected, "{templates:?}");
    }
}

#[test]
fn the_first_of_two_equal_names_is_a_related_place() {
    let source = "{{ f(a=1, a=2) }}";
    let found = syntax_errors("a.html", &Text::new("templates/a.html", source));
    let [found] = &found[..] else { panic!("{found:?}") };
    let (place, words) = &found.related[0];
    assert_eq!(place.span, Some(5..6));
    assert_eq!(words, "first defined here");
}

#[test]
fn a_template_by_itself_has_no_errors_of_references() {
    let text = Text::new("templates/a.html", "{% extends 'b.html' %}");
    assert!(syntax_errors("a.html", &text).is_empty());
}

fn rendered(templates: &[(&str, &str)]) -> (Diagnostic, BTreeMap<String, Text>) {
    let texts = texts(templates);
    let mut tera = Tera::new();
    tera.add_raw_templates(templates.iter().copied()).expect("templates");
    let error = tera.render("a.html", &Context::new()).expect_err("an error");
    (render_diagnostic(&error, "/a/", &|name| texts.get(name)), texts)
}

#[test]
fn a_render_error_names_the_page_and_the_way_to_it() {
    let (found, texts) = rendered(&[
        ("a.html", "<p>\n{% include 'part.html' %}"),
        ("part.html", "{{ <c/> }}"),
        ("c.html", "{% component c() %}é {{ 1 / 0 }}{% endcomponent %}"),
    ]);
    assert_eq!(found.code, Code::RenderError);
    assert_eq!(found.message, "cannot divide by 0, in the page /a/");
    assert_eq!(words(&texts, found.place.as_ref().expect("a place")), "0");
    let related: Vec<(&str, &str)> =
        found.related.iter().map(|(place, text)| (words(&texts, place), text.as_str())).collect();
    assert_eq!(related, [("<c/>", "called from"), ("'part.html'", "called from")]);
}

#[test]
fn an_error_without_a_place_is_told_all_the_same() {
    let (found, _) =
        rendered(&[("a.html", "{% component c() %}{{ <c/> }}{% endcomponent %}{{ <c/> }}")]);
    assert_eq!(found.code, Code::RenderError);
    assert!(found.message.starts_with("maximum render recursion depth"), "{}", found.message);
    assert!(found.message.ends_with("in the page /a/"), "{}", found.message);
}

#[test]
fn a_broken_template_never_panics() {
    for source in
        ["", "{", "{{", "{%", "{#", "{% raw", "{{ \"", "é{{", "{{ é }}", "{% if", "\n{{\n"]
    {
        syntax_errors("a.html", &Text::new("templates/a.html", source));
    }
}
