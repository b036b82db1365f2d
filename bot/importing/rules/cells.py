"""What stands in a cell of a CSV file, so that no spreadsheet takes it for a formula; and back again.

A cell that begins with = + - @, a tab or a carriage return is run by spreadsheets (OWASP, "CSV Injection"). Such a cell is
written with an apostrophe before it, which spreadsheets take for "this is text". So that every cell comes back as it was,
one that begins with apostrophes and such a sign gets one more.
"""

from __future__ import annotations

import re

_RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def escaped(text: str) -> str:
    """A cell as it may stand in a CSV file."""
    return f"'{text}" if _RISKY.match(text) else text


def unescaped(text: str) -> str:
    """A cell as it was before it was written so."""
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text
