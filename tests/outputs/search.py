"""The index of searches, read by the words of `docs/search.md` and by nothing of newsprint's own.

Every file is read to its last byte: words stand in order and within their file, numbers are those of
documents, addresses lead to something printed, and years begin where they say. Then each word of each
headline, name and quote has to lead to the document that says it.
"""
import json
import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

KINDS = ("stories", "players", "quotes")
# The field of a document that is searched: headline, name, words.
SAID = 1


def number(data, at):
    """A number of seven bits to a byte, and where it ends."""
    value, shift = 0, 0
    while True:
        byte = data[at]
        value, shift, at = value | (byte & 127) << shift, shift + 7, at + 1
        if byte < 128:
            return value, at


def documents(data):
    """What follows a word: for each kind whether all documents are listed, and their numbers."""
    kinds, at, found = data[0], 1, {}
    for kind in (kind for kind in range(3) if kinds >> kind & 1):
        count, at = number(data, at)
        numbers, is_last, level = [], False, 16
        while not is_last:
            is_last, before, level = bool(data[at] & 16), level, data[at] & 15
            if not 0 < level < before:
                raise ValueError("groups do not go from strong to weak")
            size, at = number(data, at + 1)
            last, at = number(data, at)
            numbers.append(last)
            for _ in range(size - 1):
                less, at = number(data, at)
                last -= less
                numbers.append(last)
        if len(set(numbers)) != len(numbers) or (count % 2 == 0 and count // 2 != len(numbers)):
            raise ValueError("documents stand twice, or are fewer than it says")
        found[kind] = (count % 2 == 0, set(numbers))
    if at != len(data):
        raise ValueError("something stands behind the documents")
    return found


def words(data):
    """Each word of a file with its documents."""
    at, word = 0, b""
    while at < len(data):
        shared, at = number(data, at)
        length, at = number(data, at)
        word = word[:shared] + data[at:at + length]
        size, at = number(data, at + length)
        yield word, documents(data[at:at + size])
        at += size


def index(site, folder, manifest):
    """All words of an index, and what is wrong with their files."""
    firsts = [first.encode() for first, _ in manifest["words"]]
    found, problems = {}, []
    for place, first in enumerate(firsts):
        file = f"{folder}/words/{place}.bin"
        try:
            here = list(words((site.folder / file).read_bytes()))
        except (OSError, IndexError, ValueError) as error:
            problems.append(f"{file} cannot be read: {error}")
            continue
        order = [word for word, _ in here]
        end = firsts[place + 1] if place + 1 < len(firsts) else b"\xff"
        if order != sorted(set(order)) or any(not first <= word < end for word in order):
            problems.append(f"{file} holds words out of order, or of another file")
        found.update(here)
    return found, problems


def listed(site, folder, manifest, kind):
    """The documents of a kind, and what is wrong with them."""
    name, problems, all_of_kind = KINDS[kind], [], []
    count, years = manifest[name]["count"], [start for _, start in manifest[name].get("years", [])]
    for place in range(-(-count // manifest["size"])):
        all_of_kind += json.loads(site.read(f"{folder}/{name}/{place}.json"))
    if len(all_of_kind) != count:
        problems.append(f"there are {len(all_of_kind)} {name}, and not {count}")
    if years != sorted(set(years)) or years[:1] not in ([], [0]) or any(start >= count for start in years):
        problems.append(f"years of {name} do not follow one another")
    origin = "://".join(urlsplit(site.base)[:2])
    lost = [document[0] for document in all_of_kind if site.file_at(origin + document[0]) is None]
    problems += [f"{address} leads to nothing printed" for address in lost]
    return all_of_kind, problems


def unfound(found, all_of_kind, kind):
    """Words of documents that do not lead to them."""
    for place, document in enumerate(all_of_kind):
        for word in re.findall(r"(?<![^\W_])[a-z0-9]{2,32}(?![^\W_])", document[SAID].rstrip("…").lower()):
            is_whole, numbers = found.get(word.encode(), {}).get(kind, (True, ()))
            if is_whole and place not in numbers:
                yield f"{word} does not lead to {document[0]}"


def problems(site, file):
    """What is wrong with an index, by its manifest."""
    folder = str(PurePosixPath(file).parent)
    manifest = json.loads(site.read(file))
    if manifest["version"] != 1:
        return [f"is of version {manifest['version']}"]
    found, wrong = index(site, folder, manifest)
    for kind, name in enumerate(KINDS):
        all_of_kind, more = listed(site, folder, manifest, kind)
        count = manifest[name]["count"]
        beyond = [word for word, by in found.items() if max(by.get(kind, (True, {0}))[1], default=0) >= max(count, 1)]
        wrong += more + [f"{word.decode()} leads to {name} that are not there" for word in beyond]
        wrong += unfound(found, all_of_kind, kind)
    return wrong


def check(site):
    """Each index, with what is wrong in it."""
    for file in site.matching(r"(.*/)?search/manifest\.json"):
        yield file, problems(site, file)
