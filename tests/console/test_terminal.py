import asyncio
import io
import os

import pytest
from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.console import TOKEN, ConsoleApi, run_terminal, running


async def _start(update, context):
    buttons = [
        InlineKeyboardButton("一", callback_data="o:1"),
        InlineKeyboardButton("更多", callback_data="g:1:2"),
        InlineKeyboardButton("复制", copy_text=CopyTextButton("刘一. 题[N].")),
    ]
    await update.effective_message.reply_html("<b>你好</b>", reply_markup=InlineKeyboardMarkup([buttons]))


async def _echo(update, context):
    await asyncio.sleep(0.01)
    await update.effective_message.reply_text(f"{update.effective_user.id}：{update.effective_message.text}")


async def _file(update, context):
    await update.effective_message.reply_document(
        b"12345", filename=update.effective_message.document.file_name
    )


async def _pressed(update, context):
    await update.callback_query.answer("好")
    await update.callback_query.edit_message_text(update.callback_query.data)


async def _talk(lines_in, out):
    api = ConsoleApi()
    application = Application.builder().token(TOKEN).request(api).get_updates_request(api).build()
    application.add_handler(CommandHandler("start", _start))
    application.add_handler(MessageHandler(filters.Document.ALL, _file))
    application.add_handler(MessageHandler(filters.TEXT, _echo))
    application.add_handler(CallbackQueryHandler(_pressed))
    async with running(application):
        await run_terminal(application, api, lines_in, out)


async def _lines(*lines):
    out = io.StringIO()
    await _talk(io.StringIO("".join(f"{line}\n" for line in lines)), out)
    return out.getvalue()


async def test_each_line_is_answered_before_the_next_is_read():
    assert await _lines("一", "", "二") == "100：一\n\n100：二\n\n"


async def test_nothing_to_read_ends_at_once_without_a_prompt():
    assert await _lines() == ""


async def test_buttons_are_shown_and_pressed():
    printed = await _lines("/start", ":press 更多", ":press 一")
    assert printed.startswith("你好\n[一] [更多] [复制]\n\n（好）\ng:1:2\n")
    assert "could not press 一: no button" in printed


async def test_a_copying_button_prints_what_it_copies():
    assert (await _lines("/start", ":press 复制")).endswith("刘一. 题[N].\n")


async def test_a_file_is_sent(tmp_path):
    page = tmp_path / "云州日报_2024-04-03_07.txt"
    page.write_text("x", encoding="utf-8")
    assert await _lines(f":send {page}") == "[云州日报_2024-04-03_07.txt: 5 bytes]\n\n"


async def test_a_file_that_is_not_there_is_said_so(tmp_path):
    assert "terminal: could not send" in await _lines(f":send {tmp_path / 'none.txt'}")


async def test_another_person_speaks_and_sees_only_their_own():
    assert await _lines(":user 7", "七", ":user 8", "八") == "7：七\n\n8：八\n\n"


@pytest.mark.parametrize("line", [":help", ":press", ":user x", ":what"])
async def test_help_stands_where_a_line_is_not_understood(line):
    assert ":press LABEL" in await _lines(line)


async def test_quit_leaves_the_rest_unread():
    assert await _lines(":quit", "一") == ""


async def test_a_terminal_gets_a_prompt():
    ours, theirs = os.openpty()
    out = io.StringIO()
    with os.fdopen(theirs, encoding="utf-8") as lines_in:
        os.write(ours, "一\n\x04".encode())
        await _talk(lines_in, out)
    os.close(ours)
    assert out.getvalue() == "> 100：一\n\n> "


async def test_a_pipe_that_nobody_reads_any_more_ends_the_talk_without_an_error():
    class Closed(io.StringIO):
        def write(self, text):
            raise BrokenPipeError

    await _talk(io.StringIO("一\n二\n"), Closed())
