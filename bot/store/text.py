"""Text from outside, made such that a database takes it."""

from __future__ import annotations


def storable(text: str) -> str:
    """The text with a question mark for each lone half of a surrogate pair: no UTF-8 holds it."""
    return text.encode("utf-8", "replace").decode("utf-8")
