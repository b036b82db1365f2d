"""A letter to print: one page that any browser shows and prints, with nothing in it but the letter."""

from __future__ import annotations

import re
from datetime import date
from html import escape as safe

from babel.dates import format_date

from bot.slack.kit import Letter, Message, escape, message, section
from bot.words import _, known_locale, locale

LONGEST_NAME = 80

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
@page {{ size: A4; margin: 25mm 22mm; }}
body {{ font: 12pt/1.5 Georgia, "Times New Roman", serif; color: #111; max-width: 40em; margin: 3em auto; padding: 0 1em; }}
address {{ font-style: normal; min-height: 6em; white-space: pre-line; }}
.date {{ text-align: right; margin: 2em 0; }}
.hint {{ font: 10pt/1.4 system-ui, sans-serif; color: #555; border-bottom: 1px solid #ccc; padding-bottom: .6em; }}
[contenteditable]:hover, [contenteditable]:focus {{ outline: 1px dashed #999; }}
h1 {{ font-size: 12pt; }}
p {{ white-space: pre-line; break-inside: avoid; }}
@media print {{ .hint {{ display: none; }} body {{ margin: 0; max-width: none; padding: 0; }} }}
</style>
</head>
<body>
<header class="hint">{hint}</header>
<main>
<address contenteditable="true">{address}</address>
<div class="date">{day}</div>
<article contenteditable="true">
<h1>{title}</h1>
{paragraphs}
</article>
</main>
</body>
</html>
"""


def printed(letter: Letter, customer: str, contact: str | None, day: date) -> str:
    """The page: an address to complete, the date in the reader's language, and the letter."""
    lines = [one for one in (contact, customer, _("Street and number"), _("Town")) if one]
    paragraphs = (f"<p>{safe(one.strip())}</p>" for one in re.split(r"\n\s*\n", letter.body) if one.strip())
    return _PAGE.format(
        language=safe(locale.get()),
        title=safe(letter.subject),
        hint=safe(_("Press the address or the letter to change them, then print. This line is not printed.")),
        address=safe("\n".join(lines)),
        day=safe(format_date(day, "long", locale=known_locale(locale.get()))),
        paragraphs="\n".join(paragraphs),
    )


def file_name(letter: Letter, customer: str) -> str:
    """A name that every computer takes: "Acme Bakeries - Thank you from all of us.html"."""
    plain = " ".join(re.sub(r"[^\w .&+-]", " ", f"{customer} - {letter.subject}").split()).strip(". ")
    return f"{plain[:LONGEST_NAME].strip()}.html"


def printed_message(customer: str) -> Message:
    """Goes with the file to print."""
    told = _("The letter to {customer}, to print: open the file in your browser and print it.")
    return message(told.format(customer=escape(customer)))


def printed_message_alone(customer: str, letter: Letter) -> Message:
    """The same where this workspace takes no files from us."""
    told = _(
        "The letter to {customer}, to print. This workspace takes no files from me, so here are the words to copy. "
        "An admin can let me send files by installing me again."
    )
    words = escape(letter.body.replace("```", ""))
    return message(section(told.format(customer=escape(customer))), section(f"```{words}```"))
