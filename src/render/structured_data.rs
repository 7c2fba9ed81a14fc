//! What a page tells as data of schema.org: one JSON-LD graph, in which every `@id` that is named is
//! also told of. It says what the page shows, from the same values.
//!
//! The nodes of every page are the page itself, the website, the publisher and the way from the front
//! page; then comes what the page is about.

use std::sync::Arc;

use crate::config::{AUTHORS, POLICIES};
use crate::edition::{Edition, Needs, Page};
use crate::html::whole_address;
use crate::link::fill::picture_path;
use crate::plan::image_view;
use crate::player::PlayerId;
use crate::story::Image;
use crate::url::{encoded, is_encoded, printed};
use crate::view::{Html, PageView};

mod article;
mod lists;
mod node;
mod profile;
mod quotation;

use node::{Node, Value};

/// The graph of a page as HTML; `None` for a page that is not there for its own sake, and on a site
/// that does not know its own address.
pub fn graph(edition: &Edition, page: &Page, view: &PageView) -> Option<Html> {
    let config = &edition.site.config;
    if !page.is_to_be_found() || !config.has_base_url() {
        return None;
    }
    let address = encoded(&view.permalink);
    let origin = config.origin();
    let writer = Writer { edition, page, view, origin, address };
    let mut text = String::with_capacity(2048);
    text.push_str(
        "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@graph\":[\n",
    );
    writer.page(Value::at(&mut text));
    writer.website(next(&mut text));
    writer.publisher(next(&mut text));
    if page.needs != Needs::Front {
        writer.breadcrumbs(next(&mut text));
    }
    writer.main(&mut text);
    text.push_str("\n]}</script>");
    Some(text.into())
}

/// The place of one more node of a graph, on a line of its own.
fn next(text: &mut String) -> Value<'_> {
    text.push_str(",\n");
    Value::at(text)
}

/// What the writers of all nodes share.
struct Writer<'a> {
    edition: &'a Edition,
    page: &'a Page,
    view: &'a PageView,
    /// What stands before a printed path to make a whole address of it.
    origin: &'a str,
    /// The page's whole address.
    address: String,
}

