"""The two databases: SQLite with one writer thread, PostgreSQL through asyncpg. Both run one unit in one transaction."""

from __future__ import annotations

import asyncio
import contextvars
import queue
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar
from weakref import WeakValueDictionary

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import Session

from bot.store.memory import ALONE, AMONG_OTHERS, Memory
from bot.store.types import lock_words
from bot.store.within import ENTER

T = TypeVar("T")
Work = Callable[[Session], T]

CONNECTIONS = 16
"""Of each process: more do not make it faster, and five such processes fit into the hundred that PostgreSQL allows."""
GROUP = 64
"""The most units that share one commit on SQLite."""


class InUse(Exception):
    """The SQLite file belongs to another process that runs; the text says so to whoever started this one."""


class Busy(Exception):
    """Somebody reads the SQLite file, so its log cannot be emptied now."""


class NoRoom(Exception):
    """The SQLite file could not take what was written."""


class Database(Protocol):
    """Runs pieces of work, each in one transaction: committed when it returns, undone when it raises."""

    name: str
    memory: Memory

    async def run(self, work: Work[T], turn: str | None = None) -> T:
        """Pieces of work with the same `turn`, a workspace, run one after another, in whichever process they are.

        PostgreSQL shows them that workspace's rows alone.
        """
        ...

    async def scrub(self) -> None:
        """Let nothing that was deleted lie about in the database's own files, as far as that is in our hands."""
        ...

    async def close(self) -> None: ...


def open_database(url: str, *, words_keys: Sequence[str] = ()) -> Database:
    """The database behind `url`: `sqlite:///path` or `postgresql://…`."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return SqliteDatabase(parsed, words_keys)
    return PostgresDatabase(parsed, words_keys)


class PostgresDatabase:
    """PostgreSQL: many processes, many transactions at once."""

    name = "postgresql"

    def __init__(self, url: URL, words_keys: Sequence[str]) -> None:
        self.engine = create_async_engine(
            url.set(drivername="postgresql+asyncpg"),
            hide_parameters=True,
            pool_size=CONNECTIONS,
            max_overflow=0,
            pool_pre_ping=False,
        )
        lock_words(self.engine.dialect, words_keys)
        event.listen(self.engine.sync_engine, "checkout", _pass_over_the_closed)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self.memory = Memory(AMONG_OTHERS)

    async def run(self, work: Work[T], turn: str | None = None) -> T:
        if turn is None:
            return await self._run(work)
        async with self._turns.setdefault(turn, asyncio.Lock()):  # whoever waits here needs no connection meanwhile
            return await self._run(work, turn)

    async def _run(self, work: Work[T], turn: str | None = None) -> T:
        async with AsyncSession(self.engine, expire_on_commit=False) as session, session.begin():
            if turn is not None:
                await session.execute(ENTER, {"workspace": turn})
            return await session.run_sync(work)

    async def scrub(self) -> None:
        """Nothing here: PostgreSQL clears up by itself, and its log and backups age out (docs/forgetting.md)."""

    async def close(self) -> None:
        await self.engine.dispose()


def _pass_over_the_closed(adapted: Any, _record: Any, _proxy: Any) -> None:
    """A connection that the server has closed (it was restarted, say) is not handed out. Costs no round trip."""
    if adapted.driver_connection.is_closed():
        raise InvalidatePoolError


class SqliteDatabase:
    """SQLite: one thread writes. Units that wait at the same time share a commit, each behind a savepoint of its own."""

    name = "sqlite"

    def __init__(self, url: URL, words_keys: Sequence[str]) -> None:
        self._lock = _hold(url)
        self.engine = _sqlite_engine(url)
        lock_words(self.engine.dialect, words_keys)
        self.memory = Memory(ALONE)
        self._waiting: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="sqlite-writer", daemon=True)
        self._thread.start()

    async def run(self, work: Work[T], turn: str | None = None) -> T:  # noqa: ARG002 - one thread: all is in turn
        loop = asyncio.get_running_loop()
        answer: T = await self._wait(_Job(work, loop, loop.create_future()))
        return answer

    async def scrub(self) -> None:
        """Empty the write-ahead log, which holds what the database's pages said before (`secure_delete` sees to these).

        Raises Busy while another process reads the file.
        """
        loop = asyncio.get_running_loop()
        await self._wait(_Scrub(_nothing, loop, loop.create_future()))

    async def _wait(self, job: _Job) -> Any:
        self._waiting.put(job)
        return await job.answer

    async def close(self) -> None:
        self._waiting.put(None)
        await asyncio.to_thread(self._thread.join)
        self.engine.dispose()
        self._lock.release()

    def _serve(self) -> None:
        with self.engine.connect() as connection:
            while (group := self._next_group()) is not None:
                if isinstance(group[0], _Scrub):
                    group[0].empty_log(connection)
                else:
                    self._run_group(connection, group)

    def _next_group(self) -> list[_Job] | None:
        first = self._waiting.get()
        if first is None:
            return None
        group = [first]
        while len(group) < GROUP and not self._waiting.empty() and not isinstance(first, _Scrub):
            job = self._waiting.get()
            if job is None or isinstance(job, _Scrub):
                self._waiting.put(job)
                break
            group.append(job)
        return group

    def _run_group(self, connection: Connection, group: list[_Job]) -> None:
        """All in one commit; where that cannot be (there is no room, say), each in one of its own."""
        error = _commit_together(connection, group)
        if error is not None and len(group) > 1:
            for job in group:
                job.fail(_commit_together(connection, [job]))
        elif error is not None:
            group[0].fail(error)
        for job in group:
            job.tell()


class _Job:
    """One piece of work on its way through the writer thread, and back to the loop that asked."""

    def __init__(self, work: Work[Any], loop: asyncio.AbstractEventLoop, answer: asyncio.Future[Any]) -> None:
        self.work, self.loop, self.answer = work, loop, answer
        self.context = contextvars.copy_context()
        """Of whoever asked: what is written in this thread is in their reader's language."""
        self.result: Any = None
        self.error: BaseException | None = None

    def run(self, connection: Connection) -> None:
        self.result = self.error = None
        with Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as session:
            try:
                self.result = self.context.run(self.work, session)
                session.commit()
            except Exception as error:  # noqa: BLE001 - it is handed to whoever asked; the others of the group go on
                self.error = error
                session.rollback()

    def fail(self, error: BaseException | None) -> None:
        self.error = self.error or error

    def tell(self) -> None:
        try:
            self.loop.call_soon_threadsafe(self._settle)
        except RuntimeError:
            return  # the loop that asked has been closed: nobody waits any more

    def _settle(self) -> None:
        if self.answer.done():
            return
        if self.error is not None:
            self.answer.set_exception(self.error)
        else:
            self.answer.set_result(self.result)


