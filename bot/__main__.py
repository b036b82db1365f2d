"""The command line: all commands, in the order in which `porchlight --help` lists them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import typer

from bot.commands import moving, running, safety, showing

COMMANDS: Mapping[str, Callable[..., None]] = {
    "serve": running.serve,
    "worker": running.worker,
    "migrate": running.migrate,
    "backup": safety.backup,
    "erasures": safety.erasures,
    "doctor": safety.doctor,
    "make-key": safety.make_key,
    "rotate-keys": safety.rotate_keys,
    "export": moving.export,
    "restore": moving.restore,
    "import": moving.bring_in,
    "demo": showing.demo,
    "story": showing.story,
    "gallery": showing.gallery,
}

app = typer.Typer(
    name="porchlight",
    help="Porchlight: for the day a customer leaves, and the years after.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for name, command in COMMANDS.items():
    app.command(name)(command)


def main() -> None:
    """The console script."""
    app()


if __name__ == "__main__":
    main()
