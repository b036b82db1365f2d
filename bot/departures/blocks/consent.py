"""What a customer answered to "may we stay in touch", as it is listed."""

from __future__ import annotations

from bot.customers.values import Consent, ConsentFacts
from bot.slack.kit import escape, moment, quoted
from bot.words import _, later

_ANSWERS = {
    Consent.yes: later("{day}: yes"),
    Consent.no: later("{day}: no, leave them in peace"),
    Consent.not_answered: later("{day}: no answer yet"),
}
LONGEST = 400


def consent_line(facts: ConsentFacts) -> str:
    """One answer: when, what, who of theirs said it, who of ours heard it, and how it was put. Mrkdwn, escaped."""
    told = _(_ANSWERS[facts.answer]).format(day=moment(facts.at, "{date_short_pretty}"))
    heard = _("{answer}, said {name}; heard by {who}") if facts.said_by else _("{answer}; heard by {who}")
    line = "• " + heard.format(answer=told, name=escape(facts.said_by or ""), who=escape(facts.heard_by))
    return f"{line}\n{quoted(facts.words, LONGEST)}" if facts.words else line
