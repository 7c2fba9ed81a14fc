//! Drawings as pixels: size, ink, sameness, and what is no drawing.

use std::path::Path;

use super::draw::png;
use super::*;
use crate::options::Options;
use crate::source::SourceTree;

/// The fonts of a built-in theme.
fn fonts() -> Fonts {
    let tree = crate::disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).0;
    Fonts::of(&tree, &["themes/broadsheet/"], &mut Vec::new())
}

/// The colors of a picture, row by row.
fn colors(png: &[u8]) -> (u32, u32, Vec<[u8; 3]>) {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().expect("a header");
    let mut bytes = vec![0; reader.output_buffer_size().expect("a size")];
    let frame = reader.next_frame(&mut bytes).expect("pixels");
    let pixels = bytes.chunks_exact(3).map(|pixel| [pixel[0], pixel[1], pixel[2]]);
    (frame.width, frame.height, pixels.collect())
}

fn drawn(inside: &str) -> Vec<u8> {
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\">\
         <rect width=\"1200\" height=\"630\" fill=\"#fff\"/>{inside}</svg>"
    );
    png(&svg, &fonts()).expect("a picture")
}

/// How many pixels are darker than paper in some columns.
fn ink(png: &[u8], columns: std::ops::Range<usize>) -> usize {
    let (width, _, pixels) = colors(png);
    let rows = pixels.chunks(width as usize);
    rows.map(|row| row[columns.clone()].iter().filter(|color| color[0] < 128).count()).sum()
}

#[test]
fn text_is_drawn_in_the_fonts_of_the_theme_and_always_alike() {
    let text =
        "<text x=\"100\" y=\"300\" font-family=\"display\" font-size=\"80\">Fog rises</text>";
    let once = drawn(text);
    assert_eq!(once, drawn(text));
    let (width, height, _) = colors(&once);
    assert_eq!((width, height), (1_200, 630));
    assert!(ink(&once, 100..600) > 2_000);
    assert_ne!(once, drawn(&text.replace("display", "text")));
    assert_eq!(ink(&drawn(""), 0..1_200), 0);
}

#[test]
fn lines_are_drawn_as_wide_as_they_are_measured() {
    let words = "Plants cut night shifts, AVATAR wins";
    let width = 60.0 * fonts().measured(words, "display").before[words.len()];
    let text =
        format!("<text x=\"50\" y=\"300\" font-family=\"display\" font-size=\"60\">{words}</text>");
    let (end, png) = (50 + width.round() as usize, drawn(&text));
    assert!(ink(&png, end - 12..end + 1) > 0 && ink(&png, end + 1..1_200) == 0, "{width}");
}

#[test]
fn a_picture_of_many_colors_is_drawn_too() {
    let shades = "<linearGradient id=\"a\"><stop stop-color=\"#f00\"/><stop offset=\"1\" stop-color=\"#00f\"/></linearGradient><rect width=\"1200\" height=\"630\" fill=\"url(#a)\"/>";
    let (_, _, pixels) = colors(&drawn(shades));
    assert!(pixels[0][0] > 250 && pixels[1_199][2] > 250);
    // Files of the machine are no part of a drawing.
    let image = "<image href=\"Cargo.toml\" width=\"9\" height=\"9\"/><image href=\"/etc/passwd\" width=\"9\" height=\"9\"/>";
    assert_eq!(drawn(image), drawn(""));
}

#[test]
fn what_is_no_svg_is_told() {
    for svg in [
        "",
        "<svg",
        "<html/>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"0\" height=\"9\"/>",
    ] {
        assert!(png(svg, &fonts()).is_err(), "{svg}");
    }
}

/// An edition of a story in a built-in theme.
fn edition(title: &str, theme: &str) -> Arc<Edition> {
    let settings = format!(
        "title = \"The Bell\"\ntheme = \"{theme}\"\nbase_url = \"https://bell.example/\"\n[outputs]\nshare_cards = \"all\"\n"
    );
    let story = format!("+++\ntitle = \"{title}\"\ndate = 2026-01-02\n+++\nWords.\n");
    let texts = [("site.toml", &*settings), ("content/stories/a.md", &*story)];
    let mut tree = SourceTree::of_texts(texts);
    let themes = crate::disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).0.files;
    tree.files.extend(themes.into_iter().filter(|(path, _)| path.starts_with("themes/")));
    let options = Options::at("2026-06-01T00:00:00Z".parse().expect("a moment"));
    let (edition, problems) = crate::edition(&tree, &options);
    assert_eq!(problems, []);
    edition.expect("an edition")
}

#[test]
fn a_card_is_drawn_in_both_themes_and_known_before_it_is() {
    for theme in ["broadsheet", "wire"] {
        let card = |title: &str| {
            let edition = edition(title, theme);
            let page = edition.page("/2026/01/a/card.png").expect("a card");
            let drawing = drawing(&edition, page).expect("a card").expect("a drawing");
            let printed = crate::render::render(&edition, page).expect("a picture");
            assert_eq!(drawing.png().expect("a picture"), printed);
            (drawing.key(), printed)
        };
        let (short, long) = (card("Fog"), card(&"A long headline ".repeat(200)));
        assert!(short == card("Fog") && short.0 != long.0 && short.1 != long.1);
        assert!(ink(&short.1, 72..1_128) > 4_000, "{theme}");
    }
}
