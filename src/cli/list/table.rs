//! Lists as tables: the main columns, aligned.

use serde_json::Value;

use crate::cli::list::What;

/// The widest a column gets, in characters.
const WIDEST: usize = 60;

/// The columns of each list: the heading and the key of the row.
fn columns(what: What) -> &'static [(&'static str, &'static str)] {
    match what {
        What::Stories => &[("date", "date"), ("id", "id"), ("title", "title")],
        What::Players => &[
            ("id", "id"),
            ("name", "name"),
            ("kind", "kind"),
            ("stories", "stories"),
            ("quotes", "quotes"),
        ],
        What::Quotes => {
            &[("said", "said"), ("id", "id"), ("speaker", "speaker_name"), ("words", "text")]
        }
        What::Topics => &[("id", "id"), ("name", "name"), ("stories", "stories")],
        What::Pages => &[("url", "url"), ("kind", "kind"), ("template", "template")],
    }
}

/// The rows under their headings.
pub fn table(what: What, rows: &[Value]) -> String {
    let columns = columns(what);
    let mut cells: Vec<Vec<String>> =
        vec![columns.iter().map(|(heading, _)| heading.to_uppercase()).collect()];
    cells.extend(rows.iter().map(|row| columns.iter().map(|(_, key)| cell(&row[*key])).collect()));
    let widths: Vec<usize> = (0..columns.len())
        .map(|at| cells.iter().map(|row| row[at].chars().count()).max().unwrap_or(0))
        .collect();
    let mut table = String::new();
    for row in &cells {
        let mut line = String::new();
        for (text, width) in row.iter().zip(&widths) {
            line.push_str(&format!("{text:<width$}  "));
        }
        table.push_str(line.trim_end());
        table.push('\n');
    }
    table
}

/// A value in a cell: text on one line, a list as its length.
fn cell(value: &Value) -> String {
    let text = match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Array(list) => list.len().to_string(),
        other => other.to_string(),
    };
    // Ids and URLs are copied from tables, and they have no spaces.
    if text.chars().count() <= WIDEST || !text.contains(' ') {
        return text;
    }
    let cut: String = text.chars().take(WIDEST - 1).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn columns_are_as_wide_as_they_need() {
        let rows = [
            json!({ "id": "labor", "name": "Labor", "stories": ["a", "b"] }),
            json!({ "id": "x", "name": "Åse", "stories": [] }),
        ];
        let expected = "ID     NAME   STORIES\nlabor  Labor  2\nx      Åse    0\n";
        assert_eq!(table(What::Topics, &rows), expected);
    }

    #[test]
    fn long_words_are_cut_and_ids_are_not() {
        assert_eq!(cell(&json!("fog ".repeat(40))).chars().count(), WIDEST);
        assert_eq!(cell(&json!("x".repeat(80))).len(), 80);
    }
}
