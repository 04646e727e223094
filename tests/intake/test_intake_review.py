"""What a person must read first is held back, whoever publishes."""

from pathlib import Path

import pytest
from intake_samples import BOOKSHOP_NEWS, THEATRE_NEWS, Clock, FirstSentence, page

from bot.errors import ConfigurationError, IntakeError
from bot.intake import Intake
from bot.intake.review import Review, load_review
from bot.model import PageHints, Status
from bot.store.store import Store

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "test.db", Clock()) as opened:
        yield opened


def reviewing(store, *words):
    return Intake(store, FirstSentence(), Clock(), Review(words))


def test_what_has_a_word_to_review_is_kept_as_a_draft(store):
    reviewing(store, "老木匠").add([page(BOOKSHOP_NEWS, THEATRE_NEWS)])
    stati = {entry.article.headline: entry.status for entry in store.entries.each()}
    assert stati == {"旧粮仓变身书店": Status.DRAFT, "东街剧院重新开张": Status.PUBLISHED}


def test_its_card_says_which_word(store):
    intake = reviewing(store, "老木匠", "重新开张")
    report = intake.add([page(BOOKSHOP_NEWS, THEATRE_NEWS)], draft=True)
    items = intake.preview(report.page_ids[0]).items
    assert [item.review for item in items] == [("老木匠",), ("重新开张",)]
    assert not any(item.sure for item in items)


def test_an_editor_who_has_read_it_publishes_it(store):
    intake = reviewing(store, "老木匠")
    [entry] = intake.add([page(BOOKSHOP_NEWS)]).entries
    assert intake.publish([entry.id]).published == 1


def test_paper_and_day_are_set_on_a_page_and_its_drafts(store):
    intake = reviewing(store)
    [page_id] = intake.add([page(BOOKSHOP_NEWS)], draft=True).page_ids
    intake.stamp(page_id, PageHints("东城晚报", page="9"), where_unknown=True)
    [unchanged] = store.entries.drafts()
    assert (unchanged.article.source, unchanged.article.page) == ("清河日报", "3")
    intake.stamp(page_id, PageHints("东城晚报", page="9"))
    [draft] = store.entries.drafts()
    assert (draft.article.source, draft.article.page) == ("东城晚报", "9")
    assert store.pages.get(page_id).source == "东城晚报"
    with pytest.raises(IntakeError):
        intake.stamp(99, PageHints("东城晚报"))


def test_the_projects_own_file_is_read():
    assert load_review(ROOT / "config" / "review.toml").found_in(BOOKSHOP_NEWS) == ()


@pytest.mark.parametrize("text", ["words = 3", "words = ['']", "words = [", "words = [3]"])
def test_a_file_that_is_no_list_of_words_is_named(tmp_path, text):
    path = tmp_path / "review.toml"
    path.write_text(text)
    with pytest.raises(ConfigurationError, match=r"review\.toml"):
        load_review(path)
