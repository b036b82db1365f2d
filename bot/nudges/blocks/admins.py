"""What an admin chooses for staying in touch: how often, for each kind of customer."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nudges.blocks.words import OFTEN
from bot.nudges.values import Bounds, SegmentBounds
from bot.slack.kit import Choice, Values, View, button, context, escape, modal, pack, section, select
from bot.words import _

CHANGE_KIND = "nudges.change_kind"
BOUNDS_FORM = "nudges.bounds_form"
SEGMENT, SHORTEST, LONGEST = "segment", "shortest", "longest"
MOST_KINDS = 90
"""As many as a page of Slack's holds."""


def kinds_view(kinds: Sequence[SegmentBounds]) -> View:
    """Every kind of customer, and how often each may be kept in touch with."""
    blocks = [
        section(
            _(
                "About once a quarter somebody stays in touch with each of those who left; whoever does may choose another "
                "rhythm for a customer. Here you set the limits for each kind of customer."
            )
        )
    ]
    for one in kinds[:MOST_KINDS]:
        label = _("Change: {what}").format(what=one.segment)
        change = button(_("Change"), CHANGE_KIND, pack(segment=one.segment), label=label)
        blocks.append(section(f"*{escape(one.segment)}*\n{escape(_between(one.bounds))}", change, block_id=f"kind:{one.segment}"))
    if not kinds:
        blocks.append(section(_("No kinds of customers are known yet.")))
    blocks.append(context(_("A customer's folder says of which kinds they are.")))
    return modal(_("How often"), "nudges.kinds", blocks, close=_("Close"))


def bounds_form(kind: SegmentBounds) -> View:
    """Asks between what customers of a kind may be kept in touch with."""
    choices = [Choice(str(days), _(words)) for days, words in OFTEN.items()]
    blocks = [
        section(f"*{escape(kind.segment)}*"),
        select(_("At most"), SHORTEST, choices, initial=str(kind.bounds.shortest)),
        select(
            _("At least"),
            LONGEST,
            choices,
            initial=str(kind.bounds.longest),
            hint=_("A no is always respected, and so is somebody who asked to be left in peace."),
        ),
    ]
    return modal(
        _("How often"), BOUNDS_FORM, blocks, submit=_("Save"), close=_("Not now"), metadata={SEGMENT: kind.segment}
    )


def parse_bounds(values: Values) -> Bounds | dict[str, str]:
    """The bounds, or a sentence under the question that needs another look."""
    bounds = Bounds(
        int(values.option(SHORTEST) or Bounds.shortest),
        int(values.option(LONGEST) or Bounds.longest),
    )
    if bounds.shortest > bounds.longest:
        return {LONGEST: _("“At least” is more often than “at most” here. Please choose the same, or something less often.")}
    return bounds


def _between(bounds: Bounds) -> str:
    if bounds == Bounds():
        return _("As whoever stays in touch with them chooses.")
    if bounds.shortest == bounds.longest:
        return _(OFTEN[bounds.shortest])
    return _("At most: {shortest}. At least: {longest}.").format(
        shortest=_lower(_(OFTEN[bounds.shortest])), longest=_lower(_(OFTEN[bounds.longest]))
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
