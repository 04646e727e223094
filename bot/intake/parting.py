"""Taking an entry apart again: each printing, or each part of a joined story, for itself. Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.intake.merging import edition, is_half
from bot.model import Article, Edition, Entry, Status
from bot.store.changes import Change
from bot.text.similarity import jaccard, shingles


def parted(entry: Entry) -> tuple[Entry, list[Change]] | None:
    """The entry with its first printing alone, and a new entry for each of the others.

    Where there is one printing only, which was joined from several pages, it comes apart into those. None
    where there is nothing to part. What comes apart is public where the entry was, but is not pushed, since
    its readers had the story already; a half without its head is a draft again.
    """
    if len(entry.editions) > 1:
        pieces = _as_mended(entry)
    elif entry.editions and len(entry.editions[0].parts) > 1:
        pieces = [edition(part) for part in entry.editions[0].parts]
    else:
        return None
    printed = entry.editions if len(entry.editions) > 1 else pieces
    first, *others = pieces
    same = (first.article.headline, first.article.text) == (entry.article.headline, entry.article.text)
    left = entry.summary and entry.summary.edited
    kept = replace(entry, article=first.article, editions=(first,), summary=entry.summary if same else left)
    changes = [
        Change(_of_its_own(entry, piece), _articles(as_printed))
        for piece, as_printed in zip(others, printed[1:], strict=True)
    ]
    return kept, changes


def _as_mended(entry: Entry) -> list[Edition]:
    """The editions; where an editor mended the text that is shown, so is the edition that is likest to it."""
    editions = list(entry.editions)
    if any(each.article == entry.article for each in editions):
        return editions
    shown = shingles(entry.article.text)
    alike = [jaccard(shown, shingles(each.article.text)) for each in editions]
    mended = alike.index(max(alike))
    editions[mended] = edition(entry.article, editions[mended].parts)
    return editions


def _of_its_own(entry: Entry, piece: Edition) -> Entry:
    held = is_half(piece.article)
    return Entry(
        article=piece.article,
        status=Status.DRAFT if held else entry.status,
        push=entry.push and entry.publication is None,
        editions=(piece,),
    )


def _articles(printed: Edition) -> tuple[Article, ...]:
    """What stands on the pages of a printing."""
    return printed.parts or (printed.article,)
