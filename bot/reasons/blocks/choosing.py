"""The reasons of a workspace, to choose from."""

from __future__ import annotations

from collections.abc import Collection

from bot.reasons.values import OTHER, UNKNOWN, Reason, Taxonomy
from bot.slack.kit import Choice, escape
from bot.words import _, later

SAYS_NOTHING = (UNKNOWN, OTHER)
"""Of these nobody can say whether it is in our hands."""


def reason_choices(reasons: Taxonomy, keep: Collection[str] = ()) -> list[Choice]:
    """What can be chosen; also what stands in the form already (`keep`), though it is not offered any more."""
    return [Choice(one.code, one.called()) for one in reasons.offered(keep)]


def reason_line(reason: Reason) -> str:
    """What a reason is called, what is meant by it, and whether we can do something about it. Escaped mrkdwn."""
    if reason.code in SAYS_NOTHING:
        return "\n".join(filter(None, (f"*{escape(reason.called())}*", escape(reason.meant()))))
    meant = [reason.meant()] if reason.meant() else []
    if reason.term and reason.term != reason.called():
        meant.append(_("In textbooks: {term}.").format(term=reason.term))
    lines = [f"*{escape(reason.called())}*", escape(" ".join(meant)), _(_FLAGS[reason.controllable, reason.curable])]
    return "\n".join(line for line in lines if line)


_FLAGS = {
    (True, True): later("In our hands, and it can be put right."),
    (True, False): later("In our hands, and it cannot be put right afterwards."),
    (False, True): later("Not in our hands, and it may change with time."),
    (False, False): later("Not in our hands, and nothing would change it."),
}
