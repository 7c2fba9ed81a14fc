#!/usr/bin/env python3
"""Writes a newsroom of N made-up stories, as newsprint, Hugo or Zola wants it.

    newsroom.py newsprint|hugo|zola N OUT [--seed S] [--theme NAME]

The same N and seed give the same newsroom, byte for byte, and all layouts hold the same: each
story has a headline, a dek, a date, an author, a place, topics, a body in sections, a timeline,
players with a description each, and quotes with speaker, title, organization and source. A tenth
as many players as stories (40 at least) are spread as in real news: few are in many stories, many
in few. The last paragraph of a file is the last of the story's body in every layout, and all
print a story at `/stories/NAME/`, where NAME is that of its file; it ends with the story's number.

newsprint prints the newsroom with a theme of its own, broadsheet unless another is named. The
sites for Hugo and Zola beside this file (`hugo/`, `zola/`) print no more than that: a page for each
story and player, topics and stories by 50, and the newest 500 quotes. Stories are written as they
are made, so that a million of them need no more memory than the players do.
"""
import argparse
import datetime
import itertools
import os
import random
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

WORDS = """council budget vote transit river bridge school teacher union strike contract mayor county court
judge appeal filing record hearing permit housing tenant rent landlord lease zoning street station bus rail
ridership fare harbor port freight tariff factory shift plant worker payroll layoff hiring wage pension
hospital clinic nurse patient vaccine outbreak virus study trial drug price insurer premium storm flood
wildfire drought reservoir grid outage solar turbine pipeline refinery startup investor fund merger stock
earnings forecast quarter revenue chip model software robot warehouse driver delivery platform regulator
rule fine lawsuit settlement privacy breach election ballot turnout district senate house bill amendment
committee governor agency audit report survey data analysis library museum stadium team coach season
league final draft trade injury record festival theater album film studio release farm harvest crop water
soil market grocery supply inflation rate bank credit mortgage loan debt bond tax credit relief""".split()
GLUE = "the a of to in for on with after before as by from and but while because that which its their".split()
FIRST_NAMES = """Ana Ben Carla Dev Elif Finn Grace Hugo Iris Jonas Kemi Luis Mara Nils Olga Priya Quinn Rosa
Sven Tara Umar Vera Wei Ximena Yusuf Zoe""".split()
LAST_NAMES = """Abara Brandt Castillo Dubois Eriksen Fischer Garcia Haddad Ivanov Jensen Kowalski Lindqvist
Moreau Nakamura Okafor Petrov Quispe Romano Santos Tanaka Ueda Varga Weber Xu Yilmaz Zhang""".split()
BODIES = ["Transit Authority", "Health System", "Housing Alliance", "Teachers Union", "Port Commission",
          "Energy Cooperative", "Data Institute", "Robotics", "Logistics", "Water District",
          "Research Center", "Bank", "Foods", "Media", "University"]
ROLES = ["director", "analyst", "mayor", "professor", "chief executive", "spokesperson", "nurse", "organizer"]
PAPERS = ["citypaper", "wirepress", "channelnine", "dailyrecord"]
TOPICS = WORDS[:40]
AUTHORS = [f"{FIRST_NAMES[i % 26]} {LAST_NAMES[(i * 7 + 3) % 26]}" for i in range(20)]
PLACES = [f"{LAST_NAMES[i % 26]}{'ville' if i < 26 else ' City'}" for i in range(50)]
# All stories are published by then, whatever the clock says.
NOW = "2026-12-01"
SEED = 20261123
# The newest story is of this moment, and each one before it 37 minutes older.
NEWEST = datetime.datetime(2026, 11, 1, 12, 0)


def slug(text):
    """The text as part of an address: lower case, with hyphens."""
    return "".join(c if c.isalnum() else "-" for c in text.lower()).strip("-")


class Words:
    """Text without meaning, drawn from one seeded source of chance."""

    def __init__(self, seed):
        self.chance = random.Random(seed)

    def phrase(self, words):
        """Words and small words in turn."""
        return " ".join(self.chance.choice(GLUE if i % 2 else WORDS) for i in range(words))

    def sentence(self, least=9, most=22):
        words = self.phrase(self.chance.randint(least, most))
        return words[0].upper() + words[1:] + "."

    def paragraph(self, sentences):
        return " ".join(self.sentence() for _ in range(sentences))


