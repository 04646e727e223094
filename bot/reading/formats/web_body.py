"""The body of a web page: where its running text is, without what sites print around and behind it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.reading.formats.markup import Element, Passage
from bot.reading.formats.web_lines import LINE_LIMIT, heads_a_tail, is_notice
from bot.reading.outline import Heading
from bot.reading.pieces import Block, Role

_DEPTH = 60
"""Levels above a passage that may be the container of the article."""

_COUNTED = 120
"""Characters of one passage that count, so that no long one outweighs the rest."""

_RUNNING = 18
"""Characters of a passage with a sentence; what is shorter may be a button."""

_LINKED = 0.34
"""The share of links above which a passage is one."""

_BEHIND = 5
"""Lines behind the text that may say who wrote it."""

_SHARE = 0.7
"""Of the running text, what the part of a container must hold to be looked into further."""

_ASIDE_TAGS = frozenset({"nav", "footer", "aside"})
_ASIDE_NAMES = re.compile(
    r"comment|pinglun|gentie|tiezi|reply|recommend|related|relate|tuijian|xiangguan|hot[-_]?(?:news|list|rank)|sidebar|footer"
    r"|copyright|breadcrumb|crumb|disclaimer|statement|qrcode|(?:^|[\s_-])(?:nav|foot|side|rank|aside|reco|rec|tags?|keywords)(?=$|[\s_-])",
    re.IGNORECASE,
)

_ENDS = re.compile(r"[。！？；…”：][”’）)」』]{0,8}$|[。！？]")


@dataclass(frozen=True, slots=True)
class Body:
    """The passages of an article, from the first to the last of its running text, and their place."""

    passages: tuple[Passage, ...]
    start: int
    """Which passage of the page is the first."""
    behind: tuple[str, ...]
    """The lines right behind it, and notices in it."""


def find_body(passages: Sequence[Passage], headline: int | None = None) -> Body | None:
    """The body among the passages of a page; None where there is no running text.

    `headline` is the passage that is the headline, where one is: the body is under it.
    """
    first = 0 if headline is None else headline + 1
    asides = _Asides(None if headline is None else passages[headline].holder)
    open_ones = [place for place in range(first, len(passages)) if not asides.hold(passages[place].holder)]
    running = [place for place in open_ones if _is_running(passages[place])]
    if not running:
        return find_body(passages) if headline is not None else None
    container = _container([passages[place] for place in running])
    inside = [place for place in open_ones if _holds(container, passages[place].holder)]
    text = [place for place in running if _holds(container, passages[place].holder)]
    start = _start(passages, inside, text)
    kept = list(_kept(passages, [place for place in inside if place >= start], text))
    if not kept:
        return None
    left_out = [passages[place].text for place in range(start, min(len(passages), kept[-1] + _BEHIND))]
    notices = tuple(text for text in left_out if len(text) <= LINE_LIMIT and is_notice(text))
    return Body(tuple(passages[place] for place in kept), start, notices)


def _is_running(passage: Passage) -> bool:
    """Whether a passage is running text: a sentence outside links."""
    text = passage.text
    return (
        len(text) >= _RUNNING
        and passage.linked < _LINKED
        and isinstance(passage.part, Block)
        and passage.part.role in (Role.PARAGRAPH, Role.SUBHEAD)
        and _ENDS.search(text) is not None
        and not is_notice(text)
    )


class _Asides:
    """Knows what stands beside an article by its tag or name: comments, recommendations, navigation.

    What holds the headline is none, whatever it is called.
    """

    def __init__(self, headline: Element | None) -> None:
        self._known: dict[Element, bool] = {}
        for element in () if headline is None else _with_ancestors(headline):
            self._known[element] = False

    def hold(self, element: Element) -> bool:
        """Whether an element is in one of them."""
        seen: list[Element] = []
        found = False
        for each in _with_ancestors(element):
            known = self._known.get(each)
            seen.append(each)
            if known is not None or each.tag in ("body", "html"):
                found = bool(known)
                break
            if each.tag in _ASIDE_TAGS or _is_named_aside(each):
                found = True
                break
        self._known.update(dict.fromkeys(seen, found))
        return found


def _is_named_aside(element: Element) -> bool:
    return _ASIDE_NAMES.search(f"{element.get('class', '')} {element.get('id', '')}") is not None


def _container(running: Sequence[Passage]) -> Element:
    """The innermost element that holds most of the running text."""
    weights: defaultdict[Element, int] = defaultdict(int)
    counts: defaultdict[Element, int] = defaultdict(int)
    children: defaultdict[Element, dict[Element, None]] = defaultdict(dict)
    for passage in running:
        below: Element | None = None
        for element in _with_ancestors(passage.holder):
            if below is not None:
                children[element][below] = None
            weights[element] += min(len(passage.text), _COUNTED)
            counts[element] += 1
            below = element
    # More than one where a page is nested more deeply than is looked at.
    tops = [element for element in weights if _is_top(element, weights)]
    at = max(tops, key=lambda top: weights[top])
    while True:
        best = max(children[at], key=lambda child: weights[child], default=None)
        if best is None or weights[best] < _SHARE * weights[at]:
            return at
        if counts[best] == 1 and counts[at] > 1:
            return at
        at = best


def _is_top(element: Element, weights: dict[Element, int]) -> bool:
    above = element.getparent()
    return above is None or above not in weights


def _with_ancestors(element: Element) -> Iterator[Element]:
    yield element
    yield from islice(element.iterancestors(), _DEPTH)


def _holds(container: Element, element: Element) -> bool:
    return element is container or any(
        above is container for above in islice(element.iterancestors(), _DEPTH)
    )


def _start(passages: Sequence[Passage], inside: Sequence[int], text: Sequence[int]) -> int:
    """Where the body begins: with its first sentence, and what belongs to it right above."""
    start = text[0]
    for place in reversed([place for place in inside if place < text[0]]):
        part = passages[place].part
        belongs = isinstance(part, Block) and part.role is Role.CAPTION
        if not belongs or is_notice(part.text):
            break
        start = place
    return start


def _kept(passages: Sequence[Passage], inside: Sequence[int], text: Sequence[int]) -> Iterator[int]:
    """The passages that are the article's: without notices, links and lists, up to where its tail begins."""
    cut = False
    last = text[-1]
    for place in inside:
        passage = passages[place]
        if heads_a_tail(passage.text):
            told = sum(each < place for each in text)
            if told * 2 >= len(text):
                return
            cut = True
        elif place > last and isinstance(passage.part, Heading):
            return
        elif place > last and passage.text.strip("+ ").isdigit():
            continue
        elif _is_running(passage):
            cut = False
            yield place
        elif not cut and passage.linked < _LINKED and not is_notice(passage.text):
            yield place
