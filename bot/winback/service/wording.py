"""The words to a customer whom somebody asks again: another way back, words of their own, a page to print."""

from __future__ import annotations

from bot.colleagues.service import today_of
from bot.customers.rules import name_in
from bot.departures.blocks.printed import file_name, printed, printed_message, printed_message_alone
from bot.departures.service import facts_of
from bot.winback.models import Ask
from bot.winback.service.asks import need_claimed, redraw_ask
from bot.winback.service.proposing import letter_of, next_proposal
from bot.winback.values import Declined, Obstacle
from bot.winback.ways import AskWords
from bot.work.unit import Unit
from bot.work.values import Enclosure
from bot.workspace.service import record


def another_way(unit: Unit, by: str, ask_id: str) -> None:
    """Propose the next way back that is true of this customer; words that somebody wrote for the one before go."""
    ask = _to_ask(unit, by, ask_id)
    ask.way, ask.text = next_proposal(unit, ask).way, None
    redraw_ask(unit, ask)


def words_opening(unit: Unit, by: str, ask_id: str) -> AskWords:
    """The words as they are, for whoever asks."""
    ask = _to_ask(unit, by, ask_id)
    words = letter_of(unit, ask)
    return AskWords(ask.id, facts_of(unit, ask.departure).customer, words.letter.body, words.is_own)


def change_words(unit: Unit, by: str, ask_id: str, words: str | None) -> None:
    """Keep the words to this one customer; None goes back to those that are proposed."""
    ask = _to_ask(unit, by, ask_id)
    current = letter_of(unit, ask)
    if words == current.letter.body:
        return
    ask.way, ask.text = current.proposal.way, words
    record(unit, by, "ask.words", ask.departure)
    redraw_ask(unit, ask)


def print_ask(unit: Unit, by: str, ask_id: str, gesture: str) -> None:
    """Bring the words as a page to print. `gesture` names the occasion."""
    ask = _to_ask(unit, by, ask_id)
    facts, letter = facts_of(unit, ask.departure), letter_of(unit, ask).letter
    today = today_of(unit, by)
    page = printed(letter, facts.customer, name_in(facts.contact_words), today)
    file = Enclosure(file_name(letter, facts.customer), page, printed_message_alone(facts.customer, letter))
    unit.say(printed_message(facts.customer), to=by, key=f"print:{ask.id}:{gesture}", file=file)


def _to_ask(unit: Unit, by: str, ask_id: str) -> Ask:
    ask = need_claimed(unit, by, ask_id)
    if ask.made_at is not None:
        raise Declined(Obstacle.answered)
    return ask
