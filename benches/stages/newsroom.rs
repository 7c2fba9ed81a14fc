//! Makes up a newsroom: the same stories, players and quotes for the same number of stories.
//!
//! It is like the one that `benches/newsroom.py` makes: a tenth as many players as stories, few of
//! them in many stories and many in few; stories with sections, a timeline, players and quotes.

use std::collections::HashSet;
use std::fmt::Write as _;

use jiff::{SignedDuration, Timestamp};

use crate::chance::Chance;

const WORDS: &str = "council budget vote transit river bridge school teacher union strike contract \
    mayor county court judge appeal filing record hearing permit housing tenant rent landlord \
    lease zoning street station bus rail ridership fare harbor port freight tariff factory shift \
    plant worker payroll layoff hiring wage pension hospital clinic nurse patient vaccine outbreak \
    study trial drug price insurer premium storm flood wildfire drought reservoir grid outage \
    solar turbine pipeline refinery investor fund merger forecast quarter revenue software \
    warehouse driver delivery platform regulator rule fine lawsuit settlement privacy election \
    ballot turnout district senate bill amendment committee governor agency audit report survey \
    data library museum stadium team coach season league final festival theater album film farm \
    harvest crop water soil market grocery supply inflation bank credit mortgage loan debt bond";
const GLUE: &str =
    "the a of to in for on with after before as by from and but while because that which its";
const FIRST_NAMES: &str = "Ana Ben Carla Dev Elif Finn Grace Hugo Iris Jonas Kemi Luis Mara Nils \
    Olga Priya Quinn Rosa Sven Tara Umar Vera Wei Ximena Yusuf Zoe";
const LAST_NAMES: &str = "Abara Brandt Castillo Dubois Eriksen Fischer Garcia Haddad Ivanov Jensen \
    Kowalski Lindqvist Moreau Nakamura Okafor Petrov Quispe Romano Santos Tanaka Ueda Varga Weber \
    Xu Yilmaz Zhang";
const BODIES: [&str; 8] = [
    "Transit Authority",
    "Health System",
    "Housing Alliance",
    "Teachers Union",
    "Port Commission",
    "Water District",
    "Research Center",
    "University",
];
const ROLES: [&str; 6] = ["director", "analyst", "mayor", "professor", "nurse", "organizer"];
const AUTHORS: [&str; 5] =
    ["Ana Dubois", "Ben Kowalski", "Kemi Romano", "Luis Yilmaz", "Rosa Eriksen"];
const PLACES: [&str; 6] =
    ["Harbor City", "Garciaville", "Petrovville", "Weberville", "Santos City", "Tanaka City"];
const PAPERS: [&str; 4] = ["citypaper", "wirepress", "channelnine", "dailyrecord"];
const SETTINGS: &str = "title = \"Bench Wire\"\nbase_url = \"https://bench.example\"\n\
    language = \"en\"\ntimezone = \"UTC\"\n[urls]\nstory = \"stories/{slug}\"\n\
    [outputs]\nrobots = false\nsitemap = false\nnews_sitemap = false\nfeeds.formats = []\n\
    oembed = false\nquote_embeds = false\nstructured_data = false\nsocial = false\n\
    llms = false\nrecords = false\nsearch = false\nquote_filter = false\n";
/// The newest story is of this moment, and each one before it 37 minutes older.
const NEWEST: Timestamp = Timestamp::constant(1_793_534_400, 0);

/// Somebody or something that stories are about.
struct Player {
    name: String,
    summary: String,
    /// None for an organization.
    role: Option<&'static str>,
}

/// Words and names to draw from, and the chance that draws.
struct Newsroom {
    chance: Chance,
    words: Vec<&'static str>,
    glue: Vec<&'static str>,
    players: Vec<Player>,
    /// For each player, how likely it or one before it is drawn.
    fame: Vec<f64>,
    /// The address of the story that was made last, which the next one links to.
    latest: Option<String>,
}

