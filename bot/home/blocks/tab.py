"""The Home tab."""

from __future__ import annotations

from collections.abc import Iterator

from bot.checkup.blocks import look_section
from bot.colleagues.blocks import hours_section
from bot.departures.blocks.card import DETAILS
from bot.departures.blocks.usage import LOG_ANYWAY
from bot.departures.blocks.words import day, stage_words
from bot.departures.values import LostList, LostRow
from bot.home.blocks.onboarding import steps_section
from bot.home.blocks.practice import practise_button
from bot.home.values import AheadView, HomeView, Inbox, Picture
from bot.interviews.blocks import reader_button, reader_line, willing_section
from bot.interviews.values.heard import ReaderChoice
from bot.slack.kit import (
    Block,
    Element,
    View,
    actions,
    aloud,
    button,
    channel,
    context,
    divider,
    escape,
    header,
    home,
    modal,
    moment,
    pack,
    section,
)
from bot.words import _, plural
from bot.work.values import Duty, Troubles, Upcoming
from bot.workspace.blocks import SETTINGS, choose_channel_button

AHEAD = "home.ahead"
MOST_BEGUN = 8
MOST_LINES = 10
MOST_AHEAD = 30
MOST_TROUBLES = 40
IN_A_BLOCK = 5
"""Lines, so that the longest of them fit into one of Slack's."""


def colleague_home(view: HomeView) -> View:
    """What this is and how to begin, what its reader owes, whom they may see, and where the cards go."""
    return home(
        *(_welcome() if view.is_new else ()),
        *(_begin(view)),
        *(steps_section(view.steps) if view.steps else ()),
        *_inbox(view.inbox),
        *_customers(view),
        *_picture(view),
        divider(),
        header(_("Settings")),
        *_place(view),
        hours_section(view.hours),
        *([willing_section(view.willing)] if view.willing else []),
        *_reader(view.reader),
        *([look_section()] if view.troubles is not None else []),
        *_troubles(view.troubles, view.troubled),
    )


def ahead_view(view: AheadView) -> View:
    """What is due from its reader: late, within a week, within ninety days."""
    groups = (
        (_("*Late*"), view.late),
        (_("*In the next 7 days*"), view.soon),
        (_("*In the next 90 days*"), view.later),
    )
    blocks = [block for title, found in groups if found for block in _group(title, found)]
    nothing = section(_("Nothing is due from you in the next 90 days."))
    told = context(_("I bring each of these to you when it is time. Nothing needs doing here."))
    return modal(_("What is ahead"), "home.ahead", [*(blocks or [nothing]), told], close=_("Close"))


def closed_home(sentence: str) -> View:
    """For guests and people from other companies: a sentence in plain text, and nothing else."""
    return home(section(escape(sentence)))


def _welcome() -> Iterator[Block]:
    yield header(_("We'll leave the light on"))
    yield section(
        _(
            "Customers leave; it happens to good firms. Porchlight helps you to thank them, to hear from them why, and to "
            "stay in touch, so that some of them come back."
        )
    )
    yield section(
        _(
            "There are two ways to begin: press the button, or type `/lost-customer` and a name in any conversation. "
            "It takes two minutes."
        )
    )


def _begin(view: HomeView) -> Iterator[Block]:
    yield actions(
        button(_("Log a customer"), LOG_ANYWAY, style="primary"),
        *([practise_button()] if view.is_new else []),
        *([button(_("Settings"), SETTINGS)] if view.may_change_settings else []),
    )


def _inbox(inbox: Inbox) -> Iterator[Block]:
    yield header(_("What waits for you"))
    if inbox.is_empty:
        yield section(_("Nothing. Thank you."))
    for number, one in enumerate(inbox.begun[:MOST_BEGUN]):
        yield section(f"• {one.line}", _go_on(one, number))
    if len(inbox.begun) > MOST_BEGUN:
        yield context(_and_more(len(inbox.begun) - MOST_BEGUN))
    yield from _dated(_("*Late*"), inbox.late)
    if inbox.now:
        if inbox.late:
            yield section(_("*Asked of you*"))
        yield from _lines([f"• {line}" for line in inbox.now])
        yield context(
            _(
                "You find each of these in your messages with me, with the buttons to answer; what is new comes there when you "
                "next begin to work."
            )
        )
    yield from _dated(_("*In the next 7 days*"), inbox.soon)
    if inbox.later:
        yield context(plural("One more is due within ninety days.", "{count} more are due within ninety days.", inbox.later))
    yield actions(button(_("What is ahead"), AHEAD))


def _go_on(one: Duty, number: int) -> Element:
    return button(one.text, f"{one.action}:{number}", one.value, label=f"{one.text}: {aloud(one.line)}")


def _dated(title: str, found: tuple[Upcoming, ...]) -> Iterator[Block]:
    if found:
        yield section(title)
        yield from _lines([_upcoming(one) for one in found])


def _lines(lines: list[str]) -> Iterator[Block]:
    yield from _in_blocks(lines[:MOST_LINES] + ([_and_more(len(lines) - MOST_LINES)] if len(lines) > MOST_LINES else []))


def _in_blocks(lines: list[str]) -> Iterator[Block]:
    for start in range(0, len(lines), IN_A_BLOCK):
        yield section("\n".join(lines[start : start + IN_A_BLOCK]))


