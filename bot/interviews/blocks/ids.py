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
ASK_SOMEONE_ELSE = "interviews.ask_someone_else"

DONE_FORM = "interviews.done_form"
ARRANGED_FORM = "interviews.arranged_form"
TRIED_FORM = "interviews.tried_form"

SAID, REASON, CONSENT = "said", "reason", "consent"
DAY, TIME = "day", "time"
HOW, WORDS = "how", "words"
