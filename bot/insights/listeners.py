"""Slack comes in: what a customer said is opened again, and people say what is behind an alert."""

from __future__ import annotations

from dataclasses import dataclass

from bot.insights import blocks
from bot.insights.service import cases_of, judge, open_findings_again
from bot.insights.values import Judged, Judgement
from bot.interviews.listeners.refusing import refuse
from bot.interviews.values import Obstacle
from bot.slack.answers import Answer, Push, Show
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
