"""The weekly digest, and the forms behind its buttons."""

from __future__ import annotations

from datetime import date, timedelta

from bot.customers.values import Consent
from bot.departures.blocks.words import day
from bot.interviews.values import Recommend
from bot.slack.kit import (
    Block,
    Choice,
    Message,
    View,
    actions,
    button,
    context,
    date_input,
    divider,
    escape,
    long_text,
    menu,
    message,
    modal,
    pack,
    section,
)
from bot.winback.blocks.ways import news_words
from bot.winback.blocks.words import DAY, LONGEST
from bot.winback.rules import News
from bot.winback.values import (
    FIXED,
    Cure,
    DigestView,
    Factor,
    Happening,
    ItemState,
    ItemView,
    Reason,
    Since,
)
from bot.words import _, later, plural

CLAIM = "winback.claim"
NOT_NOW = "winback.not_now"
IN_PEACE = "winback.in_peace"
END_PEACE = "winback.end_peace"
ONE_OF = "winback.one_of"
"""What to do about one customer of a list, chosen in a menu."""
STOP_HEARING = "winback.stop_hearing"
NOT_NOW_FORM = "winback.not_now_form"
PEACE_FORM = "winback.peace_form"
ITEM = "item"
UNTIL = DAY
WHY = "why"
USUAL_REST = timedelta(days=91)
MOST_SINCE = 8
GLAD = 0.6
"""How warm the last contacts were, from 0 to 1, when they count as glad."""


def digest_card(view: DigestView) -> Message:
    """Whom to ask again this week, each with the reasons; what was decided stands in place of the buttons."""
    blocks: list[Block] = [_title()]
    for item in view.items:
        blocks += [divider(), *_place(item)]
    blocks += _since(view.since)
    blocks.append(
        context(
            _(
                "At most once a week, and only when there is something new; at most five, never anybody who said no. One "
                "place is for whoever has waited longest."
            )
        )
    )
    return message(*blocks)


def digest_to_one(view: DigestView) -> Message:
    """The same for somebody who has it from us alone: what can be done stands in a menu beside each, and how to stop it below."""
    return message(
        _title(),
        *(block for item in view.items for block in (divider(), *_place_alone(item))),
        *_since(view.since),
        actions(button(_("Not for me any more"), STOP_HEARING)),
        context(
            _(
                "An admin chose you to hear this: at most once a week, and only when there is something new. Whom you take up here "
                "is taken up for all of you."
            )
        ),
    )


def stopped_words() -> str:
    """For somebody who wants no list any more, or had stopped it before. Plain text."""
    return _("I'll bring you no more lists of whom to ask again. An admin can choose you anew.")


def nobody_hears() -> Message:
    """For an admin: the last of those who were to hear it alone has stopped it."""
    return message(
        section(
            _(
                "*Nobody hears whom to ask again.* It was to go to some people alone, and the last of them has stopped it. "
                "An admin can choose others, or a channel: `/lost-customer settings`, then *Who hears it*."
            )
        )
    )


def strangers_to_list() -> str:
    """Where somebody was chosen who could not see all of whom the list may tell. Plain text."""
    return _(
        "Please choose only colleagues who are in the channel with the cards, or admins. Others may not see everybody of whom I tell."
    )


def not_now_form(item: str, customer: str, today: date) -> View:
    """Asks until when a customer is left out."""
    blocks = [
        section(f"*{escape(customer)}*"),
        date_input(_("Until when?"), UNTIL, initial=today + USUAL_REST, hint=_("Until then they are not on the list.")),
    ]
    return modal(_("Not now"), NOT_NOW_FORM, blocks, submit=_("Save"), metadata={ITEM: item})


def peace_form(item: str, customer: str, today: date) -> View:
    """Asks why nobody shall ask a customer any more."""
    del today
    told = _("Nobody will ask *{customer}* again, or be reminded to stay in touch. It can be taken back at any time.")
    blocks = [
        section(told.format(customer=escape(customer))),
        long_text(_("Why?"), WHY, optional=True, max_length=LONGEST, hint=_("For whoever looks here later.")),
    ]
    return modal(_("Leave them in peace"), PEACE_FORM, blocks, submit=_("Leave them in peace"), metadata={ITEM: item})


def peace_line(who: str) -> str:
    """For the departure's card: nobody asks them any more."""
    return _("Left in peace: {who} said so").format(who=escape(who))


def _title() -> Block:
    return section(
        _(
            "*Whom we could ask again*\nA customer is only truly lost if nobody ever asks. "
            "Take one up, and I'll send you words to start from."
        )
    )


def _place(item: ItemView) -> list[Block]:
    name = escape(item.customer)
    if item.state is not ItemState.open:
        settled = section(f"*{name}*\n{_settled(item)}")
        if not item.undoable:
            return [settled]
        return [settled, actions(button(_("Ask them after all"), END_PEACE, pack(item=item.item)))]
    return [
        section(_speaks_for(item)),
        *_beside(item),
        actions(
            button(
                _("I'll ask"),
                CLAIM,
                pack(item=item.item),
                label=_("I'll ask {customer}").format(customer=item.customer),
            ),
            button(
                _("Not now"),
                NOT_NOW,
                pack(item=item.item),
                label=_("{customer}: not now").format(customer=item.customer),
            ),
            button(
                _("Leave them in peace"),
                IN_PEACE,
                pack(item=item.item),
                label=_("{customer}: leave them in peace").format(customer=item.customer),
            ),
        ),
    ]


