//! One record per kind of page: what its template is given besides `site`, `page` and `queries`.

use std::sync::Arc;

use crate::view::{
    BlockView, CastView, CorrectionView, CreditView, DateView, EntryView, EventView, Free, Html,
    ImageView, LanguageView, LinkView, PagerView, PlayerCard, PlayerEntry, QuoteCard, RoleView,
    SectionView, Shared, SourceView, StoryCard, TaxonomyView, TermEntry, views,
};

views! {
    /// `front`, for `front.html`.
    pub struct FrontView {
        /// The story that leads: the one of greatest `weight` among the newest, else the newest.
        pub lead: Option<Shared<StoryCard>>,
        /// The newest stories without the lead, newest first.
        pub stories: Vec<Shared<StoryCard>>,
        /// The newest quotes.
        pub quotes: Vec<Shared<QuoteCard>>,
        /// The players with most quotes in the newest stories.
        pub players: Vec<Shared<PlayerCard>>,
        /// The topics with most stories.
        pub topics: Vec<EntryView>,
        /// The list of all stories.
        pub more: Arc<str>,
    }

    /// `story`, for `story.html`.
    pub struct StoryView {
        /// The story's id.
        pub id: Arc<str>,
        /// The headline.
        pub title: Arc<str>,
        /// The one-sentence summary under the headline.
        pub dek: Option<Arc<str>>,
        /// What kind of journalism it is, where it is more than a report: `analysis`, `background`,
        /// `opinion`, `review` or `ask-public`.
        pub genre: Option<Arc<str>>,
        /// Where it was published first, with the publication's name, where that was not here.
        pub origin: Option<LinkView>,
        /// When it was published.
        pub date: Shared<DateView>,
        /// When it was last updated.
        pub updated: Option<DateView>,
        /// Who wrote it, in order.
        pub authors: Vec<Shared<CreditView>>,
        /// Where it happened: the dateline.
        pub place: Option<Shared<LinkView>>,
        /// What it is about.
        pub topics: Vec<Shared<LinkView>>,
        /// Its terms in the site's further taxonomies.
        pub taxonomies: Vec<TaxonomyView>,
        /// The lead picture.
        pub image: Option<ImageView>,
        /// The whole text as HTML, from the lead to the last section: what `lead` and `sections` hold,
        /// for themes that do not put the parts together themselves.
        pub content: Html,
        /// What stands before the first section: the lead, or the whole of a story without sections.
        pub lead: Vec<BlockView>,
        /// The sections, in the order of the story.
        pub sections: Vec<SectionView>,
        /// Every dated event of the story, in its order.
        pub timeline: Vec<EventView>,
        /// Every player of the story: described, quoted, named in front matter, then mentioned.
        pub players: Vec<CastView>,
        /// The players of a story that has no section of players.
        pub unlisted: Vec<Shared<PlayerCard>>,
        /// Every quote of the story, in its order.
        pub quotes: Vec<Shared<QuoteCard>>,
        /// The footnotes, as HTML.
        pub footnotes: Option<Html>,
        /// Corrections, newest first.
        pub corrections: Vec<CorrectionView>,
        /// How many words it has; of Chinese and Japanese, how many characters.
        pub word_count: usize,
        /// How many minutes it takes to read, at least 1.
        pub reading_minutes: usize,
        /// The story published next after this one.
        pub newer: Option<Shared<LinkView>>,
        /// The story published last before this one.
        pub older: Option<Shared<LinkView>>,
        /// Up to four stories that share most with it: its players, its topics, its series.
        pub related: Vec<RelatedView>,
        /// The story in other languages.
        pub translations: Vec<LanguageView>,
        /// `[extra]` of the front matter.
        pub extra: Free,
    }

    /// A story that belongs to another one.
    pub struct RelatedView {
        /// The story.
        pub story: Shared<StoryCard>,
        /// What both have in common, what ties them most first: players, topics, series.
        pub shared: Vec<LinkView>,
    }

    /// `card`, for `cards/story.svg` and `cards/quote.svg`: the picture that other sites show beside a
    /// link.
    pub struct ShareCardView {
        /// The language, such as `en`.
        pub language: Arc<str>,
        /// `ltr` or `rtl`.
        pub direction: Arc<str>,
        /// What to print before the words in each `text`: from right to left a mark that sets them so,
        /// else nothing.
        pub mark: Arc<str>,
        /// The site's address as people say it: `town.example`.
        pub address: Arc<str>,
    }

    /// `list`, for `stories.html` (all stories) and `month.html`.
    pub struct StoryListView {
        /// The heading.
        pub title: Arc<str>,
        /// The stories of this page, newest first.
        pub stories: Vec<Shared<StoryCard>>,
        /// Where this page stands among the list's pages.
        pub pager: PagerView,
        /// The years that have stories, newest first; none where the theme has no pages for them.
        pub years: Vec<EntryView>,
    }

    /// `year`, for `year.html`.
    pub struct YearView {
        /// The year.
        pub year: usize,
        /// Its months with stories, newest first.
        pub months: Vec<EntryView>,
        /// All years with stories, newest first.
        pub years: Vec<EntryView>,
    }

    /// `index`, for `players.html`.
    pub struct PlayerIndexView {
        /// The people, A to Z by the language's own order.
        pub people: Vec<LetterView>,
        /// The organizations, A to Z.
        pub organizations: Vec<LetterView>,
    }

    /// The players under one letter.
    pub struct LetterView {
        /// The letter.
        pub letter: Arc<str>,
        /// The players.
        pub players: Vec<PlayerEntry>,
    }

    /// `player`, for `player.html`: the profile.
    pub struct PlayerView {
        /// The player's id.
        pub id: Arc<str>,
        /// The name.
        pub name: Arc<str>,
        /// `person` or `organization`.
        pub kind: Arc<str>,
        /// One sentence about the player.
        pub summary: Option<Arc<str>>,
        /// The biography, from the body of the player's file.
        pub biography: Option<Html>,
        /// Other names.
        pub aliases: Vec<Arc<str>>,
        /// Roles, the newest first.
        pub roles: Vec<RoleView>,
        /// Identity links: the official site, Wikidata.
        pub same_as: Vec<LinkView>,
        /// The portrait.
        pub image: Option<ImageView>,
        /// Two letters that stand in for a portrait.
        pub monogram: Arc<str>,
        /// The stories in which the player appears, newest first.
        pub stories: Vec<Shared<StoryCard>>,
        /// What the player said, newest first.
        pub quotes: Vec<Shared<QuoteCard>>,
        /// The stories and the quotes by year, the newest first. A quote without a day stands in none.
        pub years: Vec<PlayerYearView>,
        /// How often the player was in the news over time; none where all stories are of one month.
        pub chart: Option<ChartView>,
        /// Who appears beside the player, with the count of shared stories, most first.
        pub beside: Vec<BesideView>,
        /// What stories say of the player, newest first.
        pub descriptions: Vec<DescriptionView>,
        /// Where the player's quotes were published first; none where the theme has no pages for
        /// sources.
        pub sources: Vec<EntryView>,
        /// Of an organization: the players with a role in it.
        pub people: Vec<Shared<PlayerCard>>,
        /// `[extra]` of the front matter.
        pub extra: Free,
    }

    /// A year of a player.
    pub struct PlayerYearView {
        /// The year.
        pub year: Arc<str>,
        /// The stories of that year, newest first.
        pub stories: Vec<Shared<StoryCard>>,
        /// What was said in that year, newest first.
        pub quotes: Vec<Shared<QuoteCard>>,
    }

    /// How many stories each month or each year has, without a gap.
    pub struct ChartView {
        /// What a period is: `month`, or `year` where the stories are spread over more than three.
        pub unit: Arc<str>,
        /// The stories of the period that has most, at least 1.
        pub most: usize,
        /// The periods, the oldest first: at most 36 months, or the last 60 years.
        pub periods: Vec<PeriodView>,
    }

    /// A month or a year of a chart.
    pub struct PeriodView {
        /// Its name in the page's language: `May 2026`, `2026`.
        pub name: Arc<str>,
        /// The year.
        pub year: usize,
        /// The month, from 1; 0 where the period is a year.
        pub month: usize,
        /// How many stories it has.
        pub stories: usize,
        /// That as a share of the greatest, from 0 to 100.
        pub percent: usize,
    }

    /// A player who appears in the same stories.
    pub struct BesideView {
        /// The player.
        pub player: Shared<PlayerCard>,
        /// In how many stories both appear.
        pub count: usize,
    }

    /// What one story says of a player.
    pub struct DescriptionView {
        /// The story's words.
        pub html: Html,
        /// The story.
        pub story: LinkView,
    }

    /// `list`, for `quotes.html`: the quote index, whole or by speaker, organization, source,
    /// topic or year.
    pub struct QuoteListView {
        /// The heading.
        pub title: Arc<str>,
        /// By what the list is chosen: `all`, `speaker`, `organization`, `source`, `topic` or `year`.
        pub by: Arc<str>,
        /// The quotes of this page, newest first.
        pub quotes: Vec<Shared<QuoteCard>>,
        /// Where this page stands among the list's pages.
        pub pager: PagerView,
        /// The ways into the index: by speaker, by organization, and so on; none where the theme
        /// has no pages for them.
        pub indexes: Vec<LinkView>,
        /// On the first page of all quotes: what a script filters them by.
        pub filter: Option<QuoteFilterView>,
    }

    /// All quotes of the language, for a script.
    pub struct QuoteFilterView {
        /// Below this address lie the files `0.json`, `1.json` and so on; the last has the newest.
        pub url: Arc<str>,
        /// How many files there are.
        pub files: usize,
    }

    /// `index`, for `quote_index.html`: everything by which quotes can be chosen in one way.
    pub struct QuoteIndexView {
        /// `speaker`, `organization`, `source`, `topic` or `year`.
        pub by: Arc<str>,
        /// The heading.
        pub title: Arc<str>,
        /// The entries with the counts of their quotes.
        pub entries: Vec<EntryView>,
        /// The ways into the index.
        pub indexes: Vec<LinkView>,
    }

    /// `quote`, for `quote.html`: the page of one quote.
    pub struct QuoteView {
        /// The quote.
        pub card: Shared<QuoteCard>,
        /// What led to it; none where no story says that in a paragraph.
        pub context: Option<ContextView>,
        /// The stories that carry it, newest first.
        pub stories: Vec<Shared<StoryCard>>,
        /// The topics of the quote, or of the stories that carry it.
        pub topics: Vec<Shared<LinkView>>,
        /// What else the speaker said that day.
        pub same_day: Vec<Shared<QuoteCard>>,
        /// The speaker's other quotes, newest first, at most six.
        pub more: Vec<Shared<QuoteCard>>,
        /// How others show the quote on their pages; none where `quote_embed.html` prints no pages.
        pub embed: Option<EmbedView>,
    }

    /// What a story says right before a quote.
    pub struct ContextView {
        /// The paragraph.
        pub html: Html,
        /// The story.
        pub story: LinkView,
    }

    /// How others show something on their pages.
    pub struct EmbedView {
        /// The whole address of the page that is shown in a frame.
        pub url: Arc<str>,
        /// How wide the frame is, in CSS pixels.
        pub width: usize,
        /// How high it is.
        pub height: usize,
        /// The HTML that they paste into their page, as text.
        pub code: Arc<str>,
    }

    /// `quote`, for `quote_embed.html`: a quote in a frame on a page of others.
    pub struct QuoteEmbedView {
        /// The quote.
        pub card: Shared<QuoteCard>,
    }

    /// `index`, for `terms.html`: the terms of a taxonomy.
    pub struct TermIndexView {
        /// The taxonomy's id: `topics`, `authors`, `places` or the site's own.
        pub taxonomy: Arc<str>,
        /// The heading.
        pub title: Arc<str>,
        /// The terms, A to Z by the language's own order.
        pub terms: Vec<TermEntry>,
    }

    /// `term`, for `term.html`: the page of a topic, an author, a place or another term.
    pub struct TermView {
        /// The taxonomy's id.
        pub taxonomy: Arc<str>,
        /// The term's id.
        pub id: Arc<str>,
        /// The term's name.
        pub name: Arc<str>,
        /// One sentence about it.
        pub summary: Option<Arc<str>>,
        /// The body of the term's file.
        pub description: Option<Html>,
        /// A picture.
        pub image: Option<ImageView>,
        /// Of an author: the address to write to.
        pub email: Option<Arc<str>>,
        /// Identity links.
        pub same_as: Vec<LinkView>,
        /// Its stories on this page, newest first.
        pub stories: Vec<Shared<StoryCard>>,
        /// Where this page stands among the term's pages.
        pub pager: PagerView,
        /// Of a topic: the page of its quotes, where the theme prints quotes by topic.
        pub quotes: Option<Arc<str>>,
        /// `[extra]` of the term's front matter.
        pub extra: Free,
    }

    /// `index`, for `sources.html`.
    pub struct SourceIndexView {
        /// The sources with the counts of their quotes, A to Z.
        pub sources: Vec<EntryView>,
    }

    /// `source`, for `source.html`: everything that one source published first.
    pub struct SourcePageView {
        /// The source.
        pub source: SourceView,
        /// Its newest quotes, at most twelve.
        pub quotes: Vec<Shared<QuoteCard>>,
        /// How many quotes it has.
        pub quote_count: usize,
        /// The list of all its quotes, where the theme prints quotes by source.
        pub quotes_url: Option<Arc<str>>,
        /// The stories of this page that quote it, newest first.
        pub stories: Vec<Shared<StoryCard>>,
        /// Where this page stands among the source's pages.
        pub pager: PagerView,
    }

    /// `corrections`, for `corrections.html`.
    pub struct CorrectionsView {
        /// Every correction with its story, newest first.
        pub entries: Vec<CorrectionEntry>,
    }

    /// A correction in the list of corrections.
    pub struct CorrectionEntry {
        /// The story that was corrected.
        pub story: Shared<StoryCard>,
        /// The correction.
        pub correction: CorrectionView,
    }

    /// `free`, for `page.html`: a page of `content/pages/`.
    pub struct FreePageView {
        /// The title.
        pub title: Arc<str>,
        /// The sentence under the title.
        pub dek: Option<Arc<str>>,
        /// The body.
        pub html: Html,
        /// A picture.
        pub image: Option<ImageView>,
        /// When it was last updated.
        pub updated: Option<DateView>,
        /// `[extra]` of the front matter.
        pub extra: Free,
    }

    /// `search`, for `search.html`: where readers search, and the ways to everything for those who
    /// cannot.
    pub struct SearchView {
        /// The address of the file that the script asks for first; all others lie beside and below
        /// it. None where the site is searched with Pagefind.
        pub index: Option<Arc<str>>,
        /// The list of all stories.
        pub stories: Arc<str>,
        /// The players A to Z.
        pub players: Arc<str>,
        /// The list of all quotes.
        pub quotes: Arc<str>,
        /// The years that have stories, newest first; none where the theme has no pages for them.
        pub years: Vec<EntryView>,
    }

    /// `redirect`, for `redirect.html`: a page that was here before.
    pub struct RedirectView {
        /// Where it is now: the path.
        pub target: Arc<str>,
        /// Where it is now: the whole URL.
        pub permalink: Arc<str>,
    }

    /// `not_found`, for `404.html`.
    pub struct NotFoundView {
        /// The newest stories.
        pub stories: Vec<Shared<StoryCard>>,
    }
}
