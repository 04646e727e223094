"""JSON lines in and out."""

import json
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from intake_samples import (
    BOOKSHOP_NEWS,
    BOOKSHOP_SHORT,
    HEAD,
    LOST_TAIL,
    TAIL,
    THEATRE_NEWS,
    Clock,
    make_intake,
    page,
)

from bot.intake import Intake
from bot.intake.lines import export_lines
from bot.interchange.entries import entry_from_json, entry_to_export, entry_to_json
from bot.model import Chat, Doubt, Entry, Fact, Facts, Figure, Status, Subscription, Summary
from bot.store.store import Store


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False)


def exported(store: Store, **options: bool) -> list[str]:
    return [json.dumps(each, ensure_ascii=False) for each in export_lines(store, **options)]


def test_ready_made_articles_are_found_at_once(intake: Intake, store: Store) -> None:
    report = intake.import_lines(
        [
            line(
                id=7,
                title="书店开业",
                text="河边开了书店。\n来了三百人。",
                date="2024-04-03",
                source="清河日报",
            ),
            line(id="7", title="只有标题", text="").encode(),
            "\n",
            line(title="没有号码", text="正文。"),
        ]
    )
    assert (report.added, report.unchanged, report.refused) == (3, 0, 0)
    [hit] = store.search("三百人").hits
    entry = hit.entry
    assert (entry.ref, entry.headline, entry.push, entry.summary) == (7, "书店开业", False, None)
    assert entry.article.paragraphs == ("河边开了书店。", "来了三百人。")
    assert (entry.article.date, entry.article.source) == (date(2024, 4, 3), "清河日报")
    assert store.search("只有标题").hits[0].entry.ref == "7"


def test_summaries_and_pushing_are_for_the_asking(intake: Intake, store: Store) -> None:
    intake.import_lines([line(id=1, title="书店", text="开业。")], push=True, summarise=True)
    [entry] = store.entries.each()
    assert (entry.push, entry.summary is not None) == (True, True)


