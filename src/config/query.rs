//! Named queries: the lists that a theme, a site or a page wants beyond its view.

use std::sync::Arc;

use crate::diagnostic::Place;
use crate::parse::fields::{At, Fields};

/// A list that a page wants beyond its view, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// The name under `queries`.
    pub name: Arc<str>,
    /// What is listed.
    pub from: QueryFrom,
    /// Only stories and quotes of these terms, as taxonomy id and term (`topic = "labor"`).
    pub terms: Vec<(Arc<str>, At<Arc<str>>)>,
    /// Only stories with, or quotes by, this player.
    pub player: Option<At<Arc<str>>>,
    /// How many entries at most.
    pub limit: usize,
    /// The order.
    pub order: QueryOrder,
    /// Where the query stands, for diagnostics.
    pub place: Place,
}

/// What a query lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QueryFrom {
    /// Story cards.
    Stories,
    /// Quote cards.
    Quotes,
    /// Player cards.
    Players,
}

/// The order of a query's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QueryOrder {
    /// Newest first; of players, those with most stories first.
    Newest,
    /// Oldest first.
    Oldest,
    /// Greatest weight first, then newest.
    Weight,
    /// By title or name.
    Title,
}

/// Reads `[queries.NAME]` of a site, a theme or a page.
pub fn queries(fields: &mut Fields<'_, '_>) -> Vec<Query> {
    let mut queries = Vec::new();
    for (name, mut below) in fields.named_tables("queries") {
        let from = match below.word("from", &["stories", "quotes", "players"]).map(|at| at.value) {
            Some("quotes") => QueryFrom::Quotes,
            Some("players") => QueryFrom::Players,
            _ => QueryFrom::Stories,
        };
        let order = match below.word("order", &["newest", "oldest", "weight", "title"]) {
            Some(At { value: "oldest", .. }) => QueryOrder::Oldest,
            Some(At { value: "weight", .. }) => QueryOrder::Weight,
            Some(At { value: "title", .. }) => QueryOrder::Title,
            _ => QueryOrder::Newest,
        };
        let mut terms = Vec::new();
        for (key, taxonomy) in [("topic", "topics"), ("author", "authors"), ("place", "places")] {
            if let Some(term) = below.text(key) {
                terms.push((Arc::from(taxonomy), term));
            }
        }
        if let Some(mut more) = below.table("terms") {
            for key in more.keys() {
                if let Some(term) = more.named_text(&key.value) {
                    terms.push((key.value, term));
                }
            }
            below.take_problems(more);
        }
        queries.push(Query {
            name: name.value,
            from,
            terms,
            player: below.text("player"),
            limit: below.count("limit").unwrap_or(5),
            order,
            place: below.place_of(&name.span),
        });
        fields.take_problems(below);
    }
    queries
}
