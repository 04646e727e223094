"""From an article to its summary: sentences, keywords, facts, topics. Pure."""
