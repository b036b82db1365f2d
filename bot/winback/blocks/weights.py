"""The form in which admins say how much counts when it is weighed whom to ask again."""

from __future__ import annotations

from bot.slack.kit import Block, Values, View, context, modal, number, section
from bot.winback.rules import DEFAULT_WEIGHTS, WEIGHED
from bot.winback.values import Weights
from bot.words import _, later

WEIGHTS_FORM = "winback.weights_form"
MOST_POINTS = 100
FIRST_WEIGHT = WEIGHED[0]
"""The question under which an obstacle is shown."""


def weights_form(weights: Weights) -> View:
    """Asks how many points each thing may bring; each with the number that we begin with."""
    told = section(
        _(
            "*Whom we could ask again*\nI weigh everybody who may be asked, and tell the channel of those with the most points. "
            "Each of these brings at most this many; 0 leaves it out. Nobody who said no is ever on the list, whatever you "
            "choose."
        )
    )
    end = context(_("These numbers are ours, not measured. The guide says what research supports, and what is a guess."))
    return modal(_("Whom to ask again"), WEIGHTS_FORM, [told, *(_points(one, weights) for one in WEIGHED), end], submit=_("Save"))


def parse_weights(values: Values) -> dict[str, int | None]:
    """What that form holds: points by factor; None goes back to the number that we begin with."""
    typed = {factor: values.text(factor) for factor in WEIGHED}
    return {factor: int(points) if points else None for factor, points in typed.items()}


def factor_words(factor: str) -> str:
    """What a weight is about, as the form asks for it. Plain text."""
    return _(_FACTORS[factor][0]) if factor in _FACTORS else factor


def _points(factor: str, weights: Weights) -> Block:
    label, hint = _FACTORS[factor]
    ours = _("We begin with {points}.").format(points=f"{getattr(DEFAULT_WEIGHTS, factor):g}")
    return number(
        _(label),
        factor,
        initial=f"{getattr(weights, factor):g}",
        least=0,
        most=MOST_POINTS,
        hint=f"{_(hint)} {ours}",
        optional=True,
    )


_FACTORS = {
    "value": (later("What they were worth a year"), later("The more, the more points.")),
    "tenure": (later("How long they were with us"), later("All from ten years on.")),
    "cure": (
        later("Whether what they left over can be put right"),
        later("All when it is put right and checked; none when nobody could help it."),
    ),
    "consent": (later("Whether they said that we may stay in touch"), later("All after a yes.")),
    "asked": (later("Whether anybody ever asked them"), later("All when nobody did; else the longer ago, the more.")),
    "warmth": (later("How they sounded lately"), later("As it was noted after the last three contacts.")),
    "recommends": (later("Whether they would recommend us"), later("As they said when they left.")),
    "doors": (
        later("When they are free to choose again"),
        later("All in the 90 days before their new contract ends, where they said that we may ask then."),
    ),
    "recency": (later("How lately they left"), later("None after five years.")),
    "shown": (
        later("Taken off: they were on the list lately"),
        later("All right after it, none after four weeks."),
    ),
}
