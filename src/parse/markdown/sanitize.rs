//! Keeps an allow-list of raw HTML and drops the rest. Only text that holds raw HTML comes here.

use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

/// What stays: the usual elements of text, tables, figures and lists, without scripts, styles,
/// frames, forms or handlers of events.
static ALLOWED: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .add_tags([
            "figure",
            "figcaption",
            "section",
            "input",
            "audio",
            "video",
            "source",
            "picture",
        ])
        .add_generic_attributes(["id", "class", "lang", "dir", "title", "role"])
        .add_generic_attribute_prefixes(["aria-"])
        .add_tag_attributes("a", ["href", "hreflang"])
        .add_tag_attributes("li", ["value"])
        .add_tag_attributes("img", ["src", "alt", "width", "height", "loading"])
        .add_tag_attributes("audio", ["src", "controls", "preload"])
        .add_tag_attributes("video", ["src", "controls", "preload", "poster", "width", "height"])
        .add_tag_attributes("source", ["src", "type", "media", "srcset"])
        .add_tag_attribute_values("input", "type", ["checkbox"])
        .add_tag_attributes("input", ["disabled", "checked"])
        .add_tag_attributes("td", ["style"])
        .add_tag_attributes("th", ["style"])
        .filter_style_properties(["text-align"].into())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None);
    builder
});

/// The HTML without what is not allowed. Marks of holes pass through.
pub(super) fn sanitized(html: &str) -> String {
    ALLOWED.clean(html).to_string()
}
