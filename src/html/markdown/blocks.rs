//! Blocks of Markdown under one another: what stands before each line, and between blocks.

use std::borrow::Cow;

use super::inline::{line_start, longest_run};

/// How deep quotes and lists are nested at most; what lies deeper stands at this depth.
const DEEPEST: usize = 24;

/// A text that is being written block by block.
#[derive(Default)]
pub(super) struct Blocks {
    text: String,
    /// The quotes and list items around the next block.
    around: Vec<Around>,
    lists: Vec<List>,
    /// The sign of the list that has just ended: another one with the same would go on with it.
    last_sign: Option<char>,
}

/// A quote or a list item: what its first line begins with, and all others.
struct Around {
    first: String,
    rest: String,
    has_begun: bool,
    is_tight: bool,
}

/// A list.
struct List {
    sign: char,
    /// The number of the next item, where items are numbered.
    number: Option<usize>,
    items: usize,
}

impl Blocks {
    /// Adds a paragraph.
    pub(super) fn paragraph(&mut self, text: &str) {
        self.lines(text.split('\n').map(line_start));
    }

    /// Adds a heading of a level from 1 to 6.
    pub(super) fn heading(&mut self, level: usize, text: &str) {
        // Signs at the end would be taken for a closing fence.
        let text = match text.strip_suffix('#') {
            Some(rest) => format!("{rest}\\#"),
            None => text.to_owned(),
        };
        self.lines([format!("{} {text}", "#".repeat(level)).into()].into_iter());
    }

    /// Adds lines as they are.
    pub(super) fn raw(&mut self, text: &str) {
        self.lines(text.split('\n').map(Cow::Borrowed));
    }

    /// Adds code, as written.
    pub(super) fn code(&mut self, language: &str, code: &str) {
        let fence = "`".repeat((longest_run(code) + 1).max(3));
        let code = code.strip_suffix('\n').unwrap_or(code);
        self.raw(&format!("{fence}{language}\n{code}\n{fence}"));
    }

    /// Opens a quote; false where it would be too deep.
    pub(super) fn open_quote(&mut self) -> bool {
        self.open(Around {
            first: "> ".to_owned(),
            rest: "> ".to_owned(),
            has_begun: false,
            is_tight: false,
        })
    }

    /// Opens a list; `first` is the number of its first item, where they are numbered.
    pub(super) fn open_list(&mut self, first: Option<usize>) {
        let (usual, other) = if first.is_some() { ('.', ')') } else { ('-', '*') };
        let sign = if self.last_sign == Some(usual) { other } else { usual };
        self.lists.push(List { sign, number: first, items: 0 });
    }

    /// Closes the innermost list.
    pub(super) fn close_list(&mut self) {
        self.last_sign = self.lists.pop().map(|list| list.sign);
    }

    /// Opens an item of the innermost list; false where there is none or it would be too deep.
    pub(super) fn open_item(&mut self) -> bool {
        let is_within_item = self.around.last().is_some_and(|around| around.has_begun);
        let Some(list) = self.lists.last_mut() else { return false };
        list.items += 1;
        let first = match &mut list.number {
            Some(number) => {
                let first = format!("{number}{} ", list.sign);
                // No longer number is one in Markdown.
                *number = (*number + 1).min(999_999_999);
                first
            }
            None => format!("{} ", list.sign),
        };
        let is_tight = list.items > 1 || (is_within_item && list.number.is_none());
        let rest = " ".repeat(first.len());
        self.open(Around { first, rest, has_begun: false, is_tight })
    }

    /// Closes the innermost quote or item.
    pub(super) fn close(&mut self) {
        self.around.pop();
    }

    /// The whole text.
    pub(super) fn finished(mut self) -> String {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text
    }

    fn open(&mut self, around: Around) -> bool {
        let has_room = self.around.len() < DEEPEST;
        if has_room {
            self.around.push(around);
        }
        has_room
    }

    fn lines<'t>(&mut self, lines: impl Iterator<Item = Cow<'t, str>>) {
        self.last_sign = None;
        if !self.text.is_empty() {
            self.text.push('\n');
            if !self.around.last().is_some_and(|around| around.is_tight && !around.has_begun) {
                let begun = self.around.iter().take_while(|around| around.has_begun);
                let before: String = begun.map(|around| around.rest.as_str()).collect();
                self.text.push_str(before.trim_end());
                self.text.push('\n');
            }
        }
        for (number, line) in lines.enumerate() {
            if number > 0 {
                self.text.push('\n');
            }
            let start = self.text.len();
            for around in &mut self.around {
                let is_first = !std::mem::replace(&mut around.has_begun, true);
                self.text.push_str(if is_first { &around.first } else { &around.rest });
            }
            match line.is_empty() {
                true => self.text.truncate(start + self.text[start..].trim_end().len()),
                false => self.text.push_str(&line),
            }
        }
    }
}
