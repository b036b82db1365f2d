"""The first steps of a workspace: one message to whoever set it up, whose card says how far they have come."""

from __future__ import annotations

from collections.abc import Mapping

from bot.colleagues.events import PeopleRead
from bot.colleagues.service import full_members, standing
from bot.home.blocks import onboarding as blocks
from bot.home.models import Onboarding
from bot.home.values import Step, Steps
from bot.slack.kit import Message
from bot.winback.service import choose_hearing
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.workspace.events import ChannelChosen, ChannelLost, RhythmChanged
from bot.workspace.models import Installed
from bot.workspace.roles import Deed, Role, may
from bot.workspace.service import change_asking, choosing, settings_of
from bot.workspace.values import Asking, Hearing, Outcome, Pool

STEPS = "onboarding"
"""The card, and the id of the one row."""
INSTALLER = "installer"
"""The card for whoever installed us without being an admin."""
MOST_NAMED = 3


def welcome(unit: Unit, person: str) -> None:
    """Show whoever installed us, or the first admin who looks at us, the three steps: once in the life of a workspace.

    Nobody is shown them where an admin has chosen the channel before: there somebody has found their way already.
    """
    if unit.get(Onboarding, STEPS) is None and _is_new(unit) and may(Deed.change_settings, standing(unit, person)):
        unit.ensure(Onboarding, STEPS, person=person, began=unit.now)
        unit.show(STEPS, STEPS, to=person)


def welcome_installer(unit: Unit, _event: PeopleRead) -> None:
    """Whoever installed us over the install page, once Slack has told who is an admin: the steps, or who can take them."""
    installed = unit.session.get(Installed, unit.workspace) if unit.get(Onboarding, STEPS) is None else None
    if installed is None:
        return
    stands = standing(unit, installed.installed_by)
    if may(Deed.change_settings, stands):
        welcome(unit, installed.installed_by)
    elif Role.member in stands:
        unit.show(INSTALLER, INSTALLER, to=installed.installed_by)


def lead(unit: Unit, person: str) -> Steps | None:
    """How far the workspace has come, for somebody who may take the steps; None for anybody else."""
    return _steps(unit, person) if may(Deed.change_settings, standing(unit, person)) else None


def take_up(unit: Unit, person: str) -> None:
    """Somebody begins with the steps, or goes on: from now on their Home shows what is left, also without a message."""
    if may(Deed.change_settings, standing(unit, person)):
        _row(unit, person)


def still_to_take(unit: Unit, person: str) -> Steps | None:
    """The same for their Home: None once they are taken, and where somebody found their way without them."""
    steps = lead(unit, person)
    begun = unit.get(Onboarding, STEPS) is not None or _is_new(unit)
    return steps if steps and steps.next and begun else None


def take_pool(unit: Unit, by: str, asking: Asking) -> Outcome:
    """The second step: who may be asked to hold interviews. All of them have been looked at."""
    came = change_asking(unit, by, asking)
    if came is Outcome.done:
        _row(unit, by).pool_at = unit.now
        unit.refresh(STEPS, STEPS)
    return came


def take_digest(unit: Unit, by: str, hearing: Hearing) -> Outcome:
    """The third step: who is told whom to ask again, and when. All of it was looked at."""
    came = choose_hearing(unit, by, hearing)
    if came is Outcome.done:
        _row(unit, by).digest_at = unit.now
        unit.refresh(STEPS, STEPS)
    return came


def follow_steps(unit: Unit, _event: ChannelChosen | ChannelLost | RhythmChanged) -> None:
    """A choice was made, here or elsewhere: the card says so."""
    unit.refresh(STEPS, STEPS)
    unit.refresh(INSTALLER, INSTALLER)


def _steps(unit: Unit, person: str) -> Steps:
    chosen, row = choosing(unit, person), unit.get(Onboarding, STEPS)
    done = {
        Step.channel: chosen.choices.departures_channel is not None,
        Step.pool: chosen.asking.pool is not Pool.everybody or bool(row and row.pool_at),
        Step.digest: bool(row and row.digest_at),
    }
    return Steps(
        done=tuple(step for step in Step if done[step]),
        channel=chosen.choices.departures_channel,
        digest_channel=chosen.hearing.channel,
        digest_people=len(chosen.hearing.people),
        people_alone=chosen.hearing.people_alone,
        pool=chosen.asking.pool,
        weekday=chosen.hearing.weekday,
        hour=chosen.hearing.hour,
    )


def _is_new(unit: Unit) -> bool:
    chosen_by = settings_of(unit).channel_chosen_by
    return chosen_by is None or not may(Deed.change_settings, standing(unit, chosen_by))


def _row(unit: Unit, person: str) -> Onboarding:
    return unit.ensure(Onboarding, STEPS, person=person, began=unit.now)


def _draw(unit: Unit, _subject: str) -> Message | None:
    row = unit.get(Onboarding, STEPS)
    return blocks.steps_card(_steps(unit, row.person)) if row is not None else None


def _draw_for_installer(unit: Unit, _subject: str) -> Message | None:
    admins = [one.name for one in full_members(unit) if one.is_admin]
    return blocks.installer_card(admins[:MOST_NAMED], settings_of(unit).departures_channel)


CARDS: Mapping[str, Renderer] = {STEPS: _draw, INSTALLER: _draw_for_installer}