class _Scrub(_Job):
    """The log is emptied: by itself, since that cannot be done inside a transaction."""

    def empty_log(self, connection: Connection) -> None:
        try:
            raw = connection.connection.dbapi_connection
            busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] if raw is not None else 0
            self.error = Busy("another process reads the database file") if busy else None
        except Exception as error:  # noqa: BLE001 - whoever waits hears it, and the thread lives on
            self.error = error
        self.tell()


def _nothing(_session: Session) -> None:
    """What a scrub does inside a transaction."""


def _commit_together(connection: Connection, group: list[_Job]) -> BaseException | None:
    """Run some work and commit it; why nothing of it was committed, if so.

    Without room on the disk SQLite may undo the whole transaction by itself in the middle of it
    (sqlite.org/lang_transaction.html, "Response To Errors"), and what came next would be in none.
    """
    try:
        with connection.begin():
            for job in group:
                job.run(connection)
                if not _in_transaction(connection):
                    raise NoRoom("SQLite has undone what was not committed yet") from job.error
    except Exception as error:  # noqa: BLE001 - whatever it was, each waiting unit hears it, and the thread lives on
        return error
    return None


def _in_transaction(connection: Connection) -> bool:
    raw = connection.connection.dbapi_connection
    return raw is not None and bool(raw.in_transaction)


def _hold(url: URL) -> FileLock:
    """One process at a time works on a file; the operating system frees the lock of one that died."""
    file = Path(url.database or "porchlight.sqlite3")
    file.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(f"{file}.lock", thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise InUse(f"Another process works on {file} already. Stop it first, or use PostgreSQL for many.") from None
    return lock


def _sqlite_engine(url: URL) -> Engine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url.set(drivername="sqlite+pysqlite"), hide_parameters=True, connect_args={"check_same_thread": False}
    )

    @event.listens_for(engine, "connect")
    def _set_up(raw: Any, _record: Any) -> None:
        raw.isolation_level = None  # we say BEGIN ourselves: the driver's own timing breaks savepoints
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            "busy_timeout=5000",
        ):
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
