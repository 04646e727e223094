"""Telegram: thin handlers over the rooms."""
