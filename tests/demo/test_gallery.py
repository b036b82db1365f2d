"""The gallery holds everything that the bot says, and all of it may be posted."""

import ast
import difflib
import importlib
import inspect
import json
import pkgutil
import re
import typing
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote

import pytest
from typer.testing import CliRunner

import bot
from bot.__main__ import app
from bot.demo.gallery import entries, samples, sentences
from bot.demo.gallery.cast import NAMES
from bot.demo.gallery.sample import Sample
from bot.demo.plain import plain_words
from bot.sandbox.blockkit import check_message, check_view
from bot.sandbox.blockkit.check import too_large
from bot.sandbox.records import readable
from bot.slack import kit
from bot.slack.kit import Message, View
from bot.work.deps import Deps
from bot.work.unit import Unit
from tests.demo import snapshots

ALL = list(samples())
POINT_WITHIN = 150
IN_TURN = ("interviews", "departures", "fixes", "nudges")
MARKERS = ("_", "later", "plural", "later_plural")
"""The functions by which a sentence is put into its reader's language, or marked for it (`bot/words.py`)."""
SENTENCE_LIKE = re.compile(r"[A-Za-z]{2,}[,:;.]? [A-Za-z]{2,}|^[A-Z][a-z]{2,}")
NO_SENTENCES = re.compile(
    r"<|font:|Harbour Cafés|Rosa Marin|Lantern Bakery|\[name: text\]|\[what is new\]|its thread failed"
    r"|^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)$"
)
"""Markup of printed pages, names of customers that do not exist, what is typed over, a code, and parts of time zones."""
TEXT_LIMIT = 4000
JARGON = (
    "departures?", "obligations?", "deliver(y|ies)", "nudges?", "nudged", "cues?", "churn(ed)?", "cadence", "stages?", "touches",
    "touchpoints?", "prompts?", "outbox", "agenda", "lifetimes?", "opportunit(y|ies)", "win-?backs?", "intensive care",
    "consent", "interviewees?", "candidates?", "taxonomy", "null", "error", "invalid", "database",
    "payload", "modal", "boolean", "id", "utc", "webhook", "escalat(e|ed|ion)", "stakeholders?", "leads?", "pipeline",
)  # fmt: skip
JARS = re.compile(rf"!|\b({'|'.join(JARGON)})\b", re.IGNORECASE)
ON_TODAY = re.compile(r"\bon <!date\^\d+\^\{\w+_pretty\}")
PLAIN_AFTER_ALL = re.compile(r"no lost customer|(first|last) delivery|without any obligation|#departures", re.IGNORECASE)


Payloads = list[tuple[Sample, dict[str, Any]]]


@pytest.fixture(scope="module")
def payloads() -> Payloads:
    """Every message and view, as it is handed to Slack."""
    return [(sample, sample.payload()) for sample in ALL]


def test_every_message_and_view_has_a_sample() -> None:
    """A message that somebody adds is shown here too; this fails until it is."""
    shown = {_place(sample.function) for sample in ALL}

    missing = sorted(place for place in map(_place, makers()) if place not in shown)

    assert not missing, "Add samples in bot/demo/gallery for: " + ", ".join(missing)


@pytest.mark.slow
def test_every_sentence_is_seen_somewhere() -> None:
    """Each branch of a message has a sample: no sentence of any stage is left out."""
    texts = [text for entry in entries() for text in _texts(entry["payload"])]
    said = unquote("\n".join(dict.fromkeys([*texts, *_spoken_sentences()]))).casefold()

    unseen = [(where, forms) for where, forms in written() if not any(_is_said(one.casefold(), said) for one in forms)]

    assert not unseen, "No sample shows: " + "\n".join(f"{where}: {forms[0]}" for where, forms in unseen)


@pytest.mark.slow
def test_sentences_stand_where_one_looks_for_them() -> None:
    """Whoever puts a word right, or into another language, finds all in `blocks`; but for the kit, and names and reasons in data."""
    places = [module.__name__ for module in speaking() if not module.__name__.startswith("bot.slack.kit.")]

    assert [place for place in places if "blocks" not in place.split(".")] == ["bot.reasons.values", "bot.tact"]


