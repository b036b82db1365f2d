"""Faults on demand: what tests ask to go wrong with the Web API."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.records import Json

# Kinds with a meaning of their own; any other kind is an error code that the call answers with.
KINDS = ("429", "500", "500_after", "slow", "drop_before", "drop_after")


@dataclass
class Fault:
    """One thing to go wrong, `times` times; `retry_after` and `seconds` are in real seconds.

    `met` counts the calls that met it, `arrived` those of them that were slow and have been done by now.
    """

    method: str
    kind: str
    times: int = 1
    retry_after: int = 1
    seconds: float = 1.0
    where: Callable[[Json], bool] | None = None
    met: int = 0
    arrived: int = 0


@dataclass
class Faults:
    """The faults that still wait for their call."""

    waiting: list[Fault] = field(default_factory=list)
    unknown_blocks: set[str] = field(default_factory=set)
    """Kinds of blocks that this workspace does not know (yet)."""

    def add(
        self,
        *,
        method: str,
        kind: str,
        times: int = 1,
        retry_after: int = 1,
        seconds: float = 1.0,
        where: Callable[[Json], bool] | None = None,
    ) -> Fault:
        """Makes the next calls of a method (or "*", or "upload" of bytes) go wrong; `where` looks at the arguments.

        `kind`: "429" with Retry-After; "500" and "500_after" (an error before or after the work is done); "slow" (works
        and answers after `seconds`); "drop_before" and "drop_after" (the connection breaks before or after the work is
        done); or an error code such as "is_archived".
        """
        fault = Fault(method, kind, times, retry_after, seconds, where)
        self.waiting.append(fault)
        return fault

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self.waiting.clear()
        self.unknown_blocks.clear()

    def take(self, method: str, args: Json) -> Fault | None:
        """The fault that this call meets, if any."""
        for fault in self.waiting:
            if fault.method not in (method, "*") or (fault.where is not None and not fault.where(args)):
                continue
            fault.met += 1
            if fault.met >= fault.times:
                self.waiting.remove(fault)
            return fault
        return None
