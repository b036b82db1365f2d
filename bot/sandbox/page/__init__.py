"""The page of the local workspace: a Slack-like client in the browser where one can be any of the people."""

from __future__ import annotations

from starlette.routing import BaseRoute


def routes(workspace: object) -> list[BaseRoute]:
    """Everything the browser asks for, to be mounted beside the Web API of the same workspace."""
    return []
