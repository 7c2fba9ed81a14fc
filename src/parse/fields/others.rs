//! What other tools and trades call our keys: whoever comes from there is told the word that counts here.

/// Words that newsrooms and other generators use, each with our keys for it, the likeliest first.
const OTHERS: [(&str, &[&str]); 38] = [
    ("headline", &["title"]),
    ("hed", &["title"]),
    ("heading", &["title"]),
    ("subtitle", &["dek", "summary"]),
    ("subhead", &["dek"]),
    ("subheadline", &["dek"]),
    ("standfirst", &["dek"]),
    ("deck", &["dek"]),
    ("description", &["dek", "summary", "caption", "text"]),
    ("excerpt", &["dek", "summary"]),
    ("bio", &["summary"]),
    ("byline", &["authors"]),
    ("writer", &["authors"]),
    ("reporter", &["authors"]),
    ("by", &["authors"]),
    ("dateline", &["place"]),
    ("location", &["place"]),
    ("published", &["date"]),
    ("publishdate", &["date"]),
    ("pubdate", &["date"]),
    ("lastmod", &["updated"]),
    ("modified", &["updated"]),
    ("expirydate", &["expires"]),
    ("tags", &["topics"]),
    ("categories", &["topics"]),
    ("keywords", &["topics"]),
    ("people", &["players"]),
    ("photo", &["image"]),
    ("picture", &["image"]),
    ("cover", &["image"]),
    ("coverimage", &["image"]),
    ("featuredimage", &["image"]),
    ("heroimage", &["image"]),
    ("leadimage", &["image"]),
    ("thumbnail", &["image"]),
    ("photographer", &["credit"]),
    ("layout", &["template"]),
    ("permalink", &["slug"]),
];

/// Keys that others have beside the picture's own, each with the key that it is within our `image`.
const OF_IMAGE: [(&str, &str); 8] = [
    ("alt", "alt"),
    ("alttext", "alt"),
    ("imagealt", "alt"),
    ("caption", "caption"),
    ("imagecaption", "caption"),
    ("credit", "credit"),
    ("imagecredit", "credit"),
    ("imagelicense", "license"),
];

/// Our word for a key of others, if one of those `known` here means the same. Upper and lower case,
/// hyphens and underscores make no difference.
pub fn our_word<'a>(key: &str, known: &[&'a str]) -> Option<&'a str> {
    let bare = bare(key);
    let (_, ours) = OTHERS.iter().find(|(other, _)| *other == bare)?;
    ours.iter().find_map(|our| known.iter().find(|known| *known == our)).copied()
}

/// What a key of others is within `image`, if that is among those `known` here.
pub fn part_of_image(key: &str, known: &[&str]) -> Option<&'static str> {
    let bare = bare(key);
    let (_, part) = OF_IMAGE.iter().find(|(other, _)| *other == bare)?;
    known.contains(&"image").then_some(*part)
}

fn bare(key: &str) -> String {
    key.replace(['-', '_'], "").to_ascii_lowercase()
}
