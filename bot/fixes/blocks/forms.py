"""The forms about what we change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.farewell.blocks.advice import advice
from bot.fixes.blocks.words import (
    AGAIN_FORM,
    DAY,
    DONE_FORM,
    EVERYONE,
    FIX_FORM,
    HAND_OVER_FORM,
    LONGEST_WHAT,
    LONGEST_WORDS,
    ONLY,
    OWNER,
    PUT_OFF_FORM,
    REASON,
    TELL_FORM,
    WHAT,
    WHOM,
    WORDS,
    what_words,
)
from bot.fixes.values import FixForm, FixOpening, FixState, FixView, Telling
from bot.reasons.blocks import reason_choices
from bot.reasons.values import OTHER, UNKNOWN
from bot.slack.kit import (
    Block,
    Choice,
    Values,
    View,
    context,
    date_input,
    escape,
    long_text,
    modal,
    quoted,
    radios,
    section,
    select,
    text_input,
    users_select,
)
from bot.tact import Remark
from bot.words import _


def fix_form(opening: FixOpening) -> View:
    """Asks what is to change, whom it touches, who sees to it and until when."""
    offered = reason_choices(opening.reasons, [opening.reason] if opening.reason else [])
    known = [one for one in offered if one.value not in (UNKNOWN, OTHER)]
    blocks: list[Block] = [
        *_from(opening),
        text_input(
            _("What do we change?"),
            WHAT,
            placeholder=_("Every parcel is checked twice before it leaves"),
            hint=_hint(opening),
            max_length=LONGEST_WHAT,
        ),
        select(
            _("What does it put right?"),
            REASON,
            known,
            initial=opening.reason,
            placeholder=_("What customers left over"),
            optional=opening.departure is not None,
        ),
        *_whom(opening),
        users_select(_("Who sees to it?"), OWNER, initial=opening.owner),
        date_input(_("By when?"), DAY, initial=opening.due),
    ]
    return modal(
        _("What we change"),
        FIX_FORM,
        blocks,
        submit=_("Note it"),
        close=_("Not now"),
        metadata={"d": opening.departure},
    )


def parse_fix(values: Values, departure: str | None) -> FixForm | dict[str, str]:
    """What is to change, or a sentence under the question that needs another look."""
    what, owner = values.text(WHAT), values.user(OWNER)
    if what is None:
        return {WHAT: _("Please say what it is, in a few words.")}
    if owner is None:
        return {OWNER: _("Please choose who sees to it.")}
    everyone = departure is None or values.option(WHOM) == EVERYONE
    return FixForm(what, values.option(REASON), everyone, owner, values.date(DAY), departure)


def done_form(view: FixView, *, inside: bool = False) -> View:
    """Asks what is different now."""
    blocks = [
        section(what_words(view.what)),
        long_text(
            _("What is different now?"),
            WORDS,
            placeholder=_("Two people check each parcel and sign the slip."),
            hint=_("Whoever looks whether it holds reads it, and it may go into the letter to those who left."),
            optional=True,
            max_length=LONGEST_WORDS,
        ),
    ]
    return modal(
        _("It is done"), DONE_FORM, blocks, submit=_("Save"), close=_("Not now"), metadata=_kept(view, inside=inside)
    )


def put_off_form(view: FixView, *, inside: bool = False) -> View:
    """Asks for another day."""
    blocks = [section(what_words(view.what)), date_input(_("By when?"), DAY)]
    return modal(
        _("Another day"),
        PUT_OFF_FORM,
        blocks,
        submit=_("Save"),
        close=_("Not now"),
        metadata=_kept(view, inside=inside),
    )


def hand_over_form(view: FixView, *, inside: bool = False) -> View:
    """Asks who sees to it from now on."""
    told = context(_("They hear of it now, and are asked about it on the same day."))
    blocks = [section(what_words(view.what)), users_select(_("Who sees to it?"), OWNER), told]
    return modal(
        _("Hand it over"),
        HAND_OVER_FORM,
        blocks,
        submit=_("Save"),
        close=_("Not now"),
        metadata=_kept(view, inside=inside),
    )


def again_form(view: FixView, due: date, *, inside: bool = False) -> View:
    """Asks why it does not hold, and until when it is seen to."""
    blocks = [
        section(what_words(view.what)),
        long_text(
            _("What did you see?"),
            WORDS,
            placeholder=_("Two of ten parcels still went out unchecked."),
            optional=True,
            max_length=LONGEST_WORDS,
        ),
        date_input(_("By when?"), DAY, initial=due),
    ]
    return modal(
        _("It came back") if view.state is FixState.verified else _("Not done yet"),
        AGAIN_FORM,
        blocks,
        submit=_("Save"),
        close=_("Not now"),
        metadata=_kept(view, inside=inside),
    )


def tell_form(view: Telling, remarks: Sequence[Remark] = (), seen: str | None = None) -> View:
    """Asks how what is changed is put to one customer. `seen` marks the words that the advice is about."""
    told = _("A letter to *{customer}* that says what came of what they told us. It asks for nothing.")
    blocks = [
        *advice(remarks),
        section(told.format(customer=escape(view.customer))),
        long_text(
            _("What is different now?"),
            WORDS,
            initial=view.words,
            hint=_("It stands in the letter as you write it here. You see the whole letter before it goes anywhere."),
            max_length=LONGEST_WORDS,
        ),
    ]
    kept = {"f": view.fix, "d": view.departure, "seen": seen}
    submit = _("Save as it is") if remarks else _("Write the letter")
    return modal(_("Tell them"), TELL_FORM, blocks, submit=submit, close=_("Not now"), metadata=kept)


def letter_written(customer: str) -> View:
    """After that form: where the letter is."""
    told = _("The letter to *{customer}* is in your messages with me, to send, to change, or to leave.")
    return modal(
        _("Tell them"), "fixes.letter_written", [section(told.format(customer=escape(customer)))], close=_("Close")
    )


def _kept(view: FixView, *, inside: bool) -> dict[str, Any]:
    """`inside`: it was opened from what is shown of the fix, and that comes back afterwards."""
    return {"f": view.id, "inside": inside or None}


def _from(opening: FixOpening) -> list[Block]:
    if opening.customer is None:
        return []
    told = _("Because of what *{customer}* told us.").format(customer=escape(opening.customer))
    if opening.owed:
        told += "\n" + _("We owe them:\n{words}").format(words=quoted(opening.owed))
    return [section(told)]


def _hint(opening: FixOpening) -> str:
    if opening.customer is None:
        return _("All colleagues read it, so name no customer here.")
    if opening.quiet:
        return _("Whoever sees to it reads it, whoever looks whether it holds, and those who know of this customer.")
    return _("Whoever sees to it reads it, and those who know of customers who left over it. Leave out who said what.")


def _whom(opening: FixOpening) -> list[Block]:
    if opening.departure is None or opening.quiet:
        return []
    choices = [
        Choice(EVERYONE, _("Everyone who left over that")),
        Choice(ONLY, _("Only this customer")),
    ]
    return [radios(_("Who left over what this changes?"), WHOM, choices, initial=EVERYONE if opening.reason else ONLY)]
