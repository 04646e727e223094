"""From data to Telegram messages: views, keyboards, escaping, languages. Pure."""
