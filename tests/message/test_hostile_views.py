"""Whatever a newspaper, a file name or a person writes, every view is a message that Telegram takes."""

from dataclasses import replace
from datetime import date

import message_samples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from message_views import LIST, PAGE, VIEWS

from bot.console.entities import parse_html
from bot.message.callbacks import decode
from bot.message.entities import formatted
from bot.message.languages import LANGUAGES, translator
from bot.message.markup import MAX_ENTITIES, MAX_UNITS, utf16_length
from bot.message.views import (
    access,
    admin,
    article,
    batch,
    choices,
    digest,
    editor,
    imprint,
    lists,
    retraction,
    revising,
    roles,
    search,
)
from bot.message.views import settings as settings_views
from bot.model import (
    Batch,
    CardItem,
    Chat,
    Digest,
    DigestGroup,
    Edition,
    Entry,
    Figure,
    Hit,
    NoiseLine,
    PageCard,
    Passage,
    Person,
    Reasons,
    Role,
    SearchResult,
    Sheet,
    SheetState,
    Status,
    Subhead,
    Watch,
    Why,
)

TODAY = message_samples.TODAY
HIDDEN = "\u202e\u202d\u2066\u200b\u200f\ufeff\u0000\u001b"

nasty = st.one_of(
    st.text(
        st.one_of(st.characters(), st.sampled_from("<>&/\"'{}%\n\t\ud800\udc00" + HIDDEN + "😀字")),
        max_size=40,
    ),
    st.sampled_from(
        ["<b>" * 50, "</b>", "&lt;script&gt;", "{query}", "字" * 9000, "😀" * 3000, "\u202e" * 20, ""]
    ),
)


@st.composite
def articles(draw):
    return replace(
        message_samples.HARBOUR,
        headline=draw(st.none() | nasty),
        kicker=draw(st.none() | nasty),
        subheadline=draw(st.none() | nasty),
        authors=tuple(draw(st.lists(nasty, max_size=9))),
        source=draw(st.none() | nasty),
        issue_date=draw(st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))),
        page=draw(st.none() | nasty),
        paragraphs=tuple(draw(st.lists(nasty, max_size=6))),
        subheads=tuple(Subhead(draw(nasty), place) for place in range(draw(st.integers(0, 2)))),
        continues_from=draw(st.none() | nasty),
    )


@st.composite
def stored(draw):
    piece = draw(articles())
    summary = replace(
        message_samples.HARBOUR_SUMMARY,
        sentences=tuple(draw(st.lists(nasty, max_size=3))),
        facts=replace(
            message_samples.HARBOUR_SUMMARY.facts,
            figures=tuple(Figure(draw(nasty), draw(nasty), "") for _ in range(draw(st.integers(0, 9)))),
        ),
    )
    other = draw(articles())
    return Entry(
        piece,
        draw(st.sampled_from([None, summary])),
        id=draw(st.integers(1, 2**53)),
        status=draw(st.sampled_from(Status)),
        page_id=draw(st.none() | st.integers(1, 99)),
        editions=(
            Edition(piece.source, piece.issue_date, piece.page, piece),
            Edition(other.source, other.issue_date, other.page, other),
        ),
    )


def wished(words):
    change = message_samples.ELSEWHERE
    wishes = replace(
        change.subscription, include_words=(words,) * 30, exclude_words=(words,) * 30, topics=(words,) * 40
    )
    return replace(change, subscription=wishes, place_title=words)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(stored(), stored(), nasty, st.integers(0, 12))
