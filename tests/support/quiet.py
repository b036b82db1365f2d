"""What the bot logs while nobody has set its log up: in tests only what is wrong."""

from __future__ import annotations

import logging

import structlog


def be_quiet() -> None:
    """Log warnings and errors alone, as `make demo` does; pytest shows them with a failure."""
    structlog.reset_defaults()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
