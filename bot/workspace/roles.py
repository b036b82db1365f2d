"""Who may do what: one table, for every command, button, form and shortcut."""

from __future__ import annotations

import enum


class Role(enum.Enum):
    """What a person is to a workspace, to one departure, to one customer, or to something that we fix.

    Somebody may be several at once. Of a fix, `owner` sees to it, `logger` wanted it, and `helper` looks whether it holds.
    Of a promise, `owner` is to keep it or made it. Of whatever was said, `logger` said it.

    `onlooker`: a colleague, of a customer who never left, and so is no secret.
    """

    outsider = "outsider"
    guest = "guest"
    member = "member"
    admin = "admin"
    owner = "owner"
    logger = "logger"
    team = "team"
    channel_member = "channel_member"
    interviewer = "interviewer"
    asked = "asked"
    onlooker = "onlooker"
    helper = "helper"


class Deed(enum.Enum):
    """What can be done."""

    log_departure = "log a departure"
    list_customers = "list the lost customers"
    choose_channel = "choose the channel for departures while there is none"
    change_settings = "change the settings, an earlier choice of channel among them"
    change_reasons = "change for which reasons customers leave: what can be chosen, and what counts as what"
    change_fields = "change what customers are told apart by"
    see_departure = "see a departure"
    move_departure = "say where a departure stands"
    talk_in_time = "say what came of a talk with a customer before it is too late"
    answer_promise = "say what became of a promise to a customer, or set another day for it"
    share_departure = "show a private departure to the channel"
    send_thanks = "say that the thank-you was sent"
    hear_consent = "say what a customer answered on staying in touch, or that they changed their mind"
    apologise = "write an apology to a customer, send it, and say what came of what went wrong"
    guess_reason = "guess the reason"
    tick_handover = "say what of the handover is done, or not needed"
    change_handover = "add to the handover, say who does a thing of it, and until when"
    send_wishes = "say that good wishes were sent some weeks after the handover, or that they will not be"
    answer_request = "answer a request to hold an interview"
    record_interview = "say how the interview goes"
    hear_findings = "read what the customer said in the interview"
    choose_interviewer = "choose an interviewer by hand"
    announce_call = "announce the interviewer's call to the customer, and say whom to phone"
    send_questions = "say that the four questions were sent, or what was answered to them"
    keep_in_touch = "answer a nudge to stay in touch, hand it over, stop it or start it again"
    take_mailing_list = "take the mailing list along"
    choose_successor = "say who stays in touch with customers whose colleague is gone"
    ask_again = "take up asking a customer again, put it off, or leave them in peace"
    launch = "tell what is new or fixed to those who look after customers who left over it"
    take_back_launch = "take back what was told to be new"
    see_launches = "see what was told to be new or fixed, and what became of it"
    look_after_return = "say how a returned customer is doing"
    make_fix = "say what we change because of what customers told us, and who sees to it"
    see_fixes = "see what we change"
    see_to_fix = "say that something we change is done, put it off, hand it over, or leave it as it is"
    look_at_fix = "say whether something that we changed holds"
    keep_message = "keep a message in a customer's folder"
    see_folder = "see the folder of a customer"
    take_folder = "take the folder of a customer along as files"
    write_folder = "write into the folder of a customer"
    rename_customer = "give a customer another name"
    merge_customers = "say that two customers are one"
    part_customers = "take back that two customers are one"
    leave_out_message = "leave a message of somebody else's out of the folder, or take it back in"
    tell_numbers = "tell a month's new customers and proposals, and who is asked for them"
    read_report = "read the report of those who left, and who is behind a figure as far as they may see them"
    judge_alert = "say what is behind a reason that comes up more than before"
    erase_customer = "erase all that is held about a customer"
    correct_person = "see and correct what is held about a person at a customer's"
    erase_person = "erase what is held about a person at a customer's"
    take_own_data = "take along what is held about themselves"
    read_records = "read who saw and did what, and take that along"
    bring_in = "bring in what is known from before, out of a list or a file"
    look_over = "see whether the installation has all that it needs, and how to mend it"


IN_THE_CIRCLE = frozenset({Role.owner, Role.logger, Role.team, Role.admin, Role.channel_member})

