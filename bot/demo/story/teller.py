"""Writes down what happens in a workspace, for somebody who reads it later without having been there."""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from bot.demo.plain import plain_words
from bot.sandbox.actor import Actor
from bot.sandbox.finding import find_input
from bot.sandbox.records import Conversation, Message, View
from bot.sandbox.workspace import LocalWorkspace

WIDTH = 100
INDENT = " " * 11
WORTH_REPEATING = 2
"""So many lines that somebody has read before are told again; more become an ellipsis."""


class Teller:
    """Hands each line of the transcript to `line` as it happens; days and hours are those of `zone`.

    Whoever lives elsewhere (`cities`, by the name of their zone) is shown with their own time beside it.
    """

    def __init__(
        self, workspace: LocalWorkspace, zone: ZoneInfo, cities: Mapping[str, str], line: Callable[[str], None]
    ) -> None:
        self._workspace, self._zone, self._cities, self._line = workspace, zone, cities, line
        self._day: date | None = None
        self._minute: str | None = None
        self._heard: dict[tuple[str, str], str] = {}
        self._said: dict[str, set[str]] = defaultdict(set)
        self._changes: set[tuple[object, ...]] = set()
        self._quiet = False

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What happens meanwhile is heard, and not told."""
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False

    def heading(self, text: str) -> None:
        """A new chapter."""
        words = plain_words(text.strip().rstrip("."), {})
        self._line(f"\n\n{words}\n{'=' * len(words)}")
        self._day = self._minute = None

    def narrate(self, text: str) -> None:
        """What nobody types or presses: it happens outside the workspace."""
        self._tell(text)

    def gesture(self, name: str, what: str) -> None:
        """Somebody does something."""
        self._tell(f"{name} {what}")

    def form(self, view: View) -> None:
        """A form opens in front of whoever pressed or typed."""
        self._tell(f"A form opens: “{view.body['title']['text']}”.")

    def answers(self, actor: Actor, answers: Mapping[str, Any]) -> str:
        """What somebody fills in, as question and answer."""
        said = []
        for name, answer in answers.items():
            block = find_input(actor.modal, name) if actor.modal else None
            question = block["label"]["text"].rstrip("?") if block else name
            said.append(f"{question}: {self._answer(answer)}.")
        return " ".join(said)

    def listen(self) -> None:
        """Look at the workspace after each change, and tell what the bot has said since."""
        for place in list(self._workspace.conversations.values()):
            for message in [*place.messages.values(), *place.ephemerals.values()]:
                if message.app_id is not None:
                    self._hear(place, message)

    def _hear(self, place: Conversation, message: Message) -> None:
        spot = (place.id, message.ts)
        before = self._heard.get(spot)
        if before == message.text:
            return
        self._heard[spot] = message.text
        words = self._plain(message.text, place)
        if before is None:
            self._tell_new(place, message, words.splitlines())
            return
        old = set(self._plain(before, place).splitlines())
        new = [line for line in words.splitlines() if line not in old and not line.startswith("You can choose")]
        told = (self._workspace.now(), place.id, *new)
        if new and told not in self._changes:
            self._tell(f"{self._changed(place, message, words)}:", new)
            self._changes.add(told)

    def _tell_new(self, place: Conversation, message: Message, lines: list[str]) -> None:
        """A message without what was said in the same place before; one that says nothing new is told in few words."""
        said = self._said[place.id]
        if all(not line or _mark(line) in said for line in lines):
            if place.kind == "im":
                self._tell(f"{self._to(place, message)}, as before: {lines[0]}")
            return
        self._tell(f"{self._to(place, message)}:", [lines[0], *_fresh(lines[1:], said)])
        if not self._quiet:
            said.update(map(_mark, lines))

    def _to(self, place: Conversation, message: Message) -> str:
        if message.reader is not None:
            return f"Porchlight, only {self._first(message.reader)} sees it"
        if place.kind == "im":
            return f"Porchlight to {self._reader(place)}"
        return f"Porchlight in #{place.name}" + (", in the thread of the card" if message.is_reply else "")

    def _changed(self, place: Conversation, message: Message, words: str) -> str:
        if place.kind == "im":
            return f"The message to {self._reader(place)} now says"
        if message.is_reply:
            return f"In #{place.name}, the list in the thread of the card now says"
        first = words.splitlines()[0]
        is_card = bool(message.blocks) and message.blocks[0]["type"] == "header"
        return f"In #{place.name}, {f'the card of {first}' if is_card else f'“{first}”'} now says"

    def _reader(self, place: Conversation) -> str:
        reader = self._user_of(place)
        zone = self._workspace.users[reader].tz
        if ZoneInfo(zone) == self._zone:
            return self._first(reader)
        there = self._workspace.now().astimezone(ZoneInfo(zone))
        return f"{self._first(reader)} ({_clock(there)} in {self._cities[zone]})"

    def _user_of(self, place: Conversation) -> str:
        return next(member for member in place.members if not self._workspace.users[member].bot)

    def _first(self, user: str) -> str:
        return self._workspace.users[user].name.split()[0]

    def _plain(self, text: str, place: Conversation) -> str:
        zone = ZoneInfo(self._workspace.users[self._user_of(place)].tz) if place.kind == "im" else self._zone
        names = {user.id: user.name for user in self._workspace.users.values()}
        names |= {one.id: f"#{one.name}" for one in self._workspace.conversations.values() if one.name}
        return plain_words(text, names, zone)

    def _answer(self, answer: Any) -> str:
        if isinstance(answer, list):
            return ", ".join(self._answer(one) for one in answer)
        if isinstance(answer, datetime | date):
            return f"{answer:%B} {answer.day}"
        if isinstance(answer, time):
            return f"{answer:%H:%M}"
        who = self._workspace.by_handle.get(str(answer))
        return self._workspace.users[who].name if who else str(answer).rstrip(".")

    def _tell(self, what: str, words: list[str] | None = None) -> None:
        if self._quiet:
            return
        now = self._workspace.now().astimezone(self._zone)
        if now.date() != self._day:
            self._line(f"\n{now:%A, %B} {now.day}, {now.year}\n")
            self._day, self._minute = now.date(), None
        stamp = _clock(now)
        shown = "" if stamp == self._minute else stamp
        self._minute = stamp
        for number, line in enumerate(_wrapped(what)):
            self._line(f"{shown if number == 0 else '':>8}   {line}")
        for paragraph in words or ():
            for line in _wrapped(paragraph):
                self._line(f"{INDENT}│ {line}".rstrip())


def _fresh(lines: list[str], said: set[str]) -> Iterator[str]:
    """The lines, without longer stretches that are in `said`."""
    for is_old, run in groupby(lines, key=lambda line: not line or _mark(line) in said):
        stretch = list(run)
        yield from ["…"] if is_old and len(stretch) > WORTH_REPEATING else stretch


def _mark(line: str) -> str:
    """What a line says apart from its numbers: two months ago, three months ago."""
    return re.sub(r"\d+", "0", line)


def _clock(at: datetime) -> str:
    return f"{at.hour % 12 or 12}:{at:%M %p}"


def _wrapped(text: str) -> list[str]:
    """Lines of a width that reads well; what is indented or a list item stays so."""
    inside = len(text) - len(text.lstrip()) + (2 if text.startswith("• ") else 0)
    return textwrap.wrap(text, WIDTH - len(INDENT) - 2, subsequent_indent=" " * inside) or [""]
