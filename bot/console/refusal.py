"""What Telegram answers instead of a result."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """A request that Telegram refuses, with its HTTP code and its words."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters
        """`retry_after` or `migrate_to_chat_id`, where the refusal has them."""


def bad_request(why: str) -> ApiError:
    """The commonest kind."""
    return ApiError(400, f"Bad Request: {why}")
