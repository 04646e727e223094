from io import BytesIO

import pytest
from telegram import (
    Bot,
    BotCommand,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
)
from telegram.constants import ChatAction
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
)

from bot.console import TOKEN, ConsoleApi
from bot.console.keyboards import read_keyboard
from bot.console.refusal import ApiError

CHAT = 100


@pytest.fixture
def api():
    api = ConsoleApi()
    api.room.chat(CHAT)
    return api


@pytest.fixture
async def bot(api):
    async with Bot(TOKEN, request=api, get_updates_request=api) as bot:
        yield bot


def _keyboard(**button):
    return InlineKeyboardMarkup([[InlineKeyboardButton("按", **button)]])


async def test_the_bot_knows_who_it_is(bot):
    assert (bot.id, bot.username) == (1, "baozhai_bot")


async def test_a_text_of_4096_units_is_taken_and_one_more_is_not(bot):
    assert (await bot.send_message(CHAT, "😀" * 2048)).text == "😀" * 2048
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(CHAT, "😀" * 2048 + "x")


async def test_a_text_without_ink_is_refused(bot):
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(CHAT, "<b> </b>", parse_mode="HTML")


async def test_broken_markup_is_refused_and_remembered(bot, api):
    with pytest.raises(BadRequest, match="Can't parse entities"):
        await bot.send_message(CHAT, "<b>x", parse_mode="HTML")
    assert [method for method, _ in api.refused] == ["sendMessage"]


async def test_another_parse_mode_is_refused(bot):
    with pytest.raises(BadRequest, match="Unsupported parse_mode"):
        await bot.send_message(CHAT, "x", parse_mode="Markdown")


async def test_lone_surrogates_are_refused(bot):
    with pytest.raises(BadRequest, match="Strings must be encoded"):
        await bot.send_message(CHAT, "x\ud800")


async def test_button_data_is_held_to_64_bytes(bot):
    await bot.send_message(CHAT, "x", reply_markup=_keyboard(callback_data="字" * 21))
    with pytest.raises(BadRequest, match="Button_data_invalid"):
        await bot.send_message(CHAT, "x", reply_markup=_keyboard(callback_data="字" * 22))


async def test_copied_text_is_held_to_256_characters(bot, api):
    await bot.send_message(CHAT, "x", reply_markup=_keyboard(copy_text=CopyTextButton("字" * 256)))
    assert api.sent[-1].button("按").copy == "字" * 256


async def test_a_button_that_does_nothing_is_refused(bot):
    with pytest.raises(BadRequest, match="text buttons are unallowed"):
        await bot.send_message(CHAT, "x", reply_markup=_keyboard())


async def test_too_many_buttons_are_refused(bot):
    rows = [[InlineKeyboardButton("按", callback_data="n")] for _ in range(101)]
    with pytest.raises(BadRequest, match="Reply markup is too long"):
        await bot.send_message(CHAT, "x", reply_markup=InlineKeyboardMarkup(rows))


async def test_a_chat_where_nobody_spoke_is_not_found(bot):
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(999, "x")


async def test_an_edit_that_changes_nothing_is_refused(bot):
    message = await bot.send_message(CHAT, "x", reply_markup=_keyboard(callback_data="n"))
    with pytest.raises(BadRequest, match="Message is not modified"):
        await message.edit_text("x", reply_markup=_keyboard(callback_data="n"))
    assert (await message.edit_text("y")).text == "y"


async def test_buttons_can_be_taken_away_alone(bot, api):
    message = await bot.send_message(CHAT, "x", reply_markup=_keyboard(callback_data="n"))
    await message.edit_reply_markup(None)
    assert (api.sent[-1].kind, api.sent[-1].text, api.sent[-1].buttons) == ("edit", "x", ())


async def test_a_deleted_message_cannot_be_edited_or_deleted_again(bot, api):
    message = await bot.send_message(CHAT, "x")
    await message.delete()
    assert api.sent[-1].kind == "delete"
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await message.edit_text("y")
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await message.delete()


async def test_a_press_is_answered_once(bot, api):
    message = await bot.send_message(CHAT, "x", reply_markup=_keyboard(callback_data="n"))
    number = api.people.press(CHAT, CHAT, "按", message_id=message.message_id)
    await bot.answer_callback_query(number, "好")
    assert (api.sent[-1].kind, api.sent[-1].text) == ("flash", "好")
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(number)