/// The path and the text of each file of a newsroom of so many stories.
pub fn files(stories: usize) -> Vec<(String, String)> {
    let mut room = Newsroom {
        chance: Chance::new(stories as u64),
        words: WORDS.split_whitespace().collect(),
        glue: GLUE.split_whitespace().collect(),
        players: Vec::new(),
        fame: Vec::new(),
        latest: None,
    };
    room.hire((stories / 10).max(40));
    let mut files = vec![("site.toml".to_owned(), SETTINGS.to_owned())];
    files.extend(room.players.iter().map(player_file));
    files.extend((0..stories).map(|number| room.story_file(number)));
    files
}

/// So many names of people and organizations, no two the same.
pub fn names(count: usize) -> Vec<String> {
    let mut chance = Chance::new(count as u64);
    let mut taken = HashSet::new();
    (0..count).map(|_| name(&mut chance, &mut taken).0).collect()
}

/// A name that is not taken yet, and whether it is a person's.
fn name(chance: &mut Chance, taken: &mut HashSet<String>) -> (String, bool) {
    let first: Vec<&str> = FIRST_NAMES.split_whitespace().collect();
    let last: Vec<&str> = LAST_NAMES.split_whitespace().collect();
    let is_person = chance.below(100) < 55;
    let plain = match is_person {
        true => format!("{} {}", chance.of(&first), chance.of(&last)),
        false => format!("{} {}", chance.of(&last), chance.of(&BODIES)),
    };
    // A middle initial or two, as many as it takes.
    let mut name = plain;
    while !taken.insert(name.clone()) {
        let initial = char::from(b'A' + chance.below(26) as u8);
        let (start, end) = name.split_once(' ').unwrap_or_default();
        name = format!("{start} {initial}. {end}");
    }
    (name, is_person)
}

/// The last part of an address.
fn slug(text: &str) -> String {
    let letters =
        text.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
    letters.collect::<String>().replace("--", "-")
}

fn player_file(player: &Player) -> (String, String) {
    let kind = if player.role.is_some() { "person" } else { "organization" };
    let mut text = format!(
        "+++\nname = \"{}\"\nkind = \"{kind}\"\nsummary = \"{}\"\n",
        player.name, player.summary
    );
    if let Some(role) = player.role {
        let _ = writeln!(text, "[[roles]]\ntitle = \"{role}\"");
    }
    (format!("content/players/{}.md", slug(&player.name)), text + "+++\n")
}

impl Newsroom {
    fn hire(&mut self, count: usize) {
        let mut taken = HashSet::new();
        let mut sum = 0.0;
        for number in 0..count {
            let (name, is_person) = name(&mut self.chance, &mut taken);
            let role = is_person.then(|| self.chance.of(&ROLES));
            let summary = self.sentence();
            self.players.push(Player { name, summary, role });
            sum += (number as f64 + 1.0).powf(-0.7);
            self.fame.push(sum);
        }
    }

    /// Words and small words in turn.
    fn phrase(&mut self, words: usize) -> String {
        let word = |at: usize| match at % 2 {
            0 => self.chance.of(&self.words),
            _ => self.chance.of(&self.glue),
        };
        let phrase = (0..words).map(word).collect::<Vec<_>>().join(" ");
        phrase[..1].to_ascii_uppercase() + &phrase[1..]
    }

    fn sentence(&mut self) -> String {
        let words = 9 + self.chance.below(14);
        self.phrase(words) + "."
    }

    fn paragraph(&mut self, sentences: usize) -> String {
        (0..sentences).map(|_| self.sentence()).collect::<Vec<_>>().join(" ")
    }

    /// The number of a player, by fame.
    fn player(&mut self) -> usize {
        let at = self.chance.share() * self.fame.last().copied().unwrap_or_default();
        self.fame.partition_point(|sum| *sum <= at).min(self.players.len() - 1)
    }

