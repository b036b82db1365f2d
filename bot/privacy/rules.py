"""What an entry in the record of who did what is about."""

from __future__ import annotations

KINDS = {
    "alert": "alert",
    "apology": "departure",
    "app": "workspace",
    "ask": "departure",
    "care": "departure",
    "channel": "channel",
    "consent": "departure",
    "contact": "contact",
    "customer": "customer",
    "customer.merge_undone": "merge",
    "customer.merged": "merge",
    "dealing": "dealing",
    "departure": "departure",
    "everything": "workspace",
    "field": "field",
    "findings": "departure",
    "findings.completed": "interview",
    "fix": "fix",
    "folder": "customer",
    "frank_note": "interview",
    "frank_reader": "person",
    "handover": "departure",
    "handover_list": "handover_list",
    "hours": "person",
    "import": "import",
    "interview": "interview",
    "kept": "kind",
    "launch": "launch",
    "letter": "letter",
    "letter.words": "departure",
    "mailing": "mailing",
    "message": "customer",
    "nudge": "departure",
    "numbers": "month",
    "own_data": "person",
    "pool": "setting",
    "pool.read": "user_group",
    "pool.unread": "user_group",
    "promise": "customer",
    "questions": "departure",
    "reason": "reason",
    "records": "workspace",
    "return": "departure",
    "rhythm": "setting",
    "settings": "setting",
    "successor": "cadence",
    "talk": "departure",
    "thanks": "departure",
    "threads": "setting",
    "weight": "setting",
    "wishes": "departure",
}
"""The kind of thing whose id an entry holds, by its code or how that begins."""

SEEING = (
    "everything.exported",
    "findings.opened",
    "folder.exported",
    "folder.opened",
    "frank_note.opened",
    "mailing.exported",
    "own_data.taken",
    "records.exported",
    "records.opened",
)
"""Codes of somebody having seen something, or taken it along."""

CHOOSING = (
    "channel.",
    "field.",
    "frank_reader.",
    "handover_list.",
    "letter.changed",
    "letter.shipped",
    "pool.",
    "reason.",
    "rhythm.",
    "settings.",
    "threads.",
    "weight.",
)
"""How codes begin by which somebody chose something for the whole workspace."""

ABOUT_COLLEAGUES = frozenset(
    {"audit", "brief_items", "briefs", "colleagues", "dealings", "interruptions", "memberships", "willingness"}
)
"""Tables whose rows are about a colleague, and not about a customer."""

STILL_NEEDED = ("frank_reader.", "pool.")
"""How codes begin by which it is still told since when something is so: they stay, however old they are."""


def kind_of(did: str) -> str:
    """What kind of thing the id in an entry is of; "" for a code that nobody knows."""
    return KINDS.get(did) or KINDS.get(did.partition(".")[0], "")
