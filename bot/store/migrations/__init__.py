"""How the schema came to be: numbered steps, only ever added to, each applied once and in order."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database as Tables
from sqlite_utils.migrations import Migrations

from bot.errors import DatabaseUnusable
from bot.store.migrations import (
    m001_entries,
    m002_readers,
    m003_deliveries,
    m004_conversation,
    m005_wishes,
    m006_tastes,
    m007_review,
    m008_previews,
    m009_batches,
    m010_titles,
    m011_versions,
    m012_outbox,
    m013_feeds,
    m014_marks,
    m015_feed_versions,
    m016_pace,
    m017_inbox,
    m018_content_revision,
    m019_uploads_once,
    m020_owed,
    m021_publish_jobs,
    m022_changed_by,
    m023_alerted,
    m024_limits,
    m025_due_slots,
    m026_model_answers,
    m027_due_since,
    m028_composition_chats,
)

_MODULES = (
    m001_entries,
    m002_readers,
    m003_deliveries,
    m004_conversation,
    m005_wishes,
    m006_tastes,
    m007_review,
    m008_previews,
    m009_batches,
    m010_titles,
    m011_versions,
    m012_outbox,
    m013_feeds,
    m014_marks,
    m015_feed_versions,
    m016_pace,
    m017_inbox,
    m018_content_revision,
    m019_uploads_once,
    m020_owed,
    m021_publish_jobs,
    m022_changed_by,
    m023_alerted,
    m024_limits,
    m025_due_slots,
    m026_model_answers,
    m027_due_since,
    m028_composition_chats,
)
_NAMES = [module.__name__.rpartition(".")[2] for module in _MODULES]
_STEPS = Migrations("baozhai")
for _name, _module in zip(_NAMES, _MODULES, strict=True):
    _STEPS(name=_name)(_module.apply)


def outdated(tables: Tables) -> str | None:
    """The first step that a database in use lacks; None where it is new or lacks none."""
    applied = {step.name for step in _STEPS.applied(tables)}
    return next((name for name in _NAMES if name not in applied), None) if applied else None


def is_current(tables: Tables) -> bool:
    """Whether a database has all steps that are known here, and no others."""
    return {step.name for step in _STEPS.applied(tables)} == set(_NAMES)


def unknown_steps(tables: Tables) -> list[str]:
    """The steps of a database that are not known here: a newer Baozhai wrote it."""
    return [step.name for step in _STEPS.applied(tables) if step.name not in _NAMES]


def states() -> Iterator[Tables]:
    """An empty database after each step, in order: each time the same one, further on."""
    tables = Tables(memory=True)
    for following in _NAMES[1:]:
        _STEPS.apply(tables, stop_before=following)
        yield tables
    _STEPS.apply(tables)
    yield tables
    tables.close()


def migrate(tables: Tables) -> None:
    """Apply the steps that this database lacks.

    Raises DatabaseUnusable where it has steps that are not known here: a newer Baozhai wrote it.
    """
    if unknown := unknown_steps(tables):
        raise DatabaseUnusable("use the database", f"a newer Baozhai wrote it ({', '.join(unknown)})")
    _STEPS.apply(tables)
