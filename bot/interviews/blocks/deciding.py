"""What whoever is responsible is asked, when nobody is left to ask or nothing comes of it."""

from __future__ import annotations

from bot.interviews.blocks import ids
from bot.interviews.blocks.plain import contact_words
from bot.interviews.values import PromptAnswer, PromptKind, PromptView
from bot.slack.kit import Element, Message, actions, button, context, escape, message, pack, section
from bot.words import _


def decision_card(view: PromptView) -> Message:
    """A decision for the one whose account it was; once it is taken, what was decided."""
    if view.answer is not None:
        return message(section(_decided(view, view.answer)))
    return _stuck(view) if view.kind is PromptKind.stuck else _nobody(view)


def _nobody(view: PromptView) -> Message:
    asked = (
        _(
            "Who could call *{customer}*, to learn why they left? Those who never worked with them cannot be asked just now. What "
            "shall we do?"
        )
        if view.offer_evidence and view.offer_evidence.strangers
        else _(
            "Who could call *{customer}*, to learn why they left? Everybody whom I may still ask has worked with them. What shall "
            "we do?"
        )
    )
    offered = _("The one who had the least to do with them is *{name}*: {contact}.")
    names = {"customer": escape(view.about.customer), "name": escape(view.offer_name or "")}
    blocks = [section(asked.format(**names))]
    if view.offer_name and view.offer_evidence:
        contact = contact_words(view.offer_evidence, view.about.today)
        blocks.append(section(offered.format(contact=contact, **names)))
    if view.offer_evidence and view.offer_evidence.group_unread:
        blocks.append(
            section(_("The user group of those who may be asked cannot be read just now; an admin was told."))
        )
    why = _(
        "Why you: they were your customer, you logged that they left, or whoever did cannot any more. "
        "If you press nothing, I look again in a week."
    )
    return message(*blocks, actions(*_ways_on(view)), context(why))


def _ways_on(view: PromptView) -> list[Element]:
    prompt = pack(prompt=view.prompt)
    others = [
        button(_("Send four questions instead"), ids.WRITE_INSTEAD, prompt),
        button(_("Somebody from outside…"), ids.OUTSIDER, prompt, label=_("Somebody from outside shall call")),
        button(_("Look again later"), ids.LOOK_LATER, prompt, label=_("Look again later, in a week")),
        button(_("No interview this time"), ids.NO_INTERVIEW, prompt),
    ]
    if not view.offer_name:
        return others
    return [button(_("Ask {name} anyway").format(name=view.offer_name), ids.ASK_ANYWAY, prompt), *others]


def _stuck(view: PromptView) -> Message:
    asked = _(
        "Shall somebody else call *{customer}*? {name} said yes more than six weeks ago, and I don't know what came of it. "
        "Perhaps you do."
    )
    names = {"customer": escape(view.about.customer), "name": escape(view.interviewer_name or _("Somebody"))}
    prompt = pack(prompt=view.prompt)
    return message(
        section(asked.format(**names)),
        actions(
            button(_("Ask somebody else"), ids.ASK_SOMEONE_ELSE, prompt),
            button(_("No interview this time"), ids.NO_INTERVIEW, prompt),
        ),
        context(
            _(
                "Why you: they were your customer, you logged that they left, or whoever did cannot any more. "
                "{name} can still answer, too."
            ).format(**names)
        ),
    )


def _decided(view: PromptView, answer: PromptAnswer) -> str:
    match answer:
        case PromptAnswer.ask_anyway:
            words = _("I ask {name} to call *{customer}*, and say why.")
        case PromptAnswer.look_later:
            words = _("I look again in a week for somebody to call *{customer}*.")
        case PromptAnswer.no_interview:
            words = _("There will be no interview with *{customer}* this time.")
        case PromptAnswer.write_instead:
            words = _("*{customer}* gets four questions in writing instead of a call.")
        case PromptAnswer.outsider:
            words = _("Somebody from outside calls *{customer}*: {name}.")
        case PromptAnswer.handed_over:
            words = _("I ask somebody else to call *{customer}*.")
        case PromptAnswer.replaced:
            words = _("I asked who should call *{customer}*, and have asked again since: see below.")
        case _:
            words = _(
                "The call to *{customer}* has been settled since I asked; there is nothing for you to do."
            )
    name = view.about.outsider if answer is PromptAnswer.outsider else view.offer_name
    return words.format(customer=escape(view.about.customer), name=escape(name or ""))
