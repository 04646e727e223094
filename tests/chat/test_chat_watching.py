from datetime import UTC, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.alerts import matching, tell_watchers
from bot.chat.watching import MAX_WATCHES
from bot.errors import DatabaseUnusable
from bot.model import Article, Entry, Kind, Status, Subscription, Watch
from bot.text.search_form import Finder, tokens


async def alerts(house):
    await tell_watchers(house.services)
    return [(one.chat_id, one.thread_id, one.message.text) for one in house.promised()]


async def test_who_watches_is_told_of_what_is_published_since(house):
    house.publish("氢能旧闻")
    reader = house.person()
    await reader.say("/watch 氢能")
    assert await alerts(house) == []
    house.publish("氢能公交上线")
    house.publish("图书馆延长开放")
    [(chat, _, text)] = await alerts(house)
    assert chat == 100
    assert "氢能公交上线" in text
    assert "图书馆" not in text
    assert "旧闻" not in text
    assert house.services.outbox.woken == 1


async def test_nobody_is_told_twice(house):
    await house.person().say("提醒 氢能")
    house.publish("氢能公交上线")
    assert len(await alerts(house)) == 1
    house.publish("图书馆延长开放")
    assert await alerts(house) == []


async def test_what_is_only_stored_alerts_nobody(house):
    await house.person().say("/watch 氢能")
    house.publish("氢能公交上线", push=False)
    house.publish("氢能待审稿", draft=True)
    assert await alerts(house) == []


async def test_all_words_must_stand_in_the_article(house):
    await house.person().say("/watch 氢能 公交")
    house.publish("氢能汽车展")
    assert await alerts(house) == []
    house.publish("公交换新", "车队里有氢能车。")
    assert len(await alerts(house)) == 1


async def test_full_width_and_traditional_words_find_all_the_same(house):
    await house.person().say("/watch 氫能ＡＢ１２")
    house.publish("氢能 AB12 下线")
    assert len(await alerts(house)) == 1


async def test_words_are_listed_and_ended_by_word_and_by_button(house):
    reader = house.person()
    await reader.say("/watch 氢能")
    [again] = await reader.say("/watch 氢能")
    await reader.say("/watch 光伏")
    [listed] = await reader.say("/watch")
    assert "氢能" in listed.text
    assert "光伏" in listed.text
    [ended] = await reader.say("/unwatch 氢能")
    assert "氢能" in ended.text
    await reader.say("/unwatch")
    watched = house.store.watches.of_chat(100)[0]
    await reader.press(f"uw:{watched.id}")
    assert house.store.watches.of_chat(100) == []
    [flash] = await reader.callback(f"uw:{watched.id}")
    assert flash.kind == "flash"
    assert again.text


async def test_nobody_ends_what_another_chat_watches_for(house):
    await house.person().say("/watch 氢能")
    stranger = house.person(200)
    await stranger.say("/start")
    await stranger.callback("uw:1")
    assert len(house.store.watches.of_chat(100)) == 1


async def test_a_chat_watches_for_a_bounded_number_of_words(house):
    for number in range(MAX_WATCHES):
        house.store.watches.add(Watch(100, f"词{number}"))
    await house.person().say("/watch 氢能")
    assert len(house.store.watches.of_chat(100)) == MAX_WATCHES


async def test_words_that_are_too_long_are_told_the_limit(house):
    [answer] = await house.person().say("/watch " + "长" * 300)
    assert "256" in answer.text


def entry(number: int, text: str) -> Entry:
    article = Article(id=str(number), kind=Kind.NEWS, headline=text[:10], paragraphs=(text,))
    at = datetime(2024, 4, 3, tzinfo=UTC)
    return Entry(article, id=number, status=Status.PUBLISHED, published_at=at, publication=number)


