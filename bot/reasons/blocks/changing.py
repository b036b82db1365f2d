"""The reasons of the workspace, for an admin to change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.reasons.blocks.choosing import reason_line
from bot.reasons.rules import LASTING, fate_of, targets
from bot.reasons.values import Feedback, Reason, Taxonomy
from bot.reasons.values.changing import LONGEST_ABOUT, LONGEST_NAME, MOST_OFFERED, Fate, Outcome, ReasonForm, ReasonView
from bot.slack.kit import (
    Block,
    Choice,
    Element,
    Values,
    View,
    actions,
    button,
    checkboxes,
    context,
    escape,
    long_text,
    menu,
    modal,
    pack,
    radios,
    section,
    select,
    text_input,
)
from bot.words import _, later

COMMANDS = (("reasons", "", later("the reasons why customers leave"), later("For admins")),)
"""What the command answers to here, for its help: word, what may follow, what it does."""

CHANGE = "reasons.change"
PICK = "reasons.pick"
ADD = "reasons.add"
BACK = "reasons.back"
FORM = "reasons.form"
NAME, ABOUT, FLAGS, FEEDBACK, FATE, INTO = "name", "about", "flags", "feedback", "fate", "into"
OURS, CURABLE = "ours", "curable"
MOST_IN_MENU = 100


def reason_list(reasons: Taxonomy) -> View:
    """All reasons that can be chosen, and the way to those that cannot any more."""
    blocks: list[Block] = [
        section(
            _(
                "*Why customers leave.* This is what your colleagues choose from. Give a reason your own name, add your own, "
                "let one count as another, or take it off the list. Nothing is deleted: what was said before keeps the words "
                "in which it was said."
            )
        )
    ]
    blocks += [section(reason_line(one), _change(one), block_id=f"reason:{one.code}") for one in reasons.offered()]
    gone = [one for one in reasons.reasons if not one.is_offered][-MOST_IN_MENU:]
    below = [button(_("Add a reason"), ADD)] if len(reasons.offered()) < MOST_OFFERED else []
    if gone:
        choices = [Choice(pack(code=one.code), _gone_words(one, reasons)) for one in gone]
        below.append(menu(PICK, choices, _("No longer on the list")))
    if below:
        blocks.append(actions(*below, block_id=f"below:{len(gone)}"))
    return modal(_("Reasons"), "reasons.list", blocks, close=_("Close"))


def reason_form(view: ReasonView) -> View:
    """Asks what a reason is called, what is meant by it, and what becomes of it."""
    one = view.reason
    flags = [] if one is None else [OURS] * one.controllable + [CURABLE] * one.curable
    blocks: list[Block] = [
        text_input(
            _("What is it called?"),
            NAME,
            initial=one.called() if one else None,
            placeholder=_("Too slow for them"),
            hint=_("In plain words, as you would say it to each other."),
            max_length=LONGEST_NAME,
        ),
        long_text(
            _("What is meant by it?"),
            ABOUT,
            initial=one.meant() if one else None,
            optional=True,
            max_length=LONGEST_ABOUT,
        ),
        checkboxes(
            _("What can be done about it?"),
            FLAGS,
            [
                Choice(OURS, _("It is in our hands"), _("We can do something so that it does not happen.")),
                Choice(CURABLE, _("It can be put right"), _("It makes sense to ask those who left over it again.")),
            ],
            initial=flags,
        ),
        select(
            _("In exports it goes to Stripe as"),
            FEEDBACK,
            [Choice(code.value, _(words)) for code, words in _FEEDBACK.items()],
            initial=(one.feedback if one else Feedback.other).value,
        ),
        *(_future(one, view.reasons) if one is not None and one.code not in LASTING else ()),
    ]
    if one is not None and one.term:
        blocks.append(context(_("Textbooks call it “{term}”.").format(term=escape(one.term))))
    blocks.append(actions(button(_("Back to the list"), BACK)))
    kept = {"code": one.code if one else None}
    return modal(_("A reason"), FORM, blocks, submit=_("Save"), close=_("Not now"), metadata=kept)


def parse_reason(values: Values) -> ReasonForm | dict[str, str]:
    """What the form holds, or a sentence under a question that needs another look."""
    words = " ".join((values.text(NAME) or "").split())
    if not words:
        return {NAME: _("Please say what it is called, in a few words.")}
    fate, into = Fate(values.option(FATE) or Fate.offered.value), values.option(INTO)
    if fate is Fate.merged and into is None:
        return {INTO: _("Please choose as which one it counts.")}
    flags = values.options(FLAGS)
    return ReasonForm(
        words,
        values.text(ABOUT) or "",
        OURS in flags,
        CURABLE in flags,
        Feedback(values.option(FEEDBACK) or Feedback.other.value),
        fate,
        into if fate is Fate.merged else None,
    )


def code_of(carried: Mapping[str, Any]) -> str | None:
    """The reason that a form or a button is about; None for a new one."""
    code = carried.get("code")
    return str(code) if code else None


def refused_words(came: Outcome) -> dict[str, str]:
    """What to say under the question that needs another look."""
    match came:
        case Outcome.taken:
            return {NAME: _("There is one of that name already; it may be among those that are no longer on the list.")}
        case Outcome.full:
            told = _("The list holds {count} reasons already. Let one of them count as another first.")
            return {NAME: told.format(count=MOST_OFFERED)}
        case Outcome.no_target:
            return {INTO: _("It cannot count as that one. Please choose another, or take it off the list.")}
        case Outcome.may_not:
            return {NAME: _("Only an admin of this workspace can change this. Nothing was changed.")}
        case _:
            return {NAME: _("Somebody has changed the list meanwhile. Nothing was changed.")}


def _change(one: Reason) -> Element:
    label = _("Change “{reason}”").format(reason=one.called())
    return button(_("Change…"), CHANGE, pack(code=one.code), label=label)


def _gone_words(one: Reason, reasons: Taxonomy) -> str:
    """Plain text."""
    if one.into is None:
        return one.called()
    return _("{reason}: counts as {other}").format(reason=one.called(), other=reasons.words(one.code))


def _future(one: Reason, reasons: Taxonomy) -> list[Block]:
    others = [Choice(other.code, other.called()) for other in targets(reasons, one.code)]
    now = fate_of(one)
    fates = [
        Choice(Fate.offered.value, _("It can be chosen")),
        Choice(Fate.archived.value, _("It is taken off the list"), _("What was said over it stays, and is counted.")),
        Choice(
            Fate.merged.value, _("It counts as another one"), _("From the beginning, also in what was counted before.")
        ),
    ]
    initial = reasons.now(one.code) if now is Fate.merged else None
    return [
        radios(_("From now on"), FATE, fates, initial=now.value),
        select(
            _("Which other one?"),
            INTO,
            others,
            initial=initial,
            placeholder=_("Only where it counts as another one"),
            optional=True,
        ),
    ]


_FEEDBACK = {
    Feedback.too_expensive: later("Too expensive"),
    Feedback.missing_features: later("Missing features"),
    Feedback.switched_service: later("Switched service"),
    Feedback.unused: later("Unused"),
    Feedback.customer_service: later("Customer service"),
    Feedback.too_complex: later("Too complex"),
    Feedback.low_quality: later("Low quality"),
    Feedback.other: later("Other"),
}
"""As Stripe's own pages call its codes."""
