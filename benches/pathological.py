#!/usr/bin/env python3
"""Writes a newsroom that is hard to print because it has too much of one thing.

    pathological.py KIND N OUT

    one-player     N stories, and one player is described, quoted and mentioned in every one
    one-speaker    N quotes by one speaker, ten in a story
    many-names     N players with four names each, and 1,000 stories that mention ten of them
    many-players   one story with N players
    long-story     one story of N bytes: sections, quotes, a timeline, links, names
    one-topic      N stories, all of one topic, one author and one place

Each must cost twice as much when N is twice as large, and no more; `hard` looks whether it does.
The same KIND and N give the same newsroom, byte for byte.
"""
import argparse
import datetime
import sys
from pathlib import Path

from newsroom import (FIRST_NAMES, NEWEST, SEED, Words, document, newsprint_settings, slug, string, strings, unused,
                      write)

SYLLABLES = """ba be bor da del dun fa fen gar hal hol ja jor ka kel lan lor ma mer mon na nel nor pa per qua ra
ren ros sa sel sol ta tem tor va vel vor wen yar""".split()


def story(number, body, *, title=None, topics=(), place=None):
    """Path and text of a story; the first is the newest."""
    front_matter = [f"title = {string(title or f'Story {number} of the harbor')}",
                    f"date = {(NEWEST - datetime.timedelta(minutes=number)).isoformat()}Z",
                    'authors = ["Nora Quill"]', f"topics = {strings(topics)}"]
    if place:
        front_matter.append(f"place = {string(place)}")
    return f"content/stories/story-{number}.md", document(front_matter, body)


def quote(words, speaker, number):
    return f"> {words}\n>\n> — {speaker}, president, Dock Workers' Union (https://harborradio.example/{number})"


def person(number):
    """First and last name; the last name is another one for each number below two million."""
    return FIRST_NAMES[number % len(FIRST_NAMES)], invented(number)


def invented(number):
    """A last name of four syllables; numbers beside one another give names that are not alike."""
    number = number * 1_000_003 % len(SYLLABLES) ** 4
    parts = []
    for _ in range(4):
        number, part = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[part])
    return "".join(parts).title()


def profile(name, kind, summary, aliases=()):
    """Path and text of a player's file."""
    front_matter = [f"name = {string(name)}", f"kind = {string(kind)}", f"summary = {string(summary)}"]
    if aliases:
        front_matter.append(f"aliases = {strings(aliases)}")
    return f"content/players/{slug(name)}.md", document(front_matter)


def one_player(size, words):
    societies = [f"{invented(number)} Society" for number in range(100)]
    yield profile("Ida Sund", "person", words.sentence())
    for society in societies:
        yield profile(society, "organization", words.sentence())
    for number in range(size):
        yield story(number, "\n\n".join([
            f"{words.sentence()} Ida Sund said so. {words.paragraph(3)}",
            f"## The players\n\nIda Sund\n: {words.sentence()}\n\n{societies[number % 100]}\n: {words.sentence()}",
            "## What they're saying\n\n" + quote(words.paragraph(2), "Ida Sund", number),
        ]) + "\n")


def one_speaker(size, words):
    for first in range(0, size, 10):
        said = [quote(words.paragraph(2), "Ida Sund", number) for number in range(first, min(first + 10, size))]
        yield story(first // 10, words.paragraph(3) + "\n\n## What they're saying\n\n" + "\n\n".join(said) + "\n")


def many_names(size, words):
    def names(number):
        first, last = person(number)
        return [f"{first} {last}", f"{first[0]}. {last}", f"{first} {last}, M.D.", f"The Honorable {last}"]

    for number in range(size):
        name, *others = names(number)
        yield profile(name, "person", words.sentence(), others)
    for number in range(1000):
        mentions = [names(words.chance.randrange(size))[words.chance.randrange(4)] for _ in range(10)]
        text = [f"{words.sentence()[:-1]} {name} {words.sentence().lower()}" for name in mentions]
        yield story(number, "\n\n".join(text) + "\n")


def many_players(size, words):
    cast = [f"{' '.join(person(number))}\n: {words.sentence(5, 9)}" for number in range(size)]
    yield story(0, words.paragraph(3) + "\n\n## The players\n\n" + "\n\n".join(cast) + "\n")


def long_story(size, words):
    """Parts until the file has its length; the last one is cut."""
    path, text = story(0, words.paragraph(3) + "\n\n", title="A long story")
    parts, length, number = [text], len(text.encode()), 0
    while length < size:
        number += 1
        part = [f"{words.paragraph(4)} [{words.phrase(3)}](https://news.example/{number}) *{words.phrase(4)}* "
                f"{' '.join(person(number % 50))} {words.sentence().lower()}"]
        if number % 40 == 0:
            part.append(f"## Part {number // 40}")
        if number % 20 == 0:
            part.append(quote(words.paragraph(2), " ".join(person(number % 7)), number))
        if number % 100 == 0:
            part.append("\n".join(f"- **2026-{month:02}-01** {words.sentence()}" for month in range(1, 11)))
        parts.append("\n\n".join(part) + "\n\n")
        length += len(parts[-1].encode())
    yield path, "".join(parts).encode()[:size].decode("utf-8", "ignore")


def one_topic(size, words):
    for number in range(size):
        yield story(number, f"{words.paragraph(3)}\n\n## Why it matters\n\n{words.paragraph(3)}\n", topics=["harbor"],
                    place="Harbor City")


KINDS = {
    "one-player": one_player, "one-speaker": one_speaker, "many-names": many_names, "many-players": many_players,
    "long-story": long_story, "one-topic": one_topic,
}


def newsroom(kind, size, out, *, theme=None):
    """Writes the newsroom to a folder that is empty or missing."""
    def files():
        yield newsprint_settings(theme)
        yield from KINDS[kind](size, Words(SEED))
    write(files(), out)


def main():
    usage = argparse.ArgumentParser(description="Writes a newsroom that has too much of one thing.")
    usage.add_argument("kind", choices=KINDS)
    usage.add_argument("size", metavar="N", type=int)
    usage.add_argument("out", metavar="OUT", type=Path, help="a folder that is empty or missing")
    asked = usage.parse_args()
    if asked.size < 1:
        usage.error("N is at least 1")
    if not unused(asked.out):
        sys.exit(f"pathological.py: {asked.out} is in use; name a folder that is empty or missing")
    newsroom(asked.kind, asked.size, asked.out)


if __name__ == "__main__":
    main()
