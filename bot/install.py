"""Sets up `.venv` in a fresh clone, from the locked versions: `python3 -m bot.install [--dev]`.

Runs before anything is installed, so it needs the standard library alone, and is written so that an old
Python still gets as far as the line that says it is too old.
"""

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.stamp"
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}


class InstallError(Exception):
    """What stands in the way, in words for the person at the keyboard."""


def main() -> int:
    """Install what is missing; return the exit status for the shell."""
    parser = argparse.ArgumentParser(prog="python -m bot.install", description="Set up .venv.")
    parser.add_argument("--dev", action="store_true", help="also install what the tests need")
    wanted = "dev" if parser.parse_args().dev else "run"
    if sys.version_info < OLDEST_PYTHON and newer_python():
        return subprocess.call([newer_python(), "-B", "-m", "bot.install", *sys.argv[1:]], cwd=str(ROOT))
    try:
        check_python()
        state = lock_state()
        if not is_installed(wanted, state):
            install(wanted, state)
    except InstallError as problem:
        print(f"porchlight: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nporchlight: stopped; the next run starts over.", file=sys.stderr)
        return 130
    return 0


def newer_python() -> str:
    """Answer the path of a Python that is new enough, for machines whose `python3` is not; else nothing."""
    for minor in range(14, OLDEST_PYTHON[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found and subprocess.call([found, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            return found
    return ""


def check_python() -> None:
    """Raise `InstallError` when this Python is too old or cannot create an environment."""
    if sys.version_info < OLDEST_PYTHON:
        raise InstallError(
            "needs Python 3.11 or newer, and {} is {}.{}. If there is a newer one, say so: "
            "make demo PYTHON=python3.12".format(sys.executable, *sys.version_info[:2])
        )
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise InstallError(
            "this Python cannot create a virtual environment, because venv or ensurepip is missing. "
            "On Debian and Ubuntu: apt install python3-venv"
        )


def lock_state() -> str:
    """Answer a digest of what an installation is made from: the locked versions and how the project is built."""
    import tomllib  # Only from Python 3.11 on, which check_python has made sure of.

    with (ROOT / "pyproject.toml").open("rb") as file:
        pyproject = tomllib.load(file)
    built_from = (pyproject["project"], pyproject["build-system"], pyproject["tool"]["setuptools"])
    digest = hashlib.sha256(repr(built_from).encode())
    for lock in LOCKS.values():
        digest.update((ROOT / lock).read_bytes())
    return digest.hexdigest()


def is_installed(wanted: str, state: str) -> bool:
    """Tell whether an earlier run finished with this same state; what the tests need includes the rest."""
    return is_usable() and read_stamp()[1:] in (["dev", state], [wanted, state])


def install(wanted: str, state: str) -> None:
    """Install the locked versions and the project into `.venv`, and stamp it as the very last step."""
    print("Setting up .venv, once; this takes a minute or two.", flush=True)
    usable = is_usable() or runs_inside_venv()
    STAMP.unlink(missing_ok=True)
    if not usable:
        run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    pip("--require-hashes", "--only-binary=:all:", "-r", LOCKS[wanted])
    pip("--no-deps", "--no-build-isolation", "--editable", ".")
    STAMP.write_text("\n".join([place(), wanted, state]), encoding="utf-8")


def is_usable() -> bool:
    """Tell whether `.venv` was once finished, by this version of Python, for the folder where it is now."""
    return VENV_PYTHON.exists() and read_stamp()[:1] == [place()]


def read_stamp() -> "list[str]":
    try:
        return STAMP.read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def place() -> str:
    return "{}.{} {}".format(*sys.version_info[:2], VENV)


def runs_inside_venv() -> bool:
    return Path(sys.prefix).resolve() == VENV.resolve()


def pip(*arguments: str) -> None:
    run([str(VENV_PYTHON), "-m", "pip", "install", "--quiet", *arguments])


def run(command: "list[str]") -> None:
    """Run `command` silently; show all that it said if it fails."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=clean_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode != 0:
        raise InstallError(f"could not finish: {' '.join(command)}\n{done.stdout.rstrip()}")


def clean_environment() -> "dict[str, str]":
    """Answer this environment without what would send packages elsewhere than `.venv`."""
    unwanted = ("PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV")
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return {**kept, "PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONUTF8": "1"}


if __name__ == "__main__":
    sys.exit(main())
