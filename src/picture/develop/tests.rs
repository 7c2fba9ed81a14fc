//! Tests of versions, with pictures that are made here.

use super::*;
use crate::config::PictureSettings;
use crate::picture::{self, Metadata, Versions};

/// Settings that make small versions.
fn settings() -> PictureSettings {
    PictureSettings { widths: vec![32, 64], ..PictureSettings::default() }
}

/// A picture whose upper left quarter is red and whose rest is gray, 96 wide and 48 high.
fn pixels(channels: Channels) -> Pixels {
    let size = Size { width: 96, height: 48 };
    let color =
        |x: u32, y: u32| if x < 48 && y < 24 { [220, 20, 20, 255] } else { [128, 128, 128, 255] };
    let rows = (0..size.height).flat_map(|y| (0..size.width).map(move |x| color(x, y)));
    let bytes = rows.flat_map(|color| color.into_iter().take(channels.count())).collect();
    Pixels { size, bytes, channels, profile: None }
}

/// A file with those pixels.
fn file(format: Format, pixels: &Pixels) -> Vec<u8> {
    let version =
        Version { format, size: pixels.size, quality: 95, hash: 0, output: String::new() };
    encode::encode(pixels, &version, Kind::Photograph).expect("a file")
}

/// What a file says and what became of it.
fn developed(name: &str, bytes: &[u8]) -> (Picture, Versions, Developed) {
    let picture = picture::read(name, bytes).expect("a name of a picture").expect("a picture");
    let versions = Versions::of(name, &picture, &settings());
    let wanted: Vec<&Version> = versions.all().collect();
    let developed = develop(bytes, &picture, &wanted).expect("versions");
    (picture, versions, developed)
}

/// The color at a place of a file, in hundredths of its sides.
fn color_at(bytes: &[u8], (x, y): (usize, usize)) -> [u8; 3] {
    let picture = picture::of_bytes(bytes).expect("a picture");
    let pixels = decode::decode(bytes, &picture).expect("pixels");
    let (width, height) = (pixels.size.width as usize, pixels.size.height as usize);
    let at = (y * height / 100 * width + x * width / 100) * pixels.channels.count();
    [pixels.bytes[at], pixels.bytes[at + 1], pixels.bytes[at + 2]]
}

fn is_red([red, green, _]: [u8; 3]) -> bool {
    red > 150 && green < 90
}

#[test]
fn every_format_has_versions_of_its_own_and_in_webp() {
    for (name, format) in
        [("a.jpg", Format::Jpeg), ("a.png", Format::Png), ("a.webp", Format::Webp)]
    {
        let (_, versions, developed) = developed(name, &file(format, &pixels(Channels::Rgb)));
        let formats: Vec<Format> = versions.all().map(|version| version.format).collect();
        let wanted = match format {
            Format::Webp => vec![Format::Webp; 2],
            own => vec![Format::Webp, Format::Webp, own, own],
        };
        assert_eq!(formats, wanted);
        for (version, bytes) in versions.all().zip(&developed.versions) {
            let made = picture::of_bytes(bytes).expect("a picture");
            assert_eq!((made.format, made.size), (version.format, Some(version.size)));
            assert_eq!(made.metadata, Metadata::None);
            assert!(is_red(color_at(bytes, (20, 20))), "{name}");
            assert!(
                !is_red(color_at(bytes, (80, 20))) && !is_red(color_at(bytes, (20, 80))),
                "{name}"
            );
        }
        let Color([red, green, _]) = developed.color.expect("a color");
        assert!(red > 135 && green < 125, "{red} {green}");
    }
}

