"""The headline of a web page, and the lines beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.reading.formats.imprint import day_in
from bot.reading.formats.markup import Element, Passage
from bot.reading.formats.web_fields import metas
from bot.reading.formats.web_said import source_in
from bot.reading.outline import Heading
from bot.reading.pieces import HEADING_LIMIT, tidy
from bot.text.characters import bare

_SEPARATOR = re.compile(r"\s?(?:[_|｜丨»]|[-–—－]|(?<=\s)[·•](?=\s))+\s?")
"""What stands between a headline and the name of the site; also inside headlines."""

_SITE = re.compile(
    r"网$|网站|[报刊]$|新闻$|频道$|在线$|门户|官网|官方|平台$|客户端|公众号|首页$|资讯$|中心$|滚动$|正文$|订阅$|电视台$|融媒|人民政府"
    r"|财经$|体育$|娱乐$|科技$|[A-Za-z]{2,}(?:\.\w+)*$|^[A-Za-z]{2,}\s"
)
"""What names of sites and of their sections are built of."""

_LONGEST_SITE = 24
_LONGEST_LOGO = 14
_LONGEST_LABEL = 3
_SHORTEST = 5
"""Characters of the name of a site, of one that stands alone, of a label behind a headline (原创), and of a
headline."""

_LOOKED_AT = 2_000
"""Passages among which the headline is looked for: menus over it have some hundred."""

_LIKE = 0.6
"""The share of its pairs of characters that a first heading shares with the title that it words anew."""

_NO_HEADLINE = re.compile(
    r"(?:首页|正文|新闻|详情|文章|导航|登录|搜索|目录|当前位置.*|相关.{2,4}|.{0,4}推荐|热点.{0,4}|.{2,8}(?:频道|新闻网|网站|官网|门户))"
)
_TITLE_NAMES = re.compile(r"title|headline|biaoti|\btit\b|\bbt\b", re.IGNORECASE)
_NEAR = 14
"""Passages between a headline and its text, in which it is said who wrote it."""

_META_TITLES = ("og:title", "twitter:title", "articletitle", "title", "headline")


@dataclass(frozen=True, slots=True)
class Head:
    """What is said over an article."""

    headline: str | None
    place: int | None
    """Which passage of the page is the headline, where it shows it."""
    kicker: str | None = None
    subheadline: str | None = None


def find_head(tree: Element, passages: Sequence[Passage], body: int | None = None) -> Head:
    """The headline of a page: what it shows and its titles agree on, without the site's name.

    `body` is the passage where its text begins, where that is known.
    """
    titles = list(dict.fromkeys(_titles(tree)))
    forms = {bare(form): form for title in titles for form in _forms(title)}
    for place in _shown(passages, body):
        text = passages[place].text
        plain = bare(text)
        if len(text) <= _LONGEST_LOGO and _is_site(text):
            continue
        if plain in forms or _is_cut(plain, titles):
            return Head(text[:HEADING_LIMIT], place)
        if _is_first(passages[place]) and _is_like(plain, titles):
            labelled = (
                form for known, form in forms.items() if 0 < len(plain) - len(known) <= _LONGEST_LABEL
            )
            whole = next((form for form in labelled if plain.startswith(bare(form))), text)
            return Head(whole[:HEADING_LIMIT], place)
    over = _over(passages, body) if body is not None else None
    named = _without_site(titles)
    if over is not None and (named is None or _NO_HEADLINE.fullmatch(named) or _SITE.search(named)):
        return Head(passages[over].text[:HEADING_LIMIT], over)
    return Head(named, None)


def with_lines_beside(head: Head, passages: Sequence[Passage], body: int) -> Head:
    """The head with the headings right over and under the headline, which stand in the same element."""
    if head.place is None:
        return head
    over = _beside(passages, head.place, head.place - 1, body)
    under = _beside(passages, head.place, head.place + 1, body)
    return replace(head, kicker=over, subheadline=under)


def _beside(passages: Sequence[Passage], headline: int, place: int, body: int) -> str | None:
    if not 0 <= place < body:
        return None
    passage, holder = passages[place], passages[headline].holder
    if not isinstance(passage.part, Heading) or passage.linked > 0 or holder.getparent() is None:
        return None
    same = passage.holder is not holder and passage.holder.getparent() is holder.getparent()
    text = passage.text
    other = source_in(text) or day_in(text) or _is_site(text) or _NO_HEADLINE.fullmatch(text)
    return text if same and _SHORTEST <= len(text) <= HEADING_LIMIT and not other else None


def _titles(tree: Element) -> Iterator[str]:
    """The title of the page, then what its meta tags call the article."""
    for element in tree.iter("title"):
        if text := tidy("".join(element.itertext())[:1_000]):
            yield text
            break
    yield from metas(tree, _META_TITLES)


def site_names(tree: Element) -> Iterator[str]:
    """What meta tags call the site, then what stands behind the headline in the title."""
    yield from metas(tree, ("og:site_name", "application-name"))
    for title in list(_titles(tree))[:1]:
        yield from _SEPARATOR.split(title)[:0:-1]


def _forms(title: str) -> Iterator[str]:
    """A title as it may be shown: whole, and without one or more names behind it or in front of it."""
    yield title
    places = list(_SEPARATOR.finditer(title))[:8]
    for match in reversed(places):
        if len(head := title[: match.start()]) >= _SHORTEST:
            yield head
    for match in places:
        if _is_site(title[: match.start()]) and len(rest := title[match.end() :]) >= _SHORTEST:
            yield rest


def _is_site(words: str) -> bool:
    return len(words) <= _LONGEST_SITE and _SITE.search(words) is not None


def _shown(passages: Sequence[Passage], body: int | None) -> Iterator[int]:
    """The passages that may be the headline: first headings of the highest level, then others and what is
    called a title, then any over the text.
    """
    until = min(len(passages), _LOOKED_AT, len(passages) if body is None else body + 3)
    places = [place for place in range(until) if 2 <= len(passages[place].text) <= HEADING_LIMIT]
    ranks = {place: _rank(passages[place]) for place in places}
    yield from sorted(places, key=lambda place: (ranks[place], place))


def _rank(passage: Passage) -> int:
    if _is_first(passage):
        return 0
    if isinstance(passage.part, Heading) or _is_called_title(passage):
        return 1
    return 2 if passage.linked < 1 else 3


def _is_first(passage: Passage) -> bool:
    return isinstance(passage.part, Heading) and passage.part.level == 1 and passage.linked < 1


def _is_called_title(passage: Passage) -> bool:
    holder = passage.holder
    return _TITLE_NAMES.search(f"{holder.get('class', '')} {holder.get('id', '')}") is not None


def _is_cut(plain: str, titles: Iterable[str]) -> bool:
    """Whether a title that was cut off is the beginning of what is shown."""
    for title in titles:
        begun = re.sub(r"(?:…|\.{2,})$", "", title)
        if begun != title and len(known := bare(begun)) >= _SHORTEST and plain.startswith(known):
            return True
    return False


def _is_like(plain: str, titles: Iterable[str]) -> bool:
    """Whether a heading words a title anew."""
    pairs = {plain[at : at + 2] for at in range(len(plain) - 1)}
    return len(pairs) >= _SHORTEST and any(
        sum(pair in known for pair in pairs) >= _LIKE * len(pairs) for known in map(bare, titles)
    )


def _over(passages: Sequence[Passage], body: int) -> int | None:
    """The heading, or what is called a title, right over the text."""
    for place in range(body - 1, max(-1, body - _NEAR), -1):
        passage = passages[place]
        if (
            (isinstance(passage.part, Heading) or _is_called_title(passage))
            and passage.linked < 1
            and len(passage.text) >= _SHORTEST
            and not _NO_HEADLINE.fullmatch(passage.text)
        ):
            return place
    return None


def _without_site(titles: Sequence[str]) -> str | None:
    """The first title without the names behind it; another one where that says the same and no more."""
    if not titles:
        return None
    title = titles[0]
    for other in titles[1:]:
        rest = title[len(other) :]
        if len(other) >= _SHORTEST and title.startswith(other) and _SEPARATOR.match(rest):
            return other[:HEADING_LIMIT]
    while match := next(reversed(list(_SEPARATOR.finditer(title))), None):
        head, last = title[: match.start()], title[match.end() :]
        if len(head) < _SHORTEST or (last and not _is_site(last)):
            break
        title = head
    return title[:HEADING_LIMIT] or None
