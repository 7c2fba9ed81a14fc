//! The part of a thing that a request asks for.

use std::ops::Range;

/// What a request wants of something so many bytes long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All of it: no part is asked for, or several, or something that is no range.
    Whole,
    /// These bytes.
    Part(Range<u64>),
    /// Bytes that it does not have.
    Beyond,
}

/// What the value of the header `Range` wants.
pub(super) fn wanted(range: Option<&str>, length: u64) -> Wanted {
    let Some(spec) = range.and_then(bytes_of) else { return Wanted::Whole };
    let Some((first, last)) = spec.split_once('-') else { return Wanted::Whole };
    let (first, last) = (first.trim(), last.trim());
    match (number(first), number(last)) {
        // The last so many bytes.
        (None, Some(count)) if first.is_empty() => match count.min(length) {
            0 => Wanted::Beyond,
            count => Wanted::Part(length - count..length),
        },
        (Some(first), last_number) if last.is_empty() || last_number.is_some() => {
            let end = last_number.map_or(length, |last| last.saturating_add(1));
            match first {
                _ if first >= end && !last.is_empty() => Wanted::Whole,
                _ if first >= length => Wanted::Beyond,
                _ => Wanted::Part(first..end.min(length)),
            }
        }
        _ => Wanted::Whole,
    }
}

/// The one range of `bytes=...`; none where there are several.
fn bytes_of(range: &str) -> Option<&str> {
    let (unit, spec) = range.split_once('=')?;
    (unit.trim().eq_ignore_ascii_case("bytes") && !spec.contains(',')).then_some(spec)
}

/// A number; one that is too large to be held stands for the largest.
fn number(digits: &str) -> Option<u64> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_clipped_to_what_is_there() {
        let part = |range: &str| match wanted(Some(range), 10) {
            Wanted::Part(part) => (part.start, part.end),
            other => panic!("{range}: {other:?}"),
        };
        assert_eq!(part("bytes=0-0"), (0, 1));
        assert_eq!(part("bytes=2-5"), (2, 6));
        assert_eq!(part("bytes=4-"), (4, 10));
        assert_eq!(part("bytes=-3"), (7, 10));
        assert_eq!(part("bytes=-99"), (0, 10));
        assert_eq!(part("Bytes= 9-99999999999999999999999"), (9, 10));
    }

    #[test]
    fn what_is_no_single_range_gives_everything() {
        for range in
            ["bytes=0-1,3-4", "lines=0-1", "bytes=5-2", "bytes=a-b", "bytes=-", "bytes", ""]
        {
            assert_eq!(wanted(Some(range), 10), Wanted::Whole, "{range}");
        }
        assert_eq!(wanted(None, 10), Wanted::Whole);
    }

    #[test]
    fn what_begins_behind_the_end_is_not_there() {
        for range in ["bytes=10-", "bytes=10-12", "bytes=-0", "bytes=99999999999999999999999-"] {
            assert_eq!(wanted(Some(range), 10), Wanted::Beyond, "{range}");
        }
        assert_eq!(wanted(Some("bytes=0-"), 0), Wanted::Beyond);
        assert_eq!(wanted(Some("bytes=-5"), 0), Wanted::Beyond);
    }
}
