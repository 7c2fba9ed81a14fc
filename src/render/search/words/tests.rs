//! Words of texts, by the table that the script of the theme is held to as well.

use serde::Deserialize;

use super::*;

#[derive(Deserialize)]
struct Row {
    text: String,
    /// What it is to a reader who types it.
    words: Vec<String>,
    /// What an index has beside those.
    #[serde(default)]
    also: Vec<String>,
}

fn all(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    words(text, &mut |word| found.push(word.to_owned()));
    found
}

fn all_of_html(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    html_words(html, &mut |word| found.push(word.to_owned()));
    found
}

#[test]
fn words_are_those_that_the_script_makes() {
    let rows: Vec<Row> =
        serde_json::from_str(include_str!("../../../../tests/search/words.json")).expect("a table");
    assert!(rows.len() > 20);
    for Row { text, words, also } in rows {
        let (mut found, mut expected) = (all(&text), [words, also].concat());
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn words_of_html_are_those_that_a_reader_sees() {
    let cases = [
        ("<p>One <a href=\"/x/\" title=\"a > b\">link</a>.</p><p>Two</p>", "one link two"),
        ("AT&amp;T &lt;b&gt; &quot;fog&quot; &#39;tis", "at fog tis"),
        ("caf&eacute; open", "cafe open"),
        ("fog <!-- hidden -->lifts", "fog lifts"),
        ("fog<script>hidden()</script> lifts<style>p{}</style>", "fog lifts"),
        ("5 < 6 and <7", "5 6 and 7"),
        ("<section>sea</section><table><tr><td>ice</table>", "sea ice"),
        ("fog <", "fog"),
    ];
    for (html, words) in cases {
        assert_eq!(all_of_html(html).join(" "), words, "{html}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_has_words_without_a_panic(text in "\\PC*", html in "[<>&;/a-c\"'!\\-é漢]{0,40}") {
        let mut last = String::new();
        words(&text, &mut |word| last = word.to_owned());
        proptest::prop_assert!(last.chars().count() <= LONGEST);
        all_of_html(&html);
    }
}
