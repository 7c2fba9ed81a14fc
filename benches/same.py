#!/usr/bin/env python3
"""Looks whether printed sites hold what the newsroom holds, so that they can be compared.

    same.py N NAME=OUTPUT... [--seed S]

Makes the newsroom of N stories again and looks for all of it in each output. A story's page must
have the headline, the dek, the author, every paragraph and event, every player by name, and its
quotes, no fewer and no more, each with speaker, title, organization and the address of its source.
Every player must have a page with all of the player's quotes and stories and no others. Pages are
compared as a reader sees them: tags, white space and the kind of quotation mark or dash do not
count. Prints how much was found and the first differences; exits with 1 when there are any.
"""
import argparse
import collections
import functools
import html.parser
import multiprocessing
import os
import re
import sys
from pathlib import Path

from newsroom import SEED, Newsroom

SHOWN = 10
INLINE = {"a", "abbr", "b", "bdi", "cite", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup", "time"}
FOLDED = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "…": "..."})
STORY = re.compile(r"/stories/[^/]*-(\d+)/$")


def fold(text):
    """The text with plain quotation marks and dashes and single spaces."""
    return " ".join(text.translate(FOLDED).split())


class Page(html.parser.HTMLParser):
    """What a page says: its text, its first heading, its links, and its quotes with what follows each."""

    def __init__(self, markup):
        super().__init__(convert_charrefs=True)
        self.parts, self.heading, self.links, self.quotes = [], "", set(), []
        self.hidden = 0
        self.in_heading = self.in_words = self.in_attribution = False
        self.feed(markup)
        self.close()
        self.text = fold("".join(self.parts))
        self.heading = fold(self.heading)
        self.quotes = [{"words": fold("".join(quote["words"])), "by": fold("".join(quote["by"])),
                        "links": quote["links"]} for quote in self.quotes]

    def handle_starttag(self, tag, attributes):
        if tag in ("head", "script", "style"):
            self.hidden += 1
        if tag not in INLINE:
            self.handle_data(" ")
        if tag == "h1" and not self.heading:
            self.in_heading = True
        elif tag == "blockquote":
            self.quotes.append({"words": [], "by": [], "links": set()})
            self.in_words, self.in_attribution = True, False
        elif tag in ("footer", "figcaption", "cite") and self.quotes and (self.in_words or self.in_attribution):
            self.in_words, self.in_attribution = False, True
        elif tag in ("h2", "h3", "section"):
            self.in_attribution = False
        if tag == "a":
            address = dict(attributes).get("href") or ""
            self.links.add(address)
            if self.in_attribution:
                self.quotes[-1]["links"].add(address)

    def handle_endtag(self, tag):
        if tag in ("head", "script", "style"):
            self.hidden -= 1
        if tag not in INLINE:
            self.handle_data(" ")
        if tag == "h1":
            self.in_heading = False
        elif tag == "blockquote":
            # What follows the words says whose they are.
            self.in_words, self.in_attribution = False, True
        elif tag in ("figure", "section"):
            self.in_attribution = False

    def handle_data(self, data):
        if self.hidden > 0:
            return
        self.parts.append(data)
        if self.in_heading:
            self.heading += data
        if self.in_words:
            self.quotes[-1]["words"].append(data)
        elif self.in_attribution:
            self.quotes[-1]["by"].append(data)


