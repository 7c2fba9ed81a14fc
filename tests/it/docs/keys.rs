//! The keys that files may have, and the page that tells of each.

/// The keys by the page that documents them.
pub const KEYS: &[(&str, &[&str])] = &[
    (
        "docs/site-settings.md",
        &[
            "title",
            "tagline",
            "description",
            "base_url",
            "language",
            "timezone",
            "theme",
            "copyright",
            "urls",
            "story",
            "paging",
            "stories",
            "quotes",
            "front",
            "links",
            "players",
            "markdown",
            "html",
            "smart_punctuation",
            "sections",
            "id",
            "heading",
            "also",
            "kind",
            "taxonomies",
            "name",
            "menus",
            "url",
            "languages",
            "queries",
            "from",
            "order",
            "topic",
            "author",
            "place",
            "terms",
            "player",
            "limit",
            "options",
            "severities",
            "publisher",
            "legal_name",
            "logo",
            "image",
            "founded",
            "email",
            "telephone",
            "address",
            "same_as",
            "fediverse",
            "twitter",
            "policies",
            "outputs",
            "share_cards",
            "structured_data",
            "social",
            "robots",
            "ai_crawlers",
            "sitemap",
            "news_sitemap",
            "llms",
            "markdown",
            "feeds",
            "formats",
            "entries",
            "text",
            "lists",
            "hub",
            "ninjs",
            "oembed",
            "quote_embeds",
            "records",
            "quote_filter",
            "search",
            "pictures",
            "versions",
            "widths",
            "quality",
            "metadata",
            "serve",
            "editor",
            "bar",
            "extra",
        ],
    ),
    (
        "docs/stories.md",
        &[
            "title",
            "dek",
            "genre",
            "origin",
            "url",
            "date",
            "updated",
            "expires",
            "embargo",
            "authors",
            "place",
            "topics",
            "players",
            "image",
            "src",
            "alt",
            "caption",
            "credit",
            "license",
            "digital_source",
            "slug",
            "aliases",
            "draft",
            "weight",
            "template",
            "corrections",
            "text",
            "kind",
            "queries",
            "extra",
            "name",
            "role",
            "summary",
            "email",
            "fediverse",
            "same_as",
            "translations",
        ],
    ),
    (
        "docs/players.md",
        &[
            "name",
            "kind",
            "summary",
            "aliases",
            "roles",
            "title",
            "organization",
            "from",
            "to",
            "same_as",
            "image",
            "translations",
            "extra",
        ],
    ),
    (
        "docs/quotes.md",
        &[
            "speaker",
            "title",
            "organization",
            "source",
            "url",
            "name",
            "said",
            "stories",
            "topics",
            "draft",
        ],
    ),
    ("docs/languages.md", &["translations", "name", "summary"]),
    (
        "docs/themes.md",
        &[
            "name",
            "version",
            "license",
            "description",
            "author",
            "homepage",
            "extends",
            "options",
            "type",
            "default",
            "choices",
            "doc",
            "queries",
        ],
    ),
];

/// The files and folders that read keys.
pub const READERS: &[&str] =
    &["src/config.rs", "src/config", "src/parse", "src/render/theme.rs", "src/render/theme"];

/// The methods that read a key, as the code calls them.
const METHODS: &[&str] = &[
    "text",
    "required_text",
    "texts",
    "flag",
    "flag_or_word",
    "number",
    "count",
    "word",
    "moment",
    "partial_date",
    "table",
    "tables",
    "texts_or_tables",
    "named_tables",
    "free",
    "free_entries",
    "known_texts",
    "account",
    "urls",
];

/// The keys that a file of the code reads by a literal name.
pub fn read_by(code: &str) -> Vec<String> {
    let mut keys = Vec::new();
    for method in METHODS {
        for (at, call) in code.match_indices(&format!(".{method}(\"")) {
            let rest = &code[at + call.len()..];
            let key = rest.split('"').next().filter(|key| !key.contains('.'));
            keys.extend(key.map(str::to_owned));
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_in_code() {
        let code = "let a = fields.text(\"tagline\"); below.count(\"front\")";
        assert_eq!(read_by(code), ["tagline", "front"]);
    }
}
