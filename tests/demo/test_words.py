"""Each thing has one name for the people who read it, and a phone cuts off nothing that matters."""

import re
from pathlib import Path

from bot.demo.gallery import samples
from bot.demo.gallery.cast import CUSTOMER, NAMES
from bot.demo.plain import plain_words
from bot.insights.blocks.findings import finding_card, side_by_side_card
from bot.insights.values import SideBySide
from tests.demo import snapshots

TABLE = Path(__file__).parents[2] / "docs" / "words.md"
SHOWN_ON_A_PHONE = 150
LONG_NAME = 80
EMPTY_WORDS = ("please note", "successfully", "kindly", "in order to", "utilise", "oops", "awesome", "invalid")


def test_each_thing_has_one_name() -> None:
    """The words that docs/words.md gives up stand in no message and no form, nor do words that say nothing."""
    rows = [line.strip("| \n").split(" | ") for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    given_up = [word.strip() for row in rows[1:] for word in row[2].split(",")]
    assert len(given_up) > 30
    words = re.compile(rf"\b({'|'.join(map(re.escape, [*given_up, *EMPTY_WORDS]))})\b", re.IGNORECASE)

    found = [f"{file.stem}: {line.strip()}" for file in snapshots.FOLDER.glob("*.txt") for line in _read(file) if words.search(line)]

    assert not found, "\n".join(found)


def test_a_notification_holds_the_question_and_a_long_name() -> None:
    """What is asked first, and of whom, is not cut off; nor is the first sentence, unless it is a heading."""
    cut = []
    for sample in samples():
        text = plain_words(sample.payload()["text"], NAMES) if sample.surface == "message" else ""
        first, at = text.partition("\n")[0], text.find(CUSTOMER)
        if "?" in first and first.index("?") >= SHOWN_ON_A_PHONE:
            cut.append(f"{sample.name}: the question comes late: {first}")
        if CUSTOMER in first[:SHOWN_ON_A_PHONE] and at + LONG_NAME > SHOWN_ON_A_PHONE:
            cut.append(f"{sample.name}: a name of {LONG_NAME} letters is cut off: {first}")
        if len(first) > SHOWN_ON_A_PHONE and not re.search(r"[.?:;] ", first[:SHOWN_ON_A_PHONE]):
            cut.append(f"{sample.name}: no sentence ends in time: {first}")

    assert not cut, "\n".join(cut)


def test_a_notification_keeps_what_a_customer_said() -> None:
    """It lies open on a locked phone: no reason, no guess and no word of theirs stands in its beginning."""
    told = [sample for sample in samples() if sample.function in (side_by_side_card, finding_card)]
    assert len(told) > 10
    for sample in told:
        about, shown = sample.arguments[0], plain_words(sample.payload()["text"], NAMES)[:SHOWN_ON_A_PHONE]
        heard = about.heard if isinstance(about, SideBySide) else about
        thought = about.thought if isinstance(about, SideBySide) else None
        assert CUSTOMER in shown
        assert not [words for words in (thought, heard.reason, *heard.said.splitlines()) if words and words in shown], shown


def _read(file: Path) -> list[str]:
    """What people read: without the names of the samples."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith(("== ", "-- "))]
