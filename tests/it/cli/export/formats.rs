//! What the three formats say, read back and compared.

use std::collections::BTreeMap;

use newsprint::export::tables::TABLES;

use super::*;

/// The rows of each table as texts. Null and the empty text are one, as CSV cannot tell them apart.
pub type Rows = BTreeMap<&'static str, Vec<Vec<String>>>;

/// The rows of a folder of CSV files.
pub fn of_csv(folder: &Path) -> Rows {
    let table = |table: &&'static newsprint::export::table::Table| {
        let bytes = fs::read(folder.join(format!("{}.csv", table.name))).unwrap();
        let bare = bytes.windows(2).filter(|pair| pair[1] == b'\n' && pair[0] != b'\r').count();
        let mut reader = csv::Reader::from_reader(&bytes[..]);
        let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), names);
        let rows: Vec<Vec<String>> = reader
            .records()
            .map(|record| record.unwrap().iter().map(str::to_owned).collect())
            .collect();
        // Line breaks within fields stay as they are; those between records have two characters.
        let within = rows
            .iter()
            .flatten()
            .map(|field| field.matches('\n').count() - field.matches("\r\n").count());
        assert_eq!(bare, within.sum::<usize>(), "{}", table.name);
        (table.name, rows)
    };
    TABLES.iter().map(table).collect()
}

/// The rows of a file of JSON Lines.
pub fn of_jsonl(file: &Path) -> Rows {
    let mut rows: Rows = TABLES.iter().map(|table| (table.name, Vec::new())).collect();
    for line in fs::read_to_string(file).unwrap().lines() {
        let object: Value = serde_json::from_str(line).unwrap();
        let object = object.as_object().unwrap();
        let name = object["type"].as_str().unwrap();
        let table = TABLES.iter().find(|table| table.name == name).unwrap();
        let keys: Vec<&str> = object.keys().skip(1).map(String::as_str).collect();
        assert!(keys.iter().eq(table.columns.iter().map(|column| &column.name)), "{line}");
        let row = object.values().skip(1).map(|value| match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            Value::Bool(flag) => i64::from(*flag).to_string(),
            other => other.to_string(),
        });
        rows.get_mut(name).unwrap().push(row.collect());
    }
    rows
}

/// The rows of a database.
#[cfg(feature = "sqlite")]
pub fn of_sqlite(file: &Path) -> Rows {
    use rusqlite::types::ValueRef;
    let base = rusqlite::Connection::open(file).unwrap();
    let table = |table: &&'static newsprint::export::table::Table| {
        let mut select = base.prepare(&format!("SELECT * FROM {}", table.name)).unwrap();
        let columns = table.columns.len();
        assert!(select.column_names().eq(table.columns.iter().map(|one| one.name)));
        let text = |value: ValueRef<'_>| match value {
            ValueRef::Null => String::new(),
            ValueRef::Text(text) => String::from_utf8(text.to_vec()).unwrap(),
            ValueRef::Integer(number) => number.to_string(),
            other => panic!("{other:?}"),
        };
        let rows = select.query_map([], |row| {
            Ok((0..columns).map(|at| text(row.get_ref(at).unwrap())).collect())
        });
        (table.name, rows.unwrap().map(Result::unwrap).collect())
    };
    TABLES.iter().map(table).collect()
}

/// The rows of an export, after all its formats have been found to say the same.
pub fn agreed(folder: &Path) -> Rows {
    let rows = of_jsonl(&folder.join("lines.jsonl"));
    assert_eq!(of_csv(&folder.join("tables")), rows);
    #[cfg(feature = "sqlite")]
    assert_eq!(of_sqlite(&folder.join("base.sqlite")), rows);
    rows
}

/// The folder of the demo newspaper.
pub fn demo() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A value of a row.
#[track_caller]
fn value<'r>(rows: &'r Rows, table: &str, key: &str, column: &str) -> &'r str {
    let columns = TABLES.iter().find(|one| one.name == table).unwrap().columns;
    let at = columns.iter().position(|one| one.name == column).unwrap();
    let row = rows[table].iter().find(|row| row[0] == key);
    &row.unwrap_or_else(|| panic!("{table} has no {key}"))[at]
}

