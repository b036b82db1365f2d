"""One call of a Web API method: who calls, with what, and how its arguments are read."""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

from bot.sandbox.coverage import COVERAGE
from bot.sandbox.errors import SlackError
from bot.sandbox.records import App, Conversation, Json
from bot.sandbox.world import World


@dataclass
class Call:
    """What a method is given. Arguments may have come as query, form or JSON; the readers here even that out."""

    world: World
    method: str
    args: Json
    caller: App | None = None

    @property
    def app(self) -> App:
        """The app whose token the call carries."""
        if self.caller is None:
            raise SlackError("not_authed")
        return self.caller

    def text(self, name: str, default: str = "") -> str:
        """A string argument."""
        value = self.args.get(name)
        return default if value is None else str(value)

    def required(self, name: str) -> str:
        """A string argument that must be there. Raises invalid_arguments."""
        value = self.text(name)
        if not value:
            message = f"[ERROR] missing required field: {name}"
            raise SlackError("invalid_arguments", response_metadata={"messages": [message]})
        return value

    def flag(self, name: str) -> bool:
        """A boolean argument."""
        return self.args.get(name) in (True, "true", "1", 1, "True")

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number between 1 and `most`."""
        value = self.text(name)
        if not value:
            return default
        if not value.isdigit() or int(value) < 1:
            raise SlackError("invalid_limit")
        return min(int(value), most)

    def json(self, name: str, code: str = "invalid_arguments") -> Any:
        """An argument that is JSON, or a string of it. Raises `code` when it cannot be read."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise SlackError(code) from None

    def listed(self, name: str) -> list[str]:
        """An argument that is a list, or a string with commas."""
        value = self.args.get(name) or []
        return [part for part in value.split(",") if part] if isinstance(value, str) else list(value)

    def need(self, *scopes: str) -> None:
        """Raises missing_scope unless the app was granted one of the scopes."""
        if not set(scopes) & set(self.app.scopes):
            provided = ",".join(self.app.scopes)
            raise SlackError("missing_scope", needed=scopes[0], provided=provided)

    def place(self, name: str = "channel", *, inside: bool = False) -> Conversation:
        """The conversation that an argument names, as far as the app may know of it; `inside`: it must be a member."""
        place = self.world.conversations.get(self.required(name))
        member = place is not None and self.app.bot_user_id in place.members
        if place is None or (place.kind != "public" and not member):
            raise SlackError("channel_not_found")
        by_kind = COVERAGE[self.method].by_kind
        if by_kind:
            if place.kind not in by_kind:
                raise SlackError("method_not_supported_for_channel_type")
            self.need(*by_kind[place.kind].split(","))
        if inside and not member:
            raise SlackError("not_in_channel")
        return place

    def page(self, found: list[Any], default: int, most: int) -> tuple[list[Any], str]:
        """A page of a list and the cursor of the next one (empty at the end)."""
        start = self.offset()
        limit = self.number("limit", default, most)
        rest = start + limit < len(found)
        return found[start : start + limit], encode_cursor(f"offset:{start + limit}") if rest else ""

    def offset(self) -> int:
        """Where the page that the cursor asks for begins."""
        cursor = self.text("cursor")
        if not cursor:
            return 0
        what, _, number = decode_cursor(cursor).partition(":")
        if what != "offset" or not number.isdigit():
            raise SlackError("invalid_cursor")
        return int(number)


def encode_cursor(place: str) -> str:
    """Wraps the place where the next page begins."""
    return base64.b64encode(place.encode()).decode()


def decode_cursor(cursor: str) -> str:
    """Unwraps a cursor. Raises invalid_cursor."""
    try:
        return base64.b64decode(cursor, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise SlackError("invalid_cursor") from None
