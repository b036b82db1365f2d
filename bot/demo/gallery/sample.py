"""One thing that the bot says, with sample data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.slack.kit import Message, View, escape, message

Made = Message | View


@dataclass(frozen=True)
class Sample:
    """A message or view, and when it is seen. `about` are words that its first lines cannot do without.

    `function` is what makes it, so that a test can tell which functions no sample calls.
    """

    occasion: str
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    options: Mapping[str, Any] = field(default_factory=dict)
    about: str = "Acme Bakeries"
    is_reply: bool = False

    @property
    def name(self) -> str:
        """The stage, the function and the occasion: `farewell.thanks_card: once it is sent`."""
        return f"{self.stage}.{self.function.__name__}: {self.occasion}"

    @property
    def stage(self) -> str:
        """The room whose words these are."""
        return self.function.__module__.split(".")[1]

    def made(self) -> Made:
        """The message or view, in the language of the moment. Raises TypeError when it is neither."""
        made = self.function(*self.arguments, **self.options)
        if self.is_reply and isinstance(made, str):
            return message(escape(made))
        if not isinstance(made, Message | View):
            raise TypeError(f"{self.name} is neither a message nor a view.")
        return made

    @property
    def surface(self) -> str:
        """Where it stands: message, modal or home."""
        made = self.made()
        return "message" if isinstance(made, Message) else str(made.payload["type"])

    def payload(self) -> dict[str, Any]:
        """As it is handed to Slack."""
        made = self.made()
        return made.payload if isinstance(made, View) else {"text": made.text, "blocks": list(made.blocks)}


@dataclass(frozen=True)
class Words:
    """Sentences that stand inside other messages and views: under a question, on the card, in Home, in a menu."""

    occasion: str
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The stage, the function and the occasion."""
        return f"{self.stage}.{self.function.__name__}: {self.occasion}"

    @property
    def stage(self) -> str:
        """The room whose words these are."""
        return self.function.__module__.split(".")[1]

    def lines(self) -> list[str]:
        """What is said, in the language of the moment."""
        said = self.function(*self.arguments, **self.options)
        if isinstance(said, str):
            return [said]
        if isinstance(said, Mapping):
            return list(said.values())
        return [getattr(one, "label", one) for one in said]


def shown(
    occasion: str, function: Callable[..., Made], *arguments: Any, about: str = "Acme Bakeries", **options: Any
) -> Sample:
    """A message or view that `function` makes of some view-data."""
    return Sample(occasion, function, arguments, options, about)


def replied(occasion: str, function: Callable[..., str | None], *arguments: Any, about: str = "") -> Sample:
    """An answer that only whoever pressed or typed sees, made of the plain text of `function`."""
    return Sample(occasion, function, arguments, {}, about, is_reply=True)


def worded(occasion: str, function: Callable[..., Any], *arguments: Any, **options: Any) -> Words:
    """Sentences for use inside something else."""
    return Words(occasion, function, arguments, options)
