"""Why somebody was asked, or not: the evidence about them, the way to say that it is not right, and how the choice was made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.customers.values import Bearing, Correction, DealingKind
from bot.departures.blocks.words import day
from bot.interviews.blocks.plain import ago, hours_words, why_you
from bot.interviews.values.known import ChoiceView, Criterion, KnownView, OrderView, WhyView
from bot.slack.kit import Block, Choice, Element, View, button, context, divider, escape, menu, modal, pack, section
from bot.words import _, later, plural
from bot.work.values import Way

WHY = "interviews.why"
WHY_VIEW = "interviews.why_view"
NOT_RIGHT = "interviews.not_right"
RIGHT = "right"


def why_button(request: str, departure: str) -> Element:
    """On the question to somebody: the way to all that is known of them."""
    return button(
        _("Why you"), f"{WHY}:{request}", pack(d=departure), label=_("Why you: see it, and say what is not right")
    )


def mistake_button(departure: str) -> Element:
    """For somebody who said that they know the customer: the way to say that it is not so."""
    return button(
        _("That is not right"), WHY, pack(d=departure), label=_("That is not right: see what is kept, and correct it")
    )


def why_way(departure: str, *, for_admin: bool) -> Way:
    """In the details of a departure: the same; for an admin also how somebody was chosen."""
    return Way(way_words(for_admin=for_admin), WHY, pack(d=departure))


def way_words(*, for_admin: bool) -> str:
    """What that button is called."""
    return _("Who calls, and why") if for_admin else _("You and them")


def why_view(view: WhyView) -> View:
    """The evidence about its reader, with the way to correct it; and how the choice was made."""
    blocks = [*_asked(view), *_evidence(view), *_for_admins(view)]
    return modal(_("You and them"), WHY_VIEW, blocks, close=_("Close"), metadata={"d": view.departure})


def correction_in(chosen: str) -> Correction | None:
    """What was chosen as not being right; None where it is right after all."""
    return None if chosen == RIGHT else Correction(chosen)


def _asked(view: WhyView) -> Iterator[Block]:
    if view.asked is None:
        return
    yield section(_("*Why you:* {why}.").format(why=why_you(view.asked, view.today)))
    if view.own_choice is not None:
        yield context(f"{_looked_at(view.own_choice)} {_yours(view.own_choice)}")
    yield divider()


def _evidence(view: WhyView) -> Iterator[Block]:
    customer = escape(view.customer)
    if view.known or view.held or view.is_owner:
        yield section(_("*What I know of you and {customer}*").format(customer=customer))
    else:
        yield section(_("I know of nothing that you had to do with *{customer}*.").format(customer=customer))
    if view.is_owner:
        yield section(_("They are your customer, so you are not asked to call them."))
    for one in view.known:
        yield section(_known(one), _not_right(one, view.departure))
    for held in view.held:
        yield section(
            _("You heard them in an exit interview ({ago}). That counts a little.").format(ago=ago(held, view.today))
        )
    yield context(
        _(
            "Whoever really dealt with a customer is not asked to call them. What is written here stays; what you say of it "
            "stands beside it, and counts."
        )
    )


def _known(one: KnownView) -> str:
    told = _(_BY_OTHERS[one.kind]) if one.said_by else _(_BY_YOU[one.kind])
    lines = [told.format(who=escape(one.said_by or ""), day=day(one.day))]
    if one.correction is not None:
        said = _(_SAID[one.correction]).format(day=day(one.corrected) if one.corrected else "")
        again = _("It was said once more after that, so it counts again.")
        lines.append(f"_{said} {again if one.is_said_again else _(_COUNTS[one.bearing])}_")
    elif one.bearing is Bearing.weighs:
        lines.append(_("That is long ago, so it counts only a little."))
    else:
        lines.append(_("So you are not asked to call them."))
    return "\n".join(lines)


def _not_right(one: KnownView, departure: str) -> Element:
    choices = [
        Choice(pack(d=departure, e=one.dealing, c=correction.value), _(words)) for correction, words in _OFFERED.items()
    ]
    if one.correction is not None:
        choices.append(Choice(pack(d=departure, e=one.dealing, c=RIGHT), _("It is right after all")))
    return menu(f"{NOT_RIGHT}:{one.dealing}", choices, _("That is not right"))


def _for_admins(view: WhyView) -> Iterator[Block]:
    choice = view.admins_choice
    if choice is not None:
        yield divider()
        yield section(_("*How {name} was chosen*").format(name=escape(choice.chosen)))
        yield section(f"{_looked_at(choice)} {_theirs(choice)}")
        if choice.order:
            yield context("\n".join(_place(number, one, view.today) for number, one in enumerate(choice.order, 1)))
        yield context(
            _("Only admins see this. Whoever is not in it was not asked for a reason that is nobody else's business.")
        )


def _looked_at(choice: ChoiceView) -> str:
    told = plural("I looked at {count} colleague.", "I looked at {count} colleagues.", choice.looked_at)
    if choice.dealt:
        told += " " + plural(
            "{count} has dealt with this customer and is not asked.",
            "{count} have dealt with this customer and are not asked.",
            choice.dealt,
        )
    if choice.group_unread:
        told += " " + _("The user group of those who may be asked could not be read.")
    return told


def _yours(choice: ChoiceView) -> str:
    if choice.by is Criterion.by_hand:
        return _("Nobody else was left, and {name} chose you by hand.").format(
            name=escape(choice.chosen_by or _("somebody who looks after them"))
        )
    return _how(choice, _(_WHY_YOU[choice.by]))


def _theirs(choice: ChoiceView) -> str:
    name = escape(choice.chosen)
    if choice.by is Criterion.by_hand:
        if choice.chosen_by is None:
            return _("Nobody else was left, and you chose {name} by hand.").format(name=name)
        return _("Nobody else was left, and {by} chose {name} by hand.").format(by=escape(choice.chosen_by), name=name)
    return _how(choice, _(_WHY_THEM[choice.by]).format(name=name))


def _how(choice: ChoiceView, why: str) -> str:
    told = [plural("{count} could be asked.", "{count} could be asked.", choice.eligible)]
    if choice.by is Criterion.lot:
        told.append(plural("{count} was equal in everything.", "{count} were equal in everything.", choice.tied))
    told.append(why)
    if choice.by in (Criterion.recent, Criterion.last, Criterion.overlap):
        told.append(
            plural(
                "{count} was equal in all that counts before.",
                "{count} were equal in all that counts before.",
                choice.tied,
            )
        )
    return " ".join(told)


def _place(number: int, one: OrderView, today: date) -> str:
    strange = (
        plural("{count} thing in common with them", "{count} things in common with them", one.acquaintance)
        if one.acquaintance
        else _("nothing to do with them")
    )
    interviews = plural("{count} interview in 180 days", "{count} interviews in 180 days", one.recent)
    last = _("the last {ago}").format(ago=ago(one.last, today)) if one.last else _("none so far")
    shared = "" if one.overlap is None else ", " + hours_words(one.overlap)
    return f"{number}. {escape(one.name)}: {strange}, {interviews}, {last}{shared}"


_BY_OTHERS = {
    DealingKind.owner: later("{who} named you as the one whose customer they were, {day}."),
    DealingKind.worked_with: later("{who} named you as having worked with them, {day}."),
    DealingKind.touch: later("{who} noted that you were in contact with them, {day}."),
    DealingKind.said_so: later("{who} noted that you know them, {day}."),
}
_BY_YOU = {
    DealingKind.owner: later("You said that they were your customer, {day}."),
    DealingKind.worked_with: later("You said that you worked with them, {day}."),
    DealingKind.touch: later("You were in contact with them, the last time {day}."),
    DealingKind.said_so: later("You said that you know them, {day}."),
}
_OFFERED = {
    Correction.never: later("I never dealt with them"),
    Correction.only_copied: later("I was only copied in"),
    Correction.long_ago: later("That was long ago"),
}
_SAID = {
    Correction.never: later("You say that you never dealt with them ({day})."),
    Correction.only_copied: later("You say that you were only copied in ({day})."),
    Correction.long_ago: later("You say that it was long ago ({day})."),
}
_COUNTS = {
    Bearing.nothing: later("So it does not count."),
    Bearing.weighs: later("So it counts only a little."),
}
_WHY_YOU = {
    Criterion.only_one: later("You were the only one."),
    Criterion.acquaintance: later("You have the least to do with them."),
    Criterion.recent: later("You held the fewest interviews in the last 180 days."),
    Criterion.last: later("For you it is longest since the last interview, or you held none yet."),
    Criterion.overlap: later("You share the most working hours with them."),
    Criterion.lot: later("So it was decided by lot, in a way that gives the same each time."),
}
_WHY_THEM = {
    Criterion.only_one: later("{name} was the only one."),
    Criterion.acquaintance: later("{name} has the least to do with them."),
    Criterion.recent: later("{name} held the fewest interviews in the last 180 days."),
    Criterion.last: later("For {name} it is longest since the last interview, or there was none yet."),
    Criterion.overlap: later("{name} shares the most working hours with them."),
    Criterion.lot: later("So it was decided by lot, in a way that gives the same each time."),
}
