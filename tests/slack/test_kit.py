"""Messages and views are right by construction: typed words never break them, programmers' slips always do."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack import kit

ANYTHING = st.text(max_size=5000)


@given(ANYTHING)
def test_whatever_people_type_fits_into_every_part(typed: str) -> None:
    parts: list[kit.Block] = [
        kit.header(typed),
        kit.section(kit.escape(typed), kit.overflow("more", [kit.Choice("a", typed, typed)])),
        kit.fields(kit.escape(typed), "two"),
        kit.context(kit.escape(typed)),
        kit.actions(kit.button(typed, "go", confirm=kit.Confirm(typed, typed, typed, typed))),
    ]

    said = kit.message(*parts)

    assert len(said.text) <= 4000
    assert len(said.blocks) == 5


@given(ANYTHING)
def test_whatever_people_typed_fits_back_into_a_form(typed: str) -> None:
    kit.modal(
        "A form",
        "form",
        [
            kit.text_input("Who", "who", initial=typed, placeholder=typed, hint=typed),
            kit.long_text(typed, "note", initial=typed, max_length=200),
            kit.external_select("Customer", "customer", initial=kit.Choice("7", typed)),
            kit.radios("Which", "which", [kit.Choice("a", typed, typed)], initial="a"),
        ],
        submit="Save",
    )


@given(ANYTHING, st.integers(min_value=10, max_value=400))
def test_what_is_shortened_is_never_cut_inside_an_entity_or_a_mention(typed: str, limit: int) -> None:
    short = kit.shorten(kit.escape(typed) + "<@U0123456789>", limit)

    assert len(short) <= limit
    assert short.count("<") == short.count(">")
    tail = short.removesuffix("…").rpartition("&")[2]
    assert "&" not in short or ";" in tail


def test_typed_words_cannot_mention_anyone() -> None:
    assert kit.escape("<!channel> & <@U1>") == "&lt;!channel&gt; &amp; &lt;@U1&gt;"
    assert kit.link("https://a.example/?a=1&b=2|x", "<b> | c") == "<https://a.example/?a=1&amp;b=2%7Cx|&lt;b&gt; ¦ c>"


def test_a_moment_is_seen_in_each_readers_zone() -> None:
    oslo = datetime(2025, 3, 3, 13, 0, tzinfo=timezone(timedelta(hours=1)))

    assert kit.moment(oslo) == "<!date^1741003200^{date_short_pretty} at {time}|2025-03-03 12:00 UTC>"
    assert kit.moment(oslo, "{date_long}") == "<!date^1741003200^{date_long}|2025-03-03>"
    with pytest.raises(ValueError, match="zone"):
        kit.moment(oslo.replace(tzinfo=None))


def test_a_message_reads_out_all_that_its_blocks_say() -> None:
    said = kit.message(
        kit.header("Acme & Co"),
        kit.section(f"Ask {kit.person('U1')}", kit.button("Open", "open")),
        kit.fields("*Owner*", "*Since*"),
        kit.divider(),
        kit.image("A line that falls", file_id="F012345678"),
        kit.context("Only you see this"),
        kit.actions(kit.button("I'll do it", "accept"), kit.button("I can't now", "decline")),
    )

    assert said.text.split("\n") == [
        "Acme &amp; Co",
        "Ask <@U1> [Open]",
        "*Owner*",
        "*Since*",
        "A line that falls",
        "Only you see this",
        "You can choose: I'll do it, I can't now",
    ]


def test_a_message_may_say_it_in_its_own_words() -> None:
    assert kit.message("Short.", kit.section("Long.")).text == "Short."


def test_the_same_state_renders_the_same() -> None:
    def card() -> kit.Message:
        return kit.message(kit.section("Acme"), kit.divider(), kit.actions(kit.button("Go", "go")))

    assert card() == card()


@pytest.mark.parametrize(
    "slip",
    [
        lambda: kit.message(kit.section("a", block_id="x"), kit.section("b", block_id="x")),
        lambda: kit.message(kit.actions(kit.button("A", "same"), kit.button("B", "same"))),
        lambda: kit.message(),
        lambda: kit.message(*[kit.divider()] * 51),
        lambda: kit.modal("A title that is far too long", "form", [kit.section("a")]),
        lambda: kit.modal("Form", "form", [kit.text_input("Who", "who")]),
        lambda: kit.modal("Form", "form", [kit.text_input("A", "a"), kit.text_input("B", "a")], submit="Save"),
        lambda: kit.modal("Form", "form", [kit.section("a")], metadata={"x": "y" * 3000}),
        lambda: kit.pack(x="y" * 2000),
    ],
)
def test_a_programmers_slip_raises(slip: Callable[[], object]) -> None:
    with pytest.raises((ValueError, TypeError, Exception), match=r"."):
        slip()


def test_a_button_carries_small_facts() -> None:
    assert kit.unpack(kit.pack(id=7, step="due", gone=None)) == {"id": 7, "step": "due"}
    assert kit.unpack("later") == {}
    assert kit.unpack("[1]") == {}
    assert kit.unpack(None) == {}


def test_a_form_is_read_by_the_names_of_its_questions() -> None:
    answers: dict[str, dict[str, Any]] = {
        "who:2": {"any": {"type": "plain_text_input", "value": "  Acme "}},
        "empty": {"any": {"type": "plain_text_input", "value": "  "}},
        "stage": {"any": {"selected_option": {"value": "left", "text": {"text": "Has left"}}}},
        "ticked": {"any": {"selected_options": [{"value": "a"}, {"value": "b"}]}},
        "owner": {"any": {"selected_user": "U1"}},
        "others": {"any": {"selected_users": ["U2", "U3"]}},
        "where": {"any": {"selected_conversation": "C1"}},
        "day": {"any": {"selected_date": "2025-03-03"}},
        "hour": {"any": {"selected_time": "09:30"}},
        "nothing": {"any": {"selected_option": None, "selected_date": None}},
    }

    values = kit.Values({"values": answers})

    assert values.text("who") == "Acme"
    assert values.text("empty") is None
    assert (values.option("stage"), values.option_label("stage")) == ("left", "Has left")
    assert values.options("ticked") == ("a", "b")
    assert values.user("owner") == "U1"
    assert values.users("others") == ("U2", "U3")
    assert values.channel("where") == "C1"
    assert values.date("day") == date(2025, 3, 3)
    assert values.time("hour") == time(9, 30)
    assert values.option("nothing") is None
    assert values.date("nothing") is None
    assert values.text("absent") is None
    assert "who" in values
    assert "absent" not in values


def test_every_question_is_asked_under_its_name() -> None:
    choices = [kit.Choice("a", "A"), kit.Choice("b", "B", "The other")]

    view = kit.modal(
        "Form",
        "form",
        [
            kit.text_input("1", "text", max_length=80),
            kit.email("2", "email"),
            kit.number("3", "number", least=1, most=9, initial="4"),
            kit.select("4", "select", choices, initial="b", dispatch=True),
            kit.external_select("5", "typeahead", action_id="customer", least_typed=1),
            kit.users_select("6", "user", initial="U1"),
            kit.multi_users("7", "users", initial=["U1"], most=5),
            kit.channel_select("8", "channel"),
            kit.date_input("9", "date", initial=date(2025, 3, 3)),
            kit.time_input("10", "time", zone="Europe/Oslo", initial=time(9)),
            kit.radios("11", "radios", choices, initial="a"),
            kit.checkboxes("12", "boxes", choices, initial=["b"]),
        ],
        submit="Save",
        close="Not now",
        metadata={"id": 7},
        tell_when_closed=True,
    ).payload

    elements = {block["block_id"]: block["element"] for block in view["blocks"]}
    assert elements["typeahead"]["action_id"] == "customer"
    assert elements["typeahead"]["min_query_length"] == 1
    assert elements["select"]["initial_option"]["value"] == "b"
    assert elements["radios"]["initial_option"]["value"] == "a"
    assert elements["boxes"]["initial_options"][0]["value"] == "b"
    assert elements["channel"]["filter"]["exclude_external_shared_channels"] is True
    assert elements["date"]["initial_date"] == "2025-03-03"
    assert elements["time"]["initial_time"] == "09:00"
    assert view["private_metadata"] == '{"id":7}'
    assert view["notify_on_close"] is True


def test_home_holds_a_hundred_blocks() -> None:
    assert len(kit.home(*[kit.divider()] * 100).payload["blocks"]) == 100


def test_menus_act_as_soon_as_something_is_chosen() -> None:
    said = kit.message(
        kit.actions(
            kit.menu("sort", [kit.Choice("a", "A")], "Sort by", initial="a"),
            kit.people_menu("who", "Somebody else"),
            kit.channel_menu("where", "A channel", initial="C1"),
            kit.link_button("Read", "https://example.com", "read"),
        )
    )

    assert [element["action_id"] for element in said.blocks[0]["elements"]] == ["sort", "who", "where", "read"]


def test_files_that_were_put_into_a_form_are_named() -> None:
    """Slack has them; the form says what they are."""
    state = {"values": {"files": {"files": {"files": [{"id": "F1", "name": "a.pdf", "mimetype": "application/pdf", "size": 9}]}}}}

    assert kit.Values(state).files("files") == (kit.GivenFile("F1", "a.pdf", "application/pdf", 9),)
    assert kit.Values().files("files") == ()
