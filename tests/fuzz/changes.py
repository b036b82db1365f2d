"""What may happen to a payload on its way: parts are missing, cut, of another type, somebody else's, or full of malice."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st

HOSTILE = (
    "<!channel> <@UEVIL> <!subteam^SEVIL> <https://evil.example|https://bank.example>",
    "\x00",
    "\ud800",
    "a\u202egpj.exe",
    "```\n> *x* _y_\n" * 50,
    "9" * 400,
    "-1",
    "NaN",
    "../../etc/passwd",
    "'; DROP TABLE customers; --",
    '{"d":"x"}',
    '{"d":{"d":[]},"i":7,"c":null}',
    "[]",
    "2026-02-30",
    "25:61",
    "x" * 40_000,
    "",
    " ",
)
OTHERS = (None, True, False, 0, -1, 10**30, 1.5, [], {}, [None], [[]], {"id": 7}, {"id": {}}, ["x"], *HOSTILE)


@st.composite
def changed(draw: st.DrawFn, payload: Any, others: list[Any]) -> Any:
    """The payload with one to four changes in places anywhere in it."""
    result = copy.deepcopy(payload)
    for _ in range(draw(st.integers(1, 4))):
        places = list(_places(result))
        if not places:
            break
        holder, key = draw(st.sampled_from(places))
        if not _is_there(holder, key):
            continue
        match draw(st.sampled_from(("other", "gone", "cut", "theirs", "twice"))):
            case "gone":
                del holder[key]
            case "cut":
                holder[key] = _cut(holder[key], draw(st.integers(0, 3)))
            case "theirs":
                same = [there[key] for one in others for there, name in _places(one) if name == key and isinstance(there, dict)]
                holder[key] = copy.deepcopy(draw(st.sampled_from(same))) if same else None
            case "twice":
                holder[key] = [holder[key], holder[key]]
            case _:
                holder[key] = copy.deepcopy(draw(st.sampled_from(OTHERS)))
    return result


def _places(part: Any) -> Any:
    entries = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, inside in list(entries):
        yield part, key
        yield from _places(inside)


def _is_there(holder: Any, key: Any) -> bool:
    return key in holder if isinstance(holder, dict) else key < len(holder)


def _cut(part: Any, at: int) -> Any:
    return part[:at] if isinstance(part, str | list) else None
