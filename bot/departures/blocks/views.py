"""What opens over the conversation about one departure: its details, the form that moves it, and short answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.departures.blocks.card import DETAILS, MOVE
from bot.departures.blocks.consent import consent_line
from bot.departures.blocks.signs import sign_line
from bot.departures.blocks.size import ABOUT, SIZE, size_line
from bot.departures.blocks.words import day, stage_choice, stage_words
from bot.departures.rules import TRANSITIONS
from bot.departures.values import (
    OPEN_STAGES,
    DepartureFacts,
    Details,
    Field,
    Known,
    MoveForm,
    Outcome,
    Problem,
    Problems,
    Stage,
    StepFacts,
)
from bot.slack.kit import (
    Block,
    Choice,
    Confirm,
    Element,
    Message,
    Values,
    View,
    actions,
    button,
    channel,
    context,
    date_input,
    divider,
    escape,
    link,
    link_button,
    long_text,
    message,
    modal,
    moment,
    pack,
    person,
    quoted,
    radios,
    section,
    users_select,
)
from bot.words import _, later, listing

MOVE_FORM = "departures.move_form"
OPEN_CARD = "departures.open_card"
UNDO = "departures.undo"
LONGEST_WHY = 1000
MOST_SIGNS = 6
MOST_LINES = 8
MOST_SAID = 3
MOST_ANSWERS = 4

_MOVE_PROBLEMS = {
    (Field.stage, Problem.missing): later("Please choose where it stands now."),
    (Field.happened, Problem.missing): later("Please choose a day; about when is good enough."),
    (Field.happened, Problem.in_future): later("That day is still to come. Please choose today or an earlier day."),
    (Field.happened, Problem.too_long_ago): later("That is very long ago. Is the year right?"),
    (Field.owner, Problem.not_a_colleague): later(
        "Please choose a colleague of your own company who is still here, or leave this empty."
    ),
}


def move_form(facts: DepartureFacts, today: date) -> View:
    """Asks where a departure stands now; and whose customer it was, while nobody knows."""
    blocks: list[Block] = [
        section(
            _("*{customer}* {stage}, since {day}.").format(
                customer=escape(facts.customer), stage=stage_words(facts.stage), day=day(facts.happened)
            )
        ),
        radios(
            _("Where it stands now"),
            Field.stage.value,
            [Choice(stage.value, stage_choice(stage)) for stage in TRANSITIONS[facts.stage]],
            optional=facts.owner is None,
        ),
        date_input(_("Since when"), Field.happened.value, initial=today),
        long_text(
            _("Why"),
            Field.why.value,
            hint=_("Shown in the thread of the card, to whoever sees the card."),
            optional=True,
            max_length=LONGEST_WHY,
        ),
    ]
    if facts.owner is None:
        blocks.append(
            users_select(
                _("Whose customer it was"),
                Field.owner.value,
                hint=_("Nobody has said so yet. Leave this empty if you don't know either."),
                placeholder=_("A colleague"),
                optional=True,
            )
        )
    return modal(
        _("Where it stands"),
        MOVE_FORM,
        blocks,
        submit=_("Save"),
        close=_("Not now"),
        metadata={"d": facts.id},
    )


def parse_move_form(values: Values, metadata: Mapping[str, Any]) -> MoveForm:
    """What was said of where it stands."""
    chosen = values.option(Field.stage.value)
    return MoveForm(
        departure=str(metadata["d"]),
        after=Stage(chosen) if chosen else None,
        happened=values.date(Field.happened.value),
        why=values.text(Field.why.value),
        owner=values.user(Field.owner.value),
    )


def move_problem_words(problems: Problems) -> dict[str, str]:
    """What to say under each question."""
    return {field.value: _(_MOVE_PROBLEMS[field, problem]) for field, problem in problems.items()}


def details_view(details: Details) -> View:
    """All that those in the circle may read: the note and whom to talk to among it."""
    facts = details.facts
    blocks: list[Block] = [
        section(_stands(facts)),
        section("\n".join(_people(details))),
    ]
    if facts.contact_words:
        blocks.append(section(_("*Whom to talk to there*\n{words}").format(words=escape(facts.contact_words))))
    if facts.note:
        blocks.append(section(_("*Note*\n{words}").format(words=quoted(facts.note, 2500))))
    if details.signs:
        lines = "\n".join(sign_line(one) for one in details.signs[-MOST_SIGNS:])
        blocks.append(section(_("*Warning signs*\n{lines}").format(lines=lines)))
    if details.more:
        blocks.append(section(_("*Promised and agreed*\n{lines}").format(lines="\n".join(details.more[-MOST_LINES:]))))
    blocks += [section(line) for line in details.said[-MOST_SAID:]]
    if details.consents:
        lines = "\n".join(consent_line(one) for one in details.consents[-MOST_ANSWERS:])
        blocks.append(section(_("*May we stay in touch?*\n{lines}").format(lines=lines)))
    if facts.source_words or facts.source_link:
        blocks.append(section("\n".join(_source(facts))))
    blocks.append(divider())
    blocks += [context(_step(step)) for step in details.steps[-20:]]
    blocks += _what_they_can_do(details)
    return modal(_("Details"), "departures.details_view", blocks, close=_("Close"))


def known_view(known: Known, link_to_card: str | None) -> View:
    """For somebody who logged what is logged already: how it stands, and the way to its card."""
    facts = known.facts
    stands = (
        _("*{customer}* was logged already, and stands now as you said: {stage}, since {day}.")
        if known.moved is Outcome.done
        else _("*{customer}* is logged already: {stage}, since {day}.")
    )
    told = [
        stands.format(customer=escape(facts.customer), stage=stage_words(facts.stage), day=day(facts.happened)),
        _("{person} looks after them.").format(person=person(facts.responsible)),
        *_what_became_of_it(known),
    ]
    elements: list[Element] = [button(_("Details"), DETAILS, pack(d=facts.id))]
    if known.moved is None:
        elements.insert(0, button(_("Say where it stands"), MOVE, pack(d=facts.id), style="primary"))
    if link_to_card:
        elements.append(link_button(_("Open the card"), link_to_card, OPEN_CARD))
    blocks: list[Block] = [section("\n".join(told)), actions(*elements)]
    if facts.posted_to:
        blocks.append(context(_("Its card is in {channel}.").format(channel=channel(facts.posted_to))))
    return modal(_("Logged already"), "departures.known", blocks, close=_("Close"))


def thanks_view(customer: str) -> View:
    """For somebody who logged a customer and sees no card: it is in good hands."""
    told = _("Thank you. Whoever looks after *{customer}* will be told. There is nothing more for you to do.")
    return modal(
        _("Thank you"), "departures.thanks", [section(told.format(customer=escape(customer)))], close=_("Close")
    )


def may_not_log() -> str:
    """For somebody whom this workspace does not let log customers. Plain text."""
    return _(
        "You cannot log a customer here: only people in the channel with the cards can, and admins. Please tell one of them. "
        "An admin can change that."
    )


def outcome_words(outcome: Outcome) -> str:
    """Why nothing came of a press or a form. Plain text."""
    if outcome is Outcome.may_not:
        return _("Only those who look after this customer can do that. Nothing was changed.")
    return _("Things have moved on, so nothing was changed. The card shows where it stands now.")


def may_not_log_view() -> View:
    """The same, on top of a form."""
    return modal(_("Log a customer"), "departures.may_not_log", [section(escape(may_not_log()))], close=_("Close"))


def outcome_view(outcome: Outcome) -> View:
    """The same, for a form."""
    return modal(
        _("Where it stands"), "departures.outcome", [section(escape(outcome_words(outcome)))], close=_("Close")
    )


def outcome_message(outcome: Outcome) -> Message:
    """The same, for a press."""
    return message(escape(outcome_words(outcome)))


def _what_became_of_it(known: Known) -> list[str]:
    """Of what they typed, and of where they say that it stands."""
    who = person(known.facts.responsible)
    if known.moved is Outcome.may_not:
        return [_("You cannot change where it stands; {person} is told what you say.").format(person=who)]
    told = []
    if known.passed_on:
        told.append(_("What you wrote was kept with it, and {person} is told.").format(person=who))
    if known.kept and known.moved is Outcome.done:
        told.append(_("What you wrote is kept with it."))
    elif known.kept:
        told.append(_("What you wrote is kept with it. If something has changed, say where it stands now."))
    if known.moved is Outcome.done:
        told.append(_("If that was a mistake, take the last step back under Details."))
    return told


def _stands(facts: DepartureFacts) -> str:
    sentence = _("*{customer}* {stage}, since {day}.") if facts.stage in OPEN_STAGES else _("*{customer}*: {stage}.")
    return sentence.format(customer=escape(facts.customer), stage=stage_words(facts.stage), day=day(facts.happened))


def _what_they_can_do(details: Details) -> list[Block]:
    own = _ways_on(details.facts) if details.may_change else []
    elements = [*own, *(button(way.text, way.action, way.value) for way in details.ways), *_way_back(details)]
    return [actions(*elements)] if elements else []


def _ways_on(facts: DepartureFacts) -> list[Element]:
    carried = pack(d=facts.id)
    about = button(_("Worth and since when"), ABOUT, carried)
    if facts.stage not in OPEN_STAGES:
        return [about]
    return [
        button(_("Say where it stands"), MOVE, carried),
        button(_("Change how much we do"), SIZE, carried),
        about,
    ]


def _way_back(details: Details) -> list[Element]:
    if details.undoable is None:
        return []
    last = [one for one in details.steps if one.undone_by is None][-1]
    before = stage_words(last.before) if last.before else ""
    sure = Confirm(
        _("Take the last step back?"),
        _("It stands at “{before}” again. Whoever I have asked for something since hears so from me.").format(before=before),
        _("Take it back"),
        _("Leave it"),
    )
    return [button(_("Take the last step back"), UNDO, pack(d=details.facts.id, s=details.undoable), confirm=sure)]


def _people(details: Details) -> list[str]:
    facts = details.facts
    owner = person(facts.owner) if facts.owner else _("not known yet")
    lines = [
        _("Whose customer: {owner}").format(owner=owner),
        _("Logged by {person}, {when}").format(
            person=person(facts.logged_by), when=moment(facts.logged_at, "{date_short_pretty}")
        ),
    ]
    if facts.stage in OPEN_STAGES:
        lines.append(size_line(facts.size))
    if details.worked_with:
        names = listing(person(one) for one in details.worked_with)
        lines.append(_("Has worked with them: {names}").format(names=names))
    return lines


def _source(facts: DepartureFacts) -> list[str]:
    title = _("The message it started from")
    lines = [f"*{link(facts.source_link, title) if facts.source_link else title}*"]
    return [*lines, quoted(facts.source_words, 2500)] if facts.source_words else lines


def _step(step: StepFacts) -> str:
    when = moment(step.at, "{date_short_pretty}")
    if step.before is None:
        return _("{when}: {who} logged it ({after})").format(
            when=when, who=escape(step.who), after=stage_words(step.after)
        )
    told = _("{when}: {who} moved it from “{before}” to “{after}”").format(
        when=when, who=escape(step.who), before=stage_words(step.before), after=stage_words(step.after)
    )
    if step.undone_by is None:
        return told
    return told + " " + _("(taken back by {who})").format(who=escape(step.undone_by))
