"""Words of a workspace's choices."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from decimal import Decimal

from bot.workspace.roles import Reach

CARDS_PLACE = "departures_channel"
"""The setting that names the channel of the cards."""


class ChannelTrouble(enum.Enum):
    """Why a channel cannot hold the cards of departures."""

    archived = "archived"
    deleted = "deleted"
    shared = "shared"
    not_inside = "not_inside"
    unseen = "unseen"


class Outcome(enum.Enum):
    """What came of wanting to change a choice; `strangers`: somebody was chosen who cannot be."""

    done = "done"
    may_not = "may_not"
    strangers = "strangers"


class Unanswered(enum.Enum):
    """What is done about a customer who has not answered whether we may stay in touch.

    `check_in_once`: one gentle check-in after a quarter. `nudge`: as if they had said yes. `nothing`: nobody is asked to.
    """

    check_in_once = "check_in_once"
    nudge = "nudge"
    nothing = "nothing"


class Pool(enum.Enum):
    """Who may be asked to hold exit interviews: every full member, some people by name, or a user group of Slack's."""

    everybody = "everybody"
    people = "people"
    group = "group"


@dataclass(frozen=True)
class Choices:
    """What a workspace has chosen. `departures_channel` is a channel's id, `country` an ISO 3166 code.

    `work_days` ("01234" is Monday to Friday) are the firm's; None for those that are usual in its country.
    Customers worth less a year than `light_below` or `record_below` (in `amounts_in`, ISO 4217) are followed up less. With
    `keep_threads` what is said in the threads of cards goes into the customers' folders.
    """

    departures_channel: str | None
    show_amounts: bool
    country: str | None
    keep_threads: bool = False
    light_below: Decimal | None = None
    record_below: Decimal | None = None
    amounts_in: str | None = None
    work_days: str | None = None
    alerts_channel: str | None = None


@dataclass(frozen=True)
class Cards:
    """What the room of the channels asks: where the cards and the alerts go, what cards show, and whether threads are kept."""

    departures_channel: str | None
    alerts_channel: str | None
    show_amounts: bool
    keep_threads: bool


@dataclass(frozen=True)
class Days:
    """Which days are the firm's: `country` is an ISO 3166 code, `work_days` are as in `Choices`."""

    country: str | None
    work_days: str | None


@dataclass(frozen=True)
class Sizes:
    """For whom less is done: customers worth less a year than these amounts, in `amounts_in` (ISO 4217)."""

    light_below: Decimal | None
    record_below: Decimal | None
    amounts_in: str | None


@dataclass(frozen=True)
class FirstChoice:
    """What is asked when the first channel is chosen; whether threads are kept only of an admin."""

    channel: str
    keep_threads: bool


@dataclass(frozen=True)
class Hearing:
    """Who hears whom to ask again, and when: a `channel` (None for the one with the cards), and `people` besides.

    With `people_alone` no channel hears it. `weekday` (0 is Monday) and `hour` are by the clock of `zone`, an IANA name; an
    admin's where it is None.
    """

    channel: str | None
    people: tuple[str, ...]
    people_alone: bool
    weekday: int
    hour: int
    zone: str | None


@dataclass(frozen=True)
class Asking:
    """Who may be asked to hold exit interviews, how many at a time, and after how many years dealings are long ago.

    `people` may be asked where the `pool` says so, and while the `group` cannot be read.
    """

    pool: Pool
    people: tuple[str, ...]
    group: str | None
    most: int
    years: int


@dataclass(frozen=True)
class Limits:
    """Who may do what a workspace may set for itself; each is the name of a setting, and what its `Reach` may be is in `roles`."""

    who_logs: Reach = Reach.everybody
    who_reads_report: Reach = Reach.everybody
    who_sees_folders: Reach = Reach.circle
    who_takes_folders: Reach = Reach.circle
    who_moves: Reach = Reach.circle
    who_asks_again: Reach = Reach.circle
    who_merges: Reach = Reach.owners


@dataclass(frozen=True)
class Keeping:
    """How long things are kept: years for folders, records and what is not for the owner, days for sent messages; 0 is for ever."""

    keep_folders: int
    keep_records: int
    keep_frank: int
    keep_sent: int


@dataclass(frozen=True)
class Choosing:
    """The choices as they are, and which of them a person may change."""

    choices: Choices
    hearing: Hearing
    unanswered: Unanswered
    asking: Asking
    keeping: Keeping
    may_choose_channel: bool
    may_change_settings: bool
    limits: Limits = Limits()
