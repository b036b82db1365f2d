"""The first steps of a workspace: the message, its section in Home, and a form for each step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import time
from typing import Any

from bot.home.blocks.practice import practise_button
from bot.home.values import Step, Steps
from bot.importing.blocks.forms import PASTE
from bot.slack.kit import (
    Block,
    Element,
    Message,
    View,
    actions,
    button,
    channel,
    context,
    escape,
    header,
    message,
    modal,
    section,
)
from bot.words import _, later, listing, plural
from bot.workspace import blocks as choices
from bot.workspace.blocks.times import clock, weekday
from bot.workspace.values import Asking, Choosing, Pool

CHANNEL_STEP, POOL_STEP, DIGEST_STEP = "home.channel_step", "home.pool_step", "home.digest_step"
_FORMS = {Step.channel: CHANNEL_STEP, Step.pool: POOL_STEP, Step.digest: DIGEST_STEP}


def steps_card(steps: Steps) -> Message:
    """For whoever set us up: what works already, the three steps, and what comes after them."""
    return message(
        section(_(_TO_DO) if steps.next else _(_DONE)),
        section("\n".join(_lines(steps))),
        *_onward(steps),
        context(_("This is my only message about it. The steps are in your Home, too, and in `/lost-customer settings`.")),
    )


def installer_card(admins: Sequence[str], place: str | None) -> Message:
    """For whoever installed us and is no admin: what this is, what works already, and who takes the steps."""
    ways = actions(*([] if place else [choices.choose_channel_button()]), practise_button())
    where = _("The cards go to {channel}.").format(channel=channel(place)) if place else _(_NO_PLACE)
    whom = _("an admin of this workspace")
    if admins:
        whom = _("an admin ({names})").format(names=listing(map(escape, admins), "or"))
    return message(
        section(
            _(
                "*Porchlight is here, thank you for bringing it in.* It helps on the day a customer leaves: to thank them, to "
                "hear why, to stay in touch, and to ask again. It works already: type `/lost-customer` and a name."
            )
        ),
        section(where),
        section(
            _(
                "The rest is for {whom}: who may be asked to call, who hears whom to ask again, and the other settings. They "
                "find it when they open me, or with `/lost-customer settings`. Installing me makes nobody an admin: here you "
                "are a colleague like any other."
            ).format(whom=whom)
        ),
        ways,
        context(_("This is my only message about it.")),
    )


def steps_section(steps: Steps) -> Iterator[Block]:
    """The same for their Home, until it is done."""
    yield header(_("First steps"))
    yield section("\n".join(_lines(steps)))
    yield actions(_set_up(steps))


def step_view(step: Step, chosen: Choosing, group_name: str | None = None) -> View:
    """The form of one step, as it is in the settings, with as little as will do."""
    match step:
        case Step.channel:
            return _as_step(step, choices.channel_form(asks_for_threads=chosen.may_change_settings))
        case Step.pool:
            return _as_step(step, choices.pool_form(chosen.asking, group_name), without=("most", "years"))
        case Step.digest:
            return _as_step(step, choices.hearing_form(chosen.hearing))


def all_done_view(steps: Steps) -> View:
    """After the last step: what was chosen, and what to do now."""
    blocks = [section("\n".join(_lines(steps))), *_afterwards()]
    return modal(_("First steps"), "home.all_done", blocks, close=_("Close"))


def not_yours() -> str:
    """For somebody who is no admin (any more). Plain text."""
    return _("Only an admin of this workspace takes these steps. You can log customers all the same.")


def asked_so_far(asking: Asking, now: Asking) -> Asking:
    """What the short form holds, with what it does not ask for left as it is."""
    return replace(asking, most=now.most, years=now.years)


def _lines(steps: Steps) -> Iterator[str]:
    told = {Step.channel: _place, Step.pool: _pool, Step.digest: _digest}
    for number, step in enumerate(Step, 1):
        mark = ":white_check_mark:" if step in steps.done else f"{number}."
        yield f"{mark} {told[step](steps)}"


def _place(steps: Steps) -> str:
    if steps.channel is None:
        return _("*Where the cards go.* For now privately to whoever logs a customer.")
    return _("*Where the cards go:* {channel}").format(channel=channel(steps.channel))


def _pool(steps: Steps) -> str:
    whom = _(_POOLS[steps.pool])
    if Step.pool in steps.done:
        return _("*Whom I may ask to call those who left:* {whom}").format(whom=whom)
    return _("*Whom I may ask to call those who left.* For now {whom}.").format(whom=whom)


def _digest(steps: Steps) -> str:
    when = _("{day} at {time}").format(day=weekday(steps.weekday), time=clock(time(steps.hour)))
    who = _hearers(steps)
    if Step.digest in steps.done:
        return _("*Who hears whom to ask again:* {who}, {when}").format(who=who, when=when)
    return _("*Who hears whom to ask again, and when.* For now {who}, {when}.").format(who=who, when=when)


def _hearers(steps: Steps) -> str:
    place = channel(steps.digest_channel) if steps.digest_channel else _("the channel with the cards")
    people = plural("{count} colleague", "{count} colleagues", steps.digest_people)
    if steps.people_alone:
        return people
    return _("{channel} and {people}").format(channel=place, people=people) if steps.digest_people else place


def _onward(steps: Steps) -> Iterator[Block]:
    if steps.next:
        yield actions(_set_up(steps))
    else:
        yield from _afterwards()


def _afterwards() -> Iterator[Block]:
    yield section(
        _(
            "*And now?* Type in the last ten customers you lost, one a line, and I know whom you could ask again. Or see the whole "
            "journey in three minutes, with a customer who does not exist."
        )
    )
    yield actions(button(_("Type the last ten"), PASTE), practise_button())


def _set_up(steps: Steps) -> Element:
    return button(_("Go on") if steps.done else _("Begin"), choices.SET_UP, style="primary")


def _as_step(step: Step, form: View, *, without: tuple[str, ...] = ()) -> View:
    number = list(Step).index(step) + 1
    payload: dict[str, Any] = dict(form.payload)
    payload["blocks"] = [one for one in payload["blocks"] if one.get("block_id") not in without]
    payload["callback_id"] = _FORMS[step]
    payload["title"] = {"type": "plain_text", "text": _("Step {number} of 3").format(number=number)}
    payload["submit"] = {"type": "plain_text", "text": _("Done") if number == len(Step) else _("Next")}
    return View(payload)


_TO_DO = later(
    "*Porchlight is here.* It works already: type `/lost-customer` and a name, and I ask you the rest. Three short steps make it "
    "yours; there is nothing else to set up."
)
_DONE = later(
    "*Porchlight is here,* set up as you chose. Whenever a customer leaves, type `/lost-customer` and a name, and I ask you the rest."
)
_NO_PLACE = later(
    "One thing you can do now, like any colleague: choose the channel for the cards. Until then each goes privately to whoever "
    "logs a customer."
)
_POOLS = {
    Pool.everybody: later("everybody in the firm"),
    Pool.group: later("a user group"),
    Pool.people: later("some people"),
}
