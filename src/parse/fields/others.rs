//! What other tools and trades call our keys: whoever comes from there is told the word that counts here.

/// Words that newsrooms and other generators use, each with our keys for it, the likeliest first.
const OTHERS: [(&str, &[&str]); 33] = [
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
    ("photographer", &["credit"]),
    ("layout", &["template"]),
    ("permalink", &["slug"]),
];

/// Our word for a key of others, if one of those `known` here means the same. Upper and lower case,
/// hyphens and underscores make no difference.
pub fn our_word<'a>(key: &str, known: &[&'a str]) -> Option<&'a str> {
    let bare = key.replace(['-', '_'], "").to_ascii_lowercase();
    let (_, ours) = OTHERS.iter().find(|(other, _)| *other == bare)?;
    ours.iter().find_map(|our| known.iter().find(|known| *known == our)).copied()
}
