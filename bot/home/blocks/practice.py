"""The practice customer: the messages of the journey as they really look, and what happens between them.

What is shown is drawn by the blocks of each stage. Only their buttons are others: each of them goes on to the next step.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from bot.customers.values import Consent, TouchKind
from bot.departures.blocks.card import card
from bot.departures.values import CardFacts, Stage
from bot.farewell.blocks import thanks_card
from bot.farewell.values import ThanksView
from bot.home.values import Pretence
from bot.insights.blocks import side_by_side_card
from bot.insights.values import Heard, SideBySide
from bot.interviews.blocks import request_card
from bot.interviews.values import Evidence, InterviewState, InterviewView, RequestState, RequestView
from bot.nudges.blocks import nudge_card
from bot.nudges.values import LastContact, NudgeKind, NudgeState, NudgeView, Occasion, Suggestion, WhyYou
from bot.reasons.blocks import reason_choices
from bot.reasons.values import Taxonomy
from bot.slack.kit import (
    Element,
    Message,
    Values,
    View,
    actions,
    below,
    button,
    context,
    divider,
    message,
    modal,
    pack,
    section,
    select,
)
from bot.winback.blocks import digest_card
from bot.winback.rules import News
from bot.winback.values import Cure, DigestView, Factor, ItemState, ItemView, Reason
from bot.words import _, later
from bot.workspace.blocks import choose_channel_button

PRACTISE, GO_ON, END = "home.practise", "home.practice_on", "home.practice_end"
BEGIN_FORM, FOUND_FORM = "home.practice_begun", "home.practice_found"
REASON, STEP = "reason", "s"
CUSTOMER, CONTACT = "Lantern Bakery", "Rosa Marin"
USUAL_GUESS, USUAL_REASON = "price", "small_things"
TWO_DAYS, TWO_WEEKS, A_QUARTER = (timedelta(days=days) for days in (2, 14, 91))
SIX_YEARS = relativedelta(years=6, days=10)


def practise_button() -> Element:
    """The way to try it, for Home and the first steps."""
    return button(_("Try it with a practice customer"), PRACTISE)


def begin_form(reasons: Taxonomy) -> View:
    """The first step: the customer is given, one's own guess is asked, as it really is."""
    blocks = [
        section(
            _(
                "*Lantern Bakery* bought from you for six years, and Rosa Marin has just told you that they leave. They do not "
                "exist, so nothing can go wrong: you play everybody, three months take three minutes, and nobody else sees, "
                "counts or hears any of it. At the end all of it goes."
            )
        ),
        select(
            _("Why do you think they leave?"),
            REASON,
            reason_choices(reasons),
            placeholder=_("Your own guess"),
            hint=_("A guess stays with whoever made it, until the customer was asked."),
        ),
    ]
    return modal(_("Practice"), BEGIN_FORM, blocks, submit=_("Log them"), close=_("Not now"))


def begun_view() -> View:
    """Where it goes on. The form that closes would say nothing."""
    return modal(_("Practice"), "home.practice_begun_view", [section(_("It goes on in your messages with me."))], close=_("Close"))


def found_form(reasons: Taxonomy, step: int) -> View:
    """What the customer said to the one who called; the real form asks for their words, too."""
    said = _("You have called Rosa Marin, and thanked her. She says:\n>{said}").format(said=_(SAID))
    blocks = [
        section(said),
        select(_("Why did they leave?"), REASON, reason_choices(reasons), placeholder=_("The reason that she gave")),
        context(_("The real form asks for her own words, too, and for what we did well.")),
    ]
    return modal(_("What they said"), FOUND_FORM, blocks, submit=_("Keep it"), metadata={STEP: step})


def reason_of(values: Values) -> str:
    """The reason in either form."""
    return values.option(REASON) or ""


def practice_card(now: Pretence) -> Message:
    """The message as it stands at this step."""
    told, draw = _JOURNEY[now.step]
    number = _("Practice, step {number} of {count}").format(number=now.step + 1, count=STEPS)
    opening = message(context(number), section(_(told)), *([divider()] if draw else []))
    last = now.step + 1 >= STEPS
    onward = [] if last else [button(_("Go on"), GO_ON, pack(**{STEP: now.step}))]
    closing = message(
        divider(),
        actions(*onward, button(_("End the practice"), END)),
        context(_("Only you see this. They do not exist, are counted nowhere, and all of it goes when you end it, or tomorrow.")),
    )
    return below(opening, _played(draw(now), now.step), closing) if draw else below(opening, closing)


def over() -> str:
    """For whoever ended it. Plain text."""
    return _("The practice is over, and nothing of it is kept.")


def long_over() -> str:
    """For a button of a step that is past. Plain text."""
    return _("The practice has moved on, or is over.")


def _logged(now: Pretence) -> Message:
    facts = CardFacts(
        departure="practice",
        customer=CUSTOMER,
        stage=Stage.left,
        happened=now.today,
        owner=now.name,
        logged_by=now.name,
        logged_at=now.at,
        since=now.today - SIX_YEARS,
        time=1,
        worth=None,
        quiet=False,
        in_channel=True,
        lines=(),
    )
    return card(facts, choose_channel_button())


