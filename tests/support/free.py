"""A port that nobody uses."""

import socket


def free_port() -> int:
    """A port on this machine that was free a moment ago."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
