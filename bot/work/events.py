"""What happens to the work itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Undeliverable:
    """A message could not be delivered, and is not tried again. `code` is Slack's, or says what was wrong."""

    delivery: str
    target: str
    card: str | None
    subject: str | None
    code: str
