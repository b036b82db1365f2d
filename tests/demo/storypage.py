"""The page of the story: cut from a transcript, so that it never tells what does not happen."""

import re
from pathlib import Path

FILE = Path(__file__).parents[2] / "docs" / "story.md"
_PLACE = re.compile(r"(?<=<!-- the story, by make snapshots -->\n```text\n).*?(?=```\n)", re.DOTALL)
_SCENES = (
    ("Paula Reyes of Acme Bakeries writes", "Log"),
    ("Porchlight to Priya", "Whom to phone"),
    ("Priya presses", "The message to Priya"),
    ("Ben presses “I'll do it”", "The message to Ben"),
    ("They talk for twenty minutes", "The message to Ben"),
    ("You thought: price", "Your words then"),
    ("Maya phones Paula", "The message to Maya"),
    ("Maya presses “I'll ask” (Acme Bakeries)", "They left on"),
    ("Paula says yes", "Logged by"),
)
"""Where each passage begins, and the line before which it breaks off."""


def excerpt(transcript: str) -> str:
    """The passages that give an idea of it, each under its day."""
    lines = transcript.splitlines()
    told: list[str] = []
    at, day = 0, ""
    for first, last in _SCENES:
        start = next(number for number in range(at, len(lines)) if first in lines[number])
        while "│" in lines[start]:
            start -= 1
        end = next(number for number in range(start + 1, len(lines)) if last in lines[number])
        on = next(lines[number] for number in range(start, 0, -1) if re.fullmatch(r"\w+day, .* \d{4}", lines[number]))
        told += ["", on, ""] if on != day else []
        told += [line for line in lines[start:end] if line.strip()]
        at, day = end, on
    return "\n".join(told).strip() + "\n"


def section(text: str) -> str:
    """What the page tells now."""
    found = _PLACE.search(text)
    return found[0] if found else ""


def write(transcript: str) -> None:
    """Put the passages into the page."""
    text = FILE.read_text(encoding="utf-8")
    FILE.write_text(_PLACE.sub(lambda _: excerpt(transcript), text, count=1), encoding="utf-8")
