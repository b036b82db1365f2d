"""Words of the work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from bot.slack.kit import Message


@runtime_checkable
class Outcome(Protocol):
    """What a stage says came of a gesture. One that `refuses` changed nothing: the same form, put right, may come again."""

    @property
    def refuses(self) -> bool: ...


@dataclass(frozen=True)
class Duty:
    """Something that a person owes and can go on with from their Home: a line of mrkdwn, and a button with what it carries."""

    line: str
    text: str
    action: str
    value: str


@dataclass(frozen=True)
class Upcoming:
    """Something that a person will be asked for, or has said they will do, by a day: a line of mrkdwn, escaped; `due` is aware."""

    due: datetime
    line: str


@dataclass(frozen=True)
class Way:
    """A button that a stage brings to the details of a departure: what it is called, and what it carries."""

    text: str
    action: str
    value: str


@dataclass(frozen=True)
class Entry:
    """One thing in a customer's folder, as a stage brings it; all in plain text, nothing escaped.

    `kind` is stable (`touch.call`), for the export; `what` is a sentence, `words` are people's own. `by` is a colleague's
    Slack id, `at` aware, `id` that of the row behind it. `noted` is when it was written down, where that was not `at`,
    and `brought` who wrote it down, where that was not `by`.
    """

    at: datetime
    kind: str
    what: str
    id: str
    by: str | None = None
    words: str | None = None
    link: str | None = None
    noted: datetime | None = None
    brought: str | None = None


@dataclass(frozen=True)
class Enclosure:
    """A file that goes with a message: its `name` as people see it, and its text.

    `without` is what is said instead in a workspace that takes no files from us. Where the file is `drawn`, by a name of
    `Parts.files` and a subject, what is in it is made at the moment of sending, and kept nowhere.
    """

    name: str
    text: str
    without: Message
    drawn: tuple[str, str] | None = None


@dataclass(frozen=True)
class Troubles:
    """Of the last seven days: deliveries that ended, by Slack's code for why; obligations that failed; why the workspace rests."""

    undelivered: Mapping[str, int]
    failed: int
    resting: str | None

    @property
    def any(self) -> bool:
        """Whether somebody should look."""
        return bool(self.undelivered or self.failed or self.resting)
