//! What each element becomes, and that text stays text, whatever it is.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Place, markdown};

const PLACE: Place<'_> = Place { origin: "https://fog.example", page: "https://fog.example/a/" };

#[track_caller]
fn becomes(html: &str, expected: &str) {
    assert_eq!(markdown(html, PLACE), expected, "{html}");
}

#[test]
fn marks_wait_for_words_and_leave_spaces_outside() {
    becomes("<p>a<em> b </em>c <b></b><i> </i>d</p>", "a *b* c d\n");
    becomes("<b>a<strong>b</strong></b>", "**ab**\n");
    becomes(
        "<a href=\"/b/\"><p>a</p><p>b</p></a>",
        "[a](https://fog.example/b/)\n\n[b](https://fog.example/b/)\n",
    );
    becomes("<a href=\"#x\">a</a>", "[a](https://fog.example/a/#x)\n");
    becomes("<a href=\"java\nscript:x()\">a</a>", "a\n");
    becomes("<a href=\"https://b.example/_\">https://b.example/_</a>", "<https://b.example/_>\n");
}

#[test]
fn blocks_are_divided_and_nested() {
    becomes("<p>a<p>b", "a\n\nb\n");
    becomes(
        "<blockquote><p>a</p><p>b</p></blockquote><blockquote>c</blockquote>",
        "> a\n>\n> b\n\n> c\n",
    );
    becomes("<ul><li>a<li>b<ul><li>c</ul></ul><ul><li>d</ul>", "- a\n- b\n  - c\n\n* d\n");
    becomes("<ol start=9><li>a</li><li><p>b</p><p>c</p></li></ol>", "9. a\n10. b\n\n    c\n");
    becomes("<h2>a <b>b</b><br>c #</h2>", "## a **b** c \\#\n");
    becomes("a<br>- b<br>1. c", "a\\\n\\- b\\\n1\\. c\n");
}

#[test]
fn what_only_a_browser_shows_is_left_out_or_becomes_a_link() {
    becomes("a<script>if (a < b) { x(\"</p>\") }</script>b<style>p { }</style><!-- c -->", "ab\n");
    becomes("<svg/>a<svg><title>b</title><p>c</p></svg>d", "ad\n");
    becomes(
        "<video><source src=\"/v.mp4\"><p>old</p></video>a",
        "<https://fog.example/v.mp4>\n\na\n",
    );
    becomes(
        "<iframe src=\"https://b.example/\" title=\"B\"><p>c</p></iframe>",
        "[B](https://b.example/)\n",
    );
    becomes("<p hidden>a</p><span aria-hidden=true>b</span>c", "c\n");
    becomes(
        "<img src=x alt=\"\"><img src=\"/b c.png\" alt=\"a ]\">",
        "![a \\]](https://fog.example/b%20c.png)\n",
    );
}

#[test]
fn tables_have_a_head_and_one_line_for_a_row() {
    becomes(
        "<table><tr><td>a<p>b</p><td><code>c|d</code></table>",
        "|  |  |\n| --- | --- |\n| a b | `c\\|d` |\n",
    );
    becomes(
        "<table><caption>c</caption><tr><th>a<tr><td><ul><li>x</ul><h2>y</h2></table>",
        "c\n\n| a |\n| --- |\n| x y |\n",
    );
}

#[test]
fn code_is_fenced_by_more_than_it_holds() {
    becomes("<code>a ``b`</code>", "``` a ``b` ```\n");
    becomes(
        "<pre><code class=\"language-rust\">a\n\n```\n</code></pre>",
        "````rust\na\n\n```\n````\n",
    );
}

#[test]
fn marks_beside_punctuation_are_written_so_that_they_mark() {
    becomes("<p>そこで<b>「注意」</b>明日</p>", "そこで<strong>「注意」</strong>明日\n");
    becomes("<p>a <b>“b”</b>, <i>(c)</i></p>", "a **“b”**, *(c)*\n");
    becomes(
        "<p><b><a href=\"/b/\">a</a></b>s</p>",
        "<strong>[a](https://fog.example/b/)</strong>s\n",
    );
    becomes("<b>a</b><b>b</b> <b>c</b><i>d</i>", "<strong>a</strong>**b** <strong>c</strong>*d*\n");
    becomes(
        "<code>a</code><code>*b</code><code>c</code> <code>d</code>",
        "`a`<code>\\*b</code>`c` `d`\n",
    );
}

