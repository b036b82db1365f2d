"""Every message and view that the bot can produce, with sample data, in the order in which a person meets them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.demo.gallery import (
    arranging,
    checkup,
    choosing,
    colleagues,
    customers,
    departures,
    farewell,
    findings,
    fixes,
    folder,
    forgetting,
    handover,
    home,
    importing,
    insights,
    installing,
    interviews,
    introducing,
    letters,
    nudges,
    persons,
    privacy,
    putting_right,
    reasons,
    report,
    slack,
    threads,
    ways,
    winback,
    workspace,
    worries,
    years,
)
from bot.demo.gallery.sample import Sample, Words

_STAGES = (
    slack,
    home,
    workspace,
    checkup,
    installing,
    colleagues,
    customers,
    departures,
    worries,
    farewell,
    letters,
    handover,
    choosing,
    interviews,
    arranging,
    findings,
    introducing,
    insights,
    report,
    years,
    nudges,
    fixes,
    ways,
    winback,
    threads,
    folder,
    putting_right,
    reasons,
    forgetting,
    persons,
    importing,
    privacy,
)


def samples() -> Sequence[Sample]:
    """The messages and views."""
    return [sample for stage in _STAGES for sample in stage.SAMPLES]


def sentences() -> Sequence[Words]:
    """What is said inside other messages and views, and so is no exhibit of its own."""
    return [words for stage in _STAGES for words in stage.SENTENCES]


def entries() -> Iterator[dict[str, Any]]:
    """Each message and view as plain data: `name`, `surface` (message, modal or home) and `payload`."""
    for sample in samples():
        yield {"name": sample.name, "surface": sample.surface, "payload": sample.payload()}
