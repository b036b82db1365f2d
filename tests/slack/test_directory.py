"""What Slack knows about people and channels arrives whole, and outsiders are known as such."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.slack.client import Slack
from bot.slack.directory import Directory, SlackGroup, SlackStatus
from tests.slack.stand_in import StandIn

NOON = datetime(2025, 3, 3, 12, tzinfo=UTC)


@pytest.fixture
def directory(slack: Slack) -> Directory:
    return Directory(slack)


def user(user_id: str, **facts: Any) -> dict[str, Any]:
    return {"id": user_id, "name": user_id.lower(), "team_id": "T1", "tz": "Europe/Oslo", "profile": {}} | facts


def channel(**facts: Any) -> dict[str, Any]:
    return {"ok": True, "channel": {"id": "C1", "name": "departures", "is_member": True} | facts}


async def test_people_come_from_every_page(directory: Directory, stand_in: StandIn) -> None:
    stand_in.will_answer(
        "users.list",
        {"ok": True, "members": [user("U1")], "response_metadata": {"next_cursor": "more"}},
        {"ok": True, "members": [user("U2")], "response_metadata": {"next_cursor": ""}},
    )

    people = await directory.people("T1")

    assert [person.id for person in people] == ["U1", "U2"]
    assert [call.get("cursor") for call in stand_in.called("users.list")] == [None, "more"]


@pytest.mark.parametrize(
    ("facts", "outsider", "guest", "bot"),
    [
        ({}, False, False, False),
        ({"team_id": "T2"}, True, False, False),
        ({"is_stranger": True}, True, False, False),
        ({"team_id": "T2", "enterprise_user": {"teams": ["T1", "T2"]}}, False, False, False),
        ({"is_restricted": True}, False, True, False),
        ({"is_ultra_restricted": True}, False, True, False),
        ({"is_bot": True}, False, False, True),
        ({"id": "USLACKBOT"}, False, False, True),
    ],
)
async def test_who_a_person_is_to_the_firm(
    directory: Directory, stand_in: StandIn, facts: dict[str, Any], outsider: bool, guest: bool, bot: bool
) -> None:
    stand_in.will_answer("users.info", {"ok": True, "user": user("U1") | facts})

    person = await directory.person("T1", "U1")

    assert (person.is_outsider, person.is_guest, person.is_bot) == (outsider, guest, bot)


async def test_a_person_without_a_zone_lives_by_utc(directory: Directory, stand_in: StandIn) -> None:
    profile = {"display_name": "Ines", "real_name": "Inés Prado"}
    stand_in.will_answer("users.info", {"ok": True, "user": user("U1", tz=None, profile=profile)})

    person = await directory.person("T1", "U1")

    assert (person.zone, person.called) == ("UTC", "Ines")


@pytest.mark.parametrize(
    ("facts", "shared"),
    [
        ({}, False),
        ({"is_ext_shared": True}, True),
        ({"is_pending_ext_shared": True}, True),
        ({"shared_team_ids": ["T1"]}, False),
        ({"shared_team_ids": ["T1", "T2"]}, True),
        ({"is_org_shared": True, "shared_team_ids": ["T1", "T2"]}, False),
    ],
)
async def test_a_channel_that_another_company_reads_is_known(
    directory: Directory, stand_in: StandIn, facts: dict[str, Any], shared: bool
) -> None:
    stand_in.will_answer("conversations.info", channel(**facts))

    assert (await directory.channel("T1", "C1")).is_shared is shared


async def test_members_come_from_every_page(directory: Directory, stand_in: StandIn) -> None:
    stand_in.will_answer(
        "conversations.members",
        {"ok": True, "members": ["U1"], "response_metadata": {"next_cursor": "more"}},
        {"ok": True, "members": ["U2"]},
    )

    assert await directory.members("T1", "C1") == ("U1", "U2")


async def test_small_questions_are_answered(directory: Directory, stand_in: StandIn) -> None:
    stand_in.will_answer("conversations.open", {"ok": True, "channel": {"id": "D7"}})
    stand_in.will_answer("chat.getPermalink", {"ok": True, "permalink": "https://larch.slack.com/x"})
    stand_in.will_answer("conversations.join", channel())

    assert await directory.direct_message("T1", "U1") == "D7"
    assert await directory.permalink("T1", "C1", "1.1") == "https://larch.slack.com/x"
    assert (await directory.join("T1", "C1")).is_member


async def test_a_status_is_read_with_its_end(directory: Directory, stand_in: StandIn) -> None:
    profile = {"status_emoji": ":palm_tree:", "status_text": "Away", "status_expiration": int(NOON.timestamp())}
    stand_in.will_answer("users.info", {"ok": True, "user": user("U1", profile=profile)}, {"ok": True, "user": user("U1")})

    assert await directory.status("T1", "U1") == SlackStatus(":palm_tree:", "Away", NOON)
    assert await directory.status("T1", "U1") == SlackStatus("", "", None)


@pytest.mark.parametrize(
    ("begins", "ends", "quiet"), [(-1, 2, True), (1, 9, False), (-9, -1, False), (0, 1, True), (-1, 0, False)]
)
async def test_quiet_hours_count_only_while_they_last(
    directory: Directory, stand_in: StandIn, begins: int, ends: int, quiet: bool
) -> None:
    edges = {"start": NOON + timedelta(hours=begins), "end": NOON + timedelta(hours=ends)}
    told = {f"next_dnd_{edge}_ts": int(at.timestamp()) for edge, at in edges.items()}
    stand_in.will_answer("dnd.info", {"ok": True, "dnd_enabled": True, **told})

    assert await directory.quiet_until("T1", "U1", NOON) == (edges["end"] if quiet else None)


async def test_without_quiet_hours_nobody_is_quiet(directory: Directory, stand_in: StandIn) -> None:
    stand_in.will_answer("dnd.info", {"ok": True, "dnd_enabled": False})

    assert await directory.quiet_until("T1", "U1", NOON) is None


async def test_groups_and_who_is_in_one(directory: Directory, stand_in: StandIn) -> None:
    stand_in.will_answer("usergroups.list", {"ok": True, "usergroups": [{"id": "S1", "handle": "callers", "name": "Callers"}]})
    stand_in.will_answer("usergroups.users.list", {"ok": True, "users": ["U1", "U2"]})

    assert await directory.groups("T1") == (SlackGroup("S1", "callers", "Callers"),)
    assert await directory.group_members("T1", "S1") == ("U1", "U2")
