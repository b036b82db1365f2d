"""The form in which somebody files what a customer said or wrote: three questions, and page by page what else there is."""

from __future__ import annotations

from bot.customers.values import Consent, TouchKind
from bot.interviews.blocks import ids
from bot.interviews.blocks.filing import NO, NUMBERS, YES, day_of
from bot.interviews.values import InterviewView, Permission, Recommend, Source
from bot.interviews.values.heard import MOST_MORE_REASONS, FindingsView, Step
from bot.reasons.blocks import reason_choices
from bot.slack.kit import (
    Block,
    Choice,
    Element,
    View,
    actions,
    button,
    context,
    date_input,
    escape,
    long_text,
    modal,
    multi_select,
    pack,
    radios,
    section,
    select,
    text_input,
)
from bot.words import _
from bot.work.values import Duty

LONGEST_SAID = 3000
LONGEST_ANSWER = 1000
LONGEST_QUOTE = 500
LONGEST_NAME = 200


def findings_form(view: FindingsView) -> View:
    """One page of it, filled in as far as it was."""
    pages = {
        Step.three: _three,
        Step.around: _around,
        Step.quotes: _quotes,
        Step.ahead: _ahead,
        Step.aside: _aside,
    }
    return modal(
        _("What they said") if view.source is Source.said else _("What they wrote"),
        ids.DONE_FORM if view.source is Source.said else ids.ANSWERS_FORM,
        [*_told(view), *pages[view.step](view), actions(*_ways_on(view))],
        submit=_("Keep it"),
        close=_("Not yet"),
        metadata={
            "interview": view.about.interview,
            "source": view.source.value,
            "step": int(view.step),
            "completes": view.completes or None,
        },
    )


def resume_duty(about: InterviewView, source: Source) -> Duty:
    """For the Home of whoever has begun to fill it in."""
    told = (
        _("You have begun to note what *{customer}* said; it is not finished yet.")
        if source is Source.said
        else _("You have begun to note what *{customer}* wrote; it is not finished yet.")
    )
    carried = pack(interview=about.interview, source=source.value)
    return Duty(told.format(customer=escape(about.customer)), _("Resume"), ids.DONE, carried)


def more_to_add(about: InterviewView) -> tuple[Block, ...]:
    """Under what is settled, for whoever filed it: there is room for more, later too."""
    if not about.is_author:
        return ()
    label = _("Add to it: what {customer} said").format(customer=about.customer)
    return (actions(button(_("Add to it…"), ids.MORE, pack(interview=about.interview), label=label)),)


def _told(view: FindingsView) -> list[Block]:
    return [section("\n".join(escape(line) for line in view.told))] if view.told else []


def _ways_on(view: FindingsView) -> list[Element]:
    """To the pages before and after; the one that is not for the owner is one press from the first."""
    first = Step.around if view.completes else Step.three
    before, after = Step(max(view.step - 1, first)), Step(min(view.step + 1, Step.aside))
    ways = []
    if before is not view.step:
        ways.append(_way(_("Back"), before, view))
    if after is not view.step:
        ways.append(_way(_("More…") if view.step is Step.three else _("Go on…"), after, view))
    if view.step < Step.ahead:
        ways.append(_way(_("Not for the owner…"), Step.aside, view))
    return ways


def _way(text: str, to: Step, view: FindingsView) -> Element:
    """A button to another page: what is on this one is kept."""
    return button(text, f"{ids.STEP}:{int(to)}", pack(interview=view.about.interview, to=int(to)))


def _three(view: FindingsView) -> list[Block]:
    answers, said = view.answers, view.source is Source.said
    return [
        section(_opening(view)),
        long_text(
            _("What did they say?") if said else _("What did they write?"),
            ids.SAID,
            initial=answers.get(ids.SAID),
            placeholder=_("In their words, as far as you remember them")
            if said
            else _("Their answers, copied in here"),
            hint=_("Whoever looked after them reads this, in private; the card only says that you spoke with them.")
            if said
            else _("Whoever looked after them reads this, in private; the card only says that they answered."),
            max_length=LONGEST_SAID,
        ),
        select(
            _("What was the main reason?"),
            ids.REASON,
            _reasons(view),
            initial=answers.get(ids.REASON),
            placeholder=_("As they see it"),
            hint=_("For “something else”, say above what it was."),
        ),
        radios(
            _("May we stay in touch?"),
            ids.CONSENT,
            [
                Choice(Consent.yes.value, _("Yes")),
                Choice(Consent.no.value, _("No, leave them in peace")),
                Choice(Consent.not_answered.value, _("They did not say")),
            ],
            initial=answers.get(ids.CONSENT),
        ),
        context(
            _(
                "These three are enough. “More…” has room for the rest, and keeps this page: to go on another day, press it "
                "before you close this."
            )
        ),
    ]


def _opening(view: FindingsView) -> str:
    about = view.about
    if view.source is Source.wrote:
        told = _("*{customer}* has answered. Three questions, then it is done.")
    elif about.outsider:
        told = _("What did {name} hear from *{customer}*? Three questions, then it is done.")
    else:
        told = _("Thank you for speaking with *{customer}*. Three questions, then it is done.")
    return told.format(customer=escape(about.customer), name=escape(about.outsider or ""))


