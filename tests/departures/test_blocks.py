"""What people see fits Slack's limits whatever they are called, and what they enter is read back."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.departures.blocks import card, form, usage, views
from bot.departures.blocks.sources import source_of
from bot.departures.blocks.words import tenure, times
from bot.departures.values import (
    CardFacts,
    DepartureFacts,
    Details,
    Field,
    Known,
    LogForm,
    LostList,
    LostRow,
    MoveForm,
    Opening,
    Problem,
    Source,
    Stage,
    StepFacts,
    Suggestion,
    Unclear,
)
from bot.slack.kit import Values, button, unpack

TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
anything = st.text(min_size=1, max_size=5000)
names = st.text(min_size=1, max_size=120)


def facts(customer: str = "Acme", note: str | None = None, **more: object) -> DepartureFacts:
    known: dict[str, object] = {
        "id": "d",
        "customer_id": "c",
        "customer": customer,
        "stage": Stage.left,
        "happened": TODAY,
        "owner": None,
        "logged_by": "UMAYA",
        "logged_at": NOON,
        "responsible": "UMAYA",
        "quiet": False,
        "since": None,
        "time": 1,
        "contact_words": note,
        "contact_phone": None,
        "contact_email": None,
        "note": note,
        "source_link": None,
        "source_words": note,
        "posted_to": None,
    }
    return DepartureFacts(**(known | more))  # type: ignore[arg-type]


@given(names, anything)
def test_anything_that_people_type_can_be_shown(name: str, words: str) -> None:
    """No name and no note is too long, too strange or too clever for a card, a view or a line."""
    known = facts(name, words)
    step = StepFacts(Stage.at_risk, Stage.left, name, NOON, words)
    shown = CardFacts("d", name, Stage.left, TODAY, name, name, NOON, TODAY, 2, None, False, False, (name,))

    card.card(shown, button("Choose a channel", "choose"))
    card.moved_card(name, "C1")
    card.moved_line(name, Stage.at_risk, known, words[:1000])
    card.noticed_too(known, "UMAYA", LogForm(Stage.left, TODAY, contact=name, note=words[:3000]), sees=False)
    views.details_view(Details(known, ("UMAYA",), (step,) * 30))
    views.known_view(Known(known, passed_on=True), "https://x.example")
    views.thanks_view(name)
    views.move_form(known, TODAY)
    form.log_form(Opening(TODAY, name=name, alike=name, note=words), source=Source(words, "C1", "1.2"))
    usage.unclear_message(Unclear(name, "help"), usage.COMMANDS)
    usage.list_message(LostList((LostRow("d", name, Stage.left, name, TODAY, True),) * 20, 3))


def test_what_people_type_mentions_nobody() -> None:
    """A name cannot call a channel together."""
    shown = CardFacts("d", "<!channel>", Stage.left, TODAY, "<@U1>", "<@U2>", NOON, None, 1, None, False, True, ())

    text = card.card(shown, button("Choose a channel", "choose")).text

    assert not any(call in text for call in ("<!channel>", "<@U1>", "<@U2>"))


def test_the_form_asks_six_questions() -> None:
    """Two minutes: what has an answer from the start is no question."""
    blocks = form.log_form(Opening(TODAY)).payload["blocks"]

    assert [block["block_id"] for block in blocks if block["type"] == "input"] == [
        "customer",
        "happened",
        "owner",
        "worked_with",
        "contact",
        "note",
    ]
    assert {block["block_id"] for block in blocks if block["type"] == "input" and not block.get("optional")} == {
        "customer",
        "happened",
    }


def test_a_worry_begins_as_warning_signs_between_us() -> None:
    """The shortcut's choices are made already, and count if nobody touches them."""
    view = form.log_form(Opening(TODAY), stage=Stage.at_risk, quiet=True, source=Source("hm", "C1", "1.2"))
    remembered = unpack(view.payload["private_metadata"])

    read = form.parse_log_form(_answers(customer={"selected_option": {"value": "new:Acme"}}), remembered)

    assert read == LogForm(Stage.at_risk, None, new_name="Acme", quiet=True, source_words="hm")
    assert source_of(remembered) == Source("hm", "C1", "1.2")


def test_all_answers_are_read() -> None:
    """Choices beside the questions, too."""
    answers = _answers(
        customer={"selected_option": {"value": "old:c1"}},
        stage={"selected_option": {"value": "leaving"}},
        happened={"selected_date": "2026-02-28"},
        owner={"selected_user": "U1"},
        worked_with={"selected_users": ["U2", "U3"]},
        contact={"value": " Bo "},
        note={"value": "They wrote."},
        quiet={"selected_options": []},
    )

    read = form.parse_log_form(answers, {"stage": "left", "quiet": True})

    assert read == LogForm(
        stage=Stage.leaving,
        happened=date(2026, 2, 28),
        customer_id="c1",
        owner="U1",
        worked_with=("U2", "U3"),
        contact="Bo",
        note="They wrote.",
        quiet=False,
    )


def test_a_name_that_is_too_long_is_said_at_its_field() -> None:
    """It can be chosen, so that the reason can be given."""
    (offered,) = form.customer_choices("x" * 121, [], is_known=False)

    read = form.parse_log_form(_answers(customer={"selected_option": {"value": offered.value}}), {})

    assert read == {Field.customer: Problem.too_long}
    assert "120" in form.problem_words({Field.customer: Problem.too_long})["customer"]


