"""The forms by which somebody changes what one customer takes along: who does what, until when, and what else there is."""

from __future__ import annotations

from bot.farewell.blocks.things import LONGEST, name_of_thing, thing_line
from bot.farewell.values import MOST_ITEMS, HandoverRow, HandoverView, ItemForm, ItemState, Outcome
from bot.slack.kit import (
    Block,
    Choice,
    Values,
    View,
    actions,
    button,
    context,
    date_input,
    escape,
    modal,
    pack,
    radios,
    section,
    text_input,
    users_select,
)
from bot.words import _, later

ADD_ITEM = "farewell.add_item"
CHANGE_ITEM = "farewell.change_item"
ITEM_FORM = "farewell.item_form"
WHAT, WHO, DUE, STATE = "what", "who", "due", "state"


def handover_changes(view: HandoverView) -> View:
    """The list, with a way to change each thing and to add one."""
    opening = _("What *{customer}* takes along. What you change here stands in the list at once.")
    blocks: list[Block] = [section(opening.format(customer=escape(view.customer)))]
    for row in view.rows:
        press = button(_("Change"), CHANGE_ITEM, pack(item=row.item), label=_("Change: {what}").format(what=name_of_thing(row)))
        blocks.append(section(thing_line(row), press, block_id=row.item))
    if len(view.rows) < MOST_ITEMS:
        blocks.append(actions(button(_("Add a thing"), ADD_ITEM, pack(handover=view.id))))
    return modal(_("What they take along"), "farewell.handover_changes", blocks, close=_("Close"))


def item_form(view: HandoverView, row: HandoverRow | None) -> View:
    """Asks what a thing is, who does it and until when; and, of one that stands there, how it stands."""
    customer = escape(view.customer)
    opening = (
        _("Something else that *{customer}* takes along.") if row is None else _("Something that *{customer}* takes along.")
    )
    blocks: list[Block] = [
        section(opening.format(customer=customer)),
        text_input(
            _("What is it?"),
            WHAT,
            initial=name_of_thing(row) if row else None,
            placeholder=_("The moulds in our storeroom"),
            max_length=LONGEST,
        ),
        users_select(
            _("Who does this?"),
            WHO,
            initial=row.owner_id if row else None,
            hint=_("They are told, and so learn that this customer leaves. Without a name, whoever looks after them sees to it."),
            optional=True,
        ),
        date_input(
            _("Until when?"),
            DUE,
            initial=row.due if row else None,
            hint=_("A day off becomes the next working day. Without a day, nobody is reminded."),
            optional=True,
        ),
    ]
    if row is not None:
        choices = [Choice(one.value, _(words)) for one, words in _STATES.items()]
        blocks.append(radios(_("How does it stand?"), STATE, choices, initial=row.state.value))
    kept = {"handover": view.id, "item": row.item if row else None}
    return modal(_("What they take along"), ITEM_FORM, blocks, submit=_("Save"), close=_("Not now"), metadata=kept)


def parse_item(values: Values) -> ItemForm | dict[str, str]:
    """What the form holds, or a sentence under a question that needs another look."""
    label, state = values.text(WHAT), values.option(STATE)
    if label is None:
        return {WHAT: _("Please say what it is, in a few words.")}
    return ItemForm(
        " ".join(label.split()), values.user(WHO), values.date(DUE), ItemState(state) if state else None
    )


def item_errors(came: Outcome) -> dict[str, str]:
    """What to say under the question that needs another look, where one does."""
    match came:
        case Outcome.not_a_colleague:
            return {WHO: _("Please choose a colleague of your own company who is still here.")}
        case Outcome.day_passed:
            return {DUE: _("That day has passed. Please choose today or a later one.")}
        case Outcome.full:
            return {WHAT: _("The list holds {count} things already. Change one of them instead.").format(count=MOST_ITEMS)}
        case Outcome.may_not:
            return {WHAT: _("This is for those who look after this customer. Nothing was changed.")}
        case _:
            return {WHAT: _("Nothing is handed over to this customer any more, so nothing was changed.")}


def gone_view() -> View:
    """For somebody whose form came too late, or who may not see the list any more."""
    told = _("You cannot change this list now. It stands as you see it in Slack.")
    return modal(_("What they take along"), "farewell.handover_gone", [context(told)], close=_("Close"))


_STATES = {
    ItemState.open: later("Still to do"),
    ItemState.done: later("Done"),
    ItemState.not_needed: later("Not needed"),
}
