"""Every gesture reaches its one handler, and Slack is answered in time whatever that handler does."""

import asyncio
import json
from typing import Any

import pytest
from slack_bolt import BoltResponse
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.slack import kit
from bot.slack.answers import Answer, Clear, Errors, Push, Show
from bot.slack.door import Door, Welcome
from bot.slack.request import Kind, Request
from bot.words import locale
from tests.slack import payloads
from tests.slack.stand_in import StandIn

FORM = kit.modal(
    "A form", "form", [kit.text_input("Who", "who"), kit.long_text("Note", "note:2", optional=True)], submit="Save"
)
TYPED = {"who": {"type": "plain_text_input", "value": " Acme "}, "note:2": {"type": "plain_text_input", "value": None}}


class Heard:
    """A handler that remembers what reached it, and answers or fails as it is told."""

    def __init__(self, answer: Answer | None = None, error: Exception | None = None) -> None:
        self.requests: list[Request] = []
        self.answer = answer
        self.error = error

    async def __call__(self, request: Request) -> Answer | None:
        self.requests.append(request)
        if self.error:
            raise self.error
        return self.answer

    @property
    def only(self) -> Request:
        assert len(self.requests) == 1
        return self.requests[0]


class Held(Heard):
    """A handler that takes its time until it is let go."""

    def __init__(self, answer: Answer | None = None) -> None:
        super().__init__(answer)
        self.go = asyncio.Event()

    async def __call__(self, request: Request) -> Answer | None:
        answer = await super().__call__(request)
        await self.go.wait()
        return answer


async def send(door: Door, body: dict[str, Any]) -> BoltResponse:
    """As Socket Mode delivers it: signatures are another test's."""
    return await door.app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=body))


def body_of(response: BoltResponse) -> dict[str, Any]:
    assert response.status == 200
    answer: dict[str, Any] = json.loads(response.body) if response.body else {}
    return answer


async def test_a_word_of_the_command_reaches_its_handler_and_anything_else_the_other(door: Door) -> None:
    listing, moving, anything = Heard(), Heard(), Heard()
    door.word("list", listing)
    door.word("move", moving, takes_more=True)
    door.otherwise(anything)

    for text in ("list", "List", "move Acme  on", "list and sons", ""):
        assert (await send(door, payloads.command(text))).status == 200
    await door.drain(5)

    assert [request.text for request in listing.requests] == ["", ""]
    assert [request.text for request in moving.requests] == ["Acme  on"]
    assert [request.text for request in anything.requests] == ["list and sons", ""]
    assert anything.requests[0].workspace == "T1"


async def test_a_command_is_acknowledged_before_its_handler_is_done(door: Door) -> None:
    slow = Held()
    door.otherwise(slow)

    response = await send(door, payloads.command("Acme"))

    assert response.status == 200
    resting = asyncio.create_task(door.rest())
    await asyncio.sleep(0)
    assert not resting.done()
    slow.go.set()
    await asyncio.wait_for(resting, 5)
    assert await door.drain(5) == 0


async def test_a_command_opens_a_view_that_carries_a_nonce(door: Door, stand_in: StandIn) -> None:
    door.otherwise(Heard(Show(FORM)))

    await send(door, payloads.command())

    opened = await stand_in.call_of("views.open")
    assert opened["trigger_id"] == "t1"
    assert json.loads(opened["view"]["private_metadata"])["nonce"]


async def test_a_press_reaches_the_handler_of_the_part_before_the_colon(door: Door) -> None:
    accepting = Heard()
    door.press("accept", accepting)

    await send(door, payloads.press({"action_id": "accept:42", "value": kit.pack(id=42)}))

    assert accepting.only.name == "accept"
    assert accepting.only.value == {"id": 42}
    assert accepting.only.message is not None
    assert (accepting.only.message.channel, accepting.only.message.ts) == ("C1", "7.7")


async def test_a_choice_in_a_message_is_among_the_values(door: Door) -> None:
    choosing = Heard()
    door.press("who", choosing)

    await send(door, payloads.press({"action_id": "who", "block_id": "who", "selected_user": "U7"}))

    assert choosing.only.values.user("who") == "U7"


async def test_a_press_from_an_older_message_is_answered_with_a_sentence(door: Door, stand_in: StandIn) -> None:
    await send(door, payloads.press({"action_id": "forgotten"}))

    whisper = await stand_in.call_of("chat.postEphemeral")
    assert "older message" in whisper["text"]
    assert whisper["user"] == "U1"


async def test_a_press_on_a_link_passes_without_a_word(door: Door, stand_in: StandIn) -> None:
    await send(door, payloads.press({"action_id": "site", "url": "https://example.com"}))

    assert stand_in.called("chat.postEphemeral") == []


