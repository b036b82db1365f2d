"""A folder is taken along as a zip: a page to read, the data, and the files, as far as one may see them."""

from __future__ import annotations

import asyncio
import io
import json
import os
import stat
import sys
import zipfile
from asyncio.subprocess import PIPE, STDOUT
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from bot.customers.models import Customer, KeptFile
from bot.customers.values import FileState, TouchKind
from bot.departures.models import Departure
from bot.folder.rules import fitting, paths_in_zip, zip_name
from bot.folder.service.exporting import draw_export, take_along
from bot.folder.service.writing import write_note, write_touch
from bot.folder.values import TouchForm
from bot.work.models import Delivery, Sending
from bot.work.unit import Unit
from bot.workspace.models import AuditEntry
from tests.folder.hands import choose_channel, log, opens, settle, shown
from tests.folder.test_opening import customer_of
from tests.support.world import World

COMES = "comes to your messages with me"


async def lost_with_a_file(world: World) -> str:
    await choose_channel(world)
    await log(world, "maya", "Acme & <Sons>", owner="maya", note="Too dear, <script>alert(1)</script> they said.")
    customer = await customer_of(world, "Acme & <Sons>")

    def keep(unit: Unit) -> None:
        known = unit.need(Customer, customer)
        known.value, known.currency = Decimal("48000.50"), "USD"
        file = KeptFile(customer=customer, by=world.id_of("maya"), at=unit.now, name="../Letter.txt", kind="text/plain")
        file.size, file.slack_file, file.state, file.data = 4, "F1", FileState.kept, b"Dear"
        unit.add(file)

    await world.bot.deps.unit(world.team, keep)
    yesterday = world.clock.now().date() - timedelta(days=1)
    touch = TouchForm(TouchKind.email, None, yesterday, "Paula", "Ünïcode 🙂")
    await world.bot.deps.unit(world.team, write_touch, world.id_of("maya"), customer, touch)
    return customer


def zips(world: World, handle: str) -> list[zipfile.ZipFile]:
    """The zips that stand in somebody's messages with the bot."""
    files = world.workspace.files
    sent = [files[one] for message in world.person(handle).dm for one in message.files]
    return [zipfile.ZipFile(io.BytesIO(one.data)) for one in sent if one.name.endswith(".zip")]


@pytest.mark.slow
async def test_the_zip_holds_a_page_the_data_and_the_files(world: World) -> None:
    customer = await lost_with_a_file(world)
    maya = world.person("maya")
    await opens(world, "maya", "Acme & Sons")

    await maya.presses("Export")
    assert COMES in shown(maya)
    await settle(world)

    [sent] = zips(world, "maya")
    assert sorted(sent.namelist()) == ["data.json", "files/001 Letter.txt", "folder.html"]
    assert sent.read("files/001 Letter.txt") == b"Dear"
    page = sent.read("folder.html").decode()
    assert "<h1>Acme &amp; &lt;Sons&gt;</h1>" in page
    assert "<script>" not in page
    assert "href='files/001 Letter.txt'" in page
    assert "$48,000.50" in page
    data = json.loads(sent.read("data.json"))
    assert data["customer"]["id"] == customer
    assert data["customer"]["worth_a_year"] == {"amount": "48000.5", "currency": "USD"}
    [email] = [one for one in data["entries"] if one["kind"] == "touch.email"]
    assert (email["words"], email["by"]["id"], email["at"][-6:]) == ("Ünïcode 🙂", maya.user_id, "+00:00")
    assert [one["path"] for one in data["files"]] == ["files/001 Letter.txt"]
    assert world.person("maya").newest("The folder of").text.startswith("The folder of *Acme &amp; &lt;Sons&gt;*")


async def test_what_one_may_not_see_is_not_in_it(world: World) -> None:
    """Whoever has no access takes nothing along, also when they lose it before the zip is made."""
    customer = await lost_with_a_file(world)
    theo = world.person("theo")
    assert await world.bot.deps.unit(world.team, take_along, world.id_of("noor"), customer) is None
    await opens(world, "theo", "Acme & Sons")

    def keep_it_between_a_few(unit: Unit) -> None:
        for one in unit.all(select(Departure)):
            one.quiet = True

    await world.bot.deps.unit(world.team, keep_it_between_a_few)
    await theo.presses("Export")
    await settle(world)

    assert COMES not in shown(theo)
    assert zips(world, "theo") == []
    subject = f"{customer}:{theo.user_id}"
    assert await world.bot.deps.unit(world.team, draw_export, subject) is None
    assert await world.bot.deps.unit(world.team, draw_export, f"{customer}:{world.id_of('maya')}") is not None


