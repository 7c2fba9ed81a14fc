//! Tests that nothing panics on any text, and that every place lies within its file.

use proptest::prelude::*;

use super::problems;

/// Pieces of which templates are made, right ones and broken ones.
const PIECES: [&str; 74] = [
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "{{-",
    "-}}",
    "{%-",
    "-%}",
    " ",
    "\n",
    "é",
    "日本",
    "\"",
    "'",
    "`",
    "\\",
    "story",
    ".title",
    ".titel",
    "?.",
    "?[",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "|",
    " is ",
    " not ",
    " in ",
    " if ",
    " else ",
    " and ",
    " or ",
    "for a in ",
    "endfor",
    "endif",
    "elif ",
    "set a = ",
    "set_global b = ",
    "endset",
    "block x",
    "endblock",
    "include 'a.html'",
    "extends 'b.html'",
    "component c(a, @site, ...r)",
    "endcomponent",
    "<c a={",
    "/>",
    "</c>",
    "<c>",
    "raw",
    "endraw",
    "filter upper",
    "endfilter",
    "break",
    "...",
    "~",
    "**",
    "1.5",
    "-",
    "=",
    ",",
    ":",
    "loop.index",
    "super()",
    "t(key=",
    "site",
    "{% for a in story.authors %}",
    "{{ a.nam }}",
    "{% endfor %}",
];

fn all_in_place(templates: &[(&str, &str)]) {
    for problem in problems(templates) {
        for place in problem.places() {
            let (_, source) = templates
                .iter()
                .find(|(name, _)| *place.file == format!("templates/{name}"))
                .expect("a file");
            let span = place.span.clone().expect("a span");
            assert!(source.get(span.clone()).is_some(), "{span:?} in {source:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 1500 } else { 20000 }))]

    #[test]
    fn any_pieces_in_any_order(one in prop::collection::vec(0..PIECES.len(), 0..60),
                               two in prop::collection::vec(0..PIECES.len(), 0..30),
                               three in prop::collection::vec(0..PIECES.len(), 0..30)) {
        let text = |pieces: Vec<usize>| pieces.iter().map(|at| PIECES[*at]).collect::<String>();
        let (one, two, three) = (text(one), text(two), text(three));
        all_in_place(&[("story.html", &one), ("a.html", &two), ("b.html", &three)]);
    }

    #[test]
    fn a_template_with_any_part_cut_out(from in 0usize..700, length in 0usize..80) {
        let source = include_str!("mutated.html");
        let cut: String = source.char_indices()
            .filter(|(at, _)| *at < from || *at >= from + length)
            .map(|(_, character)| character)
            .collect();
        all_in_place(&[("story.html", &cut), ("a.html", source), ("b.html", &cut)]);
    }

    #[test]
    fn any_text(text in "\\PC{0,80}") {
        all_in_place(&[("story.html", &text)]);
    }
}

#[test]
fn what_is_very_long_or_deep_does_not_overflow() {
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("not ", ""),
        ("-", ""),
        ("a.", "a"),
        ("a|b", ""),
        ("1+", "1"),
        ("{'a':", "}"),
        ("<c a={", "}/>"),
        ("a[", "]"),
        ("1 if a else ", "1"),
        ("a(b=", ")"),
    ] {
        let source = format!("{{{{ {}1{} }}}}", open.repeat(20_000), close.repeat(20_000));
        all_in_place(&[("story.html", &source)]);
    }
    for (open, close) in [
        ("{% if a %}", "{% endif %}"),
        ("{% for a in b %}", "{% endfor %}"),
        ("{% if a %}{% elif b %}", ""),
        ("{% <c> %}", "{% </c> %}"),
        ("{% block a %}", "{% endblock %}"),
        ("{% filter upper %}", "{% endfilter %}"),
        ("{% set a %}", "{% endset %}"),
        ("{% component c() %}", "{% endcomponent %}"),
        ("{% if a %}{% else %}", "{% endif %}"),
    ] {
        let source = format!("{}{{{{ a }}}}{}", open.repeat(5_000), close.repeat(5_000));
        all_in_place(&[("story.html", &source)]);
    }
}

#[test]
fn templates_that_show_one_another_twice_each_are_done_in_time() {
    let names: Vec<String> = (0..40).map(|at| format!("t{at}.html")).collect();
    let sources: Vec<String> = (0..40)
        .map(|at| {
            format!(
                "{{% set a = [a] %}}{{% include 't{0}.html' %}}{{% include 't{0}.html' %}}",
                at + 1
            )
        })
        .collect();
    let mut templates: Vec<(&str, &str)> =
        names.iter().zip(&sources).map(|(name, source)| (name.as_str(), source.as_str())).collect();
    templates.push(("story.html", "{% set a = 1 %}{% include 't0.html' %}"));
    problems(&templates);
}
