"""The workspace's own lists of what customers take along, for an admin to change."""

from __future__ import annotations

from bot.farewell.blocks.things import LONGEST, name_of_thing
from bot.farewell.values import MOST_THINGS, Outcome, Since, TemplateView, Thing, ThingForm, Whose
from bot.slack.kit import (
    Block,
    Choice,
    Confirm,
    Element,
    Values,
    View,
    actions,
    button,
    context,
    escape,
    menu,
    modal,
    number,
    overflow,
    pack,
    radios,
    section,
    text_input,
    users_select,
)
from bot.words import _, later, plural

COMMANDS = (("handover", "", later("what customers take along"), later("For admins")),)
"""What the command answers to here, for its help: word, what may follow, what it does."""

PICK_LIST = "farewell.pick_list"
THING_DO = "farewell.thing"
ADD_THING = "farewell.add_thing"
ADD_LIST = "farewell.add_list"
BACK_TO_OURS = "farewell.remove_list"
THING_FORM = "farewell.thing_form"
LIST_FORM = "farewell.list_form"
WHAT, DAYS, SINCE, WHOSE, WHO, SEGMENT = "what", "days", "since", "whose", "who", "segment"
CHANGE, UP, DOWN, REMOVE = "change", "up", "down", "remove"
MOST_DAYS = 250


def template_list(view: TemplateView) -> View:
    """A list, with all that can be done to it, and the way to the other lists."""
    blocks: list[Block] = [
        section(
            _(
                "What customers take along when they leave. What you change counts from the next customer on; lists already "
                "begun stay as they are."
            )
        )
    ]
    if len(view.lists) > 1:
        choices = [Choice(pack(t=one), _name(segment)) for one, segment in view.lists]
        blocks.append(actions(menu(PICK_LIST, choices, _("For whom?"), pack(t=view.id)), block_id=f"lists:{view.id}"))
    is_only = len(view.lists) == 1
    blocks.append(section(f"*{escape(_('For every customer') if is_only else _name(view.segment))}*"))
    for place, thing in enumerate(view.things):
        line = f"{place + 1}.  *{escape(name_of_thing(thing))}*\n{escape(_plan(thing))}"
        blocks.append(section(line, _menu_of(view, thing, place), block_id=f"thing:{thing.ref}"))
    blocks.append(actions(*_below(view), block_id=f"below:{view.id}"))
    if view.segment is not None:
        blocks.append(context(_("This list is for customers of that kind. Their kinds are set in their folder.")))
    return modal(_("What they take along"), "farewell.template", blocks, close=_("Close"))


def thing_form(view: TemplateView, thing: Thing | None) -> View:
    """Asks what a thing is, when it is due and who does it."""
    days = None if thing is None or thing.days is None else str(thing.days)
    blocks: list[Block] = [
        text_input(
            _("What is it?"),
            WHAT,
            initial=name_of_thing(thing) if thing else None,
            placeholder=_("Keys and badges"),
            max_length=LONGEST,
        ),
        number(
            _("Working days until it is due"),
            DAYS,
            initial=days if thing else "5",
            least=0,
            most=MOST_DAYS,
            hint=_("Leave it empty to have nobody reminded."),
            optional=True,
        ),
        radios(
            _("Counted from"),
            SINCE,
            [Choice(one.value, _(words)) for one, words in _SINCE.items()],
            initial=(thing.since if thing else Since.told).value,
        ),
        radios(
            _("Who does it?"),
            WHOSE,
            [Choice(one.value, _(words)) for one, words in _WHOSE.items()],
            initial=(thing.whose if thing else Whose.account).value,
        ),
        users_select(
            _("Which colleague?"),
            WHO,
            initial=thing.person if thing else None,
            hint=_("Only where a colleague does it. They are told of each customer, and so learn that they leave."),
            optional=True,
        ),
    ]
    kept = {"t": view.id, "i": thing.ref if thing else None}
    return modal(_("What they take along"), THING_FORM, blocks, submit=_("Save"), close=_("Not now"), metadata=kept)


