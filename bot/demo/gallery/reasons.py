"""Samples: the reasons why customers leave."""

from __future__ import annotations

from dataclasses import replace

from bot.demo.gallery.sample import Sample, worded
from bot.reasons import blocks
from bot.reasons.values import BY_CODE, DEFAULT_REASONS

SAMPLES: tuple[Sample, ...] = ()
SENTENCES = (
    *(worded(f"in the list: {one.code}", blocks.reason_line, one) for one in DEFAULT_REASONS),
    worded("in the list: not to be put right", blocks.reason_line, replace(BY_CODE["quality"], curable=False)),
)
