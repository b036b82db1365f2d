"""What is said once there is nothing more to part over."""

from __future__ import annotations

from bot.departures.values import Stage
from bot.slack.kit import escape
from bot.words import _, later


def ending(customer: str, stage: Stage) -> str:
    """That the customer is not leaving any more, or has come back; or that less is done for one who leaves."""
    return _(_ENDINGS.get(stage, _LESS)).format(customer=escape(customer))


_LESS = later("For *{customer}* we do less from now on.")

_ENDINGS = {
    Stage.at_risk: later("*{customer}* has not decided yet."),
    Stage.saved: later("*{customer}* stays with us."),
    Stage.returned: later("*{customer}* is back with us."),
    Stage.closed: later("The card of *{customer}* is closed."),
}
