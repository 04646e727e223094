"""Web pages, saved or behind links: e-papers by what their systems write, others by trafilatura."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from urllib.parse import urlsplit

from trafilatura import bare_extraction

from bot.errors import OnlyContents, UnreadableFile
from bot.model import Page, PageHints
from bot.reading.formats.contents import LINK_LIMIT, issue_links
from bot.reading.formats.epaper import is_epaper, read_epaper_article
from bot.reading.formats.imprint import Imprint, day_in, imprint_of_address, imprint_of_line
from bot.reading.formats.markup import Element, Passage, parse, parts_of, passages_of
from bot.reading.formats.plain_text import PAGE_LIMIT, as_utf8, decode
from bot.reading.formats.web_body import Body, find_body
from bot.reading.formats.web_head import Head, find_head, site_names, with_lines_beside
from bot.reading.formats.web_said import read_said
from bot.reading.mastheads import paper_in
from bot.reading.outline import Heading, Part, pieces_of_outline
from bot.reading.pieces import Block, Piece, Role, page_of_pieces, tidy
from bot.reading.web import WebPage
from bot.text.characters import bare, unified

_CHARSETS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "utf-16": "utf-16",
}
"""What pages may say that they are written in. Python knows stranger ones, which a page must not choose."""

_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_DECLARED_WITHIN = 4_096
"""Bytes from the beginning, as browsers look for it."""

_BROKEN_SHARE = 0.005
"""Broken characters that are forgiven; with more the declaration is wrong."""

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s<>]{4,500})", re.IGNORECASE)

_CONTENTS_LINKS = 3
"""Links to parts of the same issue that make a page without an article its contents."""

_LISTED = 5
"""Links that make most of the text of a page without sentences a list, whatever they lead to."""

_LINK_TEXT = 4
"""Characters of a link's text that may be a headline."""

_OWN_SENTENCES = 40
"""Characters of running text outside links: a list has hardly more than the notice of who may copy it."""

_NEAR = 24
_LINE = 160
"""Lines between headline and text, and characters of one, that may say who wrote it."""

_PRINTED = re.compile(r"[\s（(]?《[^《》]{2,20}》\s?[（(][^（()）]{0,40}版[^（()）]{0,20}[)）][\s)）]?")
"""Where an article was printed: 《某某日报》（2022年11月09日 07 版）."""

_END = re.compile(
    r"\s?(?:[（(【](?:编辑|責任編輯|编辑|編輯|核稿|译者|譯者|校對|校对)[：:/／][^（()）]{2,24}[)）】]\d{0,8}|[（(][完][)）])$"
)

_SENTENCES = 200
"""Characters of running text that make a page an article, whatever it links to."""


def read_web_page(data: bytes, name: str, charset: str | None = None) -> WebPage:
    """What the bytes of a web page hold. `name` is its address or its file's; `charset` is what HTTP said.

    Raises UnreadableFile, UnknownEncoding, PageTooLarge; of a page with nothing to read, both are empty.
    """
    text = decode_html(data, name, charset)
    try:
        tree = parse(text)
    except ValueError as error:
        raise UnreadableFile(f"read {name}", "it is no HTML", key="no_html") from error
    address = _address(text, tree, name)
    if is_epaper(text) and (piece := read_epaper_article(text, tree, address)):
        return WebPage(address, (piece,))
    outline = _several_articles(tree)
    passages = passages_of(tree)
    piece = None if outline else _article(text, tree, passages, address)
    links = issue_links(tree, address)
    if len(links) >= _CONTENTS_LINKS and not outline and _running_text(piece) < _SENTENCES:
        return WebPage(address, links=links, is_contents=True)
    if not outline and _is_list(tree, piece):
        return WebPage(address, is_contents=True)
    return WebPage(address, tuple(outline or ([piece] if piece else _whole(tree))))


def page_of_web_page(data: bytes, name: str, hints: PageHints) -> Page:
    """The page of a saved web page. Raises ReadingError, OnlyContents for one that only lists articles."""
    read = read_web_page(data, name)
    if read.is_contents:
        raise OnlyContents(f"read {name}", "it only lists articles: send its link, and they are fetched")
    return page_of_pieces(read.pieces, name, hints)


def decode_html(data: bytes, name: str, charset: str | None = None) -> str:
    """The text of a page: of bytes that are UTF-8, that, whatever is said of them; else by what HTTP says,
    else by what the page says, else as any text is read.
    """
    head = data[:_DECLARED_WITHIN]
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if len(data) <= PAGE_LIMIT and not marked:
        if "\x00" not in (text := as_utf8(data) or "\x00"):
            return unified(text)
        said = [charset or "", *(each.decode("ascii") for each in _DECLARED.findall(head)[:3])]
        for encoding in filter(None, (_CHARSETS.get(each.strip().casefold()) for each in said)):
            text = data.decode(encoding, "replace")
            if text.count("\ufffd") <= len(text) * _BROKEN_SHARE and "\x00" not in text:
                return unified(text)
    return decode(data, name)


def _address(text: str, tree: Element, name: str) -> str:
    """Where a page comes from: its own address, or what a saved page says of it."""
    if urlsplit(name).scheme in ("http", "https"):
        return name
    if match := _SAVED_FROM.search(text[:5_000]):
        return match[1]
    for link in tree.iter("link"):
        if link.get("rel") == "canonical" and str(link.get("href", "")).startswith(("http://", "https://")):
            return str(link.get("href"))[:2_000]
    return ""