def _upcoming(one: Upcoming) -> str:
    return f"• {moment(one.due, '{date_short_pretty}')}: {one.line}"


def _and_more(count: int) -> str:
    return plural("and {count} more", "and {count} more", count)


def _group(title: str, found: tuple[Upcoming, ...]) -> Iterator[Block]:
    lines = [_upcoming(one) for one in found[:MOST_AHEAD]]
    if len(found) > MOST_AHEAD:
        lines.append(_and_more(len(found) - MOST_AHEAD))
    yield section(title)
    yield from _in_blocks(lines)


def _customers(view: HomeView) -> Iterator[Block]:
    """Nothing of customers for somebody who can see none: it is said above how to log one."""
    others = _("Others you can see") if view.own.rows else _("Lost customers you can see")
    yield from _lost(_("Your customers"), view.own, own=True)
    yield from _lost(others, view.others, own=False)


def _lost(title: str, lost: LostList, *, own: bool) -> Iterator[Block]:
    if not lost.rows:
        return
    yield header(title)
    for row in lost.rows:
        yield section(_row(row, own=own), _details(row))
    if lost.more:
        more = plural("and {count} more: `/lost-customer list`", "and {count} more: `/lost-customer list`", lost.more)
        yield context(more)


def _details(row: LostRow) -> Element:
    return button(
        _("Details"), DETAILS, pack(d=row.departure), label=_("Details of {name}").format(name=row.customer)
    )


def _row(row: LostRow, *, own: bool) -> str:
    contact = _("last contact {day}") if row.touched else _("no contact since {day}")
    owner = escape(row.owner) if row.owner else _("owner not known yet")
    facts = [stage_words(row.stage), *([] if own and row.owner else [owner]), contact.format(day=day(row.last_contact))]
    return f"*{escape(row.customer)}*\n{' · '.join(facts)}"


def _picture(view: HomeView) -> Iterator[Block]:
    """For everybody: sums, and whether there is a new list; nothing of any one customer, nor of who is on the list."""
    numbers = [_numbers(view.picture)] if view.picture.left or view.picture.returned else []
    told = [*numbers, *([view.again] if view.again else [])]
    if not (told or view.heard):
        return
    yield header(_("All of us"))
    yield from ([section("\n".join(told))] if told else [])
    if view.heard:
        yield from _lines([_("*What we hear from those who left*"), *view.heard])
    yield context(_("`/lost-customer report` says more."))


def _numbers(picture: Picture) -> str:
    left = plural(
        "In the last twelve months {count} customer left", "In the last twelve months {count} customers left", picture.left
    )
    if not picture.returned:
        return _("{left}.").format(left=left)
    back = plural("{count} came back", "{count} came back", picture.returned)
    return _("{left}, and {back}.").format(left=left, back=back)


def _reader(choice: ReaderChoice | None) -> Iterator[Block]:
    if choice is not None:
        yield section(reader_line(choice), reader_button())


def _place(view: HomeView) -> Iterator[Block]:
    if view.channel is not None:
        yield context(_("Cards of lost customers go to {channel}.").format(channel=channel(view.channel)))
        if view.keeps_threads:
            yield context(_("What is said in their threads is kept in the customers' folders."))
        if not view.may_change_settings:
            yield context(_("An admin can change that with `/lost-customer settings`."))
        if view.may_change_settings and not view.keeps_threads:
            yield context(
                _(
                    "What is said in their threads is not kept. You can have it kept in the customers' folders, with "
                    "`/lost-customer settings`; each thread is told then."
                )
            )
        return
    yield section(
        _(
            "*No channel is chosen yet.* Until there is one, the card of a lost customer goes privately to whoever "
            "logged it."
        )
    )
    if view.may_choose_channel:
        yield actions(choose_channel_button())


def _troubles(troubles: Troubles | None, troubled: tuple[str, ...]) -> Iterator[Block]:
    """For admins: what did not get through in the last seven days, and what to do about it."""
    if troubles is None or not (troubles.any or troubled):
        return
    yield divider()
    yield header(_("What did not get through"))
    if troubles.resting:
        yield section(_("Slack does not let me in any more, so I do nothing until the app is installed again."))
    lines = [f"• {_trouble(code)}: {count}" for code, count in troubles.undelivered.items()]
    lines += [f"• {line}" for line in troubled]
    if troubles.failed:
        lines.append(_("• Something that was due went wrong: {count}").format(count=troubles.failed))
    yield from _in_blocks(lines[:MOST_TROUBLES])
    yield context(_("Of the last seven days; only admins see this. `porchlight doctor` says more to whoever runs me."))


def _trouble(code: str) -> str:
    known = {
        "is_archived": _("A channel is archived"),
        "channel_not_found": _("A channel or person is gone, or hidden from me"),
        "not_in_channel": _("I am not in a channel (any more)"),
        "user_not_found": _("A person is gone"),
        "missing_scope": _("The app lacks a permission: install it again"),
        "unknown": _("Slack did not answer, again and again"),
        "not_sent": _("Slack could not be reached for days"),
        "its thread failed": _("A line belonged under a message that did not get through"),
    }
    return known.get(code, _("Slack refused a message ({code})").format(code=escape(code)))
