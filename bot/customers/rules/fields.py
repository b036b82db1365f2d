"""What becomes of a field when an admin changes it: what is said of customers is never lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.customers.values.fields import (
    MOST_FIELDS,
    MOST_VALUES,
    SEGMENT,
    Chosen,
    CustomerField,
    FieldForm,
    FieldOutcome,
    FieldValue,
)


def refusal(
    fields: Sequence[CustomerField], field: str | None, form: FieldForm, names: Mapping[str, str]
) -> FieldOutcome | None:
    """Why a field (a new one without an id) cannot become this; None where it can. `names` are what the fields are called."""
    if field is not None and field not in {one.id for one in fields}:
        return FieldOutcome.gone
    if any(names[one.id].casefold() == form.name.casefold() for one in fields if one.id != field):
        return FieldOutcome.taken
    others = [one for one in fields if one.id not in (field, SEGMENT) and not one.archived]
    if field != SEGMENT and not form.archived and len(others) >= MOST_FIELDS:
        return FieldOutcome.full
    if len(form.values) > MOST_VALUES:
        return FieldOutcome.too_many
    return None


def values_after(before: Sequence[FieldValue], form: FieldForm) -> tuple[FieldValue, ...]:
    """What can be said from now on, in the order of the form: what is not in it any more is kept for those of whom it is said.

    A value that gets the name of another one counts as that one.
    """
    known = _renamed(before, form.renamed)
    typed = [_renamed_words(before, one, form.renamed) for one in form.values]
    wanted = list({one.casefold(): one for one in typed}.values())
    living = {one.words.casefold(): one for one in known if one.into is None}
    taken = {one.id for one in known}
    listed = [_listed(living.get(words.casefold()), words, taken) for words in wanted]
    ids = {one.id for one in listed}
    return (*listed, *(replace(one, gone=True) for one in known if one.id not in ids))


def chosen_after(before: Chosen, said: Chosen) -> dict[str, list[str]]:
    """What is said of a customer once a form was kept: what it did not ask for stays, what was emptied goes."""
    kept = {field: list(values) for field, values in before.items() if field not in said}
    return kept | {field: list(values) for field, values in said.items() if values}


def joined(
    one: Mapping[str, Sequence[str]], other: Mapping[str, Sequence[str]], fields: Sequence[CustomerField]
) -> dict[str, list[str]]:
    """What is said of a customer who turned out to be two: where only one can be said, it is what the first one had."""
    several = {field.id for field in fields if field.several}
    found = {field: list(values) for field, values in other.items()}
    for field, values in one.items():
        more = [value for value in found.get(field, ()) if value not in values] if field in several else []
        found[field] = [*values, *more]
    return found


def _renamed(before: Sequence[FieldValue], renamed: tuple[str, str] | None) -> list[FieldValue]:
    if renamed is None:
        return list(before)
    value, words = renamed
    twin = _twin(before, value, words)
    if twin is not None:
        return [replace(one, into=twin.id, gone=True) if one.id == value else one for one in before]
    return [replace(one, words=words) if one.id == value else one for one in before]


def _renamed_words(before: Sequence[FieldValue], typed: str, renamed: tuple[str, str] | None) -> str:
    """A line of the form still says the name of before."""
    if renamed is None:
        return typed
    value, words = renamed
    old = next((one.words for one in before if one.id == value), None)
    if old is None or typed.casefold() != old.casefold():
        return typed
    twin = _twin(before, value, words)
    return twin.words if twin else words


def _twin(before: Sequence[FieldValue], value: str, words: str) -> FieldValue | None:
    """Another one that is called so already."""
    others = (one for one in before if one.id != value and one.into is None)
    return next((one for one in others if one.words.casefold() == words.casefold()), None)


def _listed(known: FieldValue | None, words: str, taken: set[str]) -> FieldValue:
    if known is not None:
        return replace(known, words=words, gone=False)
    name, number = words, 2
    while name in taken:
        name, number = f"{words} ({number})", number + 1
    taken.add(name)
    return FieldValue(name, words)
