"""The report of those who left: what happened and over what; then what it cost, and of which kind they were."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.departures.blocks.words import day
from bot.departures.values import Stage
from bot.insights.blocks.behind import (
    MOST_ROWS,
    cells_menu,
    figures_menu,
    months_menu,
    short_month,
    signs_menu,
    traits_menu,
    watched_menu,
    whole_menu,
)
from bot.insights.blocks.findings import agreement_line, score_line, sign_line
from bot.insights.blocks.years import spell
from bot.insights.values import Difference, Grade, Rate
from bot.insights.values.report import (
    COMPETITOR,
    REASON,
    STAGE,
    All,
    Contrast,
    Crossing,
    Figure,
    Figures,
    LastOne,
    Rare,
    Report,
)
from bot.slack.kit import (
    Block,
    Message,
    chart,
    clip,
    context,
    escape,
    message,
    quoted,
    section,
    table,
)
from bot.words import _, later, locale, plural
from bot.workspace.rules import Amount, write_amount

MOST_LINES = 10
"""So many kinds stand in a list; the rest is counted."""
MOST_BARS = 12


def report_message(view: Report) -> Message:
    """What happened: how many left, the last in their own words where few do, over what, and when."""
    if view.whole.count == 0:
        return message(section(f"{_title(view)}\n{_nobody(view)}"), *whole_menu(view), *_rare(view.rare))
    blocks: list[Block] = [section(f"{_title(view)}\n{_whole(view)}"), *whole_menu(view)]
    if view.last:
        blocks += [section(_("*The last who left, in their own words*")), *(section(_last(one)) for one in view.last)]
        blocks += [context(_one_off(view.one_off))] if view.one_off else []
    first, *_more = view.figures
    if first.shown:
        bars = [(one.name, one.count) for one in first.shown[:MOST_BARS]]
        blocks.append(
            chart(
                "bar", _("{field}, by number").format(field=clip(first.name, 30)), _("Customers"), bars, _("Customers")
            )
        )
    blocks += _list(view, first)
    blocks += [context(_parts(view.parts))] if view.parts else []
    if len(view.months) > 1:
        months = [(short_month(month), count) for month, count in view.months]
        blocks.append(chart("line", _("When they left"), _("Customers"), months, _("Customers")))
        blocks += months_menu(view)
    return message(*blocks, context(_how_sure(view)), *_rare(view.rare))


def report_more_message(view: Report) -> Message:
    """What it cost, and of which kind they were; how those whom nobody heard differ; and what else there is to know."""
    first, *more = view.figures
    blocks: list[Block] = [
        section(_("*{period}: what it cost, and who they were*").format(period=spell(view.period))),
        *_worth_charts(first),
    ]
    if view.crossing:
        blocks += [
            section(_crossing_title(view.crossing)),
            table(_rows(view.crossing), numbers=range(1, len(view.crossing.columns) + 1)),
            *cells_menu(view.period, view.crossing),
        ]
    blocks += [block for one in more for block in _list(view, one)]
    if view.silent:
        blocks += [section(_silent(view.silent)), *traits_menu(view.period, view.silent, All.silent, All.heard)]
    if view.stayed:
        blocks += [section(_stayed(view.stayed)), *traits_menu(view.period, view.stayed, All.lost, All.stayed)]
    known = [line for line in _also(view) if line]
    blocks += [section("\n".join(known)), *watched_menu(view), *signs_menu(view)] if known else []
    if view.list_changed:
        blocks.append(
            context(_("The list of reasons was changed in this time, so no reason is compared with an earlier time."))
        )
    return message(*blocks)


def no_such_field(named: Sequence[str]) -> str:
    """For somebody who wants it told apart by something that there is not, in plain text."""
    return _("I can tell them apart by: {fields}. One or two of them, like this: by reason and competitor.").format(
        fields=", ".join(named)
    )


def not_for_strangers() -> str:
    """For somebody whom this workspace does not let read it. Plain text."""
    return _(
        "In this workspace the report is for those who are in the channel with the cards, and for admins. An admin can change that."
    )


def field_words(field: str) -> str:
    """What is told apart here, beside the fields of customers. Plain text."""
    return _(_FIELDS[field])


def noticed_words(stage: Stage) -> str:
    """How they stood when we noticed. Plain text."""
    return _(_NOTICED.get(stage, _NOTICED[Stage.left]))


def _title(view: Report) -> str:
    return _("*Who left us: {period}*").format(period=spell(view.period))


def _nobody(view: Report) -> str:
    return " ".join([_("Nobody left in this time."), *_saved_and_back(view)])


def _whole(view: Report) -> str:
    told = [plural("{count} customer left.", "{count} customers left.", view.whole.count)]
    if view.whole.worth:
        told.append(
            _("They were worth {amount} a year (known of {known}).").format(
                amount=_amounts(view.whole), known=view.whole.valued
            )
        )
    told.append(_interviewed(view.whole) + ".")
    return " ".join([*told, *_saved_and_back(view)])


def _saved_and_back(view: Report) -> list[str]:
    told = []
    if view.saved:
        told.append(
            plural("{count} was about to leave and stayed.", "{count} were about to leave and stayed.", view.saved)
        )
    if view.returned:
        told.append(plural("{count} came back.", "{count} came back.", view.returned))
    return told


def _list(view: Report, figures: Figures) -> list[Block]:
    if figures.shown is None:
        few = _("too few have told us yet: a sum would give one of them away.")
        return [section(f"*{escape(figures.name)}:* {few}")]
    if not figures.shown:
        return [section(f"*{escape(figures.name)}:* {_('nothing is known yet.')}")]
    lines = [_line(figures, one) for one in figures.shown[:MOST_LINES]]
    rest = figures.shown[MOST_LINES:]
    if rest:
        lines.append(_("• and {count} more kinds").format(count=len(rest)))
    choices = [(one.key, one.name, one.count) for one in figures.shown]
    listed = section("\n".join([f"*{escape(figures.name)}*", *lines]))
    return [listed, *figures_menu(view.period, figures.field, choices, figures.name)]


def _parts(parts: Sequence[tuple[str, int]]) -> str:
    named = ", ".join(_("{reason} with {count}").format(reason=escape(reason), count=count) for reason, count in parts)
    return _("Counting also what only added to it: {reasons}.").format(reasons=named)


def _line(figures: Figures, one: Figure) -> str:
    told = [f"• {escape(one.name)}: *{one.count}*"]
    if one.worth:
        told.append(_("{amount} a year").format(amount=_amounts(one)))
    if figures.field in (REASON, COMPETITOR):
        told.append(" + ".join(_(_SURE[grade]).format(count=count) for grade, count in one.grades))
    else:
        told.append(_interviewed(one))
    return ", ".join(filter(None, told))


def _last(one: LastOne) -> str:
    who = (
        _("*{name}*, {day}").format(name=escape(one.customer), day=day(one.happened))
        if one.customer and one.happened
        else _("*A customer*")
    )
    if one.reason:
        who = f"{who}: {escape(one.reason)}"
    told = [who, *(quoted(words) for words in one.words)]
    if not one.words:
        told.append(_("What they said is for those who look after them, or nobody has heard them yet."))
    if one.valued:
        told.append(_("What they valued: {words}").format(words=escape(one.valued)))
    if one.wished:
        told.append(_("What would bring them back: {words}").format(words=escape(one.wished)))
    if one.like_earlier is not None:
        told.append(
            _("Somebody left over the same within the year before.")
            if one.like_earlier
            else _("It looks one-off: nobody left over the same within the year before.")
        )
    return "\n".join(told)


def _one_off(counted: tuple[int, int]) -> str:
    return _(
        "Of the last {all}, {part} look one-off; the others left over the same as somebody within the year before."
    ).format(part=counted[0], all=counted[1])


def _rare(rare: Rare | None) -> list[Block]:
    """Where few leave, no test of a rate tells anything; how long nobody has left may."""
    if rare is None:
        return []
    told = (
        _(
            "On average {mean} days pass between one who leaves and the next. More than {limit} days with nobody leaving "
            "would hardly be chance."
        )
        if rare.calm <= rare.limit
        else _(
            "Nobody has left for {calm} days. Between one and the next it was {mean} on average, and more than {limit} "
            "is hardly chance: something has become better."
        )
    )
    return [context(told.format(calm=rare.calm, mean=rare.mean, limit=rare.limit))]


def _how_sure(view: Report) -> str:
    sure = ", ".join(_(_SURE[grade]).format(count=count) for grade, count in view.whole.grades)
    unknown = view.whole.count - sum(count for _grade, count in view.whole.grades)
    told = [_("How sure this is: {sure}.").format(sure=sure)] if sure else []
    if unknown or not told:
        told.append(plural("Of {count} we do not know why they left.", "Of {count} we do not know why they left.", unknown))
    return " ".join(told)


def _worth_charts(figures: Figures) -> Iterator[Block]:
    """Of the two currencies in which most were worth anything; amounts in different ones are never added."""
    if not figures.shown:
        return
    currencies = sorted({amount.currency or "" for one in figures.shown for amount in one.worth})
    charts = []
    for currency in currencies:
        bars = [
            (one.name, amount.value)
            for one in figures.shown
            for amount in one.worth
            if (amount.currency or "") == currency
        ]
        bars.sort(key=lambda bar: -bar[1])
        charts.append((bars, currency))
    charts.sort(key=lambda one: -len(one[0]))
    for bars, currency in charts[:2]:
        axis = _("{currency} a year").format(currency=currency) if currency else _("a year")
        title = _("{field}, by worth").format(field=clip(figures.name, 30))
        yield chart("bar", title, _("Worth a year"), bars[:MOST_BARS], axis)


def _crossing_title(crossing: Crossing) -> str:
    return _("*{by}*, beside *{across}*").format(by=escape(crossing.by), across=escape(crossing.across))


def _rows(crossing: Crossing) -> list[list[str]]:
    heads = [crossing.by, *(one or _("all others") for one in crossing.columns)]
    return [
        heads,
        *([name, *(str(count) if count else "–" for count in counts)] for name, counts in crossing.rows[:MOST_ROWS]),
    ]


def _silent(contrasts: Sequence[Contrast]) -> str:
    title = _("*With whom nobody spoke, beside those with whom somebody did*")
    return "\n".join([title, *(_contrast(one, _SILENT) for one in contrasts)])


def _stayed(contrasts: Sequence[Contrast]) -> str:
    title = _("*Those who left, beside those who stayed*")
    return "\n".join([title, *(_contrast(one, _STAYED) for one in contrasts)])


def _contrast(one: Contrast, words: Mapping[Difference, str]) -> str:
    trait = f"{escape(one.field)}: {escape(one.trait)}"
    told = _(words[one.told])
    return _("• {trait}: {one} beside {other}; {told}").format(
        trait=trait, one=_share(one.one), other=_share(one.other), told=told
    )


def _share(rate: Rate) -> str:
    return _("{part} of {whole} ({low}–{high} %)").format(
        part=rate.part, whole=rate.whole, low=round(100 * rate.low), high=round(100 * rate.high)
    )


def _also(view: Report) -> Iterator[str]:
    """What else there is to know: what to watch, how I did so far, and what came before."""
    for one in view.watched:
        told = _(
            "Worth watching: “{reason}” came up {now} times in the newest quarter, and {before} times in the four before it together."
        )
        yield told.format(reason=escape(one.reason), now=one.now, before=one.before)
    judged = view.heeded
    if told_so_far := judged.real + judged.explained + judged.noise + judged.open:
        told = _(
            "I have told {count} times that a reason comes up more than before: {real} were real, {explained} explained, "
            "{noise} chance; {open} nobody has judged."
        )
        yield told.format(
            count=told_so_far, real=judged.real, explained=judged.explained, noise=judged.noise, open=judged.open
        )
    yield score_line(view.scored) if view.scored else ""
    yield agreement_line(view.agreed) if view.agreed else ""
    yield from map(sign_line, view.signs)


def _interviewed(one: Figure) -> str:
    return _("{part} of {whole} interviewed").format(part=one.interviewed, whole=one.count)


def _amounts(one: Figure) -> str:
    return _(" and ").join(_amount(amount) for amount in one.worth)


def _amount(amount: Amount) -> str:
    return write_amount(amount.value, amount.currency, locale.get())


_FIELDS = {
    REASON: later("Reason"),
    COMPETITOR: later("Who took our place"),
    STAGE: later("When we noticed"),
}
_NOTICED = {
    Stage.at_risk: later("at warning signs"),
    Stage.leaving: later("when they gave notice"),
    Stage.left: later("when they had left"),
}
_SURE = {
    Grade.they_said: later("{count} said so"),
    Grade.they_wrote: later("{count} wrote so"),
    Grade.we_think: later("{count} we think"),
}
_SILENT = {
    Difference.higher: later("more among those with whom nobody spoke"),
    Difference.lower: later("fewer among those with whom nobody spoke"),
    Difference.too_few: later("too few to tell"),
}
_STAYED = {
    Difference.higher: later("more among those who left"),
    Difference.lower: later("fewer among those who left"),
    Difference.too_few: later("too few to tell"),
}
