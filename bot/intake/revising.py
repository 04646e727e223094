"""What an editor does to the text of an article: replace a word, part, join, move, put a line back. Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.errors import IntakeError
from bot.model import Article, Doubt, Kind, Subhead

_LINES = ("kicker", "headline", "subheadline")


def count(article: Article, word: str) -> tuple[int, int]:
    """How often a word stands around the body (headlines, subheads, authors), and in the body."""
    lines = [getattr(article, name) or "" for name in _LINES]
    lines += [subhead.text for subhead in article.subheads] + list(article.authors)
    return sum(line.count(word) for line in lines), sum(text.count(word) for text in article.paragraphs)


def replaced(article: Article, word: str, by: str) -> Article:
    """The article with another word throughout. Raises IntakeError where that would empty a paragraph."""
    paragraphs = tuple(paragraph.replace(word, by) for paragraph in article.paragraphs)
    if not all(paragraph.strip() for paragraph in paragraphs):
        raise IntakeError(f"replace {word!r}", "a paragraph would be empty", key="replace_empties", word=word)
    return replace(
        article,
        kicker=_line(article.kicker, word, by),
        headline=_line(article.headline, word, by),
        subheadline=_line(article.subheadline, word, by),
        paragraphs=paragraphs,
        subheads=tuple(replace(each, text=each.text.replace(word, by)) for each in article.subheads),
        authors=tuple(filter(None, (name.replace(word, by) for name in article.authors))),
    )


def _line(line: str | None, word: str, by: str) -> str | None:
    return line.replace(word, by) or None if line else None


def split_before(article: Article, index: int) -> tuple[Article, Article]:
    """The article up to a paragraph, and what follows as one of its own.

    A subhead that stands at the cut is the headline of the second. Raises IntakeError where one of the two
    would be empty.
    """
    if not 0 < index < len(article.paragraphs):
        raise IntakeError(f"split before paragraph {index + 1}", "one part would be empty", key="split_empty")
    headline = next((each.text for each in article.subheads if each.before_paragraph == index), None)
    first = replace(
        article,
        paragraphs=article.paragraphs[:index],
        subheads=tuple(each for each in article.subheads if each.before_paragraph < index),
        continues_to=None,
    )
    second = replace(
        article,
        id=f"{article.id}+{index}",
        kind=Kind.NEWS if article.kind is Kind.FRAGMENT else article.kind,
        kicker=None,
        headline=headline,
        subheadline=None,
        authors=(),
        paragraphs=article.paragraphs[index:],
        subheads=tuple(
            Subhead(each.text, each.before_paragraph - index)
            for each in article.subheads
            if each.before_paragraph > index
        ),
        event_date=None,
        continues_from=None,
        doubts=() if headline else (Doubt.HEADLINE_MISSING,),
    )
    return first, second


def appended(article: Article, other: Article) -> Article:
    """The article with another after it, whose headline becomes a subhead."""
    length = len(article.paragraphs)
    heading = (Subhead(other.headline, length),) if other.headline else ()
    settled = {Doubt.HEADLINE_MISSING, Doubt.HEAD_ELSEWHERE}
    further = tuple(each for each in other.doubts if each not in settled and each not in article.doubts)
    return replace(
        article,
        paragraphs=article.paragraphs + other.paragraphs,
        subheads=article.subheads
        + heading
        + tuple(Subhead(each.text, each.before_paragraph + length) for each in other.subheads),
        authors=tuple(dict.fromkeys(article.authors + other.authors)),
        continues_to=other.continues_to or article.continues_to,
        doubts=article.doubts + further,
    )


def moved(article: Article, index: int, other: Article, *, to_end: bool) -> tuple[Article, Article]:
    """The two articles with a paragraph of the first at the end, or at the beginning, of the second.

    Raises IntakeError where the first would be empty.
    """
    if not 0 <= index < len(article.paragraphs):
        raise IntakeError(
            f"move paragraph {index + 1}",
            "there is no such paragraph",
            key="move_no_paragraph",
            number=index + 1,
        )
    if len(article.paragraphs) == 1:
        raise IntakeError(
            "move the only paragraph", "an article without text is dropped, not emptied", key="move_only"
        )
    paragraph = article.paragraphs[index]
    rest = article.paragraphs[:index] + article.paragraphs[index + 1 :]
    subheads = tuple(
        Subhead(each.text, each.before_paragraph - (each.before_paragraph > index))
        for each in article.subheads
    )
    left = tuple(each for each in subheads if each.before_paragraph < len(rest))
    return replace(article, paragraphs=rest, subheads=left), with_paragraph(other, paragraph, to_end=to_end)


def with_paragraph(article: Article, paragraph: str, *, to_end: bool) -> Article:
    """The article with one paragraph more."""
    if to_end:
        return replace(article, paragraphs=(*article.paragraphs, paragraph))
    return replace(
        article,
        paragraphs=(paragraph, *article.paragraphs),
        subheads=tuple(Subhead(each.text, each.before_paragraph + 1) for each in article.subheads),
    )


def with_paragraph_set(article: Article, index: int, text: str) -> Article:
    """The article with another text in the place of a paragraph, of one paragraph or several; with none, it
    goes. Raises IntakeError where nothing would be left, or there is no such paragraph.
    """
    if not 0 <= index < len(article.paragraphs):
        raise IntakeError(
            f"set paragraph {index + 1}",
            "there is no such paragraph",
            key="set_no_paragraph",
            number=index + 1,
        )
    new = tuple(filter(None, (line.strip() for line in text.splitlines())))
    paragraphs = article.paragraphs[:index] + new + article.paragraphs[index + 1 :]
    if not paragraphs:
        raise IntakeError(
            "empty the text", "an article without text is dropped, not emptied", key="last_paragraph"
        )
    shift = len(new) - 1
    subheads = tuple(
        Subhead(each.text, each.before_paragraph + shift * (each.before_paragraph > index))
        for each in article.subheads
    )
    kept = tuple(each for each in subheads if each.before_paragraph < len(paragraphs))
    return replace(article, paragraphs=paragraphs, subheads=kept)
