//! What a file is by its name alone: part of the site or not, text or asset.

/// The folders of a site that are read; nothing else in the site's folder is looked at.
pub(crate) const FOLDERS: [&str; 7] =
    ["content", "data", "fonts", "i18n", "static", "templates", "themes"];

/// The file without which a folder is no site.
pub(crate) const SETTINGS: &str = "site.toml";

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Whole, as UTF-8.
    Text,
    /// Only its path and length; the bytes are copied when the site is written.
    Asset,
}

/// The kind of the file at a path within the site.
///
/// A theme's own picture or license beside `theme.toml` is an asset and not a broken text, and so
/// is whatever lies in `content/` and `data/` that no part of newsprint reads.
pub(super) fn kind(path: &str) -> Kind {
    let (folder, rest) = path.split_once('/').unwrap_or(("", path));
    let is_text = match folder {
        "" | "templates" => true,
        "content" => rest.ends_with(".md"),
        "i18n" => rest.ends_with(".toml"),
        "data" => has_extension(rest, &["toml", "json", "csv", "tsv"]),
        "themes" => {
            let within = rest.split_once('/').map_or("", |(_, within)| within);
            match within.split_once('/') {
                Some((part, _)) => matches!(part, "templates" | "styles" | "i18n"),
                None => within.ends_with(".toml"),
            }
        }
        _ => false,
    };
    if is_text { Kind::Text } else { Kind::Asset }
}

/// Whether the file or folder at a path within the site is no part of it: hidden files, what
/// editors and file managers leave behind, and what version control keeps.
///
/// `static/` is copied as is, and hosts expect hidden files there (`.well-known/`, `.nojekyll`,
/// `.htaccess`), so that only litter is passed over in it.
pub(crate) fn is_passed_over(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    if is_litter(name) {
        return true;
    }
    let is_hidden = name.starts_with('.') && !is_static(path);
    // A theme may be developed with its tools beside it; they are tens of thousands of files.
    is_hidden || (name == "node_modules" && path.starts_with("themes/"))
}

/// Whether a path within the site's folder is that of something that is read: it lies in one of the
/// site's folders or is `site.toml`, and nothing on the way to it is passed over.
pub(crate) fn is_of_site(path: &str) -> bool {
    let (top, rest) = path.split_once('/').unwrap_or((path, ""));
    let is_ours = FOLDERS.contains(&top) || (top == SETTINGS && rest.is_empty());
    let ends = path.match_indices('/').map(|(slash, _)| slash).chain([path.len()]);
    is_ours && ends.into_iter().all(|end| !is_passed_over(&path[..end]))
}

/// Whether a path lies in a folder that is copied as is.
fn is_static(path: &str) -> bool {
    let mut parts = path.split('/');
    match parts.next() {
        Some("static") => true,
        Some("themes") => parts.nth(1) == Some("static"),
        _ => false,
    }
}

/// Whether a name is that of a backup, a lock, a swap file, or of version control.
fn is_litter(name: &str) -> bool {
    let bytes = name.as_bytes();
    match bytes {
        [.., b'~'] | [b'.', b'#' | b'_', ..] => true,
        [b'#', .., b'#'] => true,
        // JetBrains' editors save through a file beside the one that is saved.
        _ if name.ends_with("___jb_tmp___") || name.ends_with("___jb_old___") => true,
        _ => {
            has_extension(name, &["swp", "swo", "swx"])
                || matches!(
                    name,
                    ".DS_Store"
                        | "Thumbs.db"
                        | "desktop.ini"
                        | ".git"
                        | ".gitattributes"
                        | ".gitignore"
                        | ".gitkeep"
                        | ".gitmodules"
                        | ".hg"
                        | ".svn"
                        | ".newsprint"
                )
        }
    }
}

/// Whether a name ends in a dot and one of some extensions, in any case.
fn has_extension(name: &str, extensions: &[&str]) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, last)| extensions.iter().any(|known| last.eq_ignore_ascii_case(known)))
}

/// Whether a name can be part of a path in the source tree and in the output, on any system.
pub(crate) fn is_portable(name: &str) -> bool {
    !name.chars().any(|c| c.is_control() || c == '\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_follow_the_folder() {
        for text in [
            "site.toml",
            "content/stories/a.md",
            "data/cuts.CSV",
            "templates/story.html",
            "themes/x/theme.toml",
            "themes/x/styles/main.css",
            "themes/x/i18n/de.toml",
        ] {
            assert_eq!(kind(text), Kind::Text, "{text}");
        }
        for asset in [
            "content/stories/a.jpg",
            "content/a.MD",
            "data/book.xlsx",
            "static/a.md",
            "themes/x/static/site.toml",
            "themes/x/preview.png",
            "themes/x/LICENSE",
        ] {
            assert_eq!(kind(asset), Kind::Asset, "{asset}");
        }
    }

    #[test]
    fn what_is_below_a_folder_that_is_passed_over_is_not_of_the_site() {
        for of_site in ["site.toml", "content", "content/stories/a.md", "static/.well-known/a.txt"]
        {
            assert!(is_of_site(of_site), "{of_site}");
        }
        for other in [
            "",
            "public/index.html",
            "site.toml/a.md",
            "contents/a.md",
            "content/.trash/a.md",
            "content/stories/.a.md.swp",
            "themes/x/node_modules/y/z.css",
            "static/.git/index",
        ] {
            assert!(!is_of_site(other), "{other}");
        }
    }

    #[test]
    fn litter_is_passed_over_and_hidden_files_of_static_are_not() {
        for passed in [
            "content/.hidden.md",
            "content/a.md~",
            "content/.#a.md",
            "content/#a.md#",
            "content/.a.md.swp",
            "content/a.md___jb_tmp___",
            "static/.DS_Store",
            "static/.git",
            "static/Thumbs.db",
            "themes/x/node_modules",
            "themes/x/.github",
        ] {
            assert!(is_passed_over(passed), "{passed}");
        }
        for kept in ["content/a.md", "static/.well-known", "themes/x/static/.nojekyll", "static/C#"]
        {
            assert!(!is_passed_over(kept), "{kept}");
        }
    }
}
