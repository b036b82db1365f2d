"""Extra care: how a returned customer is doing."""

from __future__ import annotations

from datetime import date

from bot.departures.blocks.words import day
from bot.reasons.blocks import reason_choices
from bot.reasons.values import OTHER
from bot.slack.kit import (
    Block,
    Choice,
    Message,
    Values,
    View,
    actions,
    button,
    context,
    escape,
    long_text,
    message,
    modal,
    pack,
    quoted,
    radios,
    section,
    select,
)
from bot.winback.blocks.words import DELIVERY, LONGEST, RETURN
from bot.winback.values import AmberForm, CareKind, CareState, CareView, Gone
from bot.words import _, later

GREEN = "winback.green"
AMBER = "winback.amber"
AMBER_FORM = "winback.amber_form"
CHECK = "check"
CAUSE_GONE = "cause_gone"
NEW_CAUSE = "new_cause"
NOTE = "note"


def care_card(view: CareView) -> Message:
    """Asks how a returned customer is doing; once it is answered, says what came of it."""
    name = escape(view.customer)
    if view.state is not CareState.waiting:
        return message(section(_answered(view)))
    openings = _STAYING if view.stayed else _OPENINGS
    blocks: list[Block] = [section(_(openings[view.kind]).format(customer=name, day=day(view.day)))]
    asked = [_gone_question(view), _("Is there anything new that could send them away?")]
    if view.cause:
        asked[0] = _("Is what they once left over (“{cause}”) gone?").format(cause=escape(view.cause))
    if view.fixed_since:
        asked[0] += " " + _("As far as we know it was put right on {day}.").format(day=day(view.fixed_since))
    blocks.append(section("\n".join(f"• {question}" for question in asked)))
    if view.contact:
        blocks.append(section(_("If you don't know, ask them: {contact}").format(contact=escape(view.contact))))
    well, off = _("All is well with {name}"), _("Something is off with {name}")
    buttons = [
        button(_("All is well"), GREEN, pack(check=view.check), style="primary", label=well.format(name=view.customer)),
        button(_("Something is off"), AMBER, pack(check=view.check), label=off.format(name=view.customer)),
    ]
    if view.kind is CareKind.delivery:
        not_yet = _("It has not come yet: {name}").format(name=view.customer)
        buttons.append(button(_("It has not come yet"), DELIVERY, pack(**{RETURN: view.came_back}), label=not_yet))
    return message(*blocks, actions(*buttons), context(_why_you(view)))


def amber_card(view: CareView) -> Message:
    """For those who are to help, the same day."""
    told = (
        _("*{customer}* had given notice, has stayed since {day}, and something is off, says {who}.")
        if view.stayed
        else _("*{customer}* came back on {day}, and something is off, says {who}.")
    )
    told = told.format(customer=escape(view.customer), day=day(view.day), who=escape(view.by or ""))
    return message(
        section(told),
        section("\n".join(_off(view))),
        context(
            _("You get this because you look after them, or are an admin. {who} knows more.").format(
                who=escape(view.by or "")
            )
        ),
    )


def amber_form(check: str, view: CareView) -> View:
    """Asks what is off."""
    gone = [Choice(one.value, _(_GONE[one])) for one in Gone]
    question = _gone_question(view)
    blocks = [
        section(f"*{escape(view.customer)}*"),
        radios(question, CAUSE_GONE, gone),
        select(
            _("Is there a new reason?"),
            NEW_CAUSE,
            reason_choices(view.reasons),
            optional=True,
            placeholder=_("None that I know of"),
        ),
        long_text(_("What is off, and what would help?"), NOTE, optional=True, max_length=LONGEST),
        context(_("Whoever looks after them, and the admins, hear of it now.")),
    ]
    return modal(_("Something is off"), AMBER_FORM, blocks, submit=_("Tell them"), metadata={CHECK: check})


def parse_amber(values: Values) -> AmberForm | dict[str, str]:
    """What is off, or a sentence for the question that needs another look."""
    gone = values.option(CAUSE_GONE)
    if gone is None:
        return {CAUSE_GONE: _("Please choose one.")}
    cause, note = values.option(NEW_CAUSE), values.text(NOTE)
    if cause == OTHER and not note:
        return {NOTE: _("Please say in a sentence what it is.")}
    return AmberForm(Gone(gone), cause, note)


