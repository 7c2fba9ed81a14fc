//! Tests of what is read of pictures and left out of them.

use proptest::prelude::*;

use super::*;

const TURNED: &[u8] = include_bytes!("../../tests/sites/images/static/images/turned.jpg");
const CREDITED: &[u8] = include_bytes!("../../tests/sites/images/static/images/the ferry.jpg");
const WEBP: &[u8] = include_bytes!("../../tests/sites/images/static/images/ida.webp");
const PNG: &[u8] = include_bytes!("../../tests/sites/disguised-image/static/images/ferry.jpg");
const AVIF: &[u8] = include_bytes!("../../tests/pictures/located.avif");
const GIF: &[u8] = include_bytes!("../../tests/pictures/commented.gif");

fn picture(bytes: &[u8]) -> Picture {
    of_bytes(bytes).expect("a picture")
}

fn size(width: u32, height: u32) -> Option<Size> {
    Size::new(width, height)
}

/// A PNG with further chunks behind its header.
fn png_with(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut bytes = PNG[..33].to_vec();
    for (name, body) in chunks {
        let named = [&name[..], body].concat();
        bytes.extend((body.len() as u32).to_be_bytes());
        bytes.extend(&named);
        bytes.extend(png::checksum(&named).to_be_bytes());
    }
    bytes.extend(&PNG[33..]);
    bytes
}

#[test]
fn names_tell_which_files_are_pictures() {
    assert_eq!(read("a.jpg", b""), Some(Err("the file is empty".into())));
    assert_eq!(read("a.pdf", b""), None);
    assert_eq!(Format::of_name("A.JPEG"), Some(Format::Jpeg));
    assert_eq!(Format::of_name("jpg"), None);
}

#[test]
fn the_bytes_tell_the_format_whatever_the_name_is() {
    let read = read("ferry.jpg", PNG).expect("a name of a picture").expect("a picture");
    assert_eq!((read.format, read.size), (Format::Png, size(60, 40)));
}

#[test]
fn a_picture_on_its_side_has_the_size_that_it_is_shown_in() {
    let turned = picture(TURNED);
    assert_eq!((turned.turn.value(), turned.size), (6, size(64, 96)));
    let webp = picture(WEBP);
    assert_eq!((webp.turn.value(), webp.size), (8, size(60, 80)));
    let png = picture(&png_with(&[(b"eXIf", &exif::of_turn(Turn::of(5)))]));
    assert_eq!((png.turn.value(), png.size), (5, size(40, 60)));
}

#[test]
fn the_agency_goes_before_the_photographer() {
    assert_eq!(picture(CREDITED).credit.as_deref(), Some("Harbor Wire"));
    assert_eq!(picture(TURNED).credit.as_deref(), Some("Ola Fenn"));
    let xmp = b"XML:com.adobe.xmp\0\0\0\0\0<r photoshop:Credit='Fog\n \x07Desk'/>";
    assert_eq!(picture(&png_with(&[(b"iTXt", xmp)])).credit.as_deref(), Some("Fog Desk"));
    assert_eq!(picture(AVIF).credit.as_deref(), Some("Harbor Wire"));
}

#[test]
fn nothing_of_the_metadata_is_left_and_what_is_shown_stays() {
    let commented =
        png_with(&[(b"tEXt", b"Comment\0Ola Fenn"), (b"eXIf", &exif::of_turn(Turn::of(6)))]);
    for bytes in [TURNED, CREDITED, WEBP, &commented, AVIF, GIF] {
        let before = picture(bytes);
        assert_eq!(before.metadata, Metadata::Some);
        let clean = without_metadata(bytes).expect("something to take out");
        let after = picture(&clean);
        assert_eq!(
            (after.size, after.turn, after.metadata),
            (before.size, before.turn, Metadata::None)
        );
        assert_eq!(after.credit, None);
        for word in ["Ola Fenn", "Harbor Wire", "GPS", "Gull Island"] {
            assert!(memchr::memmem::find(&clean, word.as_bytes()).is_none(), "{word}");
        }
        assert_eq!(without_metadata(&clean), None);
    }
}

#[test]
fn what_is_hung_behind_the_end_of_a_photograph_goes() {
    let clean = without_metadata(TURNED).expect("something to take out");
    let with_film = [&clean[..], b"a film with its own place"].concat();
    assert_eq!(picture(&with_film).metadata, Metadata::Some);
    assert_eq!(without_metadata(&with_film), Some(clean));
}

#[test]
fn the_profile_of_colors_stays() {
    let body = b"ICC_PROFILE\0\x01\x01profile";
    let mut bytes = TURNED[..2].to_vec();
    bytes.extend([0xff, 0xe2, 0, body.len() as u8 + 2]);
    bytes.extend(body);
    bytes.extend(&TURNED[2..]);
    let clean = without_metadata(&bytes).expect("something to take out");
    assert!(memchr::memmem::find(&clean, body).is_some());
}

/// Pictures of which some bytes are others, and the end may be missing.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let whole = prop::sample::select(vec![TURNED, CREDITED, WEBP, PNG, AVIF, GIF]);
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12);
    (whole, changes, any::<prop::sample::Index>()).prop_map(|(whole, changes, end)| {
        let mut bytes = whole.to_vec();
        for (at, byte) in changes {
            // Most of what is read stands at the beginning.
            let at = at.index(bytes.len().min(400));
            bytes[at] = byte;
        }
        bytes.truncate(bytes.len() - end.index(bytes.len()) * usize::from(end.index(3) == 0));
        bytes
    })
}

proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(bytes in damaged()) {
        let before = of_bytes(&bytes);
        if let (Ok(before), Some(clean)) = (before, without_metadata(&bytes)) {
            let after = of_bytes(&clean).expect("a picture");
            prop_assert_eq!((before.size, before.turn), (after.size, after.turn));
            prop_assert_eq!(after.credit, None);
        }
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = of_bytes(&bytes);
        let _ = exif::exif(&bytes);
        let _ = iptc::credit(&[b"8BIM\x04\x04\0\0".as_slice(), &bytes].concat());
        let _ = xmp::credit(&bytes);
        for start in [&b"\xff\xd8\xff"[..], b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP", b"GIF89a", b"\0\0\0\x14ftypavif\0\0\0\0avif", b"<svg "] {
            let bytes = [start, &bytes].concat();
            let _ = (of_bytes(&bytes), without_metadata(&bytes));
        }
    }
}
