"""Many workspaces: how the app gets into each, how its tokens stay good, and what happens when it is taken out again."""

from bot.workspace.installing.erasing import Erasing
from bot.workspace.installing.kept import Arrival, Grant, KeptInstalls
from bot.workspace.installing.oauth import OAuth
from bot.workspace.installing.pages import routes
from bot.workspace.installing.renewing import Renewing

__all__ = ["Arrival", "Erasing", "Grant", "KeptInstalls", "OAuth", "Renewing", "routes"]
