"""The request to one colleague, from the question to the short guide for the call."""

from __future__ import annotations

from bot.departures.blocks.words import day
from bot.interviews.blocks import ids
from bot.interviews.blocks.findings import more_to_add
from bot.interviews.blocks.guide import guide_words
from bot.interviews.blocks.plain import time_with_us, whom_to_phone, why_you
from bot.interviews.blocks.steps import announced_line, by_letter, in_writing, steps
from bot.interviews.blocks.why import mistake_button, why_button
from bot.interviews.values import CLOSES, OPENS, End, InterviewState, InterviewView, RequestState, RequestView
from bot.slack.kit import (
    Block,
    Message,
    actions,
    button,
    context,
    escape,
    header,
    message,
    moment,
    pack,
    section,
)
from bot.words import _, plural


def request_card(view: RequestView) -> Message:
    """What the colleague who was asked sees, whatever has become of it."""
    match view.state:
        case RequestState.asked | RequestState.chosen:
            return _question(view)
        case RequestState.accepted:
            return _accepted(view)
        case RequestState.knows_them:
            told = _(
                "Thank you for saying so. I will remember that you know *{customer}*, and ask somebody else. "
                "Nobody else hears of it."
            )
            return _settled(view, told, actions(mistake_button(view.departure)))
        case RequestState.cannot_now:
            return _settled(
                view,
                _(
                    "Thank you for answering. I ask somebody else to call *{customer}*. Nobody hears that you "
                    "could not, and it does not count against you."
                ),
            )
        case RequestState.no_answer:
            return _settled(
                view,
                _(
                    "I ask somebody else to call *{customer}* now, as you probably had your hands full. There is nothing "
                    "for you to do, and nobody else hears of it."
                ),
            )
        case RequestState.handed_over:
            return _settled(
                view,
                _(
                    "I ask somebody else to call *{customer}* now. Thank you for taking it on, and for handing it over "
                    "in time; it does not count against you."
                ),
            )
        case RequestState.withdrawn:
            return _settled(
                view,
                _("You need not call *{customer}* any more. There is nothing for you to do. Thank you."),
            )


def _question(view: RequestView) -> Message:
    about = view.about
    customer = escape(about.customer)
    asked = _(
        "*{customer}* left us on {day}{tenure}. Would you make one short call, to learn why? People speak most frankly "
        "with somebody who never worked with them."
    )
    best = _("*How long:* one call, about 15 minutes, best between {first} and {last}. There is a short guide for it.")
    return message(
        section(asked.format(customer=customer, day=day(about.happened), tenure=time_with_us(about))),
        section(_("*Why you:* {why}.").format(why=why_you(view.evidence, about.today))),
        section(best.format(first=day(about.happened + OPENS), last=day(about.happened + CLOSES))),
        section(_("*Whom to phone:* {contact}").format(contact=whom_to_phone(about))),
        actions(
            button(_("I'll do it"), ids.ACCEPT, pack(request=view.request), style="primary"),
            button(_("I know this customer"), ids.KNOWS_THEM, pack(request=view.request)),
            button(_("I can't now"), ids.CANNOT_NOW, pack(request=view.request)),
            why_button(view.request, view.departure),
        ),
        context(_what_next(view)),
    )


def _what_next(view: RequestView) -> str:
    told = _("If you take it, the team sees that you do; otherwise nobody hears that I asked you.")
    if view.until is None:
        return told
    passes = _("Without an answer by {moment} I ask somebody else.")
    return f"{told} {passes.format(moment=moment(view.until))}"


def _accepted(view: RequestView) -> Message:
    about = view.about
    match about.state:
        case InterviewState.held:
            return _held(view)
        case InterviewState.ended if about.end is End.not_reached:
            return _settled(view, _("*{customer}* could not be reached. Thank you for trying; that was worth doing."))
        case InterviewState.ended if about.end is End.declined:
            return _settled(
                view, _("*{customer}* would rather not talk, and we respect that. Thank you.")
            )
        case InterviewState.ended:
            return _settled(
                view, _("The call to *{customer}* is no longer needed. Thank you for being ready to make it.")
            )
        case _:
            return _guide(view)


def _guide(view: RequestView) -> Message:
    about = view.about
    notes = _(
        "*What happens with your notes.* Whoever looked after this customer reads them, in private; what is not for "
        "them has a page of its own. Everybody else hears only that you spoke with them."
    )
    return message(
        header(_("You will call {customer}").format(customer=about.customer)),
        section(_("Thank you. It is one call, about 15 minutes, and this is all you need for it.")),
        section(
            "\n".join([_("*Whom to phone:* {contact}").format(contact=whom_to_phone(about)), *announced_line(about)])
        ),
        *(section(words) for words in guide_words(about)),
        section(notes),
        *_appointment(view),
        *_tries(about),
        steps(about),
        *in_writing(about),
        by_letter(about),
        context(
            _(
                "Best between {first} and {last}. In that time I ask how it goes, in your working hours: about twice a week "
                "at first, later once, for eight weeks at most. “Hand over” ends it at any time, and is nobody's business but yours."
            ).format(first=day(about.happened + OPENS), last=day(about.happened + CLOSES))
        ),
    )


def _appointment(view: RequestView) -> tuple[Block, ...]:
    when = view.about.appointment
    if view.about.state is not InterviewState.arranged or when is None:
        return ()
    return (section(_("*Arranged for {moment}.* I stay silent until then.").format(moment=moment(when))),)


def _tries(about: InterviewView) -> tuple[Block, ...]:
    if not about.tries:
        return ()
    told = plural(
        "*{count} try so far.* Thank you; it often takes a few.",
        "*{count} tries so far.* Thank you; it often takes a few.",
        about.tries,
    )
    return (section(told),)


def _held(view: RequestView) -> Message:
    told = _("You have spoken with *{customer}*, and what they said is kept. Thank you.")
    return message(section(told.format(customer=escape(view.about.customer))), *more_to_add(view.about))


def _settled(view: RequestView, words: str, *more: Block) -> Message:
    return message(section(words.format(customer=escape(view.about.customer))), *more)