/// Each letter of Markdown that is no space, with how often it is marked as what.
fn marked(markdown: &str) -> Vec<(char, [usize; 4])> {
    let (mut letters, mut marks) = (Vec::new(), [0; 4]);
    let extensions = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(markdown, extensions) {
        let (at, is_start) = match &event {
            Event::Text(words) | Event::Code(words) => {
                let is_code = usize::from(matches!(event, Event::Code(_)));
                let marks = [marks[0], marks[1], marks[2], marks[3] + is_code];
                letters.extend(words.chars().filter(|c| *c != ' ').map(|c| (c, marks)));
                continue;
            }
            Event::Start(Tag::Strong) => (0, true),
            Event::End(TagEnd::Strong) => (0, false),
            Event::Start(Tag::Emphasis) => (1, true),
            Event::End(TagEnd::Emphasis) => (1, false),
            Event::Start(Tag::Strikethrough) => (2, true),
            Event::End(TagEnd::Strikethrough) => (2, false),
            Event::InlineHtml(tag) => {
                let name = tag.trim_matches(['<', '>', '/']);
                let at = ["strong", "em", "del", "code"].iter().position(|known| *known == name);
                (at.expect("one of ours"), !tag.starts_with("</"))
            }
            _ => continue,
        };
        marks[at] = if is_start { marks[at] + 1 } else { marks[at] - 1 };
    }
    letters
}

/// The text of Markdown, and the names of everything in it that is not a paragraph.
fn read(markdown: &str) -> (String, Vec<String>) {
    let (mut text, mut others) = (String::new(), Vec::new());
    let extensions =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    for event in Parser::new_ext(markdown, extensions) {
        match event {
            Event::Text(words) => text.push_str(&words),
            Event::SoftBreak => text.push(' '),
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            other => others.push(format!("{other:?}")),
        }
    }
    (text, others)
}

proptest! {
    #[test]
    fn text_stays_text(text in "([-#*_`~<>&!|:=+\\[\\]()\\\\'\"./;a1 \n]|&lt;|&#42;|https://|\\PC){0,40}") {
        let html = format!("<p>{}</p>", crate::html::escaped(&text));
        let (read, others) = read(&markdown(&html, PLACE));
        let plain = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!((read, others), (plain, Vec::<String>::new()));
    }

    #[test]
    fn text_in_a_link_stays_in_the_link(text in "[-#*_`~<>&!|:=\\[\\]()\\\\a1 ]{0,20}x", url in "/[-()&;<>\\[\\]\\\\a1 ]{0,10}") {
        let address = crate::html::escaped(&url);
        let html = format!("<p>!<a href=\"{address}\">{}</a></p>", crate::html::escaped(&text));
        let (read, others) = read(&markdown(&html, PLACE));
        let plain = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        let space = if text.starts_with(' ') { " " } else { "" };
        prop_assert_eq!(read, format!("!{space}{plain}"));
        prop_assert_eq!(others.len(), 2, "{:?}", others);
        let whole = crate::url::encoded(&format!("https://fog.example{}", url.trim()));
        let whole = whole.replace('(', "%28").replace(')', "%29");
        prop_assert!(others[0].contains(&format!("dest_url: Borrowed({whole:?})")) || whole.contains('&'), "{:?}", others);
    }

    #[test]
    fn what_is_marked_is_marked(
        pieces in prop::collection::vec(("[a1é。「“.(*`_~ ]{1,4}", prop::collection::vec(0..3usize, 0..3), prop::bool::weighted(0.2)), 1..6),
    ) {
        const TAGS: [&str; 3] = ["strong", "em", "del"];
        let (mut html, mut expected) = ("<p>".to_owned(), Vec::new());
        for (text, inside, is_code) in &pieces {
            // What is marked twice is marked once, and code in backticks holds no spaces of its own.
            let mut inside = inside.clone();
            inside.dedup();
            inside.truncate(if inside.first() == inside.last() { 1 } else { 2 });
            inside.iter().for_each(|at| html.push_str(&format!("<{}>", TAGS[*at])));
            let words = crate::html::escaped(text);
            html.push_str(&if *is_code { format!("<code>{words}</code>") } else { words.into() });
            inside.iter().rev().for_each(|at| html.push_str(&format!("</{}>", TAGS[*at])));
            let mut marks = [0; 4];
            inside.iter().for_each(|at| marks[*at] += 1);
            marks[3] = usize::from(*is_code);
            expected.extend(text.chars().filter(|c| *c != ' ').map(|c| (c, marks)));
        }
        let markdown = markdown(&html, PLACE);
        prop_assert_eq!(marked(&markdown), expected, "{} → {}", html, markdown);
    }

    #[test]
    fn any_html_is_survived(html in "(<(/?)(p|b|a href=\"/x\"|ul|ol|li|td|tr|table|svg|video|pre|code|h2|dl|dt|br|blockquote|script|em)/?>|[a &;|`*\n]){0,60}") {
        let _ = markdown(&html, PLACE);
    }
}
