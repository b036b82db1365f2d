"""Samples: what customers are told apart by."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.customers.blocks import fields, telling_apart
from bot.customers.values.fields import KIND_OF_CUSTOMER, Band, CustomerField, FieldOutcome, FieldValue
from bot.demo.gallery.forms import form
from bot.demo.gallery.sample import shown, worded

_INDUSTRY = CustomerField(
    "industry",
    "Industry",
    (
        FieldValue("Bakery", "Bakery"),
        FieldValue("Hotel", "Hotels & restaurants"),
        FieldValue("School", "School", gone=True),
    ),
)
_REGIONS = CustomerField(
    "region", "Region", tuple(FieldValue(str(one), f"Region {one}") for one in range(1, 16)), several=True
)
_OLD = replace(_INDUSTRY, id="size", name="Size", archived=True)

SAMPLES = (
    shown("at first", telling_apart.field_list, (KIND_OF_CUSTOMER,), about="tell customers apart"),
    shown(
        "with some",
        telling_apart.field_list,
        (KIND_OF_CUSTOMER, _INDUSTRY, _REGIONS, _OLD),
        about="tell customers apart",
    ),
    shown("a new one", telling_apart.field_form, None, about="Kinds of customer"),
    shown("one that there is", telling_apart.field_form, _INDUSTRY, about="Kinds of customer"),
    shown("what everybody has", telling_apart.field_form, KIND_OF_CUSTOMER, about="Kinds of customer"),
)
SENTENCES = (
    worded("no name", telling_apart.parse_field, form(), {}),
    worded("nothing can be said", telling_apart.parse_field, form(name="Industry"), {}),
    worded("too much is said", telling_apart.parse_field, form(name="Industry", values="a" * 61), {}),
    worded("half a new name", telling_apart.parse_field, form(name="Industry", values="Hotel", new="Inn"), {}),
    *(worded(f"refused: {came.value}", telling_apart.refused_words, came) for came in FieldOutcome if came.refuses),
    worded("told apart by worth", fields.worth_name),
    worded("told apart by years", fields.tenure_name),
    worded("the lowest", fields.worth_words, Band(None, Decimal(5000), "EUR")),
    worded("in the middle", fields.worth_words, Band(Decimal(5000), Decimal(20000), "EUR")),
    worded("the highest", fields.worth_words, Band(Decimal(20000), None, "EUR")),
    worded("in years", fields.tenure_words, Band(Decimal(1), Decimal(5))),
    worded("a year at least", fields.tenure_words, Band(Decimal(1), None)),
    worded("no bands", fields.worth_words, Band(None, None)),
)
