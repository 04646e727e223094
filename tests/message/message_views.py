"""Every view, drawn from the samples: a name, and how to draw it with a translator."""

from dataclasses import replace
from datetime import time

from message_samples import (
    BATCH,
    BATCH_CARD,
    CARD,
    CHAT,
    DEEDS,
    DIGEST,
    DONE_CARD,
    ELSEWHERE,
    EMPTY_CARD,
    FEEDS,
    FOUND,
    HALF_FETCHED,
    HARBOUR_DRAFT,
    HARBOUR_ENTRY,
    HYDROGEN_ENTRY,
    INSTEAD,
    NEAR,
    NOT_SUBSCRIBED,
    NOTHING_FOUND,
    OLD_CARD,
    PARTLY_OLD_CARD,
    PAUSED,
    PINYIN,
    SETTLED,
    SIGNED_CARD,
    SUBSCRIBED,
    TAIL_DRAFT,
    TODAY,
    UNPLACED_CARD,
    UNTITLED_DRAFT,
    WATCHES,
)

from bot import errors
from bot.message.markup import escape
from bot.message.views import (
    access,
    admin,
    article,
    batch,
    card,
    choices,
    digest,
    editor,
    feeds,
    imprint,
    lists,
    problems,
    retraction,
    revising,
    roles,
    search,
    settings,
    start,
)
from bot.model import Digest, NoiseLine, Person, Pushing, Reasons, Role, Sort

PEOPLE = (
    Person(7, Role.OWNER, "林编辑", DEEDS[0].at),
    Person(9, Role.READER, "小明", DEEDS[0].at),
    Person(11, Role.REFUSED, "路人", DEEDS[0].at),
)
PAGE = {"search": 3, "offset": 0, "limit": 2, "sort": Sort.RELEVANCE, "today": TODAY}
LIST = {"offset": 0, "limit": 2, "more": True, "today": TODAY}
TOPICS = (("招商引资", 3), ("绿色低碳", 1), ("外贸", 0))
COUNTS = {
    "articles": {"draft": 2, "published": 5, "retracted": 0, "all": 7},
    "chats": {"all": 3, "paused": 1, "gone": 0},
    "deliveries": {"sent": 4, "unsure": 1, "waiting": 0},
}

