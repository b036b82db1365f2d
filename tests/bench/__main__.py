"""`make bench`: every figure beside its peer, as a table and as one JSON line each."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.bench import departures, falling_due, requests, sending, start, strain, work
from tests.bench.figures import Figure, machine


async def _all(folder: Path) -> list[Figure]:
    parts = (requests, strain, departures, work, falling_due, sending, start)
    return [figure for part in parts for figure in await part.figures(folder)]


def main() -> None:
    """Measure, and print."""
    with tempfile.TemporaryDirectory(prefix="porchlight-bench-") as folder:
        found = asyncio.run(_all(Path(folder)))
    head = f"{'figure':<28} {'ours':>10} {'peer':>10} {'unit':<10} {'ratio':>8} {'target':<8} {'met':<4}"
    sys.stdout.write("\n".join([machine(), "", head, *(one.row() for one in found), "", *(one.line() for one in found), ""]))


if __name__ == "__main__":
    main()
