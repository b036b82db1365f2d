"""Word to whoever can choose another channel, when the one of departures is lost."""

from __future__ import annotations

from collections.abc import Mapping

from bot.colleagues.service import full_members, standing
from bot.slack.kit import Message
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.workspace.blocks import channel_lost
from bot.workspace.events import ChannelLost
from bot.workspace.roles import Role
from bot.workspace.service import settings_of
from bot.workspace.values import ChannelTrouble

LOST = "home.channel_lost"
"""The card that says why there is no channel any more; its subject is `channel:why:moment`, for one may be lost again."""


def tell_of_loss(unit: Unit, event: ChannelLost) -> None:
    """The one who chose the channel hears that it is lost, or an admin once they are gone; unless another is chosen by then."""
    person = _who_chooses(unit, event.chosen_by)
    if person is None:
        return
    subject = f"{event.channel}:{event.why.value}:{unit.now.isoformat()}"
    if person == unit.by:
        unit.show(LOST, subject, to=person)
    else:
        unit.prompt(person, LOST, subject)


def _draw_lost(unit: Unit, subject: str) -> Message | None:
    """What became of a channel; None when there is one again."""
    if settings_of(unit).departures_channel is not None:
        return None
    lost, why, _moment = subject.split(":", 2)
    return channel_lost(lost, ChannelTrouble(why))


def _who_chooses(unit: Unit, chosen_by: str | None) -> str | None:
    """They may choose again, since there is no channel now: any colleague may."""
    if chosen_by is not None and Role.member in standing(unit, chosen_by):
        return chosen_by
    return next((one.id for one in full_members(unit) if one.is_admin), None)


CARDS: Mapping[str, Renderer] = {LOST: _draw_lost}
