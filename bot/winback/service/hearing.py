"""Who hears each week whom to ask again: a channel, people besides or instead; and how each of them stops it."""

from __future__ import annotations

from collections.abc import Collection

from bot.colleagues.service import admins, is_in, standing
from bot.departures.service.find import seen_of
from bot.winback import blocks
from bot.work.unit import Unit
from bot.workspace.roles import Role
from bot.workspace.service import change_hearing, may_change_settings, settings_of, stop_digest
from bot.workspace.values import Hearing, Outcome


def choose_hearing(unit: Unit, by: str, hearing: Hearing) -> Outcome:
    """Tell these from now on: the channel was looked at, and people must be able to see whomever the list may tell of."""
    if may_change_settings(unit, by) and not all(_sees_every_card(unit, person) for person in hearing.people):
        return Outcome.strangers
    return change_hearing(unit, by, hearing)


def hearers(unit: Unit, channel: str | None, departures: Collection[str]) -> list[str]:
    """Whom a list is told alone: who was chosen, may still see everybody on it, and does not read it in its channel."""
    wanted = settings_of(unit).digest_people
    return [one for one in wanted if not is_in(unit, channel, one) and sees_all(unit, one, departures)]


def sees_all(unit: Unit, person: str, departures: Collection[str]) -> bool:
    """Whether somebody may see everybody who stands on a list."""
    return seen_of(unit, person, departures) == set(departures)


def stop_hearing(unit: Unit, person: str) -> None:
    """Somebody wants no list any more. Where nobody hears it now, an admin is told."""
    if not stop_digest(unit, person):
        return
    settings = settings_of(unit)
    if settings.digest_people_alone and not settings.digest_people:
        admin = next((one for one in admins(unit) if one != person), None)
        if admin is not None:
            unit.say(blocks.nobody_hears(), to=admin, key=f"nobody_hears:{unit.now.isoformat()}")


def _sees_every_card(unit: Unit, person: str) -> bool:
    """Colleagues in the channel with the cards do, and admins."""
    stands = standing(unit, person)
    inside = Role.member in stands and is_in(unit, settings_of(unit).departures_channel, person)
    return inside or Role.admin in stands