ALLOWED: dict[Deed, frozenset[Role]] = {
    Deed.log_departure: frozenset({Role.member, Role.admin}),
    Deed.list_customers: frozenset({Role.member, Role.admin}),
    Deed.choose_channel: frozenset({Role.member, Role.admin}),
    Deed.change_settings: frozenset({Role.admin}),
    Deed.change_reasons: frozenset({Role.admin}),
    Deed.change_fields: frozenset({Role.admin}),
    Deed.see_departure: IN_THE_CIRCLE | {Role.interviewer},
    Deed.move_departure: IN_THE_CIRCLE,
    Deed.talk_in_time: frozenset({Role.owner, Role.logger, Role.team, Role.admin}),
    Deed.answer_promise: frozenset({Role.owner, Role.logger, Role.admin}),
    Deed.share_departure: frozenset({Role.owner, Role.logger, Role.admin}),
    Deed.send_thanks: frozenset({Role.owner, Role.logger, Role.admin}),
    Deed.hear_consent: IN_THE_CIRCLE | {Role.interviewer},
    Deed.apologise: frozenset({Role.owner, Role.logger, Role.team, Role.admin}),
    Deed.guess_reason: frozenset({Role.owner, Role.logger}),
    Deed.tick_handover: IN_THE_CIRCLE | {Role.helper},
    Deed.change_handover: IN_THE_CIRCLE,
    Deed.send_wishes: frozenset({Role.owner, Role.logger, Role.admin}),
    Deed.answer_request: frozenset({Role.asked}),
    Deed.record_interview: frozenset({Role.interviewer}),
    Deed.hear_findings: frozenset({Role.owner, Role.logger, Role.team, Role.admin}),
    Deed.choose_interviewer: frozenset({Role.owner, Role.logger, Role.admin}),
    Deed.announce_call: frozenset({Role.owner, Role.logger, Role.admin}),
    Deed.send_questions: frozenset({Role.owner, Role.logger, Role.admin}),
    Deed.keep_in_touch: frozenset({Role.owner, Role.logger, Role.team, Role.admin}),
    Deed.take_mailing_list: frozenset({Role.admin}),
    Deed.choose_successor: frozenset({Role.admin}),
    Deed.ask_again: IN_THE_CIRCLE,
    Deed.launch: frozenset({Role.member, Role.admin}),
    Deed.take_back_launch: frozenset({Role.logger, Role.admin}),
    Deed.see_launches: frozenset({Role.member, Role.admin}),
    Deed.look_after_return: frozenset({Role.owner, Role.logger, Role.team, Role.admin}),
    Deed.make_fix: frozenset({Role.member, Role.admin}),
    Deed.see_fixes: frozenset({Role.member, Role.admin}),
    Deed.see_to_fix: frozenset({Role.owner, Role.logger, Role.admin}),
    Deed.look_at_fix: frozenset({Role.helper, Role.logger, Role.admin}),
    Deed.keep_message: frozenset({Role.member, Role.admin}),
    Deed.see_folder: IN_THE_CIRCLE | {Role.interviewer, Role.onlooker},
    Deed.take_folder: IN_THE_CIRCLE | {Role.interviewer, Role.onlooker},
    Deed.write_folder: IN_THE_CIRCLE | {Role.onlooker},
    Deed.rename_customer: IN_THE_CIRCLE,
    Deed.merge_customers: frozenset({Role.owner, Role.admin}),
    Deed.part_customers: frozenset({Role.logger, Role.admin}),
    Deed.leave_out_message: IN_THE_CIRCLE,
    Deed.tell_numbers: frozenset({Role.admin}),
    Deed.read_report: frozenset({Role.member, Role.admin}),
    Deed.judge_alert: frozenset({Role.member, Role.admin}),
    Deed.erase_customer: frozenset({Role.admin}),
    Deed.correct_person: frozenset({Role.owner, Role.logger, Role.team, Role.admin}),
    Deed.erase_person: frozenset({Role.owner, Role.admin}),
    Deed.take_own_data: frozenset({Role.member, Role.admin}),
    Deed.read_records: frozenset({Role.admin}),
    Deed.bring_in: frozenset({Role.admin}),
    Deed.look_over: frozenset({Role.admin}),
}


class Reach(enum.Enum):
    """How far a deed reaches that a workspace may set for itself.

    `everybody`: every colleague. `channel`: whoever is in the channel of departures, and admins. `circle`: whoever may see the
    customer, as the table has it. `close`: the same without those who only are in the channel. `owners`: who looks after
    them, and admins. `admins`: nobody else.
    """

    everybody = "everybody"
    channel = "channel"
    circle = "circle"
    close = "close"
    owners = "owners"
    admins = "admins"


ADMINS = frozenset({Role.admin})
OF_THE_CHANNEL = frozenset({Role.channel_member, Role.admin})
CLOSE = IN_THE_CIRCLE - {Role.channel_member}

SETTABLE: dict[Deed, dict[Reach, frozenset[Role]]] = {
    Deed.log_departure: {Reach.everybody: ALLOWED[Deed.log_departure], Reach.channel: OF_THE_CHANNEL},
    Deed.read_report: {Reach.everybody: ALLOWED[Deed.read_report], Reach.channel: OF_THE_CHANNEL},
    Deed.see_folder: {
        Reach.circle: ALLOWED[Deed.see_folder],
        Reach.close: CLOSE | {Role.interviewer, Role.onlooker},
    },
    Deed.take_folder: {Reach.circle: ALLOWED[Deed.take_folder], Reach.admins: ADMINS},
    Deed.move_departure: {Reach.circle: ALLOWED[Deed.move_departure], Reach.close: CLOSE},
    Deed.ask_again: {Reach.circle: ALLOWED[Deed.ask_again], Reach.close: CLOSE},
    Deed.merge_customers: {Reach.owners: ALLOWED[Deed.merge_customers], Reach.close: CLOSE, Reach.admins: ADMINS},
}
"""What a workspace may set for itself, the table's own first. Nobody sees by it what they could not see: not one of these lets
in a guest, or anybody to what is between a few, to a guess of somebody else's, or to what is not for the owner."""

LIMITED = {
    "who_logs": Deed.log_departure,
    "who_reads_report": Deed.read_report,
    "who_sees_folders": Deed.see_folder,
    "who_takes_folders": Deed.take_folder,
    "who_moves": Deed.move_departure,
    "who_asks_again": Deed.ask_again,
    "who_merges": Deed.merge_customers,
}
"""Which deed each setting is about, by its name."""


def may(deed: Deed, roles: frozenset[Role], reach: Reach | None = None) -> bool:
    """Whether somebody with these roles may do that; `reach` is what a workspace has set for it, where it is not the table's."""
    return bool((ALLOWED[deed] if reach is None else SETTABLE[deed][reach]) & roles)
