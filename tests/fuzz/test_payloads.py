"""Whatever comes in, in whatever shape: never a 500, never a traceback to a person, and nothing is half done.

A few hundred examples each by default, always the same ones; `FUZZ=full` tries many thousands, others at each run.
`pytest -s` prints what came of them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox.delivery import signed
from tests.fuzz.changes import changed
from tests.fuzz.payloads import all_of, covered
from tests.fuzz.target import Came, Target, opened
from tests.support.sqlite import SqliteTemplate

FULL = os.environ.get("FUZZ") == "full"
CHAPTERS = 99 if FULL else 3
"""Of the story: all, or those until an interview is held."""
TELLING = ("Traceback", 'File "', "Error(", "KeyError", "sqlalchemy", "Unreadable", "NoneType")
"""What only a program would say."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(7200 if FULL else 240)]


def often(few: int, many: int) -> settings:
    """So many examples: the same few each time, or many others."""
    return settings(
        max_examples=many if FULL else few,
        derandomize=not FULL,
        database=None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )


@pytest.fixture(scope="module")
def target(sqlite_template: SqliteTemplate, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    folder: Path = tmp_path_factory.mktemp("fuzz")
    with opened(sqlite_template.fresh(folder), CHAPTERS) as there:
        yield there


@pytest.fixture(scope="module")
def payloads(target: Target) -> list[Any]:
    return all_of(target.world, target.heard, most=99 if FULL else 1)


def test_every_name_that_is_answered_to_is_among_them(target: Target, payloads: list[Any]) -> None:
    counts = covered(target.world.bot.door, payloads)

    _tell(f"{len(payloads)} payloads; names of each kind: {counts}")
    assert all(names == there for names, there in counts.values())


def test_what_is_old_or_of_another_make_is_answered_and_never_goes_wrong(target: Target, payloads: list[Any]) -> None:
    """Each gesture of the story once more, long after; and each button and form of the gallery, about nothing that is here."""
    wrong = []
    for payload in payloads:
        came = target.send(payload)
        _look(came)
        if came.failed or came.status != 200:
            wrong.append(f"{_short(payload)}: {came.status} {came.errors}")
    target.rest()

    _count(target)
    assert not wrong, "\n".join(wrong)
    assert not [word for word in TELLING if word in target.said()]


def test_whatever_is_changed_in_a_payload_it_is_taken_or_refused_as_a_whole(target: Target, payloads: list[Any]) -> None:
    @often(250, 40_000)
    @given(st.data())
    def try_one(data: st.DataObject) -> None:
        payload = data.draw(st.sampled_from(payloads))
        came = target.send(data.draw(changed(payload, payloads)))
        _look(came)
        assert not (came.failed and came.changed), came.errors

    try_one()
    target.rest()

    _count(target)
    assert not [word for word in TELLING if word in target.said()]


def test_whatever_bytes_come_signed_or_not_they_get_an_answer(target: Target, payloads: list[Any]) -> None:
    """Cut off, mixed up, under any content type: taken, or refused as unauthorised or unreadable."""
    secret = target.world.app.signing_secret
    bodies = [urlencode({"payload": json.dumps(one)}) for one in payloads[:50]] + [json.dumps(one) for one in payloads[:50]]
    kinds = ("application/json", "application/x-www-form-urlencoded", "text/plain", "", "application/json; charset=x")

    @often(300, 20_000)
    @given(st.sampled_from(bodies), st.integers(0, 400), st.text(max_size=20), st.sampled_from(kinds), st.booleans())
    def try_one(body: str, at: int, noise: str, kind: str, is_signed: bool) -> None:
        sent = (body[:at] + noise + body[at + len(noise) :]).encode(errors="replace").decode()
        headers = signed(secret if is_signed else "another", sent.encode()) | {"content-type": kind}
        status = target.post(sent, headers)

        assert status in ({200, 400} if is_signed else {401, 400})

    try_one()


def _look(came: Came) -> None:
    assert came.status in (200, 400), came
    assert not [word for word in TELLING if word in came.body], came.body


def _short(payload: Any) -> str:
    action = (payload.get("actions") or [{}])[0]
    named = action.get("action_id") or payload.get("callback_id") or (payload.get("view") or {}).get("callback_id")
    return f"{payload.get('type') or payload.get('command')} {named or payload.get('text') or payload.get('event')}"


def _count(target: Target) -> None:
    _tell(str(dict(target.counts)), *(f"{many} x {stumble}" for stumble, many in target.stumbles.most_common()))
    target.counts.clear()
    target.stumbles.clear()


def _tell(*lines: str) -> None:
    print("", *lines, sep="\n")  # noqa: T201 - what came of it all is what `pytest -s` is asked for
