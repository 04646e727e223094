"""Files of any size, each of one kind of thing that files have, again and again."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

from fpdf import FPDF
from growth.made_texts import SENTENCE, name
from word_samples import package, paragraph, relationships, root, run, table, word

Make = Callable[[int], bytes]
"""Makes a file of so many things of a kind."""


def each(make: Callable[[int], str], size: int) -> str:
    """What is made of 0, 1, 2 and so on, one behind the other."""
    return "".join(map(make, range(size)))


def _web_page(body: Callable[[int], str], head: Callable[[int], str] = lambda size: "") -> Make:
    return lambda size: (
        f"<html><head><meta charset='utf-8'><title>老街修好石桥 - 新城网</title>{head(size)}</head>"
        f"<body><h1>老街修好石桥</h1>{body(size)}<p>{SENTENCE * 3}</p></body></html>"
    ).encode()


WEB_PAGES: dict[str, Make] = {
    "paragraphs": _web_page(lambda size: each(lambda i: f"<p>第{i}座桥。{SENTENCE}</p>", size)),
    "lines": _web_page(lambda size: "<div>" + f"{SENTENCE}<br>" * size + "</div>"),
    "one text": _web_page(lambda size: f"<p>{SENTENCE * size}</p>"),
    "nested": _web_page(lambda size: "<div>" * size + SENTENCE + "</div>" * size),
    "nested text": _web_page(lambda size: f"<div>{SENTENCE}" * size + "</div>" * size),
    "nested marks": _web_page(lambda size: "<b><i>" * size + SENTENCE),
    "open paragraphs": _web_page(lambda size: "<p><a>桥" * size),
    "lists": _web_page(lambda size: "<ul><li>桥" * size),
    "tables": _web_page(lambda size: "<table><tr><td>" * size),
    "rows": _web_page(lambda size: "<table>" + "<tr><td>桥</td><td>路</td></tr>" * size + "</table>"),
    "links": _web_page(lambda size: each(lambda i: f'<a href="content_{i}.htm">第{i}座石桥</a>', size)),
    "links to feeds": _web_page(lambda size: each(lambda i: f'<a href="/rss{i}.xml">订阅{i}</a>', size)),
    "feeds in the head": _web_page(
        lambda size: "",
        lambda size: each(lambda i: f'<link rel="alternate" type="application/rss+xml" href="/{i}">', size),
    ),
    "what the head says": _web_page(
        lambda size: "", lambda size: each(lambda i: f'<meta name="author" content="{name(i)}">', size)
    ),
    "headlines": _web_page(lambda size: each(lambda i: f"<h1>第{i}座石桥</h1>", size)),
    "pictures": _web_page(lambda size: '<img src="a.jpg" alt="石桥"><p>图为石桥。王明 摄</p>' * size),
    "comments": _web_page(lambda size: "<!-- 桥 -->" * size),
    "a comment": _web_page(lambda size: f"<!-- {'桥' * size}"),
    "a program": _web_page(lambda size: f"<script>{'var a = 1;' * size}</script>"),
    "entities": _web_page(lambda size: "&amp;&#26725;" * size),
    "classes": _web_page(lambda size: f"<p class='{each('a{} '.format, size)}'>桥</p>"),
    "openings": _web_page(lambda size: "<" * size),
    "closings": _web_page(lambda size: "</p>" * size),
    "sources": _web_page(lambda size: "<p>来源：新城日报</p>" * size),
    "blanks": _web_page(lambda size: f"<p>{'&nbsp; ' * size}</p>"),
}


def _feed(items: Callable[[int], str]) -> Make:
    return lambda size: (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>新城日报</title>'
        f"<link>https://paper.example/</link>{items(size)}</channel></rss>"
    ).encode()


def _item(number: int, body: str) -> str:
    return (
        f"<item><title>老街修好第{number}座石桥</title><guid>{number}</guid><link>https://paper.example/{number}</link>"
        f"<description><![CDATA[{body}]]></description></item>"
    )


FEEDS: dict[str, Make] = {
    "items": _feed(lambda size: each(lambda i: _item(i, f"<p>{SENTENCE}</p>"), size)),
    "the same item": _feed(lambda size: _item(1, SENTENCE) * size),
    "a long item": _feed(lambda size: _item(1, f"<p>{SENTENCE}</p>" * size)),
    "a deep item": _feed(lambda size: _item(1, "<div>" * size + SENTENCE)),
    "an item without end": _feed(lambda size: "<item>" * size),
    "links of an item": _feed(
        lambda size: f"<item><title>石桥</title>{'<link>https://paper.example/</link>' * size}</item>"
    ),
    "a long title": _feed(lambda size: f"<item><title>{'石桥' * size}</title></item>"),
    "marks in a title": _feed(lambda size: f"<item><title>{'&lt;b&gt;' * size}</title></item>"),
    "JSON": lambda size: json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "新城日报",
            "items": [{"id": str(i), "title": f"第{i}座石桥", "content_text": SENTENCE} for i in range(size)],
        }
    ).encode(),
    "deep JSON": lambda size: (
        '{"version": "https://jsonfeed.org/version/1.1", "items": ' + "[" * size + "]" * size + "}"
    ).encode(),
}


def _word(body: Callable[[int], str], styles: Callable[[int], str] | None = None) -> Make:
    return lambda size: word(body(size), styles=styles(size)) if styles else word(body(size))


def _style(number: int) -> str:
    based = f'<w:basedOn w:val="s{number - 1}"/>' if number else ""
    return f'<w:style w:type="paragraph" w:styleId="s{number}"><w:name w:val="s{number}"/>{based}</w:style>'


WORD_FILES: dict[str, Make] = {
    "paragraphs": _word(lambda size: each(lambda i: paragraph(f"第{i}座桥。{SENTENCE}"), size)),
    "headings": _word(lambda size: each(lambda i: paragraph(f"第{i}座石桥", "heading1"), size)),
    "runs": _word(lambda size: paragraph(run("桥") * size)),
    "rows": _word(lambda size: table(*[("桥", "路")] * size)),
    "cells": _word(lambda size: table(("桥",) * size)),
    "nested tables": _word(
        lambda size: (
            "<w:tbl><w:tr><w:tc>" * (size // 8) + paragraph("桥") + "</w:tc></w:tr></w:tbl>" * (size // 8)
        )
    ),
    "styles": _word(
        lambda size: each(lambda i: paragraph("桥", f"s{i}"), size), lambda size: each(_style, size)
    ),
    "a style on styles": _word(
        lambda size: paragraph("桥", f"s{size - 1}") * 50, lambda size: each(_style, size)
    ),
    "small parts": lambda size: package(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relationships({"officeDocument": "word/document.xml"}),
            "word/document.xml": root("document", f"<w:body>{paragraph(SENTENCE)}</w:body>"),
            **{f"word/part{number}.xml": "<a/>" for number in range(size)},
        }
    ),
}


def _zip(files: Callable[[int], dict[str, bytes]]) -> Make:
    def make(size: int) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for inside, data in files(size).items():
                archive.writestr(inside, data)
        return buffer.getvalue()

    return make


ARCHIVES: dict[str, Make] = {
    "pages": _zip(
        lambda size: {f"{i}.txt": f"老街修好石桥\n　　{SENTENCE}".encode() for i in range(size // 16)}
    ),
    "more files than are read": _zip(lambda size: {f"{i}.txt": b"" for i in range(size)}),
    "folders": _zip(lambda size: {"a/" * 200 + f"{i}.txt": b"a" for i in range(size // 16)}),
    "a long page": _zip(lambda size: {"1.txt": f"　　{SENTENCE}\n".encode() * size}),
}


def _pdf(draw: Callable[[FPDF, int], None]) -> Make:
    def make(size: int) -> bytes:
        paper = FPDF(unit="pt", format=(800, 1100))
        paper.set_auto_page_break(False)
        paper.add_page()
        paper.set_font("helvetica", size=6)
        draw(paper, size)
        return bytes(paper.output())

    return make


def _words(paper: FPDF, size: int) -> None:
    for place in range(size):
        paper.text(20 + place % 40 * 18, 20 + place // 40 % 150 * 7, "bridge")


def _rules(paper: FPDF, size: int) -> None:
    _words(paper, 400)
    for place in range(size):
        paper.line(20, 20 + place % 1000, 700, 20 + place % 1000)


def _boxes(paper: FPDF, size: int) -> None:
    _words(paper, 400)
    for place in range(size):
        paper.rect(20 + place % 30 * 20, 20 + place // 30 % 50 * 20, 15, 15)


def _pages(paper: FPDF, size: int) -> None:
    for _ in range(size // 200):
        paper.add_page()
        _words(paper, 100)


PDF_FILES: dict[str, Make] = {
    "words": _pdf(_words),
    "rules": _pdf(_rules),
    "boxes": _pdf(_boxes),
    "pages": _pdf(_pages),
}