async def test_a_flash_is_held_to_200_characters(bot, api):
    await bot.send_message(CHAT, "x", reply_markup=_keyboard(callback_data="n"))
    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.answer_callback_query(api.people.press(CHAT, CHAT, "n"), "字" * 201)


async def test_inline_results_are_shown_and_checked(bot, api):
    def result(number, text="<b>x</b>"):
        content = InputTextMessageContent(text, parse_mode="HTML")
        return InlineQueryResultArticle(str(number), "题", content)

    await bot.answer_inline_query(api.people.inline(CHAT, "氢能"), [result(1)], next_offset="10")
    shown = api.sent[-1]
    assert (shown.kind, shown.text, shown.results[0]["title"]) == ("inline", "10", "题")
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_inline_query("77", [])
    with pytest.raises(BadRequest, match="Result_id_duplicate"):
        await bot.answer_inline_query(api.people.inline(CHAT, "氢能"), [result(1), result(1)])
    with pytest.raises(BadRequest, match="Results_too_much"):
        await bot.answer_inline_query(api.people.inline(CHAT, "氢能"), [result(n) for n in range(51)])
    with pytest.raises(BadRequest, match="Can't parse entities"):
        await bot.answer_inline_query(api.people.inline(CHAT, "氢能"), [result(1, "<b>")])


async def test_a_document_is_kept_and_can_be_fetched_and_sent_again(bot, api):
    message = await bot.send_document(
        CHAT, BytesIO(b"abc"), filename="a.txt", caption="<i>c</i>", parse_mode="HTML"
    )
    assert message.caption == "c"
    file = await bot.get_file(message.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"abc"
    await bot.send_document(CHAT, message.document.file_id)
    assert api.sent[-1].data == b"abc"


async def test_bad_documents_are_refused(bot):
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await bot.send_document(CHAT, b"", filename="a.txt")
    with pytest.raises(BadRequest, match="There is no document"):
        await bot.send_document(CHAT, "nowhere")
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_document(CHAT, b"x", caption="字" * 1025)
    with pytest.raises(BadRequest, match="Invalid file_id"):
        await bot.get_file("nowhere")


async def test_files_over_20_megabytes_cannot_be_fetched(bot, api):
    document = api.room.store_file("big.txt", b"x" * 20_000_001)
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(document["file_id"])


async def test_commands_are_kept_by_scope_and_language(bot, api):
    await bot.set_my_commands([BotCommand("search", "检索")], language_code="zh")
    assert api.menus == {("default", None, "zh"): (("search", "检索"),)}


async def test_who_runs_a_group_is_known(bot, api):
    api.room.chat(-5, "group", "编辑部")
    api.people.make_administrator(-5, 7)
    assert [member.user.id for member in await bot.get_chat_administrators(-5)] == [7]
    assert (await bot.get_chat_member(-5, 7)).status == "administrator"
    assert (await bot.get_chat_member(-5, 8)).status == "member"
    assert (await bot.get_chat(-5)).title == "编辑部"
    with pytest.raises(BadRequest, match="no administrators in the private chat"):
        await bot.get_chat_administrators(CHAT)


async def test_small_methods_are_taken(bot):
    assert await bot.send_chat_action(CHAT, ChatAction.TYPING)
    assert await bot.set_my_description("x")
    assert (await bot.get_webhook_info()).url == ""


async def test_an_unknown_method_is_404_and_named(bot, api):
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("sendTeleportation")
    assert api.unknown == ["sendTeleportation"]


async def test_planned_refusals_come_once_and_reach_the_bot_as_on_telegram(bot, api):
    for refusal, error in (
        (ApiError(403, "Forbidden: bot was blocked by the user"), Forbidden),
        (ApiError(429, "Too Many Requests: retry after 2", retry_after=2), RetryAfter),
        (ApiError(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1001), ChatMigrated),
    ):
        api.refuse_next("sendMessage", refusal)
        with pytest.raises(error):
            await bot.send_message(CHAT, "x")
    await bot.send_message(CHAT, "x")
    assert [sent.text for sent in api.sent] == ["x"]


async def test_updates_stay_until_one_after_them_is_asked_for(bot, api):
    api.people.text(CHAT, CHAT, "一")
    first = await bot.get_updates(timeout=0)
    again = await bot.get_updates(timeout=0)
    assert [update.message.text for update in first + again] == ["一", "一"]
    assert await bot.get_updates(offset=first[0].update_id + 1, timeout=0) == ()


async def test_a_long_text_comes_in_parts_as_clients_send_it(bot, api):
    api.people.text(CHAT, CHAT, "字" * 5000)
    updates = await bot.get_updates(timeout=0)
    assert [len(update.message.text) for update in updates] == [4096, 904]


async def test_groups_topics_channels_and_memberships_look_as_on_telegram(bot, api):
    api.people.text(-5, 7, "/today@baozhai_bot", kind="supergroup", thread_id=3)
    api.people.text(-6, 0, "公告", kind="channel")
    api.people.membership(CHAT, CHAT, "member", "kicked")
    [number] = api.people.text(CHAT, CHAT, "氢", language=None)
    api.people.edited(CHAT, CHAT, number, "氢能")
    topic, post, left, said, edited = await bot.get_updates(timeout=0)
    assert (topic.message.message_thread_id, topic.message.is_topic_message) == (3, True)
    assert topic.message.chat.title == "Chat -5"
    assert (post.channel_post.text, post.effective_user) == ("公告", None)
    assert left.my_chat_member.new_chat_member.status == "kicked"
    assert said.effective_user.language_code is None
    assert edited.edited_message.text == "氢能"


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ([1], "object expected as reply markup"),
        ({"inline_keyboard": [["x"]]}, "expected an Object"),
        ({"inline_keyboard": [[{"text": " ", "callback_data": "n"}]]}, "must be of type String"),
        ({"inline_keyboard": [[{"text": "x", "copy_text": {"text": ""}}]]}, "BUTTON_COPY_TEXT_INVALID"),
        (
            {"inline_keyboard": [[{"text": "x", "url": "https://e.org", "callback_data": "n"}]]},
            "Text buttons",
        ),
    ],
)
def test_malformed_keyboards_are_refused(markup, words):
    with pytest.raises(ApiError, match=words):
        read_keyboard(markup)


