"""The folder: what is known first, then all that happened, page by page."""

from __future__ import annotations

from collections.abc import Iterator

from bot.customers.blocks import OPEN_FOLDER as OPEN
from bot.customers.blocks import which_time
from bot.customers.values import Consent, TouchKind
from bot.departures.blocks.words import day, stage_words, tenure
from bot.folder.values import Facts, FolderView, Line, Time
from bot.slack.kit import (
    Block,
    Element,
    View,
    actions,
    button,
    context,
    divider,
    escape,
    header,
    link,
    modal,
    moment,
    pack,
    person,
    quoted,
    section,
    text_input,
)
from bot.words import _, later, listing, locale, plural
from bot.work.values import Way
from bot.workspace.rules import write_amount, write_yearly

FOLDER = "folder.folder"
PAGE = "folder.page"
EXPORT = "folder.export"
RIGHT = "folder.put_right"
TOUCH, NOTE, PERSON, PROFILE, FILE = (
    f"folder.add_{what}" for what in ("touch", "note", "person", "profile", "file")
)
SEARCH = "search"
LONGEST_SEARCH = 100
MOST_PEOPLE = 5
LONGEST_WORDS = 2000

WAYS = {
    TouchKind.call: later("a call"),
    TouchKind.meeting: later("a meeting"),
    TouchKind.letter: later("a letter"),
    TouchKind.email: later("an email"),
    TouchKind.other: later("some other way"),
}
_CONSENTS = {
    Consent.yes: later("May we stay in touch? Yes, they said."),
    Consent.no: later("May we stay in touch? No, they would rather not."),
    Consent.not_answered: later("May we stay in touch? They have not answered yet."),
}


def folder_way(customer: str) -> Way:
    """The button that opens the folder, for the details of a customer who leaves."""
    return Way(_("Folder"), OPEN, pack(c=customer))


def about_way(customer: str) -> Way:
    """The button that opens the form for what is known of them: what they are worth, and what they are told apart by."""
    return Way(_("About them"), PROFILE, pack(c=customer))


def way_words(kind: TouchKind) -> str:
    """A way to be in touch, inside a sentence."""
    return _(WAYS[kind])


def folder_view(view: FolderView) -> View:
    """The folder; what may be done with it stands under what is known."""
    facts = view.facts
    blocks: list[Block] = [header(facts.name), section("\n".join(_facts(facts)))]
    if facts.people:
        blocks.append(section(_people(facts)))
    blocks += [
        actions(*_ways(view)),
        divider(),
        text_input(
            _("Search this folder"),
            SEARCH,
            initial=view.query,
            placeholder=_("A name, a word"),
            hint=_("Only what has all of these words is shown. Left empty, everything is."),
            optional=True,
            max_length=LONGEST_SEARCH,
        ),
        context(_count(view)),
    ]
    blocks += [block for line in view.lines for block in _line(line)]
    if view.pages > 1:
        blocks.append(actions(*_turning(view)))
    kept = {"c": facts.customer, "p": view.page}
    return modal(_("Folder"), FOLDER, blocks, submit=_("Search"), close=_("Close"), metadata=kept)


def _ways(view: FolderView) -> Iterator[Element]:
    writing = (
        (_("Add a contact"), TOUCH),
        (_("Add a note"), NOTE),
        (_("A person there"), PERSON),
        (_("About them"), PROFILE),
        (_("Add a file"), FILE),
    )
    for text, action in writing if view.may_write else ():
        yield button(text, action, pack(c=view.facts.customer))
    yield button(_("Export"), EXPORT, pack(c=view.facts.customer))
    if view.may_write:
        yield button(_("Put right"), RIGHT, pack(c=view.facts.customer))


