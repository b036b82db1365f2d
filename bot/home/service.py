"""What somebody's Home shows, and word to whoever can choose another channel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.colleagues.events import HoursChosen
from bot.colleagues.service import full_members, hours_of, own_hours, standing
from bot.customers.events import CustomerErased
from bot.departures.service.find import list_lost
from bot.departures.values import LostList
from bot.home.values import AheadView, HomeView
from bot.insights.service import sums
from bot.interviews.events import WillingnessChosen
from bot.interviews.service import reader_choice, willingness_of
from bot.slack.kit import Message
from bot.winback.service import list_line
from bot.work.parts import Renderer
from bot.work.troubles import troubles_of
from bot.work.unit import Unit
from bot.workspace.blocks import channel_lost
from bot.workspace.events import ChannelChosen, ChannelLost
from bot.workspace.roles import Role
from bot.workspace.service import choosing, settings_of
from bot.workspace.values import ChannelTrouble

WEEK, QUARTER = timedelta(days=7), timedelta(days=90)
PUBLISH = "home.publish"
LOST = "home.channel_lost"
"""The card that says why there is no channel any more; its subject is `channel:why:moment`, for one may be lost again."""


def home_of(unit: Unit, person: str) -> HomeView:
    """What a colleague's Home shows now."""
    chosen, lost = choosing(unit, person), list_lost(unit, person)
    is_admin = Role.admin in standing(unit, person)
    return HomeView(
        duties=tuple(line for ask in unit.parts.duties for line in ask(unit, person)),
        lost=lost if isinstance(lost, LostList) else LostList((), 0),
        channel=chosen.choices.departures_channel,
        may_choose_channel=chosen.may_choose_channel,
        troubles=troubles_of(unit) if is_admin else None,
        troubled=tuple(line for look in unit.parts.troubled for line in look(unit)) if is_admin else (),
        willing=willingness_of(unit, person),
        reader=reader_choice(unit, person),
        hours=own_hours(unit, person),
        heard=tuple(sums(unit)),
        keeps_threads=chosen.choices.keep_threads,
        may_change_settings=chosen.may_change_settings,
        again=list_line(unit, person),
    )


def ahead_of(unit: Unit, person: str) -> AheadView:
    """What is due from somebody within ninety days. A day that has not ended in their zone is not late."""
    found = sorted(
        (one for ask in unit.parts.ahead for one in ask(unit, person, unit.now + QUARTER)), key=lambda one: one.due
    )
    midnight = unit.now.astimezone(hours_of(unit, person).zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return AheadView(
        late=tuple(one for one in found if one.due < midnight),
        soon=tuple(one for one in found if midnight <= one.due < midnight + WEEK),
        later=tuple(one for one in found if one.due >= midnight + WEEK),
    )


def show_choice(unit: Unit, event: ChannelChosen) -> None:
    """Whoever chose the channel sees it in their Home at once; others when they open theirs."""
    _show(unit, event.by)


def show_own(unit: Unit, event: WillingnessChosen | HoursChosen) -> None:
    """Whoever said when they wish to be asked, and for what, sees it in their Home at once."""
    _show(unit, event.person)


def show_without(unit: Unit, event: CustomerErased) -> None:
    """Whoever may have read of an erased customer in their Home sees it drawn without them."""
    for person in sorted(event.people):
        _show(unit, person)


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


def _show(unit: Unit, person: str) -> None:
    unit.plan(PUBLISH, person, unit.now, key=f"{PUBLISH}:{person}:{unit.now.isoformat()}")


def _who_chooses(unit: Unit, chosen_by: str | None) -> str | None:
    """They may choose again, since there is no channel now: any colleague may."""
    if chosen_by is not None and Role.member in standing(unit, chosen_by):
        return chosen_by
    return next((one.id for one in full_members(unit) if one.is_admin), None)


CARDS: Mapping[str, Renderer] = {LOST: _draw_lost}
