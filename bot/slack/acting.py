"""Who is at it: the person whose gesture is being carried out."""

from __future__ import annotations

from contextvars import ContextVar

acting: ContextVar[str | None] = ContextVar("acting", default=None)
"""The Slack id of whoever did what is being answered now; None where time did. What they see at once is an answer to them."""
