"""What happens to a workspace's choices."""

from __future__ import annotations

from dataclasses import dataclass

from bot.workspace.values import ChannelTrouble


@dataclass(frozen=True)
class ChannelChosen:
    """Somebody chose the channel that holds the cards of departures."""

    channel: str
    by: str


@dataclass(frozen=True)
class ThreadsChosen:
    """From now on what is said in the threads of cards goes into the folders, or goes there no more. An admin wanted it so."""

    keep: bool
    by: str


@dataclass(frozen=True)
class RhythmChanged:
    """The workspace's days or hours are others now: its day off, or when its channel is told whom to ask again."""


@dataclass(frozen=True)
class ChannelLost:
    """The channel of departures cannot hold their cards any more, and is no longer chosen. `chosen_by` chose it once."""

    channel: str
    why: ChannelTrouble
    chosen_by: str | None


@dataclass(frozen=True)
class PlaceLost:
    """A channel that was to hear of something else than the cards cannot, and is no longer chosen for it.

    `settings` names what it was chosen for; `chosen_by` chose it last, where that is still known.
    """

    channel: str
    why: ChannelTrouble
    settings: tuple[str, ...]
    chosen_by: str | None


@dataclass(frozen=True)
class ChannelShared:
    """Another company reads a channel now, or is about to: all of it, what was said there before included."""

    channel: str