def _facts(facts: Facts) -> Iterator[str]:
    if facts.stands:
        stage, since = facts.stands
        yield _("{stage}, since {day}").format(stage=stage_words(stage).capitalize(), day=day(since))
    if facts.old_names:
        yield _("Earlier names: {names}").format(names=escape(listing(facts.old_names)))
    if facts.segments:
        yield _("What they are: {segments}").format(segments=escape(", ".join(facts.segments)))
    yield from (f"{escape(name)}: {escape(', '.join(said))}" for name, said in facts.fields)
    if facts.value is not None:
        amount = write_amount(facts.value, facts.currency, locale.get())
        yield _("Worth a year: {amount}").format(amount=escape(amount))
    yield from times_told(facts)
    if facts.carers:
        carers = listing(person(one) for one in facts.carers)
        yield _("Looked after by {person}").format(person=carers)
    if facts.reasons and len(facts.times) < 2:
        yield _("Why they left: {reasons}").format(reasons=escape("; ".join(facts.reasons)))
    if facts.reached_by:
        yield _("How they like to hear from us: {way}").format(way=way_words(facts.reached_by))
    if facts.own_day:
        yield _("A date of theirs: {day}, {what}").format(
            day=write_yearly(facts.own_day[0], locale.get()), what=escape(facts.own_day[1])
        )
    if facts.mailing is not None:
        yield _("On the mailing list") if facts.mailing else _("Not on the mailing list")
    yield _(_CONSENTS[facts.consent])


def about_time(time: Time) -> list[str]:
    """What is known of one time with us beside its days, in plain text; told where there was more than one."""
    lines = []
    if time.cost:
        amount = write_amount(time.cost.value, time.cost.currency, locale.get())
        lines.append(_("winning them back took {amount}").format(amount=amount))
    if time.worth:
        amount = write_amount(time.worth.value, time.worth.currency, locale.get())
        lines.append(_("worth {amount} a year").format(amount=amount))
    if time.reasons:
        lines.append(_("left over: {reasons}").format(reasons="; ".join(time.reasons)))
    return lines


def times_told(facts: Facts) -> Iterator[str]:
    """Each time with us: its days; and where there were several, what it was worth, took, and why it ended."""
    for time in facts.times:
        if not time.began and not time.is_over:
            continue
        told = _lasted(time)
        if time.number > 1:
            told = _("{told} ({again})").format(told=told, again=which_time(time.number))
        yield told
        if len(facts.times) > 1 and (more := about_time(time)):
            yield f"    {escape(' · '.join(more))}"


def _lasted(time: Time) -> str:
    if time.began is None:
        return _("A customer until {ended}").format(ended=day(time.until))
    lasted = tenure(time.began, time.until)
    if not time.is_over:
        return _("A customer since {began}, {lasted}").format(began=day(time.began), lasted=lasted)
    told = _("A customer from {began} to {ended}, {lasted}")
    return told.format(began=day(time.began), ended=day(time.until), lasted=lasted)


def _people(facts: Facts) -> str:
    lines = [_("*People there*"), *(f"• {escape(one)}" for one in facts.people[:MOST_PEOPLE])]
    if len(facts.people) > MOST_PEOPLE:
        lines.append(plural("and {count} more, below", "and {count} more, below", len(facts.people) - MOST_PEOPLE))
    return "\n".join(lines)


def _count(view: FolderView) -> str:
    if view.query is None:
        return plural("{count} thing in this folder, newest first", "{count} things in this folder, newest first", view.held)
    words = escape(view.query)
    if view.found == 0:
        return _("Nothing in this folder has all of these words: {words}").format(words=words)
    told = plural("{count} thing has all of these words:", "{count} things have all of these words:", view.found)
    return f"{told} {words}"


def _line(line: Line) -> Iterator[Block]:
    entry = line.entry
    told = f"*{escape(entry.what)}*"
    yield section(f"{told}\n{quoted(entry.words, LONGEST_WORDS)}" if entry.words else told)
    about = [moment(entry.at, "{date_short}")]
    about += [escape(line.who)] if line.who else []
    about += [link(entry.link, _("The message"))] if entry.link else []
    yield context(" · ".join(about))


def _turning(view: FolderView) -> Iterator[Element]:
    if view.page > 0:
        yield button(_("Later"), f"{PAGE}:later", pack(c=view.facts.customer, p=view.page - 1))
    if view.page < view.pages - 1:
        yield button(_("Earlier"), f"{PAGE}:earlier", pack(c=view.facts.customer, p=view.page + 1))
