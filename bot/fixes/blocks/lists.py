"""All that we change, and one of it in full."""

from __future__ import annotations

from collections.abc import Iterator

from bot.departures.blocks.fixing import fix_button
from bot.fixes.blocks.cards import buttons_of
from bot.fixes.blocks.words import OPEN, left_line, left_sum, said, state_line, what_words
from bot.fixes.values import FixList, FixState, FixView
from bot.slack.kit import Block, View, actions, button, context, divider, escape, modal, pack, section
from bot.words import _, plural

MOST_OF_A_GROUP = 12
MOST_LEFT = 25


def fixes_view(fixes: FixList) -> View:
    """What is due, what is going on, what is to be looked at, and what holds with who left over it."""
    blocks: list[Block] = [
        section(
            _(
                "What we change because of what customers told us, and who left over it. You see those customers that you may see."
            )
        )
    ]
    if fixes.is_empty:
        blocks.append(section(_("Nothing yet. It begins with what a customer said, or here:")))
    blocks.append(actions(fix_button()))
    groups = (
        (_("*Due*"), fixes.due),
        (_("*Under way*"), fixes.open),
        (_("*Done; somebody looks whether it holds*"), fixes.done),
        (_("*Changed, and it holds*"), fixes.verified),
    )
    for title, found in groups:
        if found:
            blocks += [section(title), *_group(found)]
    if fixes.more:
        blocks.append(context(plural("and {count} before", "and {count} before", fixes.more)))
    return modal(_("What we change"), "fixes.list", blocks, close=_("Close"))


def fix_view(view: FixView) -> View:
    """One of it in full, with what its reader can do."""
    first = [f"*{what_words(view.what)}*", state_line(view)]
    if view.reason:
        first.append(_("It puts right: {reason}").format(reason=escape(view.reason)))
    first.append(_("Wanted by {name}").format(name=escape(view.by)))
    blocks: list[Block] = [section("\n".join(first))]
    if view.done_words and view.state is not FixState.open:
        blocks.append(section(_("What is different now:") + said(view.done_words)))
    if view.reopened_by and view.state is FixState.open:
        blocks.append(
            section(_("Not done yet, says {name}.").format(name=escape(view.reopened_by)) + said(view.reopened_why))
        )
    if buttons := buttons_of(view):
        blocks.append(actions(*buttons))
    blocks += [divider(), section(left_sum(view.left)), *_left(view)]
    if view.everyone and view.state in (FixState.open, FixState.done):
        blocks.append(context(_("Whoever leaves over the same from now on joins this list.")))
    return modal(_("What we change"), "fixes.one", blocks, close=_("Close"))


def _group(found: tuple[FixView, ...]) -> Iterator[Block]:
    for one in found[:MOST_OF_A_GROUP]:
        lines = [what_words(one.what), state_line(one)]
        if one.left:
            lines.append(left_sum(one.left))
        if one.state is FixState.verified and one.left:
            lines.append(
                ", ".join(f"*{escape(left.customer)}*" for left in one.left[:5]) + ("…" if len(one.left) > 5 else "")
            )
        label = _("Open: {what}").format(what=one.what)
        yield section("\n".join(lines), button(_("Open"), OPEN, pack(f=one.id), label=label))
    if len(found) > MOST_OF_A_GROUP:
        yield context(plural("and {count} more", "and {count} more", len(found) - MOST_OF_A_GROUP))


def _left(view: FixView) -> Iterator[Block]:
    lines = [f"• {left_line(one)}" for one in view.left[:MOST_LEFT]]
    if len(view.left) > MOST_LEFT:
        lines.append(plural("and {count} more", "and {count} more", len(view.left) - MOST_LEFT))
    for start in range(0, len(lines), 5):
        yield section("\n".join(lines[start : start + 5]))
