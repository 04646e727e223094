"""`serve`: the bot on Telegram."""

from __future__ import annotations

import click

from bot.commands.options import with_settings
from bot.settings import Settings


@click.command()
@with_settings
def serve(settings: Settings) -> None:
    """The bot on Telegram: polling or webhook, schedules, pushes. This is what runs without a command."""
    # Here and not above: looking something up from the shell should not wait for the Telegram library.
    from bot.app import check_token  # noqa: PLC0415
    from bot.logs import configure_logging  # noqa: PLC0415
    from bot.rooms import open_rooms  # noqa: PLC0415
    from bot.serving import serve  # noqa: PLC0415

    secrets = [secret.get_secret_value() for secret in (settings.token, settings.webhook_secret) if secret]
    configure_logging(secrets)
    check_token(settings)
    with open_rooms(settings) as rooms:
        serve(rooms)
