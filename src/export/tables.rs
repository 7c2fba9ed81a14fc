//! The tables of the export. What is said of a column here stands in the database and in the manual.

use std::borrow::Cow;

use crate::export::table::tables;

tables! {
    "The newspaper: one row, the first of every export."
    "newsprint" NewspaperRow<'a>
    key ["version"]
    {
        version: i64 = "The version of these tables: 1.",
        title: &'a str = "The newspaper's name.",
        base_url: Option<&'a str> = "Where the site is published; without it addresses are paths.",
        language: &'a str = "The main language.",
        timezone: &'a str = "The zone in which days begin.",
    }

    "A term: a topic, an author, a place, or one of the site's own taxonomies."
    "terms" TermRow<'a>
    key ["taxonomy", "id"]
    {
        taxonomy: &'a str = "`topics`, `authors`, `places`, or the taxonomy's id.",
        id: &'a str = "The id within its taxonomy.",
        name: &'a str = "The name.",
        summary: Option<&'a str> = "One sentence.",
        url: Option<String> = "Its page, where it has one.",
    }

    "A player: a person or an organization in the news."
    "players" PlayerRow<'a>
    key ["id"]
    {
        id: &'a str = "The id.",
        name: &'a str = "The name.",
        kind: &'a str = "`person` or `organization`.",
        summary: Option<&'a str> = "One sentence: the profile's, else the newest story's.",
        biography: Option<String> = "The biography, as plain text.",
        url: String = "The profile.",
    }

    "Another name of a player."
    "player_aliases" AliasRow<'a>
    key ["player", "position"]
    refers ["player"] to "players" ["id"]
    index ["alias"]
    {
        player: &'a str = "The player.",
        position: i64 = "Its place among the player's names, from 1.",
        alias: &'a str = "The name.",
    }

    "A title that a player held, or holds."
    "player_roles" RoleRow<'a>
    key ["player", "position"]
    refers ["player"] to "players" ["id"]
    refers ["organization_player"] to "players" ["id"]
    index ["organization_player"]
    {
        player: &'a str = "The player.",
        position: i64 = "Its place among the player's roles, from 1, the newest first.",
        title: Option<&'a str> = "The title.",
        organization: Option<&'a str> = "The organization.",
        organization_player: Option<&'a str> = "The organization, where it is a player.",
        since: Option<String> = "The first day: `2024-05-01`, `2024-05` or `2024`.",
        until: Option<String> = "The last day, in the same forms; null of a role that goes on.",
    }

    "A page elsewhere that is about the same player."
    "player_links" LinkRow<'a>
    key ["player", "position"]
    refers ["player"] to "players" ["id"]
    {
        player: &'a str = "The player.",
        position: i64 = "Its place among the player's links, from 1.",
        url: String = "The address.",
    }

    "A story, newest first."
    "stories" StoryRow<'a>
    key ["id"]
    index ["date"]
    {
        id: Cow<'a, str> = "The name of the file; with the language behind a dot where that is not the main one: `fog.de`.",
        shared_id: &'a str = "The id that a story and its translations share.",
        language: &'a str = "The language.",
        title: &'a str = "The headline.",
        dek: Option<&'a str> = "The summary under the headline.",
        genre: Option<&'a str> = "`report`, `analysis`, `background`, `opinion`, `review` or `ask-public`, where the story says so.",
        date: String = "When it is published: `2026-01-28T20:07:00-05:00`, or a day where no time was given.",
        updated: Option<String> = "When it was last updated.",
        expires: Option<String> = "When it goes.",
        draft: bool = "Whether it is unfinished; 1 only with `--drafts`.",
        place: Option<&'a str> = "The name of the place where it happened.",
        lead: String = "What stands before the first section, as plain text.",
        footnotes: Option<String> = "The footnotes, as plain text.",
        words: i64 = "How many words its body has.",
        image: Option<String> = "The address of the lead picture.",
        image_alt: Option<&'a str> = "The words for those who do not see the picture.",
        image_caption: Option<&'a str> = "What the picture shows.",
        image_credit: Option<&'a str> = "Who made the picture, as content or the picture itself says.",
        image_width: Option<i64> = "How wide the picture is, in pixels.",
        image_height: Option<i64> = "How high the picture is, in pixels.",
        image_license: Option<&'a str> = "Under which license the picture is shown.",
        image_digital_source: Option<&'a str> = "How the picture came to be, in the IPTC's words with hyphens.",
        syndicated_url: Option<&'a str> = "Where it was published first, where that was not here.",
        syndicated_name: Option<&'a str> = "Who published it first, where that was not here.",
        url: String = "Its page.",
        file: &'a str = "Its file in the site's folder.",
    }

    "A section of a story, as plain text."
    "sections" SectionRow<'a>
    key ["story", "position"]
    refers ["story"] to "stories" ["id"]
    index ["id"]
    {
        story: &'a str = "The story.",
        position: i64 = "Its place in the story, from 1.",
        id: &'a str = "What the heading means in the site's vocabulary: `details`, `timeline`, `quotes`; or a slug of the heading.",
        kind: &'a str = "`prose`, `timeline`, `players`, `quotes` or `callout`.",
        heading: &'a str = "The heading.",
        text: String = "Everything under the heading, with the words and the speakers of quotes.",
    }

    "Who wrote a story, or did something else for it."
    "story_authors" AuthorRow<'a>
    key ["story", "position"]
    refers ["story"] to "stories" ["id"]
    refers ["taxonomy", "author"] to "terms" ["taxonomy", "id"]
    index ["author"]
    {
        story: &'a str = "The story.",
        position: i64 = "The place in the byline, from 1.",
        taxonomy: &'a str = "Always `authors`, for joins with `terms`.",
        author: &'a str = "The author.",
        role: Option<&'a str> = "What the author did, where it is not the writing.",
    }

    "A term that a story carries: a topic, its place, one of the site's own; authors are in `story_authors`."
    "story_terms" StoryTermRow<'a>
    key ["story", "taxonomy", "position"]
    refers ["story"] to "stories" ["id"]
    refers ["taxonomy", "term"] to "terms" ["taxonomy", "id"]
    index ["taxonomy", "term"]
    {
        story: &'a str = "The story.",
        taxonomy: &'a str = "The term's taxonomy.",
        position: i64 = "Its place among the story's terms of that taxonomy, from 1.",
        term: &'a str = "The term.",
    }

    "A player in a story: described, quoted, named or mentioned."
    "story_players" StoryPlayerRow<'a>
    key ["story", "player"]
    refers ["story"] to "stories" ["id"]
    refers ["player"] to "players" ["id"]
    index ["player"]
    {
        story: &'a str = "The story.",
        player: &'a str = "The player.",
        position: i64 = "The place in the story's cast, from 1: those whom it describes, then those whom it quotes, names, mentions.",
        description: Option<String> = "What the story says of the player, as plain text.",
    }

    "A dated event of a story."
    "timeline_events" EventRow<'a>
    key ["story", "position"]
    refers ["story"] to "stories" ["id"]
    index ["date"]
    {
        story: &'a str = "The story.",
        position: i64 = "Its place in the story, from 1.",
        date: String = "The date, as exactly as it is known: `2026-01-29`, `2026-01` or `2026`; of what lasted, the first.",
        until: Option<String> = "The last date of what lasted.",
        precision: &'a str = "`day`, `month` or `year`.",
        text: &'a str = "What happened.",
    }

    "A correction of a story, newest first."
    "corrections" CorrectionRow<'a>
    key ["story", "position"]
    refers ["story"] to "stories" ["id"]
    index ["date"]
    {
        story: &'a str = "The story.",
        position: i64 = "Its place among the story's corrections, from 1.",
        date: String = "When it was made.",
        kind: &'a str = "`correction`, or the newsroom's own word.",
        text: &'a str = "The words, as written.",
    }

    "A quote: words said by a player, newest first."
    "quotes" QuoteRow<'a>
    key ["id"]
    refers ["speaker"] to "players" ["id"]
    refers ["organization_player"] to "players" ["id"]
    index ["speaker"]
    index ["said"]
    index ["source_domain"]
    {
        id: &'a str = "The id, which stays wherever the quote is moved.",
        text: &'a str = "The words, as plain text.",
        language: &'a str = "The language of the words.",
        speaker: &'a str = "Who said it.",
        title: Option<&'a str> = "The speaker's title on that day.",
        organization: Option<&'a str> = "The speaker's organization on that day.",
        organization_player: Option<&'a str> = "That organization, where it is a player.",
        source_name: Option<&'a str> = "Who published the words first.",
        source_url: Option<String> = "Where they were published first.",
        source_domain: Option<&'a str> = "The domain of that address.",
        said: Option<String> = "The day on which it was said; where that is not known, the day of the first story with it.",
        said_is_known: bool = "Whether the day is that of the saying rather than of a story.",
        url: String = "Where it is on the site.",
    }

    "A story that carries a quote."
    "quote_stories" QuoteStoryRow<'a>
    key ["quote", "story"]
    refers ["quote"] to "quotes" ["id"]
    refers ["story"] to "stories" ["id"]
    index ["story"]
    {
        quote: &'a str = "The quote.",
        story: &'a str = "The story.",
    }

    "What a quote is about: its own topics and those of its stories."
    "quote_topics" QuoteTopicRow<'a>
    key ["quote", "topic"]
    refers ["quote"] to "quotes" ["id"]
    refers ["taxonomy", "topic"] to "terms" ["taxonomy", "id"]
    index ["topic"]
    {
        quote: &'a str = "The quote.",
        taxonomy: &'a str = "Always `topics`, for joins with `terms`.",
        topic: &'a str = "The topic.",
    }
}
