"""A port that nobody uses."""

import random
import socket

BELOW_OTHERS = range(20_000, 32_000)
"""Ports that systems do not give to connections, so that one stays free between two lives of a process."""


def free_port() -> int:
    """A port on this machine that was free a moment ago, and that no connection will take by chance."""
    while True:
        port = random.choice(BELOW_OTHERS)
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
