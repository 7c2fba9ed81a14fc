//! Texts set in the fonts of a theme, and in squares.

use proptest::prelude::*;

use super::*;

/// The fonts of a built-in theme.
fn fonts() -> Fonts {
    let tree = crate::disk::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).0;
    Fonts::of(&tree, &["themes/broadsheet/"], &mut Vec::new())
}

fn set(fonts: &Fonts, text: &str, (width, sizes, most): (f64, &[f64], usize)) -> Lines {
    let wanted = Wanted { width, sizes, leading: 1.2, most, height: f64::INFINITY };
    fonts.measured(text, "display").lines(&wanted)
}

#[test]
fn lines_are_as_wide_as_they_may_be_and_about_as_long_as_one_another() {
    let fonts = fonts();
    let text = "Plants cut night shifts as the price of power doubles within a week";
    let set = set(&fonts, text, (1_000.0, &[64.0], 4));
    assert_eq!(set.lines.join(" "), text);
    assert_eq!((set.lines.len(), set.is_cut, set.step), (2, false, 77.0));
    let widths = set.lines.iter().map(|line| {
        let measured = fonts.measured(line, "display");
        measured.before[line.len()] * set.size
    });
    let widths: Vec<f64> = widths.collect();
    assert!(widths.iter().all(|width| (800.0..=1_000.0).contains(width)), "{widths:?}");
}

#[test]
fn a_longer_text_is_set_smaller_and_what_has_no_room_is_cut() {
    let fonts = fonts();
    let sizes = [80.0, 60.0, 40.0];
    let of = |words: usize| set(&fonts, &"harbor ".repeat(words), (600.0, &sizes, 3));
    assert_eq!((of(1).size, of(9).size, of(16).size), (80.0, 60.0, 40.0));
    let cut = of(100);
    assert!(cut.is_cut && cut.lines.len() == 3, "{cut:?}");
    assert!(cut.lines[2].ends_with("harbor…"), "{cut:?}");
}

#[test]
fn a_word_is_cut_only_where_no_size_holds_it_whole() {
    let fonts = fonts();
    let word = "Donaudampfschifffahrtsgesellschaft";
    let whole = set(&fonts, word, (600.0, &[80.0, 30.0], 5));
    assert_eq!((whole.size, whole.lines), (30.0, vec![word.to_owned()]));
    let cut = set(&fonts, word, (600.0, &[80.0], 5));
    assert!(cut.lines.len() > 1 && cut.lines[0].ends_with('-'), "{cut:?}");
    let letters: String = cut.lines.concat().replace('-', "");
    assert_eq!(letters, word);
}

#[test]
fn what_no_font_has_is_told_of_letters_and_left_out_of_the_rest() {
    let fonts = fonts();
    assert_eq!(fonts.missing("Ärger in Łódź, Київ и Αθήνα 🚢 – „ja“"), None);
    assert_eq!(fonts.missing("The port of 港"), Some('港'));
    assert_eq!(fonts.missing("مرفأ"), Some('م'));
    assert_eq!(fonts.settable("Fog 🚢 rises\u{b}\u{2003}now"), "Fog  rises  now");
    let lines = set(&fonts, "Fog 🚢🚢 rises", (9_000.0, &[10.0], 1)).lines;
    assert_eq!(lines, ["Fog rises"]);
    assert_eq!(set(&fonts, "🚢", (900.0, &[10.0], 1)).lines, [] as [&str; 0]);
}

/// A text of one em for each letter, that may break where it would in any font.
fn square(text: &str) -> Measured {
    let mut before = vec![0.0; text.len() + 1];
    let mut sum = 0.0;
    for (at, c) in text.char_indices() {
        before[at..at + c.len_utf8()].fill(sum);
        sum += 1.0;
    }
    before[text.len()] = sum;
    Measured {
        before,
        breaks: unicode_linebreak::linebreaks(text).map(|(place, _)| place).collect(),
        cuts: text.char_indices().map(|(at, _)| at).collect(),
        hyphen: 1.0,
        ellipsis: ("…", 1.0),
        text: text.to_owned(),
    }
}

fn squares(text: &str, width: f64, most: usize) -> Lines {
    let wanted = Wanted { width, sizes: &[1.0], leading: 1.0, most, height: f64::INFINITY };
    square(text).lines(&wanted)
}

#[test]
fn scripts_break_where_they_may() {
    // No line begins with a mark that closes.
    assert_eq!(squares("港口关闭了。船在等待。", 6.0, 9).lines, ["港口关闭了。", "船在等待。"]);
    assert_eq!(squares("أغلق المرفأ اليوم", 11.0, 9).lines, ["أغلق المرفأ", "اليوم"]);
    assert_eq!(squares("up-to-date news", 6.0, 9).lines, ["up-to-", "date", "news"]);
    assert_eq!(squares("港港港港港港", 2.0, 2).lines, ["港港", "港…"]);
}

proptest! {
    #[test]
    fn no_line_is_too_wide_and_no_word_is_lost(
        text in "[a-z港م]{1,9}( [a-z港م]{1,9}){0,20}",
        width in 2.0..30.0,
    ) {
        let set = squares(&text, width, usize::MAX);
        for line in &set.lines {
            prop_assert!(line.chars().count() as f64 <= width, "{line} in {width}");
        }
        let letters = |text: &str| text.replace([' ', '-'], "");
        prop_assert_eq!(letters(&set.lines.concat()), letters(&text));
    }

    #[test]
    fn any_text_is_set_in_as_many_lines_as_there_may_be(text in "\\PC{0,200}", most in 1..4_usize) {
        let fonts = fonts();
        let set = set(&fonts, &text, (300.0, &[60.0, 40.0], most));
        prop_assert!(set.lines.len() <= most, "{set:?}");
    }
}
