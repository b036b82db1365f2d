"""Samples: the pages where somebody takes the app into their workspace."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.demo.gallery.sample import shown, worded
from bot.workspace.blocks import installing as blocks

SAMPLES = (shown("Slack does not renew it", blocks.install_again, datetime(2026, 3, 2, 20, tzinfo=UTC), about="access"),)

SENTENCES = (
    worded("before anybody says yes", blocks.install_words),
    worded("what is asked for", blocks.scope_reasons),
    *(
        worded(f"back from Slack ({came.value})", blocks.came_words, came, "Fernhill", "invalid_code")
        for came in blocks.Came
    ),
    worded("Slack gave no reason", blocks.came_words, blocks.Came.refused),
)
