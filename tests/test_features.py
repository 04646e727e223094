"""The README's list of features, and for each the scripted conversation that shows it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
README = (TESTS.parent / "README.md").read_text(encoding="utf-8")

FEATURES = {
    # For readers
    "Subscribe, pause, resume and leave": (
        "chat/test_chat_subscribing.py::test_who_subscribes_is_told_when_the_next_digest_comes",
        "chat/test_chat_settings.py::test_pause_resume_and_leave_by_buttons",
    ),
    "Topics by buttons": ("chat/test_chat_settings.py::test_topics_are_turned_on_and_off_by_buttons",),
    "Hours, weekdays and zone": (
        "chat/test_chat_choices.py::test_hours_are_added_and_dropped_in_place",
        "chat/test_chat_choices.py::test_the_digest_may_come_as_soon_as_the_papers_are_out",
        "chat/test_chat_choices.py::test_weekdays_are_chosen_and_the_next_push_follows",
        "chat/test_chat_choices.py::test_the_zone_is_that_of_a_city",
        "chat/test_chat_choices.py::test_a_city_of_several_zones_is_asked_about",
    ),
    "Words wanted and unwanted": ("chat/test_chat_choices.py::test_words_are_wanted_and_unwanted",),
    "Number, length, sound, quiet hours, previews, empty days": (
        "chat/test_chat_choices.py::test_one_tap_chooses",
        "chat/test_chat_choices.py::test_words_choose_too",
    ),
    "Send now and preview": (
        "chat/test_chat_lessening.py::test_the_next_digest_is_shown_without_counting_as_sent",
        "chat/test_chat_lessening.py::test_the_digest_comes_at_once_and_only_once",
    ),
    "Why this, and less like this": (
        "chat/test_chat_lessening.py::test_why_an_item_stands_in_the_digest_is_told",
        "chat/test_chat_lessening.py::test_less_like_this_comes_later_and_is_taken_back",
    ),
    "Simplified and traditional Chinese, English": (
        "chat/test_chat_settings.py::test_the_language_is_chosen_by_a_button_and_by_words",
    ),
    "Save articles": (
        "chat/test_chat_article.py::test_a_saved_article_stands_on_the_list_until_it_is_taken_off",
    ),
    "Alerts for words": ("chat/test_chat_watching.py::test_who_watches_is_told_of_what_is_published_since",),
    "My data, and forget me": (
        "chat/test_chat_personal.py::test_my_data_comes_as_a_document_with_all_that_is_kept",
        "chat/test_chat_personal.py::test_forgetting_asks_first_and_then_leaves_nothing",
    ),
    "Groups and forum topics": (
        "chat/test_chat_settings.py::test_in_a_group_only_its_administrators_change_what_is_set",
        "chat/test_chat_groups.py::test_ordinary_talk_in_a_group_is_not_answered",
        "chat/test_chat_subscribing.py::test_threads_of_a_forum_subscribe_by_themselves",
    ),
    "Channels": (
        "chat/test_chat_channels.py::test_who_runs_a_channel_settles_it_in_private",
        "chat/test_chat_channels.py::test_who_does_not_run_the_channel_changes_nothing",
    ),
    # For searchers
    "Hits by number, page by page, newest first": (
        "chat/test_chat_search.py::test_pages_of_hits_turn_in_place_without_repeating",
        "chat/test_chat_search.py::test_the_newest_come_first_when_asked_for",
        "chat/test_chat_search.py::test_a_number_opens_the_article_and_the_list_stays",
    ),
    "Full text in parts": ("chat/test_chat_article.py::test_the_full_text_comes_in_parts_and_leads_back",),
    "Facts that open their sentences": ("chat/test_chat_article.py::test_each_fact_opens_its_sentence",),
    "References by GB/T 7714": ("chat/test_chat_article.py::test_the_reference_is_ready_to_copy",),
    "Related articles": ("chat/test_chat_article.py::test_related_articles_tell_of_the_same",),
    "Share": ("chat/test_chat_article.py::test_an_article_is_shared_by_a_link_that_opens_it",),
    "Inline mode": (
        "chat/test_chat_inline.py::test_words_typed_in_any_chat_find_articles",
        "chat/test_chat_inline.py::test_inline_results_come_in_pages",
    ),
    "Deep links": ("chat/test_chat_start.py::test_a_deep_link_opens_the_article",),
    "Nothing found": ("chat/test_chat_search.py::test_nothing_found_offers_an_alert",),
    # For editors
    "Every kind of source": (
        "chat/test_chat_sources.py::test_a_document_of_any_kind_becomes_a_card",
        "chat/test_chat_sources.py::test_an_archive_becomes_a_card_a_page_and_what_is_broken_stands_in_the_report",
        "chat/test_chat_sources.py::test_a_photograph_is_read_as_a_page",
        "chat/test_chat_sources.py::test_a_link_becomes_a_card",
        "chat/test_chat_sources.py::test_a_contents_page_becomes_a_card_a_page_and_a_report",
    ),
    "Feeds": (
        "chat/test_chat_feeds.py::test_a_feed_is_added_shown_and_removed",
        "chat/test_chat_feeds.py::test_a_feed_may_be_published_at_once",
    ),
    "Pages as files or pasted text": (
        "chat/test_chat_pages.py::test_a_document_becomes_a_card_and_one_button_publishes_it",
        "chat/test_chat_pages.py::test_a_page_in_several_messages_is_put_together",
    ),
    "Batches": (
        "chat/test_chat_batch.py::test_many_files_are_one_batch_with_one_progress_message_and_one_report",
        "chat/test_chat_batch.py::test_all_that_is_sure_in_a_batch_is_signed_with_one_tap",
        "chat/test_chat_batch.py::test_a_card_leads_to_the_next_page_with_something_to_decide",
        "chat/test_chat_batch.py::test_a_batch_goes_on_after_a_restart_in_its_middle",
    ),
    "Paper, date and page once for a batch": (
        "chat/test_chat_batch.py::test_the_caption_of_an_album_holds_for_all_of_it_whichever_comes_first",
        "chat/test_chat_batch.py::test_a_reply_to_a_card_says_its_paper_and_a_button_says_it_for_the_batch",
    ),
    "Matters to be read first": (
        "chat/test_chat_batch.py::test_what_must_be_read_first_is_signed_only_where_it_was_opened",
    ),
    "The papers are out": (
        "chat/test_chat_batch.py::test_the_papers_are_out_when_an_editor_says_so_and_confirms",
    ),
    "Correct, merge and retract": (
        "chat/test_chat_editing.py::test_a_field_is_changed_by_command",
        "chat/test_chat_revising.py::test_any_field_is_changed_by_a_reply_to_its_question",
        "chat/test_chat_revising.py::test_a_paragraph_is_changed_by_a_reply",
        "chat/test_chat_revising.py::test_a_word_is_replaced_throughout_after_it_was_counted",
        "chat/test_chat_editing.py::test_an_article_is_retracted_after_a_question",
        "chat/test_chat_editing.py::test_two_entries_become_one",
    ),
    "Split, join and move, and take back a line": (
        "chat/test_chat_revising.py::test_a_draft_is_split_before_a_paragraph",
        "chat/test_chat_revising.py::test_two_pieces_become_one_article",
        "chat/test_chat_revising.py::test_a_paragraph_goes_to_the_neighbour",
        "chat/test_chat_revising.py::test_a_line_called_noise_is_taken_back",
    ),
    "Two editors at one article": (
        "chat/test_chat_revising.py::test_the_second_of_two_editors_is_told_and_overwrites_nothing",
        "chat/test_chat_revising.py::test_two_editors_at_one_draft_are_told_of_each_other",
    ),
    "Marks on what was sent": (
        "chat/test_chat_retracting.py::test_the_messages_that_brought_a_retracted_article_are_marked",
    ),
    "Taking apart": ("chat/test_chat_retracting.py::test_two_that_were_merged_are_taken_apart_again",),
    "Roles": (
        "chat/test_chat_administration.py::test_the_owner_changes_roles_in_the_chat_and_it_is_recorded",
    ),
    "Who did what": ("chat/test_chat_administration.py::test_deeds_turn_in_place",),
    "Counts, with a picture": (
        "chat/test_chat_administration.py::test_counts_and_deeds_are_shown",
        "chat/test_chat_administration.py::test_searches_without_result_and_what_was_sent_are_counted_by_day",
    ),
    "Backup": ("chat/test_chat_administration.py::test_the_database_goes_to_the_owner_alone",),
    "Announcements": (
        "chat/test_chat_administration.py::test_an_announcement_is_counted_first_and_sent_by_a_button",
    ),
    # Throughout
    "Access by approval": (
        "chat/test_chat_access.py::test_by_approval_the_owner_lets_people_in_with_a_button",
    ),
    "Menus by language and role": (
        "chat/test_chat_menus.py::test_menus_are_set_by_language_and_for_editors",
    ),
    "Limits": (
        "chat/test_chat_limits.py::test_a_flood_of_searches_is_answered_kindly_and_once",
        "chat/test_chat_limits.py::test_a_flood_of_pages_is_refused_kindly",
    ),
    "Anonymous administrators, channel posts, edits": (
        "chat/test_chat_groups.py::test_who_writes_as_the_group_is_nobody_to_be_admitted",
        "chat/test_chat_groups.py::test_what_a_channel_posts_into_its_group_is_let_be",
        "chat/test_chat_settings.py::test_an_anonymous_administrator_of_a_group_may",
        "chat/test_chat_start.py::test_edited_messages_and_channel_posts_do_no_harm",
    ),
    "Hostile input": (
        "chat/test_chat_any_input.py::test_ten_thousand_inputs_lead_to_no_error",
        "chat/test_chat_any_input.py::test_nothing_that_people_send_leads_to_an_error",
        "message/test_hostile_views.py::test_nothing_breaks_a_message",
    ),
    "Stale, forged and doubled buttons": (
        "chat/test_chat_search.py::test_stale_and_forged_buttons_are_answered_kindly",
        "chat/test_chat_search.py::test_a_button_pressed_twice_is_no_error",
        "chat/test_chat_errors.py::test_a_message_too_old_to_be_edited_is_sent_anew",
    ),
}
"""By the bold words of a line of the README's list; the tests stand in `tests/`."""


def test_the_readme_lists_the_features_that_are_shown_and_no_others() -> None:
    assert re.findall(r"^- \*\*(.+?)\*\*", README, re.M) == list(FEATURES)


@pytest.mark.parametrize("shown", sorted({test for tests in FEATURES.values() for test in tests}))
def test_the_conversation_that_shows_a_feature_is_there(shown: str) -> None:
    file, _, name = shown.partition("::")
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    tests = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    assert name in tests
