//! How others show a story or a quote on their pages: oEmbed 1.0 (oembed.com) as static JSON, and the
//! frame in which they show a quote.

use serde::Serialize;

use crate::edition::Edition;
use crate::html::escaped;
use crate::picture::Size;
use crate::plan::embed_of;
use crate::quote::{Quote, QuoteId};
use crate::render::previews::{Preview, preview, share_card};
use crate::script::shortened;
use crate::story::{Image, StoryId};
use crate::url::{Url, encoded};

/// For how many seconds others may keep what they were told: a correction reaches them within an hour.
const CACHE_AGE: u32 = 3_600;

/// What others are told of a story or a quote. What is not known is left out.
#[derive(Serialize)]
struct Oembed<'a> {
    version: &'static str,
    r#type: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author_url: Option<&'a str>,
    provider_name: &'a str,
    provider_url: &'a str,
    cache_age: u32,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    thumbnail: Option<Thumbnail>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    shown: Option<Shown>,
}

/// What a `rich` answer has to have.
#[derive(Serialize)]
struct Shown {
    html: String,
    width: usize,
    height: usize,
}

/// A picture beside it. Its size has to be told with it.
#[derive(Serialize)]
struct Thumbnail {
    thumbnail_url: String,
    thumbnail_width: u32,
    thumbnail_height: u32,
}

/// The picture beside the story or the quote of a page, where other sites can show it and its size is
/// known: its own, else its share card.
fn thumbnail(edition: &Edition, page: &Url, image: Option<&Image>) -> Option<Thumbnail> {
    let own = image.and_then(|image| preview(edition, image));
    let Preview { url, size, .. } = own.or_else(|| share_card(edition, page, ""))?;
    let Size { width, height } = size?;
    Some(Thumbnail { thumbnail_url: url, thumbnail_width: width, thumbnail_height: height })
}

/// A story: a `link` with its headline, its authors and the newspaper. Readers of other papers' pages
/// are sent to the story. Of a `rich` answer, WordPress shows nothing but frames, and Mastodon nothing.
pub fn story(edition: &Edition, id: StoryId) -> String {
    let story = edition.site.story(id);
    let language = edition.paths.language(&story.document.origin.language);
    let writers = edition.authors(story).filter(|(_, role)| role.is_none());
    let writers: Vec<_> = writers.map(|(author, _)| author).collect();
    let names: Vec<&str> = writers.iter().map(|author| &*author.name).collect();
    let names = Some(names.join(crate::date::comma(&story.document.origin.language)))
        .filter(|names| !names.is_empty());
    let origin = edition.site.config.origin();
    // An address of one author would be false for two.
    let page = match writers.as_slice() {
        [one] => Some(encoded(&format!("{origin}{}", one.url))),
        _ => None,
    };
    written(
        edition,
        language,
        Oembed {
            r#type: "link",
            author_name: names.as_deref(),
            author_url: page.as_deref(),
            thumbnail: thumbnail(edition, &story.url, story.document.image.as_deref()),
            ..Oembed::of(&story.document.title)
        },
    )
}

/// A quote: the frame that shows it, else a link.
pub fn quote(edition: &Edition, id: QuoteId) -> String {
    let quote = edition.site.quote(id);
    let language = edition.paths.language(&quote.language);
    let speaker = edition.player_link(quote.speaker, language);
    let profile = encoded(&format!("{}{}", edition.site.config.origin(), &*speaker.url));
    let portrait = edition.site.player(quote.speaker).document.as_ref();
    let portrait = portrait.and_then(|document| document.image.as_ref());
    let frame = edition.theme.kinds.quote_embeds.then(|| frame(edition, quote));
    let shown =
        frame.map(|frame| Shown { html: frame.html(), width: frame.width, height: frame.height });
    written(
        edition,
        language,
        Oembed {
            r#type: if shown.is_some() { "rich" } else { "link" },
            author_name: Some(&speaker.name),
            author_url: Some(&profile),
            thumbnail: thumbnail(edition, &quote.url, portrait),
            shown,
            ..Oembed::of(&title(edition, quote))
        },
    )
}

impl Oembed<'_> {
    /// What is the same for all, with a title.
    fn of(title: &str) -> Oembed<'_> {
        Oembed {
            version: "1.0",
            r#type: "link",
            title,
            author_name: None,
            author_url: None,
            provider_name: "",
            provider_url: "",
            cache_age: CACHE_AGE,
            thumbnail: None,
            shown: None,
        }
    }
}

/// The JSON, with the newspaper as it is called in a language.
fn written(edition: &Edition, language: usize, oembed: Oembed<'_>) -> String {
    let config = &edition.site.config;
    let code = &edition.languages[language].code;
    let home = encoded(&edition.paths.page(code, "").whole(&config.base_url));
    let oembed = Oembed { provider_name: config.title_in(code), provider_url: &home, ..oembed };
    // Texts and numbers can always be written.
    serde_json::to_string(&oembed).unwrap_or_default() + "\n"
}

/// Who said it, and how it begins.
fn title(edition: &Edition, quote: &Quote) -> String {
    let language = edition.paths.language(&quote.language);
    let speaker = &edition.player_link(quote.speaker, language).name;
    format!("{speaker}: {}", shortened(&quote.text, 60))
}

/// How wide the frame of a quote is, in CSS pixels; on a narrower page it is as wide as that.
const WIDTH: usize = 600;

/// How high it is at most; what does not fit is reached by scrolling in it.
const HIGHEST: usize = 800;

/// A frame in which others show a quote.
pub struct Frame {
    /// The whole address of the page in it.
    pub url: String,
    /// What it shows, for those who do not see it.
    pub title: String,
    /// How wide it is, in CSS pixels.
    pub width: usize,
    /// How high it is.
    pub height: usize,
}

/// The frame of a quote.
pub fn frame(edition: &Edition, quote: &Quote) -> Frame {
    Frame {
        url: encoded(&embed_of(&quote.url).whole(&edition.site.config.base_url)),
        title: title(edition, quote).replace(char::is_control, " "),
        width: WIDTH,
        height: height(&quote.text),
    }
}

impl Frame {
    /// The HTML that others paste into their page.
    pub fn html(&self) -> String {
        let Frame { url, title, width, height } = self;
        format!(
            "<iframe src=\"{}\" width=\"{width}\" height=\"{height}\" title=\"{}\" \
             style=\"border:0;max-width:100%\" loading=\"lazy\"></iframe>",
            escaped(url),
            escaped(title)
        )
    }
}

/// How high the frame of so many words is: nobody asks the page in it, since it has no script.
/// Lines hold about fifty letters and are some thirty pixels high, besides speaker and newspaper.
fn height(text: &str) -> usize {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let lines: usize = lines.map(|line| line.chars().count().div_ceil(50)).sum();
    (lines * 32 + 180).min(HIGHEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_as_high_as_its_words_and_no_higher_than_a_screen() {
        assert!(height("It is.") < height(&"It is late. ".repeat(20)));
        assert!(height("One.\n\nTwo.") > height("One. Two."));
        assert_eq!(height(&"long ".repeat(2_000)), HIGHEST);
    }

    #[test]
    fn hostile_titles_stay_in_their_attribute() {
        let title = "\"><script>alert('x')</script>".to_owned();
        let frame = Frame { url: "https://a.example/?a=1&b=2".into(), title, width: 1, height: 2 };
        let html = frame.html();
        assert!(html.contains("src=\"https://a.example/?a=1&amp;b=2\""), "{html}");
        assert_eq!(html.matches('<').count(), 2, "{html}");
        assert_eq!(html.matches('"').count(), 12, "{html}");
    }
}
