"""A customer is erased: what says who they were goes, from here and from Slack; counts stay, and that they are left alone.

It is one transaction for what is kept here; the messages leave Slack at the pace that Slack allows, whatever comes between.
What people wrote in Slack themselves is not the bot's to delete: whoever erases gets the links.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from bot.colleagues.models import Membership
from bot.colleagues.service import admins, full_members, standing
from bot.customers.events import CustomerErased, NamedAgain
from bot.customers.models import ConsentAnswer, Customer, Dealing, Erasure, Promise
from bot.customers.rules import fold
from bot.customers.service import customer_of, mark_of, names_of
from bot.customers.values import Consent, Erased, PromiseState
from bot.departures.events import StageChanged
from bot.departures.models import Departure, Step
from bot.departures.service.card import CARD
from bot.departures.values import OPEN_STAGES, Stage
from bot.fixes.service import end_fixes
from bot.folder.blocks import forgetting as blocks
from bot.folder.putting_right import ErasePlan, Erasing, Refusal
from bot.folder.service.emptying import empty, leads_to
from bot.folder.service.merging import belongings_of
from bot.folder.service.reach import Reached, all_ids, reached, shared_with
from bot.folder.service.taking_away import (
    draw_again_or_take_away,
    leave_off,
    planned_about,
    said_about,
    stands_in_slack,
    take_away,
)
from bot.folder.service.whose import roles_with, visible
from bot.store.base import new_id
from bot.winback.service.asks import end_asks
from bot.winback.service.returns import end_care
from bot.work.models import Delivery
from bot.work.unit import Unit
from bot.workspace.roles import Deed, Role, may
from bot.workspace.service import record

SCRUB = "folder.scrub"
"""The obligation that lets the database's own files forget, too."""


def plan_erasure(unit: Unit, by: str, customer: str | None) -> ErasePlan | Refusal:
    """What would go, in numbers; or why not."""
    known = _erasable(unit, by, customer)
    if isinstance(known, Refusal):
        return known
    rows = reached(unit, known.id)
    ids = all_ids(rows)
    said = said_about(unit, ids)
    return ErasePlan(
        customer=known.id,
        name=known.name,
        known_as=tuple(names_of(unit, known.id)[1:]),
        goes=belongings_of(unit, rows[Customer]),
        messages=sum(1 for one in said if stands_in_slack(one) and one.file is None),
        files=sum(1 for one in said if one.file is not None),
        planned=planned_about(unit, ids),
    )


def erase(unit: Unit, by: str, customer: str | None, typed: str | None) -> Erasing | Refusal:
    """Erase all that is held about a customer; their name was `typed` to confirm it."""
    known = _erasable(unit, by, customer)
    if isinstance(known, Refusal):
        return known
    if fold(typed or "") != fold(known.name):
        return Refusal.wrong_name
    return erase_customer(unit, known.id, by)


def erase_customer(unit: Unit, customer: str, by: str) -> Erasing:
    """Erase a customer, and all who were merged into them; whoever calls this has asked who may. Twice does no harm."""
    return _erase(unit, customer, by, [mark_of(unit, one) for one in names_of(unit, customer)])


def let_go_of(unit: Unit, customer: str) -> Erasing:
    """Erase a customer whose time is over. Nobody asked for it: so who is logged by that name again is new to us, and may be asked."""
    return _erase(unit, customer, "", [])


def threads_of(unit: Unit, customer: str) -> Sequence[tuple[str, str]]:
    """Where people may have written themselves: under the cards of a customer, by channel and timestamp."""
    departures = reached(unit, customer).get(Departure, frozenset())
    cards = select(Delivery.channel, Delivery.ts).where(
        Delivery.card == CARD, Delivery.subject.in_(departures), Delivery.ts.is_not(None)
    )
    return [(row.channel, row.ts) for row in unit.session.execute(cards.order_by(Delivery.id)) if row.channel]


def tell_of_name(unit: Unit, event: NamedAgain) -> None:
    """A name that was erased was logged anew: an admin hears of it, the one who erased it if possible, and nobody else."""
    erasure = unit.need(Erasure, event.erasure)
    near = [erasure.by] if Role.admin in standing(unit, erasure.by) else admins(unit)
    if near:
        told = blocks.named_again(customer_of(unit, event.customer).name, erasure.at)
        unit.say(told, to=near[0], key=f"named_again:{event.customer}")


