"""Where an interview, a request, a prompt and a try can stand, and how an interview can end."""

from __future__ import annotations

import enum
from datetime import timedelta


class InterviewState(enum.Enum):
    """Where an interview stands. `writing`: four questions in writing take its place."""

    seeking = "seeking"
    nobody = "nobody"
    asked = "asked"
    accepted = "accepted"
    arranged = "arranged"
    writing = "writing"
    held = "held"
    ended = "ended"


TAKEN = (InterviewState.accepted, InterviewState.arranged)
"""Somebody has said that they will hold it."""

OVER = (InterviewState.held, InterviewState.ended)

OPENS, CLOSES = timedelta(days=8), timedelta(days=42)
"""The best time to call, counted from the departure: its second to its sixth week (FIELD.md, Facts; a vendor's figure)."""

AT_THE_LATEST = timedelta(days=56)
"""Until then it is tried; after eight weeks the question is whether to let it be."""

FROM_BEFORE = 0
"""The number of what stands in an interview's place where a reason was known before there was this bot: nobody held it here."""

QUESTIONS_AFTER = 2
"""After so many tries without an answer, four questions in writing are proposed."""


class End(enum.Enum):
    """Why an interview ended without being held."""

    no_longer_needed = "no_longer_needed"
    not_wanted = "not_wanted"
    not_reached = "not_reached"
    declined = "declined"


class Source(enum.Enum):
    """How we know why they left: they said it to somebody, or wrote it themselves; or, of long ago, it is what we think."""

    said = "said"
    wrote = "wrote"
    thought = "thought"


class Permission(enum.Enum):
    """How the customer allows a sentence of theirs to be shown."""

    named = "named"
    anonymous = "anonymous"
    hidden = "hidden"


class Recommend(enum.Enum):
    """Whether the customer would recommend us."""

    yes = "yes"
    perhaps = "perhaps"
    no = "no"


class RequestState(enum.Enum):
    """What became of asking one colleague. `chosen`: they are to be asked as soon as they work."""

    chosen = "chosen"
    asked = "asked"
    accepted = "accepted"
    knows_them = "knows_them"
    cannot_now = "cannot_now"
    no_answer = "no_answer"
    handed_over = "handed_over"
    withdrawn = "withdrawn"


STANDING = (RequestState.chosen, RequestState.asked, RequestState.accepted)
"""Somebody is to be asked, is being asked, or has said that they will do it."""


class TryAnswer(enum.Enum):
    """What came of one try to reach the customer. `wrong`: nobody of theirs is reached there."""

    nobody_there = "nobody_there"
    later = "later"
    declined = "declined"
    wrong = "wrong"


class PromptKind(enum.Enum):
    """What a message in private asks, and waits for an answer to.

    `nobody` and `stuck` go to whoever is responsible for the departure, the others to the interviewer.
    """

    reminder = "reminder"
    how_did_it_go = "how_did_it_go"
    not_reached = "not_reached"
    nobody = "nobody"
    stuck = "stuck"


class PromptAnswer(enum.Enum):
    """What became of a prompt. `replaced`: a newer one asks the same; `over`: there was nothing left to ask."""

    done = "done"
    arranged = "arranged"
    tried = "tried"
    handed_over = "handed_over"
    not_reached = "not_reached"
    keep_trying = "keep_trying"
    declined = "declined"
    ask_anyway = "ask_anyway"
    look_later = "look_later"
    no_interview = "no_interview"
    write_instead = "write_instead"
    outsider = "outsider"
    replaced = "replaced"
    over = "over"


class Obstacle(enum.Enum):
    """Why something was not done."""

    not_a_colleague = "not_a_colleague"
    not_yours = "not_yours"
    answered = "answered"
    over = "over"

    @property
    def refuses(self) -> bool:
        """Whoever meets it changed nothing: what they filled in may come again, put right."""
        return True
