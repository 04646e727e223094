import asyncio

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
)
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.console import TOKEN, ConsoleApi, Conversation, running


async def _start(update, context):
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("第一篇", callback_data="o:1")]])
    await update.effective_message.reply_html("<b>你好</b> &lt;x&gt;", reply_markup=keyboard)


async def _later(update, context):
    async def answer():
        await asyncio.sleep(0.02)
        await update.effective_message.reply_text("later")

    context.application.create_task(answer())


async def _slow(update, context):
    await asyncio.sleep(0.02)
    await update.effective_message.reply_text("slow")


async def _echo(update, context):
    await update.effective_message.reply_text(update.effective_message.text)


async def _file(update, context):
    file = await update.effective_message.document.get_file()
    data = await file.download_as_bytearray()
    await update.effective_message.reply_document(bytes(data).upper(), filename="back.txt", caption="好")


async def _pressed(update, context):
    await update.callback_query.answer("按了")
    await update.callback_query.edit_message_text(f"now {update.callback_query.data}")


async def _inline(update, context):
    result = InlineQueryResultArticle("1", update.inline_query.query, InputTextMessageContent("x"))
    await update.inline_query.answer([result])


def _application(api):
    builder = Application.builder().token(TOKEN).request(api).get_updates_request(api)
    application = builder.concurrent_updates(True).build()
    for handler in (
        CommandHandler("start", _start),
        CommandHandler("later", _later),
        CommandHandler("slow", _slow),
        MessageHandler(filters.Document.ALL, _file),
        MessageHandler(filters.TEXT, _echo),
        CallbackQueryHandler(_pressed),
        InlineQueryHandler(_inline),
    ):
        application.add_handler(handler)
    return application


@pytest.fixture
async def chat():
    api = ConsoleApi()
    async with running(_application(api)) as application:
        yield Conversation(application, api)


async def test_a_command_is_answered_with_text_and_buttons(chat):
    [answer] = await chat.say("/start")
    assert (answer.text, answer.labels) == ("你好 <x>", ("第一篇",))
    assert answer.entities == ({"type": "bold", "offset": 0, "length": 2},)
    assert chat.last is answer


async def test_a_pressed_button_is_answered_and_edits_in_place(chat):
    [shown] = await chat.say("/start")
    flash, edit = await chat.press("第一")
    assert (flash.kind, flash.text) == ("flash", "按了")
    assert (edit.kind, edit.text, edit.message_id) == ("edit", "now o:1", shown.message_id)
    assert not chat.api.presses


async def test_only_buttons_that_are_there_can_be_pressed(chat):
    await chat.say("/start")
    with pytest.raises(LookupError, match="第一篇"):
        await chat.press("第二篇")


async def test_any_data_can_be_forged(chat):
    await chat.say("/start")
    _, edit = await chat.callback("zz:9")
    assert edit.text == "now zz:9"


async def test_a_file_goes_there_and_back(chat):
    [answer] = await chat.send_file("a.txt", b"abc")
    assert (answer.kind, answer.file_name, answer.data, answer.text) == ("document", "back.txt", b"ABC", "好")


async def test_an_inline_query_gets_its_results(chat):
    [answer] = await chat.inline("氢能")
    assert answer.results[0]["title"] == "氢能"


async def test_slow_handlers_are_waited_for(chat):
    [answer] = await chat.say("/slow")
    assert answer.text == "slow"


async def test_what_comes_by_itself_can_be_waited_for(chat):
    assert await chat.say("/later") == []
    assert (await chat.wait_for(lambda sent: "later" in sent.text)).text == "later"
    with pytest.raises(TimeoutError):
        await chat.wait_for(patience=0.01)


async def test_each_person_sees_their_own_chat(chat):
    other = Conversation(chat._application, chat.api, user_id=7)
    assert [sent.text for sent in await other.say("七")] == ["七"]
    assert [sent.text for sent in await chat.say("百")] == ["百"]
    assert await other.answers() == []


async def test_before_anything_is_shown_there_is_no_last(chat):
    with pytest.raises(LookupError):
        _ = chat.last


async def test_the_hooks_of_an_application_are_run():
    ran = []

    async def note(application):
        ran.append(application.running)

    api = ConsoleApi()
    application = _application(api)
    application.post_init = application.post_stop = application.post_shutdown = note
    async with running(application):
        assert ran == [False]
    assert ran == [False, False, False]
    assert not api.unknown
