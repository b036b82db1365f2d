"""The letters to customers: the words we bring along, the forms to change them, and how one went out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from bot.customers.values import TouchKind
from bot.farewell.blocks.advice import advice
from bot.farewell.rules.letters import brackets_meet, fill, has_all, unknown_blanks
from bot.farewell.values.letters import BLANKS, Blank, Known, LetterKind, LetterRow, WordsView
from bot.slack.kit import (
    Block,
    Choice,
    Element,
    Letter,
    Values,
    View,
    actions,
    button,
    context,
    escape,
    long_text,
    modal,
    pack,
    quoted,
    radios,
    section,
    text_input,
)
from bot.tact import Remark
from bot.words import _, later

CHANGE_LETTER = "farewell.change_letter"
LETTER_FORM = "farewell.letter_form"
SHIPPED = "farewell.shipped_letter"
CHANGE_WORDS = "farewell.change_words"
WORDS_FORM = "farewell.words_form"
PRINT = "farewell.print"
WAY_FORM = "farewell.way_form"
SUBJECT, BODY, WAY = "subject", "body", "way"
LONGEST_SUBJECT = 120
LONGEST_BODY = 2200

_NAMES = {
    LetterKind.thanks: later("The thank-you"),
    LetterKind.apology: later("Where we were wrong"),
    LetterKind.fixed: later("When it is changed"),
    LetterKind.improved: later("What they told us"),
    LetterKind.welcome: later("The welcome"),
}
_WHEN = {
    LetterKind.thanks: later("For the day on which a customer tells us that they go."),
    LetterKind.apology: later("For something that we did wrong. It asks for nothing."),
    LetterKind.fixed: later("For later, once what went wrong is changed. It asks for nothing either."),
    LetterKind.improved: later("For those who told us why they left, once that is changed. It asks for nothing."),
    LetterKind.welcome: later("For a customer who does business with us again. It does not say why they had gone."),
}
_SUBJECTS = {
    LetterKind.thanks: later("Thank you from all of us"),
    LetterKind.apology: later("We were wrong"),
    LetterKind.fixed: later("We changed it: thank you for telling us"),
    LetterKind.improved: later("What came of what you told us"),
    LetterKind.welcome: later("Thank you for working with us again"),
}
_BODIES = {
    LetterKind.thanks: (
        later("Hello[ {contact}],"),
        later(
            "Thank you for all the business that {customer} has given us[ since {since}]. I am sorry to see you go."
        ),
        later(
            "If anything is still open on our side, or if there are records you need from us, tell me and I will see to it."
        ),
        later(
            "I wish you well with what comes next. Would it be all right if I stayed in touch from time to time?"
        ),
        later("Kind regards,\n{me}"),
    ),
    LetterKind.apology: (
        later("Hello[ {contact}],"),
        later("We were wrong about something, and I would like to say so before more time goes by."),
        "{what}",
        later("I am sorry for the trouble that this made for {customer}. We are looking at how to do it better."),
        later("There is nothing you need to do, and I am not writing to ask you for anything."),
        later("Kind regards,\n{me}"),
    ),
    LetterKind.fixed: (
        later("Hello[ {contact}],"),
        later("Some time ago I wrote to you about something that we had got wrong:"),
        "{what}",
        later("We changed it. Thank you for telling us: it is better now because {customer} said so."),
        later("I only wanted you to know. There is no need to reply."),
        later("Kind regards,\n{me}"),
    ),
    LetterKind.improved: (
        later("Hello[ {contact}],"),
        later("When you left us you said openly what had not gone well for you. I thought you should hear what came of it:"),
        "{what}",
        later("Thank you for telling us: it is better now because {customer} said so."),
        later("I only wanted you to know. There is no need to reply."),
        later("Kind regards,\n{me}"),
    ),
    LetterKind.welcome: (
        later("Hello[ {contact}],"),
        later("Thank you for working with us again. It means a lot to us, and we know that it is ours to earn."),
        later("I look after {customer} myself. If anything is not as it should be, please tell me at once: I will see to it."),
        later("What is the one thing that we should get right this time?"),
        later("Kind regards,\n{me}"),
    ),
}
_BLANKS = {
    Blank.customer: later("{blank}: the name of the customer"),
    Blank.since: later("{blank}: the year in which they came"),
    Blank.contact: later("{blank}: whom we talk to there"),
    Blank.me: later("{blank}: whoever sends it"),
    Blank.what: later("{blank}: what went wrong, as your colleague puts it"),
}
_CHANGED = later("{blank}: what is different now, as your colleague puts it")
_WAYS = {
    TouchKind.email: later("By email"),
    TouchKind.letter: later("By letter"),
    TouchKind.call: later("I said it in a call"),
    TouchKind.meeting: later("I said it when we met"),
}


def letter_name(kind: LetterKind) -> str:
    """What a letter is called."""
    return _(_NAMES[kind])


def shipped(kind: LetterKind) -> Letter:
    """The words that we bring along, with their blanks, in the reader's language."""
    return Letter(subject_line(kind), "\n\n".join(shipped_lines(kind)))


