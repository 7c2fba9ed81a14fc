//! Answers named queries: the lists that a theme, a site or a page wants beyond its view.

use tera::Value;

use crate::config::{Query, QueryFrom, QueryOrder};
use crate::diagnostic::{Code, Diagnostic};
use crate::edition::Edition;
use crate::player::PlayerId;
use crate::quote::QuoteId;
use crate::site::Site;
use crate::story::{Story, StoryId};
use crate::view::{Free, View, table};

/// What queries cannot mean: an unknown taxonomy, term or player.
pub fn problems(site: &Site, queries: &[Query]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for query in queries {
        let place = |span: &std::ops::Range<usize>| {
            crate::diagnostic::Place::span(&query.place.file, span.clone())
        };
        for (taxonomy, term) in &query.terms {
            let Some(number) = site.config.taxonomy(taxonomy) else {
                let message = format!("there is no taxonomy `{taxonomy}`");
                let known = site.config.taxonomies.iter().map(|known| &*known.id);
                let problem = Diagnostic::new(Code::BadValue, message).at(place(&term.span));
                problems.push(problem.did_you_mean(taxonomy, known));
                continue;
            };
            if !site.terms_of(number).any(|(_, known)| known.id == term.value) {
                let message = format!("there is no `{}` among the {taxonomy}", term.value);
                let known = site.terms_of(number).map(|(_, known)| &*known.id);
                let problem = Diagnostic::new(Code::BadValue, message).at(place(&term.span));
                problems.push(
                    problem.did_you_mean(&term.value, known).hint("queries name terms by id"),
                );
            }
        }
        if let Some(player) = &query.player
            && !site.players.iter().any(|known| known.id == player.value)
        {
            let message = format!("there is no player `{}`", player.value);
            let known = site.players.iter().map(|known| &*known.id);
            let problem = Diagnostic::new(Code::UnknownPlayer, message).at(place(&player.span));
            problems.push(
                problem.did_you_mean(&player.value, known).hint("queries name players by id"),
            );
        }
    }
    problems
}

/// The answers to all queries of a page in a language, as a table by name.
pub fn answers<'q>(
    edition: &Edition,
    language: usize,
    queries: impl Iterator<Item = &'q Query>,
) -> Free {
    Free(table(queries.map(|query| (query.name.clone(), answer(edition, language, query)))))
}

fn answer(edition: &Edition, language: usize, query: &Query) -> Value {
    let site = &*edition.site;
    let lists = &edition.lists[language];
    let values: Vec<Value> = match query.from {
        QueryFrom::Stories => {
            let fits = |id: &&StoryId| story_fits(site, site.story(**id), query);
            let mut stories: Vec<StoryId> = lists.stories.iter().filter(fits).copied().collect();
            match query.order {
                QueryOrder::Newest => {}
                QueryOrder::Oldest => stories.reverse(),
                QueryOrder::Weight => {
                    stories.sort_by_key(|id| std::cmp::Reverse(site.story(*id).document.weight));
                }
                QueryOrder::Title => stories.sort_by(|one, other| {
                    let title = |id: &StoryId| &site.story(*id).document.title;
                    edition.languages[language].locale.compare(title(one), title(other))
                }),
            }
            let cards = stories.iter().take(query.limit);
            cards.map(|id| edition.story_card(*id).value(&edition.theme.reads)).collect()
        }
        QueryFrom::Quotes => {
            let fits = |id: &&QuoteId| {
                let quote = site.quote(**id);
                let player = query
                    .player
                    .as_ref()
                    .is_none_or(|player| site.player(quote.speaker).id == player.value);
                let carried =
                    quote.stories.iter().any(|story| terms_fit(site, site.story(*story), query));
                let own = query.terms.iter().all(|(taxonomy, wanted)| {
                    let topic = |id: &crate::term::TermId| site.term(*id).id == wanted.value;
                    **taxonomy == *"topics" && quote.topics.iter().any(topic)
                });
                player && (query.terms.is_empty() || own || carried)
            };
            let mut quotes: Vec<QuoteId> = lists.quotes.iter().filter(fits).copied().collect();
            if query.order == QueryOrder::Oldest {
                quotes.reverse();
            }
            let cards = quotes.iter().take(query.limit);
            cards.map(|id| edition.quote_card(*id, language).value(&edition.theme.reads)).collect()
        }
        QueryFrom::Players => {
            let appears = |id: &&PlayerId| {
                let mut stories = site.player(**id).stories.iter();
                let wanted =
                    query.player.as_ref().is_none_or(|one| site.player(**id).id == one.value);
                wanted
                    && (query.terms.is_empty()
                        || stories.any(|story| terms_fit(site, site.story(*story), query)))
            };
            let mut players: Vec<PlayerId> =
                lists.players.iter().filter(appears).copied().collect();
            match query.order {
                QueryOrder::Title => players.sort_by(|one, other| {
                    let name = |id: &PlayerId| &*edition.player_link(*id, language).name;
                    edition.languages[language].locale.compare(name(one), name(other))
                }),
                _ => players.sort_by_key(|id| std::cmp::Reverse(site.player(*id).stories.len())),
            }
            let cards = players.iter().take(query.limit);
            cards.map(|id| edition.player_card(*id, language).value(&edition.theme.reads)).collect()
        }
    };
    Value::from(values)
}

fn story_fits(site: &Site, story: &Story, query: &Query) -> bool {
    let player = query
        .player
        .as_ref()
        .is_none_or(|player| story.players.iter().any(|id| site.player(*id).id == player.value));
    player && terms_fit(site, story, query)
}

fn terms_fit(site: &Site, story: &Story, query: &Query) -> bool {
    query.terms.iter().all(|(taxonomy, wanted)| {
        let Some(number) = site.config.taxonomy(taxonomy) else { return false };
        let is_wanted = |id: &crate::term::TermId| site.term(*id).id == wanted.value;
        match number {
            crate::config::AUTHORS => story.authors.iter().any(|(author, _)| is_wanted(author)),
            crate::config::PLACES => story.place.as_ref().is_some_and(is_wanted),
            number => story.terms_of(number).iter().any(is_wanted),
        }
    })
}
