"""A row of a file: what it says, or what is wrong with it, cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from bot.customers.rules import LONGEST_NAME, fold, plain, read_contact
from bot.customers.values import Consent
from bot.departures.rules import EARLIEST_SINCE, is_believable
from bot.importing.rules.amounts import look_at_amount, read_worth
from bot.importing.rules.days import look_at_day, read_day, read_month
from bot.importing.values import (
    NEEDED,
    Cell,
    Field,
    Kind,
    Known,
    Mark,
    Order,
    Problem,
    Remark,
    Row,
    Seen,
    Trouble,
    Way,
)
from bot.interviews.values import Source
from bot.workspace.rules import currency_codes

LONGEST_WORDS = 3000
LONGEST_SHOWN = 80
MOST_COUNTED = 10_000_000
FORMULA_ERRORS = frozenset({"#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
NOTHING = frozenset({"", "-", "--", "—", "–", "n/a", "na", "#n/a", "null", "none", "nil", "?", "k.a.", "nan"})
"""What people and programs write into a cell that holds nothing."""
NO_VALUE = "#FORMULA!"
"""A formula of which the file does not say what it comes to."""

_YES = frozenset({"yes", "y", "true", "1", "x", "ok", "ja", "j", "oui", "o", "si", "s", "sim", "sí", "wahr", "vrai", "verdadero"})
_NO = frozenset({"no", "n", "false", "0", "nein", "non", "não", "nee", "falsch", "faux", "falso", "never"})
_SAID = frozenset({"said", "they said", "interview", "exit interview", "call", "talk", "told us", "gesagt"})
_WROTE = frozenset({"wrote", "they wrote", "email", "survey", "form", "letter", "in writing", "geschrieben"})
_WON = _YES | {
    "won", "closed won", "accepted", "signed", "ordered", "converted", "gewonnen", "angenommen", "beauftragt", "gagne",
    "acceptee", "accepte", "ganada", "ganado", "aceptada", "vinta", "accettata", "aangenomen",
}  # fmt: skip
_NOT_WON = _NO | {
    "lost", "closed lost", "rejected", "declined", "refused", "open", "pending", "sent", "draft", "expired", "withdrawn",
    "cancelled", "canceled", "in progress", "negotiation", "verloren", "abgelehnt", "offen", "perdu", "perdue", "refuse",
    "refusee", "ouvert", "en cours", "perdida", "rechazada", "abierta", "pendiente", "nao", "persa", "rifiutata", "aperta",
    "afgewezen",
}  # fmt: skip
T = TypeVar("T")


def look(cells: Sequence[Cell], way: Way, seen: Seen) -> None:
    """Note what a row shows of how days and amounts are meant in its file."""
    for one in (Field.left, Field.since, Field.month, Field.sent_on):
        if one in way.columns:
            look_at_day(_cell(cells, way.columns[one]), seen)
    if Field.value in way.columns:
        look_at_amount(_cell(cells, way.columns[Field.value]), seen)


def settle(way: Way, seen: Seen) -> Way:
    """The way with what the file itself shows of its days and amounts, where nobody said it. What it shows both ways stays open."""
    order, mark = way.order, way.mark
    if order is None and seen.days_first != seen.months_first:
        order = Order.day_first if seen.days_first else Order.month_first
    if mark is None and seen.points != seen.commas:
        mark = Mark.point if seen.points else Mark.comma
    return replace(way, order=order, mark=mark)


def understand(number: int, cells: Sequence[Cell], headers: Sequence[str], way: Way, known: Known) -> Row | list[Trouble]:
    """The row of that number as it is meant; or all that is wrong in it."""
    reading = _Reading(number, cells, headers, way, known)
    read = _BY_KIND.get(way.kind, _Reading.customer)
    row = read(reading)
    return reading.troubles or row


def is_blank(cells: Iterable[Cell]) -> bool:
    """Whether a row says nothing."""
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)


class _Reading:
    """One row while it is read; lives for that."""

    def __init__(self, number: int, cells: Sequence[Cell], headers: Sequence[str], way: Way, known: Known) -> None:
        self.number, self.cells, self.headers, self.way, self.known = number, cells, headers, way, known
        self.troubles: list[Trouble] = []
        self.remarks: list[Remark] = []
        for place in range(len(headers), len(cells)):
            if not is_blank([cells[place]]):
                self._trouble(place, Problem.too_many_cells)
                break

    def customer(self) -> Row:
        left = self._day(Field.left)
        since = self._since(left)
        value, currency = self._worth()
        owner, cared_for = self._owner()
        reason, thought = self._reason()
        words = [self._text(Field.words), thought, cared_for]
        row = Row(
            number=self.number,
            customer=self._name(),
            left=left,
            reason=reason,
            words="\n".join(filter(None, words)) or None,
            competitor=self._text(Field.competitor, LONGEST_NAME),
            valued=self._text(Field.valued),
            source=self._source(),
            owner=owner,
            value=value,
            currency=currency,
            since=since,
            segments=tuple(one.strip() for one in (self._text(Field.segment) or "").split(";") if one.strip()),
            contact=self._contact(),
            stay=self._stay(),
        )
        return replace(row, remarks=tuple(self.remarks))

    def months(self) -> Row:
        month = read_month(self._raw(Field.month), self.way.order, self.known.today)
        sent, won = self._count(Field.sent), self._count(Field.won)
        found = self._kept(Field.month, month)
        if found is not None and found > self.known.today:
            self._wrong(Field.month, Problem.in_future)
        if sent is not None and won is not None and won > sent:
            self._wrong(Field.won, Problem.more_won_than_sent)
        return Row(
            self.number, month=found, new=self._count(Field.new), at_start=self._count(Field.at_start), sent=sent, won=won
        )

    def new_customer(self) -> Row:
        row = Row(self.number, customer=self._name(), since=self._since(None))
        return replace(row, remarks=tuple(self.remarks))

    def proposal(self) -> Row:
        row = Row(
            self.number,
            customer=self._name(),
            sent_on=self._day(Field.sent_on),
            proposal=self._text(Field.proposal),
            is_won=self._outcome(),
        )
        return replace(row, remarks=tuple(self.remarks))

    def _outcome(self) -> bool | None:
        told = plain(self._text(Field.outcome) or "")
        if not told:
            return None
        if told in _WON or told in _NOT_WON:
            return told in _WON
        self._wrong(Field.outcome, Problem.not_won_or_lost)
        return None

    def _name(self) -> str:
        name = " ".join((self._text(Field.customer, LONGEST_NAME) or "").split())
        if name and not fold(name):
            self._wrong(Field.customer, Problem.missing)
        return name

    def _day(self, what: Field) -> date | None:
        found = self._kept(what, read_day(self._raw(what), self.way.order, self.known.today))
        if found is None:
            return None
        if found.is_rough and Remark.rough_day not in self.remarks:
            self.remarks.append(Remark.rough_day)
        if found.day > self.known.today:
            self._wrong(what, Problem.in_future)
        elif what in (Field.left, Field.sent_on) and not is_believable(found.day, self.known.today):
            self._wrong(what, Problem.too_long_ago)
        return found.day

    def _since(self, left: date | None) -> date | None:
        since = self._day(Field.since)
        if since is not None and since < EARLIEST_SINCE:
            self._wrong(Field.since, Problem.too_long_ago)
        elif since is not None and left is not None and since > left:
            self._wrong(Field.since, Problem.after_leaving)
        return since

    def _worth(self) -> tuple[Decimal | None, str | None]:
        found = self._kept(Field.value, read_worth(self._raw(Field.value), self.way.mark))
        named = (self._text(Field.currency) or "").upper() or None
        if named is not None and named not in currency_codes():
            self._wrong(Field.currency, Problem.not_a_currency)
        if found is None:
            return None, None
        return found[0], named or found[1] or self.way.currency

    def _owner(self) -> tuple[str | None, str | None]:
        """The colleague; a name that nobody here has is kept among the words, for it may be of somebody who has left."""
        name = self._text(Field.owner, LONGEST_NAME)
        if name is None:
            return None, None
        found = self.known.people.get(fold(name)) or self.known.people.get(name)
        if found is None:
            self.remarks.append(Remark.unknown_owner)
        return found, None if found else f"({self._header(Field.owner)}: {name})"

    def _reason(self) -> tuple[str | None, str | None]:
        """The reason's code; words that are no reason's stay as they are, beside "something else"."""
        words = self._text(Field.reason)
        if words is None:
            return None, None
        found = self.known.reasons.get(plain(words))
        if found is not None:
            return found, None
        self.remarks.append(Remark.unknown_reason)
        return "other", words

    def _source(self) -> Source:
        told = plain(self._text(Field.known_by) or "")
        return Source.said if told in _SAID else Source.wrote if told in _WROTE else Source.thought

    def _contact(self) -> str | None:
        name, role = self._text(Field.contact, LONGEST_NAME), self._text(Field.role, LONGEST_NAME)
        email, phone = self._text(Field.email, LONGEST_NAME), self._text(Field.phone, LONGEST_NAME)
        if email is not None and read_contact(email).email is None:
            self._wrong(Field.email, Problem.no_way)
        words = ", ".join(filter(None, (name, role, email, phone)))
        if not words and self.way.kind is Kind.contacts:
            self._wrong(Field.contact, Problem.missing)
        return words or None

    def _stay(self) -> Consent | None:
        told = (self._text(Field.stay) or "").casefold()
        if not told:
            return None
        if told in _YES or told in _NO:
            return Consent.yes if told in _YES else Consent.no
        self._wrong(Field.stay, Problem.not_yes_or_no)
        return None

    def _count(self, what: Field) -> int | None:
        raw = self._raw(what)
        if isinstance(raw, str):
            bare = raw.replace(" ", "").replace("\u00a0", "").replace("'", "")
            number = int(bare) if bare.isascii() and bare.isdigit() else None
        else:
            number = int(raw) if raw is not None and raw == int(raw) else None
        if raw is not None and (number is None or not 0 <= number <= MOST_COUNTED):
            self._wrong(what, Problem.not_whole)
            return None
        if raw is None and what in NEEDED[self.way.kind]:
            self._wrong(what, Problem.missing)
        return number

    def _text(self, what: Field, most: int = LONGEST_WORDS) -> str | None:
        raw = self._raw(what)
        if raw is None:
            if what in NEEDED[self.way.kind]:
                self._wrong(what, Problem.missing)
            return None
        text = _as_text(raw)
        if len(text) > most:
            self._wrong(what, Problem.too_long)
            return None
        return text

    def _raw(self, what: Field) -> Cell:
        place = self.way.columns.get(what)
        cell = _cell(self.cells, place) if place is not None else None
        if isinstance(cell, str):
            if cell in FORMULA_ERRORS or cell == NO_VALUE:
                self._wrong(what, Problem.formula)
                return None
            return None if cell.casefold() in NOTHING else cell
        return cell

    def _kept(self, what: Field, found: T | Problem | None) -> T | None:
        if isinstance(found, Problem):
            self._wrong(what, found)
            return None
        if found is None and what in NEEDED[self.way.kind]:
            self._wrong(what, Problem.missing)
        return found

    def _wrong(self, what: Field, problem: Problem) -> None:
        place = self.way.columns.get(what)
        if place is None:
            self._add(Trouble(self.number, "", problem, ""))
        else:
            self._trouble(place, problem)

    def _trouble(self, place: int, problem: Problem) -> None:
        cell = _cell(self.cells, place)
        shown = "" if cell is None or cell == NO_VALUE else _as_text(cell)
        shown = shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}…"
        column = self.headers[place] if place < len(self.headers) else ""
        self._add(Trouble(self.number, column, problem, shown))

    def _add(self, trouble: Trouble) -> None:
        """Of each column what was found first: the rest follows from it."""
        if all(one.column != trouble.column for one in self.troubles):
            self.troubles.append(trouble)

    def _header(self, what: Field) -> str:
        return self.headers[self.way.columns[what]]


_BY_KIND: Mapping[Kind, Callable[[_Reading], Row]] = {
    Kind.new_customers: _Reading.months,
    Kind.proposals: _Reading.months,
    Kind.each_new_customer: _Reading.new_customer,
    Kind.each_proposal: _Reading.proposal,
}


def _cell(cells: Sequence[Cell], place: int) -> Cell:
    cell = cells[place] if place < len(cells) else None
    return cell.strip() or None if isinstance(cell, str) else cell


def _as_text(cell: Cell) -> str:
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return str(cell)