def subject_line(kind: LetterKind) -> str:
    """Its subject."""
    return _(_SUBJECTS[kind])


def shipped_lines(kind: LetterKind) -> list[str]:
    """Its paragraphs."""
    return [_(line) for line in _BODIES[kind]]


def composed(kind: LetterKind, own: Letter | None, known: Known, words: str | None = None) -> Letter:
    """A letter to one customer: `words` where somebody wrote them for this one, else the workspace's own, else ours."""
    letter = own or shipped(kind)
    subject = " ".join(fill(letter.subject, known).split())
    return Letter(subject, words or fill(letter.body, known).strip())


def letters_view(rows: Sequence[LetterRow]) -> View:
    """All letters whose words an admin can change."""
    return modal(_("The letters"), "farewell.letters", list(_letters(rows)), close=_("Close"))


def letter_form(row: LetterRow, remarks: Sequence[Remark] = (), seen: str | None = None, turn: int = 0) -> View:
    """Asks for the workspace's own words of a letter. `seen` marks the words that the advice is about.

    `turn` gives the questions new names, so that Slack shows what they start with and not what was typed.
    """
    kind = row.kind
    meant = {**_BLANKS, Blank.what: _CHANGED} if kind is LetterKind.improved else _BLANKS
    lines = "\n".join(f"• {_(meant[one]).format(blank=f'`{{{one.value}}}`')}" for one in BLANKS[kind])
    blocks: list[Block] = [
        *advice(remarks),
        section(f"*{letter_name(kind)}*\n{_(_WHEN[kind])}"),
        text_input(_("Subject"), f"{SUBJECT}:{turn}", initial=row.letter.subject, max_length=LONGEST_SUBJECT),
        long_text(_("Words"), f"{BODY}:{turn}", initial=row.letter.body, max_length=LONGEST_BODY),
        context(_("I fill these in from the folder:\n{lines}").format(lines=lines)),
        context(
            _("What stands in square brackets is left out where I don't know it: `[ since {blank}]`").format(blank="{since}")
        ),
        section(_("*It reads like this*\n{words}").format(words=quoted(example(row).body, 1500))),
    ]
    if row.is_own:
        blocks.append(actions(button(_("Back to the original words"), SHIPPED, pack(kind=kind.value))))
    return modal(
        letter_name(kind),
        LETTER_FORM,
        blocks,
        submit=_("Save as it is") if remarks else _("Save"),
        metadata={"kind": kind.value, "seen": seen, "turn": turn},
    )


def letter_kept(row: LetterRow) -> View:
    """After an admin changed a letter: how it reads now."""
    told = (
        _("The letter is kept. From now on it reads like this:")
        if row.is_own
        else _("The letter has the original words again. It reads like this:")
    )
    shown = example(row)
    blocks = [
        section(told),
        section(f"*{escape(shown.subject)}*\n{quoted(shown.body, 2500)}"),
        context(_("Words that somebody changed for one customer stay as they are.")),
    ]
    return modal(letter_name(row.kind), "farewell.letter_kept", blocks, close=_("Close"))


