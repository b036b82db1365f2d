"""The nudge, what it becomes once it is answered, and its forms."""

from __future__ import annotations

from datetime import datetime

from bot.customers.values import Consent, TouchKind
from bot.departures.blocks.words import day
from bot.nudges.values import (
    Asking,
    DoneForm,
    NudgeKind,
    NudgeState,
    NudgeView,
    Obstacle,
    Snooze,
    Sounded,
    Suggestion,
    WhyYou,
)
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
    long_text,
    menu,
    message,
    modal,
    moment,
    pack,
    quoted,
    radios,
    section,
    select,
    users_select,
)
from bot.words import _, later

DONE = "nudges.done"
SNOOZE = "nudges.snooze"
HAND_OVER = "nudges.hand_over"
STOP = "nudges.stop"
START_AGAIN = "nudges.start_again"
DONE_FORM = "nudges.done_form"
DAY_FORM = "nudges.day_form"
HAND_OVER_FORM = "nudges.hand_over_form"
STOP_FORM = "nudges.stop_form"

KIND = "kind"
DAY = "day"
SOUNDED = "sounded"
WORDS = "words"
CONSENT = "consent"
COLLEAGUE = "colleague"
NUDGE = "nudge"
LONGEST = 2000
DATE = "{date}"


def nudge_card(view: NudgeView) -> Message:
    """Asks somebody to stay in touch with a customer; once answered, says what came of it."""
    if view.state is not NudgeState.waiting:
        return _answered(view)
    name = escape(view.customer)
    opening = _OPENINGS[view.kind]
    blocks: list[Block] = [section(_(opening).format(customer=name))]
    blocks.append(section("\n".join((_why_now(view), *_what_happened(view), *_reach(view)))))
    blocks.append(section(f"*{_(_PROPOSALS[view.suggestion])}*" if view.kind is NudgeKind.nudge else _(_CHECK_IN)))
    blocks.append(section(_("A text to start from:\n{text}").format(text=quoted(start_text(view)))))
    blocks.append(_buttons(view))
    blocks.append(context(f"{_(_WHY_YOU[view.why])} {_how_to_stop(view)}"))
    return message(*blocks)


def start_text(view: NudgeView) -> str:
    """Words to begin with, in plain text; they never ask for business."""
    return _(_CHECK_IN_TEXT if view.kind is NudgeKind.check_in else _TEXTS[view.suggestion])


def done_form(nudge: str, asking: Asking) -> View:
    """Asks what contact there was."""
    sounds = [Choice(one.value, _(_SOUNDS[one])) for one in Sounded]
    first = TouchKind.email if asking.kind is NudgeKind.check_in else _USUAL[asking.suggestion]
    blocks = [
        select(_("What was it?"), KIND, contact_choices(), initial=first.value),
        date_input(_("When?"), DAY, initial=asking.today),
        radios(_("How did they sound?"), SOUNDED, sounds, optional=True),
        long_text(_("What is worth remembering?"), WORDS, optional=True, max_length=LONGEST),
    ]
    if asking.consent is Consent.not_answered:
        choices = [
            Choice(Consent.yes.value, _("Yes, gladly")),
            Choice(Consent.no.value, _("No, leave them in peace")),
        ]
        blocks.append(radios(_("If you asked: may we stay in touch?"), CONSENT, choices, optional=True))
    return modal(_("You were in touch"), DONE_FORM, blocks, submit=_("Save"), metadata={NUDGE: nudge})


def parse_done(values: Values) -> DoneForm | dict[str, str]:
    """The contact as it was told, or a sentence for each question that needs another look."""
    kind, when = values.option(KIND), values.date(DAY)
    if kind is None or when is None:
        missing = {KIND: _("Please choose one."), DAY: _("Please choose the day.")}
        return {name: text for name, text in missing.items() if (kind if name == KIND else when) is None}
    sounded, consent = values.option(SOUNDED), values.option(CONSENT)
    return DoneForm(
        kind=TouchKind(kind),
        day=when,
        sounded=Sounded(sounded) if sounded else None,
        words=values.text(WORDS),
        consent=Consent(consent) if consent else None,
    )


def day_form(nudge: str, asking: Asking) -> View:
    """Asks until when the nudge is put off."""
    question = date_input(
        _("When shall I ask you again?"), DAY, hint=_("I'll come in the morning, or on your next working day.")
    )
    return modal(_("Not now"), DAY_FORM, [_about(asking), question], submit=_("Ask me then"), metadata={NUDGE: nudge})


