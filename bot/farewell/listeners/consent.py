"""Slack comes in: the customer answered whether we may stay in touch, or changed their mind."""

from __future__ import annotations

from dataclasses import dataclass

from bot.farewell.blocks import consent as blocks
from bot.farewell.service import consent
from bot.farewell.values import Outcome
from bot.slack.answers import Answer, Errors, Show
from bot.slack.door import Door
from bot.slack.kit import escape, message
from bot.slack.request import Request
from bot.work.deps import Deps


def register(door: Door, deps: Deps) -> None:
    """Answer what concerns staying in touch."""
    here = _Here(deps)
    door.press(blocks.ANSWERED, here.ask_for_answer)
    door.submission(blocks.ANSWER_FORM, here.take_answer)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def ask_for_answer(self, request: Request) -> Answer | None:
        departure = str(request.value.get("d") or "")
        if not departure:  # a card of an earlier version carries the request for thanks instead
            thanks = str(request.value.get("thanks") or "")
            departure = await self.deps.unit(request.workspace, consent.departure_of, thanks)
        view = await self.deps.unit(request.workspace, consent.open_consent, request.person, departure)
        if isinstance(view, Outcome):
            await request.reply(message(escape(blocks.consent_declined(view))))
            return None
        return Show(blocks.consent_form(view))

    async def take_answer(self, request: Request) -> Answer | None:
        departure, form = str(request.metadata["d"]), blocks.parse_consent(request.values)
        came = await self.deps.unit(
            request.workspace, consent.hear, request.person, departure, form, request.once
        )
        return None if came is Outcome.done else Errors({blocks.ANSWER: blocks.consent_declined(came)})