async def test_access_that_ends_before_the_zip_is_sent_sends_nothing(world: World) -> None:
    customer = await lost_with_a_file(world)
    theo = world.id_of("theo")

    def take_and_lose(unit: Unit) -> None:
        assert take_along(unit, theo, customer)
        for one in unit.all(select(Departure)):
            one.quiet = True

    await world.bot.deps.unit(world.team, take_and_lose)
    await settle(world)

    def states(unit: Unit) -> list[Sending]:
        return list(unit.all(select(Delivery.state).where(Delivery.key.startswith("folder.export:"))))

    assert zips(world, "theo") == []
    assert await world.bot.deps.unit(world.team, states) == [Sending.ended]


@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "500_after", "429"])
@pytest.mark.parametrize("step", ["upload", "files.completeUploadExternal"])
@pytest.mark.slow
async def test_whatever_goes_wrong_on_the_way_exactly_one_zip_arrives(world: World, step: str, kind: str) -> None:
    """It is made anew for each try, and what Slack has is asked before it is sent again."""
    customer = await lost_with_a_file(world)
    world.workspace.faults.add(method=step, kind=kind, times=1, retry_after=30)

    await world.bot.deps.unit(world.team, take_along, world.id_of("maya"), customer)
    await world.clock.advance(minutes=10)

    [sent] = zips(world, "maya")
    assert sent.testzip() is None


async def test_a_workspace_that_takes_no_files_is_told_so(world: World) -> None:
    customer = await lost_with_a_file(world)
    world.workspace.faults.add(method="files.getUploadURLExternal", kind="missing_scope", times=9)

    await world.bot.deps.unit(world.team, take_along, world.id_of("maya"), customer)
    await settle(world)

    assert zips(world, "maya") == []
    await world.person("maya").sees("this workspace takes no files from me")


async def test_nothing_of_the_folder_is_kept_for_the_sending_and_the_record_has_no_words(world: World) -> None:
    customer = await lost_with_a_file(world)
    await world.bot.deps.unit(world.team, write_note, world.id_of("maya"), customer, "A secret word")
    await world.bot.deps.unit(world.team, take_along, world.id_of("maya"), customer)
    await settle(world)

    def kept(unit: Unit) -> str:
        content = unit.all(select(Delivery.content).where(Delivery.key.startswith("folder.export:")))
        audit = [(one.did, one.what) for one in unit.all(select(AuditEntry))]
        return f"{list(content)} {audit}"

    told = await world.bot.deps.unit(world.team, kept)
    assert "secret" not in told
    assert f"('folder.exported', '{customer}')" in told
    [sent] = zips(world, "maya")
    assert "A secret word" in sent.read("data.json").decode()


def test_names_in_the_zip_are_safe_and_differ() -> None:
    assert paths_in_zip(["../../etc/passwd", "Letter.pdf", "Letter.pdf", "…", "C:\\a\nb.txt"]) == [
        "files/001 etc_passwd",
        "files/002 Letter.pdf",
        "files/003 Letter.pdf",
        "files/004 file",
        "files/005 C__a b.txt",
    ]


def test_a_name_that_is_cut_short_keeps_its_ending() -> None:
    [path] = paths_in_zip([f"{'a' * 200}.pdf"])

    assert path.endswith("aaa.pdf")
    assert len(path) < 120


def test_the_zip_is_named_after_the_customer() -> None:
    assert zip_name("Acme / Sons: <Ltd>", date(2026, 3, 2)) == "Acme _ Sons_ _Ltd 2026-03-02.zip"
    assert zip_name("///", date(2026, 3, 2)) == "folder 2026-03-02.zip"


def test_files_go_in_while_there_is_room() -> None:
    assert fitting([4, 5, 3, 1], 8) == [True, False, True, True]


@pytest.mark.slow
async def test_whoever_runs_the_bot_writes_a_folder_to_their_disk(
    world: World, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """While the bot itself does not run: on SQLite one process has the database. The folder is made; nobody else reads the zip."""
    folder = tmp_path_factory.mktemp("taken") / "not" / "there"
    await lost_with_a_file(world)
    await customer_of(world, "Acme Bricks")
    await world.stop()

    async def run(name: str) -> tuple[int | None, str]:
        command = [sys.executable, "-m", "bot", "export", name, "--to", str(folder)]
        env = os.environ | {"DATABASE_URL": world.settings.database_url}
        process = await asyncio.create_subprocess_exec(*command, env=env, stdout=PIPE, stderr=STDOUT)
        told, _none = await process.communicate()
        return process.returncode, told.decode()

    code, told = await run("acme")
    written = await run("ACME & sons")
    await world.start()

    [name] = os.listdir(folder)
    assert code == 2
    assert "Acme Bricks" in told
    assert "Acme & <Sons>" in told
    assert written == (0, f"The folder is in {folder / name}.\n")
    assert "data.json" in zipfile.ZipFile(folder / name).namelist()
    assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