def _around(view: FindingsView) -> list[Block]:
    answers = view.answers
    return [
        section(_named(view, _("*{customer}*: what else was there? All of this can stay empty."))),
        multi_select(
            _("Did anything else add to it?"),
            ids.MORE_REASONS,
            _reasons(view),
            initial=answers.get(ids.MORE_REASONS) or (),
            most=MOST_MORE_REASONS,
            placeholder=_("Up to two more reasons"),
            optional=True,
        ),
        text_input(
            _("Who or what takes our place?"),
            ids.COMPETITOR,
            initial=answers.get(ids.COMPETITOR),
            hint=_("Where they went is never a reason by itself."),
            optional=True,
            max_length=LONGEST_NAME,
        ),
        date_input(
            _("When does their new contract end?"),
            ids.CONTRACT_ENDS,
            initial=day_of(answers.get(ids.CONTRACT_ENDS)),
            hint=_("About when is good enough."),
            optional=True,
        ),
        radios(
            _("May we ask again before that?"),
            ids.CHECK_IN,
            [Choice(YES, _("Yes, a call then is welcome")), Choice(NO, _("No"))],
            initial=answers.get(ids.CHECK_IN),
            hint=_("Whoever stays in touch is reminded in good time before the day above; without a day nobody can be."),
            optional=True,
        ),
        long_text(
            _("What did we do well?"),
            ids.DID_WELL,
            initial=answers.get(ids.DID_WELL),
            placeholder=_("What they valued, and others may value, too"),
            optional=True,
            max_length=LONGEST_ANSWER,
        ),
    ]


def _quotes(view: FindingsView) -> list[Block]:
    where = _(
        "*With their name*: whoever looked after them reads it, and it may stand in reports.\n*Without their name*: in "
        "reports alone.\n*Not at all*: nobody reads it but you.\nReports show no sentence of anybody before five customers "
        "have been heard in their time: among fewer, everybody would know who it was."
    )
    blocks: list[Block] = [
        section(_named(view, _("Sentences of *{customer}* worth keeping word for word, if they said that you may."))),
        section(where),
    ]
    for number in NUMBERS:
        blocks += [
            long_text(
                _("Sentence {number}, in their own words").format(number=number),
                f"{ids.QUOTE}{number}",
                initial=view.answers.get(f"{ids.QUOTE}{number}"),
                optional=True,
                max_length=LONGEST_QUOTE,
            ),
            select(
                _("May sentence {number} be shown?").format(number=number),
                f"{ids.PERMISSION}{number}",
                [
                    Choice(Permission.named.value, _("With their name")),
                    Choice(Permission.anonymous.value, _("Without their name")),
                    Choice(Permission.hidden.value, _("Not at all")),
                ],
                initial=view.answers.get(f"{ids.PERMISSION}{number}"),
                placeholder=_("As they said"),
                optional=True,
            ),
        ]
    return blocks


def _ahead(view: FindingsView) -> list[Block]:
    answers = view.answers
    return [
        section(_named(view, _("*{customer}* and us, from here on. All of this can stay empty."))),
        long_text(
            _("What do we owe them?"),
            ids.FIX_OWED,
            initial=answers.get(ids.FIX_OWED),
            placeholder=_("Something to put right, whether or not they come back"),
            optional=True,
            max_length=LONGEST_ANSWER,
        ),
        long_text(
            _("What would have to be true for them to come back?"),
            ids.WOULD_RETURN,
            initial=answers.get(ids.WOULD_RETURN),
            optional=True,
            max_length=LONGEST_ANSWER,
        ),
        radios(
            _("Would they recommend us?"),
            ids.RECOMMEND,
            [
                Choice(Recommend.yes.value, _("Yes")),
                Choice(Recommend.perhaps.value, _("Perhaps")),
                Choice(Recommend.no.value, _("No")),
            ],
            initial=answers.get(ids.RECOMMEND),
            optional=True,
        ),
        select(
            _("How do they like to hear from us?"),
            ids.STAY_BY,
            [
                Choice(TouchKind.call.value, _("A call")),
                Choice(TouchKind.email.value, _("An email")),
                Choice(TouchKind.letter.value, _("A letter")),
                Choice(TouchKind.meeting.value, _("A visit")),
                Choice(TouchKind.other.value, _("Another way")),
            ],
            initial=answers.get(ids.STAY_BY),
            placeholder=_("If they said so"),
            optional=True,
        ),
    ]


def _aside(view: FindingsView) -> list[Block]:
    answers = view.answers
    return [
        section(_named(view, _("*Not for the owner.* Frank words of *{customer}* are often about people."))),
        section(_who_reads(view)),
        long_text(
            _("What is not for the owner?"),
            ids.FRANK,
            initial=answers.get(ids.FRANK),
            optional=True,
            max_length=LONGEST_SAID,
        ),
        select(
            _("Which reason does it speak for?"),
            ids.FRANK_REASON,
            _reasons(view),
            initial=answers.get(ids.FRANK_REASON),
            hint=_("It counts when reasons are counted, without saying whose it is."),
            optional=True,
        ),
    ]


def _who_reads(view: FindingsView) -> str:
    if view.reader is None:
        return _("Only you can read this. It stands on no card, in no report and in no export.")
    told = _(
        "Only you and *{name}* can read this; an admin has named them for it. It stands on no card, in no report and in no "
        "export. What you wrote while somebody else was named, {name} reads only once you change it here."
    )
    return told.format(name=escape(view.reader))


def _named(view: FindingsView, words: str) -> str:
    return words.format(customer=escape(view.about.customer))


def _reasons(view: FindingsView) -> list[Choice]:
    """What stands in the form already is among them, though it was taken off the list meanwhile."""
    chosen = view.answers.get(ids.REASON), view.answers.get(ids.FRANK_REASON), *(view.answers.get(ids.MORE_REASONS) or ())
    return reason_choices(view.reasons, [one for one in chosen if one])
