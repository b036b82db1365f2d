"""What the interviewer is asked along the way."""

from __future__ import annotations

from bot.interviews.blocks import ids
from bot.interviews.blocks.plain import whom_to_phone
from bot.interviews.blocks.steps import in_writing, steps
from bot.interviews.values import PromptAnswer, PromptKind, PromptView
from bot.slack.kit import Message, actions, button, context, escape, message, moment, pack, section
from bot.words import _, plural


def reminder_card(view: PromptView) -> Message:
    """A question to the interviewer; once it is answered, what came of it."""
    if view.answer is not None:
        return message(section(_answered(view, view.answer)))
    match view.kind:
        case PromptKind.how_did_it_go:
            return _how_did_it_go(view)
        case PromptKind.not_reached:
            return _not_reached(view)
        case _:
            return _reminder(view)


def _reminder(view: PromptView) -> Message:
    asked = (
        _("Has {name} been able to speak with *{customer}* about why they left?")
        if view.about.outsider
        else _("Have you been able to speak with *{customer}* about why they left?")
    )
    return message(
        section(_with_customer(view, asked)),
        section(_("*Whom to phone:* {contact}").format(contact=whom_to_phone(view.about))),
        steps(view.about),
        *in_writing(view.about),
        context(f"{_tries(view)} {_why_me(view)}".strip()),
    )


def _how_did_it_go(view: PromptView) -> Message:
    asked = _("How did it go with *{customer}*? Three short questions keep what they said.")
    return message(section(_with_customer(view, asked)), steps(view.about), context(_why_me(view)))


def _not_reached(view: PromptView) -> Message:
    asked = _(
        "Shall we note that *{customer}* could not be reached, or will you go on trying for two more weeks? It is a good "
        "while since they left, and not everybody wants to talk; that is all right."
    )
    prompt = pack(interview=view.about.interview)
    not_reached = _("Could not be reached: {customer}").format(customer=view.about.customer)
    trying = _("I'll keep trying: {customer}").format(customer=view.about.customer)
    return message(
        section(_with_customer(view, asked)),
        actions(
            button(_("Could not be reached"), ids.NOT_REACHED, prompt, label=not_reached),
            button(_("I'll keep trying"), ids.KEEP_TRYING, prompt, label=trying),
        ),
        steps(view.about),
        context(f"{_tries(view)} {_why_me(view)}".strip()),
    )


def _answered(view: PromptView, answer: PromptAnswer) -> str:
    match answer:
        case PromptAnswer.done if view.about.outsider:
            words = _("What *{customer}* said is kept. Thank you, and thanks to {name}.")
        case PromptAnswer.done:
            words = _("You have spoken with *{customer}*, and what they said is kept. Thank you.")
        case PromptAnswer.arranged if view.about.appointment:
            words = _("You have an appointment with *{customer}*: {moment}. I stay silent until then.")
            return words.format(customer=escape(view.about.customer), moment=moment(view.about.appointment))
        case PromptAnswer.tried:
            words = _("You have tried to reach *{customer}*, and it is noted. I will ask again in some days.")
        case PromptAnswer.handed_over:
            words = _("You have handed over the call to *{customer}*. I ask somebody else; it does not count against you.")
        case PromptAnswer.not_reached:
            words = _("*{customer}* could not be reached. Thank you for trying; that was worth doing.")
        case PromptAnswer.declined:
            words = _("*{customer}* would rather not talk, and we respect that. Thank you.")
        case PromptAnswer.keep_trying:
            words = _("You will go on trying to reach *{customer}*. Thank you; I will ask again next week.")
        case PromptAnswer.replaced:
            words = _("I asked how it goes with *{customer}*, and have asked again since: see below.")
        case _:
            words = _("I asked how it goes with *{customer}*. There is nothing for you to do here any more.")
    return _with_customer(view, words)


def _with_customer(view: PromptView, words: str) -> str:
    return words.format(customer=escape(view.about.customer), name=escape(view.about.outsider or ""))


def _tries(view: PromptView) -> str:
    tries = view.about.tries
    return plural("{count} try so far.", "{count} tries so far.", tries) if tries else ""


def _why_me(view: PromptView) -> str:
    accepted = view.about.accepted_at
    if accepted is None:
        return ""
    if view.about.outsider:
        told = _("Since {day} {name} calls them for us, and you keep the record. To stop, hand over.")
        return told.format(day=moment(accepted, "{date_short}"), name=escape(view.about.outsider))
    told = _("You said on {day} that you would call them. To stop, say what came of it, or hand over.")
    return told.format(day=moment(accepted, "{date_short}"))