@given(st.text(alphabet="氢能公交ABab12 ，。", min_size=1), st.data())
def test_any_piece_of_an_article_that_is_watched_for_is_found(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    words = " ".join(text[start : data.draw(st.integers(start + 1, len(text)))].split())
    told = matching([Watch(1, words)], [entry(1, text)])
    cuts_a_latin_word = any(
        0 < place < len(text) and text[place - 1].isascii() and text[place].isascii()
        for place in (start, start + len(words))
    )
    if words and not cuts_a_latin_word and " " not in words:
        assert [alert.entries[0].id for alert in told] == [1]


@given(st.text(alphabet="氢能公Ab1 ，", max_size=12), st.text(alphabet="氢能公Ab1 ，", max_size=6))
def test_who_is_told_is_who_would_be_found_by_looking_for_each_word_alone(text, words):
    wanted = [phrase for word in words.split() if (phrase := tokens(word))]
    finder = Finder(f"{text[:10]}\n{text}")
    expected = all(finder.find(phrase) for phrase in wanted)
    assert bool(matching([Watch(1, words)], [entry(1, text)])) == expected


async def test_a_second_alert_does_not_repeat_the_first(house):
    await house.person().say("/watch 氢能")
    house.publish("氢能公交上线")
    await alerts(house)
    house.publish("氢能船下水")
    await tell_watchers(house.services)
    texts = [house.store.deliveries.get(number).message.text for number in (1, 2)]
    assert "氢能公交上线" in texts[0]
    assert "氢能公交上线" not in texts[1]
    assert "氢能船下水" in texts[1]


async def test_alerts_that_cannot_be_promised_now_are_made_up_for(house, monkeypatch, caplog):
    await house.person().say("/watch 氢能")
    house.publish("氢能公交上线")

    def full(*given, **named):
        raise DatabaseUnusable("write to the database", "disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(type(house.store.deliveries), "promise_alert", full)
        assert await tell_watchers(house.services) == 0
    assert "disk is full" in caplog.text
    assert len(await alerts(house)) == 1


async def test_who_watches_later_is_not_told_of_what_came_before(house):
    await house.person(100).say("/watch 氢能")
    house.publish("氢能公交上线")
    await house.person(200).say("/watch 氢能")
    assert [chat for chat, _, _ in await alerts(house)] == [100]


async def test_in_quiet_hours_an_alert_waits(house):
    reader = house.person()
    await reader.say("/watch 氢能")
    store = house.services.store
    store.subscriptions.save(Subscription(100, 0, (time(7, 30),), quiet=(time(22), time(9)), silent=True), {})
    house.publish("氢能公交上线")
    assert await alerts(house) == []
    house.clock.on(minutes=30)
    [told] = house.promised()
    assert told.silent


async def test_after_a_death_before_all_were_told_nobody_is_told_of_an_article_twice(house, monkeypatch):
    await house.person().say("/watch 氢能")
    await house.person(200).say("/watch 氢能")
    house.publish("氢能公交上线")
    promise = type(house.store.deliveries).promise_alert

    def dies(store, chat_id, *given):
        if chat_id == 200:
            raise DatabaseUnusable("write to the database", "the machine lost power")
        return promise(store, chat_id, *given)

    with monkeypatch.context() as broken:
        broken.setattr(type(house.store.deliveries), "promise_alert", dies)
        await tell_watchers(house.services)
    # By the next start another article was published: the set of what is new is another one.
    house.publish("氢能货船下水")
    await tell_watchers(house.services)
    told = house.store._database.read(
        lambda tables: tables.execute(
            "select d.chat_id, c.text from deliveries d join compositions c on c.id = d.composition_id"
        ).fetchall()
    )
    for headline in ("氢能公交上线", "氢能货船下水"):
        assert sorted(chat for chat, text in told if headline in text) == [100, 200]


async def test_an_article_that_two_of_its_words_name_is_told_once_to_a_chat(house):
    reader = house.person()
    await reader.say("/watch 氢能")
    await reader.say("/watch 公交")
    house.publish("氢能公交上线")
    assert len(await alerts(house)) == 1


async def test_an_alert_that_cannot_be_made_keeps_none_of_the_others(house, caplog):
    for chat in (100, 200):
        await house.person(chat).say("/watch 氢能")
    house.store.subscriptions.save(Subscription(100, 0, (time(7, 30),), "Atlantis/Capital"), {})
    house.publish("氢能公交上线")
    assert [chat for chat, _, _ in await alerts(house)] == [200]
    assert "could not tell chat 100" in caplog.text
    assert await alerts(house) == []