def test_no_sentence_is_left_out_of_translation() -> None:
    """Whatever looks like words in `blocks` is marked for the reader's language."""
    left_out = []
    for module in modules():
        if "blocks" in module.__name__.split("."):
            tree = ast.parse(inspect.getsource(module))
            left_out += [f"{module.__name__}:{one.lineno}: {one.value}" for one in _constants(tree) if _is_left_out(str(one.value))]

    assert not left_out, "\n".join(left_out)


def test_names_are_unique() -> None:
    """Each message can be referred to."""
    names = Counter(sample.name for sample in ALL)

    assert [name for name, count in names.items() if count > 1] == []


def test_buttons_are_told_apart_by_ear() -> None:
    """Where several buttons read the same, each has a label that says of what it is; rows out of another message stay theirs."""
    alike = []
    for sample in ALL:
        rows = [block.get("elements", [block.get("accessory")]) for block in sample.payload()["blocks"]]
        read = [one for row in rows for one in row if one and one["type"] == "button" and "accessibility_label" not in one]
        names = Counter(one["text"]["text"] for one in read)
        alike += [(sample.name, name) for name, count in names.items() if count > 1]

    assert [one for one in alike if "with their own buttons" not in one[0]] == []


@pytest.mark.parametrize("card", ["request_card: accepted", "reminder_card", "outsider_card", "promise_", "fixes.", "nudge_card"])
def test_a_button_says_of_which_of_several_it_is(card: str) -> None:
    """Guides, reminders, promises, fixes and hellos may stand one below the other in somebody's messages."""
    nameless = []
    for sample in (one for one in ALL if card in one.name and one.stage in IN_TURN and one.surface == "message"):
        names = (sample.about, "New prices for boxes", "Every parcel is checked twice")
        rows = [block["elements"] for block in sample.payload()["blocks"] if block["type"] == "actions"]
        heard = [one.get("accessibility_label", one["text"]["text"]) for row in rows for one in row if one["type"] == "button"]
        nameless += [(sample.name, words) for words in heard if not any(name in words for name in names)]

    assert nameless == []


@pytest.mark.parametrize("room", ["insights", "winback"])
def test_menus_are_told_apart_by_ear(room: str) -> None:
    """A menu is called what stands in it before one has chosen; two of a message or view are not called the same."""
    alike = []
    for sample in (one for one in ALL if one.stage == room):
        rows = [block.get("elements", [block.get("accessory")]) for block in sample.payload()["blocks"]]
        names = Counter(one["placeholder"]["text"] for row in rows for one in row if one and "placeholder" in one)
        alike += [(sample.name, name) for name, count in names.items() if count > 1]

    assert alike == []


def test_days_are_written_as_people_read_them(payloads: Payloads) -> None:
    """Not as a computer keeps them, save where somebody is told how to write one, or a file is named after its day."""
    strange = []
    for sample, payload in payloads:
        words = re.sub(r"<!date.*?>|write it like \S+", "", " ".join(_texts(payload)))
        strange += [(sample.name, day) for day in re.findall(r"(?<![-\w])\d{4}-\d\d-\d\d(?!\.)", words)]

    assert strange == []


def test_no_two_questions_of_a_form_are_called_the_same() -> None:
    """Whoever hears a form one field at a time knows which of several alike it is."""
    alike = []
    for sample in ALL:
        asked = Counter(block["label"]["text"] for block in sample.payload()["blocks"] if block["type"] == "input")
        alike += [(sample.name, label) for label, count in asked.items() if count > 1]

    assert alike == []


def test_a_button_is_called_aloud_what_it_is_called() -> None:
    """Whoever says to the computer what they see reaches it, and whoever hears it finds it in the guide."""
    strange = []
    for sample in ALL:
        for button in (part for part in _parts(sample.payload()["blocks"]) if "accessibility_label" in part):
            both = button["text"]["text"], button["accessibility_label"]
            seen, heard = (" ".join(re.findall(r"\w+", words.lower())) for words in both)
            strange += [(sample.name, *both)] if seen not in heard else []

    assert strange == []