class Newsroom(Words):
    """Players and stories, all drawn from the same chance, in one order."""

    def __init__(self, size, seed):
        super().__init__(seed)
        self.size = size
        self.players = self.make_players(max(40, size // 10))
        # The chance of being in a story falls with the number of the player. Added up beforehand,
        # because every draw would add up all players again.
        fame = [1 / (i + 1) ** .7 for i in range(len(self.players))]
        self.fame = list(itertools.accumulate(fame))
        self.people = [i for i, player in enumerate(self.players) if player["kind"] == "person"]
        self.fame_of_people = list(itertools.accumulate(fame[i] for i in self.people))

    def organization(self):
        return f"{self.chance.choice(LAST_NAMES)} {self.chance.choice(BODIES)}"

    def make_players(self, count):
        """People and organizations, no two of the same name or slug."""
        choice, players, taken = self.chance.choice, [], set()
        while len(players) < count:
            if self.chance.random() < .55:
                kind, name = "person", f"{choice(FIRST_NAMES)} {choice(LAST_NAMES)}"
                if name in taken:
                    name = f"{choice(FIRST_NAMES)} {chr(65 + self.chance.randrange(26))}. {choice(LAST_NAMES)}"
                role = choice(ROLES)
            else:
                kind, name, role = "organization", self.organization(), ""
                if name in taken:
                    name = f"{choice(WORDS).title()} {self.organization()}"
            if name in taken:
                name = f"{name} {len(players)}"
            if name in taken or slug(name) in taken:
                continue
            taken.update((name, slug(name)))
            players.append({"name": name, "kind": kind, "role": role, "summary": self.sentence(8, 14)})
        return players

    def stories(self):
        """The stories one by one, newest first."""
        for number in range(self.size):
            yield self.make_story(number)

    def make_story(self, number):
        chance = self.chance
        headline = self.phrase(chance.randint(6, 10))
        headline = headline[0].upper() + headline[1:]
        when = NEWEST - datetime.timedelta(minutes=37 * number)
        cast = list(dict.fromkeys(chance.choices(range(len(self.players)), cum_weights=self.fame, k=chance.randint(2, 5))))
        quotes = []
        for _ in range(chance.randint(2, 3)):
            speaker = chance.choices(self.people, cum_weights=self.fame_of_people)[0]
            if speaker not in cast:
                cast.append(speaker)
            paper = chance.choice(PAPERS)
            quotes.append({
                "text": self.paragraph(chance.randint(1, 2)),
                "speaker": self.players[speaker],
                "organization": self.organization(),
                "source": f"https://{paper}.example/{number}",
            })
        sections = [("", self.paragraph(3)), ("Why it matters", self.paragraph(3))]
        details = [self.paragraph(4), self.paragraph(4)]
        details.append(f"[{self.phrase(3)}](https://news.example/{number}) {self.paragraph(3)}")
        sections.append(("The details", "\n\n".join(details)))
        days = sorted(chance.sample(range(1, 90), chance.randint(3, 5)), reverse=True)
        timeline = [((when - datetime.timedelta(days=day)).date(), self.sentence(6, 12)) for day in days]
        return {
            "headline": headline,
            "name": f"{slug(headline)[:60]}-{number}",
            "when": when,
            "dek": self.sentence(12, 20),
            "author": chance.choice(AUTHORS),
            "place": chance.choice(PLACES),
            "topics": chance.sample(TOPICS, chance.randint(1, 3)),
            "cast": [self.players[i] for i in cast],
            "quotes": quotes,
            "sections": sections,
            "timeline": timeline,
            "takeaway": self.paragraph(3),
        }


def string(text):
    """A TOML string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def strings(texts):
    """A TOML array of strings."""
    return "[" + ", ".join(map(string, texts)) + "]"


def document(front_matter, body=""):
    return "\n".join(["+++", *front_matter, "+++", ""]) + (f"\n{body}" if body else "")


def body(story, *more):
    """The sections of a story; what else the layout has to say comes before the last one."""
    parts = [f"## {title}\n\n{text}" if title else text for title, text in story["sections"]]
    parts.append("## Timeline\n\n" + "\n".join(f"- **{day.isoformat()}** {text}" for day, text in story["timeline"]))
    parts += more
    parts.append("## The takeaway\n\n" + story["takeaway"])
    return "\n\n".join(parts) + "\n"


# The switches of outputs for machines; the sites of Hugo and Zola print none of them.
OUTPUTS_OFF = {
    "robots": "false",
    "sitemap": "false",
    "news_sitemap": "false",
    "structured_data": "false",
    "social": "false",
    "llms": "false",
    "markdown": "false",
    "ninjs": "false",
    "oembed": "false",
    "quote_embeds": "false",
    "records": "false",
    "search": "false",
    "quote_filter": "false",
    "feeds.formats": "[]",
}


def newsprint_settings(theme=None, outputs=OUTPUTS_OFF):
    """Path and text of newsprint's settings."""
    lines = ['title = "Bench Wire"', 'base_url = "https://bench.example"', 'language = "en"', 'timezone = "UTC"']
    if theme:
        lines.append(f"theme = {string(theme)}")
    lines += ["[urls]", 'story = "stories/{slug}"']
    lines += ["[outputs]", *(f"{key} = {value}" for key, value in outputs.items())]
    return "site.toml", "\n".join([*lines, ""])


def newsprint_files(newsroom, theme=None):
    """Path and text of each file of the newsroom, for newsprint."""
    yield newsprint_settings(theme)
    for player in newsroom.players:
        front_matter = [f"name = {string(player['name'])}", f"kind = {string(player['kind'])}",
                        f"summary = {string(player['summary'])}"]
        if player["role"]:
            front_matter += ["[[roles]]", f"title = {string(player['role'])}"]
        yield f"content/players/{slug(player['name'])}.md", document(front_matter)
    for story in newsroom.stories():
        front_matter = [
            f"title = {string(story['headline'])}", f"dek = {string(story['dek'])}",
            f"date = {story['when'].isoformat()}Z", f"authors = {strings([story['author']])}",
            f"place = {string(story['place'])}", f"topics = {strings(story['topics'])}",
        ]
        cast = [f"{player['name']}\n: {player['summary']}" for player in story["cast"]]
        said = [f"> {quote['text']}\n>\n> — {quote['speaker']['name']}, {quote['speaker']['role']}, "
                f"{quote['organization']} ({quote['source']})" for quote in story["quotes"]]
        text = body(story, "## The players\n\n" + "\n\n".join(cast), "## What they're saying\n\n" + "\n\n".join(said))
        yield f"content/stories/{story['name']}.md", document(front_matter, text)


def listed(story, table=""):
    """The front matter of a story's players and quotes, as lists of tables; `table` stands before their names."""
    lines = []
    for player in story["cast"]:
        lines += [f"[[{table}cast]]", f"name = {string(player['name'])}", f"desc = {string(player['summary'])}"]
    for quote in story["quotes"]:
        lines += [
            f"[[{table}quotes]]", f"text = {string(quote['text'])}", f"speaker = {string(quote['speaker']['name'])}",
            f"title = {string(quote['speaker']['role'])}", f"org = {string(quote['organization'])}",
            f"source = {string(quote['source'])}",
        ]
    return lines


def hugo_files(newsroom):
    """Path and text of each story, for Hugo; players and quotes are lists in its front matter."""
    for story in newsroom.stories():
        front_matter = [
            f"title = {string(story['headline'])}", f"date = {story['when'].isoformat()}Z",
            f"description = {string(story['dek'])}",
            f"players = {strings(player['name'] for player in story['cast'])}", f"topics = {strings(story['topics'])}",
            f"author = {string(story['author'])}", f"place = {string(story['place'])}", *listed(story),
        ]
        yield f"content/stories/{story['name']}.md", document(front_matter, body(story))


def zola_files(newsroom):
    """Path and text of each story, for Zola; as for Hugo, in the tables that Zola wants."""
    for story in newsroom.stories():
        front_matter = [
            f"title = {string(story['headline'])}", f"date = {story['when'].isoformat()}Z",
            f"description = {string(story['dek'])}", "[taxonomies]",
            f"players = {strings(player['name'] for player in story['cast'])}", f"topics = {strings(story['topics'])}",
            "[extra]", f"author = {string(story['author'])}", f"place = {string(story['place'])}",
            *listed(story, "extra."),
        ]
        yield f"content/stories/{story['name']}.md", document(front_matter, body(story))


LAYOUTS = {"newsprint": newsprint_files, "hugo": hugo_files, "zola": zola_files}


def unused(folder):
    """Whether a newsroom may be written here."""
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))


