//! The media types of files, by their names.

use std::path::Path;

/// HTML as newsprint prints it.
pub(super) const HTML: &str = "text/html; charset=utf-8";

/// Text for people.
pub(super) const TEXT: &str = "text/plain; charset=utf-8";

/// The type of a file in the output folder. Texts are taken for UTF-8, except XML, which says
/// itself how it is written.
pub(super) fn of(output: &str) -> String {
    let name = output.rsplit('/').next().unwrap_or(output);
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
    let guessed = match extension.map(str::to_ascii_lowercase).as_deref() {
        // Types that are younger than the table, or that browsers name otherwise.
        Some("js" | "mjs") => "text/javascript".to_owned(),
        Some("rss") => "application/rss+xml".to_owned(),
        Some("atom") => "application/atom+xml".to_owned(),
        Some("vtt") => "text/vtt".to_owned(),
        Some("ico") => "image/x-icon".to_owned(),
        _ => mime_guess::from_path(name).first_or_octet_stream().essence_str().to_owned(),
    };
    let is_text = guessed.starts_with("text/") && guessed != "text/xml";
    match is_text || guessed.ends_with("/json") || guessed.ends_with("+json") {
        true => format!("{guessed}; charset=utf-8"),
        false => guessed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_the_types_that_browsers_want() {
        for (name, expected) in [
            ("index.html", HTML),
            ("a/main.CSS", "text/css; charset=utf-8"),
            ("app.js", "text/javascript; charset=utf-8"),
            ("app.mjs", "text/javascript; charset=utf-8"),
            ("data.json", "application/json; charset=utf-8"),
            ("site.webmanifest", "application/manifest+json; charset=utf-8"),
            ("robots.txt", TEXT),
            ("captions.vtt", "text/vtt; charset=utf-8"),
            ("feed.xml", "text/xml"),
            ("feed.rss", "application/rss+xml"),
            ("logo.svg", "image/svg+xml"),
            ("a.jpeg", "image/jpeg"),
            ("a.webp", "image/webp"),
            ("a.avif", "image/avif"),
            ("a.woff2", "font/woff2"),
            ("a.mp4", "video/mp4"),
            ("a.mp3", "audio/mpeg"),
            ("a.pdf", "application/pdf"),
            ("a.wasm", "application/wasm"),
            ("CNAME", "application/octet-stream"),
            (".nojekyll", "application/octet-stream"),
        ] {
            assert_eq!(of(name), expected, "{name}");
        }
    }
}
