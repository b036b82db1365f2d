"""The gallery as one self-contained page: the local workspace's own renderer, with all that it needs inside."""

from __future__ import annotations

import json
import re
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from bot.demo.gallery import samples
from bot.demo.gallery.cast import workspace
from bot.demo.gallery.sample import Sample
from bot.demo.play import MANIFEST
from bot.sandbox import page as workspace_page
from bot.sandbox.page.changes import everything, snapshot

_OWN = Path(__file__).parent / "static"
_SHEETS = ("base.css", "layout.css", "messages.css", "blocks.css", "forms.css")
_IMPORT = re.compile(r'(from|import) "\./([\w-]+\.js)"')
_TITLES = {
    "home": "Home",
    "colleagues": "The morning, and the door",
    "workspace": "Choices",
    "departures": "A customer leaves",
    "farewell": "Thanking them",
    "interviews": "Hearing why",
    "nudges": "Staying in touch",
    "winback": "Asking again, and welcoming back",
}


def page() -> str:
    """HTML that needs no server and no network."""
    entries = [_entry(number, sample) for number, sample in enumerate(samples(), start=1)]
    stages = [_stage(name, list(found)) for name, found in groupby(entries, key=lambda entry: entry["stage"])]
    template = Environment(loader=FileSystemLoader(_OWN), autoescape=True).get_template("gallery.html")
    return template.render(
        sheets=Markup(_sheets()),  # noqa: S704 - the workspace's own style sheets
        imports=_json({"imports": _modules("gallery.js")}),
        stages=stages,
        entries=_json(entries),
        workspace=_json(_state()),
    )


def _stage(name: str, entries: list[dict[str, Any]]) -> dict[str, Any]:
    """A stage's part of the page; its list names each kind of message once."""
    kinds = [next(found) for _, found in groupby(entries, key=lambda entry: entry["what"])]
    return {"name": name, "title": _TITLES.get(name, name.capitalize()), "entries": entries, "kinds": kinds}


def _entry(number: int, sample: Sample) -> dict[str, Any]:
    what = sample.function.__name__.replace("_", " ")
    return {
        "anchor": f"{sample.stage}-{number}",
        "stage": sample.stage,
        "what": what.capitalize(),
        "occasion": sample.occasion,
        "surface": sample.surface,
        "private": sample.is_reply,
        "payload": sample.payload(),
    }


def _state() -> Any:
    """The firm as Maya sees it, with the app in it: names of people and channels, and what time it is."""
    firm = workspace()
    firm.install(yaml.safe_load(MANIFEST.read_text(encoding="utf-8")))
    return json.loads(everything(snapshot(firm.view_for("maya"), {})))


def _sheets() -> str:
    sheets = [workspace_page.STATIC / name for name in _SHEETS] + [_OWN / "gallery.css"]
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)


def _modules(first: str) -> dict[str, str]:
    """The module `first` and all that it imports, as addresses that hold their source; known by bare names."""
    found: dict[str, str] = {}
    wanted = [first]
    while wanted:
        name = wanted.pop()
        if name in found:
            continue
        file = _OWN / name if (_OWN / name).exists() else workspace_page.STATIC / name
        source = file.read_text(encoding="utf-8")
        wanted += [imported for _, imported in _IMPORT.findall(source)]
        found[name] = "data:text/javascript;charset=utf-8," + quote(_IMPORT.sub(r'\1 "\2"', source))
    return found


def _json(value: Any) -> Markup:
    """JSON that cannot end the script element that it stands in."""
    return Markup(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704 - escaped here