def parse_letter(kind: LetterKind, values: Values) -> Letter | dict[str, str]:
    """The workspace's own words, or a sentence under each question that needs another look."""
    letter = Letter(values.text(SUBJECT) or "", values.text(BODY) or "")
    errors = {
        question: _unknown(kind, strange)
        for question, text in ((SUBJECT, letter.subject), (BODY, letter.body))
        if (strange := unknown_blanks(kind, text))
    }
    alone = _("A square bracket stands alone here, or in another one. Please write one where it opens, and one where it closes.")
    for question, text in ((SUBJECT, letter.subject), (BODY, letter.body)):
        if not brackets_meet(text):
            errors.setdefault(question, alone)
    if Blank.what in BLANKS[kind] and not has_all(letter.body, [Blank.what]):
        keep = _("Please keep {blank} in it: that is where your colleague says what went wrong.")
        errors.setdefault(BODY, keep.format(blank="{what}"))
    return errors or letter


def example(row: LetterRow) -> Letter:
    """How a letter reads, to a customer who does not exist."""
    wrong, changed = (
        _("We promised your order for a Monday, and it came on the Thursday."),
        _("Orders for a Monday leave on the Friday before now."),
    )
    what = changed if row.kind is LetterKind.improved else wrong
    known = Known("Harbour Cafés", _("Your name"), date(2016, 5, 1), "Rosa Marin", what)
    return composed(row.kind, row.letter, known)


def letter_buttons(kind: LetterKind, subject: str) -> Iterator[Element]:
    """What can be done with the words of a letter before it goes out."""
    carried = pack(kind=kind.value, id=subject)
    yield button(_("Change the words"), CHANGE_WORDS, carried)
    yield button(_("Print"), PRINT, carried)


def words_form(view: WordsView, remarks: Sequence[Remark] = (), seen: str | None = None) -> View:
    """Asks for the words to this one customer."""
    blocks = [
        *advice(remarks),
        section(_("These words are for *{customer}* alone.").format(customer=escape(view.customer))),
        long_text(
            _("Words"),
            BODY,
            initial=view.letter.body,
            hint=_("Leave it empty to go back to the words as they were."),
            optional=True,
            max_length=LONGEST_BODY,
        ),
    ]
    return modal(
        letter_name(view.kind),
        WORDS_FORM,
        blocks,
        submit=_("Save as it is") if remarks else _("Save"),
        metadata={"kind": view.kind.value, "id": view.id, "seen": seen},
    )


def with_words(view: WordsView, words: str) -> WordsView:
    """The same, with the words that were just typed."""
    return replace(view, letter=replace(view.letter, body=words))


def parse_words(values: Values) -> str | None:
    """The words to one customer; None goes back to those of the letter."""
    return values.text(BODY)


def way_form(kind: LetterKind, subject: str, customer: str) -> View:
    """Asks how it went out, where that is not clear."""
    choices = [Choice(way.value, _(words)) for way, words in _WAYS.items()]
    question = radios(_("How did it reach {customer}?").format(customer=customer), WAY, choices)
    metadata = {"kind": kind.value, "id": subject}
    return modal(letter_name(kind), WAY_FORM, [question], submit=_("Save"), close=_("Not now"), metadata=metadata)


def parse_way(values: Values) -> TouchKind:
    """How it went out."""
    return TouchKind(values.option(WAY) or TouchKind.other.value)


def _letters(rows: Iterable[LetterRow]) -> Iterator[Block]:
    yield section(
        _("The words that I offer for customers who go, or come back. Whoever sends them can change them for one customer before.")
    )
    for row in rows:
        whose = _("your own words") if row.is_own else _("the original words")
        told = f"*{letter_name(row.kind)}* · {whose}\n{_(_WHEN[row.kind])}"
        label = _("Change: {letter}").format(letter=letter_name(row.kind))
        carried = pack(kind=row.kind.value)
        yield section(told, button(_("Change"), f"{CHANGE_LETTER}:{row.kind.value}", carried, label=label))


def _unknown(kind: LetterKind, strange: Sequence[str]) -> str:
    known = ", ".join(f"{{{blank.value}}}" for blank in BLANKS[kind])
    typed = ", ".join(f"{{{one}}}" for one in strange)
    return _("I don't know {typed}. What I can fill in: {known}.").format(typed=typed, known=known)

