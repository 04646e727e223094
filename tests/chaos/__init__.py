"""Chaos: the bot is killed, stopped, starved and lied to, and whatever people did must have its effect."""
