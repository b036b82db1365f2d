"""The words of letters: the workspace's own, those for one customer, and the page to print."""

from __future__ import annotations

from collections.abc import Sequence

from bot.colleagues.service import hours_of
from bot.departures.service import facts_of, roles_in
from bot.farewell.blocks import letter_to
from bot.farewell.blocks import letters as blocks
from bot.farewell.blocks.printed import file_name, printed
from bot.farewell.models import Apology, Thanks
from bot.farewell.rules.letters import name_in
from bot.farewell.service.apology import letter_now, show_apologies, why_not
from bot.farewell.service.thanks import may_send, show_letters, show_thanks, view_of
from bot.farewell.values import Outcome
from bot.farewell.values.letters import LETTER_OF, LetterKind, LetterRow, WordsView
from bot.slack.kit import Letter
from bot.work.unit import Unit
from bot.work.values import Enclosure
from bot.workspace.roles import Deed, may
from bot.workspace.service import change_letter, may_change_settings, own_letter, record
from bot.workspace.values import Outcome as Changed


def letter_rows(unit: Unit, by: str) -> Sequence[LetterRow] | None:
    """All letters that an admin can change; None for anybody else."""
    return [letter_row(unit, kind) for kind in LetterKind] if may_change_settings(unit, by) else None


def letter_row(unit: Unit, kind: LetterKind) -> LetterRow:
    """One letter as the workspace has it."""
    own = own_letter(unit, kind.value)
    return LetterRow(kind, own or blocks.shipped(kind), is_own=own is not None)


def keep_letter(unit: Unit, by: str, kind: LetterKind, letter: Letter) -> Changed:
    """Write that letter with these words from now on. Those that we bring along are not kept: they go with the language."""
    is_own = letter != blocks.shipped(kind)
    came = change_letter(unit, by, kind.value, letter if is_own else None)
    if came is Changed.done:
        show_letters(unit)
    return came


def words_to(unit: Unit, by: str, kind: LetterKind, subject: str) -> WordsView | Outcome:
    """The words to one customer, for somebody who may change them before they are sent."""
    found = _waiting(unit, by, kind, subject)
    if isinstance(found, Outcome):
        return found
    letter, is_changed = _letter(unit, found)
    return WordsView(kind, subject, facts_of(unit, found.departure).customer, letter, is_changed)


def change_words(unit: Unit, by: str, kind: LetterKind, subject: str, words: str | None) -> Outcome:
    """Keep the words to this one customer; None goes back to those of the letter."""
    found = _waiting(unit, by, kind, subject)
    if isinstance(found, Outcome):
        return found
    if isinstance(found, Apology) and kind is LetterKind.fixed:
        found.fixed_words = words
    else:
        found.words = words
    unit.session.flush()
    record(unit, by, "letter.words", found.departure)
    _show(unit, found)
    return Outcome.done


def print_letter(unit: Unit, by: str, kind: LetterKind, subject: str, gesture: str) -> Outcome:
    """Bring somebody the letter as a page to print. `gesture` names the occasion."""
    found = _waiting(unit, by, kind, subject)
    if isinstance(found, Outcome):
        return found
    facts, (letter, _is_changed) = facts_of(unit, found.departure), _letter(unit, found)
    today = unit.now.astimezone(hours_of(unit, by).zone).date()
    page = printed(letter, facts.customer, name_in(facts.contact_words), today)
    alone = blocks.printed_message_alone(facts.customer, letter)
    file = Enclosure(file_name(letter, facts.customer), page, alone)
    unit.say(blocks.printed_message(facts.customer), to=by, key=f"print:{subject}:{gesture}", file=file)
    if isinstance(found, Apology) and kind is LetterKind.fixed:
        found.fixed_printed_at = unit.now
    else:
        found.printed_at = unit.now
    return Outcome.done


def _waiting(unit: Unit, by: str, kind: LetterKind, subject: str) -> Thanks | Apology | Outcome:
    """What a letter of that kind belongs to, while it can still be sent; else why not."""
    if kind is LetterKind.thanks:
        came = may_send(unit, by, subject)
        return unit.need(Thanks, subject) if came is Outcome.done else came
    apology = unit.need(Apology, subject)
    if not may(Deed.apologise, roles_in(unit, by, apology.departure)):
        return Outcome.may_not
    if LETTER_OF.get(apology.state) is not kind:
        return Outcome.already
    return why_not(unit, apology.departure) or apology


def _letter(unit: Unit, found: Thanks | Apology) -> tuple[Letter, bool]:
    if isinstance(found, Thanks):
        return letter_to(view_of(unit, found.id)), found.words is not None
    letter = letter_now(unit, found) or Letter("", "")
    return letter, bool(found.fixed_words if found.fixed_at else found.words)


def _show(unit: Unit, found: Thanks | Apology) -> None:
    if isinstance(found, Apology):
        show_apologies(unit, found.departure)
    else:
        show_thanks(unit, found)
