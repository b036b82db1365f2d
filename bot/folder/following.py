"""How a kept message follows Slack: what is heard of it may come late, twice, or in any order, and ends the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.folder.messages import SharedFile, is_later


@dataclass(frozen=True)
class Wording:
    """How a message reads. `version` is the timestamp of this wording: the greater one is the newer."""

    version: str
    words: str | None
    files: tuple[SharedFile, ...] = ()


@dataclass(frozen=True)
class Said:
    """It was written, changed, or read again."""

    wording: Wording


@dataclass(frozen=True)
class Gone:
    """Its author, or an admin, took it out of Slack. `at` is a timestamp of Slack's."""

    at: str


@dataclass(frozen=True)
class Marked:
    """Somebody put the mark of those to be left out on it, or took it away again (`stands` is false). `at` is Slack's timestamp."""

    person: str
    at: str
    stands: bool


Heard = Said | Gone | Marked


@dataclass(frozen=True)
class Mark:
    """What somebody did last, and when."""

    at: str
    stands: bool


@dataclass(frozen=True)
class Kept:
    """A message as the folder holds it. `version` is the newest that was heard of, also where its words are not held."""

    version: str = ""
    wording: Wording | None = None
    gone: str | None = None
    marks: Mapping[str, Mark] = field(default_factory=dict)

    @property
    def is_left_out(self) -> bool:
        """Whether anybody's mark stands on it."""
        return any(mark.stands for mark in self.marks.values())

    @property
    def is_to_be_read(self) -> bool:
        """Whether it belongs in the folder, and its words are not there: only Slack has them."""
        return self.gone is None and not self.is_left_out and self.wording is None


def follow(kept: Kept, heard: Heard) -> Kept:
    """The message after one more thing was heard of it. What is gone or left out has no words; gone is for ever."""
    match heard:
        case Gone(at):
            kept = replace(kept, gone=min(kept.gone or at, at))
        case Marked(person, at, stands):
            before = kept.marks.get(person)
            if before is None or is_later(at, before.at):
                kept = replace(kept, marks={**kept.marks, person: Mark(at, stands)})
        case Said(wording):
            if not is_later(kept.version, wording.version):
                kept = replace(kept, version=wording.version, wording=wording)
    if kept.gone is not None or kept.is_left_out:
        return replace(kept, wording=None)
    return kept