async def test_messages_under_inline_results_can_be_edited_unseen(bot, api):
    assert await bot.edit_message_text("x", inline_message_id="i1") is True
    assert await bot.edit_message_reply_markup(inline_message_id="i1") is True
    assert api.sent == []


@pytest.mark.parametrize(("command", "description"), [("搜索", "x"), ("x" * 33, "x"), ("search", "字" * 257)])
async def test_malformed_commands_are_refused(bot, command, description):
    with pytest.raises(BadRequest, match="Bot_command"):
        await bot.set_my_commands([BotCommand(command, description)])


async def test_a_file_that_is_not_there_cannot_be_downloaded(bot, api):
    document = api.room.store_file("a.txt", b"x")
    file = await bot.get_file(document["file_id"])
    api.room.files.clear()
    with pytest.raises(InvalidToken):
        await file.download_as_bytearray()


async def test_all_kinds_of_buttons_are_shown_back(bot):
    row = [
        InlineKeyboardButton("一", url="https://example.org/"),
        InlineKeyboardButton("二", switch_inline_query="氢能"),
        InlineKeyboardButton("三", copy_text=CopyTextButton("x")),
    ]
    message = await bot.send_message(CHAT, "x", reply_markup=InlineKeyboardMarkup([row]))
    shown = message.reply_markup.inline_keyboard[0]
    assert shown[0].url == "https://example.org/"
    assert shown[1].switch_inline_query is not None
    assert shown[2].copy_text.text == "x"


async def test_a_topic_is_kept_on_what_is_sent_into_it(bot, api):
    api.room.chat(-5, "supergroup")
    message = await bot.send_message(-5, "x", message_thread_id=3, disable_notification=True)
    assert (message.message_thread_id, api.sent[-1].thread_id, api.sent[-1].silent) == (3, 3, True)


async def test_a_reply_carries_the_message_that_it_answers(bot, api):
    message = await bot.send_message(CHAT, "问")
    api.people.text(CHAT, CHAT, "答", reply_to=message.message_id)
    [update] = await bot.get_updates(timeout=0)
    assert update.message.reply_to_message.text == "问"


async def test_a_long_poll_comes_back_empty_when_its_time_is_up(bot):
    assert await bot.get_updates(timeout=0.01) == ()
