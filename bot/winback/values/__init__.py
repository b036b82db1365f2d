"""Words of asking again and welcoming back, and what their messages are written from."""

from bot.winback.values.choosing import (
    FIXED,
    Candidate,
    Cure,
    Factor,
    Opportunity,
    Place,
    Reason,
    Score,
    Signals,
    Weights,
)
from bot.winback.values.digest import DigestView, Happening, ItemView, Since, WayIn, WayKind
from bot.winback.values.returning import AmberForm, AskedForm, BackForm, BackOpening, CareView, ReturnView
from bot.winback.values.states import MADE, Answer, AskState, CareKind, CareState, Declined, Gone, ItemState, Obstacle

__all__ = [
    "FIXED",
    "MADE",
    "AmberForm",
    "Answer",
    "AskState",
    "AskedForm",
    "BackForm",
    "BackOpening",
    "Candidate",
    "CareKind",
    "CareState",
    "CareView",
    "Cure",
    "Declined",
    "DigestView",
    "Factor",
    "Gone",
    "Happening",
    "ItemState",
    "ItemView",
    "Obstacle",
    "Opportunity",
    "Place",
    "Reason",
    "ReturnView",
    "Score",
    "Signals",
    "Since",
    "WayIn",
    "WayKind",
    "Weights",
]
