"""Admins say what counts in the choice of whom to ask again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.winback import service as winning
from bot.winback.rules import DEFAULT_WEIGHTS, WEIGHED
from bot.winback.values import Declined, Obstacle
from bot.workspace.models import AuditEntry
from tests.nudges.support import ANA, GUEST, MAYA, Firm
from tests.support.world import World


async def test_admins_say_what_counts_and_each_change_is_on_record(firm: Firm) -> None:
    assert await firm(winning.weights_of) == DEFAULT_WEIGHTS

    await firm(winning.change_weights, ANA, {"value": 50, "tenure": 10, "shown": 0})

    changed = replace(DEFAULT_WEIGHTS, value=50, shown=0)
    assert await firm(winning.weights_of) == changed
    assert await recorded(firm) == [(ANA, "value:20>50"), (ANA, "shown:20>0")]
    await firm(winning.change_weights, ANA, {"value": None, "shown": 0})
    assert await firm(winning.weights_of) == replace(changed, value=DEFAULT_WEIGHTS.value)
    assert (await recorded(firm))[2:] == [(ANA, "value:50>20")]


@pytest.mark.parametrize("who", [MAYA, GUEST, "UNOBODY"])
async def test_who_is_no_admin_neither_sees_the_form_nor_changes_what_counts(firm: Firm, who: str) -> None:
    for use_case, more in ((winning.open_weights, ()), (winning.change_weights, ({"value": 1},))):
        with pytest.raises(Declined) as declined:
            await firm(use_case, who, *more)
        assert declined.value.why is Obstacle.no_admin

    assert await firm(winning.weights_of) == DEFAULT_WEIGHTS


async def test_something_has_to_count(firm: Firm) -> None:
    """Where nothing brings a point nobody comes before anybody; being taken off for having been on the list lately brings none."""
    nothing = dict.fromkeys(WEIGHED, 0) | {"shown": 20}

    with pytest.raises(Declined) as declined:
        await firm(winning.change_weights, ANA, nothing)

    assert declined.value.why is Obstacle.nothing_counts
    assert await firm(winning.weights_of) == DEFAULT_WEIGHTS
    await firm(winning.change_weights, ANA, nothing | {"recency": 1})
    assert (await firm(winning.weights_of)).recency == 1


async def test_the_form_says_at_its_field_why_not_everything_can_be_left_out(world: World) -> None:
    grace = world.person("grace")
    await grace.types("/lost-customer settings")
    await grace.presses("What counts")

    errors = await grace.fills(**dict.fromkeys(WEIGHED, "0"))

    assert errors == {
        "value": "Where nothing counts, I cannot tell whom to put first. Please give at least one of these a point or more."
    }


async def recorded(firm: Firm) -> list[tuple[str, str]]:
    """Who changed what counts, and how, oldest first."""
    query = select(AuditEntry).where(AuditEntry.did == "weight.changed").order_by(AuditEntry.id)
    return [(one.who, f"{one.what}:{one.before}>{one.after}") for one in await firm(lambda unit: unit.all(query))]
