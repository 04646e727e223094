"""What markup leaves in text: entities, and addresses of the web. Neither is wording of an article."""

from __future__ import annotations

import html
import re

_ENTITY = re.compile(r"&(?:nbsp;?|[A-Za-z]{2,8}\d{0,2};|#\d{1,7};|#[xX][0-9A-Fa-f]{1,6};)")
_DEEPEST = 2
"""How often a text was escaped: some systems escape what is escaped already (&amp;nbsp;)."""

_ADDRESS = re.compile(r"https?://(?:[!-~]|(?<=[/=_-])[\u3400-\u9fff]+)+")
"""Han characters only where a part of the path begins with them: the sentence goes on right behind."""
_ASCII_ADDRESS = re.compile(r"https?://[!-~]++")
_ESCAPED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


def without_markup(text: str) -> str:
    """The text with entities as the characters that they stand for, and addresses as browsers show them.

    The lines stay what they were.
    """
    for _ in range(_DEEPEST):
        if "&" not in text:
            break
        text = _ENTITY.sub(_character, text)
    if "%" not in text:
        return text
    return _ASCII_ADDRESS.sub(
        lambda match: _readable(match.group(), text[match.end() : match.end() + 1]), text
    )


def addresses_in(text: str) -> list[tuple[int, int]]:
    """Where addresses stand in a text."""
    return [match.span() for match in _ADDRESS.finditer(text)] if "://" in text else []


def without_addresses(text: str) -> str:
    """The text with blanks for each character of an address, so that all else keeps its place."""
    if "://" not in text:
        return text
    return _ADDRESS.sub(lambda match: " " * len(match.group()), text)


def _character(match: re.Match[str]) -> str:
    written = match.group()
    plain = html.unescape(written if written.endswith(";") else f"{written};")
    if plain == written or "\ufffd" in plain:
        return written
    return plain if plain.isprintable() else " "


def _readable(address: str, behind: str) -> str:
    """An address with its escaped characters, where they are such; with a blank before words that go on."""
    plain = _ESCAPED.sub(_decoded, address)
    return plain if plain == address or not behind.isalnum() else f"{plain} "


def _decoded(match: re.Match[str]) -> str:
    try:
        plain = bytes.fromhex(match.group().replace("%", "")).decode("utf-8")
    except UnicodeDecodeError:
        return match.group()
    return plain if all(map(_is_east_asian, plain)) else match.group()


def _is_east_asian(character: str) -> bool:
    """Whether a character is one that East Asian addresses have, and no other encoding taken for UTF-8."""
    return character >= "\u2e80" and character.isprintable()
