"""The demo's firm: Fernhill, who make packaging, 14 people in four time zones; and three from a customer's company."""

from __future__ import annotations

from bot.sandbox.firm import Channel, Firm, Person

NEW_YORK, LOS_ANGELES, BERLIN, KOLKATA = "America/New_York", "America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata"

PEOPLE = (
    Person("grace", "Grace Lindqvist", NEW_YORK, "Founder", admin=True, owner=True),
    Person("maya", "Maya Okafor", NEW_YORK, "Account manager"),
    Person("theo", "Theo Marchetti", NEW_YORK, "Account manager"),
    Person("ruth", "Ruth Abelson", NEW_YORK, "Finance"),
    Person("dan", "Dan Whitcombe", NEW_YORK, "Warehouse"),
    Person("ben", "Ben Torres", LOS_ANGELES, "Support"),
    Person("ines", "Ines Carvalho", LOS_ANGELES, "Product design"),
    Person("walt", "Walt Jensen", LOS_ANGELES, "Account manager"),
    Person("jonas", "Jonas Becker", BERLIN, "Account manager", locale="de-DE"),
    Person("lena", "Lena Hoffmann", BERLIN, "Operations", admin=True, locale="de-DE"),
    Person("felix", "Felix Brandt", BERLIN, "Engineering", locale="de-DE"),
    Person("priya", "Priya Raman", KOLKATA, "Engineering", locale="en-IN"),
    Person("arjun", "Arjun Mehta", KOLKATA, "Quality", locale="en-IN"),
    Person("sana", "Sana Qureshi", KOLKATA, "Marketing", locale="en-IN"),
    Person("noor", "Noor Haddad", NEW_YORK, "Freelance copywriter", guest=True),
    Person("hal", "Hal Harbor", NEW_YORK, "Owner", outsider_of="Harbor & Sons"),
    Person("june", "June Park", NEW_YORK, "Purchasing", outsider_of="Harbor & Sons"),
)

EVERYONE = tuple(person.handle for person in PEOPLE if not (person.guest or person.outsider_of))

FERNHILL = Firm(
    name="Fernhill",
    domain="fernhill",
    people=PEOPLE,
    channels=(
        Channel("general", (*EVERYONE, "noor"), purpose="News for all of us"),
        Channel("random", EVERYONE, purpose="Everything else"),
        Channel(
            "departures",
            ("grace", "maya", "theo", "walt", "jonas", "lena"),
            purpose="Customers who are leaving, or have left",
        ),
        Channel("leadership", ("grace", "lena"), private=True),
        Channel("acct-acme", ("maya", "dan", "ines", "arjun"), purpose="Acme Bakeries"),
        Channel("acct-brightwater", ("jonas", "felix", "lena"), purpose="Brightwater Foods"),
        Channel("acct-moonrise", ("walt", "ben", "sana"), purpose="Moonrise Cosmetics"),
        Channel(
            "harbor-and-fernhill",
            ("theo", "ruth", "hal", "june"),
            shared_with="Harbor & Sons",
            purpose="Harbor & Sons and us",
        ),
    ),
)