def write(files, out):
    """Writes files, each a path and its text, below a folder."""
    folders = set()
    for path, text in files:
        folder, name = os.path.split(path)
        if folder not in folders:
            (out / folder).mkdir(parents=True, exist_ok=True)
            folders.add(folder)
        with open(f"{out}/{path}", "w", encoding="utf-8", newline="\n") as file:
            file.write(text)


def make(layout, stories, out, *, seed, theme=None):
    """Writes a newsroom to a folder that is empty or missing."""
    newsroom = Newsroom(stories, seed)
    if layout == "newsprint":
        write(newsprint_files(newsroom, theme), out)
    else:
        shutil.copytree(HERE / layout, out, dirs_exist_ok=True)
        write(LAYOUTS[layout](newsroom), out)


def main():
    usage = argparse.ArgumentParser(description="Writes a newsroom of N made-up stories.")
    usage.add_argument("layout", choices=LAYOUTS)
    usage.add_argument("stories", metavar="N", type=int)
    usage.add_argument("out", metavar="OUT", type=Path, help="a folder that is empty or missing")
    usage.add_argument("--seed", metavar="S", type=int, default=SEED)
    usage.add_argument("--theme", metavar="NAME", help="newsprint's theme, if not broadsheet")
    asked = usage.parse_args()
    if asked.stories < 1:
        usage.error("a newsroom has at least one story")
    if asked.theme and asked.layout != "newsprint":
        usage.error("only newsprint's newsroom has a theme")
    if not unused(asked.out):
        sys.exit(f"newsroom.py: {asked.out} is in use; name a folder that is empty or missing")
    make(asked.layout, asked.stories, asked.out, seed=asked.seed, theme=asked.theme)


if __name__ == "__main__":
    main()