def _article(text: str, tree: Element, passages: Sequence[Passage], address: str) -> Piece | None:
    """The article of any page: its running text, and what is said over and under that."""
    head = find_head(tree, passages)
    body = find_body(passages, head.place)
    if body is None:
        return _extracted(text, address)
    head = with_lines_beside(find_head(tree, passages, body.start), passages, body.start)
    beside = {bare(text) for text in (head.headline, head.kicker, head.subheadline) if text}
    told = [_block(passage.part) for passage in body.passages if bare(passage.text) not in beside]
    blocks, printed = _without_end(told)
    if not blocks:
        return None
    said = read_said(tree, text, _lines_around(passages, head, body))
    site = next(filter(None, map(paper_in, site_names(tree))), None)
    stated = printed.or_else(Imprint(said.source or site, said.day))
    stated = stated.or_else(imprint_of_address(address))
    return Piece(
        tuple(blocks),
        headline=head.headline,
        kicker=head.kicker,
        subheadline=head.subheadline,
        authors=" ".join(said.authors) or None,
        source=stated.paper,
        issue_date=stated.day,
        page=stated.page,
        section=stated.section,
    )


def _without_end(blocks: Sequence[Block]) -> tuple[list[Block], Imprint]:
    """The blocks without who edited them and that they end, and what the last says of a printed page."""
    if not blocks:
        return [], Imprint()
    *others, last = blocks
    if len(last.text) <= _LINE and _PRINTED.fullmatch(last.text):
        return others, imprint_of_line(last.text)
    text = _END.sub("", last.text)
    return [*others, *([replace(last, text=text)] if text else [])], Imprint()


def _lines_around(passages: Sequence[Passage], head: Head, body: Body) -> list[str]:
    """The lines between headline and text, and those right behind it."""
    first = max(0, body.start - _NEAR) if head.place is None else head.place + 1
    over = [passages[place].text for place in range(first, body.start)][-_NEAR:]
    return [line for line in (*over, *body.behind) if len(line) <= _LINE]


def _block(part: Part) -> Block:
    return Block(Role.SUBHEAD, part.text) if isinstance(part, Heading) else part


def _extracted(text: str, address: str) -> Piece | None:
    """The article as far as trafilatura finds one, on a page without sentences."""
    try:
        found = bare_extraction(
            text,
            url=address or None,
            include_comments=False,
            include_tables=True,
            include_images=True,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (ValueError, RecursionError, AttributeError, TypeError):
        # It stumbles over some broken pages; what they hold is then read as a document.
        return None
    if found is None or isinstance(found, dict) or found.body is None:
        return None
    blocks = _blocks_of_body(found.body)
    headline = tidy(found.title or "") or None
    if blocks and tidy(blocks[0].text) == headline:
        blocks = blocks[1:]
    if not blocks:
        return None
    site = tidy(found.sitename or "")
    stated = Imprint(paper_in(site) or None, day_in(found.date or "")).or_else(imprint_of_address(address))
    return Piece(
        tuple(blocks), headline=headline, source=stated.paper, issue_date=stated.day, page=stated.page
    )


def _blocks_of_body(body: Element) -> list[Block]:
    """The blocks of trafilatura's own tags: p, head, item, row with cells, graphic."""
    blocks: list[Block] = []
    for element in body.iter("p", "head", "item", "row", "quote", "code", "graphic"):
        if element.tag == "row":
            cells = [tidy("".join(cell.itertext())) for cell in element.iter("cell")]
            blocks.append(Block(Role.TABLE, " ｜ ".join(filter(None, cells))))
        elif element.tag == "head":
            blocks.append(Block(Role.SUBHEAD, "".join(element.itertext())))
        elif element.tag != "graphic" and not any(above.tag == "row" for above in element.iterancestors()):
            if element.tag == "quote" and next(element.iter("p"), None) is not None:
                continue
            blocks.append(Block(Role.PARAGRAPH, "".join(element.itertext())))
    return [block for block in blocks if tidy(block.text)]


def _several_articles(tree: Element) -> list[Piece]:
    """The articles of a document with a headline in h1 over each; empty where it has not several of them."""
    if sum(1 for _ in zip(tree.iter("h1"), range(2), strict=False)) < 2:
        return []
    pieces = pieces_of_outline(parts_of(tree))
    return pieces if len(pieces) > 1 and all(_running_text(piece) for piece in pieces) else []


def _whole(tree: Element) -> list[Piece]:
    """All that a page holds, as a document: a short note is too short for trafilatura."""
    parts = parts_of(tree)
    if any(isinstance(part, Heading) for part in parts):
        return pieces_of_outline(parts)
    return [Piece(tuple(part for part in parts if isinstance(part, Block)))] if parts else []


def _is_list(tree: Element, piece: Piece | None) -> bool:
    """Whether a page lists articles: its text is that of links, and what may be its article is too."""
    links = {tidy("".join(each.itertext()))[:500] for each in islice(tree.iter("a"), LINK_LIMIT)}
    listed = [text for text in links if len(text) >= _LINK_TEXT]
    shown = [part.text for part in parts_of(tree)]
    told = [line for block in piece.blocks for line in block.text.split("\n")] if piece else shown
    sentences = [line for line in told if "。" in line and tidy(line) not in links]
    return (
        len(listed) >= _LISTED
        and sum(map(len, links)) * 2 > sum(map(len, shown))
        and sum(map(len, sentences)) < _OWN_SENTENCES
    )


def _running_text(piece: Piece | None) -> int:
    """Characters in paragraphs that hold a sentence."""
    blocks = piece.blocks if piece else ()
    return sum(len(each.text) for each in blocks if each.role is Role.PARAGRAPH and "。" in each.text)