def _erase(unit: Unit, customer: str, by: str, marks: Sequence[str]) -> Erasing:
    name = customer_of(unit, customer).name
    _end_what_goes_on(unit, customer, by)
    rows = reached(unit, customer)
    ids, holders = all_ids(rows), shared_with(unit, rows)
    said, links = said_about(unit, ids), tuple(dict.fromkeys(leads_to(unit, rows)))
    people = _who_knew(unit, rows, said)
    taken = take_away(unit, said)
    leave_off(unit, ids)
    empty(unit, rows)
    for one in unit.all(select(Customer).where(Customer.id.in_(rows[Customer]))):
        one.name, one.plain_name, one.erased_at = blocks.erased_name(), f"{blocks.ERASED} {one.id}", unit.now
    unit.session.flush()
    draw_again_or_take_away(unit, holders)
    _remember(unit, customer, rows[Customer], by, marks)
    record(unit, by, "customer.erased", customer)
    unit.plan(SCRUB, customer, unit.now, key=f"{SCRUB}:{new_id()}")
    unit.tell(CustomerErased(customer, people))
    return Erasing(name, taken, links)


def _who_knew(unit: Unit, rows: Reached, said: Iterable[Delivery]) -> frozenset[str]:
    """Whose Home may have shown them: all who could see a departure of theirs, and whoever was told of them."""
    departures = unit.all(select(Departure).where(Departure.id.in_(rows.get(Departure, ()))))
    channels = {one.posted_to for one in departures if one.posted_to} | {one.target for one in said}
    inside = unit.all(select(Membership.person).where(Membership.channel.in_(channels)))
    dealt = unit.all(select(Dealing.person).where(Dealing.id.in_(rows.get(Dealing, ()))))
    near = (person for one in departures for person in (one.owner, one.logged_by) if person)
    told = (one.target for one in said if one.target[:1] in "UW")
    return frozenset((*inside, *admins(unit), *dealt, *near, *told)) & {one.id for one in full_members(unit)}


def _erasable(unit: Unit, by: str, customer: str | None) -> Customer | Refusal:
    known = visible(unit, by, customer)
    if known is None:
        return Refusal.unknown
    return known if may(Deed.erase_customer, roles_with(unit, by, known.id)) else Refusal.may_not


def _end_what_goes_on(unit: Unit, customer: str, by: str) -> None:
    """Nobody is asked, or owes anything, about them any more; each stage ends its own, as when a matter is closed."""
    for departure in unit.all(select(Departure).where(Departure.customer == customer)):
        if departure.stage in OPEN_STAGES:
            _close(unit, departure, by)
        end_asks(unit, departure.id)
        end_fixes(unit, departure.id, by)
    end_care(unit, customer, "")
    promised = Promise.customer == customer, Promise.state == PromiseState.open
    for promise in unit.all(select(Promise).where(*promised)):
        promise.state = PromiseState.dropped
    unit.session.flush()


def _close(unit: Unit, departure: Departure, by: str) -> None:
    before, departure.stage, departure.open_for = departure.stage, Stage.closed, None
    unit.add(
        Step(departure=departure.id, before=before, after=Stage.closed, who=by, at=unit.now, day_before=departure.happened)
    )
    unit.session.flush()
    unit.tell(StageChanged(departure.id, before, Stage.closed, by))


def _remember(unit: Unit, customer: str, all_of_them: Iterable[str], by: str, marks: Sequence[str]) -> None:
    """All that is needed never to contact them again: hashes of their names, where they are to be known by them, and a no.

    Each who was merged into them has a row of their own: in an older backup they may be apart.
    """
    for which in sorted(all_of_them):
        known = unit.get(Erasure, which)
        if known is None:
            unit.add(Erasure(id=which, kind=Erased.customer, by=by, at=unit.now, marks=sorted(set(marks))))
        else:
            known.marks = sorted({*known.marks, *marks})
    unit.add(ConsentAnswer(customer=customer, answer=Consent.no, heard_by=by, at=unit.now))
    unit.session.flush()
