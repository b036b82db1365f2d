"""What somebody's Home shows, and when it is shown anew; the first steps of a workspace; and the practice customer."""

from collections.abc import Mapping

from bot.home.service import losing, onboarding, practice
from bot.home.service.losing import tell_of_loss, tell_of_place
from bot.home.service.onboarding import follow_steps, lead, welcome, welcome_installer
from bot.home.service.practice import OVER, begin_practice, end_practice, find_out, go_on, is_at, let_go, may_practise
from bot.home.service.publishing import (
    LOOK,
    PUBLISH,
    TURN,
    keep_up,
    open_home,
    open_ones,
    says_something_else,
    see_home,
    show_anew,
    show_choice,
    show_own,
    show_without,
)
from bot.home.service.showing import ahead_of, home_of
from bot.work.parts import Renderer

CARDS: Mapping[str, Renderer] = {**losing.CARDS, **onboarding.CARDS, **practice.CARDS}

__all__ = [
    "CARDS",
    "LOOK",
    "OVER",
    "PUBLISH",
    "TURN",
    "ahead_of",
    "begin_practice",
    "end_practice",
    "find_out",
    "follow_steps",
    "go_on",
    "home_of",
    "is_at",
    "keep_up",
    "lead",
    "let_go",
    "may_practise",
    "open_home",
    "open_ones",
    "says_something_else",
    "see_home",
    "show_anew",
    "show_choice",
    "show_own",
    "show_without",
    "tell_of_loss",
    "tell_of_place",
    "welcome",
    "welcome_installer",
]
