//! Bad templates: misspelled, broken, endless, circular, too deep.

use super::{Case, all_are_told, case};

const STORY: &str = "templates/story.html";

fn story(text: &str, code: &'static str, place: &'static str) -> Case {
    case(STORY, text, (code, place))
}

#[test]
fn templates_that_ask_for_what_is_not_there() {
    all_are_told(&[
        story("{{ story.titel }}", "unknown-field", "templates/story.html:1:10"),
        story("{{ storey.title }}", "unknown-field", "templates/story.html:1"),
        story("<p>\n  {{ story.title | uper }}", "unknown-function", "templates/story.html:2"),
        story("{% extends \"none.html\" %}", "unknown-template", "templates/story.html:1"),
        story("{% include \"none.html\" %}", "unknown-template", "templates/story.html:1"),
        story("{{ <none /> }}", "unknown-function", "templates/story.html:1"),
        case(
            "content/stories/bad.md",
            super::front("template = \"none.html\""),
            ("unknown-template", "content/stories/bad.md:4"),
        ),
        case(
            "content/stories/bad.md",
            super::front("template = \"../../x\""),
            ("unknown-template", "content/stories/bad.md:4"),
        ),
    ]);
}

#[test]
fn templates_that_do_not_parse() {
    all_are_told(&[
        story("{% if %}", "template-syntax", "templates/story.html:1:7"),
        story("{% if true %}", "template-syntax", "templates/story.html:1"),
        story("{{", "template-syntax", "templates/story.html:1"),
        case(STORY, b"\xff\xfe<\0", ("not-utf8", STORY)),
    ]);
}

#[test]
fn templates_that_go_round_in_circles() {
    all_are_told(&[
        story("{% extends \"story.html\" %}", "template-syntax", STORY),
        story("{% include \"story.html\" %}", "template-syntax", STORY),
        story("{% extends \"a.html\" %}", "template-syntax", "templates/a.html:1")
            .and("templates/a.html", "{% extends \"b.html\" %}")
            .and("templates/b.html", "{% extends \"a.html\" %}"),
        story("{% include \"a.html\" %}", "template-syntax", "templates/a.html:1")
            .and("templates/a.html", "{% include \"b.html\" %}")
            .and("templates/b.html", "{% include \"a.html\" %}"),
        story("{{ <ping /> }}", "render-error", "templates/")
            .and(
                "templates/components/ping.html",
                "{% component ping() %}{{ <pong /> }}{% endcomponent ping %}",
            )
            .and(
                "templates/components/pong.html",
                "{% component pong() %}{{ <ping /> }}{% endcomponent pong %}",
            ),
    ]);
}

#[test]
fn templates_that_fail_while_they_print() {
    all_are_told(&[
        story("{{ 1 / 0 }}", "render-error", "templates/story.html:1"),
        story("{% set x = 0 %}{{ 5 % x }}", "render-error", "templates/story.html:1"),
        story(
            "{{ 9223372036854775807 * 9223372036854775807 * 9223372036854775807 * 9 }}",
            "render-error",
            "templates/story.html:1",
        ),
        story(
            "{% for a in range(end=100000000) %}{% for b in range(end=100000000) %}x{% endfor %}{% endfor %}",
            "render-error",
            "templates/story.html:1",
        ),
    ]);
}

#[test]
fn templates_that_are_too_deep() {
    let nested = |open: &str, close: &str| format!("{}x{}", open.repeat(5000), close.repeat(5000));
    let at = "templates/story.html:1";
    all_are_told(&[
        case(STORY, nested("{% if true %}", "{% endif %}"), ("template-syntax", at)),
        case(
            STORY,
            format!("{{{{ {}1{} }}}}", "(".repeat(20_000), ")".repeat(20_000)),
            ("template-syntax", at),
        ),
        case(STORY, format!("{{{{ {}1 }}}}", "1 + ".repeat(20_000)), ("template-syntax", at)),
        case(
            STORY,
            format!("{{{{ story.title{} }}}}", " | upper".repeat(20_000)),
            ("template-syntax", at),
        ),
        case(
            STORY,
            format!("{{% if true %}}{}x{{% endif %}}", "{% elif false %}".repeat(20_000)),
            ("template-syntax", at),
        ),
    ]);
}
