"""What stands in a customer's folder of exit interviews, in sentences of plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.customers.values import TouchKind
from bot.interviews.values import Source, TryAnswer
from bot.words import _, later, locale
from bot.workspace.rules import write_day

_TRIES = {
    TouchKind.call: later("Tried to reach them by phone"),
    TouchKind.meeting: later("Tried to meet them"),
    TouchKind.letter: later("Tried to reach them by letter"),
    TouchKind.email: later("Tried to reach them by email"),
    TouchKind.other: later("Tried to reach them"),
}
_FOUND = {
    Source.said: later("What they said"),
    Source.wrote: later("What they wrote"),
    Source.thought: later("Why, as it was known before"),
}
_ANSWERS = {
    TryAnswer.nobody_there: later("nobody was there"),
    TryAnswer.later: later("later, they said"),
    TryAnswer.declined: later("they would rather not talk about it"),
    TryAnswer.wrong: later("nobody of theirs is reached there"),
}


def accepted_entry() -> str:
    """Somebody said yes to hearing the customer out."""
    return _("Said yes to the exit interview")


def outsider_entry(name: str) -> str:
    """Somebody from outside holds it."""
    return _("The exit interview is held by somebody from outside: {name}").format(name=name)


def questions_entry() -> str:
    """Four questions went out in writing."""
    return _("Four questions were sent to them")


def held_entry(source: Source) -> str:
    """It was held, or answered in writing."""
    return _("The exit interview was held") if source is Source.said else _("They answered our questions in writing")


def try_entry(how: TouchKind, answer: TryAnswer | None) -> str:
    """The interviewer tried, and what came of it."""
    tried = _(_TRIES[how])
    return _("{tried}: {answer}").format(tried=tried, answer=_(_ANSWERS[answer])) if answer else tried


def found_entry(reasons: Sequence[str], source: Source) -> str:
    """What they said the reasons were; there may be none."""
    told = _(_FOUND[source])
    return f"{told}: {', '.join(reasons)}" if reasons else told


def found_words(
    said: str,
    quotes: Sequence[str],
    *,
    competitor: str | None,
    contract_ends: date | None,
    did_well: str | None,
    fix_owed: str | None,
    would_return: str | None,
) -> str:
    """All of it, line by line; of their own sentences only those that may be told with their name."""
    rest = _rest(competitor, contract_ends, did_well, fix_owed, would_return)
    return "\n".join([said, *(f"“{one}”" for one in quotes), *rest])


def _rest(
    competitor: str | None,
    contract_ends: date | None,
    did_well: str | None,
    fix_owed: str | None,
    would_return: str | None,
) -> Iterator[str]:
    if did_well:
        yield _("What they valued: {words}").format(words=did_well)
    if fix_owed:
        yield _("We owe them: {words}").format(words=fix_owed)
    if would_return:
        yield _("What would bring them back: {words}").format(words=would_return)
    if competitor:
        yield _("Who takes our place: {name}").format(name=competitor)
    if contract_ends:
        yield _("Their new contract ends on {day}").format(day=write_day(contract_ends, locale.get()))