    /// The number of a player who can speak.
    fn speaker(&mut self) -> usize {
        loop {
            let player = self.player();
            if self.players[player].role.is_some() {
                return player;
            }
        }
    }

    fn story_file(&mut self, number: usize) -> (String, String) {
        let words = 6 + self.chance.below(5);
        let headline = self.phrase(words);
        let age = SignedDuration::from_mins(37 * number as i64);
        let date = NEWEST - age;
        let topics = [self.chance.of(&self.words[..40]), self.chance.of(&self.words[..40])];
        let topics: Vec<&str> = topics[..1 + usize::from(topics[0] != topics[1])].to_vec();
        let dek = self.sentence();
        let author = AUTHORS[self.chance.below(AUTHORS.len())];
        let place = PLACES[self.chance.below(PLACES.len())];
        let mut text = format!(
            "+++\ntitle = \"{headline}\"\ndek = \"{dek}\"\ndate = {date}\n\
             authors = [\"{author}\"]\nplace = \"{place}\"\ntopics = {topics:?}\n+++\n\n"
        );
        let _ = write!(text, "{}\n\n## Why it matters\n\n", self.paragraph(3));
        let _ = write!(text, "{}\n\n## The details\n\n", self.paragraph(3));
        for _ in 0..2 {
            // Somebody is named in the middle of the prose, as players are.
            let named = self.player();
            let (before, after) = (self.paragraph(2), self.paragraph(2));
            let _ = write!(text, "{before} So says {}. {after}\n\n", self.players[named].name);
        }
        let (link, rest) = (self.phrase(3), self.paragraph(3));
        let _ = write!(text, "[{link}](https://news.example/{number}) {rest}");
        if let Some(latest) = &self.latest {
            let _ = write!(text, " It began [earlier](/stories/{latest}/#the-details).");
        }
        text.push_str("\n\n");
        self.add_timeline(&mut text, date);
        self.add_cast(&mut text, number);
        let _ = write!(text, "## The takeaway\n\n{}\n", self.paragraph(3));
        let start: String = slug(&headline).chars().take(60).collect();
        let name = format!("{}-{number}", start.trim_end_matches('-'));
        let path = format!("content/stories/{name}.md");
        self.latest = Some(name);
        (path, text)
    }

    /// Three to five days before the story, newest first.
    fn add_timeline(&mut self, text: &mut String, date: Timestamp) {
        text.push_str("## Timeline\n\n");
        let mut day = date;
        for _ in 0..3 + self.chance.below(3) {
            day -= SignedDuration::from_hours(24 * (1 + self.chance.below(20) as i64));
            let _ = writeln!(text, "- **{}** {}", day.strftime("%Y-%m-%d"), self.sentence());
        }
        text.push('\n');
    }

    /// The players, then what two or three of them say.
    fn add_cast(&mut self, text: &mut String, number: usize) {
        let speakers: Vec<usize> = (0..2 + self.chance.below(2)).map(|_| self.speaker()).collect();
        let mut cast: Vec<usize> = (0..2 + self.chance.below(4)).map(|_| self.player()).collect();
        cast.extend(&speakers);
        cast.sort_unstable();
        cast.dedup();
        text.push_str("## The players\n\n");
        for player in cast {
            let Player { name, summary, .. } = &self.players[player];
            let _ = write!(text, "{name}\n: {summary}\n\n");
        }
        text.push_str("## What they're saying\n\n");
        for speaker in speakers {
            let sentences = 1 + self.chance.below(2);
            let words = self.paragraph(sentences);
            let paper = self.chance.of(&PAPERS);
            let last: Vec<&str> = LAST_NAMES.split_whitespace().collect();
            let organization = format!("{} {}", self.chance.of(&last), self.chance.of(&BODIES));
            let Player { name, role, .. } = &self.players[speaker];
            let role = role.unwrap_or_default();
            let _ = write!(
                text,
                "> {words}\n>\n> — {name}, {role}, {organization} \
                 (https://{paper}.example/{number})\n\n"
            );
        }
    }
}
