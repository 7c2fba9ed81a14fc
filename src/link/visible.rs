//! What can be seen at a moment: drafts, embargoes, future and expired stories.

use std::sync::Arc;

use hashbrown::HashSet;
use jiff::{SignedDuration, Timestamp};

use crate::body::Manuscript;
use crate::config::Config;
use crate::date::Moment;
use crate::link::quotes::references;
use crate::options::Options;
use crate::parse::Documents;
use crate::quote::QuoteDocument;
use crate::story::{StoryDocument, StoryManuscript};

/// Whether a story is part of the edition.
pub fn is_visible(story: &StoryDocument, options: &Options) -> bool {
    let now = options.now;
    let shown_early = options.future;
    let past = |moment: &Moment| moment.timestamp() <= now;
    (options.drafts || !story.draft)
        && (shown_early || past(&story.date.value))
        && (shown_early || story.embargo.as_ref().is_none_or(past))
        && !story.expires.as_ref().is_some_and(past)
}

/// Leaves out corrections whose date is still to come: a page that tells today what was put right
/// next week is wrong itself.
pub(super) fn hide_later_corrections(story: &mut Arc<StoryManuscript>, options: &Options) {
    let is_made = |moment: &Moment| options.future || moment.timestamp() <= options.now;
    if story.corrections.iter().all(|correction| is_made(&correction.date)) {
        return;
    }
    let document = Arc::make_mut(&mut Arc::make_mut(story).document);
    document.corrections.retain(|correction| is_made(&correction.date));
}

/// Leaves out quotes of which every story is hidden: files whose named stories are all among `all`
/// and none among the visible ones, unless one of these shows them by reference. Nothing that only
/// they say is then known to the site, be it a topic or an organization.
pub(super) fn retain_carried(
    quotes: &mut Vec<Arc<Manuscript<QuoteDocument>>>,
    visible: &[Arc<StoryManuscript>],
    all: &[Arc<StoryManuscript>],
) {
    if quotes.iter().all(|quote| quote.stories.is_empty()) {
        return;
    }
    let ids = |stories: &[Arc<StoryManuscript>]| -> HashSet<Arc<str>> {
        stories.iter().map(|story| story.origin.id.clone()).collect()
    };
    let (seen, known) = (ids(visible), ids(all));
    // What names a story that does not exist stays, so that the mistake is told.
    let is_hidden = |quote: &QuoteDocument| {
        let mut named = quote.stories.iter().map(|name| &name.value);
        !quote.stories.is_empty() && named.all(|id| known.contains(id) && !seen.contains(id))
    };
    if !quotes.iter().any(|quote| is_hidden(quote)) {
        return;
    }
    let shown: HashSet<&str> =
        visible.iter().flat_map(|story| references(story)).map(|id| &*id.value).collect();
    quotes.retain(|quote| !is_hidden(quote) || shown.contains(&*quote.origin.id));
}

/// The next moment after `options.now` at which an edition would differ: a story appears or goes, a
/// correction is made, a player takes up or leaves a role, or a story is news no longer and leaves the
/// sitemap of news.
///
/// A story's moment counts only if something really changes then: the date of a story that is
/// still under embargo does not.
pub fn next_change(documents: &Documents, options: &Options, config: &Config) -> Option<Timestamp> {
    let stories = next_story(documents, options);
    let roles = documents.players.iter().flat_map(|player| &player.roles);
    let days = roles.flat_map(|role| {
        let starts = role.from.map(|from| from.first_day());
        let ends = role.to.and_then(|to| to.last_day().tomorrow().ok());
        [starts, ends]
    });
    let moments = days.flatten().filter_map(|day| config.zone.start_of_day(day));
    let has_news = config.outputs.news_sitemap && config.has_base_url();
    let told = documents.stories.iter().filter(|story| has_news && is_visible(story, options));
    let no_news = told.filter_map(|story| news_until(story));
    let seen = documents.stories.iter().filter(|story| is_visible(story, options));
    let corrections = seen.flat_map(|story| &story.corrections).filter(|_| !options.future);
    let corrected = corrections.map(|correction| correction.date.timestamp());
    let moments = moments.chain(no_news).chain(corrected).filter(|moment| *moment > options.now);
    stories.into_iter().chain(moments).min()
}

/// How long a story is news to search engines: two days from its publication.
const NEWS: SignedDuration = SignedDuration::from_hours(48);

/// Whether a story is news at a moment.
pub fn is_news(story: &StoryDocument, now: Timestamp) -> bool {
    news_until(story).is_some_and(|until| now < until) && story.date.value.timestamp() <= now
}

/// The moment at which a story is news no longer.
fn news_until(story: &StoryDocument) -> Option<Timestamp> {
    story.date.value.timestamp().checked_add(NEWS).ok()
}

fn next_story(documents: &Documents, options: &Options) -> Option<Timestamp> {
    let mut next: Option<Timestamp> = None;
    for story in &documents.stories {
        let moments = [Some(&story.date.value), story.embargo.as_ref(), story.expires.as_ref()];
        for moment in moments.into_iter().flatten() {
            let then = moment.timestamp();
            if then <= options.now || next.is_some_and(|next| next <= then) {
                continue;
            }
            let before = Options { now: just_before(then), ..options.clone() };
            let after = Options { now: then, ..options.clone() };
            if is_visible(story, &before) != is_visible(story, &after) {
                next = Some(then);
            }
        }
    }
    next
}

fn just_before(moment: Timestamp) -> Timestamp {
    moment.checked_sub(SignedDuration::from_nanos(1)).unwrap_or(moment)
}
