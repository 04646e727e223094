"""A feed as it is written, whatever its format: texts that are not judged yet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RawItem:
    """One item; what it does not say is empty."""

    id: str = ""
    link: str = ""
    title: str = ""
    date: str = ""
    authors: str = ""
    contents: tuple[str, ...] = ()
    """Its texts as HTML, the fullest first."""


@dataclass(frozen=True, slots=True)
class RawFeed:
    """A feed; what it does not say is empty."""

    title: str = ""
    language: str = ""
    ttl: str = ""
    """Minutes between two looks."""
    dates: tuple[str, ...] = ()
    """The moments that it says of itself."""
    items: tuple[RawItem, ...] = ()
