"""The forms of staying in touch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.customers.blocks import contact_choices
from bot.customers.values import Consent, TouchKind
from bot.departures.blocks.form import CUSTOMER, customer_input, initial_customer, likely, parse_customer, problem_words
from bot.departures.values import Opening
from bot.nudges.blocks.words import (
    ARTICLE_FORM,
    COLLEAGUE,
    CONSENT,
    DAY,
    DAY_FORM,
    DAYS,
    DONE_FORM,
    HAND_OVER_FORM,
    KIND,
    LINK,
    LONGEST,
    NEWS_FORM,
    NUDGE,
    OBSTACLES,
    OFTEN,
    RHYTHM_FORM,
    SKIP,
    SOUNDED,
    SOUNDS,
    STOP_FORM,
    USUAL,
    WHOM,
    WHOM_FORM,
    WORDS,
)
from bot.nudges.rules import EVERY_DAYS, address_in
from bot.nudges.values import Article, Asking, Brought, DoneForm, NewsForm, NudgeKind, Obstacle, Snooze, Sounded, Suited
from bot.slack.kit import (
    Block,
    Choice,
    Values,
    View,
    checkboxes,
    context,
    date_input,
    escape,
    long_text,
    modal,
    radios,
    section,
    select,
    shorten,
    text_input,
    users_select,
)
from bot.words import _, plural

LONGEST_ADDRESS, LONGEST_ABOUT = 1000, 500
"""A form carries both on to the next."""


def done_form(nudge: str, asking: Asking) -> View:
    """Asks what contact there was."""
    sounds = [Choice(one.value, _(SOUNDS[one])) for one in Sounded]
    usual = {
        NudgeKind.check_in: TouchKind.email,
        NudgeKind.news: TouchKind.letter,
        NudgeKind.article: TouchKind.email,
        NudgeKind.doors: TouchKind.call,
    }
    first = usual.get(asking.kind, USUAL[asking.suggestion])
    blocks = [
        _about(asking),
        select(_("What was it?"), KIND, contact_choices(), initial=first.value),
        date_input(_("When?"), DAY, initial=asking.today),
        radios(_("How did they sound?"), SOUNDED, sounds, optional=True),
        long_text(_("What is worth remembering?"), WORDS, optional=True, max_length=LONGEST),
    ]
    if asking.consent is Consent.not_answered:
        choices = [
            Choice(Consent.yes.value, _("Yes, gladly")),
            Choice(Consent.no.value, _("No, leave them in peace")),
        ]
        blocks.append(radios(_("If you asked: may we stay in touch?"), CONSENT, choices, optional=True))
    return modal(_("You were in touch"), DONE_FORM, blocks, submit=_("Save"), metadata={NUDGE: nudge})


def parse_done(values: Values) -> DoneForm | dict[str, str]:
    """The contact as it was told, or a sentence for each question that needs another look."""
    kind, when = values.option(KIND), values.date(DAY)
    if kind is None or when is None:
        missing = {KIND: _("Please choose one."), DAY: _("Please choose the day.")}
        return {name: text for name, text in missing.items() if (kind if name == KIND else when) is None}
    sounded, consent = values.option(SOUNDED), values.option(CONSENT)
    return DoneForm(
        kind=TouchKind(kind),
        day=when,
        sounded=Sounded(sounded) if sounded else None,
        words=values.text(WORDS),
        consent=Consent(consent) if consent else None,
    )


def day_form(nudge: str, asking: Asking) -> View:
    """Asks until when the nudge is put off."""
    question = date_input(
        _("When shall I ask you again?"), DAY, hint=_("I'll come in the morning, or on your next working day.")
    )
    return modal(_("Not now"), DAY_FORM, [_about(asking), question], submit=_("Ask me then"), metadata={NUDGE: nudge})


def hand_over_form(nudge: str, asking: Asking) -> View:
    """Asks who stays in touch from now on."""
    question = users_select(
        _("Who will stay in touch from now on?"),
        COLLEAGUE,
        hint=_("They'll be asked in their own working hours, with everything that you see here."),
    )
    return modal(
        _("Hand over"), HAND_OVER_FORM, [_about(asking), question], submit=_("Hand over"), metadata={NUDGE: nudge}
    )


def stop_form(nudge: str, asking: Asking) -> View:
    """Asks why nobody shall stay in touch any more."""
    question = long_text(
        _("Why?"),
        WORDS,
        optional=True,
        max_length=LONGEST,
        hint=_("For whoever looks here later. You can start it again."),
    )
    return modal(_("Stop asking"), STOP_FORM, [_about(asking), question], submit=_("Stop"), metadata={NUDGE: nudge})


def snooze_choice(value: object) -> Snooze | None:
    """What was chosen in the menu of a nudge; None where it is passed over this time."""
    return None if value == SKIP else Snooze(str(value))


def rhythm_form(nudge: str, asking: Asking) -> View:
    """Asks how often a customer is kept in touch with."""
    within = {days: words for days, words in OFTEN.items() if asking.bounds.fitted(days) == days}
    choices = [Choice(str(days), _(words)) for days, words in within.items()]
    usual = asking.days if asking.days in within else next(iter(within))
    hint = _("Counted from the last contact of anyone here, whatever it was.")
    if len(within) < len(OFTEN):
        hint += " " + _("An admin has set the limits for their kind of customer.")
    question = radios(_("How often shall somebody be in touch?"), DAYS, choices, initial=str(usual), hint=hint)
    return modal(_("How often"), RHYTHM_FORM, [_about(asking), question], submit=_("Save"), metadata={NUDGE: nudge})


def parse_rhythm(values: Values) -> int:
    """How often, in days."""
    return int(values.option(DAYS) or EVERY_DAYS)


def news_form(opening: Opening, address: str = "", words: str | None = None) -> View:
    """Asks who is in the news, and where."""
    blocks = [
        customer_input(initial_customer(opening)),
        *likely(opening.alike),
        text_input(_("Where is it?"), LINK, initial=address or None, placeholder="https://", max_length=LONGEST),
        long_text(_("What is it about?"), WORDS, initial=words, optional=True, max_length=LONGEST),
        context(_("Whoever looks after them is asked once to congratulate, on their next working morning.")),
    ]
    return modal(_("In the news"), NEWS_FORM, blocks, submit=_("Tell them"), close=_("Not now"))


def parse_news(values: Values) -> NewsForm | dict[str, str]:
    """Who is in the news and where, or a sentence under the question that needs another look."""
    who, address = parse_customer(values), address_in(values.text(LINK) or "")
    if isinstance(who, Mapping):
        return problem_words(who)
    if address is None:
        return {LINK: _(OBSTACLES[Obstacle.no_link])}
    return NewsForm(who[0], who[1], address, values.text(WORDS))


def article_form(address: str = "") -> View:
    """Asks what somebody read, and what it is about."""
    blocks = [
        text_input(_("Where is it?"), LINK, initial=address or None, placeholder="https://", max_length=LONGEST_ADDRESS),
        long_text(
            _("What is it about?"),
            WORDS,
            max_length=LONGEST_ABOUT,
            hint=_("In a few words: I look for customers who have left, and of whom something like it is noted."),
        ),
    ]
    return modal(_("Something to read"), ARTICLE_FORM, blocks, submit=_("Whom may it interest?"), close=_("Not now"))


def parse_article(values: Values) -> Article | dict[str, str]:
    """What somebody read, or a sentence under the question that needs another look."""
    address, about = address_in(values.text(LINK) or ""), values.text(WORDS)
    if address is None:
        return {LINK: _(OBSTACLES[Obstacle.no_link])}
    return Article(address, about) if about else {WORDS: _("Please say in a few words what it is about.")}


def whom_form(article: Article, found: Sequence[Suited]) -> View:
    """Says whom it may interest, and asks to whom it shall be sent."""
    if not found:
        nobody = _("Of those who have left, nothing is noted that has to do with it. Perhaps say it in other words?")
        return modal(_("Something to read"), "nudges.whom_nobody", [section(nobody)], close=_("Close"))
    choices = [Choice(one.departure, shorten(one.customer, 70), ", ".join(one.shared)[:70]) for one in found]
    blocks = [
        section(_("I found these, with what they have in common with it. Whoever looks after them is asked once to send it.")),
        checkboxes(_("To whom?"), WHOM, choices, optional=False),
    ]
    metadata = {LINK: article.link, WORDS: article.about}
    return modal(_("Something to read"), WHOM_FORM, blocks, submit=_("Ask them"), close=_("Not now"), metadata=metadata)


def article_in(metadata: Mapping[str, Any]) -> Article:
    """What the form about whom it may interest carries."""
    return Article(str(metadata[LINK]), str(metadata[WORDS]))


def article_brought(count: int) -> View:
    """What somebody hears who chose to whom it is sent."""
    told = plural(
        "Thank you. A colleague is asked once to send it, on their next working morning.",
        "Thank you. For {count} customers a colleague is asked once to send it, on their next working morning.",
        count,
    )
    return modal(_("Something to read"), "nudges.article_brought", [section(told)], close=_("Close"))


def news_declined(why: Obstacle) -> dict[str, str]:
    """Why nobody is asked to congratulate, under the question that it is about."""
    return {LINK if why in (Obstacle.no_link, Obstacle.known_already) else CUSTOMER: _(OBSTACLES[why])}


def news_brought(brought: Brought) -> View:
    """What somebody hears who brought news."""
    told = (
        _("Thank you. On your next working morning I ask you once to congratulate *{customer}*.")
        if brought.oneself
        else _("Thank you. {who} is asked once to congratulate *{customer}*, on their next working morning.")
    ).format(who=escape(brought.who), customer=escape(brought.customer))
    return modal(_("In the news"), "nudges.news_brought", [section(told)], close=_("Close"))




def _about(asking: Asking) -> Block:
    return section(f"*{escape(asking.customer)}*")
