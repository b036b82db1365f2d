"""Writes the README's link that creates the app in Slack from `manifest.yml` anew: `make link`."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import yaml

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BEGINS = "https://api.slack.com/apps?new_app=1&manifest_yaml="
_PLACE = re.compile(r"(?<=^\[create\]: ).*$", re.MULTILINE)


def link() -> str:
    """Slack's page for a new app, with the manifest filled in: all of it but its comments, which would make it too long."""
    manifest = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
    text = yaml.safe_dump(manifest, sort_keys=False, indent=1, width=10_000)
    return BEGINS + quote(text, safe=":/-,.")


def kept(readme: str) -> str:
    """The link as the README has it."""
    found = _PLACE.search(readme)
    return found[0] if found else ""


if __name__ == "__main__":
    README.write_text(_PLACE.sub(lambda _: link(), README.read_text(encoding="utf-8"), count=1), encoding="utf-8")
