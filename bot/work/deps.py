"""What listeners and jobs are given: the means to work, and nothing to build."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from bot.settings import Settings
from bot.slack.client import Slack
from bot.slack.directory import Directory
from bot.work.clock import Clock
from bot.work.unit import Units

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Deps:
    """Built once by `bot/app.py`. `unit` runs use cases; `slack` and `directory` read and answer."""

    settings: Settings
    clock: Clock
    unit: Units
    slack: Slack
    directory: Directory