def _place_alone(item: ItemView) -> list[Block]:
    if item.state is not ItemState.open:
        return _place(item)
    ways = ((CLAIM, _("I'll ask")), (NOT_NOW, _("Not now")), (IN_PEACE, _("Leave them in peace")))
    choices = [Choice(pack(item=item.item, way=way), words) for way, words in ways]
    asked = _("What now with {customer}?").format(customer=item.customer)
    return [section(_speaks_for(item), menu(ONE_OF, choices, asked)), *_beside(item)]


def _speaks_for(item: ItemView) -> str:
    told = [_reason(one) for one in item.reasons]
    if item.way:
        told.insert(0, _("new since they left: {what}").format(what=escape(news_words(item.way))))
    if item.kept:
        told.append(_("it is their turn: nobody has waited longer"))
    return f"*{escape(item.customer)}*\n" + "\n".join(f"• {line}" for line in told)


def _since(happened: tuple[Since, ...]) -> list[Block]:
    """What came of the lists before, in one block."""
    if not happened:
        return []
    lines = [_happening(one) for one in happened[:MOST_SINCE]]
    if len(happened) > MOST_SINCE:
        lines.append(plural("and {count} more", "and {count} more", len(happened) - MOST_SINCE))
    return [divider(), section("\n".join((_("*Since the last list*"), *(f"• {line}" for line in lines))))]


def _happening(one: Since) -> str:
    customer, who = escape(one.customer), escape(one.by or "")
    match one.what:
        case Happening.back:
            return _("{customer} is back").format(customer=customer)
        case Happening.asked:
            return _("{who} has asked {customer}").format(who=who, customer=customer)
        case _:
            until = day(one.until) if one.until else ""
            return _("{who} asks {customer}, by {day}").format(who=who, customer=customer, day=until)


def _beside(item: ItemView) -> list[Block]:
    """In small print: what is new about them, and who could ask."""
    told = [_(_NEWS[News(one)]) for one in item.news]
    if item.carer:
        told.append(_("{who} looks after them, and could ask; so can you.").format(who=escape(item.carer)))
    return [context("\n".join(told))] if told else []


def _settled(item: ItemView) -> str:
    who, until = escape(item.by or ""), day(item.until) if item.until else ""
    match item.state:
        case ItemState.claimed:
            return _("{who} asks them, by {day}.").format(who=who, day=until)
        case ItemState.not_now:
            return _("Not before {day}, says {who}.").format(who=who, day=until)
        case ItemState.in_peace:
            return _("Left in peace: {who} said so.").format(who=who)
        case _:
            return _("There is nothing left to ask.")


def _reason(one: Reason) -> str:
    match one.factor:
        case Factor.value:
            return (
                _("worth {amount} a year").format(amount=one.worth) if one.worth else _("they were worth a lot to us")
            )
        case Factor.tenure:
            return plural("with us for {count} year", "with us for {count} years", max(1, int(float(one.fact))))
        case Factor.cure:
            return _(_CURES[one.fact])
        case Factor.consent:
            return (
                _("glad to hear from us")
                if one.fact == Consent.yes.value
                else _("nobody asked yet whether we may write")
            )
        case Factor.asked:
            return _("nobody has ever asked them") if one.fact is None else _long_ago(int(one.fact))
        case Factor.warmth:
            return _("they were glad when we last spoke") if float(one.fact) > GLAD else _("we last spoke as always")
        case Factor.recommends:
            return _("they would speak well of us") if one.fact == Recommend.yes.value else _("they may speak well of us")
        case Factor.doors:
            return _("they will soon be free to choose again")
        case Factor.recency:
            return _left(int(one.fact))


_CURES = {
    FIXED: later("what they left over is put right"),
    Cure.by_us.value: later("what they left over can be put right"),
    Cure.by_time.value: later("what they left over may pass"),
    Cure.unknown.value: later("nobody knows yet what they left over"),
    Cure.never.value: later("nobody could help what they left over"),
}
_NEWS = {
    News.first: later("On this list for the first time."),
    News.fixed: later("New: what they left over is put right."),
    News.launch: later("New: there is something for them here that was not before."),
    News.consent: later("New: they said that we may stay in touch."),
    News.doors: later("New: they will soon be free to choose again."),
    News.rested: later("New: we wanted to leave them alone until now."),
    News.freed: later("New: they may be asked again, and nobody has taken it up."),
    News.heard: later("New: we have heard from them since."),
    News.warm: later("New: they were glad when we last spoke."),
    News.waited: later("Nothing has changed; a quarter has gone by, and nobody has taken it up."),
}


def _long_ago(days: int) -> str:
    return plural("last asked {count} month ago", "last asked {count} months ago", max(1, days // 30))


def _left(days: int) -> str:
    return plural("they left {count} month ago", "they left {count} months ago", max(1, days // 30))
