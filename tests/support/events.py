"""What Slack tells the bot, and does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.support.world import World


def tell_nothing(world: World) -> None:
    """From now on no event reaches the bot, as if every one of them were lost; gestures still do."""
    settings = {**world.app.manifest["settings"], "event_subscriptions": {"bot_events": []}}
    world.app.manifest = {**world.app.manifest, "settings": settings}