def test_a_new_name_is_offered_unless_it_is_known() -> None:
    """Those that fit come first."""
    found = [Suggestion("c1", "Acme")]

    assert [one.label for one in form.customer_choices("Acm", found, is_known=False)] == [
        "Acme",
        "Add “Acm” as a new customer",
    ]
    assert [one.value for one in form.customer_choices("acme", found, is_known=True)] == ["old:c1"]
    alike = [Suggestion("c2", "Amber Apothecary", fits=False)]
    assert [one.value for one in form.customer_choices("Acme", alike, is_known=False)] == ["new:Acme", "old:c2"]
    assert form.customer_choices("  ", [], is_known=False) == []


@given(names)
def test_a_new_name_comes_back_as_it_was_typed(name: str) -> None:
    """Whatever it is, within Slack's limits of 75 and 150 characters."""
    for choice in form.customer_choices(name, [], is_known=False):
        read = form.parse_log_form(_answers(customer={"selected_option": {"value": choice.value}}), {})

        assert isinstance(read, LogForm)
        assert read.new_name == " ".join(name.split())
        assert len(choice.label) <= 75
        assert len(choice.value) <= 150


def test_every_mistake_has_a_sentence() -> None:
    """No problem that a form can have is without words."""
    for field, problem in (
        (Field.customer, Problem.missing),
        (Field.happened, Problem.missing),
        (Field.happened, Problem.in_future),
        (Field.happened, Problem.too_long_ago),
        (Field.owner, Problem.not_a_colleague),
        (Field.worked_with, Problem.not_a_colleague),
    ):
        assert form.problem_words({field: problem})[field.value]


def test_the_move_form_offers_what_may_come_next_and_is_read() -> None:
    """Whose customer it was is asked while nobody knows."""
    open_question = views.move_form(facts(stage=Stage.leaving), TODAY).payload["blocks"]
    answered = views.move_form(facts(stage=Stage.leaving, owner="U1"), TODAY).payload["blocks"]
    offered = next(block for block in open_question if block.get("block_id") == "stage")["element"]["options"]

    read = views.parse_move_form(_answers(stage={"selected_option": {"value": "left"}}), {"d": "d"})

    assert [option["value"] for option in offered] == ["left", "saved", "closed"]
    assert any(block.get("block_id") == "owner" for block in open_question)
    assert not any(block.get("block_id") == "owner" for block in answered)
    assert read == MoveForm("d", Stage.left, None)


def test_help_has_a_line_for_every_word() -> None:
    """Whatever the stages bring."""
    commands = [*usage.COMMANDS, ("light", "[on]", "leaves the light on")]

    text = usage.help_message(commands).text

    assert "`/lost-customer [name]`" in text
    assert "`/lost-customer light [on]`  leaves the light on" in text


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (date(2020, 3, 2), "with us for 6 years"),
        (date(2025, 3, 2), "with us for 12 months"),
        (date(2026, 1, 31), "with us for 1 month"),
        (date(2026, 2, 20), "with us for less than a month"),
        (date(2027, 1, 1), "with us for less than a month"),
    ],
)
def test_tenure_is_told_in_whole_months_and_years(since: date, words: str) -> None:
    """A day short of a month is none."""
    assert tenure(since, TODAY) == words


def test_the_second_time_with_us_is_mentioned() -> None:
    """The first is not."""
    assert [times(number) for number in (1, 2, 4)] == [None, "second time with us", "time 4 with us"]


def _answers(**answers: dict[str, object]) -> Values:
    return Values({"values": {block_id: {"action": answer} for block_id, answer in answers.items()}})


def test_warning_signs_are_asked_for_in_place_of_colleagues() -> None:
    """Never more than six questions, whatever was chosen; and a worry stays between a few people."""
    view = form.log_form_again(
        _answers(
            stage={"selected_option": {"value": "at_risk"}},
            worked_with={"selected_users": ["UOMAR"]},
            owner={"selected_user": "UMAYA"},
        ),
        {"stage": "left"},
    )

    asked = [block["block_id"] for block in view.payload["blocks"] if block["type"] == "input"]
    assert asked == ["customer", "signs", "happened", "owner", "contact", "note"]
    assert unpack(view.payload["private_metadata"]) == {
        "stage": "at_risk",
        "quiet": True,
        "by_itself": True,
        "team": ["UOMAR"],
    }


@pytest.mark.parametrize(("before", "after"), [(False, False), (True, True)])
def test_passing_by_the_warning_signs_leaves_the_tick_as_it_was(before: bool, after: bool) -> None:
    """With the arrow keys one cannot but pass by them; what they ticked by themselves goes with them."""
    ticked = {"selected_options": [{"value": "quiet"}]}
    passing = form.log_form_again(
        _answers(
            stage={"selected_option": {"value": "at_risk"}}, **{"quiet:left": ticked if before else {"selected_options": []}}
        ),
        {"stage": "left", "quiet": before},
    )
    back = form.log_form_again(
        _answers(stage={"selected_option": {"value": "left"}}, **{"quiet:at_risk": ticked}),
        unpack(passing.payload["private_metadata"]),
    )

    assert unpack(back.payload["private_metadata"])["quiet"] is after


def test_what_was_answered_comes_back_with_its_question() -> None:
    """Colleagues and signs are kept while their question is not shown."""
    view = form.log_form_again(
        _answers(stage={"selected_option": {"value": "leaving"}}, signs={"selected_options": [{"value": "price"}]}),
        {"stage": "at_risk", "team": ["UOMAR"]},
    )

    colleagues = next(one for one in view.payload["blocks"] if one.get("block_id") == "worked_with")
    assert colleagues["element"]["initial_users"] == ["UOMAR"]
    assert unpack(view.payload["private_metadata"])["signs"] == ["price"]
