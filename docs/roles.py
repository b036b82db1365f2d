# ruff: noqa: E501 - a page is written in whole paragraphs
"""Writes `docs/roles.md` from the one table of who may do what (`bot/workspace/roles.py`): `make roles`."""

from __future__ import annotations

from pathlib import Path

from bot.workspace.blocks import reach_words
from bot.workspace.roles import ALLOWED, LIMITED, SETTABLE, Deed, Role

PAGE = Path(__file__).with_name("roles.md")
COLUMNS = {
    Role.member: "colleague",
    Role.owner: "owner",
    Role.logger: "logged it",
    Role.team: "team",
    Role.channel_member: "channel",
    Role.interviewer: "interviewer",
    Role.asked: "asked",
    Role.helper: "looks",
    Role.onlooker: "onlooker",
    Role.admin: "admin",
}
"""What each role is called at the head of its column. Guests and people of other companies have none: they may do nothing."""

BEFORE = """# Who may do what

Made from `bot/workspace/roles.py` by `make roles`; a test holds this page equal to it, and another presses every command, button, form and shortcut in every role (`tests/workspace/test_roles.py`).

Whoever may not is told so in a kind sentence that only they see, and nothing changes. It is asked again at every press: a button in an old message does nothing for somebody who may not any more.

| | who that is |
|---|---|
| colleague | everybody with a full account in the workspace. **Guests, people of other companies, bots and those whose account is closed may do nothing at all** |
| owner | looks after the customer; of something that is being changed, whoever sees to it |
| logged it | said that the customer is leaving; of something that is being changed, whoever wanted it |
| team | worked with the customer, or had a part in a call or visit |
| channel | is in the channel where the departure's card stands; not while the departure is kept quiet |
| interviewer | has said that they will hold the exit interview |
| asked | is being asked to hold it |
| looks | looks whether what was changed holds; of a handover, does a thing of it |
| onlooker | a colleague, of a customer who has never left, and so is no secret |
| admin | an admin of the workspace, as Slack has it |

Somebody may be several at once; one that is ticked is enough.

"""


SETTABLE_BEFORE = """
## What a workspace sets for itself

An admin chooses with `/lost-customer settings`, **Who may do what**; each change is on record. The first is how we begin. Nothing else can be set: who sees a departure at all, a guess, what was said in an interview or is not for the owner stays as above. While no channel is chosen for the cards, “in the channel” is admins alone.

| | as it begins | or |
|---|---|---|
"""


def page() -> str:
    """The page as it should be."""
    head = f"| | {' | '.join(COLUMNS.values())} |\n|---|{'---|' * len(COLUMNS)}\n"
    told = BEFORE + head + "".join(f"{_row(deed)}\n" for deed in Deed)
    return told + SETTABLE_BEFORE + "".join(f"{_settable(deed)}\n" for deed in LIMITED.values())


def _settable(deed: Deed) -> str:
    usual, *others = (reach_words(reach) for reach in SETTABLE[deed])
    return f"| {deed.value} | {usual} | {'; '.join(others)} |"


def _row(deed: Deed) -> str:
    ticks = ("✓" if role in ALLOWED[deed] else "" for role in COLUMNS)
    return f"| {deed.value} | {' | '.join(ticks)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
