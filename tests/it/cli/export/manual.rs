//! The questions of `docs/export.md` are put to the demo newspaper, and have the answers that stand
//! there.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::formats::demo;
use super::*;

/// Every question of the manual with the answer below it.
fn questions(page: &str) -> Vec<(&str, &str)> {
    let blocks = page.split("```sql\n").skip(1);
    let pair = |block| -> Option<(&str, &str)> {
        let (question, rest) = str::split_once(block, "```\n")?;
        let answer = rest.trim_start().strip_prefix("```text\n")?;
        Some((question, answer.split_once("```\n")?.0))
    };
    blocks.map(|block| pair(block).expect("an answer below the question")).collect()
}

/// The rows that a question has, as `sqlite3` prints them.
fn answer(base: &Connection, question: &str) -> String {
    let mut select = base.prepare(question).unwrap_or_else(|error| panic!("{error}\n{question}"));
    let columns = select.column_count();
    let mut rows = select.query([]).unwrap();
    let mut text = String::new();
    while let Some(row) = rows.next().unwrap() {
        let cell = |at| match row.get_ref(at).unwrap() {
            ValueRef::Null => String::new(),
            ValueRef::Integer(number) => number.to_string(),
            ValueRef::Text(text) => String::from_utf8(text.to_vec()).unwrap(),
            other => panic!("{other:?}"),
        };
        text += &(0..columns).map(cell).collect::<Vec<_>>().join("|");
        text.push('\n');
    }
    text
}

#[test]
fn every_question_of_the_manual_has_its_answer() {
    let folder = exported(demo(), &["--at", "2026-11-20"]);
    let base = Connection::open(folder.path().join("base.sqlite")).unwrap();
    let page = fs::read_to_string(demo().join("docs/export.md")).unwrap();
    let questions = questions(&page);
    assert!(questions.len() >= 6, "only {} questions", questions.len());
    for (question, expected) in questions {
        let answer = answer(&base, question);
        assert!(!answer.is_empty(), "no rows for\n{question}");
        assert_eq!(answer, expected, "{question}");
    }
}

#[test]
fn a_database_is_whole_and_says_what_it_is() {
    let folder = exported(demo(), &["--at", "2026-11-20"]);
    let base = Connection::open(folder.path().join("base.sqlite")).unwrap();
    assert_eq!(answer(&base, "PRAGMA user_version"), "1\n");
    assert_eq!(answer(&base, "PRAGMA application_id"), format!("{}\n", 0x4e77_7370));
    assert_eq!(answer(&base, "PRAGMA integrity_check"), "ok\n");
    assert_eq!(answer(&base, "PRAGMA foreign_key_check"), "");
    let keys = "SELECT count(*) FROM sqlite_schema, pragma_foreign_key_list(sqlite_schema.name)";
    let expected: usize = newsprint::export::tables::TABLES
        .iter()
        .flat_map(|table| table.references)
        .map(|reference| reference.columns.len())
        .sum();
    assert_eq!(answer(&base, keys), format!("{expected}\n"));
    // A question by topic does not read every row.
    let plan =
        "EXPLAIN QUERY PLAN SELECT * FROM story_terms WHERE taxonomy = 'topics' AND term = 'x'";
    assert!(answer(&base, plan).contains("USING INDEX story_terms_by_taxonomy_term"));
}