VIEWS = {
    "welcome": start.welcome,
    "welcome_editor": lambda t: start.welcome(t, editor=True),
    "help": start.help_page,
    "help_editor": lambda t: start.help_page(t, editor=True),
    "search": lambda t: search.results(t, FOUND, **PAGE),
    "search_second_page": lambda t: search.results(t, FOUND, **{**PAGE, "offset": 2, "sort": Sort.NEWEST}),
    "search_near": lambda t: search.results(t, NEAR, **PAGE),
    "search_instead": lambda t: search.results(t, INSTEAD, **PAGE),
    "search_pinyin": lambda t: search.results(t, PINYIN, **PAGE),
    "search_nothing": lambda t: search.results(t, NOTHING_FOUND, **PAGE),
    "search_suggestions": lambda t: search.results(
        t, NOTHING_FOUND, **PAGE, suggested=[("跨境电商", 8, 12), ("电商", 9, 3)]
    ),
    "search_past_the_end": lambda t: search.results(t, NOTHING_FOUND, **{**PAGE, "offset": 4}),
    "search_empty": search.empty_query,
    "article": lambda t: article.article(t, HARBOUR_ENTRY, today=TODAY),
    "article_bare": lambda t: article.article(t, HYDROGEN_ENTRY, today=TODAY, saved=True, full_text=False),
    "article_of_digest": lambda t: article.article(
        t, HARBOUR_ENTRY, today=TODAY, of_digest=True, link="https://t.me/baozhai_bot?start=a_12"
    ),
    "facts": lambda t: article.facts(t, HARBOUR_ENTRY),
    "facts_opened": lambda t: article.facts(t, HARBOUR_ENTRY, 1),
    "facts_none": lambda t: article.facts(t, HYDROGEN_ENTRY),
    "why": lambda t: article.why(t, Reasons(("外贸",), False, ("港口",), 2, "7", 3)),
    "why_everything": lambda t: article.why(t, Reasons((), True, (), 1, None, 0)),
    "why_asked": lambda t: article.why(t, Reasons((), False, (), 1, None, 0)),
    "full_text": lambda t: article.full_text(t, HARBOUR_ENTRY),
    "citation": lambda t: article.citation(t, HARBOUR_ENTRY),
    "related": lambda t: article.related(t, HARBOUR_ENTRY, [HYDROGEN_ENTRY], today=TODAY),
    "related_none": lambda t: article.related(t, HARBOUR_ENTRY, [], today=TODAY),
    "editions": lambda t: article.editions(t, HARBOUR_ENTRY),
    "editions_one": lambda t: article.editions(t, HYDROGEN_ENTRY),
    "digest": lambda t: digest.digest(t, DIGEST, limit=2, composition=4),
    "digest_whole": lambda t: digest.digest(t, DIGEST),
    "digest_nothing": lambda t: digest.digest(t, Digest(TODAY, None, ())),
    "digest_rest": lambda t: digest.rest(
        t, DIGEST.entries[2:], total=len(DIGEST.entries), offset=2, limit=2, composition=4, today=TODAY
    ),
    "digest_no_more": lambda t: digest.rest(t, (), total=4, offset=4, limit=2, composition=4, today=TODAY),
    "latest": lambda t: lists.latest(t, [HARBOUR_ENTRY, HYDROGEN_ENTRY], **LIST),
    "latest_none": lambda t: lists.latest(t, [], **LIST),
    "saved": lambda t: lists.saved(t, [HARBOUR_ENTRY], **LIST),
    "saved_none": lambda t: lists.saved(t, [], **LIST),
    "topics": lambda t: lists.topics(t, TOPICS, chosen=("绿色低碳",)),
    "topics_changed": lambda t: lists.topics(t, TOPICS, chosen=(), change=SUBSCRIBED),
    "watches": lambda t: lists.watches(t, WATCHES),
    "watches_none": lambda t: lists.watches(t, []),
    "watching": lambda t: lists.watching(t, "氢能"),
    "watching_already": lambda t: lists.watching(t, "氢能", new=False),
    "unwatched": lambda t: lists.unwatched(t, "氢能"),
    "watch_alert": lambda t: lists.watch_alert(t, "氢能", [HYDROGEN_ENTRY], today=TODAY),
    "settings": lambda t: settings.overview(t, SUBSCRIBED),
    "settings_paused": lambda t: settings.overview(t, PAUSED),
    "settings_full": lambda t: settings.overview(t, SETTLED),
    "settings_of_channel": lambda t: settings.overview(t, ELSEWHERE),
    "settings_in_group": lambda t: settings.overview(t, replace(SUBSCRIBED, private=False)),
    "topics_of_channel": lambda t: lists.topics(t, TOPICS, chosen=("外贸",), change=ELSEWHERE),
    "settings_none_of_channel": lambda t: settings.overview(t, replace(ELSEWHERE, subscription=None)),
    "settings_times": lambda t: choices.times(t, SETTLED, SETTLED.subscription),
    "settings_hours": lambda t: choices.hours(t, SUBSCRIBED),
    "settings_minutes": lambda t: choices.minutes(t, SUBSCRIBED, 7),
    "settings_days": lambda t: choices.days(t, SETTLED, SETTLED.subscription),
    "settings_zone": lambda t: choices.zone(t, SUBSCRIBED, SUBSCRIBED.subscription),
    "settings_zone_unclear": lambda t: choices.zone_unclear(
        t, SUBSCRIBED, "伯明翰", [("伯明翰", "Europe/London"), ("伯明翰", "America/Chicago")]
    ),
    "settings_zone_unknown": lambda t: choices.zone_unclear(t, SUBSCRIBED, "某地", []),
    **{
        f"settings_{what}": lambda t, what=what: choices.wished_words(t, SETTLED, SETTLED.subscription, what)
        for what in ("inc", "exc")
    },
    **{
        f"settings_{what}": lambda t, what=what: choices.choice(t, ELSEWHERE, SETTLED.subscription, what)
        for what in ("items", "length", "empty", "silent", "preview", "quiet")
    },
    **{
        f"settings_ask_{what}": lambda t, what=what: choices.question(t, SUBSCRIBED, what)
        for what in ("zone", "inc", "exc", "quiet")
    },
    "settings_less": lambda t: choices.less(t, SUBSCRIBED, [HARBOUR_ENTRY]),
    "settings_less_none": lambda t: choices.less(t, SUBSCRIBED, []),
    "settings_chats": lambda t: choices.chats(t, [(-1001, "云州早报"), (-1002, "")]),
    "settings_chats_none": lambda t: choices.chats(t, []),
    "settings_none": lambda t: settings.overview(t, NOT_SUBSCRIBED),
    "subscribed": lambda t: settings.subscribed(t, SUBSCRIBED),
    "paused": lambda t: settings.paused(t, PAUSED),
    "resumed": lambda t: settings.resumed(t, SUBSCRIBED),
    "unsubscribed": settings.unsubscribed,
    "language": settings.language_choice,
    "language_changed": lambda t: settings.language_changed(t, NOT_SUBSCRIBED),
    "mydata": lambda t: settings.mydata(t, CHAT, SUBSCRIBED, saved=2, watches=WATCHES, searches=5),
    "mydata_little": lambda t: settings.mydata(t, CHAT, NOT_SUBSCRIBED, saved=0, watches=(), searches=0),
    "forget_question": settings.forget_question,
    "forgotten": lambda t: settings.forgotten(t, 7),
    "forgotten_without_copies": lambda t: settings.forgotten(t, 0),
    "page_card": lambda t: editor.page_card(t, CARD, today=TODAY),
    "page_card_old": lambda t: editor.page_card(t, OLD_CARD, today=TODAY),
    "page_card_partly_old": lambda t: editor.page_card(t, PARTLY_OLD_CARD, today=TODAY),
    "page_card_partly_pushed": lambda t: editor.page_card(
        t, SIGNED_CARD, today=TODAY, signed=card.signed(t, published=4, merged=0, held=2, pushed=3)
    ),
    "page_card_signed": lambda t: editor.page_card(t, SIGNED_CARD, today=TODAY),
    "page_card_unplaced": lambda t: editor.page_card(t, UNPLACED_CARD, today=TODAY),
    "page_card_empty": lambda t: editor.page_card(t, EMPTY_CARD, today=TODAY),
    "page_received": lambda t: editor.page_received(t, CARD.name),
    "page_more_expected": editor.waiting_for_more,
    "page_how": editor.how_to_add,
    "page_card_in_batch": lambda t: editor.page_card(t, BATCH_CARD, today=TODAY),
    "page_card_just_signed": lambda t: editor.page_card(
        t, SIGNED_CARD, today=TODAY, signed=card.signed(t, published=4, merged=1, held=2, pushed=4)
    ),
    "batch_progress": lambda t: batch.progress(t, done=5, total=12, name=CARD.name),
    "batch_read": lambda t: batch.all_read(t, 12),
    "batch_report": lambda t: batch.report(t, BATCH, [CARD, SIGNED_CARD, None], today=TODAY)[-1],
    "batch_report_old": lambda t: batch.report(t, BATCH, [PARTLY_OLD_CARD, OLD_CARD, None], today=TODAY)[-1],
    "batch_report_signed": lambda t: batch.report(t, BATCH, [DONE_CARD, DONE_CARD, None], today=TODAY)[-1],
    "batch_report_doubtful": lambda t: batch.report(t, BATCH, [UNPLACED_CARD] * 3, today=TODAY)[-1],
    "batch_report_unavailable": lambda t: batch.report(t, HALF_FETCHED, [CARD, None, None], today=TODAY)[-1],
    "batch_unavailable": lambda t: batch.unavailable(t, "云州日报_2024-04-03_07.pdf", 2, 3),
    "batch_asking_again": lambda t: batch.asking_again(t, "潍州晚报_2024-04-03_03.txt", 2, 3),
    "batch_fetching_again": batch.fetching_again,
    "batch_signing": lambda t: batch.signing(t, 4),
    "issue_question": lambda t: batch.issue_question(t, 2),
    "issue_completed": lambda t: batch.issue_completed(t, 310),
    "draft_in_company": lambda t: editor.draft(
        t, UNTITLED_DRAFT, today=TODAY, review=("讣告",), company=("林编辑",)
    ),
    "revise_fields": lambda t: revising.choose_field(t, HARBOUR_DRAFT),
    "revise_paragraphs": lambda t: revising.choose_paragraph(t, HARBOUR_DRAFT),
    "revise_paragraph": lambda t: revising.paragraph(
        t, HARBOUR_DRAFT, 1, before=UNTITLED_DRAFT, after=TAIL_DRAFT
    ),
    "revise_join": lambda t: revising.choose_other(t, HARBOUR_DRAFT, [(3, UNTITLED_DRAFT)]),
    "revise_join_none": lambda t: revising.choose_other(t, HARBOUR_DRAFT, []),
    "revise_noise": lambda t: revising.choose_noise(
        t, HARBOUR_DRAFT, [NoiseLine(4, "责任编辑 吴六", "staff"), NoiseLine(9, "港口", "unattached")]
    ),
    "revise_noise_none": lambda t: revising.choose_noise(t, HARBOUR_DRAFT, []),
    "revise_ask_replace": lambda t: revising.ask(t, HARBOUR_DRAFT, "replace", today=TODAY),
    "revise_ask_paragraph": lambda t: revising.ask(t, HARBOUR_DRAFT, "paragraph", 1, today=TODAY),
    **{
        f"revise_ask_{name}": lambda t, name=name: revising.ask(t, HARBOUR_DRAFT, name, today=TODAY)
        for name in revising.FIELDS
    },
    "revise_replace": lambda t: revising.replace_question(t, "港", "港口", around=1, body=4, number=7),
    "revise_replace_none": lambda t: revising.replace_question(t, "湾", "港", around=0, body=0, number=7),
    "revise_changed": lambda t: revising.changed_meanwhile(
        t, DEEDS[0], "林编辑", zone="Asia/Shanghai", today=TODAY
    ),
    "revise_changed_by_nobody": lambda t: revising.changed_meanwhile(
        t, None, None, zone="Asia/Shanghai", today=TODAY
    ),
    "imprint_question": lambda t: imprint.question(t, CARD, today=TODAY),
    "imprint_offer": lambda t: imprint.offer(t, CARD, 2, today=TODAY),
    "imprint_done": lambda t: imprint.done(t, CARD, 2, today=TODAY),
    "drafts": lambda t: editor.drafts(t, [UNTITLED_DRAFT, TAIL_DRAFT], **LIST),
    "drafts_none": lambda t: editor.drafts(t, [], **LIST),
    "draft": lambda t: editor.draft(t, UNTITLED_DRAFT, today=TODAY),
    "draft_old": lambda t: editor.draft(t, UNTITLED_DRAFT, today=TODAY, pushing=Pushing.OLD),
    "draft_never_pushed": lambda t: editor.draft(t, UNTITLED_DRAFT, today=TODAY, pushing=Pushing.NEVER),
    "draft_merges": lambda t: editor.draft(t, HARBOUR_DRAFT, today=TODAY, merges_into=HARBOUR_ENTRY),
    "published": lambda t: editor.published(t, HARBOUR_ENTRY),
    "dropped": lambda t: editor.dropped(t, TAIL_DRAFT),
    "edit_help": lambda t: editor.edit_help(t, HARBOUR_ENTRY, today=TODAY),
    "edited": lambda t: editor.edited(t, HARBOUR_ENTRY, today=TODAY),
    "retract_question": lambda t: editor.retract_question(t, HARBOUR_ENTRY, today=TODAY),
    "retracted": lambda t: editor.retracted(t, HARBOUR_ENTRY),
    "merged": lambda t: editor.merged(t, HARBOUR_ENTRY, HYDROGEN_ENTRY),
    **{
        f"usage_{command}": lambda t, command=command: editor.usage(t, command)
        for command in ("edit", "retract", "merge", "announce")
    },
    "announce_question": lambda t: admin.announce_question(
        t, escape("各位读者：\n明日停机一小时。"), chats=3, composition=6
    )[0],
    "announce_question_long": lambda t: admin.announce_question(
        t, escape("明日停机一小时。" * 500), chats=3, composition=6
    )[1],
    "announcement": lambda t: admin.announcement(t, escape("各位读者：\n明日停机一小时。")),
    "announced": lambda t: admin.announced(t, 3),
    "stats": lambda t: admin.stats(t, **COUNTS),
    "stats_none": lambda t: admin.stats(t, articles={}, chats={}, deliveries={}),
    "audit": lambda t: admin.audit(t, DEEDS, names={7: "林编辑"}, zone="Asia/Shanghai", **LIST),
    "audit_none": lambda t: admin.audit(t, [], names={}, zone="Asia/Shanghai", **LIST),
    "roles": lambda t: roles.people(t, PEOPLE),
    "roles_none": lambda t: roles.people(t, []),
    "role_choice": lambda t: roles.choose(t, PEOPLE[1], list(Role)[1:3], fixed=False),
    "role_fixed": lambda t: roles.choose(t, PEOPLE[0], list(Role), fixed=True),
    "role_changed": lambda t: roles.changed(t, PEOPLE[1]),
    "retracted_marks": lambda t: editor.retracted(t, HARBOUR_ENTRY, 310),
    "digest_retracted": lambda t: retraction.marked(
        t, digest.digest(t, DIGEST, limit=2), [HARBOUR_ENTRY, HYDROGEN_ENTRY]
    ),
    "unmerged": lambda t: editor.unmerged(t, [HARBOUR_ENTRY, HYDROGEN_ENTRY], today=TODAY),
    "backup": lambda t: admin.backup_caption(t, 2_345_678),
    "backup_path": lambda t: admin.backup_path(t, "/data/baozhai-20240403.db"),
    "access_request": lambda t: access.request(t, 7, "小明"),
    "access_admitted": lambda t: access.answered(t, "小明", True),
    "access_refused": lambda t: access.answered(t, "小明", False),
    "admitted": access.admitted,
    "refused": access.refused,
    **{
        f"problem_{kind.__name__}": lambda t, kind=kind: problems.problem(t, kind("do it", "because"))
        for kind in (
            errors.IndexDamaged,
            errors.DatabaseUnreadable,
            errors.UnreadableFile,
            errors.EncryptedFile,
            errors.RecognitionMissing,
            errors.ReadingStopped,
            errors.FetchError,
            errors.AddressRefused,
            errors.RobotsRefused,
            errors.UnknownEncoding,
            errors.PageTooLarge,
            errors.NothingToRead,
            errors.ReadingError,
            errors.NoSuchEntry,
            errors.EntryChanged,
            errors.DatabaseUnusable,
            errors.IntakeError,
            errors.ScheduleError,
            errors.DeliveryError,
            errors.ConfigurationError,
        )
    },
    "feeds": lambda t: feeds.feeds(t, FEEDS, zone="Asia/Shanghai", today=TODAY),
    "feeds_none": lambda t: feeds.feeds(t, [], zone="Asia/Shanghai", today=TODAY),
    "feeds_added": lambda t: feeds.added(t, FEEDS[0]),
    "feeds_added_publish": lambda t: feeds.added(t, FEEDS[1]),
    "feeds_known": feeds.known_already,
    "feeds_removed": feeds.removed,
    "feeds_not_removed": feeds.not_removed,
    "feeds_not_understood": feeds.not_understood,
    "problem_unknown_command": problems.unknown_command,
    "problem_unknown_topic": lambda t: problems.unknown_topic(t, "体育", ["招商引资", "外贸"]),
    "unclear_hour": lambda t: settings.unclear_hour(t, SUBSCRIBED, "8", [time(8), time(20)]),
    "problem_query_too_long": lambda t: problems.query_too_long(t, 200),
    "problem_gone": problems.gone,
    "problem_stale": problems.stale,
    "problem_failed": problems.failed,
    "problem_passing": problems.passing,
    "problem_not_editor": problems.not_editor,
    "problem_private_bot": problems.private_bot,
    "problem_waiting": problems.waiting,
    "problem_no_full_text": problems.no_full_text,
    "problem_group_admins_only": problems.group_admins_only,
}
