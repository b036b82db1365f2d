"""The use cases of an exit interview, from looking for somebody to what the customer said."""

from bot.interviews.service.answering import accept, decline
from bot.interviews.service.arranging import appointment_view, arrange, show_guide_when_due
from bot.interviews.service.beginning import begin_when_left, begin_when_logged, begin_when_shared, follow_size
from bot.interviews.service.deciding import ask_anyway, ask_someone_else, look_later, no_interview, write_instead
from bot.interviews.service.ending import (
    end_unneeded,
    pass_on_undelivered,
    replace_gone,
    replace_interviewer,
    replace_owner,
)
from bot.interviews.service.filling import draft_duties, file_page, open_findings, turn_page
from bot.interviews.service.findings import file_findings, finding_of, quotes_of
from bot.interviews.service.frank import (
    FRANK_CARD,
    draw_frank_note,
    follow_reader,
    open_frank_note,
    withhold_from_owner,
)
from bot.interviews.service.holding import (
    form_of,
    hand_over,
    keep_trying,
    log_try,
    not_reached,
)
from bot.interviews.service.instead import sent_questions_instead
from bot.interviews.service.introducing import announced, contact_to_owner, contact_view, name_contact, open_contact
from bot.interviews.service.knowing import correct, troubled, ways, why
from bot.interviews.service.outside import ask_outside, outsider_wanted
from bot.interviews.service.prompting import prompt_when_due
from bot.interviews.service.reader import name_reader, reader_choice
from bot.interviews.service.records import (
    APPOINTMENT_CARD,
    CAME_OF_IT,
    CONTACT_CARD,
    CONTACT_PASSED_ON,
    DECISION_CARD,
    OUTSIDER_CARD,
    QUESTIONS_CARD,
    QUESTIONS_PASSED_ON,
    QUESTIONS_REMINDER,
    REMINDER_CARD,
    REQUEST_CARD,
    WRONG_CONTACT_CARD,
    about,
    interview_of,
    prompt_view,
    request_view,
)
from bot.interviews.service.seeking import (
    ask_chosen,
    choose_interviewer,
    pass_on_unanswered,
    person_to_ask,
    sought_for,
)
from bot.interviews.service.showing import card_lines, duties, granted, roles_in
from bot.interviews.service.thanking import tell_what_came_of_it
from bot.interviews.service.willing import choose_willingness, willingness_of
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
    "APPOINTMENT_CARD",
    "CAME_OF_IT",
    "CONTACT_CARD",
    "CONTACT_PASSED_ON",
    "DECISION_CARD",
    "FRANK_CARD",
    "OUTSIDER_CARD",
    "QUESTIONS_CARD",
    "QUESTIONS_PASSED_ON",
    "QUESTIONS_REMINDER",
    "REMINDER_CARD",
    "REQUEST_CARD",
    "WRONG_CONTACT_CARD",
    "about",
    "accept",
    "announced",
    "answers_of",
    "appointment_view",
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
    "choose_willingness",
    "contact_to_owner",
    "contact_view",
    "correct",
    "decline",
    "draft_duties",
    "draw_frank_note",
    "duties",
    "end_unneeded",
    "file_answers",
    "file_findings",
    "file_page",
    "finding_of",
    "follow_reader",
    "follow_size",
    "form_of",
    "granted",
    "hand_over",
    "interview_of",
    "keep_trying",
    "log_try",
    "look_later",
    "name_contact",
    "name_reader",
    "no_interview",
    "no_questions",
    "not_reached",
    "open_contact",
    "open_findings",
    "open_frank_note",
    "outsider_wanted",
    "pass_on_unanswered",
    "pass_on_undelivered",
    "person_to_ask",
    "prompt_view",
    "prompt_when_due",
    "questions_of_gone",
    "questions_sent",
    "questions_to_owner",
    "questions_view",
    "quotes_of",
    "reader_choice",
    "remind_of_questions",
    "replace_gone",
    "replace_interviewer",
    "replace_owner",
    "request_view",
    "roles_in",
    "sent_questions_instead",
    "show_guide_when_due",
    "sought_for",
    "tell_what_came_of_it",
    "troubled",
    "turn_page",
    "ways",
    "why",
    "willingness_of",
    "withhold_from_owner",
    "write_instead",
]
