"""Something is new or fixed: the form, whom it answers, what whoever looks after them reads, and the list of all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.departures.blocks.words import day
from bot.reasons.blocks import reason_choices
from bot.reasons.values import OTHER, UNKNOWN
from bot.slack.kit import (
    Block,
    Choice,
    Message,
    Values,
    View,
    actions,
    button,
    context,
    divider,
    escape,
    long_text,
    message,
    modal,
    moment,
    multi_select,
    pack,
    radios,
    section,
)
from bot.winback.blocks.ways import launch_words
from bot.winback.blocks.words import DATE
from bot.winback.values import AskState, WayKind
from bot.winback.ways import Answered, LaunchOpening, LaunchRow, NewsView, OpenDoor, Reach, Way
from bot.words import _, later, listing, plural

_UNDER = later("Staying in touch, and asking again")
COMMANDS = (
    (
        "launch",
        "[what is new]",
        later("we now offer or have fixed something: I say who left over it and may be asked"),
        _UNDER,
    ),
    ("launches", "", later("what was told to be new or fixed, and what became of it"), _UNDER),
)
LAUNCH_FORM = "winback.launch_form"
REACH_FORM = "winback.reach_form"
ASK_TOLD = "winback.ask_told"
TAKE_BACK = "winback.take_back"
TOLD = "told"
LAUNCH = "launch"
KIND, WHAT, REASONS, SEGMENTS = "kind", "what", "reasons", "segments"
LONGEST_WHAT = 200
MOST_OFFERED = 100
MOST_CHOSEN = 10
MOST_DOORS = 15
MOST_NAMED = 20

_KINDS = {WayKind.offer: later("We now offer …"), WayKind.fixed: later("We have fixed …")}
_ENDS = {
    AskState.back: later("*{customer}*: they are back."),
    AskState.later: later("*{customer}*: asked with it, perhaps later."),
    AskState.no: later("*{customer}*: asked with it, no."),
    AskState.unanswered: later("*{customer}*: asked with it, no answer."),
}


def launch_form(opening: LaunchOpening, words: str = "") -> View:
    """Asks what is new or fixed, and whom it answers."""
    kinds = [Choice(one.value, _(sentence)) for one, sentence in _KINDS.items()]
    offered = [one for one in reason_choices(opening.reasons) if one.value not in (UNKNOWN, OTHER)]
    blocks: list[Block] = [
        radios(_("What is different now?"), KIND, kinds, initial=WayKind.offer.value),
        long_text(
            _("What is it?"),
            WHAT,
            initial=words or None,
            placeholder=_("bread before seven in the morning"),
            hint=_("In a few words that go on from “we now offer”. Customers may read them: please name none here."),
            max_length=LONGEST_WHAT,
        ),
        multi_select(
            _("Which reasons for leaving does it answer?"),
            REASONS,
            offered[:MOST_OFFERED],
            most=MOST_CHOSEN,
            optional=True,
            hint=_("Only what customers said themselves counts."),
        ),
    ]
    if opening.segments:
        blocks.append(
            multi_select(
                _("What kind of customers is it for?"),
                SEGMENTS,
                [Choice(one, one) for one in opening.segments[:MOST_OFFERED]],
                most=MOST_CHOSEN,
                optional=True,
                hint=_("Left empty: for all kinds. Choose a reason, or a kind, or both."),
            )
        )
    return modal(_("Something is new"), LAUNCH_FORM, blocks, submit=_("Next"), close=_("Not now"))


def parse_launch(values: Values) -> Way | dict[str, str]:
    """What is new, or a sentence for each question that needs another look."""
    kind, words = values.option(KIND), values.text(WHAT)
    reasons, segments = values.options(REASONS), values.options(SEGMENTS)
    if words is None:
        return {WHAT: _("Please say in a few words what it is.")}
    if not (reasons or segments):
        return {REASONS: _("Please choose a reason, or a kind of customers: otherwise I don't know whom it is for.")}
    return Way(WayKind(kind or WayKind.offer.value), " ".join(words.split()), reasons, segments)


def reach_form(way: Way, reach: Reach) -> View:
    """Whom it answers, before anybody is told."""
    blocks = [section(f"“{_what(way)}”"), *_reach(reach, over_reasons=bool(way.reasons))]
    told = _(
        "Whoever looks after them reads it in their next morning message, with words to start from. From then on, whoever "
        "asks one of them begins with it."
    )
    metadata = {KIND: way.kind.value, WHAT: way.words, REASONS: list(way.reasons), SEGMENTS: list(way.segments)}
    return modal(
        _("Something is new"), REACH_FORM, [*blocks, context(told)], submit=_("Tell them"), close=_("Not now"), metadata=metadata
    )


def way_in_form(metadata: Mapping[str, Any]) -> Way:
    """What the form that says whom it answers carries."""
    reasons, segments = tuple(map(str, metadata[REASONS])), tuple(map(str, metadata[SEGMENTS]))
    return Way(WayKind(metadata[KIND]), str(metadata[WHAT]), reasons, segments)


def launched(way: Way) -> View:
    """After it was told."""
    blocks = [
        section(_("Thank you. Whoever looks after those whom it may bring back hears of it: “{what}”.").format(what=_what(way))),
        context(_("What becomes of it: `/lost-customer launches`.")),
    ]
    return modal(_("Something is new"), "winback.launched", blocks, close=_("Close"))


def news_card(view: NewsView) -> Message:
    """For whoever looks after customers whom it answers: whom they could ask with it, and what came of it."""
    if view.is_over:
        return message(section(_("“{what}” was taken back, so nobody is asked with it.").format(what=_what(view.way))))
    opening = (
        _("*Something is new: {what}.*\nThat may be a way back for these, who left over it:")
        if view.way.reasons or view.way.source
        else _("*Something is new: {what}.*\nThat may be a way back for these:")
    )
    blocks: list[Block] = [section(opening.format(what=_what(view.way)))]
    for door in view.doors[:MOST_DOORS]:
        blocks += _door(door)
    if len(view.doors) > MOST_DOORS:
        blocks.append(context(plural("and {count} more", "and {count} more", len(view.doors) - MOST_DOORS)))
    blocks.append(
        context(
            _(
                "You get this once, because you look after them or ask them now. “I'll ask” brings you words to start from; "
                "leave it, and I won't ask about it again."
            )
        )
    )
    return message(*blocks)


def launches_view(rows: Sequence[LaunchRow]) -> View:
    """All that was told, and what became of it."""
    if not rows:
        nothing = _("Nothing yet. `/lost-customer launch` says who left over something that is new or fixed now.")
        return modal(_("What is new"), "winback.launches", [section(nothing)], close=_("Close"))
    blocks = [section(_("What we now offer or have fixed, and what became of it with the customers whom you may see."))]
    for row in rows:
        blocks += [divider(), *_row(row)]
    return modal(_("What is new"), "winback.launches", blocks, close=_("Close"))


def _reach(reach: Reach, *, over_reasons: bool) -> Iterator[Block]:
    if reach.left == 0:
        yield section(
            _("Nobody left over it, as far as you may know. You can tell it all the same.")
            if over_reasons
            else _("It is for nobody whom you may see. You can tell it all the same.")
        )
    else:
        left = (
            plural("{count} customer left over it", "{count} customers left over it", reach.left)
            if over_reasons
            else plural("It is for {count} customer who left", "It is for {count} customers who left", reach.left)
        )
        may = plural("{count} may be asked.", "{count} may be asked.", len(reach.may))
        yield section(f"*{left}; {may}*")
    if reach.may:
        lines = [_answered(one) for one in reach.may[:MOST_NAMED]]
        if len(reach.may) > MOST_NAMED:
            lines.append(plural("and {count} more", "and {count} more", len(reach.may) - MOST_NAMED))
        yield section("\n".join(f"• {line}" for line in lines))
    if reach.others:
        yield context(_("If it is for customers whom only others may see, whoever looks after them hears of it, too."))


def _answered(one: Answered) -> str:
    told = _("*{customer}*, looked after by {owner}").format(customer=escape(one.customer), owner=escape(one.owner))
    if one.asked_by:
        return told + ": " + _("{who} asks them already").format(who=escape(one.asked_by))
    if one.rests_until:
        return told + ": " + _("not before {day}").format(day=day(one.rests_until))
    return told


def _door(door: OpenDoor) -> list[Block]:
    name = escape(door.customer)
    if door.came_of_it:
        return [section(_(_ENDS[door.came_of_it]).format(customer=name))]
    if door.asked_by:
        told = _("*{customer}*: {who} asks them, with it.").format(customer=name, who=escape(door.asked_by))
        return [section(told)]
    if door.told is None:
        until = day(door.rests_until) if door.rests_until else ""
        return [section(_("*{customer}*: not before {day}.").format(customer=name, day=until))]
    label = _("I'll ask {customer}").format(customer=door.customer)
    return [section(f"*{name}*", button(_("I'll ask"), f"{ASK_TOLD}:{door.told}", pack(told=door.told), label=label))]


def _row(row: LaunchRow) -> Iterator[Block]:
    lines = [
        f"*{_what(row.way)}*",
        _("Told by {who} on {day}.").format(who=escape(row.by), day=moment(row.at, DATE)),
        *_whom(row),
        " ".join(
            (
                plural("{count} customer whom it may bring back.", "{count} customers whom it may bring back.", row.told),
                plural("{count} was asked with it,", "{count} were asked with it,", row.asked),
                plural("{count} came back.", "{count} came back.", row.back),
            )
        ),
    ]
    if row.is_over:
        lines.append(_("It is no news any more."))
    yield section("\n".join(lines))
    if row.undoable:
        carried = pack(launch=row.launch)
        yield actions(button(_("Take it back"), f"{TAKE_BACK}:{row.launch}", carried))


def _whom(row: LaunchRow) -> Iterator[str]:
    if row.reasons:
        yield _("For those who left over: {reasons}").format(reasons=escape(", ".join(row.reasons)))
    if row.way.segments:
        yield _("For these kinds of customers: {segments}").format(segments=escape(listing(row.way.segments)))


def _what(way: Way) -> str:
    return escape(launch_words(way.kind, way.words))