def lacking(page, story):
    """What the page of a story has otherwise than the newsroom."""
    differences = []

    def expect(name, text):
        if fold(text) not in page.text:
            differences.append(f"has no {name} “{text[:60]}”")

    if page.heading != fold(story["headline"]):
        differences.append(f"has the headline “{page.heading[:60]}” for “{story['headline']}”")
    expect("dek", story["dek"])
    expect("author", story["author"])
    expect("place", story["place"])
    for player in story["cast"]:
        expect("player", player["name"])
        expect("description", player["summary"])
    for _, text in [*story["sections"], ("", story["takeaway"])]:
        for paragraph in text.split("\n\n"):
            expect("paragraph", re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", paragraph))
    for _, text in story["timeline"]:
        expect("event", text)
    shown = {quote["words"]: quote for quote in page.quotes}
    for quote in story["quotes"]:
        found = shown.pop(fold(quote["text"]), None)
        if not found:
            differences.append(f"has no quote “{quote['text'][:60]}”")
            continue
        for said in (quote["speaker"]["name"], quote["speaker"]["role"], quote["organization"]):
            if fold(said) not in found["by"]:
                differences.append(f"has not {said} but “{found['by'][:60]}” at the quote “{quote['text'][:40]}”")
        if quote["source"] not in found["links"]:
            differences.append(f"has no link {quote['source']} at the quote “{quote['text'][:40]}”")
    return differences + [f"has a quote too many, “{words[:60]}”" for words in shown]


def look_at_story(asked):
    """The differences of one story's page."""
    path, story = asked
    return lacking(Page(path.read_text(encoding="utf-8")), story)


def look_at_profile(paths):
    """Heading, stories and quotes of a player's page, or of all its pages where it has several."""
    pages = [Page(Path(path).read_text(encoding="utf-8")) for path in paths]
    pages = [page for page in pages if page.heading]
    stories = {int(found[1]) for page in pages for link in page.links if (found := STORY.search(link))}
    return (pages[0].heading if pages else ""), stories, {quote["words"] for page in pages for quote in page.quotes}


def pages_of_stories(output):
    """The page of each story, by the number at the end of its address."""
    pages = {}
    for entry in os.scandir(output / "stories"):
        number = entry.name.rpartition("-")[2]
        if number.isdigit() and "-" in entry.name:
            pages[int(number)] = Path(entry.path, "index.html")
    return pages


def compare(output, newsroom, pool):
    """Counts of what was looked at, and the differences, of one output."""
    pages = pages_of_stories(output)
    stories_of, quotes_of = collections.defaultdict(set), collections.defaultdict(set)
    differences, quotes = [], 0

    def known():
        nonlocal quotes
        for number, story in enumerate(newsroom.stories()):
            for player in story["cast"]:
                stories_of[fold(player["name"])].add(number)
            for quote in story["quotes"]:
                quotes_of[fold(quote["speaker"]["name"])].add(fold(quote["text"]))
            quotes += len(story["quotes"])
            path = pages.pop(number, None)
            if path:
                yield path, story
            else:
                differences.append(f"story {number} has no page")

    asked = list(known())
    for (path, _), found in zip(asked, pool.imap(look_at_story, asked, chunksize=32)):
        differences += [f"{path.relative_to(output)} {difference}" for difference in found]
    differences += [f"{path.relative_to(output)} is of no story" for path in pages.values()]

    profiles = [sorted(Path(entry.path).rglob("index.html"))
                for entry in os.scandir(output / "players") if entry.is_dir()]
    shown = set()
    for paths, (name, stories, said) in zip(profiles, pool.imap(look_at_profile, profiles, chunksize=8)):
        if name not in stories_of:
            continue  # A list of players, or a player in no story.
        shown.add(name)
        for kind, found, wanted in (("stories", stories, stories_of[name]), ("quotes", said, quotes_of[name])):
            if found != wanted:
                differences.append(f"{paths[0].relative_to(output)} lacks {len(wanted - found)} {kind} "
                                   f"and has {len(found - wanted)} too many")
    differences += [f"player {name} has no page" for name in stories_of if name not in shown]
    return f"{len(asked):,} stories, {quotes:,} quotes, {len(shown):,} players", differences


def same(size, seed, outputs, tell=print):
    """Looks at each output, by name, and tells what it found; whether all of them hold the newsroom."""
    good = True
    with multiprocessing.Pool() as pool:
        for name, output in outputs.items():
            try:
                found, differences = compare(output, Newsroom(size, seed), pool)
            except OSError as error:
                found, differences = "nothing", [f"{error.filename}: {error.strerror}"]
            tell(f"{name}: {found}, {len(differences):,} differences")
            for difference in differences[:SHOWN]:
                tell(f"  {difference}")
            good = good and not differences
    return good


def main():
    usage = argparse.ArgumentParser(description="Looks whether printed sites hold what the newsroom holds.")
    usage.add_argument("stories", metavar="N", type=int)
    usage.add_argument("outputs", metavar="NAME=OUTPUT", nargs="+")
    usage.add_argument("--seed", metavar="S", type=int, default=SEED)
    asked = usage.parse_args()
    outputs = {}
    for output in asked.outputs:
        name, equals, folder = output.partition("=")
        if not equals:
            usage.error(f"{output} is not NAME=OUTPUT")
        outputs[name] = Path(folder)
    sys.exit(0 if same(asked.stories, asked.seed, outputs, functools.partial(print, flush=True)) else 1)


if __name__ == "__main__":
    main()
