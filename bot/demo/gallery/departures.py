"""Samples: logging that a customer leaves, the card, and the answers to the command."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bot import journey
from bot.customers.values import Consent, ConsentFacts, Cue
from bot.demo.gallery.cast import (
    CONTACT,
    CUSTOMER,
    DAN,
    DEPARTURES,
    EMAIL,
    LEFT,
    MAYA,
    NOTE,
    NOW,
    SINCE,
    THEO,
    TODAY,
)
from bot.demo.gallery.forms import form as filled
from bot.demo.gallery.sample import replied, shown, worded
from bot.departures.blocks import card, form, size, usage, views, words
from bot.departures.values import (
    About,
    CardFacts,
    DepartureFacts,
    Details,
    Field,
    Known,
    LogForm,
    LostList,
    LostRow,
    Opening,
    Outcome,
    Problem,
    SignFacts,
    Size,
    Source,
    Stage,
    StepFacts,
    Suggestion,
    Unclear,
)
from bot.workspace.blocks import choose_channel_button

FACTS = DepartureFacts(
    id="d-acme",
    customer_id="c-acme",
    customer=CUSTOMER,
    stage=Stage.left,
    happened=LEFT,
    owner=MAYA,
    logged_by=MAYA,
    logged_at=NOW,
    responsible=MAYA,
    quiet=False,
    since=SINCE,
    time=1,
    contact_words=CONTACT,
    contact_phone="+1 212 555 0142",
    contact_email=EMAIL,
    note=NOTE,
    source_link=None,
    source_words=None,
    posted_to=DEPARTURES,
)
_TOO = LogForm(
    Stage.leaving,
    TODAY,
    new_name=CUSTOMER,
    contact="Sam Ortiz, sam.ortiz@acme.example",
    note="They asked twice about the price.",
)
_WORRIED = replace(FACTS, stage=Stage.at_risk, owner=None, responsible=THEO, logged_by=THEO, posted_to=None)
_CARD = CardFacts(
    departure=FACTS.id,
    customer=CUSTOMER,
    stage=Stage.left,
    happened=LEFT,
    owner="Maya Okafor",
    logged_by="Maya Okafor",
    logged_at=NOW,
    since=SINCE,
    time=1,
    worth=None,
    quiet=False,
    in_channel=True,
    lines=("Thanked on Mar 2", "Exit interview: Ruth Abelson will call them"),
)
_SOURCE = Source("Paula says they talk to somebody nearer to them. Should we worry?", DEPARTURES, "1772463600.000100")
_STEPS = (
    StepFacts(None, Stage.at_risk, "Theo Marchetti", NOW - timedelta(days=20), None),
    StepFacts(Stage.at_risk, Stage.left, "Maya Okafor", NOW, "They told Dan on the phone."),
)
_SIGNS = (
    SignFacts(Cue.price, "Theo Marchetti", NOW - timedelta(days=20), "Paula asked twice what others pay."),
    SignFacts(Cue.promise, "Maya Okafor", NOW - timedelta(days=9), None, "https://fernhill.slack.com/archives/C0/p1"),
)
LOST = LostList(
    (
        LostRow("d-harbor", "Harbor & Sons", Stage.left, "Theo Marchetti", date(2025, 8, 14), True),
        LostRow("d-moonrise", "Moonrise Cosmetics", Stage.leaving, None, date(2026, 1, 9), False),
        LostRow("d-acme", CUSTOMER, Stage.left, "Maya Okafor", LEFT, True),
    ),
    4,
)
NONE_LOST = LostList((), 0)
_LOST_CUSTOMERS = "ost customers"

_KNOWN = About(FACTS.id, CUSTOMER, Decimal(48000), "USD", SINCE, "America/New_York")
_UNKNOWN = About(FACTS.id, CUSTOMER, None, None, None)

_SAID = "<!date^1772463600^{date_short_pretty}|Mar 2>, Theo Marchetti: Keep watching\n> They think about it."

SAMPLES = (
    shown("the command without a name", form.log_form, Opening(TODAY), about="customer is leaving"),
    shown("a known name", form.log_form, Opening(TODAY, "c-acme", CUSTOMER)),
    shown("a name much like a known one", form.log_form, Opening(TODAY, name="Acme Bakery", alike=CUSTOMER)),
    shown(
        "a worry, from a message",
        form.log_form,
        Opening(TODAY, note=_SOURCE.words),
        stage=Stage.at_risk,
        quiet=True,
        source=_SOURCE,
        about="Worried about a customer",
    ),
    shown(
        "changed to a worry",
        form.log_form_again,
        filled(customer=CUSTOMER, stage=Stage.at_risk.value),
        {"stage": Stage.left.value},
    ),
    shown("logged, and it has left", card.card, _CARD, choose_channel_button()),
    shown("just logged", card.card, replace(_CARD, lines=(), since=None), choose_channel_button()),
    shown(
        "no channel is chosen yet",
        card.card,
        replace(_CARD, stage=Stage.leaving, owner=None, in_channel=False, lines=(), since=date(2025, 9, 1)),
        choose_channel_button(),
    ),
    shown(
        "kept between a few",
        card.card,
        replace(_CARD, stage=Stage.at_risk, quiet=True, in_channel=False, lines=(), since=TODAY),
        choose_channel_button(),
    ),
    shown(
        "a second time with us, with its worth",
        card.card,
        replace(_CARD, stage=Stage.saved, time=2, worth="$48,000", lines=(), since=date(2025, 12, 1)),
        choose_channel_button(),
    ),
    shown("it came back", card.card, replace(_CARD, stage=Stage.returned, time=3), choose_channel_button()),
    shown("nothing more to do", card.card, replace(_CARD, stage=Stage.closed, time=4), choose_channel_button()),
    shown(
        "four questions instead of a call",
        card.card,
        replace(_CARD, size=Size.light, lines=()),
        choose_channel_button(),
    ),
    shown("only a record", card.card, replace(_CARD, size=Size.record, lines=()), choose_channel_button()),
    shown("how much shall we do", size.size_form, FACTS),
    shown("in the thread", size.sized_line, "Maya Okafor", Size.record, about="Only keep a record"),
    shown("in the thread, by the rule", size.follows_line, "Maya Okafor", Size.light, about="what they are worth"),
    shown("nothing is known yet", size.about_form, _UNKNOWN),
    shown("some of it is known", size.about_form, _KNOWN),
    shown("its card went to another channel", card.moved_card, CUSTOMER, DEPARTURES),
    shown("its card went where one cannot see it", card.moved_card, CUSTOMER, None),
    shown("in the thread, first", card.logged_line, FACTS, "Maya Okafor", about="logged this"),
    shown(
        "in the thread, with a reason",
        card.moved_line,
        "Maya Okafor",
        Stage.leaving,
        FACTS,
        "They have signed with somebody nearer.",
        about="has left",
    ),
    shown("in the thread, without one", card.moved_line, "Maya Okafor", Stage.at_risk, FACTS, None, about="has left"),
    shown("in the thread", card.undone_line, "Maya Okafor", Stage.left, Stage.leaving, about="has given notice"),
    shown("in the thread", card.shared_line, "Maya Okafor", about="shared this"),
    shown("in the thread", card.successor_line, "Theo Marchetti", about="looks after them from now on"),
    shown("in the thread", card.owner_line, "Theo Marchetti", "Maya Okafor", about="Maya Okafor's customer"),
    shown("somebody else worries too, and wrote why", card.noticed_too, FACTS, DAN, _TOO, sees=True),
    shown("and may not see it", card.noticed_too, FACTS, DAN, replace(_TOO, contact=None, note=None), sees=False),
    shown("/lost-customer help", usage.help_message, journey.COMMANDS, about="What you can type"),
    shown(
        "/lost-customer setings",
        usage.unclear_message,
        Unclear("setings", "settings"),
        journey.COMMANDS,
        about="settings",
    ),
    shown("/lost-customer ??", usage.unclear_message, Unclear("??", None), journey.COMMANDS, about="??"),
    shown("/lost-customer list", usage.list_message, LOST, about=_LOST_CUSTOMERS),
    shown("/lost-customer list, and there is none", usage.list_message, NONE_LOST, about="lost customer"),
    shown("where it stands has changed", views.move_form, FACTS, TODAY),
    shown("and nobody knows the owner", views.move_form, _WORRIED, TODAY),
    shown(
        "it was given notice",
        views.move_form,
        replace(FACTS, stage=Stage.leaving),
        TODAY,
    ),
    shown("all of it", views.details_view, Details(FACTS, (DAN,), _STEPS)),
    shown("for the interviewer", views.details_view, Details(FACTS, (DAN,), _STEPS, may_change=False)),
    shown(
        "with what they said on staying in touch",
        views.details_view,
        Details(FACTS, (), _STEPS, consents=(ConsentFacts(Consent.yes, NOW, "Maya Okafor", "Paula Reyes", "Gladly."),)),
    ),
    shown(
        "with its warning signs",
        views.details_view,
        Details(_WORRIED, (), _STEPS[:1], signs=_SIGNS, more=("What stays: Gift boxes",), said=(_SAID,)),
    ),
    shown("the last step may be taken back", views.details_view, Details(FACTS, (), _STEPS, undoable="s-2")),
    shown(
        "and was taken back",
        views.details_view,
        Details(_WORRIED, (), (_STEPS[0], replace(_STEPS[1], undone_by="Ben Torres"))),
    ),
    shown("it came back", views.details_view, Details(replace(FACTS, stage=Stage.returned), (), _STEPS)),
    shown(
        "from a message, owner not known",
        views.details_view,
        Details(
            replace(
                _WORRIED,
                contact_words=None,
                note=None,
                source_link="https://fernhill.slack.com/archives/C0/p1772463600000100",
                source_words=_SOURCE.words,
            ),
            (),
            _STEPS[:1],
        ),
    ),
    shown(
        "logged twice",
        views.known_view,
        Known(FACTS, passed_on=True),
        "https://fernhill.slack.com/archives/C0/p1772463600000200",
    ),
    shown("logged twice by whoever looks after them", views.known_view, Known(_WORRIED, passed_on=False, kept=True), None),
    shown("logged twice, and further on", views.known_view, Known(FACTS, passed_on=False, kept=True, moved=Outcome.done), None),
    shown("logged twice, and may not move it", views.known_view, Known(_WORRIED, passed_on=True, moved=Outcome.may_not), None),
    shown("logged twice, nothing to add", views.known_view, Known(_WORRIED, passed_on=False), None),
    shown("logged by somebody who does not see the card", views.thanks_view, CUSTOMER),
    *(
        shown(f"a form: {came.value.replace('_', ' ')}", views.outcome_view, came, about="")
        for came in Outcome
        if came is not Outcome.done
    ),
    *(
        shown(f"a press: {came.value.replace('_', ' ')}", views.outcome_message, came, about="")
        for came in Outcome
        if came is not Outcome.done
    ),
    replied("a guest", views.may_not_log, about="log a customer"),
    shown("not in the channel, with a form open", views.may_not_log_view, about=""),
)
_FOUND = [Suggestion("c-acme", CUSTOMER)]
_WRONG_LOG = (
    (Field.customer, Problem.missing),
    (Field.customer, Problem.too_long),
    (Field.happened, Problem.missing),
    (Field.happened, Problem.in_future),
    (Field.happened, Problem.too_long_ago),
    (Field.owner, Problem.not_a_colleague),
    (Field.worked_with, Problem.not_a_colleague),
)
_WRONG_MOVE = (
    (Field.stage, Problem.missing),
    (Field.happened, Problem.missing),
    (Field.happened, Problem.in_future),
    (Field.happened, Problem.too_long_ago),
    (Field.owner, Problem.not_a_colleague),
)

SENTENCES = (
    worded("typed: acme", form.customer_choices, "acme", _FOUND, is_known=False),
    worded("typed: acme bakeries", form.customer_choices, "acme bakeries", _FOUND, is_known=True),
    *(worded(f"logged, {problem.value}", form.problem_words, {field: problem}) for field, problem in _WRONG_LOG),
    *(worded(f"moved, {problem.value}", views.move_problem_words, {field: problem}) for field, problem in _WRONG_MOVE),
    *(
        worded(f"since when, {problem.value}", size.about_problem_words, {Field.since: problem})
        for problem in (Problem.in_future, Problem.after_leaving, Problem.too_long_ago)
    ),
    *(
        worded(f"worth {typed}", size.parse_about, filled(value=typed, currency=currency))
        for typed, currency in (("a lot", None), ("1.234", None), ("9" * 13, None), ("48,000 EUR", "USD"))
    ),
    worded("in a sentence", words.tenure, TODAY - timedelta(days=20), TODAY),
)
