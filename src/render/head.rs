//! What machines read in a page's `<head>`: its address, the same page in other languages, whether
//! it is to be found.

use crate::edition::{Edition, Needs, Page};
use crate::html::escaped;
use crate::view::{Html, PageView};

/// Everything for machines in the head of a page, a line each.
pub fn head(edition: &Edition, page: &Page, view: &PageView) -> Html {
    let mut head = Head { html: String::with_capacity(512) };
    if page.needs == Needs::NotFound {
        head.meta("name", "robots", "noindex");
        return head.html.into();
    }
    head.link("canonical", &[("href", &view.permalink)]);
    if !view.translations.is_empty() {
        let base = edition.site.config.origin();
        let own = (&view.language, view.permalink.to_string());
        let others = view.translations.iter();
        let others = others.map(|other| (&other.code, format!("{base}{}", other.url)));
        for (code, url) in std::iter::once(own).chain(others) {
            head.link("alternate", &[("hreflang", code), ("href", &url)]);
        }
    }
    head.html.into()
}

/// A head that is being written.
struct Head {
    html: String,
}

impl Head {
    /// A link of the page to something, with its further attributes.
    fn link(&mut self, rel: &str, attributes: &[(&str, &str)]) {
        self.line("link", &[("rel", rel)], attributes);
    }

    /// A named value; `key` is `name` or `property`.
    fn meta(&mut self, key: &str, name: &str, content: &str) {
        self.line("meta", &[(key, name)], &[("content", content)]);
    }

    fn line(&mut self, element: &str, first: &[(&str, &str)], rest: &[(&str, &str)]) {
        if !self.html.is_empty() {
            self.html.push('\n');
        }
        self.html.push('<');
        self.html.push_str(element);
        for (name, value) in first.iter().chain(rest) {
            self.html.push(' ');
            self.html.push_str(name);
            self.html.push_str("=\"");
            self.html.push_str(&escaped(value));
            self.html.push('"');
        }
        self.html.push('>');
    }
}
