#!/usr/bin/env python3
"""The one entry point: `python run_bot.py --help` lists what it can do."""

from bot.cli import main

if __name__ == "__main__":
    main()
