"""The segments of the search index after a bulk import."""

import pytest
from entry_samples import make_entry
from sqlite_utils import Database as Tables

from bot.intake import lines as importing
from bot.intake.lines import import_lines
from bot.store import entries as storing
from bot.store.index_damage import FULL_TEXT_TABLES
from bot.store.store import Store


def segments_of(store: Store) -> list[int]:
    def work(tables: Tables) -> list[int]:
        return [
            tables.execute(f"select count(distinct segid) from {index}_idx").fetchone()[0]
            for index in FULL_TEXT_TABLES
        ]

    return store._database.read(work)


def merged_at(store: Store) -> set[int]:
    def work(tables: Tables) -> set[int]:
        return {
            row[0]
            for index in FULL_TEXT_TABLES
            for row in tables.execute(f"select v from {index}_config where k = 'automerge'")
        }

    return store._database.read(work)


def lines(number: int) -> list[str]:
    return [f'{{"id": {place}, "title": "第{place}篇", "text": "潮汐电站发电。"}}' for place in range(number)]


def test_a_bulk_import_leaves_one_segment_of_each_index(
    whole_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (storing, importing):
        monkeypatch.setattr(module, "BULK", 10)
    report = import_lines(whole_store, lines(95))
    assert report.added == 95
    assert segments_of(whole_store) == [1, 1, 1]
    assert merged_at(whole_store) == {4}
    assert whole_store.search("潮汐").total == 95
    assert whole_store.check() == []


def test_a_few_more_entries_do_not_have_the_whole_index_written_anew(whole_store: Store) -> None:
    whole_store.entries.add_many(make_entry(f"第{number}篇") for number in range(30))
    with whole_store.in_bulk():
        whole_store.entries.add(make_entry("又一篇"))
    assert segments_of(whole_store) == [2, 2, 2]
    assert merged_at(whole_store) == {4}


def test_an_import_that_fails_leaves_the_index_as_usual(whole_store: Store) -> None:
    with pytest.raises(ZeroDivisionError), whole_store.in_bulk():
        raise ZeroDivisionError
    assert merged_at(whole_store) == {4}
