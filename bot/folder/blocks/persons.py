"""A person at a customer's: what is held about them, as a text to copy; corrected; erased."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.departures.blocks.form import LONGEST_CONTACT, known_customer_input
from bot.departures.values import Opening
from bot.folder.putting_right import HeldAbout, PeopleThere, PersonErased, PersonThere
from bot.slack.kit import (
    Block,
    Values,
    View,
    actions,
    button,
    context,
    escape,
    long_text,
    modal,
    pack,
    section,
    text_input,
)
from bot.words import _, later, locale, plural
from bot.workspace.rules import write_day

PEOPLE = "folder.people"
PEOPLE_FORM = "folder.people_form"
HELD = "folder.person_held"
CORRECT = "folder.person_correct"
CORRECT_FORM = "folder.person_correct_form"
ERASE = "folder.person_erase"
ERASE_FORM = "folder.person_erase_form"
WORDS, TERMS = "words", "terms"
MOST_PEOPLE = 30
A_BLOCK = 2500
MOST_BLOCKS = 40
LONGEST_TERMS = 1000
COMMANDS = (
    (
        "person",
        "[name]",
        later("what is held about a person at a customer's: to show, to correct, to erase"),
        later("A customer's folder"),
    ),
)


def instead_of_a_person() -> str:
    """What stands where somebody was named who was erased."""
    return _("somebody there")


def people_form(opening: Opening) -> View:
    """Asks at which customer's."""
    return modal(_("People there"), PEOPLE_FORM, known_customer_input(opening), submit=_("Next"), close=_("Not now"))


def people_view(there: PeopleThere) -> View:
    """Everybody there, and what can be done about each."""
    blocks: list[Block] = [section(_("*{customer}*: people there").format(customer=escape(there.customer)))]
    if not there.people:
        blocks.append(section(_("Nobody is written down.")))
    for one in there.people[:MOST_PEOPLE]:
        carried = pack(p=one.contact)
        blocks += [
            section(escape(one.words)),
            actions(
                *(
                    button(text, f"{action}:{one.contact}", carried, label=f"{text}: {one.words}")
                    for text, action in ((_("What is held"), HELD), (_("Correct"), CORRECT), (_("Erase"), ERASE))
                ),
            ),
        ]
    if len(there.people) > MOST_PEOPLE:
        more = len(there.people) - MOST_PEOPLE
        blocks.append(context(plural("and {count} more", "and {count} more", more)))
    return modal(_("People there"), "folder.people_shown", blocks, close=_("Close"))


def held_view(held: HeldAbout) -> View:
    """All that is held about a person, to copy and hand to them."""
    person = held.person
    told = _("What I hold about *{words}* at *{customer}*, to copy and hand to them:").format(
        words=escape(person.words), customer=escape(person.customer)
    )
    blocks: list[Block] = [section(told)]
    blocks += [section(escape(part)) for part in _parts(list(_held(held)))][:MOST_BLOCKS]
    searched = _("Found by: {terms}. Of what only its author may read nothing is shown, and files are not searched.")
    blocks.append(context(searched.format(terms=escape(", ".join(held.terms)))))
    return modal(_("What is held"), "folder.held", blocks, close=_("Close"))


def correct_form(person: PersonThere) -> View:
    """Asks how a person is really called and reached."""
    blocks = [
        text_input(
            _("Whom to talk to at {customer}").format(customer=person.customer[:80]),
            WORDS,
            initial=person.words,
            placeholder=_("A name, a phone number or an email address"),
            max_length=LONGEST_CONTACT,
        )
    ]
    return modal(_("Correct"), CORRECT_FORM, blocks, submit=_("Save"), close=_("Not now"), metadata=_about(person))


def erase_form(held: HeldAbout) -> View:
    """What goes if a person is erased, and by which words they are found."""
    person, count = held.person, len(held.mentions) + len(held.also)
    told = _(
        "If you go on, *{words}* is no longer written down at {customer}, and wherever people wrote of them “{instead}” "
        "stands instead. That cannot be brought back."
    ).format(words=escape(person.words), customer=escape(person.customer), instead=instead_of_a_person())
    found = plural(
        "They are named in {count} place that you can see.", "They are named in {count} places that you can see.", count
    )
    blocks = [
        section(told),
        section(found),
        long_text(
            _("Words they are found by"),
            TERMS,
            initial="\n".join(held.terms),
            hint=_("One a line. Take out what means something else, too; add a nickname."),
            optional=True,
            max_length=LONGEST_TERMS,
        ),
    ]
    return modal(_("Erase a person"), ERASE_FORM, blocks, submit=_("Erase"), close=_("Not now"), metadata=_about(person))


def parse_terms(values: Values) -> tuple[str, ...]:
    """By which words somebody is found, one a line."""
    lines = (values.text(TERMS) or "").splitlines()
    return tuple(dict.fromkeys(" ".join(line.split()) for line in lines if len(line.strip()) > 1))


def person_corrected(person: PersonThere) -> View:
    """What somebody sees who corrected a person."""
    told = _("It is corrected: {words}, at *{customer}*.").format(
        words=escape(person.words), customer=escape(person.customer)
    )
    return modal(_("Correct"), "folder.person_corrected", [section(told)], close=_("Close"))


def person_erased(erased: PersonErased) -> View:
    """What somebody sees who erased a person; what remains for people to do."""
    told = [_("They are erased at *{customer}*.").format(customer=escape(erased.customer))]
    if erased.places:
        told.append(plural("They were named in {count} place.", "They were named in {count} places.", erased.places))
    if erased.messages:
        leaving = plural(
            "{count} message of mine that named them is being taken out of Slack.",
            "{count} messages of mine that named them are being taken out of Slack.",
            erased.messages,
        )
        told.append(leaving)
    by_hand = _("What people wrote in Slack themselves, and files in the folder, I leave as they are: please look there.")
    return modal(
        _("Erase a person"), "folder.person_erased", [section(" ".join(told)), context(by_hand)], close=_("Close")
    )


def _about(person: PersonThere) -> dict[str, str]:
    """Whom a form is about, and at which customer's: the list behind it is drawn again."""
    return {"p": person.contact, "c": person.at}


def _held(held: HeldAbout) -> Iterator[str]:
    for one in (held.person, *held.also):
        yield _("Written down by {name} ({day}): {words}").format(
            name=one.added_by, day=_day(one.added), words=one.words
        )
    for mention in held.mentions:
        yield f"{_day(mention.at)}: {mention.what}" + (f": {mention.words}" if mention.words else "")


def _day(at: datetime) -> str:
    return write_day(at.date(), locale.get())


def _parts(lines: Sequence[str]) -> Iterator[str]:
    """The lines, in pieces that a block holds."""
    part = ""
    for line in lines:
        for start in range(0, len(line), A_BLOCK):
            piece = line[start : start + A_BLOCK]
            if part and len(part) + len(piece) >= A_BLOCK:
                yield part
                part = ""
            part = f"{part}\n{piece}" if part else piece
    if part:
        yield part
