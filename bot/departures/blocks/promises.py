"""Promises to a customer: the form, the reminder before, the question afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.customers.blocks import touch_words
from bot.customers.values import PromiseState, TouchKind
from bot.departures.blocks.form import customer_input, initial_customer, likely, parse_customer, problem_words
from bot.departures.blocks.sources import source_shown, with_source
from bot.departures.values import Field, Opening, Problem, Source
from bot.departures.values.before import PromiseFacts, PromiseForm, PromiseView
from bot.slack.kit import (
    Block,
    Choice,
    Message,
    Values,
    View,
    actions,
    button,
    context,
    date_input,
    escape,
    heard,
    message,
    modal,
    moment,
    pack,
    section,
    select,
    shorten,
    text_input,
    time_input,
    users_select,
)
from bot.words import _, later

PROMISE_FORM = "departures.promise_form"
MOVE_FORM = "departures.promise_move_form"
KEPT = "departures.promise_kept"
MOVED = "departures.promise_moved"
BROKEN = "departures.promise_broken"
DROPPED = "departures.promise_dropped"
WHAT, WAY, DAY, AT = "what", "way", "day", "at"
LONGEST = 300
USUAL_TIME = time(16)

_STATES = {
    PromiseState.open: later("open"),
    PromiseState.kept: later("kept"),
    PromiseState.broken: later("not kept"),
    PromiseState.dropped: later("not needed any more"),
}
_PROBLEMS = {
    Problem.not_ahead: later("Please choose a moment that is still to come, within a year."),
    Problem.missing: later("Please choose a day."),
}


@dataclass(frozen=True)
class Moment:
    """A day and a time by somebody's clock."""

    day: date
    at: time


def promise_form(opening: Opening, by: str, zone: str, source: Source | None = None) -> View:
    """Asks what was promised, by when and by which way."""
    blocks: list[Block] = [
        customer_input(initial_customer(opening)),
        *likely(opening.alike),
        text_input(_("What did we promise?"), WHAT, placeholder=_("New prices for boxes"), max_length=LONGEST),
        select(_("How will they hear from us?"), WAY, _ways(), initial=TouchKind.email.value),
        *_by_when(None, zone),
        users_select(_("Who promised it?"), Field.by.value, initial=by),
        *source_shown(source),
    ]
    return modal(
        _("A promise"), PROMISE_FORM, blocks, submit=_("Note it"), close=_("Not now"), metadata=with_source({}, source)
    )


def parse_promise(values: Values) -> PromiseForm | dict[str, str]:
    """What was promised, or a sentence under each question that needs another look."""
    who, when, what, by = parse_customer(values), parse_moment(values), values.text(WHAT), values.user(Field.by.value)
    if isinstance(who, Mapping):
        return problem_words(who)
    if isinstance(when, dict):
        return when
    if what is None or by is None:
        return {WHAT: _("Please say what it is, in a few words.")} if what is None else someone_else()
    way = TouchKind(values.option(WAY) or TouchKind.other.value)
    return PromiseForm(who[0], who[1], what, way, when.day, when.at, by)


def parse_moment(values: Values) -> Moment | dict[str, str]:
    """The day and the time in a form, or a sentence under the day."""
    day, at = values.date(DAY), values.time(AT)
    return Moment(day, at or USUAL_TIME) if day else day_words(Problem.missing)


def day_words(problem: Problem) -> dict[str, str]:
    """What to say under the day."""
    return {DAY: _(_PROBLEMS[problem])}


def someone_else() -> dict[str, str]:
    """What to say under somebody who is no colleague."""
    return {Field.by.value: _("Please choose a colleague of your own company who is still here.")}


def promise_noted(view: PromiseView) -> View:
    """What somebody hears who noted a promise."""
    if view.noted_by is None:
        told = _("You promised {what}. I remind you before, in your hours, and ask you afterwards whether it was kept.")
    else:
        told = _("{name} promised {what}. I tell them now, remind them before, and ask them afterwards whether it was kept.")
    told = told.format(what=_what(view), name=escape(view.keeper))
    return modal(_("A promise"), "departures.promise_noted", [section(told)], close=_("Close"))


def promise_card(view: PromiseView) -> Message:
    """For whoever is to keep a promise that somebody else wrote down, or made before they left."""
    if over := _over(view):
        return over
    if view.keeper_promised:
        told = _("{name} wrote down that you promised {what}.").format(
            name=escape(view.noted_by or ""), what=_what(view)
        )
    else:
        told = _(
            "{name} promised {what}, and cannot see to it any more. You look after this customer, so I tell you."
        ).format(name=escape(view.by), what=_what(view))
    return message(
        section(told), *_reach(view), _buttons(view), context(_("I remind you before, and ask you afterwards."))
    )


