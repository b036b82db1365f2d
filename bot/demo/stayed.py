"""Who stayed with Fernhill in the last two years: most never thought of leaving, three nearly left."""

from __future__ import annotations

from dataclasses import dataclass

from bot.customers.values import Cue


@dataclass(frozen=True)
class Stayed:
    """A customer of so many `years`, worth so much a year, in dollars; of a kind of customer."""

    name: str
    owner: str
    years: float
    value: int
    kind: str


@dataclass(frozen=True)
class Saved:
    """A customer who was about to leave so many days `ago`, and stayed after all, some days `later`; `why` in our words."""

    customer: Stayed
    ago: int
    later: int
    why: str


FOOD, SHOPS, MAKERS, HEALTH = "Food and drink", "Shops", "Makers", "Health"

STAYED = (
    Stayed("Amber Apothecary", "maya", 9.0, 64000, HEALTH),
    Stayed("Birchwood Balm", "maya", 6.5, 38000, HEALTH),
    Stayed("Clearwater Labs", "jonas", 11.2, 90000, HEALTH),
    Stayed("Drift Sea Salts", "theo", 4.4, 21000, FOOD),
    Stayed("Everly Tea House", "jonas", 7.9, 47000, FOOD),
    Stayed("Foxglove Pharmacy", "walt", 8.3, 52000, HEALTH),
    Stayed("Gable Street Books", "maya", 5.1, 16000, SHOPS),
    Stayed("Hearth & Rye", "theo", 9.7, 58000, FOOD),
    Stayed("Isar Naturkost", "jonas", 6.0, 33000, FOOD),
    Stayed("Jade Skincare", "walt", 5.8, 44000, HEALTH),
    Stayed("Kiln and Clay", "theo", 4.9, 12000, MAKERS),
    Stayed("Linden Optik", "jonas", 10.4, 71000, HEALTH),
    Stayed("Maple Toys", "maya", 7.2, 29000, SHOPS),
    Stayed("North Pier Coffee", "walt", 6.6, 41000, FOOD),
    Stayed("Orchard Soapworks", "theo", 5.5, 24000, MAKERS),
    Stayed("Pebble Baby Care", "walt", 8.8, 83000, HEALTH),
    Stayed("Quarry Vitamins", "maya", 4.6, 67000, HEALTH),
    Stayed("Rosewater Clinics", "jonas", 12.1, 95000, HEALTH),
    Stayed("Silverleaf Herbs", "theo", 7.4, 36000, HEALTH),
    Stayed("Thistle Stationers", "maya", 3.8, 14000, SHOPS),
    Stayed("Union Street Bakery", "walt", 9.3, 49000, FOOD),
    Stayed("Vela Contact Lenses", "jonas", 6.9, 78000, HEALTH),
    Stayed("Wexford Woolens", "theo", 5.0, 19000, MAKERS),
    Stayed("Yarrow Wellness", "walt", 4.2, 55000, HEALTH),
)  # fmt: skip
SAVED = (
    Saved(Stayed("Bramble Jam", "maya", 4.8, 26000, FOOD), 410, 21, "Their own packer to call, and the late boxes at our cost."),
    Saved(Stayed("Mistral Perfumes", "jonas", 6.2, 57000, HEALTH), 265, 16, "It was one misprint, and nobody had said sorry."),
    Saved(Stayed("Lantern Games", "theo", 3.1, 18000, SHOPS), 140, 30, "A smaller lot, which is all they needed."),
)  # fmt: skip

SIGNS_OF_LEAVING = {
    "Fjord & Sohn": 35, "Granite Gym Wear": 50, "Lumen Lamps": 28, "Hafenkaffee": 61, "Quill Stationery": 44, "Cedar Pet Foods": 20,
}  # fmt: skip
"""Of whom colleagues noticed that they had gone quiet (`QUIET`), so many days before they left."""
SIGNS_OF_NOTHING = ("Gable Street Books", "Isar Naturkost", "Wexford Woolens")
"""Of whom they noticed the same, and nothing came of it."""
QUIET = Cue.silence

MONTHS = (
    (1, 9, 3), (0, 7, 2), (2, 11, 4), (1, 10, 3), (1, 8, 2), (0, 9, 3),
    (1, 6, 1), (2, 12, 5), (0, 8, 2), (1, 9, 3), (1, 10, 4), (1, 7, 2),
)  # fmt: skip
"""Of each month, from January on: new customers, proposals sent, and those of them that were won; in earlier years a few less."""
