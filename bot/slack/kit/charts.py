"""Charts that Slack draws itself; where it refuses them, `bot/slack/pictures.py` draws the same as a picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal

import slackblocks as sb

from bot.slack.kit.layout import Block, named_block
from bot.slack.kit.text import clip

CHART = "data_visualization"
TITLE_LIMIT, LABEL_LIMIT, AXIS_LIMIT = 50, 20, 50
MOST_POINTS = 20
Number = int | Decimal


def chart(
    kind: Literal["bar", "line"], title: str, series: str, points: Sequence[tuple[str, Number]], axis: str
) -> Block:
    """A chart of up to 20 labelled numbers, two charts a message. All words are plain text; what is too long is shortened."""
    labels = _apart(label for label, _value in points)
    data = [sb.DataPoint(label, _plain(value)) for label, (_label, value) in zip(labels, points, strict=True)]
    shape = sb.BarChart if kind == "bar" else sb.LineChart
    axes = sb.AxisConfig(labels, y_label=clip(axis, AXIS_LIMIT) or None)
    drawn = shape([sb.DataSeries(clip(series, LABEL_LIMIT), data)], axes)
    return named_block(sb.DataVisualizationBlock(clip(title, TITLE_LIMIT), drawn))


def chart_words(block: Mapping[str, Any]) -> str:
    """All that a chart shows, in plain text."""
    shown = block["chart"]
    if shown["type"] == "pie":
        told = [f"{one['label']}: {_spelt(one['value'])}" for one in shown["segments"]]
    else:
        several = len(shown["series"]) > 1
        told = [
            f"{one['name']}, {point['label']}: {_spelt(point['value'])}"
            if several
            else f"{point['label']}: {_spelt(point['value'])}"
            for one in shown["series"]
            for point in one["data"]
        ]
    return f"{chart_title(block)}: {'; '.join(told)}."


def chart_title(block: Mapping[str, Any]) -> str:
    """What a chart is about, and what is counted in it. Plain text."""
    axis = block["chart"].get("axis_config", {}).get("y_label")
    return f"{block['title']} ({axis})" if axis else str(block["title"])


def _spelt(value: float) -> str:
    return f"{value:,.2f}" if value != int(value) else f"{int(value):,}"


def _plain(value: Number) -> int | float:
    return int(value) if value == int(value) else float(value)


def _apart(labels: Iterable[str]) -> list[str]:
    """Shortened, and still each another one: Slack takes no label twice."""
    found: list[str] = []
    for label in labels:
        short, number = clip(label, LABEL_LIMIT) or "–", 2
        while short in found:
            end = f" ({number})"
            short, number = clip(label, LABEL_LIMIT - len(end)) + end, number + 1
        found.append(short)
    return found
