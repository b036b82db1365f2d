"""A figure: ours beside the peer's, as a ratio that has a target."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

ROUNDS = 3


@dataclass(frozen=True)
class Besides:
    """What the target asks for besides the ratio: as it was found, and whether that is what was asked for."""

    found: str
    holds: bool


@dataclass(frozen=True)
class Figure:
    """`ours` and `peer` in `unit`. Their `ratio` may be at most the `target` or, not `most`, must reach it.

    What the target asks for `besides` must hold as well.
    """

    name: str
    ours: float
    peer: float
    unit: str
    target: float
    most: bool = True
    note: str = ""
    besides: Besides | None = None

    @property
    def ratio(self) -> float:
        return self.ours / self.peer

    @property
    def met(self) -> bool:
        """Whether the target is reached, all of it."""
        is_near = self.ratio <= self.target if self.most else self.ratio >= self.target
        return is_near and (self.besides is None or self.besides.holds)

    def line(self) -> str:
        """For programs."""
        told = {"name": self.name, "ours": _short(self.ours), "peer": _short(self.peer), "ratio": _short(self.ratio)}
        besides = {} if self.besides is None else {"besides": asdict(self.besides)}
        return json.dumps({**told, "target": self.target, "met": self.met, "unit": self.unit, "note": self.note, **besides})

    def row(self) -> str:
        """For people."""
        numbers = f"{_short(self.ours):>10} {_short(self.peer):>10} {self.unit:<10} {_short(self.ratio):>8}"
        goal = f"{'<=' if self.most else '>='} {self.target:<5}"
        besides = "" if self.besides is None else f"{self.besides.found}: {_yes(self.besides.holds)}"
        told = "; ".join(one for one in (besides, self.note) if one)
        return f"{self.name:<28} {numbers} {goal} {_yes(self.met):<4} {told}".rstrip()


def in_turns(measures: Sequence[Callable[[], float]], rounds: int = ROUNDS) -> list[float]:
    """Each measure once in every round, one beside the other; the median of each."""
    found: list[list[float]] = [[] for _ in measures]
    for _ in range(rounds):
        for kept, measure in zip(found, measures, strict=True):
            kept.append(measure())
    return [median(kept) for kept in found]


def machine() -> str:
    """What it ran on; a ratio can be carried over to another machine, a time cannot."""
    model = next((line.partition(":")[2].strip() for line in _cpuinfo() if line.startswith("model name")), platform.processor())
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} × {model}, {platform.system()}, Python {platform.python_version()}, {load}"


def _yes(holds: bool) -> str:
    return "yes" if holds else "NO"


def _cpuinfo() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def _short(number: float) -> float:
    return float(f"{number:.4g}")
