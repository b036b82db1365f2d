"""The words of letters: the workspace's own, those for one customer, and the page to print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.colleagues.service import today_of
from bot.customers.rules import name_in
from bot.customers.values import TouchKind
from bot.departures.blocks.printed import file_name, printed, printed_message, printed_message_alone
from bot.departures.service import facts_of, roles_in
from bot.farewell.blocks import apology_declined, letter_to, thanks_declined
from bot.farewell.blocks import letters as blocks
from bot.farewell.models import Apology, Thanks
from bot.farewell.service.apology import apology_view, letter_now, letter_sent, show_apologies, why_not
from bot.farewell.service.thanks import may_send, show_letters, show_thanks, thanks_sent, view_of
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


@dataclass(frozen=True)
class Waiting:
    """A letter about a departure that can be sent now, as it reads.

    `change` keeps other words for it, None goes back to those that we offer; `was_printed` keeps that it was brought as a page.
    """

    departure: str
    letter: Letter
    is_changed: bool
    change: Callable[[str | None], None]
    was_printed: Callable[[], None]


@dataclass(frozen=True)
class LetterKeeper:
    """What becomes of letters of one kind, by what they belong to (`subject`): a stage brings one for each of its kinds.

    `waiting(unit, by, subject)` says why not where it cannot be sent; `send(unit, by, subject, way)` that it went out; `customer`
    names to whom it goes, `declined` words a refusal.
    """

    waiting: Callable[[Unit, str, str], Waiting | Outcome]
    send: Callable[[Unit, str, str, TouchKind | None], Outcome]
    customer: Callable[[Unit, str], str]
    declined: Callable[[Outcome, str], str]


def keeper_of(unit: Unit, kind: LetterKind) -> LetterKeeper:
    """Who looks after letters of that kind: this stage, or one that comes after it."""
    brought: LetterKeeper | None = unit.parts.letters.get(kind.value)
    return brought or _OURS[kind]


def words_to(unit: Unit, by: str, kind: LetterKind, subject: str) -> WordsView | Outcome:
    """The words to one customer, for somebody who may change them before they are sent."""
    found = keeper_of(unit, kind).waiting(unit, by, subject)
    if isinstance(found, Outcome):
        return found
    return WordsView(kind, subject, facts_of(unit, found.departure).customer, found.letter, found.is_changed)


def change_words(unit: Unit, by: str, kind: LetterKind, subject: str, words: str | None) -> Outcome:
    """Keep the words to this one customer; None goes back to those of the letter."""
    found = keeper_of(unit, kind).waiting(unit, by, subject)
    if isinstance(found, Outcome):
        return found
    found.change(words)
    record(unit, by, "letter.words", found.departure)
    return Outcome.done


def print_letter(unit: Unit, by: str, kind: LetterKind, subject: str, gesture: str) -> Outcome:
    """Bring somebody the letter as a page to print. `gesture` names the occasion."""
    found = keeper_of(unit, kind).waiting(unit, by, subject)
    if isinstance(found, Outcome):
        return found
    facts, letter = facts_of(unit, found.departure), found.letter
    today = today_of(unit, by)
    page = printed(letter, facts.customer, name_in(facts.contact_words), today)
    alone = printed_message_alone(facts.customer, letter)
    file = Enclosure(file_name(letter, facts.customer), page, alone)
    unit.say(printed_message(facts.customer), to=by, key=f"print:{subject}:{gesture}", file=file)
    found.was_printed()
    return Outcome.done


def send_letter(unit: Unit, by: str, kind: LetterKind, subject: str, way: TouchKind | None = None) -> Outcome:
    """Keep that it went out, and which way where somebody said so."""
    return keeper_of(unit, kind).send(unit, by, subject, way)


def refusal(unit: Unit, kind: LetterKind, came: Outcome, subject: str) -> str:
    """Plain text for somebody who may not, or comes too late; whoever may not hears no name."""
    keeper = keeper_of(unit, kind)
    return keeper.declined(came, keeper.customer(unit, subject))


def _thanks_waiting(unit: Unit, by: str, subject: str) -> Waiting | Outcome:
    came = may_send(unit, by, subject)
    if came is not Outcome.done:
        return came
    thanks = unit.need(Thanks, subject)

    def change(words: str | None) -> None:
        thanks.words = words
        unit.session.flush()
        show_thanks(unit, thanks)

    def was_printed() -> None:
        thanks.printed_at = unit.now

    letter = letter_to(view_of(unit, subject))
    return Waiting(thanks.departure, letter, thanks.words is not None, change, was_printed)


def _apology_waiting(kind: LetterKind) -> Callable[[Unit, str, str], Waiting | Outcome]:
    """The apology itself, or the letter that it is changed."""

    def waiting(unit: Unit, by: str, subject: str) -> Waiting | Outcome:
        apology = unit.need(Apology, subject)
        if not may(Deed.apologise, roles_in(unit, by, apology.departure)):
            return Outcome.may_not
        if LETTER_OF.get(apology.state) is not kind:
            return Outcome.already
        refused = why_not(unit, apology.departure)
        if refused is not None:
            return refused
        is_first = kind is LetterKind.apology

        def change(words: str | None) -> None:
            if is_first:
                apology.words = words
            else:
                apology.fixed_words = words
            unit.session.flush()
            show_apologies(unit, apology.departure)

        def was_printed() -> None:
            if is_first:
                apology.printed_at = unit.now
            else:
                apology.fixed_printed_at = unit.now

        letter = letter_now(unit, apology) or Letter("", "")
        is_changed = bool(apology.words if is_first else apology.fixed_words)
        return Waiting(apology.departure, letter, is_changed, change, was_printed)

    return waiting


def _apology_keeper(kind: LetterKind) -> LetterKeeper:
    return LetterKeeper(
        waiting=_apology_waiting(kind),
        send=letter_sent,
        customer=lambda unit, subject: apology_view(unit, subject).customer,
        declined=apology_declined,
    )


_OURS = {
    LetterKind.thanks: LetterKeeper(
        waiting=_thanks_waiting,
        send=thanks_sent,
        customer=lambda unit, subject: view_of(unit, subject).customer,
        declined=thanks_declined,
    ),
    LetterKind.apology: _apology_keeper(LetterKind.apology),
    LetterKind.fixed: _apology_keeper(LetterKind.fixed),
    LetterKind.improved: _apology_keeper(LetterKind.improved),
}
