"""What can go wrong in the workspace: an answer with `ok: false`, an app that fails a person, a thing not there."""

from collections.abc import Iterable
from typing import Any


class SlackError(Exception):
    """Ends a Web API call with `{"ok": false, "error": code}` and the given details beside it."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class AppTrouble(Exception):
    """The app did not answer as it must: what a person sees as "We had some trouble connecting. Try again?".

    `reason` is Slack's word for it: operation_timeout (no ack in 3 s), dispatch_failed (nobody there),
    http_error, or a sentence about an answer that Slack would not accept.
    """

    def __init__(self, reason: str, doing: str) -> None:
        super().__init__(f"{doing}: {reason}")
        self.reason = reason


class NotThere(AssertionError):
    """A gesture looked for something that the person cannot see; lists what is there instead."""

    def __init__(self, sought: str, there: Iterable[str]) -> None:
        listed = "\n".join(f"  - {item}" for item in there) or "  (nothing)"
        super().__init__(f"{sought} is not there. What is there:\n{listed}")


class StuckClock(RuntimeError):
    """Something stays due at a moment although everybody says that nothing is left to do."""
