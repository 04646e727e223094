"""A summariser as the bot has it, with the configuration of the project."""

from pathlib import Path

import pytest

from bot.summary import Summariser, SummaryOptions
from bot.summary.configuration import load_stop_words, load_topics
from bot.summary.engines import ENGINES
from bot.text import words

CONFIG = Path(__file__).parents[2] / "config"


@pytest.fixture(scope="session", autouse=True)
def _user_words():
    words.load(CONFIG / "userdict.txt")


@pytest.fixture(scope="session")
def stop_words():
    return load_stop_words(CONFIG / "stopwords.txt")


@pytest.fixture(scope="session")
def topics():
    return load_topics(CONFIG / "topics.toml")


@pytest.fixture(scope="session")
def make(stop_words, topics):
    """Makes a summariser with the given options."""

    def make_summariser(**options):
        return Summariser(SummaryOptions(**options), topics, stop_words)

    return make_summariser


@pytest.fixture(params=ENGINES)
def engine(request):
    return request.param