impl Writer<'_> {
    /// The page itself.
    fn page(&self, value: Value<'_>) {
        let kind = match &self.page.needs {
            Needs::Player(_) => "ProfilePage",
            Needs::Term(id, 0) if self.edition.site.term(*id).taxonomy == AUTHORS => "ProfilePage",
            Needs::Story(_) | Needs::Quote(_) | Needs::Free(_) => "WebPage",
            _ => "CollectionPage",
        };
        value.node(kind, |node| {
            node.id(&self.address);
            node.text("url", &self.address);
            node.text("name", &self.view.title);
            node.optional("description", self.view.description.as_ref());
            node.text("inLanguage", &self.view.language);
            node.reference("isPartOf", &self.website_id());
            if self.page.needs != Needs::Front {
                node.reference("breadcrumb", &format!("{}#breadcrumb", self.address));
            }
            let main = match &self.page.needs {
                Needs::Story(_) => "#article",
                Needs::Player(_) => "#player",
                Needs::Quote(_) => "#quote",
                _ if kind == "ProfilePage" => "#author",
                Needs::Free(index) => {
                    let document = &self.edition.site.pages[*index].document;
                    node.optional("dateModified", document.updated.map(|moment| moment.iso()));
                    return;
                }
                _ => "#list",
            };
            node.reference("mainEntity", &format!("{}{main}", self.address));
        });
    }

    fn website(&self, value: Value<'_>) {
        let config = &self.edition.site.config;
        value.node("WebSite", |node| {
            node.id(&self.website_id());
            node.text("url", &encoded(&config.base_url));
            node.text("name", &config.title);
            node.each("inLanguage", &self.edition.codes, |value, code| value.text(code));
            node.reference("publisher", &self.publisher_id());
        });
    }

    /// The publisher: all that is known of it on front pages, its name and sign elsewhere.
    fn publisher(&self, value: Value<'_>) {
        let config = &self.edition.site.config;
        let publisher = &config.publisher;
        value.node("NewsMediaOrganization", |node| {
            node.id(&self.publisher_id());
            node.text("name", publisher.name.as_ref().unwrap_or(&config.title));
            node.text("url", &encoded(&config.base_url));
            if let Some(logo) = &publisher.logo {
                let address = self.picture(&logo.value);
                node.node("logo", "ImageObject", |node| node.text("contentUrl", &address));
            }
            if self.page.needs != Needs::Front {
                return;
            }
            node.optional("legalName", publisher.legal_name.as_ref());
            node.optional("description", config.description.as_ref());
            node.optional("foundingDate", publisher.founded.map(|day| day.iso()));
            node.optional("email", publisher.email.as_ref());
            node.optional("telephone", publisher.telephone.as_ref());
            node.optional("address", publisher.address.as_ref());
            node.each("sameAs", &publisher.same_as, |value, url| value.text(&self.shown(url)));
            for (key, property) in POLICIES {
                let policy = publisher.policies.iter().find(|(known, _)| known == key);
                node.optional(property, policy.map(|(_, url)| self.shown(&url.value)));
            }
        });
    }

    /// The way from the front page to this one.
    fn breadcrumbs(&self, value: Value<'_>) {
        let spoken = &self.edition.languages[self.page.language];
        let front = (&spoken.site.title, &spoken.site.url);
        let between = self.view.breadcrumbs.iter().map(|link| (&link.name, &link.url));
        let own = (&self.view.title, &self.view.url);
        let steps = std::iter::once(front).chain(between).chain(std::iter::once(own));
        value.node("BreadcrumbList", |node| {
            node.id(&format!("{}#breadcrumb", self.address));
            node.each("itemListElement", steps.enumerate(), |value, (at, (name, url))| {
                value.node("ListItem", |node| {
                    node.number("position", at + 1);
                    node.text("name", name);
                    node.text("item", &self.whole(url));
                });
            });
        });
    }

    /// What the page is about.
    fn main(&self, text: &mut String) {
        match &self.page.needs {
            Needs::Story(id) => self.article(*id, text),
            Needs::Player(id) => self.player(*id, next(text)),
            Needs::Quote(id) => self.quotation_page(*id, text),
            Needs::Term(id, 0) if self.edition.site.term(*id).taxonomy == AUTHORS => {
                self.author(*id, next(text));
            }
            Needs::Free(_) | Needs::NotFound | Needs::Redirect(_) | Needs::Machine(_) => {}
            _ => self.list(next(text)),
        }
    }

    fn website_id(&self) -> String {
        encoded(&format!("{}#website", self.edition.site.config.base_url))
    }

    fn publisher_id(&self) -> String {
        encoded(&format!("{}#publisher", self.edition.site.config.base_url))
    }

    /// The whole address of one that is printed on pages.
    fn whole(&self, printed: &str) -> String {
        let whole = whole_address(printed, self.origin, &self.address);
        if is_encoded(&whole) { whole } else { encoded(&whole) }
    }

    /// The whole address of one that content or settings name: a path of the site, or an address.
    fn shown(&self, address: &str) -> String {
        self.whole(&printed(address, self.edition.site.config.base_path()))
    }

    /// The whole address of a picture that content or settings name.
    fn picture(&self, src: &str) -> String {
        self.shown(&picture_path(src).unwrap_or_else(|| src.to_owned()))
    }

    /// A picture.
    fn image(&self, image: &Image, value: Value<'_>) {
        let view = image_view(image, &self.edition.site);
        value.node("ImageObject", |node| {
            node.text("contentUrl", &self.whole(&view.src));
            if let Some((width, height)) = view.width.zip(view.height) {
                pixels(node, "width", width);
                pixels(node, "height", height);
            }
            // The words for those who do not see it are the nearest that an empty caption has.
            node.optional("caption", view.caption.as_ref().or(image.alt.as_ref()));
            node.optional("creditText", view.credit.as_ref());
            if let Some(license) = image.license.as_ref().filter(|license| !license.is_empty()) {
                match crate::url::scheme(license).as_deref() {
                    Some("https" | "http") => node.text("license", &encoded(license)),
                    _ => node.node("license", "CreativeWork", |node| node.text("name", license)),
                }
            }
            node.optional(
                "digitalSourceType",
                image.digital_source.map(|one| one.schema_address()),
            );
        });
    }

    /// The id of a player: the profile's address with an anchor.
    fn player_id(&self, id: PlayerId) -> String {
        format!("{}#player", self.player_address(id))
    }

    fn player_address(&self, id: PlayerId) -> String {
        self.whole(&self.edition.player_link(id, self.page.language).url)
    }

    /// A player as other pages than the profile tell of one.
    fn named_player(&self, id: PlayerId, value: Value<'_>) {
        let player = self.edition.site.player(id);
        let address = self.player_address(id);
        value.node(profile::schema_type(player.kind), |node| {
            node.id(&format!("{address}#player"));
            node.text("name", &self.edition.player_link(id, self.page.language).name);
            node.text("url", &address);
            let same_as = player.document.iter().flat_map(|document| &document.same_as);
            node.each("sameAs", same_as, |value, url| value.text(&self.shown(&url.value)));
        });
    }

    /// Properties of what has a name and a page.
    fn named(&self, node: &mut Node<'_>, name: &Arc<str>, url: &str) {
        node.text("name", name);
        node.text("url", &self.whole(url));
    }
}

/// A number of pixels. The unit is that of UN/ECE's recommendation 20; schema.org knows no bare number
/// here.
fn pixels(node: &mut Node<'_>, key: &str, count: usize) {
    node.node(key, "QuantitativeValue", |value| {
        value.number("value", count);
        value.text("unitCode", "E37");
    });
}
