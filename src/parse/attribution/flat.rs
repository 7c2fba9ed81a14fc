//! An attribution on one line: continuation lines joined by single spaces, with the way back to
//! where each byte stood.

use std::ops::Range;

/// A source joined into one line.
pub(super) struct Flat {
    /// The line.
    pub text: String,
    /// From which byte of the line on, and which byte of the source that was; in order.
    joints: Vec<(usize, usize)>,
}

impl Flat {
    /// Joins the lines of `raw`; each newline, the spaces around it and the blockquote markers
    /// after it become one space. `None` where `raw` is one line already.
    pub fn of_lines(raw: &str) -> Option<Flat> {
        memchr::memchr2(b'\n', b'\r', raw.as_bytes())?;
        let mut text = String::with_capacity(raw.len());
        let mut joints = Vec::new();
        let mut at = 0;
        while let Some(length) = memchr::memchr2(b'\n', b'\r', &raw.as_bytes()[at..]) {
            let line = raw[at..at + length].trim_end();
            // A backslash at the end of a line is a hard break, which is a space here.
            let line = line.strip_suffix('\\').unwrap_or(line);
            joints.push((text.len(), at));
            text.push_str(line);
            joints.push((text.len(), at + line.len()));
            text.push(' ');
            let rest =
                raw[at + length..].trim_start_matches(|c: char| c.is_whitespace() || c == '>');
            at = raw.len() - rest.len();
        }
        joints.push((text.len(), at));
        text.push_str(&raw[at..]);
        Some(Flat { text, joints })
    }

    /// Where a stretch of the line stood in the source.
    pub fn raw(&self, span: Range<usize>) -> Range<usize> {
        if span.is_empty() {
            let at = self.raw_byte(span.start);
            return at..at;
        }
        // The end follows its last byte, so that a stretch never takes in the next line's marker.
        self.raw_byte(span.start)..self.raw_byte(span.end - 1) + 1
    }

    fn raw_byte(&self, at: usize) -> usize {
        let after = self.joints.partition_point(|(flat, _)| *flat <= at);
        match after.checked_sub(1).and_then(|index| self.joints.get(index)) {
            Some((flat, raw)) => raw + (at - flat),
            None => at,
        }
    }
}
