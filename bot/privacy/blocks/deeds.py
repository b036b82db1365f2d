"""What somebody did, as a sentence goes on after their name."""

from __future__ import annotations

from bot.words import _, later

NOBODY_KNOWS = later("did something")

DEEDS = {
    "alert": later("said what is behind a reason that comes up more"),
    "app": later("installed the app"),
    "apology": later("went on with an apology to {about}"),
    "apology.written": later("wrote an apology to {about}"),
    "ask": later("went on with asking {about} again"),
    "ask.claimed": later("took up asking {about} again"),
    "ask.given_back": later("gave back asking {about} again"),
    "ask.in_peace": later("said to leave {about} in peace"),
    "ask.made": later("asked {about} again"),
    "ask.not_now": later("put off asking {about} again"),
    "ask.peace_ended": later("said that {about} may be asked again"),
    "ask.words": later("changed the words to {about}"),
    "care": later("said how {about} is doing since they are back"),
    "channel.chosen": later("chose the channel for the cards"),
    "channel.lost": later("found that the channel for the cards is lost"),
    "consent": later("noted whether we may stay in touch with {about}"),
    "contact.corrected": later("corrected a person at a customer's"),
    "contact.erased": later("erased a person at a customer's"),
    "customer.described": later("said what {about} is"),
    "customer.erased": later("erased a customer"),
    "customer.merged": later("said that {about} and another customer are one"),
    "customer.merge_undone": later("took back that {about} and another customer are one"),
    "customer.renamed": later("gave {about} another name"),
    "customer.signs": later("noted a warning sign about {about}"),
    "dealing.corrected": later("said how well they know a customer"),
    "departure": later("said where {about} stands"),
    "departure.logged": later("logged that {about} is leaving"),
    "departure.owner": later("said who looks after {about}"),
    "departure.shared": later("showed {about} to the channel"),
    "departure.size": later("chose how much is done about {about}"),
    "departure.step_undone": later("took back a step about {about}"),
    "everything.exported": later("took everything along, from the command line"),
    "everything.restored": later("brought everything back in, from the command line"),
    "field.added": later("added something to tell customers apart by"),
    "field.changed": later("changed what customers are told apart by"),
    "findings.completed": later("completed what {about} told us"),
    "findings.opened": later("read what {about} told us"),
    "fix": later("went on with something that we change"),
    "fix.made": later("said what we change because of what customers told us"),
    "fix.passed_on": later("passed on something that we change, as a colleague is gone"),
    "folder": later("wrote into the folder of {about}"),
    "folder.exported": later("took along the folder of {about}"),
    "folder.opened": later("opened the folder of {about}"),
    "frank_note.opened": later("read what is not for the owner of {about}"),
    "frank_reader.named": later("chose who reads what is not for the owner"),
    "handover": later("went on with what {about} takes along"),
    "handover_list": later("changed the lists of what customers take along"),
    "hours.chosen": later("chose when they are asked"),
    "import.begun": later("began to bring in a file"),
    "import.done": later("brought in a file"),
    "interview": later("went on with the exit interview with {about}"),
    "interview.accepted": later("took on the exit interview with {about}"),
    "interview.answered": later("filed what {about} wrote"),
    "interview.held": later("filed the exit interview with {about}"),
    "kept.let_go": later("let go of what was kept long enough: {what}"),
    "launch": later("told what is new or fixed"),
    "launch.taken_back": later("took back that something is new or fixed"),
    "letter.changed": later("changed the words of a letter"),
    "letter.shipped": later("went back to our words of a letter"),
    "letter.words": later("changed the words to {about}"),
    "mailing.exported": later("took along the mailing list"),
    "message.kept": later("kept a message with {about}"),
    "nudge": later("went on with staying in touch with {about}"),
    "nudge.done": later("was in touch with {about}"),
    "nudge.stopped": later("stopped staying in touch with {about}"),
    "numbers.told": later("told the numbers of a month"),
    "own_data.taken": later("took along what is held about themselves"),
    "pool.changed": later("chose who may be asked for exit interviews: {what}"),
    "pool.read": later("could read the user group for exit interviews again"),
    "pool.unread": later("could not read the user group for exit interviews"),
    "promise": later("went on with a promise to {about}"),
    "promise.made": later("noted a promise to {about}"),
    "questions": later("went on with the four questions to {about}"),
    "reason": later("changed the reasons why customers leave"),
    "records.exported": later("took along this record"),
    "records.opened": later("opened this record"),
    "return": later("went on with the return of {about}"),
    "return.told": later("said that {about} is back"),
    "rhythm.bounds": later("changed how often kinds of customers are kept in touch with"),
    "settings.changed": later("changed a setting: {what}"),
    "successor": later("went on with who stays in touch after a colleague"),
    "talk": later("told of the talk with {about} before they go"),
    "thanks.sent": later("thanked {about}"),
    "threads.kept": later("said to keep what is said under the cards"),
    "threads.kept_no_more": later("said to keep no more of what is said under the cards"),
    "weight.changed": later("changed how much something counts when we ask again: {what}"),
    "wishes": later("went on with good wishes to {about}"),
}
"""By the code of an entry, or how that begins."""

SETTINGS = {
    "alerts_channel": later("the channel for reasons that come up more"),
    "amounts_in": later("the currency of amounts"),
    "country": later("public holidays"),
    "digest_channel": later("the channel for whom to ask again"),
    "digest_hour": later("the hour of the list of whom to ask again"),
    "digest_weekday": later("the day of the list of whom to ask again"),
    "export_by_admins": later("whether only admins take folders along"),
    "interview_pool": later("everybody, some people, or a group"),
    "keep_folders": later("years that folders are kept"),
    "keep_frank": later("years that what is not for the owner is kept"),
    "keep_records": later("years that this record is kept"),
    "keep_sent": later("days that my copy of messages is kept"),
    "keep_threads": later("whether what is said under the cards is kept"),
    "light_below": later("below which worth a letter is enough"),
    "long_ago_years": later("after how many years dealings are long ago"),
    "most_interviews": later("how many interviews at a time"),
    "numbers_from": later("who is asked for the numbers of a month"),
    "pool_group": later("the user group"),
    "pool_people": later("the people"),
    "record_below": later("below which worth nobody is asked for anything"),
    "show_amounts": later("whether amounts are shown on the cards"),
    "unanswered": later("what happens without an answer on staying in touch"),
    "work_days": later("working days"),
    "zone": later("the clock of the list of whom to ask again"),
}
"""What settings are called in a sentence."""

KEPT = {
    "folders": later("folders with which nothing happened"),
    "frank": later("what was not for the owner"),
    "records": later("this record"),
    "sent": later("the words of sent messages"),
    "traces": later("past absences and days, and what was chosen by colleagues who are gone"),
}
"""What was let go, by kind."""


def deed_words(did: str, what: str, about: str) -> str:
    """What was done, to go on after a name; `about` is said as it is handed over."""
    known = DEEDS.get(did) or DEEDS.get(did.rpartition(".")[0]) or DEEDS.get(did.partition(".")[0]) or NOBODY_KNOWS
    return _(known).format(about=about, what=_(SETTINGS.get(what) or KEPT.get(what) or what))


def is_known(did: str) -> bool:
    """Whether there are words for this code."""
    return any(part in DEEDS for part in (did, did.rpartition(".")[0], did.partition(".")[0]))
