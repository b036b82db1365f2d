"""Draws a chart as Slack would: labelled bars that lie, or a line. Slow for a loop: call it in a thread."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.slack.kit import chart_title

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

WIDTH = 960
EDGE = 32
TITLE, ROW, LINE_HEIGHT = 64, 44, 300
PAPER, INK, PALE, BAR = "#ffffff", "#1d1c1d", "#d0d0d4", "#1d6fb8"
COLOURS = (BAR, "#24875f", "#b8620b", "#c92a55", "#7a4cc2", "#0b8494")


def paint(block: dict[str, Any]) -> bytes:
    """A chart block as a PNG, twice as large as it is shown, dark on white: it reads well on any background."""
    from PIL import Image, ImageDraw, ImageFont

    chart = block["chart"]
    series, labels = _series(chart), _labels(chart)
    lying = chart["type"] in ("bar", "pie")
    height = TITLE + EDGE + (ROW * len(labels) * len(series) if lying else LINE_HEIGHT + ROW)
    height += ROW if len(series) > 1 else 0
    image = Image.new("RGB", (WIDTH, height), PAPER)
    draw = ImageDraw.Draw(image)
    draw.text((EDGE, 18), chart_title(block), INK, ImageFont.load_default(28))
    font = ImageFont.load_default(22)
    if lying:
        _bars(draw, font, labels, series)
    else:
        _lines(draw, font, labels, series)
    if len(series) > 1:
        _legend(draw, font, [name for name, _values in series], height - ROW)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _bars(draw: ImageDraw, font: Font, labels: Sequence[str], series: Series) -> None:
    left = EDGE + max(int(draw.textlength(label, font)) for label in labels) + 16
    most = max([*(value for _name, values in series for value in values), 1])
    room = (
        WIDTH
        - left
        - EDGE
        - max(int(draw.textlength(_spelt(value), font)) for _n, values in series for value in values)
        - 12
    )
    for at, label in enumerate(labels):
        top = TITLE + at * ROW * len(series)
        draw.text((left - 16, top + ROW // 2), label, INK, font, anchor="rm")
        for which, (_name, values) in enumerate(series):
            y, long = top + which * ROW, round(room * max(values[at], 0) / most)
            draw.rounded_rectangle((left, y + 7, left + max(long, 3), y + ROW - 7), 4, COLOURS[which % 6])
            draw.text((left + long + 12, y + ROW // 2), _spelt(values[at]), INK, font, anchor="lm")


def _lines(draw: ImageDraw, font: Font, labels: Sequence[str], series: Series) -> None:
    most = max([*(value for _name, values in series for value in values), 1])
    top, bottom = TITLE + 34, TITLE + LINE_HEIGHT
    step = (WIDTH - 2 * EDGE) / len(labels)
    every = -(-max(int(draw.textlength(label, font)) + 16 for label in labels) // max(1, int(step)))
    draw.line((EDGE, bottom, WIDTH - EDGE, bottom), PALE, 2)
    for which, (_name, values) in enumerate(series):
        points = [
            (EDGE + step * (at + 0.5), bottom - (bottom - top) * max(value, 0) / most)
            for at, value in enumerate(values)
        ]
        draw.line(points, COLOURS[which % 6], 4, joint="curve")
        for (x, y), value in zip(points, values, strict=True):
            draw.ellipse((x - 6, y - 6, x + 6, y + 6), COLOURS[which % 6])
            draw.text((x, y - 22), _spelt(value), INK, font, anchor="mm", stroke_width=4, stroke_fill=PAPER)
    for at, label in enumerate(labels):
        if at % every == 0:
            draw.text((EDGE + step * (at + 0.5), bottom + ROW // 2), label, INK, font, anchor="mm")


def _legend(draw: ImageDraw, font: Font, names: Sequence[str], top: int) -> None:
    x = EDGE
    for which, name in enumerate(names):
        draw.rectangle((x, top + 10, x + 18, top + 28), COLOURS[which % 6])
        draw.text((x + 26, top + 19), name, INK, font, anchor="lm")
        x += 26 + int(draw.textlength(name, font)) + 32


def _series(chart: dict[str, Any]) -> Series:
    if chart["type"] == "pie":
        return [("", [float(one["value"]) for one in chart["segments"]])]
    return [(one["name"], [float(point["value"]) for point in one["data"]]) for one in chart["series"]]


def _labels(chart: dict[str, Any]) -> list[str]:
    return (
        [one["label"] for one in chart["segments"]]
        if chart["type"] == "pie"
        else list(chart["axis_config"]["categories"])
    )


def _spelt(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


Series = Sequence[tuple[str, Sequence[float]]]
if TYPE_CHECKING:
    Font = FreeTypeFont | ImageFont
