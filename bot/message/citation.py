"""References by GB/T 7714-2015, for an article in a newspaper."""

from __future__ import annotations

from bot.message.markup import clean
from bot.model import Article

NAMED_AUTHORS = 3
"""The standard names three and writes 等 for the rest."""


def cite(article: Article) -> str:
    """A reference such as 刘一, 陈二. 题名[N]. 报纸, 2024-04-03(7).

    What is unknown is said to be so in the place where the standard wants it (刊名不详, 刊期不详), or is
    left out where it may be (authors, page).
    """
    names = ", ".join(article.authors[:NAMED_AUTHORS])
    if len(article.authors) > NAMED_AUTHORS:
        names += ", 等"
    title = article.headline or article.text[:20]
    issue = article.issue_date.isoformat() if article.issue_date else "刊期不详"
    page = f"({article.page})" if article.page else ""
    reference = f"{names}. " if names else ""
    reference += f"{title}[N]. {article.source or '刊名不详'}, {issue}{page}."
    return " ".join(clean(reference).split())
