#!/usr/bin/env python3
"""Writes a newsroom of N made-up stories, as newsprint or as Hugo wants it.

    newsroom.py newsprint|hugo N OUT [--seed S]

The same N and seed give the same newsroom, byte for byte, and both layouts hold the same: each
story has a headline, a dek, a date, an author, a place, topics, a body in sections, a timeline,
players with a description each, and quotes with speaker, title, organization and source. A tenth
as many players as stories (40 at least) are spread as in real news: few are in many stories, many
in few. The last paragraph of a file is the last of the story's body in both layouts, and both
print a story at `/stories/NAME/`, where NAME is that of its file; it ends with the story's number.

newsprint prints the newsroom with its own theme; the Hugo site beside this file (`hugo/`) prints
no more than that: a page for each story, player and topic, the stories by page, one page of
quotes, a feed and a sitemap.
"""
import argparse
import datetime
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
# The newest story is of this moment, and each one before it 37 minutes older.
NEWEST = datetime.datetime(2026, 11, 1, 12, 0)


def slug(text):
    """The text as part of an address: lower case, with hyphens."""
    return "".join(c if c.isalnum() else "-" for c in text.lower()).strip("-")


class Newsroom:
    """Players and stories, all drawn from one seeded source of chance, in one order."""

    def __init__(self, size, seed):
        self.size = size
        self.chance = random.Random(seed)
        self.players = self.make_players(max(40, size // 10))
        # The chance of being in a story falls with the number of the player.
        self.fame = [1 / (i + 1) ** .7 for i in range(len(self.players))]
        self.people = [i for i, player in enumerate(self.players) if player["kind"] == "person"]
        self.fame_of_people = [self.fame[i] for i in self.people]

    def phrase(self, words):
        """Words and small words in turn."""
        return " ".join(self.chance.choice(GLUE if i % 2 else WORDS) for i in range(words))

    def sentence(self, least=9, most=22):
        words = self.phrase(self.chance.randint(least, most))
        return words[0].upper() + words[1:] + "."

    def paragraph(self, sentences):
        return " ".join(self.sentence() for _ in range(sentences))

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
        cast = list(dict.fromkeys(chance.choices(range(len(self.players)), self.fame, k=chance.randint(2, 5))))
        quotes = []
        for _ in range(chance.randint(2, 3)):
            speaker = chance.choices(self.people, self.fame_of_people)[0]
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


def newsprint_files(newsroom):
    """Path and text of each file of the newsroom, for newsprint."""
    settings = ['title = "Bench Wire"', 'base_url = "https://bench.example"', 'language = "en"', 'timezone = "UTC"',
                "[urls]", 'story = "stories/{slug}"', ""]
    yield "site.toml", "\n".join(settings)
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


def hugo_files(newsroom):
    """Path and text of each story, for Hugo; players and quotes are lists in its front matter."""
    for story in newsroom.stories():
        front_matter = [
            f"title = {string(story['headline'])}", f"date = {story['when'].isoformat()}Z",
            f"description = {string(story['dek'])}",
            f"players = {strings(player['name'] for player in story['cast'])}", f"topics = {strings(story['topics'])}",
            f"author = {string(story['author'])}", f"place = {string(story['place'])}",
        ]
        for player in story["cast"]:
            front_matter += ["[[cast]]", f"name = {string(player['name'])}", f"desc = {string(player['summary'])}"]
        for quote in story["quotes"]:
            front_matter += [
                "[[quotes]]", f"text = {string(quote['text'])}", f"speaker = {string(quote['speaker']['name'])}",
                f"title = {string(quote['speaker']['role'])}", f"org = {string(quote['organization'])}",
                f"source = {string(quote['source'])}",
            ]
        yield f"content/stories/{story['name']}.md", document(front_matter, body(story))


def main():
    usage = argparse.ArgumentParser(description="Writes a newsroom of N made-up stories.")
    usage.add_argument("layout", choices=["newsprint", "hugo"])
    usage.add_argument("stories", metavar="N", type=int)
    usage.add_argument("out", metavar="OUT", type=Path, help="a folder that is empty or missing")
    usage.add_argument("--seed", metavar="S", type=int, default=20261123)
    asked = usage.parse_args()
    if asked.stories < 1:
        usage.error("a newsroom has at least one story")
    if asked.out.exists() and (not asked.out.is_dir() or any(asked.out.iterdir())):
        sys.exit(f"newsroom.py: {asked.out} is in use; name a folder that is empty or missing")

    if asked.layout == "hugo":
        shutil.copytree(HERE / "hugo", asked.out, dirs_exist_ok=True)
    files = {"newsprint": newsprint_files, "hugo": hugo_files}[asked.layout]
    folders = set()
    for path, text in files(Newsroom(asked.stories, asked.seed)):
        path = asked.out / path
        if path.parent not in folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.add(path.parent)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