#[test]
fn all_formats_say_the_same_of_the_demo() {
    let folder = exported(demo(), &["--at", "2026-11-20"]);
    let rows = agreed(folder.path());
    for table in TABLES {
        assert!(!rows[table.name].is_empty(), "{} is empty", table.name);
    }
    let story = |column| value(&rows, "stories", "city-hall-clock", column);
    assert_eq!(story("place"), "Mill Street");
    assert_eq!(story("image"), "https://ledger.example/images/clock.svg");
    assert_eq!(story("url"), "https://ledger.example/2026/03/city-hall-clock/");
    let german = |column| value(&rows, "stories", "osprey-on-the-crane.de", column);
    assert_eq!(german("shared_id"), "osprey-on-the-crane");
    assert_eq!(german("url"), "https://ledger.example/de/2026/04/osprey-on-the-crane/");
    assert!(rows["stories"].iter().flatten().all(|text| !text.contains("</")));
    let said =
        "We share a dock. We’re not sharing a room.\n\n— Ida Sund, president, Dock Workers' Union";
    assert!(
        rows["sections"].iter().any(|row| row[5].contains(said)),
        "the words and who said them"
    );
}

#[test]
fn two_exports_of_a_site_are_the_same() {
    let at = ["--at", "2026-11-20"];
    let (one, other) = (exported(demo(), &at), exported(demo(), &at));
    assert_eq!(agreed(one.path()), agreed(other.path()));
    for (path, bytes) in files(one.path()) {
        if path.extension().is_some_and(|ending| ending != "sqlite") {
            assert_eq!(fs::read(other.path().join(&path)).unwrap(), bytes, "{}", path.display());
        }
    }
}

#[test]
fn no_two_rows_share_a_key_and_what_is_referred_to_is_there() {
    let folder = exported(demo(), &["--at", "2026-11-20"]);
    let rows = agreed(folder.path());
    let named = |name: &str| *TABLES.iter().find(|table| table.name == name).unwrap();
    let part = |table: &str, row: &[String], columns: &[&str]| -> Vec<String> {
        let at = |name: &&str| named(table).columns.iter().position(|one| one.name == *name);
        columns.iter().map(|name| row[at(name).unwrap()].clone()).collect()
    };
    for table in TABLES {
        let mut keys: Vec<Vec<String>> =
            rows[table.name].iter().map(|row| part(table.name, row, table.key)).collect();
        keys.sort();
        assert!(keys.windows(2).all(|pair| pair[0] != pair[1]), "{}", table.name);
        for reference in table.references {
            let there: std::collections::BTreeSet<Vec<String>> = rows[reference.table]
                .iter()
                .map(|row| part(reference.table, row, reference.key))
                .collect();
            for row in &rows[table.name] {
                let wanted = part(table.name, row, reference.columns);
                let is_null = wanted.iter().any(String::is_empty);
                assert!(is_null || there.contains(&wanted), "{}: {wanted:?}", table.name);
            }
        }
    }
}

#[test]
fn the_address_can_be_another_one() {
    let folder = exported(demo(), &["--base-url", "https://town.example/ledger/"]);
    let rows = agreed(folder.path());
    let url = value(&rows, "players", "ida-sund", "url");
    assert_eq!(url, "https://town.example/ledger/players/ida-sund/");
    let image = value(&rows, "stories", "city-hall-clock", "image");
    assert_eq!(image, "https://town.example/ledger/images/clock.svg");
}

#[test]
fn texts_hold_what_stands_in_other_blocks_and_no_markup() {
    let story = "+++\ntitle = \"Fog\"\ndate = 2026-01-05\n+++\n\nLead[^1] with `a < b`.\n\n\
        - First\n\n  > *Watch* the gulls.\n  >\n  > — Ida Sund, pilot\n\n- Second\n\n\
        ```{table}\nname,count\nGulls,3\n```\n\n[^1]: A **note**.\n\n\
        ## The details\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```text\nkept\n  as is\n```\n\n\
        ## Timeline\n\n- 2026-01-04: It *came*.\n- January 2026: It stayed.\n";
    let site = site(&[("content/stories/fog.md", story)]);
    let rows = agreed(exported(site.path(), &[]).path());
    let lead = value(&rows, "stories", "fog", "lead");
    let start = "Lead[1] with a < b.\n\nFirst\n\nWatch the gulls.\n\n— Ida Sund, pilot\n\nSecond";
    assert_eq!(lead, start);
    assert_eq!(value(&rows, "stories", "fog", "footnotes"), "A note.");
    let sections: Vec<&str> = rows["sections"].iter().map(|row| &*row[5]).collect();
    let events = "2026-01-04: It came.\n\n2026-01: It stayed.";
    assert_eq!(sections, ["a\tb\n1\t2\n\nkept\n  as is", events]);
}
