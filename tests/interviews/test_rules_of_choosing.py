"""What bears on a choice: dealings and corrections, time in common, who is away, and what it was decided by."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.colleagues.away import absence
from bot.colleagues.values import Absence
from bot.customers.rules import bearing_of
from bot.customers.values import Bearing, Correction, DealingKind
from bot.interviews.rules import choose, considered, decided_by, minutes_in_common
from bot.interviews.values import Candidate, Decision, Faint, Out
from bot.interviews.values.known import Criterion
from bot.slack.directory import SlackStatus
from bot.work.calendar import Hours

NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=3 * 365.25)
MOMENTS = st.datetimes(datetime(2015, 1, 1), datetime(2026, 3, 2), timezones=st.just(UTC))  # noqa: DTZ001 - the zone follows
NOTHING_SAID = SlackStatus("", "", None)


def test_who_dealt_with_them_lately_is_excluded_and_who_did_long_ago_only_weighs() -> None:
    assert bearing_of(NOW - timedelta(days=30), None, None, LONG_AGO) is Bearing.excludes
    assert bearing_of(LONG_AGO - timedelta(days=1), None, None, LONG_AGO) is Bearing.weighs


@pytest.mark.parametrize(
    ("said", "comes_to"),
    [
        (Correction.never, Bearing.nothing),
        (Correction.only_copied, Bearing.weighs),
        (Correction.long_ago, Bearing.weighs),
    ],
)
def test_what_the_person_concerned_says_counts_until_it_is_said_again(said: Correction, comes_to: Bearing) -> None:
    evidence = NOW - timedelta(days=30)

    assert bearing_of(evidence, said, evidence + timedelta(days=1), LONG_AGO) is comes_to
    assert bearing_of(NOW, said, evidence + timedelta(days=1), LONG_AGO) is Bearing.excludes


@given(MOMENTS, MOMENTS, st.none() | st.sampled_from(Correction), st.none() | MOMENTS)
def test_newer_evidence_never_counts_for_less(
    one: datetime, other: datetime, said: Correction | None, corrected: datetime | None
) -> None:
    """Whatever the person concerned once said of it: what is said again later weighs at least as much."""
    weight = {Bearing.nothing: 0, Bearing.weighs: 1, Bearing.excludes: 2}
    older, newer = (bearing_of(at, said, corrected, LONG_AGO) for at in sorted((one, other)))

    assert weight[older] <= weight[newer]


def test_time_in_common_is_counted_by_both_clocks() -> None:
    berlin, new_york, kolkata = (Hours(ZoneInfo(zone)) for zone in ("Europe/Berlin", "America/New_York", "Asia/Kolkata"))
    day = date(2026, 3, 3)

    assert minutes_in_common(berlin, berlin, day) == 480
    assert minutes_in_common(new_york, berlin, day) == 120
    assert minutes_in_common(kolkata, new_york, day) == 0
    assert minutes_in_common(Hours(ZoneInfo("Pacific/Auckland")), Hours(ZoneInfo("Pacific/Honolulu")), day) > 0


def test_time_in_common_follows_summer_time_on_either_side() -> None:
    """America changes on 8 March 2026, Europe on the 29th: in between they are an hour nearer."""
    berlin, new_york = Hours(ZoneInfo("Europe/Berlin")), Hours(ZoneInfo("America/New_York"))

    common = [minutes_in_common(new_york, berlin, day) for day in (date(2026, 3, 6), date(2026, 3, 10), date(2026, 3, 31))]

    assert common == [120, 180, 120]


@given(st.sampled_from(["Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland", "America/Los_Angeles"]), st.dates())
def test_nobody_has_more_time_in_common_than_there_is(zone: str, day: date) -> None:
    far = date(2000, 1, 1) < day < date(2100, 1, 1)
    theirs = Hours(ZoneInfo("America/New_York"), time(9), time(17))

    assert not far or 0 <= minutes_in_common(Hours(ZoneInfo(zone)), theirs, day) <= 480


def test_hours_in_common_come_after_load_and_rest_and_before_the_lot() -> None:
    near, far = Candidate("U1", overlap=480), Candidate("U2", overlap=60)

    assert {choose([near, far], f"departure {number}").chosen for number in range(20)} == {near}
    assert choose([replace(near, recent=1), far], "x").chosen == far


@pytest.mark.parametrize("faint", list(Faint))
def test_what_only_weighs_excludes_nobody(faint: Faint) -> None:
    acquainted, stranger = Candidate("U1", faint=(faint,)), Candidate("U2", recent=5)

    assert choose([acquainted, stranger], "x").chosen == stranger
    assert choose([acquainted], "x").chosen == acquainted


@pytest.mark.parametrize("why", [{"in_pool": False}, {"willing": False}, {"away": True}, {"open": 3}])
def test_who_may_not_be_asked_now_is_neither_chosen_nor_told_apart_in_what_is_kept(why: dict[str, bool]) -> None:
    """Why somebody was not asked is nobody else's business, so it is not even written down."""
    choice = choose([Candidate("U1", **why), Candidate("U2", dealings=frozenset({DealingKind.touch}))], "x", most_open=3)

    assert choice.chosen is None
    assert choice.strangers == 1
    assert [one.out for one in considered(choice, 3)] == [Out.otherwise.value, Out.dealings.value]


