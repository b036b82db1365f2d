"""Ids, and the words of staying in touch by what they are about."""

from __future__ import annotations

from bot.customers.values import TouchKind
from bot.nudges.values import NudgeKind, NudgeState, Obstacle, Snooze, Sounded, Suggestion, WhyYou
from bot.words import later

_UNDER = later("Staying in touch, and asking again")
COMMANDS = (
    ("news", "[name] [link]", later("a lost customer is in the news: somebody is asked to congratulate"), _UNDER),
    ("mailing", "", later("who is on the mailing list"), later("For admins")),
    ("article", "[link]", later("something to read: I say whom of those who left it may interest"), _UNDER),
)
DONE = "nudges.done"
SNOOZE = "nudges.snooze"
HAND_OVER = "nudges.hand_over"
STOP = "nudges.stop"
START_AGAIN = "nudges.start_again"
PRINT = "nudges.print"
DONE_FORM = "nudges.done_form"
DAY_FORM = "nudges.day_form"
HAND_OVER_FORM = "nudges.hand_over_form"
STOP_FORM = "nudges.stop_form"
RHYTHM = "nudges.rhythm"
RHYTHM_FORM = "nudges.rhythm_form"
NEWS_FORM = "nudges.news_form"
ARTICLE_FORM = "nudges.article_form"
WHOM_FORM = "nudges.whom_form"
WHOM = "whom"
BRING_NEWS = "bring_news"
"""The message shortcut."""

KIND = "kind"
DAY = "day"
SOUNDED = "sounded"
WORDS = "words"
CONSENT = "consent"
COLLEAGUE = "colleague"
NUDGE = "nudge"
LINK = "link"
DAYS = "days"
SKIP = "skip"
"""In the menu of what is put off: not this time."""
LONGEST = 2000
DATE = "{date}"

