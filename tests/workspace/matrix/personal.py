"""What is no matter of a deed: what is only for whoever it is about, and what harms nobody."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Own:
    """Only for whoever it is about, in the seeded workspace those of `who`; everybody else is told so."""

    who: frozenset[str]
    why: str


HOLDS = Own(frozenset({"priya"}), "what was said in an interview is filled in by whoever held it")
READS = Own(frozenset(), "what is not for the owner is read by whom an admin has named")
OFFERED = Own(frozenset({"maya"}), "whoever is asked to take over answers")
CLAIMED = Own(frozenset({"maya"}), "who has taken up to ask a customer says what comes of it")
OWN: dict[Own, str] = {
    HOLDS: """
        press: interviews.done
        press: interviews.more
        press: interviews.wrote
        press: interviews.step
        submission: interviews.done_form
        submission: interviews.answers_form
    """,
    READS: """
        press: interviews.read_frank
    """,
    OFFERED: """
        press: nudges.take_on
        press: nudges.rather_not
    """,
    CLAIMED: """
        press: winback.another_way
        press: winback.change_words
        press: winback.print
        press: winback.asked
        press: winback.not_yet
        press: winback.give_back
        submission: winback.words_form
        submission: winback.asked_form
    """,
}

CHOICE = "offers the customers that one may see; what is chosen is asked about when the form is sent"
FREE: dict[str, str] = {
    "press: home.ahead": "shows what is ahead of oneself",
    "press: home.practise": "opens one's own practice, in which nobody is logged",
    "submission: home.practice_begun": "one's own practice",
    "press: home.practice_on": "one's own practice",
    "submission: home.practice_found": "one's own practice",
    "press: home.practice_end": "one's own practice",
    "press: colleagues.hours": "shows one's own hours",
    "submission: colleagues.hours_form": "changes one's own hours",
    "press: interviews.willing": "shows whether one wants to be asked",
    "submission: interviews.willing_form": "says whether one wants to be asked",
    "press: brief.open": "opens what waits in one's own brief",
    "press: departures.stage": "draws the open form anew",
    "press: departures.quiet": "draws the open form anew",
    "press: insights.cases": "a sum that stands in the channel; who is behind it only for those who may hear them",
    "submission: nudges.article_form": "looks among the customers that one may see",
    "submission: nudges.whom_form": "asks those who look after customers that one may see",
    "submission: nudges.news_form": "is about a customer that one may see",
    "command: article": "opens an empty form",
    "command: back": "finds only customers that one may see",
    "submission: winback.back_form": "is about a customer that one may see",
    "command: help": "tells what can be typed",
    "press: folder.put_right": CHOICE,
    "press: folder.rename": CHOICE,
    "press: folder.merge": CHOICE,
    "press: folder.unmerge": CHOICE,
    "press: folder.forget": CHOICE,
    "press: winback.stop_hearing": "one's own list of whom to ask again",
    "options: workspace.country": "countries",
    "options: workspace.currency": "currencies",
    "options: workspace.group": "user groups, which everybody sees in Slack",
    "options: workspace.zone": "time zones",
}
"""Harmless for any colleague, and why."""


def owners() -> dict[str, Own]:
    """Whom each control is for that is nobody else's."""
    return {control: own for own, controls in OWN.items() for control in lines(controls)}


def lines(text: str) -> list[str]:
    """The controls in a text, one on each line."""
    return [line.strip() for line in text.strip().splitlines()]
