//! A table of GitHub's Markdown, which has one line for each row.

/// A table that is being written.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
    /// Whether the first row names the columns.
    has_head: bool,
}

impl Table {
    /// Starts a row.
    pub(super) fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Adds a cell to the row.
    pub(super) fn cell(&mut self, text: &str, is_head: bool) {
        self.has_head |= is_head && self.rows.len() == 1;
        // A bar ends a cell wherever it stands, even in code.
        let text = text.replace('|', "\\|");
        match self.rows.last_mut() {
            Some(row) => row.push(text),
            None => self.rows.push(vec![text]),
        }
    }

    /// The lines; none where there is no cell.
    pub(super) fn finished(mut self) -> Option<String> {
        self.rows.retain(|row| !row.is_empty());
        let width = self.rows.iter().map(Vec::len).max()?;
        if !self.has_head {
            // There is no table without a head; an empty one says nothing.
            self.rows.insert(0, Vec::new());
        }
        let rule = vec!["---".to_owned(); width];
        self.rows.insert(1, rule);
        let lines = self.rows.iter_mut().map(|row| {
            row.resize(width, String::new());
            format!("| {} |", row.join(" | "))
        });
        Some(lines.collect::<Vec<_>>().join("\n"))
    }
}
