"""Where everything from Slack comes in. Stages register what they answer to; the door keeps Slack's deadlines."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import structlog
from pydantic import SecretStr
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest

from bot import metrics
from bot.logs import cause, caused_by, where
from bot.slack.acting import acting
from bot.slack.answers import Answer, Clear, Errors, Push, Show, acknowledgement, complaint
from bot.slack.blocks import form_failed, form_is_slow, gesture_failed, nobody_answers, not_there
from bot.slack.client import Slack
from bot.slack.installs import authorizer
from bot.slack.kit import Choice, escape, message, options_payload
from bot.slack.reading import MISSHAPEN, NotThere, Unreadable, storable
from bot.slack.request import Kind, Request, kind_of, parse_word, read
from bot.slack.wire import web_client
from bot.words import locale

Handler = Callable[[Request], Awaitable[Answer | None]]
OptionsHandler = Callable[[Request], Awaitable[Sequence[Choice]]]

PATIENCE = 2.5
"""Seconds of real time after which Slack gets an answer whether or not the work is done: it waits for three."""

log = structlog.stdlib.get_logger("porchlight.door")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence for the person instead of what their gesture asked for."""

    sentence: str
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Welcome:
    """Somebody may go on. `language` is theirs, as Slack spells it (`de-DE`), where it is known."""

    language: str | None = None


T = TypeVar("T")
Gate = Callable[[Request], Awaitable[Welcome | Answer | str | None]]
Outcome = Answer | Told | None


