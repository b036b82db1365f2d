"""What people entered, read by the name of the question."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file that somebody put into a form, where Slack keeps it: its id and name, media type, and size in bytes."""

    id: str
    name: str
    kind: str
    size: int

    @property
    def extension(self) -> str:
        """What its name ends with, in small letters and without the dot."""
        return self.name.rpartition(".")[2].lower() if "." in self.name else ""


def base_of(identifier: str) -> str:
    """The part of a block or action id before the colon: the rest only makes it unique."""
    return identifier.partition(":")[0]


class Values:
    """The answers in a form as it was sent, or as it stood when a button in it was pressed.

    Each is asked for by its block id, without the part after a colon. What was left empty is None or empty.
    """

    def __init__(self, state: Mapping[str, Any] | None = None) -> None:
        answers = (state or {}).get("values") or {}
        self._answers: dict[str, Mapping[str, Any]] = {
            base_of(block_id): answer for block_id, inputs in answers.items() for answer in inputs.values()
        }

    def __contains__(self, block_id: str) -> bool:
        return block_id in self._answers

    def named(self, beginning: str) -> tuple[str, ...]:
        """The questions whose ids begin like this, in the order of the form."""
        return tuple(name for name in self._answers if name.startswith(beginning))

    def text(self, block_id: str) -> str | None:
        """What was typed (text, email, number), without spaces around it."""
        typed = self._answer(block_id).get("value")
        return str(typed).strip() or None if typed is not None else None

    def option(self, block_id: str) -> str | None:
        """The value of the one choice (select, typeahead, radios)."""
        picked = self._answer(block_id).get("selected_option") or {}
        return picked.get("value")

    def option_label(self, block_id: str) -> str | None:
        """What the one choice read as when it was chosen, unescaped."""
        picked = self._answer(block_id).get("selected_option") or {}
        return (picked.get("text") or {}).get("text")

    def options(self, block_id: str) -> tuple[str, ...]:
        """The values of all that was ticked."""
        return tuple(picked["value"] for picked in self._answer(block_id).get("selected_options") or ())

    def user(self, block_id: str) -> str | None:
        """Who was chosen."""
        return self._answer(block_id).get("selected_user") or None

    def users(self, block_id: str) -> tuple[str, ...]:
        """All who were chosen."""
        return tuple(self._answer(block_id).get("selected_users") or ())

    def channel(self, block_id: str) -> str | None:
        """The channel that was chosen."""
        answer = self._answer(block_id)
        return answer.get("selected_conversation") or answer.get("selected_channel") or None

    def date(self, block_id: str) -> date | None:
        """The day that was picked, in the zone of whoever picked it."""
        picked = self._answer(block_id).get("selected_date")
        return date.fromisoformat(picked) if picked else None

    def time(self, block_id: str) -> time | None:
        """The time of day that was picked."""
        picked = self._answer(block_id).get("selected_time")
        return time.fromisoformat(picked) if picked else None

    def files(self, block_id: str) -> tuple[GivenFile, ...]:
        """The files that were put in; Slack has them, here is only what they are."""
        given = self._answer(block_id).get("files") or ()
        return tuple(
            GivenFile(one["id"], one.get("name") or one["id"], one.get("mimetype") or "", int(one.get("size") or 0))
            for one in given
        )

    def _answer(self, block_id: str) -> Mapping[str, Any]:
        return self._answers.get(block_id) or {}
