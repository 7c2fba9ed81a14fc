"""The newsroom in a language of made-up words, for figures that depend on how often words are said.

There are 40,000 words, of which each is said as often as its place in the list says (Zipf's law). What is
made of them packs about as well as English does; the 150 words of `newsroom.py` pack far better.
"""
import itertools
import random

import newsroom
from newsroom import SEED

SYLLABLES = [a + b for a in "bcdfghjklmnprstvwz" for b in ("a", "e", "i", "o", "u", "an", "er", "or")]
COUNT = 40_000


class Newsroom(newsroom.Newsroom):
    """The newsroom in a language of made-up words."""

    vocabulary = ["".join(part) for part in itertools.islice(itertools.product(SYLLABLES, repeat=3), 0, None, 71)]
    random.Random(SEED).shuffle(vocabulary)
    vocabulary = vocabulary[:COUNT]
    often = list(itertools.accumulate(1 / (place + 2) for place in range(len(vocabulary))))

    def phrase(self, words):
        return " ".join(self.chance.choices(self.vocabulary, cum_weights=self.often, k=words))
