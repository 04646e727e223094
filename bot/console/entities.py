"""Telegram's HTML, read as its Bot API reads it: text and entities, or the error that Telegram answers.

After https://core.telegram.org/bots/api#html-style. Offsets and lengths are in UTF-16 code units.
"""

from __future__ import annotations

import re
from typing import Any

from telegram.constants import MessageLimit

from bot.console.refusal import ApiError

Entity = dict[str, Any]

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
KEPT: int = MessageLimit.MESSAGE_ENTITIES
"""Of one message; Telegram drops the rest."""

_TAG = re.compile(r"<(/?)([^\s<>/]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_HREF = re.compile(r"href\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_CHARACTER = re.compile(r"&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|lt|gt|amp|quot);?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{3,32})?(?![A-Za-z0-9_/])")
_MENTION = re.compile(r"(?<!\S)@[A-Za-z0-9_]{3,32}")


def utf16_length(text: str) -> int:
    """The number of UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The text without its tags, stripped, and its entities. Raises ApiError as Telegram refuses."""
    text, open_tags, entities = "", list[tuple[str, int, str]](), list[Entity]()
    position = 0
    while (at := source.find("<", position)) >= 0:
        text += _unescape(source[position:at])
        tag = _TAG.match(source, at)
        offset = len(source[:at].encode("utf-8", "surrogatepass"))
        if tag is None:
            raise _unparsable(f"Unclosed start tag at byte offset {offset}")
        closing, name, attributes = tag[1], tag[2].lower(), tag[3]
        if closing:
            entities += _closed(name, open_tags, text, offset)
        elif name not in KINDS:
            raise _unparsable(f'Unsupported start tag "{name}" at byte offset {offset}')
        else:
            open_tags.append((name, utf16_length(text), attributes))
        position = tag.end()
    if open_tags:
        raise _unparsable(f'Can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"')
    return _strip(text + _unescape(source[position:]), entities)


def plain_text(source: str) -> tuple[str, list[Entity]]:
    """Text that is sent without a parse mode."""
    return _strip(source, [])


def found_by_itself(text: str) -> list[Entity]:
    """The commands and mentions that Telegram finds in a person's text."""
    return [
        {
            "type": kind,
            "offset": utf16_length(text[: match.start()]),
            "length": utf16_length(match.group()),
        }
        for kind, pattern in (("bot_command", _COMMAND), ("mention", _MENTION))
        for match in pattern.finditer(text)
    ]


def _closed(name: str, open_tags: list[tuple[str, int, str]], text: str, offset: int) -> list[Entity]:
    if not open_tags:
        raise _unparsable(f"Unexpected end tag at byte offset {offset}")
    opened, start, attributes = open_tags.pop()
    if name != opened:
        found = f'expected "</{opened}>", found "</{name}>"'
        raise _unparsable(f"Unmatched end tag at byte offset {offset}, {found}")
    length = utf16_length(text) - start
    if length == 0:
        return []
    entity: Entity = {"type": KINDS[name], "offset": start, "length": length}
    if name == "a":
        href = _HREF.search(attributes)
        if href is None:
            return []
        entity["url"] = _unescape(href[1] or href[2] or "")
    elif name == "blockquote" and "expandable" in attributes:
        entity["type"] = "expandable_blockquote"
    return [entity]


def _unescape(text: str) -> str:
    return _CHARACTER.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    name = match[1]
    if name in _NAMED:
        return _NAMED[name]
    number = int(name[2:], 16) if name[1] == "x" else int(name[1:])
    real = 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
    return chr(number) if real else match[0]


def _strip(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    stripped = text.lstrip()
    left = utf16_length(text) - utf16_length(stripped)
    stripped = stripped.rstrip()
    total = utf16_length(stripped)
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - left)
        end = min(total, entity["offset"] + entity["length"] - left)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    kept.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return stripped, kept[:KEPT]


def _unparsable(why: str) -> ApiError:
    return ApiError(400, f"Bad Request: can't parse entities: {why}")