def hand_over_form(nudge: str, asking: Asking) -> View:
    """Asks who stays in touch from now on."""
    question = users_select(
        _("Who will stay in touch from now on?"),
        COLLEAGUE,
        hint=_("They'll be asked in their own working hours, with everything that you see here."),
    )
    return modal(
        _("Hand over"), HAND_OVER_FORM, [_about(asking), question], submit=_("Hand over"), metadata={NUDGE: nudge}
    )


def stop_form(nudge: str, asking: Asking) -> View:
    """Asks why nobody shall stay in touch any more."""
    question = long_text(
        _("Why?"),
        WORDS,
        optional=True,
        max_length=LONGEST,
        hint=_("For whoever looks here later. You can start it again."),
    )
    return modal(_("Stop asking"), STOP_FORM, [_about(asking), question], submit=_("Stop"), metadata={NUDGE: nudge})


def snooze_choice(value: object) -> Snooze:
    """What was chosen in the menu of a nudge."""
    return Snooze(str(value))


def declined(why: Obstacle) -> str:
    """Why an answer was not taken, in plain text."""
    return _(_OBSTACLES[why])


def question_of(why: Obstacle) -> str:
    """The question in a form under which an obstacle is shown."""
    return {Obstacle.bad_day: DAY, Obstacle.not_a_colleague: COLLEAGUE}.get(why, WORDS)


def next_line(who: str, due: datetime) -> str:
    """For the departure's card: who will be asked to stay in touch, and when."""
    return _("Staying in touch: {who}, around {day}").format(who=escape(who), day=moment(due, DATE))


def stopped_line(who: str) -> str:
    """For the departure's card: nobody is asked to stay in touch any more."""
    return _("Staying in touch: stopped by {who}").format(who=escape(who))


def duty_line(customer: str, suggestion: Suggestion, asked: datetime) -> str:
    """For somebody's Home: whom they were asked to stay in touch with."""
    return _("Stay in touch with *{customer}* ({what}), asked on {day}").format(
        customer=escape(customer), what=_(_SHORT[suggestion]), day=moment(asked, DATE)
    )


def touch_words(kind: TouchKind) -> str:
    """A kind of contact, inside a sentence."""
    return _(_CONTACTS[kind])


def contact_choices() -> list[Choice]:
    """The kinds of contact, to choose from."""
    return [Choice(kind.value, _(_KINDS[kind])) for kind in TouchKind]


def _answered(view: NudgeView) -> Message:
    name, who = escape(view.customer), escape(view.answered_by or "")
    until = moment(view.until, DATE) if view.until else ""
    text = _(_CLOSED[view.state]).format(customer=name, who=who, until=until, to=escape(view.handed_to or ""))
    if view.state is NudgeState.stopped and view.undoable:
        return message(section(text), actions(button(_("Start again"), START_AGAIN, pack(nudge=view.nudge))))
    return message(section(text))


def _why_now(view: NudgeView) -> str:
    if view.last is None:
        return _("No contact is noted since they left on {day}.").format(day=day(view.left))
    return _("The last contact was {what} on {day}, by {who}.").format(
        what=touch_words(view.last.kind), day=moment(view.last.at, DATE), who=escape(view.last.by)
    )


def _what_happened(view: NudgeView) -> list[str]:
    lines = [_("They left on {day}.").format(day=day(view.left))] if view.last else []
    if view.last and view.last.words:
        lines.append(_("What was noted then:\n{words}").format(words=quoted(view.last.words)))
    return lines


def _reach(view: NudgeView) -> list[str]:
    return [_("Whom to reach: {contact}").format(contact=escape(view.contact))] if view.contact else []


def _buttons(view: NudgeView) -> Block:
    put_off = [Choice(pack(nudge=view.nudge, until=one.value), _(_SNOOZES[one])) for one in Snooze]
    return actions(
        button(_("Done"), DONE, pack(nudge=view.nudge), style="primary"),
        menu(SNOOZE, put_off, _("Not now")),
        button(_("Hand over"), HAND_OVER, pack(nudge=view.nudge)),
        button(_("Stop"), STOP, pack(nudge=view.nudge)),
    )


def _how_to_stop(view: NudgeView) -> str:
    if view.kind is NudgeKind.check_in:
        return _("They have not said whether we may stay in touch, so I ask this once only. “Stop” ends it for good.")
    return _("About once a quarter, counted from the last contact of anyone here. “Stop” ends it, and can be undone.")


def _about(asking: Asking) -> Block:
    return section(f"*{escape(asking.customer)}*")


