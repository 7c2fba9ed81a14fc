//! Input that is made to hurt: deep, long, endless. It is printed or told; it never ends in a
//! panic, a hang or a heap of memory.

use std::fmt::Write as _;

use rayon::prelude::*;

use super::{BAD, body, ends_badly, front};
use crate::press::Paper;

/// Prints each story; what is wrong with how that ends.
fn wrong_with_any(stories: &[(&str, String)]) -> String {
    let wrong = stories.par_iter().map(|(name, text)| {
        let paper = Paper::small();
        let before = paper.fine_build();
        paper.put(BAD, text);
        let run = paper.build();
        let code = run.code.filter(|code| *code == 1).unwrap_or(0);
        let mut wrong = ends_badly(&run, code);
        if code == 1 && paper.printed() != before {
            wrong.push_str("the last good output was touched\n");
        }
        if code == 1 && !run.err.contains("--> content/stories/bad.md") {
            wrong.push_str("no place is told\n");
        }
        if wrong.is_empty() {
            return wrong;
        }
        let said: String = run.err.chars().take(400).collect();
        format!("--- {name}\n{wrong}{said}\n")
    });
    wrong.collect::<Vec<String>>().concat()
}

#[test]
fn deep_nesting_is_survived() {
    let deep = 10_000;
    let list: Vec<String> = (0..2_000).map(|level| format!("{}- a", "  ".repeat(level))).collect();
    let wrong = wrong_with_any(&[
        ("quotes in quotes", body(&format!("{}x", ">".repeat(deep)))),
        ("spaced quotes in quotes", body(&format!("{}x", "> ".repeat(deep)))),
        ("lists in lists", body(&list.join("\n"))),
        ("lists in one line", body(&format!("{}x", "- ".repeat(deep)))),
        ("brackets", body(&format!("{}x{}", "[".repeat(deep), "]".repeat(deep)))),
        ("links in links", body(&format!("{}x{}", "[".repeat(deep), "](/about/)".repeat(deep)))),
        ("stars", body(&format!("{}x{}", "*".repeat(deep), "*".repeat(deep)))),
        ("emphasis", body(&format!("{}x{}", "*a **b ".repeat(deep), "** *".repeat(deep)))),
        ("open elements", body(&"<div>".repeat(100_000))),
        ("open elements in lines", body(&"<b>\n\n".repeat(10_000))),
        ("dotted keys", front(&format!("extra.{} = 1", vec!["a"; 50_000].join(".")))),
        ("dotted tables", front(&format!("[extra.{}]", vec!["a"; 500].join(".")))),
    ]);
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn long_lines_are_survived() {
    let ticks: Vec<String> = (1..2_000).map(|length| "`".repeat(length)).collect();
    let wrong = wrong_with_any(&[
        ("words", body(&"word ".repeat(1_000_000))),
        ("one word", body(&"w".repeat(5_000_000))),
        ("stars", body(&"*".repeat(5_000_000))),
        ("star words", body(&"*a ".repeat(500_000))),
        ("open brackets", body(&"[".repeat(1_000_000))),
        ("open links", body(&"[a](".repeat(300_000))),
        ("open names", body(&"[[a".repeat(300_000))),
        ("open pictures", body(&"![a]".repeat(300_000))),
        ("open tags", body(&"<a ".repeat(300_000))),
        ("ampersands", body(&"&".repeat(1_000_000))),
        ("back ticks", body(&ticks.join(" "))),
        (
            "a title",
            format!("+++\ntitle = \"{}\"\ndate = 2026-01-06\n+++\n", "word ".repeat(100_000)),
        ),
    ]);
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn great_numbers_are_survived() {
    let numbered =
        |count: usize, line: &dyn Fn(usize) -> String| -> String { (0..count).map(line).collect() };
    let keys = numbered(100_000, &|number| format!("k{number} = 1\n"));
    let wrong = wrong_with_any(&[
        ("free keys", front(&format!("[extra]\n{keys}"))),
        ("unknown keys", front(&keys)),
        ("quotes", body(&"> Words.\n>\n> — Ida Sund\n\n".repeat(2_000))),
        ("definitions", body(&numbered(100_000, &|number| format!("Term {number}\n: Words.\n\n")))),
        ("events", body(&"- 2026-01-05: Fog.\n".repeat(50_000))),
        ("headings", body(&"## The details\n\n".repeat(10_000))),
        ("dead links", body(&"[a](/nowhere/)\n".repeat(20_000))),
        ("rows", body(&format!("```{{table}}\na,b\n{}```", "1,2\n".repeat(100_000)))),
    ]);
    assert!(wrong.is_empty(), "{wrong}");
}

/// `LONG=1` takes the hundred thousand; each of them has a page, which takes its time.
#[test]
fn a_cast_of_thousands_is_survived() {
    let count = if std::env::var_os("LONG").is_some() { 100_000 } else { 4_000 };
    let mut cast = String::from("## The players\n\n");
    for number in 0..count {
        let _ = write!(cast, "Name Number{number}x\n: Does things {number}.\n\n");
    }
    let names: Vec<String> = (0..count).map(|number| format!("\"Name {number}x\"")).collect();
    let wrong = wrong_with_any(&[
        ("players described in a story", body(&cast)),
        ("unknown names", front(&format!("players = [{}]", names.join(", ")))),
    ]);
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_large_file_to_be_copied_is_copied() {
    let paper = Paper::small();
    paper.put("static/large.bin", vec![7; 50_000_000]);
    paper.fine_build();
    assert_eq!(std::fs::metadata(paper.path("public/large.bin")).unwrap().len(), 50_000_000);
}
