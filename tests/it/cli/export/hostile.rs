//! Text that is meant to break out of a format stays what it is.

use super::formats::agreed;
use super::*;

/// What each format, HTML, SQL and a terminal take for something else than text.
const HOSTILE: &str = "\" ' '' \"\" , ; ]]> </script> <!-- --> \\ \\n \t \r \n \r\n %s $1 ?1 :x @y \
    '); DROP TABLE stories; -- \u{0} \u{1} \u{1b}[31m \u{7f} \u{85} \u{2028} \u{feff} \
    \u{202e}gnirps\u{202c} \u{200f}\u{5e9} 👩‍👩‍👧 \u{1f600} e\u{301} \u{fffd} \u{10ffff}";

/// A text as TOML writes it, all of it escaped.
fn toml(text: &str) -> String {
    let escaped: String = text.chars().map(|c| format!("\\U{:08X}", u32::from(c))).collect();
    format!("\"{escaped}\"")
}

#[test]
fn hostile_text_survives_in_every_format() {
    let long = "A headline that goes on ".repeat(10_000 / 24 + 1);
    let long = long.trim_end();
    let words = toml(HOSTILE);
    let story = format!(
        "+++\ntitle = {words}\ndek = {words}\ndate = 2026-01-05\nimage = {{ src = \
         \"https://pier.example/a b.png?x=1&y=2\", alt = {words}, caption = {words} }}\n\
         [[corrections]]\ndate = 2026-01-06\nkind = \"a,b\"\ntext = {words}\n+++\n\n\
         A ]]> and `</script>` &amp; \"more\", 'all' — of\u{202e}it 👩‍👩‍👧.\n\n\
         > Drop it, she said: '); DROP TABLE quotes; -- \"now\".\n>\n> — Ida \"O'\" Sund\n"
    );
    let straight = "title = \"The Fog Post\"\ntimezone = \"America/New_York\"\n\
                    [markdown]\nsmart_punctuation = false\n";
    let site = site(&[
        // No format minds curly marks.
        ("site.toml", straight),
        ("content/stories/hostile.md", &story),
        ("content/stories/long.md", &FOG.replace("Fog", long)),
    ]);
    let folder = exported(site.path(), &[]);
    let rows = agreed(folder.path());
    let of = |id: &str| rows["stories"].iter().find(|row| row[0] == id).unwrap();
    assert!(long.len() >= 10_000);
    assert_eq!(of("long")[3], long);
    assert_eq!(of("hostile")[3], HOSTILE);
    assert_eq!(of("hostile")[4], HOSTILE);
    assert_eq!(of("hostile")[15], HOSTILE);
    assert_eq!(of("hostile")[14], "https://pier.example/a%20b.png?x=1&y=2");
    let lead = &of("hostile")[11];
    assert!(lead.starts_with("A ]]> and </script> & \"more\", 'all' — of\u{202e}it 👩‍👩‍👧."), "{lead}");
    assert_eq!(rows["corrections"][0][3..], ["a,b", HOSTILE]);
    let said = "Drop it, she said: '); DROP TABLE quotes; -- \"now\".";
    assert_eq!(rows["quotes"][0][1], said);
}
