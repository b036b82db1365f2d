"""The reasons of one workspace, as they are now and as they were called before."""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.words import _

UNKNOWN = "unknown"
"""The code for a reason that nobody knows."""
OTHER = "other"
"""The code for something else: it says nothing without a note, and is not the same twice."""


class Feedback(enum.Enum):
    """The cancellation feedback codes as which reasons are exported.

    https://docs.stripe.com/api/subscriptions/object#subscription_object-cancellation_details-feedback
    """

    too_expensive = "too_expensive"
    missing_features = "missing_features"
    switched_service = "switched_service"
    unused = "unused"
    customer_service = "customer_service"
    too_complex = "too_complex"
    low_quality = "low_quality"
    other = "other"


@dataclass(frozen=True)
class Reason:
    """One reason. `words` is what people read, `about` what is meant by it, `term` the field's (empty where it has none).

    What a workspace has written itself (`own_words`, `own_about`) is read as it stands; what we ship is put into its
    reader's language, and `shipped` is what we called one that the workspace calls otherwise. One that is `archived` is not
    offered any more; one that was merged counts as the one it went `into`.
    """

    code: str
    words: str
    term: str
    about: str
    controllable: bool
    curable: bool
    feedback: Feedback
    own_words: bool = False
    own_about: bool = False
    shipped: str = ""
    archived: bool = False
    into: str | None = None

    @property
    def stripe(self) -> str:
        """The feedback code it is exported as."""
        return self.feedback.value

    @property
    def is_offered(self) -> bool:
        """Whether people can choose it."""
        return not self.archived and self.into is None

    def called(self) -> str:
        """What it is called, in its reader's language. Plain text."""
        return self.words if self.own_words else _(self.words)

    def meant(self) -> str:
        """What is meant by it, in its reader's language; empty where nobody said so. Plain text."""
        return self.about if self.own_about or not self.about else _(self.about)


class ReasonDeed(enum.Enum):
    """What was done to a reason."""

    added = "added"
    renamed = "renamed"
    described = "described"
    flagged = "flagged"
    merged = "merged"
    archived = "archived"
    restored = "restored"


CHANGES_THE_CHOICE = frozenset({ReasonDeed.added, ReasonDeed.renamed, ReasonDeed.archived, ReasonDeed.restored})
"""After these people chose from another list. A merged reason is counted anew under its new name, so that nothing breaks."""


@dataclass(frozen=True)
class ReasonChange:
    """Something was done to a reason, `at` an aware moment. `before` is what it was called until then; None: as we ship it."""

    at: datetime
    code: str
    deed: ReasonDeed
    before: str | None = None


@dataclass(frozen=True)
class Taxonomy:
    """All reasons of a workspace in their order, those not offered any more among them; and what was changed, oldest first."""

    reasons: tuple[Reason, ...]
    changes: tuple[ReasonChange, ...] = ()

    def get(self, code: str | None) -> Reason | None:
        """The reason with that code, as it stands by itself."""
        return self._by_code.get(code) if code else None

    def now(self, code: str) -> str:
        """The code as which a reason counts today: its own, or that of the one it was merged into."""
        seen = {code}
        while (found := self._by_code.get(code)) is not None and found.into and found.into not in seen:
            code = found.into
            seen.add(code)
        return code

    def words(self, code: str) -> str:
        """What a reason is called today; a merged one goes by the name it counts under. An unknown code is shown as it is."""
        return self._called(self.now(code))

    def words_then(self, code: str, at: datetime) -> str:
        """What a reason was called when somebody named it (`at`, aware): history keeps the words that were said."""
        for change in self.changes:
            if change.code == code and change.deed is ReasonDeed.renamed and change.at > at:
                return change.before if change.before is not None else self._as_shipped(code)
        return self._called(code)

    def offered(self, keep: Collection[str] = ()) -> tuple[Reason, ...]:
        """What people can choose; also those of `keep`, which somebody has chosen before."""
        return tuple(one for one in self.reasons if one.is_offered or one.code in keep)

    def counted(self, codes: Iterable[str]) -> list[str]:
        """These codes as they count today, each once, in the same order."""
        return list(dict.fromkeys(self.now(code) for code in codes))

    def changed_between(self, first: datetime, last: datetime) -> bool:
        """Whether people chose from another list at the end of that time than at its beginning: no trend is drawn across."""
        return any(first < at <= last for at in self._changed)

    def unchanged_since(self, until: datetime) -> datetime | None:
        """When the list from which people chose at that moment began to be so; None where it is as it was shipped."""
        return max((at for at in self._changed if at <= until), default=None)

    @cached_property
    def _changed(self) -> tuple[datetime, ...]:
        return tuple(change.at for change in self.changes if change.deed in CHANGES_THE_CHOICE)

    @cached_property
    def _by_code(self) -> dict[str, Reason]:
        return {reason.code: reason for reason in self.reasons}

    def _called(self, code: str) -> str:
        found = self._by_code.get(code)
        return found.called() if found else code

    def _as_shipped(self, code: str) -> str:
        found = self._by_code.get(code)
        return _(found.shipped) if found and found.shipped else self._called(code)