def test_how_many_one_may_hold_is_for_the_workspace_to_say() -> None:
    busy = Candidate("U1", open=2)

    assert choose([busy], "x").chosen is None
    assert choose([busy], "x", most_open=3).chosen == busy


@pytest.mark.parametrize(
    ("others", "by", "tied"),
    [
        ([], Criterion.only_one, 1),
        ([Candidate("U2", logged=True)], Criterion.acquaintance, 2),
        ([Candidate("U2", recent=1), Candidate("U3", logged=True)], Criterion.recent, 2),
        ([Candidate("U2", last=date(2026, 1, 1))], Criterion.last, 2),
        ([Candidate("U2")], Criterion.lot, 2),
    ],
)
def test_a_decision_says_what_it_was_decided_by(others: list[Candidate], by: Criterion, tied: int) -> None:
    choice = choose([Candidate("U1"), *others], "x")

    assert decided_by(Decision(considered(choice), chosen="U1")) == (by, tied)


def test_hours_in_common_can_decide_and_a_hand_decides_over_all() -> None:
    choice = choose([Candidate("U1", overlap=480), Candidate("U2", overlap=0)], "x")

    assert decided_by(Decision(considered(choice))) == (Criterion.overlap, 2)
    assert decided_by(Decision(considered(choice), by="U9"))[0] is Criterion.by_hand


def test_a_decision_is_read_as_it_was_kept() -> None:
    choice = choose([Candidate("U1", last=date(2026, 1, 1), overlap=60), Candidate("U2", asked=True)], "x")
    decision = Decision(considered(choice), "U1", pool="group", group_unread=True)

    assert Decision.read(decision.kept()) == decision
    assert Decision.read({}) == Decision()


@pytest.mark.parametrize(
    "status",
    [
        SlackStatus(":palm_tree:", "", None),
        SlackStatus(":face_with_thermometer:", "Out sick", None),
        SlackStatus("", "Urlaub bis 12.", None),
        SlackStatus(":speech_balloon:", "Parental leave", None),
    ],
)
def test_who_says_that_they_are_away_is(status: SlackStatus) -> None:
    assert absence(status, None, NOW) == Absence()


@pytest.mark.parametrize(
    "status",
    [
        NOTHING_SAID,
        SlackStatus(":house_with_garden:", "Working remotely", None),
        SlackStatus(":spiral_calendar_pad:", "In a meeting", None),
        SlackStatus(":bus:", "Commuting", None),
    ],
)
def test_who_is_only_busy_can_be_asked(status: SlackStatus) -> None:
    assert absence(status, None, NOW) is None


def test_away_is_until_the_later_of_status_and_quiet_and_only_while_it_lasts() -> None:
    tomorrow, later = NOW + timedelta(days=1), NOW + timedelta(days=9)
    holiday = SlackStatus(":palm_tree:", "", later)

    assert absence(NOTHING_SAID, tomorrow, NOW) == Absence(tomorrow)
    assert absence(holiday, tomorrow, NOW) == Absence(later)
    assert absence(holiday, None, later) is None
    assert absence(None, None, NOW) is None