#[test]
fn a_picture_stands_upright_however_the_camera_was_held() {
    // Where the red quarter of the file is to be seen, for each turn.
    let places = [(20, 20), (80, 20), (80, 80), (20, 80), (20, 20), (80, 20), (80, 80), (20, 80)];
    let plain = file(Format::Jpeg, &pixels(Channels::Rgb));
    for (turn, place) in (1..=8).zip(places) {
        let block = picture::exif::of_turn(Turn::of(turn));
        let segment = [&b"\xff\xe1\0\x22Exif\0\0"[..], &block].concat();
        let bytes = [&plain[..2], &segment, &plain[2..]].concat();
        let (picture, versions, developed) = developed("a.jpg", &bytes);
        assert_eq!(picture.turn.value(), turn as u8);
        assert_eq!(picture.size.map(|size| size.width), Some(if turn < 5 { 96 } else { 48 }));
        assert!(!developed.versions.is_empty());
        for (version, bytes) in versions.all().zip(&developed.versions) {
            assert_eq!(picture::of_bytes(bytes).expect("a picture").size, Some(version.size));
            for other in [(20, 20), (80, 20), (20, 80), (80, 80)] {
                assert_eq!(
                    is_red(color_at(bytes, other)),
                    other == place,
                    "turn {turn} at {other:?}"
                );
            }
        }
    }
}

#[test]
fn what_shines_through_keeps_doing_so_and_has_no_color() {
    let mut clear = pixels(Channels::Rgba);
    clear.bytes.chunks_exact_mut(4).for_each(|pixel| pixel[3] = 100);
    let (_, _, developed) = developed("a.png", &file(Format::Png, &clear));
    assert_eq!(developed.color, None);
    for bytes in &developed.versions {
        let picture = picture::of_bytes(bytes).expect("a picture");
        let pixels = decode::decode(bytes, &picture).expect("pixels");
        assert!(pixels.channels == Channels::Rgba && pixels.bytes[3].abs_diff(100) < 3);
    }
}

#[test]
fn a_profile_of_other_colors_comes_with_every_version() {
    let profile = b"a profile of a camera, of an odd length".to_vec();
    for format in [Format::Jpeg, Format::Png, Format::Webp] {
        for (channels, profile) in
            [(Channels::Rgb, profile.clone()), (Channels::Rgba, profile.clone())]
        {
            let with = Pixels { profile: Some(profile.clone()), ..pixels(channels) };
            let (_, _, developed) =
                developed(&format!("a.{}", format.ending()), &file(format, &with));
            for bytes in &developed.versions {
                let picture = picture::of_bytes(bytes).expect("a picture");
                let pixels = decode::decode(bytes, &picture).expect("pixels");
                assert_eq!(pixels.profile.as_ref(), Some(&profile));
            }
        }
    }
    let of_the_web =
        Pixels { profile: Some(b"sRGB IEC61966-2.1".to_vec()), ..pixels(Channels::Rgb) };
    let (_, _, developed) = developed("a.jpg", &file(Format::Jpeg, &of_the_web));
    assert!(developed.versions.iter().all(|bytes| memchr::memmem::find(bytes, b"sRGB").is_none()));
}

#[test]
fn a_picture_that_is_cut_off_is_an_error() {
    for format in [Format::Jpeg, Format::Png, Format::Webp] {
        let whole = file(format, &pixels(Channels::Rgb));
        let cut = &whole[..whole.len() * 2 / 3];
        if let Ok(picture) = picture::of_bytes(cut) {
            assert!(develop(cut, &picture, &[]).is_err(), "{}", format.name());
        }
    }
}

#[test]
fn no_damage_makes_it_panic() {
    for format in [Format::Jpeg, Format::Png, Format::Webp] {
        let whole = file(format, &pixels(Channels::Rgb));
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1 << (at % 8);
            if let Ok(picture) = picture::of_bytes(&damaged) {
                let _ = develop(&damaged, &picture, &[]);
            }
        }
    }
}

/// It takes minutes to compile, so that no usual run holds it: `cargo test --features avif`.
#[cfg(feature = "avif")]
#[test]
fn a_version_in_avif_is_one_of_the_size_that_was_asked_for() {
    for channels in [Channels::Rgb, Channels::Rgba] {
        let bytes = file(Format::Avif, &pixels(channels));
        let picture = picture::read("cat.avif", &bytes).expect("a name").expect("a picture");
        assert_eq!(picture.size, Some(Size { width: 96, height: 48 }));
        assert_eq!(picture.format, Format::Avif);
    }
}
