"""Who left Fernhill in the last two years, the oldest first: what they said, and what people did about it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.customers.values import Consent
from bot.nudges.values import Sounded
from bot.winback.values import Answer


@dataclass(frozen=True)
class Lost:
    """One customer who left `left` days ago; `interview` and `back` are days after that.

    `reason` and `said` are what they told us; without a reason nobody reached them.
    """

    name: str
    owner: str
    left: int
    years: float
    value: int
    reason: str | None = None
    said: str | None = None
    interview: int = 24
    consent: Consent = Consent.not_answered
    back: int | None = None


YES, NO = Consent.yes, Consent.no

LOST = (
    Lost("Juniper Soap", "maya", 716, 3.2, 18000, "price", "Your boxes were lovely; our margin was not.", consent=YES),
    Lost("Copperfield Tea", "jonas", 698, 6.0, 42000, "treatment", "Three people told us three dates.", consent=YES, back=420),
    Lost("Oak & Iron Tools", "theo", 671, 1.5, 9000, "no_choice", "We were bought, and the buyer has its own supplier.", consent=YES),
    Lost("Larkspur Candles", "walt", 640, 2.1, 12000, consent=NO),
    Lost("Nordlicht Optik", "jonas", 602, 4.4, 31000, "quality", "The second misprint was the one that counted.", consent=YES),
    Lost("Pine Street Pharmacy", "maya", 580, 7.5, 25000, "someone_known", "My brother-in-law opened a print shop.", consent=YES),
    Lost("Velvet Cocoa", "theo", 548, 1.1, 15000, "missing", "We needed compostable film, and you had none.", consent=YES),
    Lost("Kestrel Outdoors", "walt", 517, 3.0, 54000, "small_things", "Nothing big. It just added up.", consent=YES, back=250),
    Lost("Blue Door Books", "maya", 489, 2.4, 6000),
    Lost("Steinmann Honig", "jonas", 455, 5.2, 22000, "price", "A tenth cheaper, delivered. I had to.", consent=YES),
    Lost("Marigold Nursery", "theo", 430, 1.9, 11000, "never_started", "We never got going with the portal.", consent=YES),
    Lost("Atlas Bikes", "walt", 401, 2.8, 38000, "treatment", "Nobody called back for nine days.", consent=YES),
    Lost("Willow Creek Dairy", "maya", 377, 8.1, 61000, "amends", "The mistake was fine. The month of silence was not.", consent=YES),
    Lost("Fjord & Sohn", "jonas", 350, 3.3, 17000, "price", "Our new budget has no room for your prices.", consent=YES),
    Lost("Sparrow Ceramics", "theo", 322, 0.9, 5000, consent=NO),
    Lost("Granite Gym Wear", "walt", 296, 1.4, 28000, "quality", "Two seams in ten gave way.", consent=YES),
    Lost("Lumen Lamps", "maya", 270, 4.0, 33000, "in_house", "We print our own now.", consent=YES),
    Lost("Hafenkaffee", "jonas", 241, 2.2, 14000, "treatment", "Anke left, and nobody of yours ever called us.", consent=YES),
    Lost("Tidewater Salt", "theo", 214, 3.7, 20000, "inconvenience", "Ordering took four emails, every time.", consent=YES, back=95),
    Lost("Ember Hot Sauce", "walt", 188, 1.0, 8000),
    Lost("Quill Stationery", "maya", 157, 5.5, 27000, "treatment", "We felt like a small customer.", consent=YES),
    Lost("Alpenrose Seifen", "jonas", 126, 2.6, 19000, "price", "The new price list came with no word.", consent=YES),
    Lost("Cedar Pet Foods", "theo", 98, 3.1, 45000, "missing", "A window in the bag. That was all we asked.", consent=YES),
    Lost("Harvest Moon Bakery", "walt", 66, 4.7, 23000, "quality", "Late twice, short once, then a misprint.", consent=YES),
)  # fmt: skip

KINDS = {
    "Food and drink": (
        "Copperfield Tea", "Velvet Cocoa", "Steinmann Honig", "Willow Creek Dairy", "Hafenkaffee", "Tidewater Salt",
        "Ember Hot Sauce", "Harvest Moon Bakery", "Cedar Pet Foods",
    ),
    "Shops": (
        "Pine Street Pharmacy", "Blue Door Books", "Nordlicht Optik", "Quill Stationery", "Marigold Nursery", "Lumen Lamps",
    ),
    "Makers": ("Juniper Soap", "Oak & Iron Tools", "Larkspur Candles", "Fjord & Sohn", "Sparrow Ceramics", "Alpenrose Seifen"),
    "Sport": ("Kestrel Outdoors", "Atlas Bikes", "Granite Gym Wear"),
}  # fmt: skip
"""What kind of customers they were."""
RIVALS = {
    "Juniper Soap": "Nordpack", "Nordlicht Optik": "Nordpack", "Steinmann Honig": "Boxly", "Atlas Bikes": "Nordpack",
    "Granite Gym Wear": "Boxly", "Quill Stationery": "Nordpack", "Alpenrose Seifen": "Boxly", "Cedar Pet Foods": "Nordpack",
}  # fmt: skip
"""Who took our place, as far as they said."""
VALUED = {
    "Tidewater Salt": "The boxes themselves, and how fast Dan put a wrong pallet right.",
    "Quill Stationery": "The samples. Nobody else sends them by return.",
    "Alpenrose Seifen": "Jonas always knew what we needed.",
    "Cedar Pet Foods": "Honest about what you could not do.",
    "Harvest Moon Bakery": "Walt rang back the same day.",
}
"""What they valued, as far as they said."""
MAY_BE_NAMED = frozenset({"Cedar Pet Foods", "Alpenrose Seifen", "Tidewater Salt"})
"""Whose words may be shown with their name; those of the others without it."""

WORDS = (
    "A short call. They are well.",
    "We talked about their new shop.",
    "They were glad that somebody rang.",
    "They have a new person for packaging, and I have the number.",
    "Busy weeks with them; next time after the holidays.",
)
"""What colleagues kept of their calls, in turn."""
SOUNDED = (Sounded.as_usual, Sounded.glad, Sounded.as_usual, Sounded.glad, Sounded.reserved)
ANSWERS = (
    (Answer.later, "Not this year, they said, but do ask again."),
    (Answer.no, "They are happy where they are."),
    (Answer.later, "Their contract runs until the autumn."),
)
"""What customers answered when somebody asked them again, in turn."""
