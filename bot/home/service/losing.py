"""Word to whoever can choose another channel, when the one of departures is lost, or one of its own."""

from __future__ import annotations

from collections.abc import Mapping

from bot.colleagues.service import admins, standing
from bot.slack.kit import Message
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.workspace.blocks import channel_lost, place_lost
from bot.workspace.events import ChannelLost, PlaceLost
from bot.workspace.roles import Role
from bot.workspace.service import may_change_settings, settings_of
from bot.workspace.values import ChannelTrouble

LOST = "home.channel_lost"
"""The card that says why there is no channel any more; its subject is `channel:why:moment`, for one may be lost again."""
PLACE = "home.place_lost"
"""The card of a channel that was to hear of something else; its subject is `channel:why:settings:moment`."""


def tell_of_loss(unit: Unit, event: ChannelLost) -> None:
    """The one who chose the channel hears that it is lost, or an admin once they are gone; unless another is chosen by then."""
    person = _who_chooses(unit, event.chosen_by)
    if person is None:
        return
    _tell(unit, person, LOST, f"{event.channel}:{event.why.value}:{unit.now.isoformat()}")


def tell_of_place(unit: Unit, event: PlaceLost) -> None:
    """The admin who chose the channel hears that it is lost, or another one; unless another is chosen by then."""
    person = event.chosen_by if event.chosen_by and may_change_settings(unit, event.chosen_by) else _an_admin(unit)
    if person is not None:
        _tell(unit, person, PLACE, f"{event.channel}:{event.why.value}:{','.join(event.settings)}:{unit.now.isoformat()}")


def _tell(unit: Unit, person: str, card: str, subject: str) -> None:
    if person == unit.by:
        unit.show(card, subject, to=person)
    else:
        unit.prompt(person, card, subject)


def _draw_lost(unit: Unit, subject: str) -> Message | None:
    """What became of a channel; None when there is one again."""
    if settings_of(unit).departures_channel is not None:
        return None
    lost, why, _moment = subject.split(":", 2)
    return channel_lost(lost, ChannelTrouble(why))


def _draw_place(unit: Unit, subject: str) -> Message | None:
    """What became of a channel of its own; None when another is chosen for all that it was to hear."""
    lost, why, names, _moment = subject.split(":", 3)
    settings = settings_of(unit)
    without = [name for name in names.split(",") if getattr(settings, name) is None]
    return place_lost(lost, ChannelTrouble(why), without) if without else None


def _who_chooses(unit: Unit, chosen_by: str | None) -> str | None:
    """They may choose again, since there is no channel now: any colleague may."""
    if chosen_by is not None and Role.member in standing(unit, chosen_by):
        return chosen_by
    return _an_admin(unit)


def _an_admin(unit: Unit) -> str | None:
    return next(iter(admins(unit)), None)


CARDS: Mapping[str, Renderer] = {LOST: _draw_lost, PLACE: _draw_place}
