"""From Telegram to the handlers: updates are kept before Telegram is told that they came, and handled."""
