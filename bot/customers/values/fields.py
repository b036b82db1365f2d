"""What a workspace tells its customers apart by: its own fields, and bands of what they are worth and how long they were here."""

from __future__ import annotations

import enum
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

SEGMENT = "segment"
"""The field that every workspace has: what kind of customer they are, as it is typed in their folder."""
WORTH, TENURE = "worth", "tenure"
"""What is told apart by the data themselves: bands of what they were worth a year, and of their years with us."""

MOST_FIELDS = 8
MOST_VALUES = 90
LONGEST_FIELD = 40
LONGEST_VALUE = 60


@dataclass(frozen=True)
class FieldValue:
    """Something that can be said in a field. Once `gone` it is not offered; `into` is the id of the one that it counts as."""

    id: str
    words: str
    gone: bool = False
    into: str | None = None


@dataclass(frozen=True)
class CustomerField:
    """Something that customers are told apart by: industry, size, region.

    `name` is None where it is called as we call it. In an `open` one anything can be typed; otherwise one of its `values` is
    chosen, or `several`. One that is `archived` is not asked for any more.
    """

    id: str
    name: str | None
    values: tuple[FieldValue, ...] = ()
    several: bool = False
    open: bool = False
    archived: bool = False

    def now(self, value: str) -> str:
        """The id as which a value counts today."""
        seen = {value}
        while (found := self._by_id.get(value)) is not None and found.into and found.into not in seen:
            value = found.into
            seen.add(value)
        return value

    def words(self, value: str) -> str:
        """What a value is called today; one that nobody knows is shown as it is."""
        now = self.now(value)
        found = self._by_id.get(now)
        return found.words if found else now

    def said(self, values: Collection[str]) -> tuple[str, ...]:
        """These values in words, each once."""
        return tuple(dict.fromkeys(self.words(one) for one in values))

    def offered(self, keep: Collection[str] = ()) -> tuple[FieldValue, ...]:
        """What can be chosen; also what stands in the form already."""
        kept = {self.now(one) for one in keep}
        return tuple(one for one in self.values if one.into is None and (not one.gone or one.id in kept))

    @cached_property
    def _by_id(self) -> dict[str, FieldValue]:
        return {one.id: one for one in self.values}


KIND_OF_CUSTOMER = CustomerField(SEGMENT, None, several=True, open=True)


@dataclass(frozen=True)
class FieldForm:
    """A field as an admin fills it in: what can be said, each in words; `renamed` is a value's id and its new words."""

    name: str
    values: tuple[str, ...] = ()
    several: bool = False
    archived: bool = False
    renamed: tuple[str, str] | None = None


class FieldOutcome(enum.Enum):
    """What came of wanting to change a field."""

    done = "done"
    may_not = "may_not"
    gone = "gone"
    taken = "taken"
    full = "full"
    too_many = "too_many"

    @property
    def refuses(self) -> bool:
        """Whether nothing was changed."""
        return self is not FieldOutcome.done


@dataclass(frozen=True)
class Band:
    """From `low` on (None: from nothing) to under `high` (None: without end); `unit` is a currency, or empty."""

    low: Decimal | None
    high: Decimal | None
    unit: str = ""


Chosen = Mapping[str, tuple[str, ...]]
"""What is said of a customer, by field: ids of values (in an open field, the words themselves)."""


@dataclass(frozen=True)
class Told:
    """Somebody to be told apart from others: by an id of whoever asks, as the `customer` was on a day (`until`).

    `time` is the id of the time with us that it is about; None for the newest.
    """

    id: str
    customer: str
    until: date
    time: str | None = None


@dataclass(frozen=True)
class Cutting:
    """What a field says of each, in words: `values` are all that occur, in their order; of whom it says nothing is not in `of`."""

    values: tuple[str, ...]
    of: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Cut:
    """Something by which customers can be told apart: the id of a field, `worth` or `tenure`, and what it is called."""

    field: str
    name: str
