"""The card of a departure, the lines in its thread, and what is said where it has gone."""

from __future__ import annotations

from bot.departures.blocks.size import SIZE, size_line
from bot.departures.blocks.words import MARKS, day, stage_words, tenure, times
from bot.departures.values import OPEN_STAGES, CardFacts, DepartureFacts, LogForm, Stage
from bot.slack.kit import (
    Block,
    Confirm,
    Element,
    Message,
    actions,
    button,
    channel,
    context,
    escape,
    header,
    message,
    moment,
    pack,
    person,
    quoted,
    section,
)
from bot.words import _

MOVE = "departures.move"
SHARE = "departures.share"
DETAILS = "departures.details"


def card(facts: CardFacts, choose_channel: Element) -> Message:
    """The present state of a departure. It holds nothing that is for a few only: no note, no way to reach anybody."""
    blocks: list[Block] = [header(facts.customer), section("\n".join(_state(facts)))]
    if facts.lines:
        blocks.append(section("\n".join(facts.lines)))
    blocks.append(context(*_small_print(facts)))
    blocks.append(actions(*_buttons(facts, choose_channel)))
    return message(*blocks)


def moved_card(customer: str, now_in: str | None) -> Message:
    """What is left where a card has been: where it is now."""
    name = escape(customer)
    if now_in is None:
        return message(section(_("The card of *{name}* is no longer kept here.").format(name=name)))
    return message(section(_("The card of *{name}* is in {channel} now.").format(name=name, channel=channel(now_in))))


def logged_line(facts: DepartureFacts, who: str) -> Message:
    """The first line of the history."""
    return message(
        _("{who} logged this: {stage}, since {day}.").format(
            who=escape(who), stage=stage_words(facts.stage), day=day(facts.happened)
        )
    )


def moved_line(who: str, before: Stage, facts: DepartureFacts, why: str | None) -> Message:
    """The line of the history that a move leaves."""
    told = _("{who}: {before} → *{after}*.").format(
        who=escape(who), before=stage_words(before), after=stage_words(facts.stage)
    )
    return message(told + ("\n> " + escape(why).replace("\n", "\n> ") if why else ""))


def undone_line(who: str, was: Stage, now: Stage) -> Message:
    """The line of the history when somebody took a step back."""
    return message(
        _("{who} took “{was}” back. Where it stands again: *{now}*.").format(
            who=escape(who), was=stage_words(was), now=stage_words(now)
        )
    )


def shared_line(who: str) -> Message:
    """The line of the history when a departure is no longer kept between a few people."""
    return message(_("{who} shared this with the channel.").format(who=escape(who)))


def owner_line(who: str, owner: str) -> Message:
    """The line of the history when somebody said whose customer it was."""
    return message(_("{who}: this was {owner}'s customer.").format(who=escape(who), owner=escape(owner)))


def successor_line(who: str) -> Message:
    """The line of the history when somebody looks after a lost customer instead of a colleague who has left."""
    return message(_("{who} looks after them from now on.").format(who=escape(who)))


def noticed_too(facts: DepartureFacts, who: str, form: LogForm, *, sees: bool) -> Message:
    """For whoever looks after a departure: somebody else has noticed it, and what they said. `sees`: they may see it, too."""
    told = _("{person} noticed something about *{customer}* too: {stage}, since {day}.").format(
        person=person(who),
        customer=escape(facts.customer),
        stage=stage_words(form.stage),
        day=day(form.happened or facts.happened),
    )
    lines = [f"{told} {_('You hear of it because you look after them here.')}"]
    if not sees:
        lines.append(_("They were told only that whoever looks after them will hear of it."))
    if form.contact:
        lines.append(_("Whom to talk to there: {contact}").format(contact=escape(form.contact)))
    return message(
        section("\n".join([*lines, *([quoted(form.note)] if form.note else [])])),
        context(_("Perhaps have a word with them. Nothing else follows from this.")),
    )


def _state(facts: CardFacts) -> list[str]:
    # The day is that of the loss, so it says nothing about when they came back, stayed, or were let go.
    stands = _("{mark} *{stage}*, since {day}") if facts.stage in OPEN_STAGES else _("{mark} *{stage}*")
    stands = stands.format(mark=MARKS[facts.stage], stage=_capital(stage_words(facts.stage)), day=day(facts.happened))
    owner = escape(facts.owner) if facts.owner else _("not known yet")
    lines = [stands, _("Whose customer: {owner}").format(owner=owner)]
    if facts.since:
        lines.append(_capital(tenure(facts.since, facts.happened)))
    if again := times(facts.time):
        lines.append(_capital(again))
    if facts.worth:
        lines.append(_("Worth a year: {amount}").format(amount=escape(facts.worth)))
    return lines


def _small_print(facts: CardFacts) -> list[str]:
    logged = _("Logged by {name}, {when}").format(
        name=escape(facts.logged_by), when=moment(facts.logged_at, "{date_short_pretty}")
    )
    printed = [logged, size_line(facts.size)] if facts.stage in OPEN_STAGES else [logged]
    if facts.in_channel:
        return printed
    if facts.quiet:
        return [*printed, _("Kept between us: only the owner and whoever logged it have this card.")]
    return [*printed, _("Only you see this until a channel for such cards is chosen.")]


def _buttons(facts: CardFacts, choose_channel: Element) -> list[Element]:
    carried = pack(d=facts.departure)
    name = facts.customer
    buttons = [button(_("Details"), DETAILS, carried, label=_("Details of {name}").format(name=name))]
    if facts.stage not in OPEN_STAGES:
        return buttons
    moving = button(_("Say where it stands"), MOVE, carried, label=_("Say where it stands with {name}").format(name=name))
    how_much = button(_("Change how much we do"), SIZE, carried, label=_("Change how much we do about {name}").format(name=name))
    buttons = [moving, *buttons, how_much]
    if facts.quiet:
        sure = Confirm(
            _("Share with the channel?"),
            _("Everyone in the channel for lost customers will see this card, without your note."),
            _("Share"),
            _("Not yet"),
        )
        buttons.append(button(_("Share with the channel"), SHARE, carried, confirm=sure))
    elif not facts.in_channel:
        buttons.append(choose_channel)
    return buttons


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
