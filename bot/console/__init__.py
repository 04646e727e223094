"""The in-process Bot API behind `demo` and the tests: Telegram's side of a chat, without a network.

A ConsoleApi takes the place of python-telegram-bot's HTTP transport, both of them (`request=api`,
`get_updates_request=api`), so that the bot runs on the handlers, the polling and the error paths that it has
on Telegram. `running` starts an application that way; a Conversation or the terminal speaks to it.
"""

from bot.console.api import TOKEN, ConsoleApi
from bot.console.conversation import Conversation, running
from bot.console.room import Sent
from bot.console.terminal import run_terminal

__all__ = ["TOKEN", "ConsoleApi", "Conversation", "Sent", "run_terminal", "running"]
