//! Share cards: where they are printed, what is drawn twice, what stays when nothing prints it.

use newsprint::picture::{self, Size};

use super::*;

/// A site with a story, a quote in it, and cards for both.
fn newsroom() -> TempDir {
    let story = format!("{FOG}\n> It stays.\n>\n> — Ida Sund {{#stays}}\n");
    let site = site(&[("content/stories/fog.md", &story)]);
    let settings = fs::read_to_string(site.path().join("site.toml")).unwrap();
    let more = "base_url = \"https://fog.example/\"\n[outputs]\nshare_cards = \"all\"\n";
    put(site.path(), "site.toml", settings + more);
    site
}

const STORY: &str = "public/2026/01/fog/card.png";
const QUOTE: &str = "public/quotes/stays/card.png";

/// The cards that the darkroom holds.
fn kept(site: &TempDir) -> Vec<PathBuf> {
    let folder = site.path().join(".newsprint/pictures");
    let mut kept: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    kept.sort();
    kept
}

fn bytes(site: &TempDir, path: &str) -> Vec<u8> {
    fs::read(site.path().join(path)).unwrap()
}

#[test]
fn stories_and_quotes_have_cards_that_their_pages_name() {
    let site = newsroom();
    fine(site.path(), &["build"]);
    for card in [STORY, QUOTE] {
        let png = bytes(&site, card);
        let size = picture::read(card, &png).unwrap().unwrap().size;
        assert_eq!(size, Some(Size { width: 1_200, height: 630 }), "{card}");
        assert!((5_000..200_000).contains(&png.len()), "{card} has {} bytes", png.len());
        let page =
            String::from_utf8(bytes(&site, &card.replace("card.png", "index.html"))).unwrap();
        let address = card.replace("public/", "https://fog.example/");
        let named = format!("<meta property=\"og:image\" content=\"{address}\">");
        assert!(page.contains(&named), "{page}");
    }
    assert_ne!(bytes(&site, STORY), bytes(&site, QUOTE));
}

#[test]
fn a_card_is_drawn_once_and_again_only_where_it_shows_something_else() {
    let site = newsroom();
    fine(site.path(), &["build"]);
    let (first, drawn) = (kept(&site), bytes(&site, STORY));
    assert_eq!(first.len(), 2, "{first:?}");
    // What is kept is printed, whatever it is.
    for card in &first {
        fs::write(card, b"kept").unwrap();
    }
    let story = format!("{FOG}\nMore of it.\n\n> It stays.\n>\n> — Ida Sund {{#stays}}\n");
    put(site.path(), "content/stories/fog.md", &story);
    fine(site.path(), &["build"]);
    assert_eq!((bytes(&site, STORY), bytes(&site, QUOTE)), (b"kept".to_vec(), b"kept".to_vec()));
    assert_eq!(kept(&site), first);
    put(site.path(), "content/stories/fog.md", story.replace("\"Fog\"", "\"Rain\""));
    fine(site.path(), &["build"]);
    let other = bytes(&site, STORY);
    assert!(other != b"kept" && other != drawn);
    assert_eq!(bytes(&site, QUOTE), b"kept");
    assert_eq!(kept(&site).len(), 3);
}

#[test]
fn a_kept_card_goes_when_nothing_has_printed_it_for_long() {
    let site = newsroom();
    fine(site.path(), &["build"]);
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(40 * 24 * 3_600);
    let age = |path: &Path| {
        fs::File::options().write(true).open(path).unwrap().set_modified(long_ago).unwrap();
    };
    kept(&site).iter().for_each(|card| age(card));
    let other = site.path().join(".newsprint/pictures").join(format!("{:032x}-card.png", 7));
    fs::write(&other, b"other").unwrap();
    age(&other);
    put(
        site.path(),
        "content/stories/fog.md",
        format!("{FOG}\nMore.\n\n> It stays.\n>\n> — Ida Sund {{#stays}}\n"),
    );
    fine(site.path(), &["build"]);
    assert_eq!(kept(&site).len(), 2, "only those stay that are printed");
    assert!(!other.exists());
}

#[test]
fn a_template_that_draws_nothing_is_told_with_its_file() {
    let site = newsroom();
    put(site.path(), "templates/cards/story.svg", "<svg><text>{{ story.title }}</svg>");
    let (_, err) = ended(1, run(site.path(), &["build"]));
    assert!(err.contains("error[render-error]: the share card cannot be drawn"), "{err}");
    assert!(err.contains("templates/cards/story.svg"), "{err}");
    assert!(!site.path().join("public").exists());
}
