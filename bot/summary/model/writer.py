"""Gist and summary by a model, where its answer is grounded; else there is none, and the log says why."""

from __future__ import annotations

import hashlib
import json
import logging
import threading
import time
from typing import Protocol

from pydantic import SecretStr

from bot.summary.model.client import Answer, Endpoint, NoAnswer, Wanted, ask
from bot.summary.model.grounding import ungrounded
from bot.summary.pieces import Limits
from bot.summary.runs import LONGEST_GIST, length_of, stands_alone
from bot.text.sentences import split_sentences

log = logging.getLogger(__name__)

_REST = 60.0
_LONGEST_REST = 3_600.0
"""Seconds for which a model that failed is not asked; a server may ask for more, up to the second."""

_FORM = "1"
"""Changes with what is asked for: answers to another question are not taken for answers to this."""

_STOPS = "。！？"


class ModelSettings(Protocol):
    """What has to be set for a model."""

    model_url: str | None
    model_name: str | None
    model_key: SecretStr | None
    model_seconds: float
    model_daily: int
    max_chars: int
    max_sentences: int


class Answers(Protocol):
    """What is remembered of a model's answers, and how often it was asked today."""

    def get(self, key: str) -> str | None:
        """The answer that was kept under a key."""
        ...

    def put(self, key: str, answer: str) -> None:
        """Keep an answer."""
        ...

    def count(self, most: int) -> bool:
        """Count one more request of today; False, and not counted, where there were `most`."""
        ...


class AnswersInMemory:
    """Answers of one command that has no database."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}
        self._asked = 0

    def get(self, key: str) -> str | None:
        """The answer that was kept under a key."""
        return self._kept.get(key)

    def put(self, key: str, answer: str) -> None:
        """Keep an answer."""
        self._kept[key] = answer

    def count(self, most: int) -> bool:
        """Count one more request; False, and not counted, where there were `most`."""
        if self._asked >= most:
            return False
        self._asked += 1
        return True


class ModelWriter:
    """Asks a model for an article's gist and summary. May be used from any thread but the event loop's."""

    def __init__(self, endpoint: Endpoint, limits: Limits, answers: Answers, daily: int) -> None:
        self._endpoint = endpoint
        self._limits = limits
        self._answers = answers
        self._daily = daily
        self._rests_until = 0.0
        self._lock = threading.Lock()

    def write(self, title: str | None, text: str) -> Answer | None:
        """What the model wrote of the article, all of which stands there; None where it has written no such
        thing in time, or was asked often enough today.
        """
        key = self._key(title, text)
        try:
            answer = self._kept(key) or self._asked(key, title, text)
        except NoAnswer as error:
            self._rest(error.rest)
            log.warning("model: the extract is used: %s", error)
            return None
        if answer is None:
            return None
        if why := self._refused(answer, f"{title or ''}\n{text}"):
            log.warning("model: the extract is used: %s", why)
            return None
        return answer

    def _key(self, title: str | None, text: str) -> str:
        parts = (_FORM, self._endpoint.name, title, text, self._limits.characters, self._limits.sentences)
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def _kept(self, key: str) -> Answer | None:
        kept = self._answers.get(key)
        return Answer(*json.loads(kept)) if kept else None

    def _asked(self, key: str, title: str | None, text: str) -> Answer | None:
        with self._lock:
            resting = time.monotonic() < self._rests_until
        if resting:
            return None
        if not self._answers.count(self._daily):
            log.info("model: the extract is used: it was asked %d times today", self._daily)
            return None
        wanted = Wanted(LONGEST_GIST, self._limits.characters, self._limits.sentences)
        answer = ask(self._endpoint, title, text, wanted)
        self._answers.put(key, json.dumps([answer.gist, answer.summary], ensure_ascii=False))
        return answer

    def _rest(self, seconds: float) -> None:
        with self._lock:
            self._rests_until = time.monotonic() + min(max(seconds, _REST), _LONGEST_REST)

    def _refused(self, answer: Answer, article: str) -> str | None:
        """Why an answer is not used; what it says is not repeated."""
        sentences = split_sentences(answer.summary)
        if not answer.gist or length_of(answer.gist) > LONGEST_GIST or not stands_alone(answer.gist):
            return "its gist is too long or does not stand alone"
        if not answer.summary or length_of(answer.summary) > self._limits.characters:
            return "its summary is empty or too long"
        if len(sentences) > self._limits.sentences:
            return "its summary has too many sentences"
        if answer.gist[-1] not in _STOPS or answer.summary[-1] not in _STOPS:
            return "it ends in the middle of a sentence"
        if strange := ungrounded(f"{answer.gist}{answer.summary}", article):
            return f"it has {strange} that the article has not"
        return None


def model_writer(settings: ModelSettings, answers: Answers) -> ModelWriter:
    """The writer that is configured; address and name must be set."""
    assert settings.model_url and settings.model_name
    endpoint = Endpoint(settings.model_url, settings.model_name, settings.model_key, settings.model_seconds)
    return ModelWriter(
        endpoint, Limits(settings.max_chars, settings.max_sentences), answers, settings.model_daily
    )
