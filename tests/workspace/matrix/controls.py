"""What each thing that can be typed, pressed or sent needs: a deed of the one table. What needs none is in `personal.py`.

A control that is new is in neither, and the test of who may do what fails until it is.
"""

from __future__ import annotations

from bot.workspace.roles import Deed
from tests.workspace.matrix.personal import lines

NEEDS: dict[Deed, str] = {
    Deed.log_departure: """
        command:
        command: cue
        command: forget
        command: merge
        command: news
        command: note
        command: person
        command: promise
        command: rename
        command: sign
        command: unmerge
        message shortcut: bring_news
        message shortcut: keep_message
        message shortcut: worried_message
        options: departures.customer
        options: departures.known_customer
        press: departures.add_promise
        press: departures.add_sign
        press: departures.log_anyway
        press: departures.worry
        shortcut: worried
        submission: departures.log
        submission: departures.promise_form
        submission: departures.sign_form
    """,
    Deed.list_customers: """
        command: folder
        command: list
    """,
    Deed.choose_channel: """
        submission: home.channel_step
        press: workspace.settings
        command: settings
        press: workspace.choose_channel
        submission: workspace.channel_form
    """,
    Deed.change_settings: """
        press: workspace.set_up
        press: workspace.cards
        press: workspace.days
        press: workspace.sizes
        press: workspace.unanswered
        press: workspace.hearing
        submission: workspace.cards_form
        submission: workspace.days_form
        submission: workspace.sizes_form
        submission: workspace.unanswered_form
        submission: workspace.hearing_form
        press: workspace.keeping
        press: workspace.limits
        submission: workspace.keeping_form
        submission: workspace.limits_form
        submission: home.pool_step
        submission: home.digest_step
        command: handover
        press: farewell.add_list
        press: farewell.add_thing
        press: farewell.change_letter
        press: farewell.pick_list
        press: farewell.remove_list
        press: farewell.shipped_letter
        press: farewell.thing
        press: interviews.reader
        press: nudges.change_kind
        press: workspace.handover_list
        press: workspace.how_often
        press: workspace.letters
        press: workspace.pool
        press: workspace.what_counts
        submission: farewell.letter_form
        submission: farewell.list_form
        submission: farewell.thing_form
        submission: interviews.reader_form
        submission: nudges.bounds_form
        submission: winback.weights_form
        submission: workspace.pool_form
    """,
    Deed.change_reasons: """
        command: reasons
        press: reasons.add
        press: reasons.back
        press: reasons.change
        press: reasons.pick
        press: workspace.reasons
        submission: reasons.form
    """,
    Deed.change_fields: """
        command: kinds
        press: customers.add_field
        press: customers.change_field
        press: customers.fields
        press: workspace.fields
        submission: customers.field_form
    """,
    Deed.see_departure: """
        press: departures.details
        press: interviews.not_right
        press: interviews.why
    """,
    Deed.move_departure: """
        press: departures.about
        press: departures.move
        press: departures.size
        press: departures.undo
        submission: departures.about_form
        submission: departures.move_form
        submission: departures.size_form
    """,
    Deed.talk_in_time: """
        press: departures.talk
        submission: departures.talk_form
    """,
    Deed.answer_promise: """
        press: departures.promise_broken
        press: departures.promise_dropped
        press: departures.promise_kept
        press: departures.promise_moved
        submission: departures.promise_move_form
    """,
    Deed.share_departure: """
        press: departures.share
    """,
    Deed.send_thanks: """
        press: farewell.change_words
        press: farewell.print
        press: farewell.sent
        submission: farewell.way_form
        submission: farewell.words_form
    """,
    Deed.hear_consent: """
        press: farewell.answered
        submission: farewell.answer_form
    """,
    Deed.apologise: """
        press: farewell.apologise
        press: farewell.apology_dropped
        press: farewell.apology_fixed
        press: farewell.apology_never
        press: farewell.apology_not_yet
        press: farewell.apology_sent
        press: fixes.tell
        submission: farewell.apology_form
        submission: fixes.tell_form
    """,
    Deed.guess_reason: """
        press: farewell.guess
        submission: farewell.guess_form
    """,
    Deed.tick_handover: """
        press: farewell.not_needed
        press: farewell.tick
    """,
    Deed.change_handover: """
        press: farewell.add_item
        press: farewell.change_handover
        press: farewell.change_item
        submission: farewell.item_form
    """,
    Deed.send_wishes: """
        press: farewell.not_this_time
        press: farewell.wishes_sent
    """,
    Deed.answer_request: """
        press: interviews.accept
        press: interviews.cannot_now
        press: interviews.knows_them
    """,
    Deed.record_interview: """
        press: interviews.arranged
        press: interviews.hand_over
        press: interviews.keep_trying
        press: interviews.not_reached
        press: interviews.note_to_them
        press: interviews.questions_ready
        press: interviews.tried
        submission: interviews.arranged_form
        submission: interviews.questions_form
        submission: interviews.tried_form
    """,
    Deed.hear_findings: """
        press: fixes.new
        press: insights.said_again
        submission: fixes.form
    """,
    Deed.choose_interviewer: """
        press: interviews.another
        press: interviews.ask_anyway
        press: interviews.ask_someone_else
        press: interviews.look_later
        press: interviews.none
        press: interviews.outsider
        press: interviews.write_instead
        submission: interviews.another_form
        submission: interviews.outsider_form
    """,
    Deed.announce_call: """
        press: interviews.introduced
        press: interviews.name_contact
        submission: interviews.contact_form
    """,
    Deed.send_questions: """
        press: interviews.answered
        press: interviews.no_questions
        press: interviews.sent
    """,
    Deed.keep_in_touch: """
        press: nudges.done
        press: nudges.hand_over
        press: nudges.print
        press: nudges.rhythm
        press: nudges.snooze
        press: nudges.start_again
        press: nudges.stop
        submission: nudges.day_form
        submission: nudges.done_form
        submission: nudges.hand_over_form
        submission: nudges.rhythm_form
        submission: nudges.stop_form
    """,
    Deed.take_mailing_list: """
        command: mailing
        submission: nudges.mailing_form
    """,
    Deed.choose_successor: """
        press: nudges.choose_successor
        submission: nudges.successor_form
    """,
    Deed.ask_again: """
        press: winback.ask_told
        press: winback.claim
        press: winback.one_of
        press: winback.end_peace
        press: winback.in_peace
        press: winback.not_now
        submission: winback.not_now_form
        submission: winback.peace_form
    """,
    Deed.launch: """
        command: launch
        submission: winback.launch_form
        submission: winback.reach_form
    """,
    Deed.take_back_launch: """
        press: winback.take_back
    """,
    Deed.see_launches: """
        command: launches
    """,
    Deed.look_after_return: """
        press: winback.amber
        press: winback.delivery
        press: winback.green
        press: winback.tell_more
        press: winback.welcomed
        submission: winback.amber_form
        submission: winback.delivery_form
    """,
    Deed.see_fixes: """
        command: fixes
        press: fixes.open
    """,
    Deed.see_to_fix: """
        press: fixes.again
        press: fixes.done
        press: fixes.hand_over
        press: fixes.leave
        press: fixes.put_off
        submission: fixes.again_form
        submission: fixes.done_form
        submission: fixes.hand_over_form
        submission: fixes.put_off_form
    """,
    Deed.look_at_fix: """
        press: fixes.holds
    """,
    Deed.keep_message: """
        submission: folder.keep_form
    """,
    Deed.see_folder: """
        submission: folder.find
        press: folder.open
        press: folder.page
        submission: folder.folder
    """,
    Deed.take_folder: """
        press: folder.export
    """,
    Deed.write_folder: """
        press: folder.add_file
        press: folder.add_note
        press: folder.add_person
        press: folder.add_profile
        press: folder.add_touch
        submission: folder.file_form
        submission: folder.note_form
        submission: folder.person_form
        submission: folder.profile_form
        submission: folder.quick_form
        submission: folder.touch_form
    """,
    Deed.rename_customer: """
        submission: folder.rename_form
    """,
    Deed.merge_customers: """
        submission: folder.merge_form
        submission: folder.merge_sure
    """,
    Deed.part_customers: """
        press: folder.merge_undo
        submission: folder.merge_undo_form
        submission: folder.merge_undo_sure
    """,
    Deed.tell_numbers: """
        command: numbers
        press: insights.leave_out_month
        press: insights.tell_numbers
        submission: insights.numbers_form
    """,
    Deed.read_report: """
        command: report
        command: year
        press: insights.behind
    """,
    Deed.judge_alert: """
        press: insights.judge
        press: insights.judge_again
    """,
    Deed.erase_customer: """
        submission: folder.forget_form
        submission: folder.forget_sure
    """,
    Deed.look_over: """
        press: checkup.look
    """,
    Deed.take_own_data: """
        command: my
    """,
    Deed.read_records: """
        press: workspace.records
        press: privacy.only
        press: privacy.older
        press: privacy.export_records
        press: privacy.newest
        command: records
    """,
    Deed.correct_person: """
        press: folder.people
        press: folder.person_correct
        press: folder.person_erase
        press: folder.person_held
        submission: folder.people_form
        submission: folder.person_correct_form
    """,
    Deed.erase_person: """
        submission: folder.person_erase_form
    """,
    Deed.bring_in: """
        command: import
        press: importing.drop
        press: importing.file
        press: importing.paste
        press: importing.review
        submission: importing.filed
        submission: importing.pasted
        submission: importing.reviewed
    """,
}
"""One on each line."""


def deeds() -> dict[str, Deed]:
    """The deed that each control needs."""
    return {control: deed for deed, controls in NEEDS.items() for control in lines(controls)}