def test_what_was_imported_before_is_not_stored_again(intake: Intake, store: Store) -> None:
    lines = [line(id=1, title="书店", text="开业。"), line(id=2, title="书店", text="开业。")]
    assert intake.import_lines(lines).added == 2
    again = intake.import_lines([*lines, line(id=1, title="书店", text="又开业。")])
    assert (again.added, again.unchanged) == (1, 2)
    assert store.entries.counts()["all"] == 3


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b"\xff\xfe", "not UTF-8"),
        ("{", "no JSON"),
        ("[" * 100_000, "nested too deeply"),
        ("[1]", "no JSON object"),
        (line(id=1), "neither title nor text"),
        (line(id=1, title=5), "its title is not a text"),
        (line(id=1, title="书店", date="gestern"), "Invalid isoformat"),
        (line(id=[1], title="书店"), "neither a whole number nor a text"),
        (line(id=True, title="书店"), "neither a whole number nor a text"),
        (line(id=1, paragraphs=["书店"]), "not an article"),
        (line(id=1, kind="news", paragraphs=["书店"], status="lost"), "lost"),
        (line(id="1", kind="news", paragraphs=["书店"]), "the id is not a number"),
        (line(id=1, kind="news", paragraphs=["书店"], summary="书店。", keywords="书"), "list of texts"),
        (line(id=1, kind="news", paragraphs=["书店"], published_at="2024-04-03T01:00"), "no zone"),
        (line(id=1, kind="news", paragraphs=["书店"], published_at=5), "not an entry"),
        (line(subscription={"chat_id": 1}), "not a subscription"),
        (line(subscription=5), "not a subscription"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_rest_is_kept(
    intake: Intake, store: Store, bad: str | bytes, reason: str
) -> None:
    report = intake.import_lines([line(id=1, title="甲"), bad, line(id=2, title="乙")])
    assert (report.added, report.refused) == (2, 1)
    assert report.refusals[0].what == "line 2"
    assert reason in report.refusals[0].reason


def test_half_a_character_does_no_harm(intake: Intake, store: Store) -> None:
    report = intake.import_lines(
        ['{"id": "\\ud83d", "title": "书店\\uD83D", "text": "开业\\ud83d\\ude00。"}']
    )
    assert report.added == 1
    [entry] = store.entries.each()
    assert (entry.headline, entry.article.text) == ("书店?", "开业😀。")


def test_an_export_imports_as_it_was(intake: Intake, store: Store, tmp_path: Path, clock: Clock) -> None:
    doubtful = replace(THEATRE_NEWS, doubts=(Doubt.CUT_UNCERTAIN,), confidence=0.4, belongs_to="p-2")
    intake.add([page(BOOKSHOP_NEWS, BOOKSHOP_SHORT, doubtful), page(LOST_TAIL)])
    intake.import_lines([line(id="r", title="导入的", text="正文。")])
    store.entries.retract(2)
    lines = exported(store)
    with Store(tmp_path / "other.db", clock) as other:
        clock.turn(days=3)
        report = make_intake(other, clock).import_lines(lines)
        assert (report.added, report.refused) == (4, 0)
        assert exported(other) == lines
        assert list(other.entries.each()) == [
            replace(entry, push=False, page_id=None, publication=again.publication)
            for entry, again in zip(store.entries.each(), other.entries.each(), strict=True)
        ]
        assert other.check() == []
        assert make_intake(other, clock).import_lines(lines).unchanged == 4
        # What was imported is met again when its page comes.
        assert make_intake(other, clock).add([page(BOOKSHOP_NEWS, BOOKSHOP_SHORT)]).unchanged == 2


def test_a_joined_story_is_exported_with_its_parts(
    intake: Intake, store: Store, tmp_path: Path, clock: Clock
) -> None:
    intake.add([page(HEAD, replace(TAIL, doubts=(Doubt.HEAD_ELSEWHERE,), confidence=0.4))])
    with Store(tmp_path / "other.db", clock) as other:
        make_intake(other, clock).import_lines(exported(store))
        [entry], [again] = store.entries.each(), other.entries.each()
    assert again.editions == entry.editions
    assert len(again.editions[0].parts) == 2


def test_an_import_beside_other_entries_takes_new_numbers(
    intake: Intake, store: Store, tmp_path: Path, clock: Clock
) -> None:
    intake.add([page(HEAD)])
    with Store(tmp_path / "other.db", clock) as other:
        there = make_intake(other, clock)
        there.add([page(THEATRE_NEWS)])
        assert there.import_lines(exported(store)).added == 1
        assert [entry.id for entry in other.entries.each()] == [1, 2]


def test_subscribers_are_exported_and_imported_once(
    intake: Intake, store: Store, tmp_path: Path, clock: Clock
) -> None:
    store.chats.save(Chat(id=-5, kind="supergroup", title="读书群", language="en"))
    wanted = Subscription(-5, 2, (time(7, 30), time(18)), "Europe/Berlin", ("文旅",))
    store.subscriptions.save(wanted, {})
    store.subscriptions.save(Subscription(6, paused=True, times=(time(8),)), {})
    lines = exported(store, subscribers=True)
    assert exported(store) == []
    with Store(tmp_path / "other.db", clock) as other:
        there = make_intake(other, clock)
        assert there.import_lines(lines).subscriptions == 2
        assert there.import_lines(lines).unchanged == 2
        assert other.subscriptions.get(-5, 2) == wanted
        assert exported(other, subscribers=True) == lines
        assert [each.chat_id for each, _ in other.subscriptions.unscheduled()] == [-5]
        chat = other.chats.get(-5)
        assert chat is not None
        assert (chat.kind, chat.title, chat.language) == ("supergroup", "读书群", "en")


def test_an_entry_as_json_has_the_fields_that_scripts_rely_on(intake: Intake) -> None:
    [entry] = intake.add([page(BOOKSHOP_NEWS, BOOKSHOP_SHORT)]).entries
    told = entry_to_json(entry)
    assert told["id"] == entry.id
    assert (told["headline"], told["status"], told["ref"]) == (BOOKSHOP_NEWS.headline, "published", None)
    assert told["published_at"] == "2024-04-03T01:00:00Z"
    assert told["sources"] == ["清河日报", "东城晚报"]
    assert told["summary"] == entry.summary.text  # type: ignore[union-attr]
    assert (told["keywords"], told["topics"]) == (["书店"], [])
    assert set(told["facts"]) == {"figures", "dates", "places", "organisations", "people"}


def test_an_entry_without_summary_says_so() -> None:
    told = entry_to_json(Entry(BOOKSHOP_NEWS, id=1))
    assert (told["summary"], told["keywords"], told["published_at"]) == (None, [], None)
    assert entry_from_json(told).summary is None


def test_facts_keep_their_sentences_in_an_export() -> None:
    facts = Facts((Figure("三百", "人", "来了三百人。"),), places=(Fact("清河", "清河边。"),))
    entry = Entry(
        BOOKSHOP_NEWS, Summary(("一。", "二。"), ("书店",), facts, ("文旅",)), 3, "r", Status.DRAFT, False
    )
    again = entry_from_json(json.loads(json.dumps(entry_to_export(entry))))
    assert again.summary == entry.summary
    assert (again.id, again.ref, again.status) == (3, "r", Status.DRAFT)
    assert entry_to_json(entry)["facts"]["places"] == ["清河"]
