//! The parts that pages are made of: what one story, player, quote, date or picture shows.

use std::sync::Arc;

use crate::view::{Free, Html, Shared, Words, views};

views! {
    /// A name with a link.
    pub struct LinkView {
        /// The words of the link.
        pub name: Arc<str>,
        /// Where it leads: a path on this site, or a whole URL.
        pub url: Arc<str>,
    }

    /// A name with a link and a count, in an index.
    pub struct EntryView {
        /// The words of the link.
        pub name: Arc<str>,
        /// Where it leads.
        pub url: Arc<str>,
        /// How many stories or quotes lie behind it.
        pub count: usize,
    }

    /// A day, or a moment, in the site's time zone.
    pub struct DateView {
        /// For machines: `2026-01-28T20:07:00-05:00`, or `2026-01-28` where only the day is known.
        pub iso: Arc<str>,
        /// The day for readers, in the page's language: `January 28, 2026`.
        pub day: Arc<str>,
        /// The time for readers, `8:07 PM`; none where only the day is known.
        pub time: Option<Arc<str>>,
        /// A short day for lists: `Jan 28, 2026`.
        pub short: Arc<str>,
        /// The weekday: `Wednesday`.
        pub weekday: Arc<str>,
        /// The year: `2026`.
        pub year: usize,
        /// The month, 1 to 12.
        pub month: usize,
    }

    /// A date that may be known only to the month or the year.
    pub struct PartialDateView {
        /// `2026-01-29`, `2026-01` or `2026`.
        pub iso: Arc<str>,
        /// `day`, `month` or `year`.
        pub precision: Arc<str>,
        /// The date for readers: `January 29, 2026`, `January 2026` or `2026`.
        pub text: Arc<str>,
    }

    /// A picture.
    pub struct ImageView {
        /// Where it lies.
        pub src: Arc<str>,
        /// How wide it is, in pixels; none for a picture of another site, and for a drawing without
        /// a size of its own.
        pub width: Option<usize>,
        /// How high it is.
        pub height: Option<usize>,
        /// Its mean color, `#4a5a62`, to be shown while it is on its way; none where it is not known
        /// yet or the picture lets through what is behind it.
        pub color: Option<Arc<str>>,
        /// Its smaller versions in its own format, as `srcset` of `img`.
        pub srcset: Option<Arc<str>>,
        /// The same in formats that take fewer bytes, smallest first.
        pub versions: Vec<VersionsView>,
        /// The words for those who do not see it.
        pub alt: Arc<str>,
        /// What it shows.
        pub caption: Option<Arc<str>>,
        /// Who made it.
        pub credit: Option<Arc<str>>,
        /// Under which license.
        pub license: Option<Arc<str>>,
    }

    /// The smaller versions of a picture in one format: a `source` of `picture`.
    pub struct VersionsView {
        /// The format: `image/webp`.
        pub media_type: Arc<str>,
        /// The versions with their widths, as `srcset`.
        pub srcset: Arc<str>,
    }

    /// What a list shows of a story.
    pub struct StoryCard {
        /// The story's id: the file's name without `.md`.
        pub id: Arc<str>,
        /// The headline.
        pub title: Arc<str>,
        /// The one-sentence summary under the headline.
        pub dek: Option<Arc<str>>,
        /// What kind of journalism it is, where it is more than a report: `analysis`, `background`,
        /// `opinion`, `review` or `ask-public`.
        pub genre: Option<Arc<str>>,
        /// The story's page.
        pub url: Arc<str>,
        /// When it was published.
        pub date: Shared<DateView>,
        /// When it was last updated.
        pub updated: Option<Shared<DateView>>,
        /// Who wrote it, in order.
        pub authors: Vec<Shared<CreditView>>,
        /// Where it happened.
        pub place: Option<Shared<LinkView>>,
        /// What it is about.
        pub topics: Vec<Shared<LinkView>>,
        /// The lead picture.
        pub image: Option<Shared<ImageView>>,
        /// Whether it carries a correction.
        pub corrected: bool,
    }

    /// An author in a byline.
    pub struct CreditView {
        /// The author's name.
        pub name: Arc<str>,
        /// The author's page.
        pub url: Arc<str>,
        /// What the author did, where it is not the writing: `translated by`.
        pub role: Option<Arc<str>>,
    }

    /// What a list or a story shows of a player.
    pub struct PlayerCard {
        /// The player's id.
        pub id: Arc<str>,
        /// The name.
        pub name: Arc<str>,
        /// `person` or `organization`.
        pub kind: Arc<str>,
        /// The profile.
        pub url: Words,
        /// One sentence about the player.
        pub summary: Option<Arc<str>>,
        /// The title of the role held on the day of the edition.
        pub title: Option<Arc<str>>,
        /// The organization of that role.
        pub organization: Option<Arc<str>>,
        /// The portrait.
        pub image: Option<ImageView>,
        /// Two letters that stand in for a portrait.
        pub monogram: Arc<str>,
    }

    /// A player in an index, with counts.
    pub struct PlayerEntry {
        /// The player.
        pub player: Shared<PlayerCard>,
        /// In how many stories the player appears.
        pub stories: usize,
        /// How many quotes the player has.
        pub quotes: usize,
    }

    /// A player as one story describes it.
    pub struct CastView {
        /// The player.
        pub player: Shared<PlayerCard>,
        /// What the story says of the player; the player's own summary where it says nothing.
        pub description: Html,
    }

    /// Who published words first.
    pub struct SourceView {
        /// The source's name as the story gives it, else the domain.
        pub name: Arc<str>,
        /// Where the words were published; none for a source without a link.
        pub url: Option<Arc<str>>,
        /// The same for links: where the words of a quote are known, browsers scroll to them on the
        /// source's page (`#:~:text=`).
        pub passage: Option<Arc<str>>,
        /// The domain, such as `radio.example`.
        pub domain: Option<Arc<str>>,
        /// The page of everything from this source, where the theme prints one.
        pub page: Option<Arc<str>>,
    }

    /// A quote, wherever it is shown.
    pub struct QuoteCard {
        /// The quote's id.
        pub id: Arc<str>,
        /// The quote's own page. Where the theme has none: the place in the newest story with the
        /// quote in its text, else that on the speaker's profile.
        pub url: Arc<str>,
        /// Where `url` leads to the speaker's profile: the `id` to give the quote there.
        pub anchor: Option<Arc<str>>,
        /// The words as HTML, without quotation marks around them.
        pub html: Html,
        /// The words as plain text.
        pub text: Words,
        /// Who said it.
        pub speaker: Shared<PlayerCard>,
        /// The speaker's title on that day.
        pub title: Option<Arc<str>>,
        /// The speaker's organization on that day.
        pub organization: Option<Arc<str>>,
        /// The organization's profile, where it has one.
        pub organization_url: Option<Words>,
        /// Who published it first.
        pub source: Option<SourceView>,
        /// The day on which it was said.
        pub said: Option<Shared<DateView>>,
        /// The stories that carry it, newest first.
        pub stories: Vec<Shared<LinkView>>,
        /// The language of the words, such as `en`.
        pub language: Arc<str>,
    }

    /// An event of a timeline.
    pub struct EventView {
        /// When it happened, or when it began.
        pub date: PartialDateView,
        /// When it ended, of what lasted.
        pub until: Option<PartialDateView>,
        /// What happened, without a leading date.
        pub html: Html,
    }

    /// A piece of a story's body, in the order of the story.
    pub struct BlockView {
        /// `prose`, `timeline`, `players` or `quote`: which of the other fields is filled.
        pub kind: Arc<str>,
        /// Of `prose`: the HTML.
        pub html: Html,
        /// Of `timeline`: the events.
        pub events: Vec<EventView>,
        /// Of `players`: the players with the story's own words on them.
        pub players: Vec<CastView>,
        /// Of `quote`: the quote.
        pub quote: Option<Shared<QuoteCard>>,
        /// Of `quote`, where the theme has no page for each: the `id` to give it here, since links
        /// to the quote lead here.
        pub anchor: Option<Arc<str>>,
    }

    /// A part of a story under a heading.
    pub struct SectionView {
        /// The id from the vocabulary, such as `why-it-matters`; for an unknown heading, its anchor.
        pub id: Arc<str>,
        /// The anchor on the page, unique within it.
        pub anchor: Arc<str>,
        /// The heading as the editor wrote it.
        pub heading: Html,
        /// `prose`, `timeline`, `players`, `quotes` or `callout`.
        pub kind: Arc<str>,
        /// What stands under the heading.
        pub blocks: Vec<BlockView>,
    }

    /// A correction of a story.
    pub struct CorrectionView {
        /// The day of the correction.
        pub date: DateView,
        /// What was wrong and what is right.
        pub html: Html,
        /// `correction`, `clarification` or another word of the newsroom.
        pub kind: Arc<str>,
    }

    /// What an index shows of a topic, an author, a place or another term.
    pub struct TermCard {
        /// The term's id.
        pub id: Arc<str>,
        /// The term's name.
        pub name: Arc<str>,
        /// The term's page.
        pub url: Arc<str>,
        /// One sentence about it.
        pub summary: Option<Arc<str>>,
        /// A picture.
        pub image: Option<ImageView>,
    }

    /// A term in an index, with the count of its stories.
    pub struct TermEntry {
        /// The term.
        pub term: Shared<TermCard>,
        /// How many stories it has.
        pub count: usize,
    }

    /// The terms that a story has in one taxonomy.
    pub struct TaxonomyView {
        /// The taxonomy's id, such as `series`.
        pub id: Arc<str>,
        /// The taxonomy's name, such as `Series`.
        pub name: Arc<str>,
        /// The story's terms.
        pub terms: Vec<LinkView>,
    }

    /// A role in time: a title, an organization, or both.
    pub struct RoleView {
        /// The title.
        pub title: Option<Arc<str>>,
        /// The organization.
        pub organization: Option<Arc<str>>,
        /// The organization's profile, where it has one.
        pub organization_url: Option<Arc<str>>,
        /// Since when.
        pub from: Option<PartialDateView>,
        /// Until when; none while it lasts.
        pub to: Option<PartialDateView>,
        /// Whether it begins after the edition's day: a mayor who is elected is not mayor yet.
        pub is_to_come: bool,
    }

    /// Where a paged list stands.
    pub struct PagerView {
        /// The number of this page, from 1.
        pub number: usize,
        /// How many pages there are.
        pub pages: usize,
        /// How many entries there are on all pages.
        pub total: usize,
        /// The page before this one.
        pub previous: Option<Arc<str>>,
        /// The page after this one.
        pub next: Option<Arc<str>>,
        /// The first page, the last, and those around this one; a gap has no URL.
        pub links: Vec<PagerLink>,
    }

    /// A numbered link of a pager.
    pub struct PagerLink {
        /// The page's number.
        pub number: usize,
        /// The page's URL; none for this page itself and for a gap.
        pub url: Option<Arc<str>>,
        /// Whether it stands for pages left out.
        pub gap: bool,
    }

    /// The site, the same on every page of a language.
    pub struct SiteView {
        /// The newspaper's name.
        pub title: Arc<str>,
        /// The line under the name plate.
        pub tagline: Option<Arc<str>>,
        /// What the newspaper is, for search engines.
        pub description: Option<Arc<str>>,
        /// The front page in this language.
        pub url: Arc<str>,
        /// The whole URL under which the site is published, with a slash at the end.
        pub base_url: Arc<str>,
        /// The language of these pages, such as `en` or `de`.
        pub language: Arc<str>,
        /// The front page in every language, where there is more than one.
        pub languages: Vec<LanguageView>,
        /// The line at the foot.
        pub copyright: Option<Arc<str>>,
        /// `[[menus.main]]` of `site.toml`.
        pub main_menu: Vec<LinkView>,
        /// `[[menus.footer]]` of `site.toml`.
        pub footer_menu: Vec<LinkView>,
        /// Every menu by its name, as lists of `name` and `url`.
        pub menus: Free,
        /// The taxonomies that have pages: topics, authors, places, and the site's own.
        pub taxonomies: Vec<LinkView>,
        /// Where readers search; none where they cannot.
        pub search: Option<Arc<str>>,
        /// Below what address Pagefind's files will lie, where the site is searched with it. Pages then
        /// mark what is to be found.
        pub pagefind: Option<Arc<str>>,
        /// The theme's options, as `site.toml` sets them.
        pub options: Free,
        /// `[extra]` of `site.toml`.
        pub extra: Free,
        /// The files of `data/`, by name without ending.
        pub data: Free,
    }

    /// The same page in another language.
    pub struct LanguageView {
        /// The language's code, such as `de`.
        pub code: Arc<str>,
        /// The language's own name, such as `Deutsch`.
        pub name: Arc<str>,
        /// The page in that language.
        pub url: Arc<str>,
    }

    /// The page at hand.
    pub struct PageView {
        /// The page's kind: `front`, `story`, `stories`, `year`, `month`, `players`, `player`,
        /// `quotes`, `quote`, `quote-index`, `terms`, `term`, `sources`, `source`, `corrections`,
        /// `page`, `search`, `not-found` or `redirect`.
        pub kind: Arc<str>,
        /// The page's title, without the newspaper's name.
        pub title: Arc<str>,
        /// A sentence for search engines.
        pub description: Option<Arc<str>>,
        /// The page's path on this site.
        pub url: Arc<str>,
        /// The page's whole URL.
        pub permalink: Arc<str>,
        /// The language, such as `en`.
        pub language: Arc<str>,
        /// `ltr` or `rtl`.
        pub direction: Arc<str>,
        /// The page in the site's other languages.
        pub translations: Vec<LanguageView>,
        /// The way here from the front page, without this page.
        pub breadcrumbs: Vec<LinkView>,
        /// Everything for machines that belongs into the page's `<head>`: the canonical address, the
        /// page in other languages, what is said to search engines.
        pub head: Html,
    }
}
