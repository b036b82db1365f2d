"""What a handler may answer, and how each answer is said to Slack."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.slack.kit import View, base_of


@dataclass(frozen=True, slots=True)
class Errors:
    """The form stays open with a sentence under each question that needs another look. Keys are block ids."""

    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Show:
    """This view takes the place of the one that was answered; a gesture without a view opens it."""

    view: View


@dataclass(frozen=True, slots=True)
class Push:
    """This view lies on top of the one that was answered, at most three deep."""

    view: View


@dataclass(frozen=True, slots=True)
class Clear:
    """All views close."""


Answer = Errors | Show | Push | Clear
"""None in its place closes the one view."""


def acknowledgement(answer: Answer | None, view: Mapping[str, Any]) -> dict[str, Any] | None:
    """What Slack is told when `view` was submitted; None for the empty answer, which closes it."""
    match answer:
        case None:
            return None
        case Clear():
            return {"response_action": "clear"}
        case Show(shown):
            return {"response_action": "update", "view": with_nonce(shown)}
        case Push(pushed):
            return {"response_action": "push", "view": with_nonce(pushed)}
        case Errors(sentences):
            questions = _questions(view)
            if not questions:
                return complaint(" ".join(dict.fromkeys(sentences.values())), view)
            return {"response_action": "errors", "errors": _placed(sentences, questions)}


def complaint(sentence: str, view: Mapping[str, Any]) -> dict[str, Any]:
    """Tell whoever submitted `view` a sentence while all they typed stays: under its first question.

    A view without questions shows it above its text.
    """
    questions = _questions(view)
    if questions:
        return {"response_action": "errors", "errors": {questions[0]: sentence}}
    kept = {name: view[name] for name in _SETTABLE if view.get(name) is not None}
    told = {"type": "section", "text": {"type": "plain_text", "text": sentence}}
    kept["blocks"] = [told, *view.get("blocks", ())][:100]
    return {"response_action": "update", "view": kept}


def with_nonce(view: View) -> dict[str, Any]:
    """The view with a mark of its own in its metadata, by which a second press of its submit is recognised."""
    if view.payload.get("type") != "modal":
        return view.payload
    metadata = json.loads(view.payload.get("private_metadata") or "{}")
    metadata.setdefault("nonce", secrets.token_hex(8))
    return view.payload | {"private_metadata": json.dumps(metadata, separators=(",", ":"), ensure_ascii=False)}


_SETTABLE = (
    "type",
    "title",
    "submit",
    "close",
    "private_metadata",
    "callback_id",
    "notify_on_close",
    "clear_on_close",
)


def _questions(view: Mapping[str, Any]) -> list[str]:
    return [block["block_id"] for block in view.get("blocks", ()) if block.get("type") == "input"]


def _placed(sentences: Mapping[str, str], questions: list[str]) -> dict[str, str]:
    """Each sentence under its question, known by its block id without what comes after the colon.

    Slack refuses an error for a block that is not there, so such a one goes under the first question.
    """
    placed: dict[str, str] = {}
    for name, sentence in sentences.items():
        where = next((block_id for block_id in questions if base_of(block_id) == base_of(name)), questions[0])
        placed[where] = f"{placed[where]} {sentence}" if where in placed else sentence
    return placed
