"""Whoever kept in touch with customers is not here any more: who does it instead."""

from __future__ import annotations

from bot.nudges.blocks.words import COLLEAGUE
from bot.nudges.values import OfferView, SuccessionRow, SuccessionState, SuccessionView
from bot.slack.kit import (
    Block,
    Choice,
    Message,
    Values,
    View,
    actions,
    button,
    checkboxes,
    context,
    escape,
    message,
    modal,
    pack,
    section,
    shorten,
    users_select,
)
from bot.words import _, listing, plural

CHOOSE, SUCCESSOR_FORM = "nudges.choose_successor", "nudges.successor_form"
TAKE_ON, RATHER_NOT = "nudges.take_on", "nudges.rather_not"
WHO, WHICH = "who", "which"
MOST_LINES = 20
MOST_AT_ONCE = 10
"""As many as a form may offer to tick."""


def wanted_card(view: SuccessionView) -> Message:
    """Asks an admin who stays in touch with a colleague's customers, now that the colleague is gone."""
    many = plural("a customer who left", "{count} customers who left", len(view.rows))
    told = _("*{name}* has no full account here any more, and stayed in touch with {customers}. Who does it from now on?").format(
        name=escape(view.gone), customers=many
    )
    lines = [_line(one) for one in view.rows[:MOST_LINES]]
    if len(view.rows) > MOST_LINES:
        lines.append(plural("and one more", "and {count} more", len(view.rows) - MOST_LINES))
    blocks: list[Block] = [section(told), section("\n".join(lines))]
    if not view.open:
        return message(*blocks)
    blocks.append(actions(button(_("Choose…"), CHOOSE, pack(who=view.who), style="primary")))
    blocks.append(
        context(
            _(
                "You get this as an admin. Whomever you choose is asked first. Until somebody takes it on, what falls due "
                "waits for a week, and then comes to you."
            )
        )
    )
    return message(*blocks)


def successor_form(view: SuccessionView) -> View:
    """Asks which customers somebody else may take on, and who."""
    offered = view.open[:MOST_AT_ONCE]
    if not offered:
        return modal(_("Who instead?"), "nudges.successor_nobody", [section(nothing_open())], close=_("Close"))
    choices = [Choice(one.succession, shorten(one.customer, 70)) for one in offered]
    blocks: list[Block] = [
        checkboxes(_("Which customers?"), WHICH, choices, initial=[one.value for one in choices], optional=False),
        users_select(
            _("Who?"),
            COLLEAGUE,
            hint=_("They are asked first, and so learn that these customers left. Nobody hears why somebody would rather not."),
        ),
    ]
    if len(view.open) > MOST_AT_ONCE:
        blocks.append(context(_("Those for whom there is no room here come next.")))
    return modal(
        _("Who instead?"), SUCCESSOR_FORM, blocks, submit=_("Ask them"), close=_("Not now"), metadata={WHO: view.who}
    )


def parse_successor(values: Values) -> tuple[list[str], str | None]:
    """Which customers, and who."""
    return list(values.options(WHICH)), values.user(COLLEAGUE)


def nothing_open() -> str:
    """There is nothing to choose any more. Plain text."""
    return _("Somebody is asked, or has taken it on, for each of them.")


def offered_card(view: OfferView) -> Message:
    """Asks a colleague whether they take customers on; once answered, says what they said."""
    names = listing(f"*{escape(one)}*" for one in view.customers)
    if view.answered is True:
        return message(_("You stay in touch with {customers} from now on. Thank you.").format(customers=names))
    if view.answered is False:
        return message(_("You need not do anything about {customers}. I ask somebody else.").format(customers=names))
    return message(
        section(
            _("Would you stay in touch from now on with {customers}, who left us? {gone} did, and cannot any more.").format(
                customers=names, gone=escape(view.gone)
            )
        ),
        section(_("About once a quarter I would ask you to say hello, with words to start from. Nothing is to be sold.")),
        actions(
            button(_("I'll do it"), TAKE_ON, pack(who=view.who), style="primary"),
            button(_("Rather not"), RATHER_NOT, pack(who=view.who)),
        ),
        context(
            _("You get this because {who} thought of you. If you would rather not, nobody asks why.").format(
                who=escape(view.chosen_by)
            )
        ),
    )


def _line(one: SuccessionRow) -> str:
    name = escape(one.customer)
    if one.state is SuccessionState.taken:
        return _("• {customer}: {who} stays in touch with them").format(customer=name, who=escape(one.offer or ""))
    if one.state is SuccessionState.asked:
        return _("• {customer}: {who} is asked").format(customer=name, who=escape(one.offer or ""))
    if one.declined:
        return _("• {customer}: {who} would rather not").format(customer=name, who=escape(one.declined))
    return _("• {customer}").format(customer=name)