OPENINGS = {
    NudgeKind.nudge: later(
        "It is time to say hello to *{customer}*. Not to sell: only so that they are not forgotten."
    ),
    NudgeKind.check_in: later(
        "One gentle check-in with *{customer}*: a quarter has passed, and this asks them for nothing."
    ),
}
OCCASIONS = {
    NudgeKind.news: later(
        "*{customer}* is in the news. A word of congratulation costs nothing, and they remember who noticed."
    ),
    NudgeKind.article: later("Would you send this to *{customer}*? Somebody read it and thought of them."),
    NudgeKind.doors: later(
        "The contract of *{customer}* with their new supplier ends on {day}. They said that we may ask how they are before then."
    ),
}
ON_THEIR_DATE = later("*{customer}*: {what} is on {day}. A greeting that arrives in time is worth three that do not.")
ON_OUR_DATE = later(
    "*{customer}*: on {day} it is {years} years since they first did business with us. We were glad of each of them."
)
ON_OUR_FIRST_DATE = later("*{customer}*: on {day} it is a year since they first did business with us.")
GREET = later("This time: a greeting for that day. By hand and by post, if there is time.")
OUR_DATE_TEXT = later(
    "Hello,\nIt is now {years} years since we first worked together. I think back to it gladly, and wish you all the best."
)
OUR_FIRST_DATE_TEXT = later(
    "Hello,\nIt is now a year since we first worked together. I think back to it gladly, and wish you all the best."
)
THEIR_DATE_TEXT = later("Hello,\n{what}: all of us here thought of it, and send you our best. Have a good day together.")
GREETING_SUBJECT = later("Our best wishes")
CONGRATULATE = later("This time: congratulate them, in the way that suits you.")
WAYS_TO_CONGRATULATE = later(
    "• Print the page and post it, with a line by hand. It is worth more than an email.\n• An email with the words below.\n"
    "• A call, with nothing to sell."
)
ASK_HOW = later("This time: ask how it went for them, and listen. Tell what is new here only if they ask.")
NEWS_TEXT = later("Hello,\nI saw the news about you, and was glad for you. Congratulations to all of you.")
DOORS_TEXT = later(
    "Hello,\nYou once told us that we might ask how you are doing before your contract ends. How has it gone for you, "
    "and is there anything that I could do for you?"
)
SUBJECTS = {
    NudgeKind.nudge: later("Thinking of you"),
    NudgeKind.check_in: later("How did the change go for you?"),
    NudgeKind.news: later("Congratulations"),
    NudgeKind.article: later("This may interest you"),
    NudgeKind.doors: later("How has it gone for you?"),
}
OFTEN = {
    30: later("About once a month"),
    61: later("About every two months"),
    91: later("About once a quarter"),
    182: later("About twice a year"),
    365: later("About once a year"),
}
PROPOSALS = {
    Suggestion.call: later("This time: a short call with no business in it."),
    Suggestion.note: later("This time: a note by hand. Three lines on paper are enough."),
    Suggestion.article: later(
        "This time: an article that may interest them, with a line about why you thought of them."
    ),
    Suggestion.greeting: later("This time: a greeting. A holiday of theirs, a date you share, or simply the season."),
    Suggestion.congratulate: later(
        "This time: a word of congratulation. Look for a minute at what is new with them; there is always something that they "
        "are proud of."
    ),
    Suggestion.useful: later(
        "This time: something small and useful. A contact, a tip, even one toward another supplier."
    ),
}
CHECK_IN = later("*This time: ask how the change went for them, and whether it is all right to stay in touch.*")
TEXTS = {
    Suggestion.call: later(
        "Hello, I have nothing to sell today. I was thinking of you and wanted to hear how things are going."
    ),
    Suggestion.note: later(
        "Dear …,\nI came across something from our work together and thought of you. I hope all is well with you.\nWarm regards"
    ),
    Suggestion.article: later(
        "Hello,\nI read this and thought of you, because of what you once said about …. No need to reply; I hope it is useful."
    ),
    Suggestion.greeting: later("Hello,\nAll of us here send our best for the season. I hope you get some quiet days."),
    Suggestion.congratulate: later(
        "Hello,\nI saw that you …, and was glad for you. It was a lot of work, I am sure. Congratulations to all of you."
    ),
    Suggestion.useful: later(
        "Hello,\nI met somebody who is good at …, which you were looking for once. Shall I put you in touch?"
    ),
}
CHECK_IN_TEXT = later(
    "Hello,\nI hope that the change went well for you. If anything from our time is still open, tell me and I will see to it. "
    "Would it be all right if I wrote now and then?"
)
WHY_YOU = {
    WhyYou.owner: later("You get this because they were your customer."),
    WhyYou.logger: later("You get this because you logged that they left, and nobody is named as their owner."),
    WhyYou.handed_over: later("You get this because it was handed over to you."),
    WhyYou.admin: later(
        "You get this as an admin, because whoever looked after them cannot any more. You can hand it over."
    ),
}
SNOOZES = {
    Snooze.tomorrow: later("Tomorrow"),
    Snooze.monday: later("Next Monday"),
    Snooze.week: later("In a week"),
    Snooze.day: later("On a day I choose"),
}
USUAL = {
    Suggestion.call: TouchKind.call,
    Suggestion.note: TouchKind.letter,
    Suggestion.article: TouchKind.email,
    Suggestion.greeting: TouchKind.letter,
    Suggestion.congratulate: TouchKind.email,
    Suggestion.useful: TouchKind.email,
}
SHORT = {
    Suggestion.call: later("a call"),
    Suggestion.note: later("a note by hand"),
    Suggestion.article: later("an article"),
    Suggestion.greeting: later("a greeting"),
    Suggestion.congratulate: later("a word of congratulation"),
    Suggestion.useful: later("something useful"),
}
SOUNDS = {
    Sounded.glad: later("Glad to hear from us"),
    Sounded.as_usual: later("As always"),
    Sounded.reserved: later("Reserved"),
}
CLOSED = {
    NudgeState.done: later(
        "{who} was in touch with *{customer}*. It is in their folder, and the next time counts from there."
    ),
    NudgeState.snoozed: later(
        "*{customer}*: put off by {who}. I'll ask again on {until}, unless there was contact by then."
    ),
    NudgeState.skipped: later("*{customer}*: {who} skipped this one. I'll ask again when it is time for the next."),
    NudgeState.handed_over: later("*{customer}*: {to} stays in touch from now on."),
    NudgeState.stopped: later("{who} stopped this for *{customer}*. Nobody is asked to stay in touch any more."),
    NudgeState.overtaken: later("*{customer}*: there was contact meanwhile, so there is nothing to do here any more."),
    NudgeState.over: later("*{customer}*: nobody needs to be in touch about this any more."),
}
ASKED_ANEW = later("*{customer}*: I have asked about them anew since, so this one needs no answer.")
OBSTACLES = {
    Obstacle.may_not: later("This is for those who look after that customer. Ask one of them to hand it over to you."),
    Obstacle.answered: later(
        "This has been answered already, so nothing was changed. The message shows what came of it."
    ),
    Obstacle.over: later("Nobody needs to be in touch about this any more, so nothing was changed."),
    Obstacle.bad_day: later(
        "Please choose another day: for a contact one of the last year, for a reminder one of the year ahead."
    ),
    Obstacle.unknown: later("Please choose one of the customers that have left."),
    Obstacle.not_gone: later("As far as I know they have not left. News is for those who have, to stay in touch."),
    Obstacle.in_peace: later("Nobody is asked to be in touch with them any more, so nothing was changed."),
    Obstacle.known_already: later("This page was brought already, and somebody was asked to congratulate."),
    Obstacle.nobody_chosen: later("Please choose somebody to whom it shall be sent."),
    Obstacle.not_an_admin: later("Only an admin can say who stays in touch instead. Nothing was changed."),
    Obstacle.beyond_bounds: later("That is not within what is usual for customers of their kind. Please choose another."),
    Obstacle.no_link: later("Please give the whole address of the page, beginning with https://"),
    Obstacle.not_a_colleague: later("Please choose another colleague, somebody of your own company."),
}
