"""The one room that reaches out to the web: only to public addresses, within limits, politely."""

from bot.fetching.fetcher import Fetched, Fetcher
from bot.fetching.links import LinkReader

__all__ = ["Fetched", "Fetcher", "LinkReader"]
