"""A folder as a page to read and to print, in HTML, for somebody who takes it along."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from bot.customers.blocks import which_time
from bot.customers.values import BEGAN, ENDED, Consent
from bot.departures.blocks.words import stage_words, tenure
from bot.folder.blocks.folder import about_time, way_words
from bot.folder.values import Export, Facts, Line, PackedFile, Time
from bot.words import _, later, locale
from bot.work.values import Entry
from bot.workspace.rules import write_amount, write_day, write_moment, write_yearly

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1d1c1d; }
h1 { font-size: 1.7rem; margin-bottom: 0; } h2 { font-size: 1.15rem; margin-top: 2rem; border-bottom: 1px solid #ddd; }
dl { display: grid; grid-template-columns: 12rem 1fr; gap: .3rem .5rem; } dt { color: #616061; } dd { margin: 0; }
article { margin: 1rem 0; break-inside: avoid; } article h3 { font-size: 1rem; margin: 0; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } }
.about { color: #616061; font-size: .85rem; }
blockquote { margin: .3rem 0 0; padding-left: .8rem; border-left: 3px solid #ddd; white-space: pre-wrap; }
"""
_CONSENTS = {
    Consent.yes: later("Yes, they said."),
    Consent.no: later("No, they would rather not."),
    Consent.not_answered: later("They have not answered yet."),
}


def document(export: Export) -> str:
    """The whole of it: what is known, then all that happened, the newest first. Links lead to Slack and into the zip."""
    facts = export.facts
    told = _("As {name} may see it, {moment} ({zone})").format(
        name=export.by, moment=write_moment(export.at, export.zone, locale.get()), zone=str(export.zone)
    )
    files = {one.id: one for one in export.files}
    parts = [
        f"<!doctype html><html lang='{escape(locale.get(), quote=True)}'><head><meta charset='utf-8'>",
        "<meta name='viewport' content='width=device-width, initial-scale=1'>",
        f"<title>{escape(facts.name)}</title><style>{STYLE}</style></head><body>",
        f"<main><h1>{escape(facts.name)}</h1><p class='about'>{escape(told)}</p>",
        f"<h2>{escape(_('What is known'))}</h2><dl>",
        *(f"<dt>{escape(term)}</dt><dd>{escape(meaning)}</dd>" for term, meaning in _known(export)),
        f"</dl><h2>{escape(_('What happened, the newest first'))}</h2>",
        *(_article(line, export, files.get(line.entry.id)) for line in export.lines),
        "</main></body></html>",
    ]
    return "\n".join(parts)


def _known(export: Export) -> Iterator[tuple[str, str]]:
    facts = export.facts
    if facts.stands:
        stage, since = facts.stands
        yield _("Where they stand"), _("{stage}, since {day}").format(stage=stage_words(stage), day=_day(since))
    if facts.old_names:
        yield _("Earlier names"), ", ".join(facts.old_names)
    if facts.segments:
        yield _("What they are"), ", ".join(facts.segments)
    yield from ((name, ", ".join(said)) for name, said in facts.fields)
    if facts.value is not None:
        yield _("Worth a year"), write_amount(facts.value, facts.currency, locale.get())
    for time in facts.times:
        if time.began or time.is_over:
            more = about_time(time) if len(facts.times) > 1 else []
            yield which_time(time.number).capitalize(), " · ".join([_time(time), *more])
    for person in facts.people:
        yield _("Whom to talk to there"), person
    if export.carers:
        yield _("Looked after by"), ", ".join(export.carers)
    yield from _wishes(facts)


def _wishes(facts: Facts) -> Iterator[tuple[str, str]]:
    if facts.reasons:
        yield _("Why they left"), "; ".join(facts.reasons)
    if facts.reached_by:
        yield _("How they like to hear from us"), way_words(facts.reached_by)
    if facts.own_day:
        yield _("A date of theirs"), f"{write_yearly(facts.own_day[0], locale.get())}, {facts.own_day[1]}"
    if facts.mailing is not None:
        yield _("On the mailing list"), _("Yes") if facts.mailing else _("No")
    yield _("May we stay in touch?"), _(_CONSENTS[facts.consent])


def _time(time: Time) -> str:
    if time.began is None:
        return _("until {day}").format(day=_day(time.until))
    began, lasted = _day(time.began), tenure(time.began, time.until)
    if time.is_over:
        return _("{began} to {ended} ({lasted})").format(began=began, ended=_day(time.until), lasted=lasted)
    return _("since {began} ({lasted})").format(began=began, lasted=lasted)


def _article(line: Line, export: Export, file: PackedFile | None) -> str:
    entry = line.entry
    about = [escape(_when(entry, export))]
    about += [escape(line.who)] if line.who else []
    if entry.link and _is_link(entry.link):
        about.append(f"<a href='{escape(entry.link, quote=True)}'>{escape(_('The message'))}</a>")
    if file:
        about.append(_file(file))
    words = f"<blockquote>{escape(entry.words)}</blockquote>" if entry.words else ""
    return f"<article><h3>{escape(entry.what)}</h3><div class='about'>{' · '.join(about)}</div>{words}</article>"


def _when(entry: Entry, export: Export) -> str:
    """Of when a time with us began or ended only the day is known."""
    if entry.kind in (BEGAN, ENDED):
        return _day(entry.at.astimezone(export.zone).date())
    return write_moment(entry.at, export.zone, locale.get())


def _file(file: PackedFile) -> str:
    if file.path is None:
        return escape(_("The file is not in here."))
    return f"<a href='{escape(file.path, quote=True)}'>{escape(_('The file'))}</a>"


def _is_link(link: str) -> bool:
    """Nothing that runs when it is pressed."""
    return link.startswith(("https://", "http://", "slack://"))


def _day(day: date) -> str:
    return write_day(day, locale.get())
