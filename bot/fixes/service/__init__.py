"""The use cases of what we change, and what other stages may ask of it."""

from bot.fixes.service.cured import fixed_cases, fixed_reasons

__all__ = ["fixed_cases", "fixed_reasons"]
