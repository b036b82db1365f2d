"""What customers are told apart by, for an admin to change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.customers.blocks.fields import field_name
from bot.customers.values.fields import (
    LONGEST_FIELD,
    LONGEST_VALUE,
    MOST_FIELDS,
    MOST_VALUES,
    CustomerField,
    FieldForm,
    FieldOutcome,
)
from bot.slack.kit import (
    Block,
    Choice,
    Values,
    View,
    actions,
    button,
    checkboxes,
    context,
    escape,
    long_text,
    modal,
    pack,
    section,
    select,
    text_input,
)
from bot.words import _, later, plural

COMMANDS = (("kinds", "", later("what you tell customers apart by"), later("For admins")),)
"""What the command answers to here, for its help: word, what may follow, what it does."""

CHANGE = "customers.change_field"
ADD = "customers.add_field"
BACK = "customers.fields"
FORM = "customers.field_form"
NAME, VALUES, TRAITS, OLD, NEW = "name", "values", "traits", "old", "new"
SEVERAL, ARCHIVED = "several", "archived"
MOST_SHOWN = 12
LONGEST_LIST = 3000


def field_list(fields: Sequence[CustomerField]) -> View:
    """Everything that customers are told apart by here."""
    blocks: list[Block] = [
        section(
            _(
                "*What you tell customers apart by:* industry, size, region, product, or whatever helps you to see who leaves, "
                "and why. It is filled in for a customer in their folder, under “About them”."
            )
        )
    ]
    for one in fields:
        label = _("Change “{name}”").format(name=field_name(one))
        way = button(_("Change…"), CHANGE, pack(field=one.id), label=label)
        blocks.append(section(f"*{escape(field_name(one))}*\n{escape(_about(one))}", way, block_id=f"field:{one.id}"))
    if len([one for one in fields if not one.archived and not one.open]) < MOST_FIELDS:
        blocks.append(actions(button(_("Add another"), ADD)))
    blocks.append(
        context(
            _(
                "What customers are worth, and how long they have been with you, is told apart by itself: in about three parts."
            )
        )
    )
    return modal(_("Kinds of customer"), "customers.field_list", blocks, close=_("Close"))


def field_form(field: CustomerField | None) -> View:
    """Asks what a field is called, and what can be said in it."""
    blocks: list[Block] = [
        text_input(
            _("What is it called?"),
            NAME,
            initial=field_name(field) if field else None,
            placeholder=_("Industry"),
            max_length=LONGEST_FIELD,
        )
    ]
    if field is None or not field.open:
        blocks += _choices(field)
    blocks.append(actions(button(_("Back to the list"), BACK)))
    kept = {"field": field.id if field else None, "open": field.open if field else None}
    return modal(_("Kinds of customer"), FORM, blocks, submit=_("Save"), close=_("Not now"), metadata=kept)


def parse_field(values: Values, metadata: Mapping[str, Any]) -> FieldForm | dict[str, str]:
    """What the form holds, or a sentence under a question that needs another look."""
    name = _one_line(values.text(NAME))
    if not name:
        return {NAME: _("Please say what it is called, in a few words.")}
    if metadata.get("open"):
        return FieldForm(name)
    said = [line for line in map(_one_line, (values.text(VALUES) or "").splitlines()) if line]
    if not said:
        return {VALUES: _("Please write down what can be said, one on each line.")}
    if any(len(one) > LONGEST_VALUE for one in said):
        return {VALUES: _("Please say each in a few words, one on each line.")}
    old, new = values.option(OLD), _one_line(values.text(NEW))
    if bool(old) != bool(new):
        return {NEW if old else OLD: _("Please fill in both: which one, and its new name.")}
    traits = values.options(TRAITS)
    return FieldForm(name, tuple(said), SEVERAL in traits, ARCHIVED in traits, (old, new) if old and new else None)


def field_of(carried: Mapping[str, Any]) -> str | None:
    """The field that a form or a button is about; None for a new one."""
    found = carried.get("field")
    return str(found) if found else None


def refused_words(came: FieldOutcome) -> dict[str, str]:
    """What to say under the question that needs another look."""
    match came:
        case FieldOutcome.taken:
            return {NAME: _("There is one of that name already.")}
        case FieldOutcome.full:
            return {NAME: _("There are {count} already. Please let go of one of them first.").format(count=MOST_FIELDS)}
        case FieldOutcome.too_many:
            return {VALUES: _("That is more than a menu holds. Please keep at most {count}.").format(count=MOST_VALUES)}
        case FieldOutcome.may_not:
            return {NAME: _("Only an admin of this workspace can change this. Nothing was changed.")}
        case _:
            return {NAME: _("Somebody has changed the list meanwhile. Nothing was changed.")}


def _about(field: CustomerField) -> str:
    """What can be said in it. Plain text."""
    if field.archived:
        return _("Not asked for any more.")
    if field.open:
        return _("Whatever is typed in the folder.")
    offered = [one.words for one in field.offered()]
    more = len(offered) - MOST_SHOWN
    if more <= 0:
        return ", ".join(offered)
    return f"{', '.join(offered[:MOST_SHOWN])} {plural('and {count} more', 'and {count} more', more)}"


def _choices(field: CustomerField | None) -> list[Block]:
    offered = field.offered() if field else ()
    blocks: list[Block] = [
        long_text(
            _("What can be said, one on each line"),
            VALUES,
            initial="\n".join(one.words for one in offered) or None,
            placeholder=_("Bakery\nHotel\nSchool"),
            hint=_("What you take out is no longer offered; customers of whom it is said keep it.") if field else None,
            max_length=LONGEST_LIST,
        ),
        checkboxes(
            _("What else"),
            TRAITS,
            [
                Choice(SEVERAL, _("A customer can be several of these")),
                *([Choice(ARCHIVED, _("It is not asked for any more"))] if field else ()),
            ],
            initial=[SEVERAL] * field.several + [ARCHIVED] * field.archived if field else (),
        ),
    ]
    if offered:
        blocks += [
            select(
                _("Give one of them another name"),
                OLD,
                [Choice(one.id, one.words) for one in offered],
                optional=True,
            ),
            text_input(
                _("Its new name"),
                NEW,
                hint=_(
                    "All customers of whom it is said get the new name. With the name of another one, the two become one."
                ),
                optional=True,
                max_length=LONGEST_VALUE,
            ),
        ]
    return blocks


def _one_line(typed: str | None) -> str:
    return " ".join((typed or "").split())
