"""The use cases of an exit interview, from looking for somebody to what the customer said."""

from bot.interviews.service.answering import accept, decline
from bot.interviews.service.beginning import begin_when_left, begin_when_logged, begin_when_shared, follow_size
from bot.interviews.service.deciding import ask_anyway, ask_someone_else, look_later, no_interview, write_instead
from bot.interviews.service.ending import (
    end_unneeded,
    pass_on_undelivered,
    replace_gone,
    replace_interviewer,
    replace_owner,
)
from bot.interviews.service.findings import file_findings
from bot.interviews.service.holding import (
    arrange,
    form_of,
    hand_over,
    keep_trying,
    log_try,
    not_reached,
)
from bot.interviews.service.outside import ask_outside, outsider_wanted
from bot.interviews.service.prompting import prompt_when_due
from bot.interviews.service.records import (
    DECISION_CARD,
    OUTSIDER_CARD,
    QUESTIONS_CARD,
    QUESTIONS_PASSED_ON,
    QUESTIONS_REMINDER,
    REMINDER_CARD,
    REQUEST_CARD,
    about,
    interview_of,
    prompt_view,
    request_view,
)
from bot.interviews.service.seeking import (
    ask_chosen,
    choose_interviewer,
    customer_sought,
    pass_on_unanswered,
)
from bot.interviews.service.showing import card_lines, duties, roles_in
from bot.interviews.service.writing import (
    answers_of,
    file_answers,
    no_questions,
    questions_of_gone,
    questions_sent,
    questions_to_owner,
    questions_view,
    remind_of_questions,
)

__all__ = [
    "DECISION_CARD",
    "OUTSIDER_CARD",
    "QUESTIONS_CARD",
    "QUESTIONS_PASSED_ON",
    "QUESTIONS_REMINDER",
    "REMINDER_CARD",
    "REQUEST_CARD",
    "about",
    "accept",
    "answers_of",
    "arrange",
    "ask_anyway",
    "ask_chosen",
    "ask_outside",
    "ask_someone_else",
    "begin_when_left",
    "begin_when_logged",
    "begin_when_shared",
    "card_lines",
    "choose_interviewer",
    "customer_sought",
    "decline",
    "duties",
    "end_unneeded",
    "file_answers",
    "file_findings",
    "follow_size",
    "form_of",
    "hand_over",
    "interview_of",
    "keep_trying",
    "log_try",
    "look_later",
    "no_interview",
    "no_questions",
    "not_reached",
    "outsider_wanted",
    "pass_on_unanswered",
    "pass_on_undelivered",
    "prompt_view",
    "prompt_when_due",
    "questions_of_gone",
    "questions_sent",
    "questions_to_owner",
    "questions_view",
    "remind_of_questions",
    "replace_gone",
    "replace_interviewer",
    "replace_owner",
    "request_view",
    "roles_in",
    "write_instead",
]