def test_nothing_breaks_a_message(one, two, words, many):
    t = translator(LANGUAGES[many % len(LANGUAGES)])
    entries = [one, two] * many
    hits = tuple(Hit(entry, Passage(words, ((0, 2), (1, 3), (5, 99))), 1.0, Why.EXACT) for entry in entries)
    found = SearchResult(words, hits, len(hits), False)
    card = PageCard(
        3,
        words,
        tuple(CardItem(entry, entry.id % 2 == 0, two) for entry in entries),
        one.article.source,
        one.article.issue_date,
        one.article.page,
    )
    chat = Chat(100, title=words)
    for message in (
        search.results(t, found, **PAGE, suggested=[(words, 4, many)]),
        article.article(t, one, today=TODAY, of_digest=True, link="https://t.me/bot?start=a_1"),
        article.facts(t, one, many),
        article.why(t, Reasons((words,), False, (words, "字"), many, words, many)),
        article.full_text(t, one, many),
        article.citation(t, one),
        article.related(t, one, entries, today=TODAY),
        article.editions(t, one),
        digest.digest(
            t, Digest(TODAY, None, (DigestGroup(words, tuple(entries)),), (two,)), limit=30, composition=1
        ),
        digest.rest(t, entries[1:9], total=len(entries), offset=1, limit=8, composition=1, today=TODAY),
        lists.latest(t, entries, **LIST),
        lists.watches(t, [Watch(1, words, id=place) for place in range(many * 9)]),
        lists.watch_alert(t, words, entries, today=TODAY),
        lists.topics(t, [(words, 3)] * many, chosen=(words,)),
        settings_views.overview(t, wished(words)),
        choices.times(t, wished(words), wished(words).subscription),
        choices.wished_words(t, wished(words), wished(words).subscription, "inc"),
        choices.zone_unclear(t, wished(words), words, [(words, "Europe/Berlin")]),
        choices.less(t, wished(words), entries),
        choices.chats(t, [(-100, words)] * many),
        settings_views.mydata(
            t, chat, message_samples.SUBSCRIBED, saved=0, watches=[Watch(1, words)], searches=1
        ),
        editor.page_card(t, card, today=TODAY),
        batch.progress(t, done=1, total=2, name=words),
        *batch.report(
            t,
            Batch(1, 1, "en", sheets=(Sheet(words, state=SheetState.REFUSED, reason=words),) * 40),
            [None] * 40,
            today=TODAY,
        ),
        revising.replace_question(t, words, words, around=1, body=1, number=1),
        revising.changed_meanwhile(
            t, replace(message_samples.DEEDS[0], detail=words), words, zone="UTC", today=TODAY
        ),
        revising.choose_field(t, one),
        revising.choose_paragraph(t, one),
        revising.choose_other(t, one, list(enumerate(entries))),
        revising.choose_noise(t, one, [NoiseLine(1, words, words)] * many),
        *(revising.ask(t, one, field, today=TODAY) for field in revising.FIELDS),
        *(
            revising.paragraph(t, one, index, before=two, after=two)
            for index in range(len(one.article.paragraphs))
        ),
        imprint.question(t, PageCard(1, words, (), words, None, words), today=TODAY),
        editor.drafts(t, entries, **LIST),
        editor.draft(t, one, today=TODAY, merges_into=two, review=[words], company=[words] * 4),
        editor.edit_help(t, one, today=TODAY),
        editor.merged(t, one, two),
        *admin.announce_question(t, formatted(words, (), 3500), chats=many, composition=4),
        admin.announcement(t, formatted(words, (), 3500)),
        admin.stats(t, articles={words: 3}, chats={}, deliveries={}),
        access.request(t, 7, words),
        admin.audit(
            t,
            [replace(message_samples.DEEDS[0], detail=words)] * many,
            names={7: words},
            zone="UTC",
            **LIST,
        ),
        roles.people(t, [Person(7, Role.READER, words, message_samples.DEEDS[0].at)] * many),
        retraction.marked(
            t, digest.digest(t, Digest(TODAY, None, (DigestGroup(words, (one,)),))), [one, two]
        ),
    ):
        _check(message)


def test_every_view_is_sound_in_every_language():
    for language in LANGUAGES:
        for draw in VIEWS.values():
            _check(draw(translator(language)))


def _check(message):
    text, entities = parse_html(message.text)
    assert 0 < utf16_length(text) <= MAX_UNITS
    assert len(entities) <= MAX_ENTITIES
    text.encode("utf-8")
    assert not set(HIDDEN) & set(text)
    for button in (button for row in message.buttons for button in row):
        assert button.label.strip()
        button.label.encode("utf-8")
        assert sum(does is not None for does in (button.data, button.copy, button.url)) == 1
        assert button.url is None or button.url.startswith("https://t.me/")
        assert button.data is None or decode(button.data)
        assert button.copy is None or 0 < len(button.copy) <= 256
    assert all(0 < len(row) <= 8 for row in message.buttons)
    assert sum(map(len, message.buttons)) <= 100
