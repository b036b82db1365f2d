"""The people, the customer and the days of all samples: one story, told from its first message to the return."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bot.demo.firm import FERNHILL
from bot.interviews.values import InterviewState, InterviewView
from bot.sandbox.clock import Clock
from bot.sandbox.workspace import LocalWorkspace

NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)
"""A Monday, 10:00 in New York: Maya logs Acme Bakeries."""


def workspace() -> LocalWorkspace:
    """The firm in a workspace of its own; ids are the same every time."""
    return LocalWorkspace(FERNHILL, Clock(NOW, frozen=True))


_FIRM = workspace()
GRACE, MAYA, THEO, RUTH, DAN, BEN = (
    _FIRM.account(handle).id for handle in ("grace", "maya", "theo", "ruth", "dan", "ben")
)
DEPARTURES, ACME_CHANNEL = (_FIRM.channel(name).id for name in ("departures", "acct-acme"))

CUSTOMER = "Acme Bakeries"
CONTACT = "Paula Reyes, +1 212 555 0142, paula@acmebakeries.example"
EMAIL = "paula@acmebakeries.example"
SINCE, LEFT, TODAY = date(2019, 4, 1), date(2026, 2, 27), date(2026, 3, 2)
NOTE = "Paula wrote that they change to a supplier nearer to them. Prices were a topic in January."

NAMES = {
    **{one.id: one.name for one in _FIRM.users.values()},
    **{one.id: f"#{one.name}" for one in _FIRM.conversations.values() if one.name},
}
"""What people and channels are called, by id."""

CALLING = InterviewView(
    interview="i-acme",
    customer=CUSTOMER,
    state=InterviewState.accepted,
    end=None,
    happened=LEFT,
    today=TODAY,
    since=SINCE,
    contact=CONTACT,
    responsible=MAYA,
    zone="America/New_York",
    accepted_at=NOW + timedelta(days=1),
    appointment=None,
    held_at=None,
    tries=0,
)
"""The exit interview with Acme Bakeries, once somebody has said yes to it."""