async def test_a_press_is_acknowledged_in_time_and_its_work_goes_on(door: Door) -> None:
    slow = Held()
    door.press("accept", slow)

    response = await send(door, payloads.press({"action_id": "accept"}))

    assert response.status == 200
    resting = asyncio.create_task(door.rest())
    await asyncio.sleep(0)
    assert not resting.done()
    slow.go.set()
    await asyncio.wait_for(resting, 5)


async def test_a_submission_closes_its_form_once_the_handler_is_done(door: Door) -> None:
    saving = Heard()
    door.submission("form", saving)

    response = await send(door, payloads.submission(FORM, TYPED))

    assert body_of(response) == {}
    assert saving.only.values.text("who") == "Acme"
    assert saving.only.values.text("note") is None


@pytest.mark.parametrize(("answer", "action"), [(Show(FORM), "update"), (Push(FORM), "push"), (Clear(), "clear")])
async def test_a_submission_is_answered_with_what_the_handler_says(door: Door, answer: Answer, action: str) -> None:
    door.submission("form", Heard(answer))

    response = await send(door, payloads.submission(FORM, TYPED))

    assert body_of(response)["response_action"] == action


async def test_errors_land_under_their_questions_and_never_under_none(door: Door) -> None:
    door.submission("form", Heard(Errors({"note": "Too short.", "gone": "And that."})))

    answer = body_of(await send(door, payloads.submission(FORM, TYPED)))

    assert answer == {"response_action": "errors", "errors": {"note:2": "Too short.", "who": "And that."}}


async def test_errors_of_a_view_without_questions_are_told_above_its_text(door: Door) -> None:
    """Slack shows no error where there is no question, and the press would seem to do nothing."""
    plain = kit.modal("A card", "card", [kit.section("Words")], submit="Go on")
    door.submission("card", Heard(Errors({"gone": "Somebody was faster.", "who": "Somebody was faster."})))

    answer = body_of(await send(door, payloads.submission(plain, {})))

    assert answer["response_action"] == "update"
    assert [block["text"]["text"] for block in answer["view"]["blocks"]] == ["Somebody was faster.", "Words"]


async def test_a_slow_submission_keeps_what_was_typed_and_a_second_press_gets_its_answer(door: Door) -> None:
    slow = Held()
    door.submission("form", slow)

    first = body_of(await send(door, payloads.submission(FORM, TYPED)))
    second = asyncio.create_task(send(door, payloads.submission(FORM, TYPED)))
    await asyncio.sleep(0)
    slow.go.set()

    assert "Please press Save again" in first["errors"]["who"]
    assert body_of(await second) == {}
    assert len(slow.requests) == 1


async def test_a_slow_view_without_questions_says_so_above_its_text(door: Door) -> None:
    plain = kit.modal("A card", "card", [kit.section("Words")], submit="Go on", metadata={"id": 7})
    slow = Held()
    door.submission("card", slow)

    answer = body_of(await send(door, payloads.submission(plain, {})))

    slow.go.set()
    assert answer["response_action"] == "update"
    assert "longer than it should" in answer["view"]["blocks"][0]["text"]["text"]
    assert answer["view"]["blocks"][1]["text"]["text"] == "Words"
    assert answer["view"]["private_metadata"] == '{"id":7}'
    assert set(answer["view"]) <= {"type", "title", "submit", "close", "blocks", "private_metadata", "callback_id"} | {
        "notify_on_close",
        "clear_on_close",
    }


