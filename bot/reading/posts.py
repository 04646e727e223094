"""Articles as they stand in messages: a line is a paragraph there, which nobody has wrapped to a width."""

from __future__ import annotations

import re
from itertools import pairwise

LONG = 22
"""Characters from which a line is a paragraph, and no headline or byline."""

LONGEST = 2_000
"""Characters of a post; a longer text is a page, whose lines are read by their measures."""

_INDENTED = re.compile(r"^[\u3000 \t]", re.MULTILINE)
_SENTENCE_END = re.compile(r"[。！？!?；;…][”’」』）)】]*$|[）)】]$")
_TAGS = re.compile(r"^(?:#\S+\s+)+(?=\S)")
_HEADLINE_IN_BRACKETS = re.compile(rf"【([^【】\n]{{6,40}})】\s*(?=[^\n]{{{LONG}}})")


def as_page(post: str) -> str:
    """The text of a message as a page, whose paragraphs blank lines part.

    A page, and what is indented, wrapped to a width or has blank lines, stays as it is. A headline in 【】
    before the first sentence gets a line of its own; tags before a headline go.
    """
    if len(post) > LONGEST or _INDENTED.search(post):
        return post
    text = _TAGS.sub("", post.strip())
    headline = _HEADLINE_IN_BRACKETS.match(text)
    if headline is None:
        return _parted(text)
    return f"{headline[1]}\n\n{_parted(text[headline.end() :])}"


def _parted(text: str) -> str:
    lines = [line.strip() for line in text.splitlines()]
    long = [line for line in lines if len(line) >= LONG]
    if not long or not all(lines) or not all(map(_SENTENCE_END.search, long)):
        return text
    page = lines[0]
    for before, line in pairwise(lines):
        headings = len(before) < LONG and len(line) < LONG
        page += ("\n" if headings else "\n\n") + line
    return page
