from bot.console.refusal import ApiError
from bot.model import ChatState

FORBIDDEN = ApiError(403, "Forbidden: bot was blocked by the user")


async def settle(house):
    await house.person(999).say("/start")


async def test_who_blocks_the_bot_is_gone_and_who_unblocks_it_is_back(house):
    reader = house.person()
    await reader.say("/subscribe 07:30")
    house.api.people.membership(100, 100, "member", "kicked")
    await settle(house)
    assert house.store.chats.get(100).state is ChatState.GONE
    assert house.store.subscriptions.get(100) is not None
    house.api.people.membership(100, 100, "kicked", "member")
    await settle(house)
    assert house.store.chats.get(100).state is ChatState.ACTIVE


async def test_start_revives_a_chat_that_was_gone(house):
    reader = house.person()
    await reader.say("/start")
    house.store.chats.mark_gone(100)
    await reader.say("/start")
    assert house.store.chats.get(100).state is ChatState.ACTIVE


async def test_a_bot_removed_from_a_group_is_gone_from_it(house):
    await house.person(7, chat_id=-500, kind="supergroup").say("/latest")
    house.api.people.membership(-500, 7, "member", "left", kind="supergroup")
    await settle(house)
    assert house.store.chats.get(-500).state is ChatState.GONE


async def test_a_group_that_becomes_a_supergroup_keeps_everything(house):
    house.api.people.make_administrator(-500, 7)
    await house.person(7, chat_id=-500, kind="group").say("/subscribe 07:30 科技")
    await house.person(7, chat_id=-500, kind="group").say("/watch 氢能")
    house.api.updates.add(
        "message",
        {
            "message_id": 9000,
            "date": 0,
            "chat": {"id": -500, "type": "group", "title": "群"},
            "from": {"id": 7, "is_bot": False, "first_name": "x"},
            "migrate_to_chat_id": -100500,
        },
    )
    house.api.updates.add(
        "message",
        {
            "message_id": 9001,
            "date": 0,
            "chat": {"id": -100500, "type": "supergroup", "title": "群"},
            "from": {"id": 7, "is_bot": False, "first_name": "x"},
            "migrate_from_chat_id": -500,
        },
    )
    await settle(house)
    assert house.store.subscriptions.get(-500) is None
    assert house.store.subscriptions.get(-100500).topics == ("科技",)
    assert [watch.words for watch in house.store.watches.of_chat(-100500)] == ["氢能"]


async def test_a_reply_that_meets_a_block_marks_the_chat_and_is_no_error(house, caplog):
    reader = house.person()
    await reader.say("/start")
    house.api.refuse_next("sendMessage", FORBIDDEN)
    await reader.say("/latest")
    assert house.store.chats.get(100).state is ChatState.GONE
    assert not caplog.records