def parse_thing(values: Values) -> ThingForm | dict[str, str]:
    """What the form holds, or a sentence under a question that needs another look."""
    label, days = values.text(WHAT), values.text(DAYS)
    if label is None:
        return {WHAT: _("Please say what it is, in a few words.")}
    whose, person = Whose(values.option(WHOSE) or Whose.nobody.value), values.user(WHO)
    if whose is Whose.person and person is None:
        return {WHO: _("Please choose the colleague who does it.")}
    since = Since(values.option(SINCE) or Since.told.value)
    return ThingForm(" ".join(label.split()), int(days) if days else None, since, whose, person)


def thing_errors(came: Outcome) -> dict[str, str]:
    """What to say under the question that needs another look."""
    match came:
        case Outcome.not_a_colleague:
            return {WHO: _("Please choose a colleague of your own company who is still here.")}
        case Outcome.full:
            return {WHAT: _("The list holds {count} things already. Change one of them instead.").format(count=MOST_THINGS)}
        case Outcome.may_not:
            return {WHAT: _("Only an admin of this workspace can change this. Nothing was changed.")}
        case _:
            return {WHAT: _("Somebody has changed this list meanwhile. Nothing was changed.")}


def list_form() -> View:
    """Asks for which kind of customer another list is."""
    question = text_input(
        _("For which kind of customer?"),
        SEGMENT,
        placeholder=_("Big accounts"),
        hint=_("As it is called in the folders of customers. The list begins with what stands on the one for everybody."),
        max_length=60,
    )
    return modal(_("Another list"), LIST_FORM, [question], submit=_("Save"), close=_("Not now"))


def parse_segment(values: Values) -> str | None:
    """For which kind of customer; None where nothing was said."""
    typed = values.text(SEGMENT)
    return " ".join(typed.split()) if typed else None


def segment_errors() -> dict[str, str]:
    """What to say where no kind of customer was named."""
    return {SEGMENT: _("Please name a kind of customer.")}


def _below(view: TemplateView) -> list[Element]:
    elements = []
    if len(view.things) < MOST_THINGS:
        elements.append(button(_("Add a thing"), ADD_THING, pack(t=view.id)))
    elements.append(button(_("A list for some customers"), ADD_LIST, pack(t=view.id)))
    if view.is_shipped:
        return elements
    if view.segment is None:
        sure = Confirm(
            _("Back to our list?"),
            _("What you changed on the list for everybody is gone then. Lists already begun stay as they are."),
            _("Go back"),
            _("Not now"),
        )
        elements.append(button(_("Back to the original list"), BACK_TO_OURS, pack(t=view.id), confirm=sure))
    else:
        sure = Confirm(
            _("Remove this list?"),
            _("These customers get the list for everybody then. Lists already begun stay as they are."),
            _("Remove it"),
            _("Not now"),
        )
        elements.append(button(_("Remove this list"), BACK_TO_OURS, pack(t=view.id), confirm=sure))
    return elements


def _menu_of(view: TemplateView, thing: Thing, place: int) -> Element:
    offered = [(CHANGE, _("Change…"))]
    if place > 0:
        offered.append((UP, _("Move up")))
    if place < len(view.things) - 1:
        offered.append((DOWN, _("Move down")))
    if len(view.things) > 1:
        offered.append((REMOVE, _("Remove")))
    choices = [Choice(pack(t=view.id, i=thing.ref, d=deed), words) for deed, words in offered]
    return overflow(THING_DO, choices)


def _name(segment: str | None) -> str:
    return _("Everybody else") if segment is None else segment


def _plan(thing: Thing) -> str:
    """When it is due and who does it. Plain text."""
    who = thing.person_name or _(_WHOSE[thing.whose])
    if thing.days is None:
        return _("no day · {who}").format(who=who)
    if not thing.days:
        day = _("on the day they told us") if thing.since is Since.told else _("on their last day")
    elif thing.since is Since.told:
        day = plural("{count} working day after they told us", "{count} working days after they told us", thing.days)
    else:
        day = plural("{count} working day after their last day", "{count} working days after their last day", thing.days)
    return f"{day} · {who}"


_SINCE = {
    Since.told: later("The day they told us"),
    Since.last_day: later("Their last day with us"),
}
_WHOSE = {
    Whose.account: later("The owner"),
    Whose.person: later("A colleague"),
    Whose.nobody: later("Nobody yet"),
}