async def test_a_failing_submission_keeps_what_was_typed_and_logs_no_words(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    door.submission("form", Heard(error=ValueError("Acme is furious")))

    answer = body_of(await send(door, payloads.submission(FORM, TYPED)))

    assert "Nothing you typed is lost" in answer["errors"]["who"]
    assert "furious" not in caplog.text


async def test_a_failing_press_is_told_to_the_person(door: Door, stand_in: StandIn) -> None:
    door.press("accept", Heard(error=ValueError("no")))

    response = await send(door, payloads.press({"action_id": "accept"}))

    assert response.status == 200
    assert "nothing was changed" in (await stand_in.call_of("chat.postEphemeral"))["text"]


async def test_the_gate_turns_people_away_before_the_handler(door: Door, stand_in: StandIn) -> None:
    async def colleagues_only(request: Request) -> Welcome | str:
        return Welcome() if request.person_team == request.workspace else "This is for people at Larch & Co."

    reached = Heard()
    door.gate = colleagues_only
    door.press("accept", reached)

    await send(door, payloads.press({"action_id": "accept"}, team="T2"))

    assert reached.requests == []
    assert (await stand_in.call_of("chat.postEphemeral"))["text"] == "This is for people at Larch &amp; Co."


async def test_a_request_is_handled_in_the_language_of_whoever_made_it(door: Door) -> None:
    async def german(request: Request) -> Welcome:
        return Welcome("de-DE" if request.person == "U1" else None)

    spoken: list[str] = []

    async def listen(_request: Request) -> None:
        spoken.append(locale.get())

    door.gate = german
    door.press("accept", listen)

    await send(door, payloads.press({"action_id": "accept"}))
    await send(door, payloads.press({"action_id": "accept"}) | {"user": {"id": "U9", "team_id": "T1"}})

    assert spoken == ["de-DE", "en"]
    assert locale.get() == "en"


async def test_the_gate_answers_a_form_on_its_field(door: Door) -> None:
    async def closed(_request: Request) -> str:
        return "Not today."

    door.gate = closed
    door.submission("form", Heard())

    assert body_of(await send(door, payloads.submission(FORM, TYPED)))["errors"] == {"who": "Not today."}


async def test_a_typeahead_is_answered_with_at_most_a_hundred_choices(door: Door) -> None:
    async def customers(request: Request) -> list[kit.Choice]:
        return [kit.Choice(str(number), f"{request.text} {number}") for number in range(150)]

    door.options("customer", customers)

    options = body_of(await send(door, payloads.suggestion("customer", "Ac")))["options"]

    assert len(options) == 100
    assert options[0]["text"]["text"] == "Ac 0"


async def test_a_typeahead_that_fails_or_is_unknown_offers_nothing(door: Door) -> None:
    async def broken(_request: Request) -> list[kit.Choice]:
        raise ValueError("no")

    door.options("customer", broken)

    assert body_of(await send(door, payloads.suggestion("customer", "Ac"))) == {"options": []}
    assert body_of(await send(door, payloads.suggestion("nothing", "Ac"))) == {"options": []}


async def test_shortcuts_reach_their_handlers_the_one_on_a_message_with_it(door: Door) -> None:
    worried, keeping = Heard(), Heard()
    door.shortcut("worried", worried)
    door.message_shortcut("worried_message", keeping)

    await send(door, payloads.shortcut("worried"))
    await send(door, payloads.message_shortcut("worried_message"))
    await door.drain(5)

    assert worried.only.trigger == "t1"
    message = keeping.only.message
    assert message is not None
    assert (message.ts, message.thread, message.person) == ("5.5", "4.4", "U2")
    assert message.text == "They asked about T&Cs <v2>."


async def test_an_event_that_failed_is_asked_for_again_with_the_same_mark(door: Door) -> None:
    hearing = Heard(error=ValueError("no"))
    door.event("user_change", hearing)
    body = payloads.event({"type": "user_change", "user": {"id": "U5"}}, "Ev7")

    first = await send(door, body)
    hearing.error = None
    second = await send(door, body)

    assert (first.status, second.status) == (500, 200)
    assert [request.once for request in hearing.requests] == ["Ev7", "Ev7"]
    assert hearing.requests[0].person == "U5"


async def test_what_nobody_listens_to_is_acknowledged(door: Door) -> None:
    assert (await send(door, payloads.event({"type": "team_join", "user": {"id": "U5"}}))).status == 200
    assert (await send(door, {"type": "workflow_step_edit", "team": {"id": "T1"}})).status == 200


async def test_a_reply_takes_the_address_it_came_with(door: Door, stand_in: StandIn) -> None:
    async def helps(request: Request) -> None:
        await request.reply(kit.message("Help is near."))

    door.word("help", helps)

    await send(door, payloads.command("help", response_url=stand_in.url + "response"))

    said = await stand_in.call_of("response_url")
    assert said["text"] == "Help is near."
    assert said["response_type"] == "ephemeral"
    assert said["replace_original"] is False


async def test_a_reply_finds_another_way_when_the_first_is_closed(door: Door, stand_in: StandIn) -> None:
    async def helps(request: Request) -> None:
        await request.reply(kit.message("Help is near."))

    stand_in.will_answer("chat.postEphemeral", {"ok": False, "error": "not_in_channel"})
    door.word("help", helps)

    await send(door, payloads.command("help"))

    assert (await stand_in.call_of("chat.postMessage"))["channel"] == "U1"


async def test_drain_stops_what_does_not_end(door: Door) -> None:
    door.otherwise(Held())
    await send(door, payloads.command())

    assert await door.drain(0.05) == 1
    await asyncio.wait_for(door.rest(), 5)


def test_two_handlers_of_one_name_are_a_mistake(door: Door) -> None:
    door.press("accept", Heard())

    with pytest.raises(ValueError, match="accept"):
        door.press("accept", Heard())
    assert door.registered(Kind.PRESS) == {"accept"}
