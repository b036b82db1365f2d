"""Teammates: kept in step with Slack, and asked about their hours."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import delete, func, select

from bot.colleagues.events import ColleagueGone, HoursChosen, PeopleRead
from bot.colleagues.models import Colleague, Membership
from bot.colleagues.service.nights import plan_tonight
from bot.slack.directory import SlackPerson
from bot.work.unit import Unit
from bot.workspace.events import ChannelChosen, ChannelLost
from bot.workspace.limits import may_here
from bot.workspace.roles import Deed, Role
from bot.workspace.service import settings_of

READ_PEOPLE = "read_people"
READ_MEMBERS = "read_members"
LOOK_AT = "look_at_channel"
EVERYBODY = "everybody"
_EVERYBODY, _ADMINS, _STRANGERS = "full members", "admins", "guests and outsiders"
_HERE = Colleague.is_bot.is_(False), Colleague.is_guest.is_(False), Colleague.is_outsider.is_(False), Colleague.is_gone.is_(False)


def learn_people(unit: Unit, people: Collection[SlackPerson]) -> None:
    """Take over what Slack knows of these people: some hundreds of them at the most, since others wait for it."""
    their = Colleague.id.in_([person.id for person in people])
    known = {one.id: one for one in unit.all(select(Colleague).where(their))}
    for person in people:
        known[person.id] = _learn(unit, person, known.get(person.id))


def everybody_was_read(unit: Unit) -> None:
    """Slack has told of everybody."""
    settings_of(unit).people_read_at = unit.now
    unit.tell(PeopleRead())


def learn_person(unit: Unit, person: SlackPerson) -> Colleague:
    """Take over what Slack knows of one person; tells `ColleagueGone` when they were a colleague, and are none any more."""
    return _learn(unit, person, colleague(unit, person.id))


def _learn(unit: Unit, person: SlackPerson, before: Colleague | None) -> Colleague:
    known = before or unit.add(Colleague(id=person.id))
    was_here = before is not None and not (before.is_gone or before.is_guest or before.is_outsider)
    known.name, known.zone, known.locale = person.real_name or person.called, person.zone, person.locale or known.locale
    known.is_admin, known.is_bot = person.is_admin or person.is_owner, person.is_bot
    known.is_guest, known.is_outsider, known.is_gone = person.is_guest, person.is_outsider, person.deleted
    known.seen = unit.now
    unit.unlearn(_EVERYBODY)
    unit.unlearn(_ADMINS)
    unit.unlearn(_STRANGERS)
    if was_here and (person.deleted or person.is_guest or person.is_outsider):
        unit.tell(ColleagueGone(person.id))
    return known


def hear_of_person(unit: Unit, person: SlackPerson) -> None:
    """Slack tells of one person; whoever moved to another zone is asked by its clock from now on."""
    known = colleague(unit, person.id)
    zone = known.zone if known else person.zone
    if learn_person(unit, person).zone != zone:
        unit.session.flush()
        unit.tell(HoursChosen(person.id))


def colleague(unit: Unit, person: str) -> Colleague | None:
    """What we know of a person; None when Slack has not told us of them yet."""
    return unit.get(Colleague, person)


def name_of(unit: Unit, person: str) -> str:
    """A person's name for plain text, where a mention would not be shown."""
    known = colleague(unit, person)
    return known.name if known else person


def full_members(unit: Unit) -> Sequence[Colleague]:
    """Everybody of this firm who is still here: no guests, bots, or people of other companies. They may be very many."""
    return unit.known(_EVERYBODY, lambda: unit.all(select(Colleague).where(*_HERE).order_by(Colleague.id)))


def admins(unit: Unit) -> Sequence[str]:
    """Those of them who are admins."""
    here = select(Colleague.id).where(*_HERE, Colleague.is_admin.is_(True)).order_by(Colleague.id)
    return unit.known(_ADMINS, lambda: unit.all(here))


def is_here(unit: Unit, person: str) -> bool:
    """Whether somebody is of this firm and still here."""
    return Role.member in standing(unit, person)


