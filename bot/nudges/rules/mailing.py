"""Who is on the mailing list, and how a list is written down for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from bot.customers.values import Consent
from bot.nudges.values import MailingPlace
from bot.workspace.values import Unanswered

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def place_of(
    chosen: bool | None, consent: Consent, unanswered: Unanswered, *, in_peace: bool, has_left: bool
) -> MailingPlace:
    """Whether a customer is on the list, and if not, why. `chosen` is what their folder says of it.

    A no always counts. Who was never asked stays on it; who left without an answer does as the workspace wishes.
    """
    if consent is Consent.no or in_peace:
        return MailingPlace.said_no
    if chosen is not None:
        return MailingPlace.on_it if chosen else MailingPlace.not_wanted
    is_open = consent is Consent.yes or not has_left or unanswered is Unanswered.nudge
    return MailingPlace.on_it if is_open else MailingPlace.not_answered


def written(rows: Iterable[Sequence[str]]) -> str:
    """The rows as comma-separated values, with the mark by which spreadsheets know UTF-8; no cell is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return "\ufeff" + out.getvalue()