class Door:
    """Bolt checks who is there; this hands each request to the one handler of its name.

    `gate` is asked before the handler of every gesture (not of events, which nobody waits for): a sentence or an
    answer from it goes to the person, and the handler does not run. A welcome lets them on: what they typed is read,
    and what they see is written, in their language. None: this very gesture was here before, and nothing more is done.
    """

    def __init__(self, slack: Slack, signing_secret: SecretStr | None = None, *, patience: float = PATIENCE) -> None:
        self.slack = slack
        self.gate: Gate = _open_to_all
        self.on_event: Callable[[str, str], Awaitable[None]] = _unnoted
        """Told of each event that was handled: of which workspace, and of which kind."""
        self.begun = 0
        """How many requests have come in so far."""
        self.app = AsyncApp(
            name="slack_bolt.porchlight",
            client=web_client(None, slack.session, slack.api_url),
            signing_secret=signing_secret.get_secret_value() if signing_secret else "",
            authorize=authorizer(slack.installs),
        )
        self.app.use(_Reception(self))
        self.app.error(_not_taken)
        self.patience = patience
        self._handlers: dict[Kind, dict[str, Handler]] = {kind: {} for kind in Kind}
        self._options: dict[str, OptionsHandler] = {}
        self._wordy: set[str] = set()
        self._otherwise: Handler | None = None
        self._otherwise_looks = False
        self._tasks: set[asyncio.Task[Any]] = set()
        self._submissions: dict[tuple[str, str], asyncio.Task[Outcome]] = {}

    def word(self, word: str, handler: Handler, *, takes_more: bool = False) -> None:
        """Answer `/command word`; with `takes_more` also `/command word anything`, whose rest is the text.

        Without it the word must stand alone, so that a customer may be called "List and Sons".
        """
        self._add(Kind.COMMAND, word, handler)
        if takes_more:
            self._wordy.add(word)

    def otherwise(self, handler: Handler, *, only_looks: bool = False) -> None:
        """Answer the command with any other text, or none.

        With `only_looks` all that comes of it is a form, for which Slack takes the trigger once: so the gate writes nothing down.
        """
        if self._otherwise is not None:
            raise ValueError("Only one handler answers everything else.")
        self._otherwise, self._otherwise_looks = handler, only_looks

    def press(self, action_id: str, handler: Handler) -> None:
        """Answer a button or menu. "accept" also answers "accept:42"."""
        self._add(Kind.PRESS, action_id, handler)

    def submission(self, callback_id: str, handler: Handler) -> None:
        """Answer a form. The handler commits before it returns: the form that closes is the receipt."""
        self._add(Kind.SUBMISSION, callback_id, handler)

    def closed(self, callback_id: str, handler: Handler) -> None:
        """Hear that a view was closed without being sent, if it asked to tell."""
        self._add(Kind.CLOSED, callback_id, handler)

    def options(self, action_id: str, handler: OptionsHandler) -> None:
        """Answer a typeahead with the choices that fit `request.text`."""
        if action_id in self._options:
            raise ValueError(f"Two handlers for options of {action_id}.")
        self._options[action_id] = handler

    def shortcut(self, callback_id: str, handler: Handler) -> None:
        """Answer a global shortcut."""
        self._add(Kind.SHORTCUT, callback_id, handler)

    def message_shortcut(self, callback_id: str, handler: Handler) -> None:
        """Answer a shortcut from a message's menu; the message is `request.message`."""
        self._add(Kind.MESSAGE_SHORTCUT, callback_id, handler)

    def event(self, event_type: str, handler: Handler) -> None:
        """Hear an event. It comes again, with the same `once`, when the handler raises."""
        self._add(Kind.EVENT, event_type, handler)

    def registered(self, kind: Kind) -> frozenset[str]:
        """The names that are answered to."""
        return frozenset(self._options if kind is Kind.OPTIONS else self._handlers[kind])

    @property
    def answers_anything(self) -> bool:
        """Whether the command has an answer to any text."""
        return self._otherwise is not None

    async def rest(self) -> None:
        """Return when no handler is at work."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def drain(self, seconds: float) -> int:
        """Wait for the handlers at work, then stop those that are left; their number is returned."""
        left: set[asyncio.Task[Any]] = set()
        if self._tasks:
            _done, left = await asyncio.wait(self._tasks, timeout=seconds)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        return len(left)

    async def take(self, mode: str, body: str | dict[str, Any], **http: Any) -> BoltResponse:
        """Let Bolt look who is there; whatever comes in, it is answered, and nothing of it is told to a log."""
        try:
            return await self.app.async_dispatch(AsyncBoltRequest(mode=mode, body=body, **http))
        except Exception as error:  # noqa: BLE001 - Bolt reads before it asks us, and logs what it fails over
            return await _not_taken(error)

    async def answer(self, body: dict[str, Any], workspace: str, person_team: str | None) -> BoltResponse:
        """What Slack is told about one payload, in time. Raises Unreadable for what is not of any shape of Slack's."""
        body = storable(body)
        kind = kind_of(body)
        if kind is None:
            return _ok()
        request = read(kind, body, self.slack, workspace=workspace, person_team=person_team)
        with caused_by(workspace=request.workspace), metrics.ACKNOWLEDGED.labels(kind).time():
            return await self._answered(kind, request)

    async def _answered(self, kind: Kind, request: Request) -> BoltResponse:
        match kind:
            case Kind.SUBMISSION:
                return await self._submitted(request)
            case Kind.OPTIONS:
                return await self._offered(request)
            case Kind.EVENT:
                return await self._heard(request)
            case Kind.PRESS | Kind.CLOSED:
                await self._patiently(self._start(self._serve(request)))
                return _ok()
            case _:
                self._start(self._serve(request))
                return _ok()

    def _add(self, kind: Kind, name: str, handler: Handler) -> None:
        if name in self._handlers[kind]:
            raise ValueError(f"Two handlers for the {kind} {name}.")
        self._handlers[kind][name] = handler

    async def _submitted(self, request: Request) -> BoltResponse:
        """A second press while the first is still at work waits for the same work."""
        gesture = request.workspace, request.once
        task = self._submissions.get(gesture)
        if task is None:
            task = self._start(self._handle(request))
            self._submissions[gesture] = task
            task.add_done_callback(lambda _done: self._submissions.pop(gesture, None))
        view = request.payload["view"]
        if not await self._patiently(task):
            return _ok(complaint(form_is_slow(_button(view)), view))
        outcome = task.result()
        return _ok(complaint(outcome.sentence, view) if isinstance(outcome, Told) else acknowledgement(outcome, view))

    async def _offered(self, request: Request) -> BoltResponse:
        handler = self._options.get(request.name)
        if handler is None:
            return _ok({"options": []})
        task = self._start(self._choices(request, handler))
        choices = task.result() if await self._patiently(task) else ()
        return _ok({"options": options_payload(choices)})

    async def _heard(self, request: Request) -> BoltResponse:
        if request.name not in self._handlers[Kind.EVENT]:
            return _ok()
        task = self._start(self._hear(request))
        outcome = task.result() if await self._patiently(task) else None
        failed = isinstance(outcome, Told) and outcome.failed
        return BoltResponse(status=500, body="") if failed else _ok()

    async def _hear(self, request: Request) -> Outcome:
        outcome = await self._handle(request)
        try:
            await self.on_event(request.workspace, request.name)
        except Exception as error:  # noqa: BLE001 - it is only noted that events come in: what the event did stands
            log.warning("event not noted", name=request.name, **where(error))
        return outcome

    async def _serve(self, request: Request) -> None:
        """Handle a gesture whose answer does not travel with the acknowledgement."""
        outcome = await self._handle(request)
        try:
            await _deliver(request, outcome)
        except Exception as error:  # noqa: BLE001 - the gesture was acknowledged: there is nobody left to raise to
            log.warning("answer not delivered", kind=request.kind.value, name=request.name, **where(error))

    async def _handle(self, request: Request) -> Outcome:
        """What the handler answers; never raises."""
        try:
            outcome = await self._decide(request)
        except Unreadable as error:
            log.warning("not readable", kind=request.kind.value, name=request.name, **where(error))
            outcome = Told(_failed(request, cause() or "") if request.kind is Kind.SUBMISSION else nobody_answers())
        except NotThere as error:
            log.info("about nothing", kind=request.kind.value, name=request.name, **where(error))
            outcome = Told(not_there(), failed=request.kind is Kind.EVENT)
        except Exception as error:  # noqa: BLE001 - whatever it was, the person hears of it in a plain sentence
            log.error("handler failed", kind=request.kind.value, name=request.name, **where(error))
            outcome = Told(_failed(request, cause() or ""), failed=True)
        _note(request, outcome)
        return outcome

    async def _decide(self, request: Request) -> Outcome:
        found = self._find(request)
        if found is None:
            return _unknown(request)
        handler, request = found
        verdict = Welcome() if request.kind is Kind.EVENT else await self.gate(request)
        if not isinstance(verdict, Welcome):
            return Told(verdict) if isinstance(verdict, str) else verdict
        _speak(verdict.language)
        acting.set(request.person)
        return await handler(request)

    async def _choices(self, request: Request, handler: OptionsHandler) -> Sequence[Choice]:
        try:
            verdict = await self.gate(request)
            if not isinstance(verdict, Welcome):
                return ()
            _speak(verdict.language)
            return await handler(request)
        except Exception as error:  # noqa: BLE001 - a typeahead without choices still lets people type on
            log.error("options failed", name=request.name, **where(error))
            return ()

    def _find(self, request: Request) -> tuple[Handler, Request] | None:
        """The handler, and the request as it should see it."""
        if request.kind is not Kind.COMMAND:
            handler = self._handlers[request.kind].get(request.name)
            return (handler, request) if handler else None
        word, rest = parse_word(request.text)
        handler = self._handlers[Kind.COMMAND].get(word)
        if handler is not None and (not rest or word in self._wordy):
            return handler, replace(request, name=word, text=rest)
        return (self._otherwise, replace(request, only_looks=self._otherwise_looks)) if self._otherwise else None

    def _start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        self.begun += 1
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _patiently(self, task: asyncio.Task[Any]) -> bool:
        """Whether the work was done in time; it goes on if not."""
        done, _waiting = await asyncio.wait({task}, timeout=self.patience)
        return bool(done)