def test_slack_takes_it(payloads: Payloads) -> None:
    """The local workspace refuses what Slack refuses: wrong places, limits, ids that come twice."""
    refused = {sample.name: why for sample, payload in payloads if (why := _refused(payload))}

    assert refused == {}


def test_the_point_comes_first(payloads: Payloads) -> None:
    """A notification shows the beginning of the text, so that says what it is about; and the text is never too long."""
    texts = [(sample, payload["text"]) for sample, payload in payloads if "text" in payload]

    assert [one.name for one, text in texts if not text.strip() or len(text) > TEXT_LIMIT] == []
    assert [one.name for one, text in texts if one.about not in plain_words(text, NAMES)[:POINT_WITHIN]] == []


def test_a_view_says_what_it_is_about(payloads: Payloads) -> None:
    """The title or the text of a form names the customer, or what is chosen."""
    views = [one for one in payloads if "text" not in one[1]]

    assert [sample.name for sample, payload in views if sample.about not in "\n".join(_texts(payload))] == []


def test_words_are_plain_and_calm(payloads: Payloads) -> None:
    """People lose customers often enough; nobody shouts at them, or speaks like a program."""
    assert [(sample.name, why) for sample, payload in payloads for text in _texts(payload) if (why := _jars(text))] == []


def test_nothing_happens_on_today(payloads: Payloads) -> None:
    """Slack writes "today" for a pretty date, so none stands after "on"."""
    assert [sample.name for sample, payload in payloads if ON_TODAY.search("\n".join(_texts(payload)))] == []


def test_sentences_inside_are_plain_and_calm() -> None:
    """The same for what stands under questions, on cards and in lists."""
    spoken = _spoken_sentences()

    assert [(sentence, why) for sentence in spoken if (why := _jars(sentence))] == []
    assert [sentence for sentence in spoken if ON_TODAY.search(sentence)] == []


def test_wording_is_as_it_was() -> None:
    """Any change of any word shows here first; when it is meant, `make snapshots` keeps it."""
    kept = {file.stem: file.read_text(encoding="utf-8") for file in snapshots.FOLDER.glob("*.txt")}
    now = snapshots.wording()

    changes = [
        line
        for stage in sorted(kept.keys() | now.keys())
        for line in difflib.unified_diff(
            kept.get(stage, "").splitlines(),
            now.get(stage, "").splitlines(),
            f"{stage} as kept",
            f"{stage} now",
            lineterm="",
        )
    ]

    assert not changes, "Words have changed. If they are meant: make snapshots\n" + "\n".join(changes)


def test_the_command_prints_one_json_object_a_line() -> None:
    """Other tools can read the gallery."""
    printed = CliRunner().invoke(app, ["gallery"])

    lines = [json.loads(line) for line in printed.stdout.splitlines()]
    assert [line["name"] for line in lines] == [sample.name for sample in ALL]
    assert {line["surface"] for line in lines} == {"message", "modal", "home"}
    assert all(line["payload"]["blocks"] or line["payload"]["text"] for line in lines)


def makers() -> Iterator[Callable[..., Any]]:
    """Every public function, of any module, that makes a message or a view, by its type hints.

    What takes a unit or the parts of the bot draws from the state, by one of these; the kit is the alphabet.
    """
    for module in modules():
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if name.startswith("_") or function.__module__ != module.__name__ or name in kit.__all__:
                continue
            hints = typing.get_type_hints(function, localns={"Unit": Unit, "Deps": Deps})
            made, taken = hints.pop("return", None), hints.values()
            if (_mentions(made, Message) or _mentions(made, View)) and not {Unit, Deps} & set(taken):
                yield function


def speaking() -> Iterator[ModuleType]:
    """The modules in which something is written that people read: whatever is put into their language."""
    for module in modules():
        if next(_sentences(module), None) is not None:
            yield module


