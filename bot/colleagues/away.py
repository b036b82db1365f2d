"""Whether somebody is away, or wants no messages now, by what they let Slack say of them."""

from __future__ import annotations

import re
from datetime import datetime

from bot.colleagues.values import Absence
from bot.slack.directory import SlackStatus

_ILL = (
    "face_with_head_bandage",
    "face_with_thermometer",
    "hospital",
    "mask",
    "sneezing_face",
    "thermometer",
)
_OFF = (
    "airplane",
    "airplane_departure",
    "baby",
    "baby_bottle",
    "beach_with_umbrella",
    "camping",
    "christmas_tree",
    "desert_island",
    "island",
    "luggage",
    "no_entry",
    "no_entry_sign",
    "palm_tree",
    "parachute",
    "umbrella_on_ground",
)
AWAY_SIGNS = frozenset((*_ILL, *_OFF))
"""What people put beside their name while they are away: Slack's own `Vacationing` and `Out sick`, and their kin.

Whether somebody is online says nothing here: at nine in the morning hardly anybody is, and all of them are at work.
"""
_AWAY_WORDS = re.compile(
    r"\b(absent|away|abwesend|baja|congés?|elternzeit|ferien|ferias|férias|holidays?|krank|leave|maladie|maternity|"
    r"ooo|out of (?:the )?office|out sick|parental|paternity|pto|sabbatical|sick|urlaub|vacances|vacaciones|vacation(?:ing)?)\b",
    re.IGNORECASE,
)


def absence(status: SlackStatus | None, quiet_until: datetime | None, now: datetime) -> Absence | None:
    """That somebody is away or wants no messages now, and until when; None for somebody who can be asked. Moments are aware."""
    ends = [quiet_until] if quiet_until and quiet_until > now else []
    if status is not None and _says_away(status) and (status.until is None or status.until > now):
        if status.until is None:
            return Absence()
        ends.append(status.until)
    return Absence(max(ends)) if ends else None


def _says_away(status: SlackStatus) -> bool:
    return status.sign.strip(":").partition("::")[0] in AWAY_SIGNS or bool(_AWAY_WORDS.search(status.words))
