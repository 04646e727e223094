"""How a Word document sets its paragraphs: what they say themselves, else what their styles say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias, TypeVar

from lxml import etree

Element: TypeAlias = Any
"""Of lxml, which has no types."""

TITLE_LEVEL = 0
SUBTITLE_LEVEL = 2
_DEEPEST = 9

_USUAL_SIZE = 20
"""Half points of type where nothing says a size."""

_HEADING_NAME = re.compile(r"(?:heading|标题|標題)\s*([1-9])")
_TITLE_NAMES = ("title", "标题", "標題")
_SUBTITLE_NAMES = ("subtitle", "副标题", "副標題")
_CONTENTS_NAME = re.compile(r"(?:toc|目录|目錄)\s*[1-9]")
_DEPTH = 20
"""Styles that one may be based on, one on the other; more are a circle."""

_OFF = ("0", "false", "off", "none")

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set."""

    level: int | None = None
    """Of its heading style or in the outline, from 1; 0 of the title; None of what is no heading."""
    is_contents: bool = False
    """Whether it is a line of the table of contents."""
    size: float = 10.5
    """Points of its longest stretch in one type."""
    bold: bool = False
    centred: bool = False


def local(element: Element) -> str:
    """The name of an element without its namespace: transitional and strict documents differ in that."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of a name, then its first child of the next name."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute, whatever its namespace."""
    if element is None:
        return None
    return next((str(text) for key, text in element.items() if etree.QName(key).localname == name), None)


def is_on(element: Element | None) -> bool | None:
    """What a switch such as `<w:b/>` says; None where it is not there."""
    if element is None:
        return None
    return (value(element) or "1").casefold() not in _OFF


class Styles:
    """The styles of a document by id."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._usual: dict[str, str] = {}
        for style in () if root is None else root:
            if local(style) == "style" and (name := value(style, "styleId")):
                self._styles.setdefault(name, style)
                if (value(style, "default") or "0").casefold() not in _OFF:
                    self._usual.setdefault(value(style, "type") or "", name)
        self._defaults = None if root is None else child(root, "docDefaults")
        # A document has many paragraphs of few styles.
        self._level_of_style = cache(self._level)

    def setting(self, paragraph: Element, runs: list[tuple[Element, str]]) -> Setting:
        """How a paragraph with these runs of text is set."""
        style = self._style_of(paragraph)
        level = _outline_level(child(paragraph, "pPr"))
        own_level = self._level_of_style(style) if level is None else level
        longest = max(runs, key=lambda each: len(each[1].strip()), default=None)
        told = [run for run, text in runs if text.strip()]
        return Setting(
            level=own_level if own_level is not None and own_level <= _DEEPEST else None,
            is_contents=any(_CONTENTS_NAME.fullmatch(_name(each)) for each in self._based(style)),
            size=(_USUAL_SIZE if longest is None else self._size(longest[0], style)) / 2,
            bold=bool(told) and all(self._is(run, style, "b") for run in told),
            centred=self._alignment(paragraph, style) == "center",
        )

    def is_hidden(self, run: Element, paragraph: Element) -> bool:
        """Whether the text of a run is hidden."""
        return self._is(run, self._style_of(paragraph), "vanish")

    def _style_of(self, paragraph: Element) -> str | None:
        named = value(child(paragraph, "pPr", "pStyle"))
        return named if named in self._styles else self._usual.get("paragraph")

    def _based(self, name: str | None) -> Iterator[Element]:
        """A style, the one that it is based on, and so on."""
        for _ in range(_DEPTH):
            style = self._styles.get(name or "")
            if style is None:
                return
            yield style
            name = value(child(style, "basedOn"))

    def _level(self, name: str | None) -> int | None:
        for style in self._based(name):
            written = _name(style)
            if match := _HEADING_NAME.fullmatch(written):
                return int(match[1])
            if written in _TITLE_NAMES:
                return TITLE_LEVEL
            if written in _SUBTITLE_NAMES:
                return SUBTITLE_LEVEL
            if (level := _outline_level(child(style, "pPr"))) is not None:
                return level
        return None

    def _of_run(
        self, run: Element, style: str | None, read: Callable[[Element | None], Value | None]
    ) -> Value | None:
        """What a run says of itself, else its style, else its paragraph's, else the document."""
        found = read(child(run, "rPr"))
        for name in (value(child(run, "rPr", "rStyle")), style):
            for each in self._based(name) if found is None else ():
                found = read(child(each, "rPr")) if found is None else found
        return read(child(self._defaults, "rPrDefault", "rPr")) if found is None else found

    def _size(self, run: Element, style: str | None) -> float:
        return self._of_run(run, style, _half_points) or _USUAL_SIZE

    def _is(self, run: Element, style: str | None, switch: str) -> bool:
        return bool(self._of_run(run, style, lambda properties: is_on(child(properties, switch))))

    def _alignment(self, paragraph: Element, style: str | None) -> str | None:
        found = value(child(paragraph, "pPr", "jc"))
        for each in self._based(style) if found is None else ():
            found = found or value(child(each, "pPr", "jc"))
        return found


def _name(style: Element) -> str:
    return (value(child(style, "name")) or "").strip().casefold()


def _outline_level(properties: Element | None) -> int | None:
    """From 1; above `_DEEPEST` where it says that the paragraph is none of the outline."""
    written = value(child(properties, "outlineLvl")) or ""
    return int(written) + 1 if len(written) == 1 and written in "0123456789" else None


def _half_points(properties: Element | None) -> float | None:
    written = value(child(properties, "sz")) or ""
    return float(written) if written.isascii() and written.isdigit() and 0 < len(written) < 5 else None
