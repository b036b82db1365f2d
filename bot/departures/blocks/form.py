"""The form in which somebody logs a departure, read and written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.customers.rules import LONGEST_NAME
from bot.customers.values import Cue
from bot.departures.blocks.signs import ADD_PROMISE, ADD_SIGN, signs_input
from bot.departures.blocks.sources import source_of, source_shown, with_source
from bot.departures.blocks.words import stage_choice
from bot.departures.values import (
    OPEN_STAGES,
    Field,
    Half,
    LogForm,
    Opening,
    Problem,
    Problems,
    Source,
    Stage,
    Suggestion,
)
from bot.slack.kit import (
    Block,
    Choice,
    Element,
    Values,
    View,
    actions,
    button,
    context,
    date_input,
    escape,
    external_select,
    long_text,
    modal,
    multi_users,
    radio_buttons,
    section,
    shorten,
    text_input,
    tick_box,
    users_select,
)
from bot.words import _, kept_in_each_language, later

LOG_FORM = "departures.log"
FIND_CUSTOMER, FIND_KNOWN = "departures.customer", "departures.known_customer"
CUSTOMER = Field.customer.value
STAGE = "departures.stage"
QUIET = "departures.quiet"
MOST_HIDDEN = 30
"""So many colleagues a form remembers while their question is not shown."""

LONGEST_NOTE = 3000
LONGEST_CONTACT = 300
_OLD, _NEW, _TOO_LONG = "old:", "new:", "long:"
_KEEP_QUIET = "quiet"

_PROBLEMS: dict[tuple[Field, Problem], str] = {
    (Field.customer, Problem.missing): later("Please choose a customer, or type a name to add a new one."),
    (Field.customer, Problem.too_long): later(
        "A name has at most 120 characters. Please type a shorter one; the rest may go into the note."
    ),
    (Field.happened, Problem.missing): later("Please choose a day; about when is good enough."),
    (Field.happened, Problem.in_future): later("That day is still to come. Please choose today or an earlier day."),
    (Field.happened, Problem.too_long_ago): later("That is very long ago. Is the year right?"),
    (Field.owner, Problem.not_a_colleague): later(
        "Please choose a colleague of your own company who is still here: no guest, no app, nobody from outside. "
        "If you don't know, leave this empty."
    ),
    (Field.worked_with, Problem.not_a_colleague): later(
        "Please choose only colleagues of your own company: no guests, no apps, nobody from outside."
    ),
}


def log_form(opening: Opening, *, stage: Stage = Stage.left, quiet: bool = False, source: Source | None = None) -> View:
    """Asks for what the next step needs, and no more: six questions, and two choices that have an answer already."""
    customer = initial_customer(opening)
    start = Half(
        stage=stage,
        customer=(customer.value, customer.label) if customer else None,
        happened=opening.today,
        owner=None,
        team=(),
        signs=(),
        contact=None,
        note=opening.note,
        quiet=quiet,
        alike=opening.alike,
        source=source,
        quiet_by_itself=quiet and stage is Stage.at_risk,
    )
    return _form(start)


def log_form_again(values: Values, metadata: Mapping[str, Any]) -> View:
    """The form with the questions of the choice that was just made in it; all that was typed stays.

    Warning signs stay between a few people until somebody wants it otherwise; whoever only passed by them, and chose that the
    customer has left, did not mean that.
    """
    stage, before = _stage(values, metadata), Stage(metadata.get("stage") or Stage.left.value)
    asked = _asked_of(before)
    ticked, by_itself = _is_quiet(values, metadata), bool(metadata.get("by_itself"))
    if stage is Stage.at_risk and before is not stage:
        ticked, by_itself = True, not ticked
    elif before is Stage.at_risk and before is not stage:
        ticked, by_itself = ticked and not by_itself, False
    return _form(
        Half(
            stage=stage,
            customer=_customer(values),
            happened=values.date(Field.happened.value),
            owner=values.user(Field.owner.value),
            team=values.users(Field.worked_with.value)
            if Field.worked_with in asked
            else tuple(metadata.get("team", ())),
            signs=_signs(values) if Field.signs in asked else tuple(Cue(one) for one in metadata.get("signs", ())),
            contact=values.text(Field.contact.value),
            note=values.text(Field.note.value),
            quiet=ticked,
            alike=metadata.get("alike"),
            source=source_of(metadata),
            quiet_by_itself=by_itself,
        )
    )


def customer_input(customer: Choice | None) -> Block:
    """Asks which customer it is about; one that nobody knows yet can be added."""
    return _customer_question(customer, FIND_CUSTOMER)


def known_customer_input(opening: Opening) -> list[Block]:
    """The same where it can only be one who is known: nobody new is offered, and a name that nobody knows is said to be so."""
    known = initial_customer(opening) if opening.customer_id is not None else None
    return [_customer_question(known, FIND_KNOWN), *unknown_name(opening)]


def _customer_question(customer: Choice | None, found_by: str) -> Block:
    return external_select(
        _("Customer"), Field.customer.value, initial=customer, placeholder=_("Type a name"), action_id=found_by
    )


def likely(alike: str | None) -> list[Block]:
    """A customer who may be meant by a name that nobody knows."""
    if alike is None:
        return []
    told = _("There is *{name}* already. If you mean them, please choose them above.")
    return [context(told.format(name=escape(alike)))]


def unknown_name(opening: Opening) -> list[Block]:
    """What was typed is the name of nobody whom this person can see."""
    if opening.name is None or opening.customer_id is not None:
        return []
    told = _("There is no customer called “{typed}” that you can see.").format(typed=escape(opening.name))
    meant = _("If you mean *{name}*, please choose them above.") if opening.alike else _("Please choose one above.")
    return [context(f"{told} {meant.format(name=escape(opening.alike or ''))}")]


def parse_customer(values: Values) -> tuple[str | None, str | None] | Problems:
    """The id of the customer that was chosen, or the name of a new one."""
    who = values.option(Field.customer.value) or ""
    if who.startswith(_TOO_LONG):
        return {Field.customer: Problem.too_long}
    known = who.removeprefix(_OLD) if who.startswith(_OLD) else None
    return known, who.removeprefix(_NEW) if who.startswith(_NEW) else None


def _form(half: Half) -> View:
    blocks: list[Block] = [customer_input(Choice(*half.customer) if half.customer else None)]
    if half.source:
        blocks.insert(0, actions(*_other_forms()))
    blocks += likely(half.alike)
    questions = _questions if half.contact or half.note else _empty_questions
    blocks += questions(replace(half, customer=None, alike=None, source=None))
    blocks += source_shown(half.source)
    return modal(
        _("Worried about a customer") if half.stage is Stage.at_risk else _("A customer is leaving"),
        LOG_FORM,
        blocks,
        submit=_("Log"),
        close=_("Not now"),
        metadata=_remembered(half),
    )


def _questions(half: Half) -> tuple[Block, ...]:
    """All that is asked about whichever customer it is."""
    blocks: list[Block] = [
        section(_("*Where it stands*")),
        actions(radio_buttons(STAGE, _stages(), half.stage.value), block_id=Field.stage.value),
    ]
    if Field.signs in _asked_of(half.stage):
        blocks.append(signs_input(half.signs))
    blocks += [
        date_input(
            _("Since when"),
            Field.happened.value,
            initial=half.happened,
            hint=_("The day they left or gave notice, or when you first noticed. About when is good enough."),
        ),
        users_select(
            _("Whose customer it is") if half.stage is Stage.at_risk else _("Whose customer it was"),
            Field.owner.value,
            initial=half.owner,
            hint=_("Leave this empty if you don't know."),
            placeholder=_("A colleague"),
            optional=True,
        ),
    ]
    if Field.worked_with in _asked_of(half.stage):
        blocks.append(
            multi_users(
                _("Who else has really worked with them"),
                Field.worked_with.value,
                initial=half.team,
                hint=_("Later I ask somebody who has not worked with them to hear them out."),
                placeholder=_("Colleagues"),
                optional=True,
            )
        )
    blocks += [
        text_input(
            _("Whom to talk to there"),
            Field.contact.value,
            initial=half.contact,
            placeholder=_("A name, a phone number or an email address"),
            optional=True,
            max_length=LONGEST_CONTACT,
        ),
        long_text(
            _("Note"),
            Field.note.value,
            initial=half.note,
            placeholder=_("What happened, in a few words. It is not shown in the channel."),
            optional=True,
            max_length=LONGEST_NOTE,
        ),
        # A tick that Slack remembers under the old id would outlive the new choice, so the id is of the choice.
        actions(tick_box(QUIET, _between_us(), ticked=half.quiet), block_id=f"{Field.quiet.value}:{half.stage.value}"),
    ]
    return tuple(blocks)


_empty_questions = kept_in_each_language(_questions)
"""Words that somebody typed are not kept in memory."""


def parse_log_form(values: Values, metadata: Mapping[str, Any]) -> LogForm | Problems:
    """What was logged; or which question has an answer that cannot be one. Where a choice was not touched, its start counts."""
    who = parse_customer(values)
    if isinstance(who, Mapping):
        return who
    return LogForm(
        stage=_stage(values, metadata),
        happened=values.date(Field.happened.value),
        customer_id=who[0],
        new_name=who[1],
        owner=values.user(Field.owner.value),
        worked_with=values.users(Field.worked_with.value),
        contact=values.text(Field.contact.value),
        note=values.text(Field.note.value),
        quiet=_is_quiet(values, metadata),
        source_words=metadata.get("words"),
        signs=_signs(values),
    )


def problem_words(problems: Problems) -> dict[str, str]:
    """What to say under each question."""
    return {field.value: _(_PROBLEMS[field, problem]) for field, problem in problems.items()}


def with_choice(opening: Opening, values: Values) -> Opening:
    """The opening of another form, with the customer who was chosen in the one before."""
    chosen = _customer(values)
    if chosen is None or chosen[0].startswith(_TOO_LONG):
        return opening
    who = parse_customer(values)
    known = None if isinstance(who, Mapping) else who[0]
    return replace(opening, customer_id=known, name=chosen[1] if known else chosen[0].removeprefix(_NEW))


def initial_customer(opening: Opening) -> Choice | None:
    """The customer that the form opens with, where a name was typed."""
    if opening.name is None:
        return None
    if opening.customer_id is not None:
        return _old(Suggestion(opening.customer_id, opening.name))
    return Choice(_NEW + opening.name, opening.name)


def customer_choices(typed: str, found: list[Suggestion], *, is_known: bool) -> list[Choice]:
    """What the typeahead offers: those that fit, to add what was typed as a new one unless it is known, and those like it.

    The first is chosen by whoever types and goes on: never a customer who is only somewhat like what they typed.
    """
    name = " ".join(typed.split())
    fitting, alike = ([_old(one) for one in found if one.fits is fits] for fits in (True, False))
    if not name or is_known:
        return [*fitting, *alike]
    label = _("Add “{name}” as a new customer")
    room = 75 - len(label.format(name=""))
    value = _NEW + name if len(name) <= LONGEST_NAME else _TOO_LONG
    return [*fitting, Choice(value, label.format(name=shorten(name, room))), *alike]


def _other_forms() -> list[Element]:
    return [button(_("Only a warning sign"), ADD_SIGN), button(_("Something we promised"), ADD_PROMISE)]


def _old(one: Suggestion) -> Choice:
    return Choice(_OLD + one.id, one.name)


def _asked_of(stage: Stage) -> frozenset[Field]:
    """Which question a choice brings with it: never more than six at a time."""
    return frozenset({Field.signs if stage is Stage.at_risk else Field.worked_with})


def _stage(values: Values, metadata: Mapping[str, Any]) -> Stage:
    return Stage(values.option(Field.stage.value) or metadata.get("stage") or Stage.left.value)


def _customer(values: Values) -> tuple[str, str] | None:
    chosen = values.option(Field.customer.value)
    return (chosen, values.option_label(Field.customer.value) or chosen) if chosen else None


def _signs(values: Values) -> tuple[Cue, ...]:
    return tuple(Cue(one) for one in values.options(Field.signs.value))


def _stages() -> list[Choice]:
    return [Choice(stage.value, stage_choice(stage)) for stage in Stage if stage in OPEN_STAGES]


def _between_us() -> Choice:
    return Choice(
        _KEEP_QUIET,
        _("Keep it between us for now"),
        _("Nothing goes to the channel; only you and the owner are told."),
    )


def _is_quiet(values: Values, metadata: Mapping[str, Any]) -> bool:
    if Field.quiet.value in values:
        return _KEEP_QUIET in values.options(Field.quiet.value)
    return bool(metadata.get("quiet"))


def _remembered(half: Half) -> dict[str, Any]:
    start: dict[str, Any] = {"stage": half.stage.value, "quiet": half.quiet}
    if half.quiet_by_itself:
        start["by_itself"] = True
    if half.alike:
        start["alike"] = half.alike
    if half.team:
        start["team"] = list(half.team[:MOST_HIDDEN])
    if half.signs:
        start["signs"] = [one.value for one in half.signs]
    return with_source(start, half.source)