_OPENINGS = {
    NudgeKind.nudge: later(
        "It is time to say hello to *{customer}*. Not to sell: only so that they are not forgotten."
    ),
    NudgeKind.check_in: later(
        "One gentle check-in with *{customer}*: a quarter has passed, and nobody asks for anything."
    ),
}
_PROPOSALS = {
    Suggestion.call: later("This time: a short call with no business in it."),
    Suggestion.note: later("This time: a note by hand. Three lines on paper are enough."),
    Suggestion.article: later(
        "This time: an article that may interest them, with a line about why you thought of them."
    ),
    Suggestion.greeting: later("This time: a greeting. A holiday of theirs, a date you share, or simply the season."),
    Suggestion.useful: later(
        "This time: something small and useful. A contact, a tip, even one toward another supplier."
    ),
}
_CHECK_IN = later("*This time: ask how the change went for them, and whether it is all right to stay in touch.*")
_TEXTS = {
    Suggestion.call: later(
        "Hello, I have nothing to sell today. I was thinking of you and wanted to hear how things are going."
    ),
    Suggestion.note: later(
        "Dear …,\nI came across our work from last year and thought of you. I hope all goes well where you are.\nWarm regards"
    ),
    Suggestion.article: later(
        "Hello,\nI read this and thought of you, because of what you once said about …. No need to reply; I hope it is useful."
    ),
    Suggestion.greeting: later("Hello,\nall of us here send our best for the season. I hope you get some quiet days."),
    Suggestion.useful: later(
        "Hello,\nI met somebody who is good at …, which you were looking for once. Shall I put you in touch?"
    ),
}
_CHECK_IN_TEXT = later(
    "Hello,\nI hope that the change went well for you. If anything from our time is still open, tell me and I will see to it. "
    "Would it be all right if I wrote now and then?"
)
_WHY_YOU = {
    WhyYou.owner: later("You get this because they were your customer."),
    WhyYou.logger: later("You get this because you logged that they left, and nobody is named as their owner."),
    WhyYou.handed_over: later("You get this because it was handed over to you."),
    WhyYou.admin: later(
        "You get this as an admin, because whoever looked after them is not here any more. You can hand it over."
    ),
}
_SNOOZES = {
    Snooze.tomorrow: later("Tomorrow"),
    Snooze.monday: later("Next Monday"),
    Snooze.week: later("In a week"),
    Snooze.day: later("On a day I choose"),
}
_KINDS = {
    TouchKind.call: later("A call"),
    TouchKind.meeting: later("A meeting"),
    TouchKind.letter: later("A letter or note"),
    TouchKind.email: later("An email"),
    TouchKind.other: later("Something else"),
}
_CONTACTS = {
    TouchKind.call: later("a call"),
    TouchKind.meeting: later("a meeting"),
    TouchKind.letter: later("a letter"),
    TouchKind.email: later("an email"),
    TouchKind.other: later("something else"),
}
_USUAL = {
    Suggestion.call: TouchKind.call,
    Suggestion.note: TouchKind.letter,
    Suggestion.article: TouchKind.email,
    Suggestion.greeting: TouchKind.letter,
    Suggestion.useful: TouchKind.email,
}
_SHORT = {
    Suggestion.call: later("a call"),
    Suggestion.note: later("a note by hand"),
    Suggestion.article: later("an article"),
    Suggestion.greeting: later("a greeting"),
    Suggestion.useful: later("something useful"),
}
_SOUNDS = {
    Sounded.glad: later("Glad to hear from us"),
    Sounded.as_usual: later("As always"),
    Sounded.reserved: later("Reserved"),
}
_CLOSED = {
    NudgeState.done: later(
        "{who} was in touch with *{customer}*. It is in their folder, and the next quarter counts from there."
    ),
    NudgeState.snoozed: later(
        "*{customer}*: put off by {who}. I'll ask again on {until}, unless there was contact by then."
    ),
    NudgeState.handed_over: later("*{customer}*: {to} stays in touch from now on."),
    NudgeState.stopped: later("{who} stopped this for *{customer}*. Nobody is asked to stay in touch any more."),
    NudgeState.overtaken: later("*{customer}*: there was contact meanwhile, so there is nothing to do here any more."),
    NudgeState.over: later("*{customer}*: nobody needs to be in touch about this any more."),
}
_OBSTACLES = {
    Obstacle.may_not: later("This is for those who look after that customer. Ask one of them to hand it over to you."),
    Obstacle.answered: later(
        "This has been answered already, so nothing was changed. The message shows what came of it."
    ),
    Obstacle.over: later("Nobody needs to be in touch about this any more, so nothing was changed."),
    Obstacle.bad_day: later(
        "Please choose another day: for a contact one of the last year, for a reminder one of the year ahead."
    ),
    Obstacle.not_a_colleague: later("Please choose another colleague, somebody of your own company."),
}
