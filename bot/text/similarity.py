"""How alike two texts are, by the runs of characters that they share.

A text is taken as the set of its character n-grams (Broder's shingles, 1997), hashed by CRC-32 so that the
numbers are the same in every run and on every machine. Containment finds a short edition inside a long one,
where the Jaccard index alone would miss it.
"""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

from bot.text.characters import bare

SHINGLE_LENGTH = 4
"""Characters a shingle: shorter ones are shared by any two Chinese texts, longer ones break at every edit."""

LONGEST = 20_000
"""Characters of a text that are looked at: more than any article of a newspaper has."""

_REMEMBERED = 64
"""Texts whose shingles are kept: as many as an article is compared with."""

SKETCH_ONE_IN = 16
"""One shingle in so many is indexed: about sixty for an article of a thousand characters."""

SKETCH_AT_LEAST = 4
"""A short text is indexed by at least so many shingles."""


def shingles(text: str) -> frozenset[int]:
    """The hashes of all runs of characters of a text, punctuation, blanks, width and case aside.

    Of a text that is longer than `LONGEST`, its beginning tells enough.
    """
    return _shingles(text[:LONGEST])


@lru_cache(maxsize=_REMEMBERED)
def _shingles(text: str) -> frozenset[int]:
    plain = bare(text)
    if len(plain) <= SHINGLE_LENGTH:
        return frozenset({crc32(plain.encode("utf-32-le", "surrogatepass"))}) if plain else frozenset()
    last = len(plain) - SHINGLE_LENGTH + 1
    return frozenset(
        crc32(plain[i : i + SHINGLE_LENGTH].encode("utf-32-le", "surrogatepass")) for i in range(last)
    )


def jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    """What the two share, of all that either has: 0 to 1. Two empty texts share nothing."""
    union = len(a | b)
    return len(a & b) / union if union else 0.0


def containment(a: frozenset[int], b: frozenset[int]) -> float:
    """What the two share, of the smaller one: 1 where one stands wholly in the other."""
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0


def sketch(of: frozenset[int]) -> frozenset[int]:
    """The few shingles to index: alike texts share some of their sketches, also where one contains the other.

    Whether a shingle is taken depends on its hash alone (mod-p sampling, Broder 1997), so a part of a text
    has a part of the sketch of the whole; the smallest hashes are added so that no short text is without.
    """
    sampled = {shingle for shingle in of if shingle % SKETCH_ONE_IN == 0}
    return frozenset(sampled.union(sorted(of)[:SKETCH_AT_LEAST]))
