"""Block Kit's rules: what Slack refuses in a message, a modal or a Home, and why."""

from bot.sandbox.blockkit.check import check_message, check_view, give_ids

__all__ = ["check_message", "check_view", "give_ids"]
