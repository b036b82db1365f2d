"""Samples: what the door says itself."""

from __future__ import annotations

from bot.demo.gallery.sample import replied, worded
from bot.slack import blocks

SAMPLES = (
    replied("a button of an earlier version was pressed", blocks.nobody_answers, about="older message"),
    replied("what a button was about has been erased", blocks.not_there, about="not here any more"),
    replied("something could not be done", blocks.gesture_failed, "4f1c20ab", about="Something went wrong"),
)
SENTENCES = (
    worded("under the first question, while the work goes on", blocks.form_is_slow, "Save"),
    worded("the same, in a form whose button has no words", blocks.form_is_slow, None),
    worded("under the first question, when it could not be taken", blocks.form_failed, "Save", "4f1c20ab"),
)
