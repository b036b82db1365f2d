"""The default taxonomy of reasons (after Keaveney 1995, doi 10.1177/002224299505900206), in plain words.

There is no "competition": who they went to is a field of its own, never a reason.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.words import _, later

UNKNOWN = "unknown"
"""The code for a reason that nobody knows."""


@dataclass(frozen=True)
class Reason:
    """One reason. `words` is what people read, `term` the field's; `stripe` is the cancellation feedback code it exports as."""

    code: str
    words: str
    term: str
    controllable: bool
    curable: bool
    stripe: str


DEFAULT_REASONS: tuple[Reason, ...] = (
    Reason("price", later("price"), "pricing", True, True, "too_expensive"),
    Reason("inconvenience", later("hard to do business with us"), "inconvenience", True, True, "too_complex"),
    Reason("quality", later("what we delivered"), "core service failure", True, True, "low_quality"),
    Reason(
        "treatment", later("how we treated them"), "service encounter failure", True, True, "customer_service"
    ),
    Reason(
        "amends",
        later("how we dealt with a mistake"),
        "response to service failure",
        True,
        True,
        "customer_service",
    ),
    Reason("ethics", later("they did not trust how we work"), "ethical problems", True, True, "other"),
    Reason("no_choice", later("had no choice"), "involuntary switching", False, False, "other"),
    Reason("missing", later("we lacked something they need"), "product gap", True, True, "missing_features"),
    Reason("champion", later("the person who wanted us left"), "champion left", False, True, "other"),
    Reason("never_started", later("never got going with it"), "adoption failure", True, True, "unused"),
    Reason("no_need", later("no longer need it"), "need gone", False, False, "unused"),
    Reason("budget", later("their budget was cut"), "budget cut", False, True, "too_expensive"),
    Reason("in_house", later("do it themselves now"), "taken in-house", False, True, "switched_service"),
    Reason(
        "someone_known",
        later("went to someone they know"),
        "personal ties elsewhere",
        False,
        True,
        "switched_service",
    ),
    Reason(
        "misunderstanding", later("a misunderstanding"), "misunderstanding", True, True, "customer_service"
    ),
    Reason(
        "small_things",
        later("small things added up"),
        "accumulated small problems",
        True,
        True,
        "customer_service",
    ),
    Reason("no_fit", later("not a fit for us"), "not a fit", False, False, "other"),
    Reason("unknown", later("we do not know"), "unknown", False, False, "other"),
    Reason("other", later("something else"), "other", True, True, "other"),
)

BY_CODE = {reason.code: reason for reason in DEFAULT_REASONS}


def words_for(code: str) -> str:
    """How people call a reason; a code that nobody knows is shown as it is."""
    reason = BY_CODE.get(code)
    return _(reason.words) if reason else code
