"""What was found, for whoever looked after the customer: alone, or beside their own guess."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.customers.values import TouchKind
from bot.departures.blocks.card import DETAILS
from bot.departures.blocks.fixing import fix_button
from bot.departures.blocks.signs import sign_words
from bot.departures.blocks.words import day
from bot.insights.rules import ENOUGH_DEPARTURES, rate
from bot.insights.values import Agreement, Grade, Heard, Match, Scorecard, SecondTimes, SideBySide, SignBefore
from bot.interviews.values import Recommend
from bot.slack.kit import (
    Block,
    Message,
    View,
    actions,
    button,
    context,
    divider,
    escape,
    message,
    modal,
    pack,
    quoted,
    section,
    words_of,
)
from bot.words import _, later, plural
from bot.work.values import Way

SAID_AGAIN = "insights.said_again"


def side_by_side_card(view: SideBySide) -> Message:
    """Somebody's own guess and what the customer said, side by side, for nobody else's eyes."""
    compared = (_SAID if view.heard.heard_by else _WROTE)[view.match]
    beside = [_(compared).format(thought=escape(view.thought), reason=escape(view.heard.reason or ""))]
    if view.words:
        beside.append(_("Your words then:\n{words}").format(words=quoted(view.words)))
    why = _("You get this because you wrote down a guess of your own. Nobody else sees it, then or now.")
    return _for_one(
        section(_opening(view.heard)),
        section("\n".join(beside)),
        section(_in_their_words(view.heard)),
        *_more(view.heard),
        *_end(view.heard),
        context(f"{why} {_to_do(view.heard)}"),
    )


def finding_card(heard: Heard) -> Message:
    """What the customer said, for whoever looked after them and made no guess."""
    why = (
        _("You get this because they were your customer.")
        if heard.is_owner
        else _("You get this because nobody else looks after them: you logged it, or you are an admin.")
    )
    return _for_one(*_found(heard), *_end(heard), context(f"{why} {_to_do(heard)}"))


def _for_one(opening: Block, *more: Block) -> Message:
    """A message whose notification, which lies open on a locked phone, ends before what the customer said."""
    around = [block for block in more if block["type"] == "context"]
    said = [block for block in more if block["type"] != "context"]
    return message(words_of([opening, *reversed(around), *said]), opening, *more)


def _to_do(heard: Heard) -> str:
    if heard.fix_owed:
        return _("With “Fix this…” somebody sees to what we owe them.")
    return _("There is nothing to do.")


def said_way(departure: str) -> Way:
    """In the details of a departure, for those who may hear it."""
    return Way(said_words(), SAID_AGAIN, pack(d=departure))


def said_words() -> str:
    """What that button is called."""
    return _("What they said")


def said_view(heard: Sequence[Heard]) -> View:
    """All that the customer let us know, whoever of theirs it was, the first first."""
    blocks = [block for one in heard for block in (*_found(one), actions(fix_button(one.departure)), divider())]
    return modal(said_words(), "insights.said", blocks[:-1], close=_("Close"))


def score_line(score: Scorecard) -> str:
    """For Home: how the talks with those who left go."""
    if score.days is None or score.tries is None:
        return _("Exit interviews: none of {sought} held so far").format(sought=score.sought)
    days = plural("half of them within {count} day", "half of them within {count} days", score.days)
    tries = _("one try each") if score.tries == 1 else _("{tries} tries each").format(tries=_tries(score.tries))
    told = _("Exit interviews: {held} of {sought} held, {days}, {tries}")
    return told.format(held=score.held, sought=score.sought, days=days, tries=tries)


def agreement_line(agreed: Agreement) -> str:
    """For Home: how well we know why customers leave, before anybody asks them."""
    told = _("Our own guesses: in {same} of {compared} talks they said what we had thought")
    told = told.format(same=agreed.same, compared=agreed.compared)
    sure = rate(agreed.same, agreed.compared)
    if sure is None:
        return told
    among = _("so in a hundred it is somewhere between {low} and {high}")
    return f"{told}; {among.format(low=round(100 * sure.low), high=round(100 * sure.high))}"


def sign_line(sign: SignBefore) -> str:
    """For Home: a warning sign that often came before customers left, and how long before."""
    days = plural("at least {count} day before", "at least {count} days before", sign.days)
    told = _("Before they left: “{sign}” with {count} of {departures} customers, half of them {days}")
    told = told.format(sign=sign_words(sign.sign), count=sign.count, departures=sign.departures, days=days)
    return f"{told}; {_beside(sign.nothing)}"


def _beside(nothing: int) -> str:
    """How often the same sign was followed by nothing; of very few no number is told."""
    if nothing == 0:
        return _("with nobody else so far")
    if nothing < ENOUGH_DEPARTURES:
        return _("with a few others it was noted, too, and nothing came of it so far")
    return _("with {count} others it was noted, too, and nothing came of it so far").format(count=nothing)


def second_line(counted: SecondTimes) -> str:
    """For Home: how many of those who left had come back before; and whether they left over the same."""
    told = _("Of {left} customers who left within a year, {again} had come back to us before.").format(
        left=counted.left, again=counted.again
    )
    if not counted.compared:
        return told
    same = _("Where both reasons are known ({compared}), {same} left over the same as before.")
    return told + " " + same.format(compared=counted.compared, same=counted.same)


def _tries(tries: float) -> str:
    return f"{tries:.0f}" if tries == int(tries) else f"{tries:.1f}"


def _found(heard: Heard) -> list[Block]:
    found = _("They left over this: *{reason}*.").format(reason=escape(heard.reason)) if heard.reason else _(_OPEN)
    if heard.grade is Grade.we_think:
        known = _("This was known about *{customer}* before anybody here could ask.").format(customer=escape(heard.customer))
        return [section(known), section(found), *([section(quoted(heard.said))] if heard.said else []), *_more(heard)]
    return [section(_opening(heard)), section(found), section(_in_their_words(heard)), *_more(heard)]


def _opening(heard: Heard) -> str:
    if heard.heard_by is not None and not heard.is_first:
        told = _("{name} has spoken with another person at *{customer}*. It is good to know, whatever it is.")
        return told.format(name=escape(heard.heard_by), customer=escape(heard.customer))
    if heard.heard_by is None:
        return _("*{customer}* has answered in writing. It is good to know, whatever it is.").format(
            customer=escape(heard.customer)
        )
    return _("{name} has spoken with *{customer}*. It is good to know, whatever it is.").format(
        name=escape(heard.heard_by), customer=escape(heard.customer)
    )


def _in_their_words(heard: Heard) -> str:
    told = _("In their words, as noted:\n{said}") if heard.heard_by else _("They wrote:\n{said}")
    return told.format(said=quoted(heard.said))


def _more(heard: Heard) -> list[Block]:
    """The rest, as far as there is any, and how sure we are of all of it."""
    lines = [line for line in _rest(heard) if line]
    blocks = [section("\n".join(lines))] if lines else []
    return [*blocks, context(_("How sure this is: {grade}.").format(grade=_(_GRADES[heard.grade])))]


def _rest(heard: Heard) -> Iterator[str]:
    if heard.more_reasons:
        yield _("*What added to it:* {reasons}").format(reasons=escape(", ".join(heard.more_reasons)))
    if heard.did_well:
        yield _("*What they valued:* {words}").format(words=escape(heard.did_well))
    if heard.fix_owed:
        yield _("*We owe them:* {words}").format(words=escape(heard.fix_owed))
    if heard.would_return:
        yield _("*What would bring them back:* {words}").format(words=escape(heard.would_return))
    if heard.competitor:
        yield _("*Who takes our place:* {name}").format(name=escape(heard.competitor))
    if heard.contract_ends:
        yield _contract(heard, day(heard.contract_ends))
    if heard.recommend:
        yield _(_RECOMMEND[heard.recommend])
    if heard.stay_by:
        yield _(_STAY_BY[heard.stay_by])
    for quote in heard.quotes:
        yield _("They let us quote: “{words}”").format(words=escape(quote))


def _contract(heard: Heard, ends: str) -> str:
    told = _("*Their new contract ends:* {day}").format(day=ends)
    if heard.check_in_welcome is None:
        return told
    return f"{told}. {_('A call before that is welcome.') if heard.check_in_welcome else _('Please do not ask before that.')}"


def _end(heard: Heard) -> list[Block]:
    details = button(
        _("Details"),
        DETAILS,
        pack(d=heard.departure),
        label=_("Details of {name}").format(name=heard.customer),
    )
    return [actions(details, fix_button(heard.departure))]


_GRADES = {
    Grade.they_said: later("they said it themselves"),
    Grade.they_wrote: later("they wrote it themselves"),
    Grade.we_think: later("we think so, nobody heard it from them"),
}
_RECOMMEND = {
    Recommend.yes: later("They would recommend us."),
    Recommend.perhaps: later("They would perhaps recommend us."),
    Recommend.no: later("They would not recommend us now."),
}
_STAY_BY = {
    TouchKind.call: later("They like to hear from us by phone."),
    TouchKind.email: later("They like to hear from us by email."),
    TouchKind.letter: later("They like to hear from us by letter."),
    TouchKind.meeting: later("They like a visit."),
    TouchKind.other: later("They like to hear from us, but not by phone, letter or email."),
}
_OPEN = later("Why they left is still open; not everything has one reason.")
_SAID = {
    Match.same: later("You thought: *{thought}*. They said the same."),
    Match.different: later(
        "You thought: *{thought}*. They said: *{reason}*.\nFrom inside it often looks different; that is why somebody else asked."
    ),
    Match.not_sure: later("You were not sure, which is honest. They said: *{reason}*."),
    Match.still_open: later(
        "You thought: *{thought}*. After the talk it is still open; not everything has one reason."
    ),
    Match.nobody_knows: later("You were not sure, and after the talk it is still open. Not everything has one reason."),
}
_WROTE = {
    Match.same: later("You thought: *{thought}*. They wrote the same."),
    Match.different: later(
        "You thought: *{thought}*. They wrote: *{reason}*.\nFrom inside it often looks different; that is why we ask."
    ),
    Match.not_sure: later("You were not sure, which is honest. They wrote: *{reason}*."),
    Match.still_open: later("You thought: *{thought}*. Their answer leaves it open; not everything has one reason."),
    Match.nobody_knows: later("You were not sure, and their answer leaves it open. Not everything has one reason."),
}
