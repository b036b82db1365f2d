"""Charts of the report: drawn by Slack, within its limits; where it does not know them, the same as a picture."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from PIL import Image

from bot.insights import blocks
from bot.insights.service import report
from bot.insights.values.report import Report
from bot.sandbox.blockkit import check_message
from bot.slack.kit import chart, chart_words, message
from bot.slack.painting import paint
from tests.insights.test_report import YEAR, a_year, leaves
from tests.interviews.support import Story
from tests.support.world import World

CHART = "data_visualization"


@pytest.fixture
async def story(world: World) -> Story:
    opened = Story(world)
    await opened.opens()
    await opened.unit(a_year, world.id_of("maya"))
    return opened


def charts(found: Any) -> list[dict[str, Any]]:
    return [one for one in found.blocks if one["type"] == CHART]


async def test_the_charts_say_what_was_counted(story: Story) -> None:
    view = await story.unit(report, story.world.id_of("maya"), YEAR)
    assert isinstance(view, Report)

    over, when = charts(blocks.report_message(view))
    (worth, euros) = charts(blocks.report_more_message(view))

    assert _points(over) == {"price": 4, "what we delivered": 2, "how we treated them": 1}
    assert sum(_points(when).values()) == 12
    assert _points(worth) == {"price": 14000, "what we delivered": 10000}
    assert _points(euros) == {"what we delivered": 4000}, "never added to the dollars"


def _points(block: dict[str, Any]) -> dict[str, int]:
    return {one["label"]: one["value"] for one in block["chart"]["series"][0]["data"]}


async def test_whoever_does_not_see_the_chart_reads_all_of_it(story: Story) -> None:
    view = await story.unit(report, story.world.id_of("maya"), YEAR)
    assert isinstance(view, Report)
    said = blocks.report_message(view)
    assert "Reason, by number (Customers): price: 4; what we delivered: 2; how we treated them: 1." in said.text


@pytest.mark.parametrize("count", [1, 40])
async def test_it_stays_within_slacks_limits_however_many_reasons_and_kinds_there_are(story: Story, count: int) -> None:
    def many(unit: Any, maya: str) -> None:
        for number in range(count):
            kind = f"A kind of customer with a rather long name, number {number}"
            leaves(unit, maya, f"Other {number}", date(2025, 4, 1) + timedelta(days=number), f"x-{number}-" + "y" * 30, kind=kind)

    await story.unit(many, story.world.id_of("maya"))
    for by in ((), ("reason", "kind of customer"), ("stage",), ("worth", "tenure")):
        view = await story.unit(report, story.world.id_of("maya"), YEAR, by)
        assert isinstance(view, Report)
        for said in (blocks.report_message(view), blocks.report_more_message(view)):
            assert check_message([dict(one) for one in said.blocks], lambda _file: True) == []


async def test_where_slack_does_not_know_charts_they_are_pictures_that_say_the_same(story: Story) -> None:
    story.world.workspace.faults.unknown_blocks.add(CHART)
    maya = story.world.person("maya")

    await maya.types("/lost-customer report", channel="departures")

    shown = await maya.sees("Who left us")
    pictures = [one for one in shown.blocks if one["type"] == "image"]
    assert [one["alt_text"].split(":")[0] for one in pictures] == ["Reason, by number (Customers)", "When they left (Customers)"]
    assert "price: 4; what we delivered: 2" in pictures[0]["alt_text"]
    assert not any(one["type"] == CHART for one in shown.blocks)
    picture = story.world.workspace.file(pictures[0]["slack_file"]["id"])
    assert Image.open(io.BytesIO(picture.data)).size[0] == 960
    assert (picture.complete, picture.shares) == (True, {})


def test_a_picture_is_as_legible_as_the_message_is_wide() -> None:
    block = message(chart("bar", "Reason", "Customers", [("price", 4), ("what we delivered to them all", 1)], "Customers")).blocks[0]
    picture = Image.open(io.BytesIO(paint(block)))
    assert picture.format == "PNG"
    assert picture.size[0] == 960
    assert chart_words(block) == "Reason (Customers): price: 4; what we delivered t…: 1."


def bars(labels: list[str], categories: list[str]) -> dict[str, Any]:
    data = [{"label": one, "value": 1} for one in labels]
    return {"type": "bar", "series": [{"name": "n", "data": data}], "axis_config": {"categories": categories}}


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "T" * 51},
        {"chart": {"type": "pie", "segments": [{"label": "a", "value": 1}] * 7}},
        {"chart": {"type": "pie", "segments": [{"label": "a", "value": 0}]}},
        {"chart": {"type": "pie", "segments": [{"label": "a" * 21, "value": 1}]}},
        {"chart": {"type": "donut", "segments": []}},
        {"chart": bars(["a"], ["b"])},
        {"chart": bars([str(number) for number in range(21)], [str(number) for number in range(21)])},
    ],
)  # fmt: skip
def test_what_slack_refuses_is_refused_here(wrong: dict[str, Any]) -> None:
    block = dict(message(chart("line", "T", "S", [("a", 1), ("b", 2)], "")).blocks[0])
    assert check_message([block], lambda _file: True) == []
    assert check_message([block | wrong], lambda _file: True) != []
    assert check_message([block] * 3, lambda _file: True) != []
