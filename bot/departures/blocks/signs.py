"""Warning signs in plain words: as a question, as lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.customers.values import Cue
from bot.departures.values import Field, SignFacts
from bot.departures.values.before import Hears, SignsView
from bot.slack.kit import (
    Block,
    Choice,
    Message,
    actions,
    button,
    context,
    escape,
    link,
    message,
    moment,
    multi_select,
    pack,
    section,
    shorten,
)
from bot.words import _, later

SIGNS = {
    Cue.price: later("Questions about the price"),
    Cue.delivery: later("Questions about how, or how soon, we deliver"),
    Cue.senior: later("Somebody senior calls who never did"),
    Cue.pace: later("Another pace, or another direction"),
    Cue.silence: later("They have gone quiet"),
    Cue.complaint: later("A complaint"),
    Cue.champion: later("Whoever spoke for us there has left"),
    Cue.promise: later("A promise of ours was not kept"),
    Cue.feeling: later("Just a feeling"),
    Cue.other: later("Something else"),
}
OFFERED = tuple(one for one in Cue if one is not Cue.promise)
"""What people choose from; that a promise was not kept is known from the promise."""
_JUST_A_QUESTION = later("A question may be just a question: find out what is behind it.")
_ADVICE = {
    Cue.price: _JUST_A_QUESTION,
    Cue.delivery: _JUST_A_QUESTION,
    Cue.senior: later("A senior caller may also mean more business: find out which it is."),
}
"""What else a sign may mean, where it does."""
WHY_YOU = {
    Hears.owner: later("You get this because they are your customer."),
    Hears.team: later("You get this because you have worked with them."),
    Hears.admin: later("You get this because nobody else is known to look after them, and you are an admin."),
}
LONGEST_QUOTE = 300
MOST_SIGNS = 8
ADD_SIGN = "departures.add_sign"
ADD_PROMISE = "departures.add_promise"
WORRY = "departures.worry"


def signs_card(view: SignsView) -> Message:
    """Several warning signs add up, or a grave one came: for whoever looks after a customer who has not left."""
    if view.is_looked_after:
        told = _("*{customer}*: the warning signs are looked after now.").format(customer=escape(view.customer))
        return message(section(told))
    opening = _("Warning signs about *{customer}* add up. Would you ask them how things are?")
    worry = button(_("I'm worried, too"), WORRY, pack(n=view.customer), style="primary")
    return message(
        section(opening.format(customer=escape(view.customer))),
        section("\n".join(sign_line(one) for one in view.signs[-MOST_SIGNS:])),
        *(section(line) for line in advice(view.signs)),
        actions(worry),
        context(
            _(WHY_YOU[view.why]),
            _("If all is well, there is nothing to do; I come back only when new signs add up."),
        ),
    )


def signs_input(chosen: Iterable[Cue] = (), *, optional: bool = True) -> Block:
    """Asks which warning signs there are."""
    return multi_select(
        _("Warning signs"),
        Field.signs.value,
        [Choice(one.value, sign_words(one)) for one in OFFERED],
        initial=[one.value for one in chosen],
        placeholder=_("What you have noticed"),
        optional=optional,
    )


def sign_words(kind: Cue) -> str:
    """A warning sign, as something to choose."""
    return _(SIGNS[kind])


def advice(signs: Iterable[SignFacts]) -> Sequence[str]:
    """What to keep in mind with these signs, each thing once."""
    return [_(one) for one in dict.fromkeys(_ADVICE[sign.kind] for sign in signs if sign.kind in _ADVICE)]


def sign_line(sign: SignFacts) -> str:
    """One warning sign in a list, with who noticed it and when."""
    told = _("{when}, {who}: {sign}").format(
        when=moment(sign.at, "{date_short_pretty}"), who=escape(sign.who), sign=sign_words(sign.kind)
    )
    if sign.link:
        told += f" ({link(sign.link, _('the message'))})"
    return f"{told}\n> {escape(shorten(' '.join(sign.words.split()), LONGEST_QUOTE))}" if sign.words else told