class _Reception(AsyncMiddleware):
    """The last of Bolt's middleware: answers everything itself.

    Bolt's own listeners would poll for the acknowledgement every 10 ms and fall through to the next one when it is late.
    """

    def __init__(self, door: Door) -> None:
        self._door = door

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - Bolt's signature
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002, ARG002 - Bolt's signature
    ) -> BoltResponse:
        installed = req.context.authorize_result
        workspace = (installed.team_id if installed else None) or req.context.team_id or ""
        return await self._door.answer(req.body, workspace, req.context.actor_team_id)


async def _open_to_all(request: Request) -> Welcome:  # noqa: ARG001 - a gate takes the request
    return Welcome()


async def _unnoted(workspace: str, kind: str) -> None:
    del workspace, kind


def _note(request: Request, outcome: Outcome) -> None:
    """For whoever watches over the bot: what came in, and what came of it; nothing of what it said."""
    came = ("failed" if outcome.failed else "turned away") if isinstance(outcome, Told) else "done"
    metrics.REQUESTS.labels(request.kind, came).inc()
    log.info("request", kind=request.kind.value, name=request.name, outcome=came)


def _speak(language: str | None) -> None:
    """From here on this task, which is of one request, reads and writes as that person does."""
    if language:
        locale.set(language)


async def _deliver(request: Request, outcome: Outcome) -> None:
    match outcome:
        case None | Clear():
            return
        case Told(sentence):
            await request.reply(message(escape(sentence)))
        case Errors(sentences):
            await request.reply(message(escape("\n".join(sentences.values()))))
        case Show(view) if request.view:
            await request.update(view)
        case Push(view) if request.view:
            await request.push(view)
        case Show(view) | Push(view):
            await request.open(view)


async def _not_taken(error: Exception) -> BoltResponse:
    """What cannot be read is a bad request; anything else is our trouble, and Slack may send it again."""
    misshapen = isinstance(error, (Unreadable, *MISSHAPEN))
    log.warning("not readable", **where(error)) if misshapen else log.error("not taken", **where(error))
    return BoltResponse(status=400 if misshapen else 500, body="")


def _ok(body: dict[str, Any] | None = None) -> BoltResponse:
    return BoltResponse(status=200, body=body or "")


def _unknown(request: Request) -> Told | None:
    """Buttons outlive the version that made them; those that open a link are pressed without us."""
    pressed = (request.payload.get("actions") or [{}])[0]
    if request.kind is Kind.CLOSED or pressed.get("url"):
        return None
    log.info("nobody answers", kind=request.kind.value, name=request.name)
    return Told(nobody_answers())


def _failed(request: Request, number: str) -> str:
    if request.kind is Kind.SUBMISSION:
        return form_failed(_button(request.payload["view"]), number)
    return gesture_failed(number)


def _button(view: dict[str, Any]) -> str | None:
    return (view.get("submit") or {}).get("text")