def may_be_told(unit: Unit, person: str) -> bool:
    """Whether a message to somebody may say anything: not to guests, nor to people of other companies.

    Slack itself refuses what goes to a closed account, and says so.
    """
    strange = Colleague.is_guest.is_(True) | Colleague.is_outsider.is_(True)
    return person not in unit.known(_STRANGERS, lambda: frozenset(unit.all(select(Colleague.id).where(strange))))


def firm_size(unit: Unit) -> int | None:
    """How many colleagues there are; None until Slack has told us of everybody."""
    if settings_of(unit).people_read_at is None:
        return None
    return unit.first(select(func.count()).select_from(Colleague).where(*_HERE))


def standing(unit: Unit, person: str) -> frozenset[Role]:
    """What a person is to the workspace as a whole. Somebody unknown is an outsider until Slack says otherwise."""
    known = colleague(unit, person)
    if known is None or known.is_outsider or known.is_gone or known.is_bot:
        return frozenset({Role.outsider})
    if known.is_guest:
        return frozenset({Role.guest})
    return frozenset({Role.member, Role.admin}) if known.is_admin else frozenset({Role.member})


def learn_members(unit: Unit, channel: str, people: Iterable[str]) -> None:
    """Mirror who is in a channel."""
    inside = set(people)
    known = set(unit.all(select(Membership.person).where(Membership.channel == channel)))
    if not inside:
        _forget(unit, channel)
        return
    for person in known - inside:
        parted(unit, channel, person)
    for person in inside - known:
        unit.add(Membership(id=f"{channel}:{person}", channel=channel, person=person))


def mirrored(unit: Unit) -> frozenset[str]:
    """The channels whose members matter here: the one of departures, the one that hears whom to ask again, those before."""
    settings = settings_of(unit)
    known = unit.all(select(Membership.channel).distinct())
    chosen = (settings.departures_channel, settings.digest_channel)
    return frozenset({*known, *filter(None, chosen)})


def joined(unit: Unit, channel: str, person: str) -> None:
    """Somebody joined a channel; kept where its members matter here."""
    if channel in mirrored(unit):
        unit.ensure(Membership, f"{channel}:{person}", channel=channel, person=person)


def parted(unit: Unit, channel: str, person: str) -> None:
    """Somebody left a channel."""
    unit.session.execute(delete(Membership).where(Membership.id == f"{channel}:{person}"))


def mirror_chosen(unit: Unit, event: ChannelChosen) -> None:
    """Read at once who is in the channel that was just chosen."""
    unit.plan(READ_MEMBERS, event.channel, unit.now, key=f"{READ_MEMBERS}:{event.channel}:{unit.now.isoformat()}")


def forget_lost(unit: Unit, event: ChannelLost) -> None:
    """Slack tells us no more who comes and goes in a channel that was lost, so being in it counts for nothing."""
    _forget(unit, event.channel)


def _forget(unit: Unit, channel: str) -> None:
    unit.session.execute(delete(Membership).where(Membership.channel == channel))


def plan_nightly(unit: Unit) -> None:
    """Read everybody every night, for the events that were missed; and now, when nobody is known yet."""
    plan_tonight(unit, READ_PEOPLE, EVERYBODY)
    if unit.first(select(Colleague.id)) is None:
        unit.plan(READ_PEOPLE, EVERYBODY, unit.now, key=f"{READ_PEOPLE}:first")


def is_in(unit: Unit, channel: str | None, person: str) -> bool:
    """Whether a person is in a channel, by the mirror."""
    return channel is not None and unit.get(Membership, f"{channel}:{person}") is not None


def may_as_colleague(unit: Unit, deed: Deed, person: str) -> bool:
    """Whether a colleague may do something that is about no one customer; a workspace may want it of its channel alone."""
    return may_here(unit, deed, standing_inside(unit, person))


def standing_inside(unit: Unit, person: str) -> frozenset[Role]:
    """What a person is to the workspace, and whether they are in its channel of departures."""
    stands = standing(unit, person)
    inside = Role.member in stands and is_in(unit, settings_of(unit).departures_channel, person)
    return stands | {Role.channel_member} if inside else stands
