"""What is counted for whoever watches over the bot: numbers alone, of everybody together.

No label holds a name, a workspace, or anything that somebody wrote: each comes from a short list in the code. Every process
counts for itself, from its start.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

KEPT = CollectorRegistry()
"""All that this process counts."""

ProcessCollector(registry=KEPT)

REQUESTS = Counter(
    "porchlight_requests", "What came from Slack, by its kind, and what came of it.", ("kind", "outcome"), registry=KEPT
)
ACKNOWLEDGED = Histogram(
    "porchlight_acknowledgement_seconds",
    "How long Slack waited for an answer; it waits for three seconds.",
    ("kind",),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 3),
    registry=KEPT,
)
UNITS = Histogram(
    "porchlight_unit_seconds",
    "How long a use case took with its transaction, and waiting for its turn.",
    ("outcome",),
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
    registry=KEPT,
)
OBLIGATIONS = Counter("porchlight_obligations", "What fell due, and what came of it.", ("outcome",), registry=KEPT)
MESSAGES = Counter(
    "porchlight_messages", "Messages that stand in Slack: posted, changed, taken away.", ("how",), registry=KEPT
)
CALLS = Counter(
    "porchlight_slack_calls",
    "Calls to Slack, by method, and how they ended: ok, limited (429), refused, unknown, notsent.",
    ("method", "outcome"),
    registry=KEPT,
)
CALL_SECONDS = Histogram(
    "porchlight_slack_call_seconds",
    "How long Slack took to answer a call.",
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=KEPT,
)
WAITING = Gauge(
    "porchlight_waiting", "What is due and not done yet: obligations, deliveries.", ("queue",), registry=KEPT
)
OLDEST = Gauge(
    "porchlight_oldest_waiting_seconds", "For how long the oldest of these has been due.", ("queue",), registry=KEPT
)
RESTING = Gauge("porchlight_workspaces_at_rest", "Workspaces that Slack does not let us into any more.", registry=KEPT)
READY = Gauge("porchlight_ready", "Each part of /readyz: 1 where it is well.", ("part",), registry=KEPT)


@contextmanager
def a_unit() -> Iterator[None]:
    """Time a use case."""
    outcome, began = "failed", perf_counter()
    try:
        yield
        outcome = "done"
    finally:
        UNITS.labels(outcome).observe(perf_counter() - began)


@contextmanager
def call_to_slack(method: str) -> Iterator[None]:
    """Time a call to Slack, and count how it ended, by the name of the error that came of it."""
    try:
        with CALL_SECONDS.time():
            yield
    except Exception as error:  # whatever it was: it is counted by its name, and goes on to whoever called
        CALLS.labels(method, type(error).__name__.lower()).inc()
        raise
    CALLS.labels(method, "ok").inc()
