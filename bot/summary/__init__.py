"""From an article to its summary: sentences, keywords, facts, topics. Pure."""

from bot.summary.summariser import Summariser, SummaryOptions
from bot.summary.topics import Topic

__all__ = ["Summariser", "SummaryOptions", "Topic"]
