"""Where a page sends its reader on to by itself: meta refresh, and a script that does nothing else.

Looked at with plain patterns, each bounded: the page is not taken apart here. A script that decides
something, such as which device asks, is not followed, nor is any from a page that has a text of its own.
"""

from __future__ import annotations

import html
import re
from urllib.parse import urldefrag, urljoin

LOOKED_AT = 32_000
"""Bytes from the beginning: a page that only sends on is small."""

_OWN_TEXT = 200
"""Characters beside its tags from which a page is one to be read."""

_AT_ONCE = 1.0
_SOON = 30.0
"""Seconds until a refresh: at once from any page, soon from one without a text of its own."""

_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|script|title)\b", re.IGNORECASE)
_META = re.compile(r"<meta\b[^>]{0,1000}>", re.IGNORECASE)
_IS_REFRESH = re.compile(r"http-equiv\s*=\s*[\"']?\s*refresh\b", re.IGNORECASE)
_CONTENT = re.compile(r"\bcontent\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_REFRESH = re.compile(
    r"\s*(\d{0,6}(?:\.\d{0,3})?)\s*(?:[;,]\s*|\s)(?:url\s*=\s*)?[\"']?([^\"'<>]+)", re.IGNORECASE
)
_SCRIPT = re.compile(r"<script\b[^>]{0,500}>(.*?)(?:</script|$)", re.IGNORECASE | re.DOTALL)
_ONLOAD = re.compile(
    r"<body\b[^>]{0,500}?\bonload\s*=\s*(?:\"([^\"]{0,2000})\"|'([^']{0,2000})')", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]{0,2000}>")

_LITERAL = r"\"(?:\\.|[^\"\\\n]){0,1000}\"|'(?:\\.|[^'\\\n]){0,1000}'"
_LITERAL_OR_COMMENT = re.compile(rf"({_LITERAL})|//[^\n]*|/\*[^*]{{0,500}}\*/")
_DECIDES = re.compile(r"\b(?:if|switch|case|confirm|prompt|userAgent|onclick)\b|\?|&&|\|\|")
_LOCATION = re.compile(
    r"(?<![\w$.])(?:(?:window|self|top|parent|document|this)\s?\.\s?){0,2}location"
    rf"(?:\s?\.\s?href)?(?:\s{{0,3}}=\s{{0,3}}|\s?\.\s?(?:replace|assign)\s?\(\s{{0,3}})({_LITERAL})"
    r"\s{0,3}(?=[;)}\n\r\"'<]|$)"
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))")


def sent_on(data: bytes, address: str, refresh: str = "") -> str | None:
    """The address that a page at `address` sends its reader on to; None where it does not.

    `refresh` is what the header Refresh says. A page that only loads itself again sends nobody on.
    """
    text = _decoded(data[:LOOKED_AT])
    if not refresh and not _HTML.search(text[:4_000]):
        return None
    text = _without(_without(text, "<!--", "-->"), "<noscript", "</noscript")
    is_bare = len(data) <= LOOKED_AT and _own_text(text) < _OWN_TEXT
    target = _by_refresh(text, refresh, _SOON if is_bare else _AT_ONCE) or (is_bare and _by_script(text))
    if not target:
        return None
    found = urljoin(address, target.strip())
    return None if urldefrag(found)[0] == urldefrag(address)[0] else found


def _decoded(data: bytes) -> str:
    """The text, of which only an address may not be ASCII."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _without(text: str, start: str, end: str) -> str:
    """The text without what stands between two marks. Takes time linear in the text."""
    opening, closing = (re.compile(re.escape(mark), re.IGNORECASE) for mark in (start, end))
    kept, place = [], 0
    while (begin := opening.search(text, place)) and (stop := closing.search(text, begin.end())):
        kept.append(text[place : begin.start()])
        place = stop.end()
    return "".join([*kept, text[place:]])


def _own_text(text: str) -> int:
    for name in ("script", "style", "title"):
        text = _without(text, f"<{name}", f"</{name}")
    return len("".join(_TAG.sub("", text).split()))


def _by_refresh(text: str, header: str, longest: float) -> str | None:
    for meta in _META.findall(text):
        if _IS_REFRESH.search(meta) and (match := _CONTENT.search(meta)):
            header = header or html.unescape(next(filter(None, match.groups()), ""))
    match = _REFRESH.match(header)
    if match is None:
        return None
    delay = match[1].rstrip(".")
    return match[2] if not delay or float(delay) <= longest else None


def _by_script(text: str) -> str | None:
    scripts = _SCRIPT.findall(text)
    scripts += [html.unescape(next(filter(None, each), "")) for each in _ONLOAD.findall(text)]
    for script in scripts:
        code = _LITERAL_OR_COMMENT.sub(lambda match: match[1] or "", script)
        if _DECIDES.search(re.sub(_LITERAL, "", code)):
            continue
        # A call that waits holds the order as a text: setTimeout("location.href='…'", 3000).
        if match := _LOCATION.search(code) or _LOCATION.search(code.replace('\\"', "'")):
            return _ESCAPE.sub(_character, match[1][1:-1])
    return None


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else match[3]
