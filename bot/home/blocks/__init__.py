"""The Home tab, the first steps, and the practice customer."""

from bot.home.blocks.onboarding import (
    CHANNEL_STEP,
    DIGEST_STEP,
    POOL_STEP,
    all_done_view,
    installer_card,
    not_yours,
    step_view,
    steps_card,
)
from bot.home.blocks.tab import AHEAD, ahead_view, closed_home, colleague_home

__all__ = [
    "AHEAD",
    "CHANNEL_STEP",
    "DIGEST_STEP",
    "POOL_STEP",
    "ahead_view",
    "all_done_view",
    "closed_home",
    "colleague_home",
    "installer_card",
    "not_yours",
    "step_view",
    "steps_card",
]
