"""Small parts from which the rules of Block Kit are put together; each finds faults in one JSON value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.records import Json


@dataclass
class Findings:
    """The faults found so far, in Slack's words; `surface` is message, modal or home.

    `image` says whether a file id is an uploaded image that may be shown.
    """

    surface: str
    faults: list[str] = field(default_factory=list)
    image: Callable[[str], bool] = lambda _: False

    def fault(self, pointer: str, what: str) -> None:
        """Notes a fault at a JSON pointer."""
        self.faults.append(f"[ERROR] {what} [json-pointer:{pointer}]")


# Looks at a value that stands at a pointer.
Rule = Callable[[Any, str, Findings], None]


@dataclass(frozen=True)
class Shape:
    """An object: rules of the fields that it must have and may have; any other field is refused."""

    required: Mapping[str, Rule] = field(default_factory=dict)
    optional: Mapping[str, Rule] = field(default_factory=dict)

    def __call__(self, value: Any, pointer: str, found: Findings) -> None:
        if not isinstance(value, dict):
            found.fault(pointer, "must provide an object")
            return
        for key in self.required:
            if value.get(key) is None:
                found.fault(pointer, f"missing required field: {key}")
        for key, part in value.items():
            rule = self.required.get(key) or self.optional.get(key)
            if rule is None:
                if key != "type":
                    found.fault(pointer, f"invalid additional property: {key}")
            elif part is not None:
                rule(part, f"{pointer}/{key}", found)


def string(most: int, least: int = 0) -> Rule:
    """A string of at most `most` characters and at least `least`."""

    def check(value: Any, pointer: str, found: Findings) -> None:
        if not isinstance(value, str):
            found.fault(pointer, "must provide a string")
        elif len(value) < least:
            found.fault(pointer, f"must be more than {least - 1} characters")
        elif len(value) > most:
            found.fault(pointer, f"must be less than {most + 1} characters")

    return check


def text(most: int, *kinds: str) -> Rule:
    """A text object of the given kinds (plain_text alone by default) and length."""
    kinds = kinds or ("plain_text",)

    def check(value: Any, pointer: str, found: Findings) -> None:
        if not isinstance(value, dict):
            found.fault(pointer, "must provide an object")
            return
        if value.get("type") not in kinds:
            found.fault(f"{pointer}/type", f"must be a valid enum value: {', '.join(kinds)}")
            return
        flag = "emoji" if value["type"] == "plain_text" else "verbatim"
        Shape({"text": string(most, 1)}, {flag: boolean})(value, pointer, found)

    return check


def either(most: int) -> Rule:
    """A text object, plain or mrkdwn."""
    return text(most, "plain_text", "mrkdwn")


def choice(*values: str) -> Rule:
    """One of a few words."""

    def check(value: Any, pointer: str, found: Findings) -> None:
        if value not in values:
            found.fault(pointer, f"must be a valid enum value: {', '.join(values)}")

    return check


def boolean(value: Any, pointer: str, found: Findings) -> None:
    """True or false."""
    if not isinstance(value, bool):
        found.fault(pointer, "must provide a boolean")


def anything(value: Any, pointer: str, found: Findings) -> None:
    """A part whose inside Slack describes too loosely to hold anybody to it."""


def number(value: Any, pointer: str, found: Findings) -> None:
    """Any number."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        found.fault(pointer, "must provide a number")


def whole(least: int, most: int) -> Rule:
    """A whole number between two others."""

    def check(value: Any, pointer: str, found: Findings) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            found.fault(pointer, "must provide an integer")
        elif not least <= value <= most:
            found.fault(pointer, f"must be between {least} and {most}")

    return check


def pattern(expected: str, matches: Callable[[str], object]) -> Rule:
    """A string of a certain form."""

    def check(value: Any, pointer: str, found: Findings) -> None:
        if not isinstance(value, str) or not matches(value):
            found.fault(pointer, f"must be {expected}")

    return check


def items(rule: Rule, least: int, most: int) -> Rule:
    """A list of between `least` and `most` things that follow a rule."""

    def check(value: Any, pointer: str, found: Findings) -> None:
        if not isinstance(value, list):
            found.fault(pointer, "must provide an array")
            return
        if len(value) < least:
            found.fault(pointer, f"no fewer than {least} items allowed")
        if len(value) > most:
            found.fault(pointer, f"no more than {most} items allowed")
        for index, item in enumerate(value):
            rule(item, f"{pointer}/{index}", found)

    return check


def typed(rules: Mapping[str, Rule], what: str) -> Rule:
    """An object whose `type` says which rule it follows."""

    def check(value: Any, pointer: str, found: Findings) -> None:
        kind = str(value.get("type")) if isinstance(value, dict) else "none"
        if kind not in rules:
            found.fault(pointer, f"unsupported type of {what}: {kind}")
            return
        rules[kind](value, pointer, found)

    return check


def both(*rules: Rule) -> Rule:
    """All of some rules."""

    def check(value: Any, pointer: str, found: Findings) -> None:
        for rule in rules:
            rule(value, pointer, found)

    return check


def one_of(first: str, second: str) -> Rule:
    """An object with exactly one of two fields."""

    def check(value: Json, pointer: str, found: Findings) -> None:
        if (first in value) == (second in value):
            found.fault(pointer, f"must have either {first} or {second}")

    return check