def _thanks(now: Pretence) -> Message:
    view = ThanksView(
        id="practice",
        customer=CUSTOMER,
        stage=Stage.left,
        is_owner=True,
        asked_name=now.name,
        since=now.today - SIX_YEARS,
        contact=CONTACT,
        email=None,
        sent_at=None,
        sent_by=None,
        answer=Consent.not_answered,
        has_guess=True,
        guess_locked=False,
    )
    return thanks_card(view)


def _asked(now: Pretence) -> Message:
    about = InterviewView(
        interview="practice",
        customer=CUSTOMER,
        state=InterviewState.asked,
        end=None,
        happened=now.today,
        today=now.today + TWO_DAYS,
        since=now.today - SIX_YEARS,
        contact=CONTACT,
        responsible=now.person,
        zone=now.zone,
        accepted_at=None,
        appointment=None,
        held_at=None,
        tries=0,
    )
    known = Evidence(all_touches=14, eligible=9, considered=13, last=(now.today - A_QUARTER).isoformat())
    return request_card(RequestView("practice", RequestState.asked, known, now.at + 2 * TWO_DAYS, about))


def _found(now: Pretence) -> Message:
    heard = Heard(
        departure="practice", customer=CUSTOMER, heard_by=now.name, reason=now.found, said=_(SAID), is_owner=True
    )
    return side_by_side_card(SideBySide(heard, now.match, now.guess, None))


def _nudge(now: Pretence) -> Message:
    view = NudgeView(
        nudge="practice",
        customer=CUSTOMER,
        at=now.at + A_QUARTER,
        state=NudgeState.waiting,
        suggestion=Suggestion.call,
        why=WhyYou.owner,
        left=now.today,
        last=LastContact(TouchKind.call, now.at + TWO_WEEKS, now.name, None),
        contact=CONTACT,
        email=None,
        days=91,
        since=now.today - SIX_YEARS,
        occasion=Occasion(NudgeKind.nudge),
        brought_by=None,
        consent=Consent.yes,
        answered_by=None,
        until=None,
        handed_to=None,
        undoable=False,
    )
    return nudge_card(view)


def _listed(now: Pretence) -> Message:
    reasons = (
        Reason(Factor.tenure, "6.0"),
        Reason(Factor.cure, Cure.by_us.value),
        Reason(Factor.consent, Consent.yes.value),
    )
    item = ItemView(
        "practice", CUSTOMER, ItemState.open, False, reasons, None, None, False, (News.fixed.value,), now.name
    )
    return digest_card(DigestView((item,), ()))


def _played(real: Message, step: int) -> Message:
    """The message as it is, but each of its buttons goes on with the practice, and its menus are left out."""
    count = 0

    def other(element: dict[str, Any]) -> dict[str, Any]:
        nonlocal count
        count += 1
        kept = {key: element[key] for key in ("type", "text", "style", "accessibility_label") if key in element}
        return kept | {"action_id": f"{GO_ON}:{step}-{count}", "value": pack(**{STEP: step})}

    blocks: list[dict[str, Any]] = []
    for number, block in enumerate(real.blocks):
        shown = {key: value for key, value in block.items() if key not in ("accessory", "elements")}
        shown |= {"block_id": f"practice:{number}"} if "block_id" in block else {}
        if (block.get("accessory") or {}).get("type") == "button":
            shown["accessory"] = other(block["accessory"])
        if block["type"] == "context":
            shown["elements"] = block["elements"]
        elif "elements" in block:
            shown["elements"] = [other(one) for one in block["elements"] if one["type"] == "button"]
            if not shown["elements"]:
                continue
        blocks.append(shown)
    return Message(real.text, tuple(blocks))


SAID = later(
    "We asked three times about the damaged boxes, and nobody called back. The prices were never the point. Dan in the "
    "warehouse was a gem."
)

_JOURNEY: tuple[tuple[str, Callable[[Pretence], Message] | None], ...] = (
    (
        later(
            "*They are logged.* Those who may see it read this in your channel. It is one card for each customer, which changes as "
            "things happen; what happened stands in its thread."
        ),
        _logged,
    ),
    (
        later("*The same day* you are asked to thank them, with words to begin with. You send them yourself; I write to no customer."),
        _thanks,
    ),
    (
        later(
            "*Two days later* a colleague who never worked with them is asked to call, and learns why it is them. Now you are "
            "that colleague."
        ),
        _asked,
    ),
    (
        later(
            "*Two weeks later* they have spoken. Whoever looked after the customer sees what was said beside their own guess, "
            "alone. All of you see only how often guesses hold."
        ),
        _found,
    ),
    (
        later("*A quarter later* you are asked to be in touch, without asking for business; and again about once a quarter."),
        _nudge,
    ),
    (
        later("*When there is something new* your channel hears whom you could ask again, and why. Any of you can take it on."),
        _listed,
    ),
    (
        later(
            "*That is the whole journey.* The next one is real: `/lost-customer` and a name. A good one to begin with: the "
            "last customer whom you were sorry to lose."
        ),
        None,
    ),
)
STEPS = len(_JOURNEY)
ASKED_STEP = 2
"""Here somebody calls, and what they heard is asked for."""
