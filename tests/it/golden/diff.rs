//! What two texts differ in, line by line.

/// The lines that only one of the texts has, `-` for the first and `+` for the second, each
/// stretch with the line before it.
pub fn diff(expected: &str, made: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), made.lines().collect());
    // The length of the longest common part of what follows each pair of lines.
    let mut common = vec![vec![0usize; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = match old[i] == new[j] {
                true => common[i + 1][j + 1] + 1,
                false => common[i + 1][j].max(common[i][j + 1]),
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut before = None;
    let mut shown = String::new();
    while i < old.len() || j < new.len() {
        let line = match (old.get(i), new.get(j)) {
            (Some(one), Some(other)) if one == other => {
                before = Some(format!("  {one}\n"));
                (i, j) = (i + 1, j + 1);
                continue;
            }
            (Some(one), other) if other.is_none() || common[i + 1][j] >= common[i][j + 1] => {
                i += 1;
                format!("- {one}\n")
            }
            (_, other) => {
                j += 1;
                format!("+ {}\n", other.copied().unwrap_or_default())
            }
        };
        shown.extend(before.take());
        shown.push_str(&line);
    }
    if shown.is_empty() {
        shown.push_str("  only line ends differ\n");
    }
    shown
}

#[test]
fn only_changed_lines_are_shown_with_the_line_before_them() {
    assert_eq!(diff("a\nb\nc\nd\n", "a\nb\nx\nd\ne\n"), "  b\n- c\n+ x\n  d\n+ e\n");
    assert_eq!(diff("a\n", "a"), "  only line ends differ\n");
}