def promise_soon_card(view: PromiseView) -> Message:
    """The reminder before."""
    if over := _over(view):
        return over
    return message(
        section(_("You promised {what}.").format(what=_what(view)) if view.keeper_promised else _promised(view)),
        *_reach(view),
        _buttons(view),
        context(f"{_why_told(view)} {_('Nothing is asked before that moment.')}"),
    )


def _why_told(view: PromiseView) -> str:
    if view.keeper_promised:
        return _("You get this because you said when they would hear from us.")
    return _("You get this because you look after this customer now.")


def promise_kept_card(view: PromiseView) -> Message:
    """The question afterwards."""
    if over := _over(view):
        return over
    asked = _("Was it kept? We promised {what}.").format(what=_what(view))
    return message(
        section(asked),
        _buttons(view),
        context(_("If it was not kept, tell them before they ask: a new day that is kept makes up for it.")),
    )


def move_form(promise: str, view: PromiseView, zone: str) -> View:
    """Asks for the new day of a promise."""
    blocks = [
        section(_("*{customer}*: {what}").format(customer=escape(view.customer), what=escape(view.what))),
        *_by_when(None, zone),
        context(_("Tell them, too: they were promised the earlier day.")),
    ]
    return modal(_("A new day"), MOVE_FORM, blocks, submit=_("Save"), close=_("Not now"), metadata={"p": promise})


def promise_declined() -> str:
    """Plain text for a press that changes nothing."""
    return _("This was answered already, or is somebody else's to answer. Nothing was changed.")


def promise_duty(view: PromiseView) -> str:
    """For somebody's Home: what they have promised."""
    return _("Promised {what}").format(what=_what(view))


def promise_lines(promises: Iterable[PromiseFacts]) -> Iterator[str]:
    """For the details: what was promised, and what became of it."""
    for one in promises:
        yield _("{when}, {who}: {what} ({way}), {state}").format(
            when=moment(one.due, "{date_short_pretty}"),
            who=escape(one.by),
            what=escape(shorten(one.what, LONGEST)),
            way=touch_words(one.way),
            state=_(_STATES[one.state]),
        )


def _what(view: PromiseView) -> str:
    return _("*{customer}* “{what}” ({way}) by {when}").format(
        customer=escape(view.customer), what=escape(view.what), way=touch_words(view.way), when=_when(view.due)
    )


def _promised(view: PromiseView) -> str:
    return _("We promised {what}.").format(what=_what(view))


def _when(due: datetime) -> str:
    return moment(due, "{date_short} at {time}")


def _over(view: PromiseView) -> Message | None:
    name, who = escape(view.customer), escape(view.answered_by or view.keeper)
    if view.state is PromiseState.kept:
        return message(section(_("*{customer}*: “{what}” was kept, says {who}. It is in their folder as a contact.").format(
            customer=name, what=escape(view.what), who=who)))  # fmt: skip
    if view.state is PromiseState.broken:
        return message(section(_("*{customer}*: “{what}” was not kept, says {who}. It counts as a warning sign.").format(
            customer=name, what=escape(view.what), who=who)))  # fmt: skip
    if view.state is PromiseState.dropped:
        return message(section(_("*{customer}*: “{what}” is not needed any more, says {who}.").format(
            customer=name, what=escape(view.what), who=who)))  # fmt: skip
    if view.new_due is not None:
        return message(section(_("*{customer}*: “{what}” was moved to {when}. I remind you before.").format(
            customer=name, what=escape(view.what), when=_when(view.new_due))))  # fmt: skip
    return None


def _reach(view: PromiseView) -> list[Block]:
    if view.contact is None:
        return []
    return [section(_("Whom to talk to there: {contact}").format(contact=escape(view.contact)))]


def _buttons(view: PromiseView) -> Block:
    carried = pack(p=view.id)
    deeds = [(_("Kept"), KEPT), (_("A new day"), MOVED), (_("Not kept"), BROKEN), (_("Not needed any more"), DROPPED)]
    return actions(
        *(
            button(text, deed, carried, "primary" if deed == KEPT else None, label=heard(text, view.what))
            for text, deed in deeds
            if deed != BROKEN or view.is_asked
        )
    )


def _ways() -> list[Choice]:
    return [Choice(one.value, touch_words(one)) for one in TouchKind]


def _by_when(initial: date | None, zone: str) -> list[Block]:
    return [
        date_input(_("By when?"), DAY, initial=initial),
        time_input(_("At what time?"), AT, zone=zone, initial=USUAL_TIME),
    ]
