"""Whatever people type, it calls nobody, fakes no link and breaks no layout: in any message or view that the bot can make."""

from __future__ import annotations

import dataclasses
import enum
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import journey
from bot.demo.gallery import samples
from bot.demo.gallery.sample import Sample
from bot.sandbox.blockkit.check import check_message, check_view
from bot.slack.kit import escape, link, shorten

HOSTILE = (
    "<!channel> <!here|x> <@UEVIL99> <@WEVIL99|Grace> <!subteam^SEVIL99|@all> <https://evil.example|https://bank.example>",
    "@channel @here @everyone @Channel &lt;!channel&gt; &amp;lt;!here&amp;gt; </mrkdwn>\"}],\"x\":[{\" x|y|z>",
    "```\nall of this is code",
    ">>> all of this is quoted\n>and this\n*a _b ~c `d\tb\r\nc\u2028d\u2029e",
    "<" * 140,
    "🙂" * 70,
    "ﷺ" * 140,
)
"""Mentions and links in all spellings; markup that goes on; and names as long as they may be, that grow when they are escaped."""
LIVE = re.compile(r"<(!(?!date\^)|@[UW]EVIL|!?subteam|https?://evil)", re.IGNORECASE)
"""What Slack would act upon."""
CALLS = re.compile(r"@(here|channel|everyone|group)\b", re.IGNORECASE)
QUOTED = re.compile(r"^[ \t]*&gt;", re.MULTILINE)
CODE = re.compile(r"[A-Z][A-Z0-9_]+|[a-z0-9]+(?:[-_.:/][A-Za-z0-9]+)*|[A-Za-z]+/[A-Za-z_/]+|[\d.:-]+|https?://\S+|\S+@\S+|[a-z]{2}-[A-Z]{2}")
"""Ids, codes, zones, times and addresses: not what somebody typed, or looked at before it is taken."""
OURS = {
    "BriefLine": ("text", "buttons"),
    "BriefView": ("next_ones",),
    "CardFacts": ("lines",),
    "Details": ("more", "said"),
    "Duty": ("line",),
    "HomeView": ("again", "duties", "heard", "troubled"),
    "Inbox": ("now",),
    "Message": ("text",),
    "Reason": ("worth",),
    "Remark": ("why",),
    "Upcoming": ("line",),
}
"""What is handed over as mrkdwn: made by other functions of the stages out of escaped words, or written by us."""
ALL = [sample for sample in samples() if sample.function.__name__ != "cases_modal"]
"""All but one that is handed a paragraph of ours; what makes it is among them."""


def named(sample: Sample) -> str:
    return sample.name


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.slow
def test_hostile_words_in_any_place_of_any_sample(words: str) -> None:
    """Each word that a sample shows is replaced; what is made of it is still what Slack takes, and quiet."""
    wrong = [trouble for sample in ALL for trouble in _troubles(sample, words)]

    assert not wrong, f"{len(wrong)}:\n" + "\n".join(wrong[:40])


def test_the_words_do_stand_in_most_samples() -> None:
    """The test above tries something: names and notes are found in the samples, and replaced."""
    shown = Counter("TYPED HERE" in str(_payload(one, "TYPED HERE")) for one in ALL if one.function.__name__ != "kinds_view")

    assert shown[True] > 250, shown


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet="<>@!#|&;`*_~ \n\t^cheralnU1:/.", max_size=60), st.integers(0, 10_000))
def test_any_mixture_of_what_slack_reads_as_more_than_text(words: str, at: int) -> None:
    sample = ALL[at % len(ALL)]

    assert not list(_troubles(sample, words))


@given(st.text(), st.text(max_size=40))
def test_a_link_says_where_it_leads_or_something_that_is_no_address(text: str, more: str) -> None:
    for said in (text, f"https://bank.example/{more}", f"{text} www.bank.example"):
        made = link("https://evil.example/|<x>", said)

        assert re.fullmatch(r"<https://evil\.example/[^<>|]*\|[^<>|]*>", made, re.DOTALL)
        assert "bank.example" not in made


@given(st.text(), st.integers(10, 60))
def test_what_is_shortened_leaves_no_code_open(text: str, limit: int) -> None:
    shown = shorten(f"Say it so:\n```{escape(text)}```", limit)

    assert len(shown) <= limit
    assert shown.count("```") % 2 == 0


@given(st.text())
def test_what_is_escaped_reads_as_it_was_typed(text: str) -> None:
    shown = escape(text).replace("\u2060", "").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")

    assert shown == text.replace("\u2060", "")


def _troubles(sample: Sample, words: str) -> Iterator[str]:
    try:
        payload = _payload(sample, words)
    except ValueError as error:
        if "twice" not in str(error):  # two names alike in one form: the same words stand in every place here
            yield f"{sample.name}: {error!r} for {words[:30]!r}"
        return
    except Exception as error:  # noqa: BLE001 - whatever it is, this sample cannot show these words
        yield f"{sample.name}: {error!r} for {words[:30]!r}"
        return
    faults = check_view(payload) if "type" in payload else check_message(payload["blocks"])
    yield from (f"{sample.name}: {fault} for {words[:30]!r}" for fault in faults if "unique" not in fault)
    for text in _read(payload):
        if sample.surface == "modal":  # it shows whom a message mentions, and tells nobody
            text = re.sub(r"<@\w+>", "", text)
        if LIVE.search(text) or CALLS.search(text) or text.count("```") % 2 or QUOTED.search(text):
            yield f"{sample.name}: {text[:160]!r}"


def _payload(sample: Sample, words: str) -> dict[str, Any]:
    arguments = tuple(_with(one, words) for one in sample.arguments)
    options = {name: _with(one, words) for name, one in sample.options.items()}
    return dataclasses.replace(sample, arguments=arguments, options=options).payload()


def _with(part: Any, words: str) -> Any:
    """The same with other words wherever somebody's words stand in it."""
    if isinstance(part, enum.Enum) or part is journey.COMMANDS:
        return part
    if isinstance(part, str):
        return part if not part or CODE.fullmatch(part) else words
    if dataclasses.is_dataclass(part) and not isinstance(part, type):
        fields = {one.name for one in dataclasses.fields(part) if one.init} - set(OURS.get(type(part).__name__, ()))
        new = {name: _with(getattr(part, name), words) for name in fields}
        return dataclasses.replace(part, **new)
    if isinstance(part, Mapping):
        return {name: _with(one, words) for name, one in part.items()}
    if isinstance(part, tuple | list):
        return type(part)(_with(one, words) for one in part) if type(part) in (tuple, list) else part
    return part


def _read(part: Any) -> Iterator[str]:
    """All that Slack reads as mrkdwn."""
    if isinstance(part, list):
        for one in part:
            yield from _read(one)
    elif isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield part["text"]
        if isinstance(part.get("text"), str) and part.get("type") not in ("plain_text", "mrkdwn", "raw_text", "text"):
            yield part["text"]
        for one in part.values():
            yield from _read(one)
