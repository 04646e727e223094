from __future__ import annotations

from typing import Any

import pytest
from scripted_server import ScriptedServer, make_bot

from bot.delivery.errors import UnreadableAnswer
from bot.delivery.pacing import Pacer
from bot.delivery.sending import keyboard, send
from bot.model import Button, Message

MESSAGE = Message(
    "<b>早报</b>｜A&amp;B",
    (
        (Button("一", data="o:1"), Button("原文", url="https://example.org/")),
        (Button("复制", copy="刘伟[N]."),),
    ),
)


async def sent(message: Message, **options: Any) -> dict[str, Any]:
    server = ScriptedServer()
    await send(make_bot(server, Pacer(1000)), 7, message, **options)
    [request] = server.sent
    return request


async def test_a_message_is_sent_as_html_without_link_previews() -> None:
    request = await sent(MESSAGE)
    assert (request["chat_id"], request["text"], request["parse_mode"]) == (7, MESSAGE.text, "HTML")
    assert request["link_preview_options"] == {"is_disabled": True}
    assert "message_thread_id" not in request
    assert not request["disable_notification"]


async def test_thread_and_silence_are_passed_on() -> None:
    request = await sent(MESSAGE, thread_id=3, silent=True)
    assert (request["message_thread_id"], request["disable_notification"]) == (3, True)


async def test_who_wants_link_previews_gets_them() -> None:
    assert "link_preview_options" not in await sent(MESSAGE, link_previews=True)


async def test_plain_text_has_neither_markup_nor_buttons_and_fits() -> None:
    request = await sent(Message(MESSAGE.text + "字" * 5000, MESSAGE.buttons), plain=True)
    assert request["text"].startswith("早报｜A&B")
    assert len(request["text"]) == 4096
    assert not {"parse_mode", "reply_markup"} & request.keys()


def test_buttons_keep_their_rows_and_what_they_do() -> None:
    made = keyboard(MESSAGE)
    assert made is not None
    (first, link), (copy,) = made.inline_keyboard
    assert (first.text, first.callback_data) == ("一", "o:1")
    assert link.url == "https://example.org/"
    assert copy.copy_text is not None
    assert copy.copy_text.text == "刘伟[N]."
    assert keyboard(Message("早报")) is None


@pytest.mark.parametrize("body", [{"ok": True}, {"ok": True, "result": True}, {"ok": True, "result": []}])
async def test_an_answer_that_cannot_be_read_is_told_from_a_mistake_of_ours(body: dict[str, object]) -> None:
    server = ScriptedServer()
    server.replies.append((200, body))
    with pytest.raises(UnreadableAnswer):
        await send(make_bot(server, Pacer(1000)), 7, Message("早"))