def care_line(state: CareState | None, following: date | None) -> str | None:
    """For the departure's card: how extra care goes. Nothing once it is over."""
    if state is None:
        return _("Extra care: next look on {day}").format(day=day(following)) if following else None
    how = _("something was off") if state is CareState.amber else _("all was well")
    if following is None:
        return _("Extra care: {how} at the last look").format(how=how)
    return _("Extra care: {how}, next look on {day}").format(how=how, day=day(following))


def care_duty(customer: str, kind: CareKind) -> str:
    """For somebody's Home: which returned customer they were asked about."""
    return _("Say how *{customer}* is doing {when}").format(customer=escape(customer), when=_(WHEN[kind]))


def _answered(view: CareView) -> str:
    name, who = escape(view.customer), escape(view.by or "")
    match view.state:
        case CareState.green:
            return _("*{customer}*: all is well {when}, says {who}.").format(
                customer=name, when=_(WHEN[view.kind]), who=who
            )
        case CareState.amber:
            told = _("*{customer}*: something is off {when}, says {who}.").format(
                customer=name, when=_(WHEN[view.kind]), who=who
            )
            return "\n".join((told, *_off(view)))
        case CareState.planned:
            return _("*{customer}*: I'll ask how they are after {day}.").format(
                customer=name, day=day(view.due or view.day)
            )
        case CareState.overtaken:
            return _("*{customer}*: I have asked again since.").format(customer=name)
        case _:
            return _("*{customer}*: this needs no answer any more.").format(customer=name)


def _why_you(view: CareView) -> str:
    if view.is_stand_in:
        return _("You get this because whoever looks after them is away, or not here any more. They get extra care for a while.")
    if view.stayed:
        return _("You get this because you look after them, and they get extra care for three months.")
    return _("You get this because you look after them, and they get extra care for a year after their return.")


def _gone_question(view: CareView) -> str:
    return _("Is what they nearly left over gone?") if view.stayed else _("Is what they once left over gone?")


def _off(view: CareView) -> list[str]:
    cause = _("What they nearly left over: {answer}") if view.stayed else _("What they once left over: {answer}")
    lines = [cause.format(answer=_(GONE_LINES[view.cause_gone or Gone.unsure]))]
    if view.new_cause:
        lines.append(_("A new reason: {cause}").format(cause=escape(view.new_cause)))
    if view.note:
        lines.append(quoted(view.note))
    return lines


_OPENINGS = {
    CareKind.delivery: later("*{customer}* is back. Has the first delivery arrived, and are they content?"),
    CareKind.day_30: later("*{customer}* has been back for a month, since {day}. How are they doing?"),
    CareKind.day_60: later("*{customer}* has been back for two months, since {day}. How are they doing?"),
    CareKind.day_90: later("*{customer}* has been back for three months, since {day}. How are they doing?"),
    CareKind.month_6: later("*{customer}* has been back for half a year, since {day}. How are they doing?"),
    CareKind.month_12: later("*{customer}* has been back for a year, since {day}. How are they doing?"),
}
_STAYING = {
    CareKind.day_30: later("*{customer}* nearly left, and has stayed for a month, since {day}. How are they doing?"),
    CareKind.day_60: later("*{customer}* nearly left, and has stayed for two months, since {day}. How are they doing?"),
    CareKind.day_90: later(
        "*{customer}* nearly left, and has stayed for three months, since {day}. How are they doing?"
    ),
}
WHEN = {
    CareKind.delivery: later("after the first delivery"),
    CareKind.day_30: later("after a month"),
    CareKind.day_60: later("after two months"),
    CareKind.day_90: later("after three months"),
    CareKind.month_6: later("after half a year"),
    CareKind.month_12: later("after a year"),
}
_GONE = {
    Gone.yes: later("Yes, it is gone"),
    Gone.no: later("No, it is still there"),
    Gone.unsure: later("I'm not sure"),
}
GONE_LINES = {Gone.yes: later("it is gone"), Gone.no: later("it is still there"), Gone.unsure: later("nobody is sure")}
