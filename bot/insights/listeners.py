"""Slack comes in: what a customer said is opened again, and people say what is behind an alert."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, timedelta

from bot.insights import blocks
from bot.insights.rules import read_period
from bot.insights.rules.report import read_asked
from bot.insights.service import (
    behind,
    cases_of,
    judge,
    leave_out,
    month_opening,
    open_findings_again,
    report,
    tell_month,
    years,
)
from bot.insights.values import Judged, Judgement, Period, Told
from bot.insights.values.report import Report
from bot.interviews.listeners.refusing import refuse
from bot.interviews.values import Obstacle
from bot.slack.answers import Answer, Errors, Push, Show
from bot.slack.door import Door
from bot.slack.kit import escape, message
from bot.slack.request import Request
from bot.work.deps import Deps


def register(door: Door, deps: Deps) -> None:
    """Answer what is pressed about what was found."""
    here = _Here(deps)
    door.press(blocks.SAID_AGAIN, here.show)
    door.press(blocks.JUDGE, here.judge)
    door.press(blocks.JUDGE_AGAIN, here.judge)
    door.press(blocks.CASES, here.show_cases)
    door.word("year", here.years, takes_more=True)
    door.word("numbers", here.numbers, takes_more=True)
    door.word("report", here.report, takes_more=True)
    door.press(blocks.BEHIND, here.show_behind)
    door.press(blocks.TELL, here.ask_for_numbers)
    door.press(blocks.LEAVE_OUT, here.leave_out)
    door.submission(blocks.NUMBERS_FORM, here.take_numbers)


COMMANDS = blocks.COMMANDS


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def show(self, request: Request) -> Answer | None:
        which = str(request.value["d"])
        found = await self.deps.unit(request.workspace, open_findings_again, request.person, which)
        if found is None:
            await refuse(request, Obstacle.not_yours)
            return None
        return Push(blocks.said_view(found))

    async def judge(self, request: Request) -> None:
        alert, what = str(request.value[blocks.ALERT_ID]), request.value.get(blocks.WHAT)
        judgement = Judgement(what) if what else None
        came = await self.deps.unit.once(
            request.once, request.workspace, judge, request.person, alert, judgement
        )
        if came in (Judged.may_not, Judged.already):
            await request.reply(message(escape(blocks.judged(came))))

    async def show_cases(self, request: Request) -> Answer:
        alert = str(request.value[blocks.ALERT_ID])
        return Show(blocks.cases_view(*await self.deps.unit(request.workspace, cases_of, request.person, alert)))

    async def years(self, request: Request) -> None:
        period = read_period(request.text, self._today())
        if period is None:
            await request.reply(message(escape(blocks.not_a_period(request.text))))
            return
        found = await self.deps.unit(request.workspace, years, request.person, period)
        await request.reply(blocks.years_message(found) if found else message(escape(blocks.not_for_strangers())))

    async def report(self, request: Request) -> None:
        asked = read_asked(request.text, self._today())
        if asked is None:
            await request.reply(message(escape(blocks.not_a_period(request.text))))
            return
        found = await self.deps.unit(request.workspace, report, request.person, asked.period, asked.by)
        if not isinstance(found, Report):
            await request.reply(message(escape(blocks.no_such_field(found) if found else blocks.not_for_strangers())))
            return
        await request.reply(blocks.report_message(found))
        if found.whole.count:
            await request.reply(blocks.report_more_message(found))

    async def show_behind(self, request: Request) -> Answer | None:
        period, field, key = (str(request.value[one]) for one in (blocks.PERIOD, blocks.FIELD, blocks.KEY))
        days = Period(_day(period[:8]), _day(period[8:]))
        fields = str(request.value.get(blocks.FIELDS, "")).split()
        found = await self.deps.unit(
            request.workspace,
            behind,
            request.person,
            days,
            field,
            key,
            fields,
            hears_all=request.value.get(blocks.HEARS_ALL) is True,
        )
        if found is None:
            await request.reply(message(escape(blocks.not_for_strangers())))
            return None
        return Show(blocks.behind_view(found))

    def _today(self) -> date:
        return self.deps.clock.now().astimezone(UTC).date()

    async def numbers(self, request: Request) -> Answer | None:
        period = read_period(request.text, self._today()) if request.text else None
        if request.text and (period is None or period.first.month != period.last.month):
            await request.reply(message(escape(blocks.not_a_month(request.text))))
            return None
        if period is not None and period.first > self._today() + timedelta(days=1):
            await request.reply(message(escape(blocks.still_to_come(period.first))))
            return None
        return await self._numbers_form(request, period.first if period else None)

    async def ask_for_numbers(self, request: Request) -> Answer | None:
        carried = request.value.get(blocks.MONTH)
        return await self._numbers_form(request, _month(carried) if carried else None)

    async def leave_out(self, request: Request) -> None:
        month = _month(request.value[blocks.MONTH])
        came = await self.deps.unit.once(request.once, request.workspace, leave_out, request.person, month)
        if came is Told.may_not:
            await request.reply(message(escape(blocks.may_not_tell())))

    async def take_numbers(self, request: Request) -> Answer | None:
        month = _month(request.metadata[blocks.MONTH])
        form = blocks.parse_numbers(request.values, month)
        if isinstance(form, dict):
            return Errors(form)
        came = await self.deps.unit.once(request.once, request.workspace, tell_month, request.person, form)
        if came is None:
            return None
        return Errors(blocks.numbers_problem(came)) if came.refuses else Show(blocks.numbers_kept(month))

    async def _numbers_form(self, request: Request, month: date | None) -> Answer | None:
        opening = await self.deps.unit(request.workspace, month_opening, request.person, month)
        if opening is None:
            await request.reply(message(escape(blocks.may_not_tell())))
            return None
        form, is_admin = opening
        return Show(blocks.numbers_form(form, is_admin=is_admin))


def _day(carried: str) -> date:
    return date(int(carried[:4]), int(carried[4:6]), int(carried[6:]))


def _month(carried: object) -> date:
    return date.fromisoformat(f"{carried}-01")
