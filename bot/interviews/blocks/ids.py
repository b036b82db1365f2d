"""The names by which Slack hands back what was pressed and filled in."""

ACCEPT = "interviews.accept"
KNOWS_THEM = "interviews.knows_them"
CANNOT_NOW = "interviews.cannot_now"

DONE = "interviews.done"
ARRANGED = "interviews.arranged"
TRIED = "interviews.tried"
HAND_OVER = "interviews.hand_over"
NOT_REACHED = "interviews.not_reached"
KEEP_TRYING = "interviews.keep_trying"

ASK_ANYWAY = "interviews.ask_anyway"
LOOK_LATER = "interviews.look_later"
NO_INTERVIEW = "interviews.none"
WRITE_INSTEAD = "interviews.write_instead"
OUTSIDER = "interviews.outsider"
ASK_SOMEONE_ELSE = "interviews.ask_someone_else"

SENT = "interviews.sent"
ANSWERED = "interviews.answered"
NO_QUESTIONS = "interviews.no_questions"

DONE_FORM = "interviews.done_form"
ARRANGED_FORM = "interviews.arranged_form"
TRIED_FORM = "interviews.tried_form"
ANSWERS_FORM = "interviews.answers_form"
OUTSIDER_FORM = "interviews.outsider_form"

SAID, REASON, CONSENT = "said", "reason", "consent"
DAY, TIME = "day", "time"
NAME, EMAIL = "name", "email"
HOW, WORDS = "how", "words"