def modules() -> Iterator[ModuleType]:
    """All of the bot, but for its demo, the local workspace, the history of its tables and the command line."""
    for found in pkgutil.walk_packages(bot.__path__, "bot."):
        if found.name.split(".")[1] not in ("sandbox", "demo", "migrations", "commands", "__main__"):
            yield importlib.import_module(found.name)


def written() -> Iterator[tuple[str, list[str]]]:
    """Every sentence in these modules that is put into the reader's language (its singular and plural), and its place."""
    for module in modules():
        yield from _sentences(module)


def _sentences(module: ModuleType) -> Iterator[tuple[str, list[str]]]:
    for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text("utf-8"))):
        marker = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else None
        if isinstance(node, ast.Call) and marker in MARKERS:
            taken = node.args[:2] if "plural" in marker else node.args[:1]
            forms = [str(one.value) for one in taken if isinstance(one, ast.Constant)]
            if forms:
                yield f"{module.__name__}:{node.lineno}", forms


def _constants(tree: ast.Module) -> list[ast.Constant]:
    """All text in a module that is neither marked nor a docstring."""
    marked = [one for one in ast.walk(tree) if isinstance(one, ast.Call) and getattr(one.func, "id", None) in MARKERS]
    known = {id(part) for call in marked for part in ast.walk(call)}
    known |= {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    names = [one for one in tree.body if isinstance(one, ast.Assign) and getattr(one.targets[0], "id", None) == "__all__"]
    known |= {id(part) for one in names for part in ast.walk(one)}
    found = [one for one in ast.walk(tree) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return [one for one in found if id(one) not in known]


def _is_left_out(text: str) -> bool:
    return SENTENCE_LIKE.search(text) is not None and NO_SENTENCES.search(text) is None


def _place(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def _mentions(hint: Any, kind: type) -> bool:
    return hint is kind or any(_mentions(part, kind) for part in typing.get_args(hint))


def _is_said(sentence: str, said: str) -> bool:
    """Whether the sentence is there, with anything in its places; quotes of a block stand before each of its lines."""
    parts = [part for part in re.split(r"\{\w+\}", sentence) if part]
    if any(part not in said for part in parts if "\n" not in part):
        return False  # most that are not there are found out so, and a pattern takes a hundred times as long
    pattern = ".*?".join(re.escape(part).replace("\\\n", "\n(?:> )?") for part in parts)
    return (len(parts) == 1 and parts[0] in said) or re.search(pattern, said) is not None


def _texts(payload: dict[str, Any]) -> list[str]:
    """All that is read in a message or view: hints, labels read aloud and questions before a press included."""
    edges = [payload[edge]["text"] for edge in ("title", "submit", "close") if payload.get(edge)]
    aloud = [payload["text"]] if payload.get("text") else []
    return [*aloud, *edges, *readable(payload["blocks"]), *_aside(payload["blocks"])]


def _parts(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, list):
        for one in part:
            yield from _parts(one)
    elif isinstance(part, dict):
        yield part
        for one in part.values():
            yield from _parts(one)


def _aside(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for one in part:
            yield from _aside(one)
    elif isinstance(part, dict):
        if "accessibility_label" in part:
            yield part["accessibility_label"]
        if "initial_option" in part:
            yield part["initial_option"]["text"]["text"]
        if "deny" in part:
            yield from (part[said]["text"] for said in ("title", "text", "confirm", "deny"))
        for one in part.values():
            yield from _aside(one)


def _spoken_sentences() -> list[str]:
    return [line for words in sentences() for line in words.lines()]


def _refused(payload: dict[str, Any]) -> list[str]:
    """What Slack would say against it."""
    if "text" in payload:
        return check_message(payload["blocks"])
    return [*check_view(payload), *(["too large"] if too_large(payload) else [])]


def _jars(text: str) -> str | None:
    """The part of a text that is neither plain nor calm."""
    spoken = PLAIN_AFTER_ALL.sub("", plain_words(text, NAMES))
    found = JARS.search(re.sub(r"https?://\S+", "", spoken))
    return found and found[0]
