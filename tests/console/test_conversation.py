import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, InvalidToken
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, InlineQueryHandler, MessageHandler, filters

from bot.console import TOKEN, ConsoleApi, Conversation, running


async def _start(update, context):
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("一", callback_data="o:1")]])
    await update.effective_message.reply_html("<b>你好</b> &lt;x&gt;", reply_markup=keyboard)


async def _echo(update, context):
    await update.effective_message.reply_text(update.effective_message.text)


async def _file(update, context):
    file = await update.effective_message.document.get_file()
    data = await file.download_as_bytearray()
    await update.effective_message.reply_document(bytes(data).upper(), filename="back.txt", caption="好")


async def _pressed(update, context):
    await update.callback_query.answer("按了")
    await update.callback_query.edit_message_text(f"now {update.callback_query.data}")


def _application(api):
    application = (
        Application.builder().token(TOKEN).request(api).get_updates_request(api).concurrent_updates(True).build()
    )
    application.add_handler(CommandHandler("start", _start))
    application.add_handler(MessageHandler(filters.Document.ALL, _file))
    application.add_handler(MessageHandler(filters.TEXT, _echo))
    application.add_handler(CallbackQueryHandler(_pressed))
    return application


@pytest.fixture
async def chat():
    api = ConsoleApi()
    async with running(_application(api)) as application:
        yield Conversation(application, api)


async def test_a_command_is_answered_with_text_and_buttons(chat):
    [answer] = await chat.say("/start")
    assert answer.text == "你好 <x>"
    assert answer.labels == ("一",)
    assert answer.entities == ({"type": "bold", "offset": 0, "length": 2},)


async def test_a_pressed_button_is_answered_and_edits_in_place(chat):
    [shown] = await chat.say("/start")
    flash, edit = await chat.press("一")
    assert (flash.kind, flash.text) == ("flash", "按了")
    assert (edit.kind, edit.text, edit.message_id) == ("edit", "now o:1", shown.message_id)
    assert not chat.api.presses


async def test_a_file_goes_there_and_back(chat):
    [answer] = await chat.send_file("a.txt", b"abc")
    assert (answer.kind, answer.file_name, answer.data, answer.text) == ("document", "back.txt", b"ABC", "好")
