"""Baozhai: from a Chinese newspaper page to a reader's phone."""

__version__ = "0.1.0"
