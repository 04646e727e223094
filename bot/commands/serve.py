"""`serve`: the bot on Telegram."""

from __future__ import annotations

import logging
import os

import click

from bot.commands.options import with_settings
from bot.proxies import passed_over
from bot.settings import Settings

log = logging.getLogger(__name__)


@click.command()
@with_settings
def serve(settings: Settings) -> None:
    """The bot on Telegram: polling or webhook, schedules, pushes. This is what runs without a command."""
    # Here and not above: looking something up from the shell should not wait for the Telegram library.
    from bot.app import check_token  # noqa: PLC0415
    from bot.logs import configure_logging  # noqa: PLC0415
    from bot.rooms import open_rooms  # noqa: PLC0415
    from bot.serving import serve  # noqa: PLC0415

    configure_logging(settings.secrets)
    check_token(settings)
    if others := passed_over(os.environ):
        log.info("telegram: %s is for other programs and passed over; see BAOZHAI_PROXY", ", ".join(others))
    with open_rooms(settings) as rooms:
        serve(rooms)
