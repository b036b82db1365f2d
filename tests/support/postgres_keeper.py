"""Runs one PostgreSQL for as long as somebody holds this program's standard input open.

A process of its own, so that the server ends and its files go even when the tests are killed. Started as
`python postgres_keeper.py BINARIES DIRECTORY SYSTEM_USER HOST PORT`; HOST is a folder for a socket, or an
address. It says "ready" when the server takes connections, and whatever the server said if it does not.
Told "pause" it stops the server, told "resume" it starts it again, and says "done".
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# For data that nobody will miss: nothing waits for a disk, and nothing works in the background.
SETTINGS = {
    "autovacuum": "off",
    "checkpoint_timeout": "1h",
    "fsync": "off",
    "full_page_writes": "off",
    "jit": "off",
    "max_connections": "200",
    "max_wal_senders": "0",
    "max_wal_size": "2GB",
    "shared_buffers": "64MB",
    "synchronous_commit": "off",
    "wal_level": "minimal",
}


def main() -> None:
    binaries, directory, system_user, host, port = sys.argv[1:]
    data, log = Path(directory, "data"), Path(directory, "log")
    postgres = Postgres(Path(binaries), data, log, system_user)
    try:
        postgres.start(host, port)
        say("ready\n")
        for told in sys.stdin:
            if told == "pause\n":
                postgres.stop("fast")
            else:
                postgres.resume()
            say("done\n")
    except subprocess.CalledProcessError:
        say(log.read_text(errors="replace"))
    finally:
        postgres.stop()
        shutil.rmtree(directory, ignore_errors=True)


def say(what: str) -> None:
    sys.stdout.write(what)
    sys.stdout.flush()


class Postgres:
    """The wheel's own programs, run as a system user who may run them."""

    def __init__(self, binaries: Path, data: Path, log: Path, system_user: str) -> None:
        self.binaries, self.data, self.log, self.system_user = binaries, data, log, system_user

    def start(self, host: str, port: str) -> None:
        plain = ("--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        self.run("initdb", "-D", self.data, *plain)
        with (self.data / "postgresql.conf").open("a") as configuration:
            configuration.writelines(f"{name} = '{value}'\n" for name, value in SETTINGS.items())
            configuration.write(f"port = {port}\n")
            on_socket = os.path.isabs(host)
            configuration.write(f"listen_addresses = '{'' if on_socket else host}'\n")
            configuration.write(f"unix_socket_directories = '{host if on_socket else ''}'\n")
        self.resume()

    def resume(self) -> None:
        self.run("pg_ctl", "-D", self.data, "-l", self.data / "server.log", "-w", "start")

    def stop(self, how: str = "immediate") -> None:
        if (self.data / "postmaster.pid").exists():
            self.run("pg_ctl", "-D", self.data, "-m", how, "-w", "stop")

    def run(self, program: str, *arguments: object) -> None:
        with self.log.open("ab") as log:
            subprocess.run(
                [str(self.binaries / program), *map(str, arguments)],
                check=True,
                cwd=self.data.parent,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                user=self.system_user or None,
                extra_groups=[] if self.system_user else None,
            )


if __name__ == "__main__":
    main()
