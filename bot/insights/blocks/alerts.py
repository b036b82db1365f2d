"""A reason comes up more than before: what is told, who is behind it, and what people say of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.customers.blocks import folder_button
from bot.departures.blocks.card import DETAILS
from bot.departures.blocks.fixing import fix_button
from bot.departures.blocks.words import day
from bot.insights.values import AlertView, Case, Judged, Judgement
from bot.slack.kit import (
    Block,
    Element,
    Message,
    View,
    actions,
    button,
    context,
    divider,
    escape,
    message,
    modal,
    pack,
    section,
)
from bot.words import _, later, plural

JUDGE = "insights.judge"
JUDGE_AGAIN = "insights.judge_again"
CASES = "insights.cases"
ALERT_ID = "a"
WHAT = "j"
MOST_CASES = 90
"""A modal holds a hundred blocks."""


def alert_card(view: AlertView) -> Message:
    """Told once in the channel, with what was counted; asks what is behind it."""
    blocks = [section(f"{_title(view)}\n{_counted(view)}")]
    if view.judgement is None:
        blocks.append(section(_("Do you know what is behind it? Whoever knows most, please say.")))
    else:
        told = _(_JUDGED[view.judgement]).format(name=escape(view.by or _("Somebody")))
        blocks.append(section(f"{told} {_('It is kept, and shows how often I am right with this.')}"))
    return message(
        *blocks,
        actions(*_buttons(view)),
        context(
            _(
                "Told here once for each reason and quarter. Only what customers said or wrote themselves counts, "
                "and by chance alone it comes up less than once in a hundred quarters."
            )
        ),
    )


def cases_view(view: AlertView, cases: Sequence[Case]) -> View:
    """The customers behind an alert, as far as the reader may hear what they said."""
    return cases_modal(f"{_title(view)}\n{_counted(view)}", cases, view.now - len(cases), of_words=True)


def cases_modal(told: str, cases: Sequence[Case], hidden: int, *, of_words: bool = False) -> View:
    """The customers behind a figure, each with the way to its details; `of_words`: behind something that they said."""
    shown = [section(f"*{escape(one.customer)}*", accessory=_opening(one)) for one in cases[:MOST_CASES]]
    blocks: list[Block] = [section(told), divider(), *shown]
    more = len(cases) - MOST_CASES
    if more > 0:
        blocks.append(context(plural("And {count} more.", "And {count} more.", more)))
    if hidden > 0:
        blocks.append(context(_hidden_words(hidden) if of_words else _hidden(hidden)))
    return modal(_("Who is behind it"), "insights.cases", blocks, close=_("Close"))


def _opening(case: Case) -> Element:
    if case.folder is not None:
        return folder_button(case.folder, case.customer)
    return button(_("Details"), DETAILS, pack(d=case.departure), label=_("Details of {name}").format(name=case.customer))


def judged(what: Judged) -> str:
    """Why nothing was changed, in plain text."""
    if what is Judged.already:
        return _("Somebody has said already what is behind it. The message shows it; you can change it there.")
    return _("This is for colleagues of this workspace, so nothing was changed.")


def _hidden_words(hidden: int) -> str:
    return plural(
        "What {count} customer said is for those who look after them.",
        "What {count} customers said is for those who look after them.",
        hidden,
    )


def _hidden(hidden: int) -> str:
    return plural(
        "{count} more is for those who look after them.",
        "{count} more are for those who look after them.",
        hidden,
    )


def _title(view: AlertView) -> str:
    return _("*“{reason}” comes up more than before*").format(reason=escape(view.reason))


def _counted(view: AlertView) -> str:
    since = _("Of those who left in the quarter from {day}, {now} told us so.").format(
        day=day(view.quarter), now=plural("{count} customer", "{count} customers", view.now)
    )
    if view.before == 0:
        return f"{since} {_('In the four quarters before it nobody did.')}"
    before = plural(
        "In the four quarters before it, it was {count} in all.",
        "In the four quarters before it, it was {count} in all.",
        view.before,
    )
    return f"{since} {before}"


def _buttons(view: AlertView) -> list[Element]:
    cases = button(_("Who is behind it"), CASES, pack(**{ALERT_ID: view.alert}))
    if view.judgement is not None:
        again = button(_("Say otherwise"), JUDGE_AGAIN, pack(**{ALERT_ID: view.alert}))
        return [cases, fix_button(reason=view.code), again]
    choices = [
        button(_(words), f"{JUDGE}:{one.value}", pack(**{ALERT_ID: view.alert, WHAT: one.value}))
        for one, words in _CHOICES.items()
    ]
    return [*choices, cases, fix_button(reason=view.code)]


_CHOICES = {
    Judgement.real: later("Something changed"),
    Judgement.explained: later("We know why"),
    Judgement.noise: later("Just chance"),
}
_JUDGED = {
    Judgement.real: later("{name} says: something changed here."),
    Judgement.explained: later("{name} says: we know why."),
    Judgement.noise: later("{name} says: just chance."),
}
